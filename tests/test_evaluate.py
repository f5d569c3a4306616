"""`kg evaluate` on documents so small that each figure can be counted on the fingers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.errors import InputError
from kg.evaluation import dangers, labels
from kg.evaluation import gold as reading
from kg.evaluation.matching import normal_name, triples
from kg.evaluation.measure import Evaluation, evaluate
from kg.evaluation.mistakes import REASONS, Mistake
from kg.evaluation.scores import Band, Score, Share
from kg.model import Claim, Document, Entity, Event, Evidence, Extraction, Mention

TEXT = (
    "President Ilves met Iran's envoy in Oslo in May. Norway and Sweden condemned Iran. "
    "Iran denied that it armed Syria."
)
STATES = {"norway": "NOR", "sweden": "SWE", "iran": "IRN", "syria": "SYR", "estonia": "EST"}


def state(id_: str, *mentions: str) -> dict[str, Any]:
    name = id_.title()
    return {"id": id_, "type": "State", "name": name, "mentions": mentions or [name], "iso3": STATES[id_]}


def event(id_: str, type_: str, sources: list[str], targets: list[str], evidence: str, **more: Any) -> dict[str, Any]:
    row = {"id": id_, "type": type_, "sources": sources, "targets": targets, "evidence": evidence}
    return {**row, "modality": "actual", **more}


GOLD: dict[str, Any] = {
    "id": "oslo",
    "title": "A meeting",
    "date": "2024-06-01",
    "source": "https://example.org/oslo",
    "text": TEXT,
    "entities": [
        {"id": "ilves", "type": "Person", "name": "Aino Ilves", "mentions": ["President Ilves"]},
        {"id": "envoy", "type": "Person", "name": "Iran's envoy", "mentions": ["Iran's envoy"]},
        {"id": "oslo", "type": "Place", "name": "Oslo", "mentions": ["Oslo"]},
        *map(state, ("norway", "sweden", "iran", "syria")),
        {"id": "estonia", "type": "State", "name": "Estonia", "mentions": [], "iso3": "EST"},
    ],
    "relations": [
        {"subject": "ilves", "predicate": "holdsPosition", "object": "estonia"},
        {"subject": "envoy", "predicate": "representativeOf", "object": "iran"},
    ],
    "events": [
        event("e1", "CONSULT", ["ilves"], ["envoy"], "met Iran's envoy", date="2024-05", place="oslo"),
        event("e2", "ACCUSE", ["norway", "sweden"], ["iran"], "Norway and Sweden condemned Iran"),
        event("e3", "AID", ["iran"], ["syria"], "armed Syria", modality="denied", reported_by=["iran"]),
    ],
}


def names(text: str, *entities: tuple[str, str]) -> tuple[Mention, ...]:
    """A mention of each entity by a surface form, where the text has it first."""
    return tuple(Mention(id_, text.find(s), text.find(s) + len(s), s, "name") for id_, s in entities)


def told(act: Event, words: str, confidence: float = 0.9, **more: Any) -> Claim:
    return Claim(
        act.id, (Evidence(TEXT.find(words), TEXT.find(words) + len(words), words),), confidence=confidence, **more
    )


MET = Event("CONSULT", ("state-irn",), ("person-ilves",), date="2024-05-03", place="place-oslo")
CONDEMNED = Event("ACCUSE", ("state-nor",), ("state-irn",))
ARMED = Event("SUPPORT", ("state-irn",), ("state-syr",))
PREDICTED = Extraction(
    Document(TEXT),
    entities=(
        Entity("person-ilves", "Person", "Ilves", state="state-est"),
        Entity("place-oslo", "Organization", "Oslo"),
        Entity("state-nor", "State", "Norway", iso3="NOR"),
        Entity("state-irn", "State", "Iran", iso3="IRN"),
        Entity("state-syr", "State", "Syria", iso3="SYR"),
        Entity("org-may", "Organization", "May"),
    ),
    mentions=(
        *names(TEXT, ("person-ilves", "President Ilves"), ("place-oslo", "Oslo"), ("state-nor", "Norway")),
        *names(TEXT, ("state-irn", "Iran"), ("state-syr", "Syria"), ("org-may", "May")),
        Mention("state-irn", TEXT.find("it armed"), TEXT.find(" armed"), "it", "pronoun"),
    ),
    events=(MET, CONDEMNED, ARMED),
    claims=(
        told(MET, "President Ilves met Iran's envoy in Oslo in May.", confidence=0.7),
        told(CONDEMNED, "Norway and Sweden condemned Iran."),
        told(ARMED, "Iran denied that it armed Syria.", stance="Denies", claimed_by=("state-irn",)),
    ),
)


def write(folder: Path, **changes: Any) -> Path:
    path = folder / "oslo.json"
    path.write_text(json.dumps({**GOLD, **changes}), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path: Path) -> reading.Gold:
    [found] = reading.read(write(tmp_path))
    return found


@pytest.fixture
def result(gold: reading.Gold) -> Evaluation:
    return evaluate([(gold, PREDICTED)])


# ----------------------------------------------------------------------------------------------------------- figures


def test_precision_recall_and_f1_are_ratios_of_counts_and_zero_of_nothing() -> None:
    score = Score(gold=4, predicted=2, matched=1)
    assert (score.precision, score.recall) == (1 / 2, 1 / 4)
    assert score.f1 == pytest.approx(2 * (1 / 2) * (1 / 4) / (1 / 2 + 1 / 4))
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)


def test_documents_are_summed_before_anything_is_divided(gold: reading.Gold) -> None:
    twice = evaluate([(gold, PREDICTED), (gold, None)])
    once = evaluate([(gold, PREDICTED)])
    assert twice.events["exact"] == once.events["exact"] + Score(gold=4)


def test_entities_are_aligned_by_the_names_they_share(result: Evaluation) -> None:
    # Of 8 annotated and 6 predicted: Ilves, Oslo, Norway, Iran and Syria; Oslo is called an organisation.
    assert result.entities["aligned"] == Score(8, 6, 5)
    assert result.entities["typed"] == Score(8, 6, 4)
    assert result.classes["State"] == Score(5, 3, 3)
    assert result.classes["Place"] == Score(1, 0, 0)


def test_mentions_are_distinct_surface_forms_without_pronouns(result: Evaluation) -> None:
    # Annotated: President Ilves, Iran's envoy, Oslo, and 4 states; predicted: all these but two, and May.
    assert result.entities["mentions"] == Score(7, 6, 5)


def test_events_from_loose_to_strict(result: Evaluation) -> None:
    # CONSULT and ACCUSE are among the annotated types, SUPPORT is not.
    assert result.events["type"] == Score(3, 3, 2)
    # Norway and Iran, Iran and Syria (as SUPPORT); not Sweden and Iran, and nobody found the envoy.
    assert result.events["pair"] == Score(4, 3, 2)
    # The meeting of an Estonian and an Iranian, in either direction; Norway accuses Iran.
    assert result.events["state"] == Score(4, 3, 2)
    assert result.events["exact"] == Score(4, 3, 1)
    assert result.events["exact_modality"] == Score(4, 3, 1)
    assert result.types["ACCUSE"] == Score(2, 1, 1)


def test_each_claim_of_an_event_is_a_modality_of_it(gold: reading.Gold) -> None:
    planned = told(CONDEMNED, "Norway and Sweden condemned Iran.", modality="Planned")
    found = Extraction(Document(TEXT), PREDICTED.entities, PREDICTED.mentions, events=(CONDEMNED,), claims=(planned,))
    score = evaluate([(gold, found)])
    assert score.events["exact"] == Score(4, 1, 1)
    assert score.events["exact_modality"] == Score(4, 1, 0)
    assert score.attributes["modality"] == Share(0, 1)


def meeting(date: str | None) -> Extraction:
    envoy = Entity("person-envoy", "Person", "Iran's envoy")
    met = Event("CONSULT", ("person-envoy",), ("person-ilves",), date=date, place="place-oslo")
    return Extraction(
        Document(TEXT), (*PREDICTED.entities, envoy), PREDICTED.mentions, events=(met,), claims=(told(met, "met"),)
    )


@pytest.mark.parametrize(
    ("date", "right"), [("2024-05-03", 1), ("2024-05", 1), ("2024", 0), ("2024-06-03", 0), (None, 0)]
)
def test_a_day_is_right_within_the_month_that_is_annotated(gold: reading.Gold, date: str | None, right: int) -> None:
    score = evaluate([(gold, meeting(date))])
    assert score.events["exact_modality_date"] == Score(4, 1, right)
    assert score.attributes["date"] == Share(right, 1)


def test_attributes_are_asked_of_matched_events_that_have_them_annotated(gold: reading.Gold) -> None:
    attributes = evaluate([(gold, meeting(None))]).attributes
    assert attributes["place"] == Share(1, 1)
    assert attributes["reporter"] == Share(1, 1)  # nobody, as annotated
    assert attributes["about"] == Share(0, 0)


def test_what_a_document_is_annotated_with_is_a_perfect_prediction_of_it(gold: reading.Gold) -> None:
    perfect = evaluate([(gold, gold.extraction)])
    scores = [*perfect.entities.values(), *perfect.events.values(), *perfect.types.values(), *perfect.classes.values()]
    assert {score.f1 for score in scores} == {1}
    assert all(share.right == share.of for share in perfect.attributes.values())
    assert perfect.mistakes == ()


# ------------------------------------------------------------------------------------------------------ names, triples


@pytest.mark.parametrize(
    ("name", "normal"),
    [
        ("the U.S.", "us"),
        ("Iran's", "iran"),
        ("Foreign Minister Çavuşoğlu", "cavusoglu"),
        ("Mr. Kim Jong-un", "kim jong un"),
        ("the President", "president"),
        ("Foreign Ministry", "foreign ministry"),
    ],
)
def test_names_without_case_article_possessive_and_title(name: str, normal: str) -> None:
    assert normal_name(name) == normal


def test_an_event_is_every_source_with_every_target() -> None:
    assert triples(Event("AID", ("b", "a"), ("c",))) == {("AID", "a", "c"), ("AID", "b", "c")}
    assert triples(Event("PROTEST", ("a",))) == {("PROTEST", "a", None)}


def test_a_symmetric_act_has_no_direction() -> None:
    assert triples(Event("CONSULT", ("b",), ("a",))) == triples(Event("CONSULT", ("a", "b"))) == {("CONSULT", "a", "b")}
    assert len(triples(Event("AGREE", ("a", "b", "c")))) == 3
    assert triples(Event("CONSULT", ("a",))) == {("CONSULT", "a", None)}


def test_parties_to_a_treaty_act_each_towards_the_instrument() -> None:
    signed = {("TREATY_SIGN", "a", None), ("TREATY_SIGN", "b", None)}
    assert triples(Event("TREATY_SIGN", ("a",), ("b",))) == triples(Event("TREATY_SIGN", ("b", "a"))) == signed
    assert triples(Event("TREATY_IN_FORCE")) == {("TREATY_IN_FORCE", None, None)}


# ---------------------------------------------------------------------------------------------------------- mistakes


def reasons(result: Evaluation) -> list[tuple[str, str, str]]:
    return [(m.kind, m.reason, m.event) for m in result.mistakes]


def test_each_mistake_has_one_primary_reason(result: Evaluation) -> None:
    assert reasons(result) == [
        ("missed", "target", "CONSULT Aino Ilves -> Iran's envoy"),
        ("missed", "part", "ACCUSE Norway, Sweden -> Iran"),
        ("missed", "type", "AID Iran -> Syria"),
        ("spurious", "target", "CONSULT Iran -> Aino Ilves"),
        ("spurious", "type", "SUPPORT Iran -> Syria"),
    ]


def test_a_mistake_shows_its_evidence_and_what_the_other_side_has_there(result: Evaluation) -> None:
    assert result.mistakes[2] == Mistake(
        "missed", "type", "oslo", "AID Iran -> Syria", "armed Syria", ("SUPPORT Iran -> Syria",)
    )


@pytest.mark.parametrize(
    ("act", "missed", "spurious"),
    [
        (Event("AID", ("state-nor",), ("state-syr",)), "source", "source"),
        (Event("AID", ("state-irn",)), "target", "target"),
        (Event("AID", ("state-nor",), ("state-irn",)), "both", "both"),
        (Event("AID", ("state-irn", "state-nor"), ("state-syr",)), None, "part"),
        (Event("COERCE", ("state-nor",), ("state-irn",)), "type", "type"),
    ],
)
def test_reasons_where_evidence_overlaps(gold: reading.Gold, act: Event, missed: str | None, spurious: str) -> None:
    claim = told(act, "it armed Syria")
    found = Extraction(Document(TEXT), PREDICTED.entities, PREDICTED.mentions, events=(act,), claims=(claim,))
    mistakes = evaluate([(gold, found)]).mistakes
    told_of = [m.reason for m in mistakes if m.kind == "missed" and m.event == "AID Iran -> Syria"]
    assert told_of == ([missed] if missed else [])
    assert [m.reason for m in mistakes if m.kind == "spurious"] == [spurious]
    assert {m.reason for m in mistakes if m.kind == "missed" and "Syria" not in m.event} == {"nothing"}


def test_what_is_right_explains_no_mistake_beside_it(gold: reading.Gold) -> None:
    right = Event("AID", ("state-irn",), ("state-syr",))
    wrong = Event("COERCE", ("state-irn",), ("state-syr",))
    found = Extraction(
        Document(TEXT), PREDICTED.entities, PREDICTED.mentions,
        events=(right, wrong), claims=(told(right, "armed Syria"), told(wrong, "armed Syria")),
    )  # fmt: skip
    [spurious] = [m for m in evaluate([(gold, found)]).mistakes if m.kind == "spurious"]
    assert (spurious.reason, spurious.near) == ("nothing", ("AID Iran -> Syria",))


def test_space_before_a_text_moves_no_evidence(gold: reading.Gold) -> None:
    act = Event("SUPPORT", ("state-irn",), ("state-syr",))
    shifted = Document("\n\n" + TEXT)
    start = shifted.text.find("armed")
    claim = Claim(act.id, (Evidence(start, start + 1, "a"),))
    [(_, found)] = reading.pair([gold], [Extraction(shifted, PREDICTED.entities, (), (), (act,), (claim,))])
    assert ("missed", "type", "AID Iran -> Syria") in reasons(evaluate([(gold, found)]))


# -------------------------------------------------------------------------------------------------------- confidence


def test_confidence_is_compared_with_the_share_of_right_claims(result: Evaluation) -> None:
    # At .7 one claim and wrong (the meeting with Iran); at .9 two, of which the condemnation is right.
    assert result.bands == (Band(0.7, 0.8, 1, 0, 0.7), Band(0.9, 1.0, 2, 1, 0.9))
    assert result.calibration_error == pytest.approx((1 * 0.7 + 2 * (0.9 - 0.5)) / 3)


# ------------------------------------------------------------------------------------------------------- bad documents

E3 = GOLD["events"][2]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text": None}, "document 'oslo' has no text"),
        ({"entities": None, "events": None}, "has no entities, events"),
        ({"entities": [{"id": "iran", "type": "State"}]}, "entity 'iran' has no name, mentions"),
        ({"entities": ["Iran"]}, "entity 1 is no JSON object"),
        ({"entities": [state("iran"), state("iran")], "events": []}, "two of entity 'iran'"),
        ({"entities": [state("iran", "Teheran")], "events": []}, "the mention 'Teheran' of entity 'iran'"),
        ({"entities": [state("iran") | {"type": "Club"}], "events": [], "relations": []}, "unknown type 'Club'"),
        ({"events": [E3 | {"targets": ["atlantis"]}]}, "event 'e3' names the unknown entity 'atlantis' in targets"),
        ({"events": [E3 | {"place": "atlantis"}]}, "event 'e3' names the unknown entity 'atlantis' in place"),
        ({"events": [E3 | {"sources": "iran"}]}, "sources of event 'e3' is a list, not 'iran'"),
        ({"events": [E3 | {"evidence": "armed Assyria"}]}, "the evidence of event 'e3' is not in the text"),
        ({"events": [E3 | {"type": "HUG"}]}, "unknown type 'HUG': use one of AGREE"),
        ({"events": [E3 | {"modality": "perhaps"}]}, "unknown modality 'perhaps'"),
        ({"events": [E3 | {"date": "in May"}]}, "the date of event 'e3' is YYYY"),
        ({"date": "1 June 2024"}, "the date of the document is YYYY, YYYY-MM or YYYY-MM-DD, not '1 June 2024'"),
    ],
)
def test_a_file_that_is_no_annotated_document_is_named_with_what_is_wrong(
    tmp_path: Path, changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(InputError, match=says) as error:
        reading.read(write(tmp_path, **changes))
    assert "oslo.json" in str(error.value)


def test_a_folder_has_documents_with_ids_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotated document"):
        reading.read(tmp_path)
    write(tmp_path).rename(tmp_path / "other.json")
    write(tmp_path)
    with pytest.raises(InputError, match="several documents with the id 'oslo'"):
        reading.read(tmp_path)


def test_a_document_may_be_dated_by_its_month(tmp_path: Path) -> None:
    [found] = reading.read(write(tmp_path, date="2024-06"))
    assert found.extraction.document.date == "2024-06"


def test_what_may_be_left_out_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "least.json"
    path.write_text('{"id": "x", "text": "Nothing.", "entities": [], "events": []}', encoding="utf-8")
    [least] = reading.read(path)
    assert least.extraction == Extraction(Document("Nothing."))


# ------------------------------------------------------------------------------------------------------- the command


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)], input=stdin)


@pytest.fixture
def pred(tmp_path: Path) -> Path:
    path = tmp_path / "found.jsonl"
    path.write_text(PREDICTED.to_json() + "\n", encoding="utf-8")
    return path


def test_the_report_is_read_by_people_or_machines(tmp_path: Path, pred: Path) -> None:
    gold = write(tmp_path)
    printed = run(gold, pred)
    assert printed.exit_code == 0, printed.output
    assert ["type,", "actors", "4", "3", "1", "0.333", "0.250", "0.286"] in [
        line.split() for line in printed.stdout.splitlines()
    ]
    figures = json.loads(run(tmp_path, pred, "--json").stdout)
    assert figures["events"]["exact"]["f1"] == 0.2857
    assert figures["mistakes"]["missed"] == {"part": 1, "nothing": 0, "type": 1, "source": 0, "target": 1, "both": 0}
    assert "errors" not in figures


def test_errors_are_listed_with_quotes(tmp_path: Path, pred: Path) -> None:
    listed = run(write(tmp_path), pred, "--errors").stdout
    expected = """\
