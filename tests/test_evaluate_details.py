"""What is said of an event that was found: how, by whom, when; what misleads; how sure the figures are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.evaluation import gold as reading
from kg.evaluation import report
from kg.evaluation.gold import Gold
from kg.evaluation.intervals import DRAWS, figures
from kg.evaluation.measure import Evaluation, evaluate
from kg.evaluation.scores import Rate, Share
from kg.evaluation.tables import tables
from kg.model import Claim, Document, Entity, Event, Evidence, Extraction, Mention

NAMES = ("Norway", "Iran", "Syria", "Sweden")
TEXT = "Norway, Iran, Syria and Sweden. First words. Second words. Third words."
FIRST, SECOND, THIRD = "First words", "Second words", "Third words"
NORWAY, IRAN, SYRIA, SWEDEN = NAMES


def annotated(*events: dict[str, Any], id_: str = "doc", genre: str | None = None) -> dict[str, Any]:
    entities = [{"id": n.lower(), "type": "State", "name": n, "mentions": [n]} for n in NAMES]
    return {"id": id_, "text": TEXT, "entities": entities, "events": list(events), "genre": genre}


def act(type_: str, source: str, target: str, words: str, **more: Any) -> dict[str, Any]:
    """An annotated event."""
    said = {"modality": "actual", "evidence": words, "sources": [source.lower()], "targets": [target.lower()]}
    return {"id": f"{type_}-{words}-{more.get('modality')}", "type": type_, **said, **more}


Told = tuple[Event, Claim]


def told(type_: str, source: str, target: str, words: str, **more: Any) -> Told:
    """A predicted event with a claim about it; the fields of `more` are those of either."""
    of_event = {name: more.pop(name) for name in ("date", "place", "about") if name in more}
    event = Event(type_, (f"?{source}",), (f"?{target}",), **of_event)
    start = TEXT.index(words)
    return event, Claim(event.id, (Evidence(start, start + len(words), words),), **more)


def predicted(*said: Told) -> Extraction:
    mentions = (Mention(f"?{n}", TEXT.index(n), TEXT.index(n) + len(n), n, "name") for n in NAMES)
    events = {event.id: event for event, _ in said}
    return Extraction(
        Document(TEXT),
        tuple(Entity(f"?{n}", "State", n) for n in NAMES),
        tuple(mentions),
        events=tuple(events.values()),
        claims=tuple(claim for _, claim in said),
    )


@pytest.fixture
def read(tmp_path: Path) -> Any:
    def of(*events: dict[str, Any], **more: Any) -> Gold:
        path = tmp_path / "doc.json"
        path.write_text(json.dumps(annotated(*events, **more)), encoding="utf-8")
        [gold] = reading.read(path)
        return gold

    return of


MET = act("CONSULT", NORWAY, IRAN, FIRST)
WILL_MEET = act("CONSULT", NORWAY, IRAN, SECOND, modality="planned")


# ---------------------------------------------------------------------------------------------------------- modality


def test_modality_is_a_table_of_annotated_by_predicted(read: Any) -> None:
    planned = told("CONSULT", NORWAY, IRAN, SECOND, modality="Planned")
    assert evaluate([(read(WILL_MEET), predicted(planned))]).modality == {("planned", "planned"): 1}
    held = told("CONSULT", NORWAY, IRAN, SECOND)
    assert evaluate([(read(WILL_MEET), predicted(held))]).modality == {("planned", "actual"): 1}
    denied = told("CONSULT", NORWAY, IRAN, SECOND, stance="Denies")
    assert evaluate([(read(WILL_MEET), predicted(denied))]).modality == {("planned", "denied"): 1}


def test_of_two_accounts_of_like_acts_one_that_is_found_does_not_stand_for_the_other(read: Any) -> None:
    result = evaluate([(read(MET, WILL_MEET), predicted(told("CONSULT", NORWAY, IRAN, FIRST)))])
    assert result.modality == {("actual", "actual"): 1, ("planned", "another"): 1}


def test_what_is_not_found_has_no_modality(read: Any) -> None:
    assert evaluate([(read(MET), predicted(told("ACCUSE", NORWAY, IRAN, FIRST)))]).modality == {}


# ----------------------------------------------------------------------------------------------------- what misleads


def dangers(result: Evaluation) -> tuple[Rate, Rate]:
    return result.dangers["shown_as_actual"], result.dangers["speaker_lost"]


def test_what_is_planned_and_shown_as_actual_misleads(read: Any) -> None:
    result = evaluate([(read(WILL_MEET), predicted(told("CONSULT", NORWAY, IRAN, SECOND)))])
    assert dangers(result) == (Rate(1, 1), Rate(0, 0))
    [mistake] = [m for m in result.mistakes if m.kind == "misleading"]
    assert (mistake.reason, mistake.event, mistake.evidence) == (
        "shown_as_actual", "CONSULT Norway -> Iran", "Second words",
    )  # fmt: skip
    assert mistake.near == ("CONSULT Norway -> Iran",)


def test_a_further_claim_that_says_so_rightly_is_no_excuse(read: Any) -> None:
    both = (told("CONSULT", NORWAY, IRAN, SECOND), told("CONSULT", NORWAY, IRAN, SECOND, modality="Planned"))
    result = evaluate([(read(WILL_MEET), predicted(*both))])
    assert result.attributes["modality"] == Share(1, 1)
    assert dangers(result)[0] == Rate(1, 1)


def test_the_words_of_a_planned_act_mislead_with_wrong_actors_as_well(read: Any) -> None:
    result = evaluate([(read(WILL_MEET), predicted(told("CONSULT", SWEDEN, IRAN, SECOND)))])
    assert dangers(result)[0] == Rate(1, 1)
    other_type = evaluate([(read(WILL_MEET), predicted(told("ACCUSE", SWEDEN, IRAN, SECOND)))])
    assert dangers(other_type)[0] == Rate(0, 0)


def test_an_act_that_did_happen_beside_the_planned_one_excuses(read: Any) -> None:
    held = told("CONSULT", NORWAY, IRAN, FIRST)
    assert dangers(evaluate([(read(MET, WILL_MEET), predicted(held))]))[0] == Rate(0, 1)
    # in the words of the planned act, with another act of this type in the same words
    same_words = act("CONSULT", NORWAY, SWEDEN, SECOND)
    assert dangers(evaluate([(read(same_words, WILL_MEET), predicted(told("CONSULT", NORWAY, SWEDEN, SECOND)))]))[
        0
    ] == Rate(0, 1)


def test_somebodys_word_shown_as_the_texts_own_misleads(read: Any) -> None:
    said = act("ASSAULT", IRAN, SYRIA, FIRST, reported_by=["norway"])
    lost = evaluate([(read(said), predicted(told("ASSAULT", IRAN, SYRIA, FIRST)))])
    assert dangers(lost) == (Rate(0, 0), Rate(1, 1))
    assert lost.details["speaker"] == {("somebody", "missing"): 1}
    kept = evaluate([(read(said), predicted(told("ASSAULT", IRAN, SYRIA, FIRST, claimed_by=("?Norway",))))])
    assert dangers(kept) == (Rate(0, 0), Rate(0, 1))


def test_what_is_shown_as_plain_fact_is_held_against_what_is_annotated_there(read: Any) -> None:
    gold = read(
        act("ACCUSE", NORWAY, IRAN, FIRST),
        act("ASSAULT", IRAN, SYRIA, FIRST, reported_by=["norway"]),
        act("CONSULT", NORWAY, SWEDEN, SECOND, modality="denied"),
        act("AID", SWEDEN, SYRIA, SECOND),
    )
    found = predicted(
        told("ACCUSE", NORWAY, IRAN, FIRST),
        told("ASSAULT", IRAN, SYRIA, FIRST),
        told("CONSULT", NORWAY, SWEDEN, SECOND),
        told("AID", NORWAY, SYRIA, SECOND),
        told("SANCTION", NORWAY, IRAN, FIRST),
        told("PROTEST", NORWAY, IRAN, THIRD),
        told("THREATEN", NORWAY, IRAN, THIRD, modality="Planned"),  # is no plain fact
    )
    result = evaluate([(gold, found)])
    fates = {"fact": 1, "reported": 1, "not_actual": 1, "actors": 1, "type": 1, "nothing": 1}
    assert result.facts == fates
    assert report.data(result)["facts"] == {**fates, "of": 6, "share": 0.1667}


def test_a_plain_fact_that_lacks_an_actor_is_incomplete(read: Any) -> None:
    alone = Event("ACCUSE", ("?Norway",))
    start = TEXT.index(FIRST)
    claim = Claim(alone.id, (Evidence(start, start + 5, FIRST[:5]),))
    assert evaluate([(read(act("ACCUSE", NORWAY, IRAN, FIRST)), predicted((alone, claim)))]).facts == {"incomplete": 1}


# ------------------------------------------------------------------------------------------------ speaker, date, place


@pytest.mark.parametrize(
    ("by", "outcome"),
    [
        (("?Norway", "?Sweden"), "right"),
        (("?Sweden",), "part"),
        (("?Syria",), "wrong"),
        ((), "missing"),
    ],
)
def test_speakers(read: Any, by: tuple[str, ...], outcome: str) -> None:
    said = act("ASSAULT", IRAN, SYRIA, FIRST, reported_by=["norway", "sweden"])
    result = evaluate([(read(said), predicted(told("ASSAULT", IRAN, SYRIA, FIRST, claimed_by=by)))])
    assert result.details["speaker"] == {("somebody", outcome): 1}


@pytest.mark.parametrize(
    ("wanted", "found", "kind", "outcome"),
    [
        ("2024-05-03", "2024-05-03", "day", "right"),
        ("2024-05-03", "2024-05", "day", "part"),
        ("2024-05-03", "2024-05-04", "day", "wrong"),
        ("2024-05-03", None, "day", "missing"),
        ("2024-05", "2024-05-03", "month", "right"),
        ("2024", "2023-05-03", "year", "wrong"),
        (None, "2024-05-03", "none", "added"),
        (None, None, "none", "none"),
    ],
)
def test_dates_by_the_precision_that_is_annotated(
    read: Any, wanted: str | None, found: str | None, kind: str, outcome: str
) -> None:
    gold = read(act("CONSULT", NORWAY, IRAN, FIRST, date=wanted))
    result = evaluate([(gold, predicted(told("CONSULT", NORWAY, IRAN, FIRST, date=found)))])
    assert result.details["date"] == {(kind, outcome): 1}


def test_places_and_matters(read: Any) -> None:
    gold = read(act("ACCUSE", NORWAY, IRAN, FIRST, place="sweden", about=["syria", "sweden"]))
    result = evaluate([(gold, predicted(told("ACCUSE", NORWAY, IRAN, FIRST, place="?Sweden", about=("?Syria",))))])
    assert result.details["place"] == {("named", "right"): 1}
    assert result.details["about"] == {("named", "part"): 1}
    assert report.data(result)["details"]["about"] == {"named": {"part": 1}}


def test_attributes_are_told_for_each_type_that_is_found(read: Any) -> None:
    gold = read(MET, act("ACCUSE", NORWAY, IRAN, THIRD, date="2024-05-03"))
    found = predicted(told("ACCUSE", NORWAY, IRAN, THIRD, date="2024-05-04", modality="Planned"))
    by_type = evaluate([(gold, found)]).by_type
    assert set(by_type) == {"ACCUSE"}
    assert by_type["ACCUSE"]["modality"] == by_type["ACCUSE"]["date"] == Share(0, 1)
    assert by_type["ACCUSE"]["reporter"] == Share(1, 1)


# ------------------------------------------------------------------------------------------------- parts and intervals


@pytest.fixture
def several(read: Any) -> Evaluation:
    right, wrong = (predicted(told(t, NORWAY, IRAN, FIRST)) for t in ("CONSULT", "ACCUSE"))
    golds = [read(MET, id_=name, genre=genre) for name, genre in (("a", "wire"), ("b", "readout"), ("c|d", "wire"))]
    return evaluate(list(zip(golds, (right, wrong, right), strict=True)))


def test_each_document_and_each_register_has_its_figures(several: Evaluation) -> None:
    assert [(name, part.documents, part.events.f1) for name, part in several.by_register.items()] == [
        ("readout", 1, 0), ("wire", 2, 1),
    ]  # fmt: skip
    assert {name: (part.register, part.events.f1) for name, part in several.by_document.items()} == {
        "a": ("wire", 1), "b": ("readout", 0), "c|d": ("wire", 1),
    }  # fmt: skip


def test_documents_without_a_register_are_in_none(read: Any) -> None:
    assert evaluate([(read(MET), None)]).by_register == {}


def test_an_interval_holds_the_figures_of_documents_drawn_again() -> None:
    figure = figures({"x": [(1, 2)] * 10 + [(0, 2)] * 10})["x"]
    assert figure.value == 0.25
    assert figure.low is not None
    assert figure.high is not None
    # of a mean of 20 values of 0 or .5 the standard error is .056
    assert figure.low == pytest.approx(0.25 - 1.96 * 0.056, abs=0.03)
    assert figure.high == pytest.approx(0.25 + 1.96 * 0.056, abs=0.03)


def test_intervals_are_the_same_each_time_and_need_several_documents() -> None:
    counts = {"x": [(1, 3), (2, 3), (0, 1), (0, 0)]}
    assert figures(counts) == figures(counts)
    assert figures({"one": [(1, 2)], "none": [], "nothing": [(0, 0), (0, 0)]}) == {
        "one": figures({"x": [(1, 2)]})["x"], "none": figures({"x": []})["x"], "nothing": figures({"x": [(0, 0)]})["x"],
    }  # fmt: skip
    assert figures({"one": [(1, 2)]})["one"].low is None


def test_the_note_says_how_many_draws_there_are(several: Evaluation) -> None:
    assert f"{DRAWS:,} draws" in tables(several)[0].note


# ------------------------------------------------------------------------------------------------------- in Markdown


def test_markdown_has_a_sentence_and_a_table_under_each_heading(several: Evaluation) -> None:
    lines = report.markdown(several).splitlines()
    headings = [i for i, line in enumerate(lines) if line.startswith("## ")]
    assert [lines[i][3:] for i in headings] == [table.title for table in tables(several)]
    for i in headings:
        assert lines[i + 2].endswith(".")
        assert lines[i + 4].startswith("| ")
        assert set(lines[i + 5]) == set("| -:") or set(lines[i + 5]) == set("| -")


def test_markdown_columns_agree_in_each_table(several: Evaluation) -> None:
    for table in tables(several):
        assert {len(row) for row in table.rows} == {len(table.header)}, table.title


def test_in_a_notebook_an_evaluation_is_its_tables_and_elsewhere_one_line(several: Evaluation) -> None:
    assert several._repr_markdown_() == report.markdown(several)
    assert repr(several) == "<3 annotated documents: events 0.67 right, 0.67 found>"


def test_text_of_documents_is_no_markdown_and_steers_no_terminal(read: Any) -> None:
    gold = read(MET, id_="<b>*x*|[y](z)\x1b[31m")
    shown = report.markdown(evaluate([(gold, None)]), errors=True)
    assert r"| \<b\>\*x\*\|\[y\](z)" in shown
    assert "\x1b" not in shown
    assert "\x1b" not in report.text(evaluate([(gold, None)]), errors=True)


def test_the_command_prints_what_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "doc.json").write_text(json.dumps(annotated(MET)), encoding="utf-8")
    found = predicted(told("CONSULT", NORWAY, IRAN, FIRST)).to_json()

    def run(*options: str) -> str:
        done = CliRunner().invoke(main, ["evaluate", str(tmp_path), "-", *options], input=found)
        assert done.exit_code == 0, done.output
        return done.stdout

    assert run("--format", "json") == run("--json")
    assert run("--format", "text") == run()
    markdown = run("--format", "markdown", "--errors")
    assert "| events found that are right (type, who, whom) | 1.00 |  | 1 of 1 |" in markdown
    assert "## Annotated events that are told misleadingly, one by one\n\nNone." in markdown
