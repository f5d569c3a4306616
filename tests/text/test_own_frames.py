"""Predicate frames of one's own: which of several fires, which rows are refused, and what helps to write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from spacy.language import Language

from kg.cli import main
from kg.errors import InputError
from kg.frames import FrameTable
from kg.model import Document, Event
from kg.pipeline import explain_all, extract_all
from kg.text.authoring import check

HUDDLE = {
    "type": "CONSULT", "mode": "meeting", "verb": "huddle", "roles": {"source": ["subj"], "target": ["with"]},
    "needs": ["source", "target"], "example": "France huddled with Germany.", "expect": [["France"], ["Germany"]],
}  # fmt: skip
ECHO = {
    "type": "SUPPORT", "verb": "echo", "roles": {"source": ["subj"], "target": ["obj"]}, "needs": ["source", "target"],
    "example": "France echoed Germany.", "expect": [["France"], ["Germany"]],
}  # fmt: skip


def written(folder: Path, *rows: object, name: str = "mine.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def events(text: str, *frames: Path) -> list[Event]:
    [found] = extract_all([Document(text, date="2024-05-15")], frames=frames)
    return list(found.events)


def problems(nlp: Language, folder: Path, *rows: object) -> list[str]:
    return [problem for _, problem in check(nlp, FrameTable.load(written(folder, *rows)))]


def kg(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


# ------------------------------------------------------------------------------------------------------ which one fires


def test_a_word_that_the_package_does_not_know_makes_the_event_of_a_frame_of_ones_own(tmp_path: Path) -> None:
    text = "Emmanuel Macron huddled with Olaf Scholz on Monday."
    assert events(text) == []
    [event] = events(text, written(tmp_path, HUDDLE))
    assert (event.type, event.mode, event.date) == ("CONSULT", "meeting", "2024-05-13")
    assert (event.sources, event.targets) == (("person-emmanuel-macron",), ("person-olaf-scholz",))


def test_between_frames_that_ask_for_as_much_ones_own_goes_first(tmp_path: Path) -> None:
    own = {"type": "CONSULT", "verb": "condemn", "roles": {"source": ["subj"], "target": ["obj"]}}
    text = "Norway condemned Iran."
    assert [e.type for e in events(text)] == ["ACCUSE"]
    assert [e.type for e in events(text, written(tmp_path, own | {"needs": ["source", "target"]}))] == ["CONSULT"]


def test_a_frame_of_the_package_that_asks_for_more_goes_before_ones_own(tmp_path: Path) -> None:
    own = written(tmp_path, {"type": "AID", "verb": "speak", "roles": {"source": ["subj"], "target": ["with"]}})
    by_phone, at_all = "Norway spoke by phone with Iran.", "Norway spoke out."
    assert [e.type for e in events(by_phone, own)] == ["CONSULT"]
    assert [e.type for e in events(at_all, own)] == ["AID"]


def test_of_ones_own_frames_that_ask_for_as_much_the_first_goes_first(tmp_path: Path) -> None:
    other = HUDDLE | {"mode": "negotiation"}
    assert [e.mode for e in events("France huddled with Italy.", written(tmp_path, other, HUDDLE))] == ["negotiation"]


def test_what_fits_neither_is_left_to_the_frames_of_the_package(tmp_path: Path) -> None:
    own = {"type": "AID", "verb": "condemn", "roles": {"source": ["subj"], "target": ["for"]}, "needs": ["target"]}
    assert [e.type for e in events("Norway condemned Iran.", written(tmp_path, own))] == ["ACCUSE"]


@pytest.mark.parametrize(
    ("off", "left"),
    [
        ({"verb": "condemn", "off": True}, ["CONSULT"]),
        ({"type": "ACCUSE", "off": True}, ["CONSULT"]),
        ({"type": "CONSULT", "mode": "meeting", "verb": "meet", "off": True}, ["ACCUSE"]),
    ],
)
def test_frames_of_the_package_are_switched_off_by_word_and_type(
    tmp_path: Path, off: dict[str, Any], left: list[str]
) -> None:
    text = "Norway condemned Iran. Japan met India."
    assert [e.type for e in events(text, written(tmp_path, off))] == left


def test_a_word_may_be_switched_off_and_told_in_ones_own_way(tmp_path: Path) -> None:
    own = {"type": "REJECT", "verb": "condemn", "roles": {"source": ["subj"], "target": ["obj"]}}
    rows = written(tmp_path, own, {"verb": "condemn", "off": True})
    assert [e.type for e in events("Norway condemned Iran.", rows)] == ["REJECT"]


def test_files_of_a_folder_are_all_read_and_other_files_in_it_are_not(tmp_path: Path) -> None:
    written(tmp_path, HUDDLE, name="b.jsonl")
    written(tmp_path, ECHO, name="a.jsonl")
    written(tmp_path, "no frames", name="README.md")
    text = "France huddled with Germany. Japan echoed India."
    assert sorted(e.type for e in events(text, tmp_path)) == ["CONSULT", "SUPPORT"]


def test_a_frame_is_known_by_what_it_says_wherever_it_stands(tmp_path: Path) -> None:
    def rules(*rows: object, name: str) -> set[str]:
        path = written(tmp_path, *rows, name=name)
        [found] = extract_all([Document("France huddled with Germany.")], frames=[path])
        return {claim.rule for claim in found.claims}

    [rule] = rules(HUDDLE, name="one.jsonl")
    assert rule.startswith("CONSULT.own.huddle.")
    assert rules(ECHO, HUDDLE | {"example": "Other words."}, name="other.jsonl") == {rule}
    assert rules(HUDDLE | {"mode": "negotiation"}, name="one.jsonl") != {rule}


def test_a_file_that_has_changed_is_read_again_in_the_same_process(tmp_path: Path) -> None:
    written(tmp_path, HUDDLE)
    assert [e.type for e in events("France huddled with Germany.", tmp_path)] == ["CONSULT"]
    written(tmp_path, ECHO)
    assert events("France huddled with Germany.", tmp_path) == []


def test_a_file_that_an_editor_began_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.jsonl"
    path.write_text(json.dumps(HUDDLE), encoding="utf-8-sig")
    assert len(FrameTable.load(path).frames) == len(FrameTable.load().frames) + 1


def test_an_explanation_names_the_file_and_the_line(tmp_path: Path) -> None:
    path = written(tmp_path, "", HUDDLE)
    [found] = explain_all([Document("France huddled with Germany.")], frames=[path])
    [act] = found.sentences[0].acts
    assert (act.rule.file, act.rule.line, act.rule.asks) == ("mine.jsonl", 2, "verb huddle")
    assert found.sentences[0].unmatched == ()


# -------------------------------------------------------------------------------------------------- what is no frame


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "a row is a JSON object"),
        ({"verb": "meet"}, "a frame needs type, roles and one of verb, noun, adj"),
        (HUDDLE | {"noun": "huddle"}, "a frame needs type, roles and one of verb, noun, adj"),
        (HUDDLE | {"type": "GOSSIP"}, "unknown type 'GOSSIP'; use one of AGREE, CONSULT"),
        (HUDDLE | {"mode": "fight"}, "CONSULT has no mode 'fight'; use one of call, visit"),
        (HUDDLE | {"type": "COOPERATE"}, "COOPERATE has no mode 'meeting'; leave it out"),
        (HUDDLE | {"roles": {"victim": ["obj"]}}, "no such role: victim; roles are source, target"),
        (HUDDLE | {"needs": ["who"]}, "no such role: who"),
        (HUDDLE | {"roles": {"source": "subj"}}, "source of roles is a list of strings, such as"),
        (HUDDLE | {"roles": ["subj"]}, "roles is an object of lists, such as"),
        (HUDDLE | {"verb": "sit down"}, "verb is one word in its basic form and small letters, such as 'meet'"),
        (HUDDLE | {"verb": "Huddle"}, "verb is one word in its basic form and small letters"),
        (HUDDLE | {"prep": {"in": "secret"}}, "in of prep is a list of strings"),
        (HUDDLE | {"symmetric": "yes"}, "symmetric is true or false, not 'yes'"),
        (HUDDLE | {"source_class": ["Country"]}, "unknown class Country; use one of"),
        (HUDDLE | {"expect": ["France", "Germany"]}, "expect is a list of strings"),
        (HUDDLE | {"expect": [["France"]]}, "expect is a list of sources and one of targets"),
        (HUDDLE | {"colour": 1}, "a frame has no colour; it may have adj"),
        (HUDDLE | {"off": True}, "to switch frames off say of which word or type"),
        ({"verb": "condemn", "off": "yes"}, "to switch frames off say of which word or type"),
        ({"off": True}, "to switch frames off say of which word or type"),
        ({"verb": "huddle", "off": True}, "no frame of the package is so: kg frames list prints them"),
    ],
)
def test_a_row_that_is_no_frame_is_refused_with_its_file_and_line(tmp_path: Path, row: object, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        FrameTable.load(written(tmp_path, HUDDLE, "", row))
    assert str(caught.value).startswith(f"mine.jsonl, line 3: {reason}")
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b'{"verb": "\xe9"}')
    for path, reason in ((tmp_path / "none.jsonl", "cannot be read"), (tmp_path / "latin.jsonl", "not in UTF-8")):
        with pytest.raises(InputError, match=reason) as caught:
            FrameTable.load(path)
        assert str(path) in str(caught.value)


def test_a_folder_without_frames_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no file that ends in \.jsonl"):
        events("Norway met Iran.", tmp_path)


# ------------------------------------------------------------------------------------------------- help for who writes


def test_an_example_that_makes_its_frame_fire_is_in_order(nlp: Language, tmp_path: Path) -> None:
    assert problems(nlp, tmp_path, HUDDLE, ECHO) == ["", ""]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (HUDDLE | {"expect": [["France"], ["Italy"]]}, "it fires for France -> Germany, and expects France -> Italy"),
        (
            HUDDLE | {"roles": {"source": ["subj"], "target": ["on"]}},
            "it does not fit “huddled”: it has no target (on)",
        ),
        (
            HUDDLE | {"example": "Envoys huddled with Italy."},
            "it does not fit “huddled”: its source “Envoys” is nobody",
        ),
        (HUDDLE | {"prep": {"in": []}}, "it does not fit “huddled”: it has no phrase “in ...”"),
        (HUDDLE | {"verb": "huddled"}, "“huddled” is read as the verb “huddle”: write the frame so"),
        (HUDDLE | {"verb": "cuddle"}, "no word is read as the verb “cuddle”, only huddle"),
        (
            HUDDLE | {"verb": "speak", "example": "France spoke by phone with Germany."},
            "the frame CONSULT.jsonl:2 (CONSULT, verb speak, prep “by phone/telephone”) fires at “spoke”: ask for more",
        ),
        ({k: v for k, v in HUDDLE.items() if k != "example"}, "it has no example: add a sentence"),
    ],
)
def test_an_example_that_does_not_says_why(nlp: Language, tmp_path: Path, row: dict[str, Any], problem: str) -> None:
    [found] = problems(nlp, tmp_path, row)
    assert found.startswith(problem)


def test_the_command_checks_and_its_exit_code_says_whether_all_fire(tmp_path: Path) -> None:
    right = kg("frames", "check", written(tmp_path, HUDDLE))
    assert (right.exit_code, right.stdout) == (0, "fires  CONSULT-meeting  verb huddle  (mine.jsonl:1)\n")
    wrong = kg("frames", "check", written(tmp_path, ECHO, HUDDLE | {"expect": [["Italy"], []]}))
    assert wrong.exit_code == 1
    assert [line[:5] for line in wrong.stdout.splitlines()] == ["fires", "wrong", "     ", "     "]
    assert "Frames that fire as they promise: 1 of 2" in wrong.stderr


def test_what_a_frame_says_reaches_no_terminal_as_it_is(tmp_path: Path) -> None:
    done = kg("frames", "check", written(tmp_path, HUDDLE | {"example": "France \x1b[2Jhuddled."}))
    assert "\x1b" not in done.output


def test_frames_are_listed_with_their_examples_and_as_rows_to_copy(tmp_path: Path) -> None:
    own = written(tmp_path, HUDDLE, {"verb": "visit", "off": True})
    listed = kg("frames", "list", "--type", "consult", "--frames", own).stdout
    assert "CONSULT-meeting  verb huddle  (mine.jsonl:1)\n    France huddled with Germany.\n" in listed
    assert "verb visit" not in listed
    assert "ACCUSE" not in listed
    [row] = kg("frames", "list", "--word", "huddle", "--frames", own, "--format", "json").stdout.splitlines()
    assert json.loads(row) == HUDDLE


def test_a_type_that_is_none_is_told_what_was_perhaps_meant() -> None:
    done = kg("frames", "list", "--type", "CONSLT")
    assert done.exit_code == 2
    assert "did you mean CONSULT?" in done.output


def test_a_draft_for_an_unknown_word_lacks_only_its_type(nlp: Language, tmp_path: Path) -> None:
    text = "France huddled with Germany in Brussels. Their homes were cold. Japan met India."
    [line] = kg("frames", "suggest", "-", stdin=text).stdout.splitlines()
    row = json.loads(line)
    with pytest.raises(InputError, match=r"unknown type '\?'; use one of"):
        FrameTable.load(written(tmp_path, row))
    assert problems(nlp, tmp_path, row | {"type": "CONSULT"}) == [""]
    own = written(tmp_path, row | {"type": "CONSULT"})
    assert kg("frames", "suggest", "-", "--frames", own, stdin=text).stdout == ""