oslo: AID Iran -> Syria
  other type at the evidence
  "armed Syria"
  predicted there: SUPPORT Iran -> Syria
"""
    assert expected in listed
    assert json.loads(run(tmp_path / "oslo.json", pred, "--errors", "--json").stdout)["errors"][0]["kind"] == "missed"


def test_predictions_come_from_standard_input(tmp_path: Path) -> None:
    result = run(write(tmp_path), "-", "--json", stdin=PREDICTED.to_json())
    assert json.loads(result.stdout)["events"]["exact"]["matched"] == 1


def test_a_text_without_prediction_is_missed_and_named(tmp_path: Path) -> None:
    result = run(write(tmp_path), "-", "--json", stdin="")
    assert result.exit_code == 0
    assert "oslo: there is no prediction" in result.stderr
    assert json.loads(result.stdout)["events"]["exact"] == {
        "gold": 4, "predicted": 0, "matched": 0, "precision": 0, "recall": 0, "f1": 0
    }  # fmt: skip


def test_without_predictions_the_annotated_texts_are_extracted(tmp_path: Path) -> None:
    result = run(write(tmp_path), "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["entities"]["aligned"]["matched"] >= 4


def test_a_figure_below_its_floor_is_one_line_and_exit_code_1(tmp_path: Path, pred: Path) -> None:
    floors = tmp_path / "floors"
    floors.write_text('{"events.exact.precision": 0.3, "attributes.modality.share": 1}', encoding="utf-8")
    assert run(write(tmp_path), pred, "--floors", floors).exit_code == 0
    floors.write_text('{"events.exact.precision": 0.3, "events.exact.recall": 0.3}', encoding="utf-8")
    low = run(tmp_path / "oslo.json", pred, "--floors", floors)
    assert (low.exit_code, low.stderr) == (1, "events.exact.recall is 0.25, below its floor 0.3\n")
    assert "Entities" in low.stdout


def test_a_mistake_may_have_a_ceiling(tmp_path: Path, pred: Path) -> None:
    floors = tmp_path / "floors"
    floors.write_text('{"confidence.calibration_error": {"min": 0, "max": 0.6}}', encoding="utf-8")
    assert run(write(tmp_path), pred, "--floors", floors).exit_code == 0
    floors.write_text('{"confidence.calibration_error": {"max": 0.4}}', encoding="utf-8")
    high = run(tmp_path / "oslo.json", pred, "--floors", floors)
    assert (high.exit_code, high.stderr) == (1, "confidence.calibration_error is 0.5, above its ceiling 0.4\n")


@pytest.mark.parametrize(
    ("floors", "says"),
    [
        ('{"events.exact.F1": 0.3}', "no figure 'events.exact.F1'; close to it are events.exact.f1"),
        ('{"events": {"exact": 0.3}}', "no object of figures and their minima"),
        ('{"events.exact.f1": {}}', "no object of figures and their minima"),
        ('{"events.exact.f1": true}', "no object of figures and their minima"),
        ("[]", "no object of figures and their minima"),
        ("events.exact.f1: 0.3", "is no JSON"),
    ],
)
def test_floors_that_name_nothing_are_refused(tmp_path: Path, pred: Path, floors: str, says: str) -> None:
    path = tmp_path / "floors"
    path.write_text(floors, encoding="utf-8")
    result = run(write(tmp_path), pred, "--floors", path)
    assert result.exit_code == 1
    assert says in result.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["no-such.json"], "no-such.json cannot be read"),
        (["oslo.json", "no-such.jsonl"], "no-such.jsonl cannot be read"),
        (["oslo.json", "broken.jsonl"], "broken.jsonl, line 2: is not what `kg extract` writes"),
        (["broken.jsonl"], "broken.jsonl is no annotated document"),
        (["oslo.json", "--floors", "no-such"], "no-such cannot be read"),
    ],
)
def test_files_that_cannot_be_read_are_named(tmp_path: Path, arguments: list[str], says: str) -> None:
    write(tmp_path)
    (tmp_path / "broken.jsonl").write_text(PREDICTED.to_json() + "\n{}\n", encoding="utf-8")
    result = run(*(a if a.startswith("--") else tmp_path / a for a in arguments))
    assert result.exit_code == 1
    assert says in result.stderr
    assert "Traceback" not in result.output


def test_every_measure_has_words_in_the_report(result: Evaluation) -> None:
    assert {*result.entities, *result.events} == set(labels.LEVELS)
    assert set(result.main) == set(labels.MAIN)
    assert set(dangers.FATES) == set(labels.FATES)
    assert {reason for reasons in labels.CAUSES.values() for reason in reasons} == set(REASONS)
