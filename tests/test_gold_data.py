"""What must hold of the sample articles and of the annotations made of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.gazetteer import Gazetteer
from kg.graph.vocab import EVENT_TYPES
from kg.model import ACTOR_CLASSES, ENTITY_CLASSES, INSTRUMENT_CLASSES, Document
from kg.reading import read

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "kg/data/samples").glob("*.md"))
GOLD = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "tests/gold/docs").glob("*.json")}
PREDICATES = {"holdsPosition", "memberOf", "partyTo", "locatedIn", "partOf", "representativeOf"}
WITH_ROLE = {"holdsPosition", "representativeOf"}
MODALITIES = {"actual", "planned", "proposed", "denied", "hypothetical"}

each_document = pytest.mark.parametrize("gold", [GOLD[name] for name in sorted(GOLD)], ids=sorted(GOLD))


@pytest.fixture(scope="module")
def codes() -> set[str]:
    return {known.iso3 for known in Gazetteer.load() if known.iso3}


def sample(path: Path) -> Document:
    (document,) = read([path])
    return document


def is_date(value: str) -> bool:
    """YYYY, YYYY-MM or YYYY-MM-DD of a real day."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return False
    year, month, day = (int(part) for part in (value + "-01-01")[:10].split("-"))
    return date(year, month, day).isoformat().startswith(value)


def occurs(mention: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(mention)}(?!\w)", text))


def entities(gold: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {entity["id"]: entity for entity in gold["entities"]}


def test_every_sample_is_annotated_and_nothing_else() -> None:
    assert [path.stem for path in SAMPLES] == sorted(GOLD)
    assert len(SAMPLES) >= 25


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_an_annotation_is_of_the_text_that_the_reader_gives(path: Path) -> None:
    gold, document = GOLD[path.stem], sample(path)
    assert gold["id"] == path.stem
    assert gold["text"] == document.text.strip()
    assert (gold["title"], gold["date"], gold["source"]) == (document.title, document.date, document.source)
    assert document.publisher == "kg samples"
    assert 150 <= len(gold["text"].split()) <= 450


@each_document
def test_every_mention_is_in_the_text_as_whole_words(gold: dict[str, Any]) -> None:
    missing = [(e["id"], m) for e in gold["entities"] for m in e["mentions"] if not occurs(m, gold["text"])]
    assert missing == []
    assert all(entity["mentions"] for entity in gold["entities"])


@each_document
def test_evidence_is_copied_from_one_paragraph(gold: dict[str, Any]) -> None:
    paragraphs = gold["text"].split("\n\n")
    for row in gold["relations"] + gold["events"]:
        assert row["evidence"]
        assert any(row["evidence"] in paragraph for paragraph in paragraphs), row["evidence"]


@each_document
def test_identifiers_are_unique_and_every_reference_leads_to_one(gold: dict[str, Any]) -> None:
    ids = [entity["id"] for entity in gold["entities"]]
    events = [event["id"] for event in gold["events"]]
    assert len(set(ids)) == len(ids)
    assert len(set(events)) == len(events)
    used = {row[end] for row in gold["relations"] for end in ("subject", "object")}
    for event in gold["events"]:
        used |= {*event["sources"], *event["targets"], *event["about"], *event["reported_by"]}
        used |= {event["place"]} - {None}
    assert used <= set(ids)


@each_document
def test_values_are_of_the_guidelines_lists(gold: dict[str, Any], codes: set[str]) -> None:
    assert {entity["type"] for entity in gold["entities"]} <= set(ENTITY_CLASSES)
    assert {row["predicate"] for row in gold["relations"]} <= PREDICATES
    assert {event["type"] for event in gold["events"]} <= set(EVENT_TYPES)
    assert {event["modality"] for event in gold["events"]} <= MODALITIES
    for entity in gold["entities"]:
        assert (entity["iso3"] in codes) == (entity["type"] == "State"), entity["id"]
    for row in gold["relations"]:
        assert bool(row["role"]) == (row["predicate"] in WITH_ROLE), row


@each_document
def test_actors_act_and_treaty_actions_name_their_instrument(gold: dict[str, Any]) -> None:
    known = entities(gold)
    for event in gold["events"]:
        for actor in event["sources"] + event["targets"] + event["reported_by"]:
            assert known[actor]["type"] in ACTOR_CLASSES | {"Meeting"}, (event["id"], actor)
        if event["type"].startswith("TREATY_"):
            assert {known[i]["type"] for i in event["about"]} & INSTRUMENT_CLASSES, event["id"]
        else:
            assert event["sources"], event["id"]


@each_document
def test_dates_are_iso_and_only_what_is_planned_lies_ahead(gold: dict[str, Any]) -> None:
    assert date.fromisoformat(gold["date"])
    for event in gold["events"]:
        if event["date"] is None:
            continue
        assert is_date(event["date"]), event["id"]
        ahead = event["date"] > gold["date"][: len(event["date"])]
        assert not ahead or event["modality"] in {"planned", "proposed", "hypothetical"}, event["id"]


SENTENCES = [json.loads(row) for row in (ROOT / "tests/gold/sentences.jsonl").read_text(encoding="utf-8").splitlines()]
CONTRAST = [row for row in SENTENCES if row["id"].startswith("contrast-")]


def test_sentences_cover_every_type_evenly_and_some_have_no_event() -> None:
    own = Counter(row["event"] for row in SENTENCES if row not in CONTRAST)
    assert own == {**dict.fromkeys(EVENT_TYPES, 8), None: 25}
    assert len({row["event"] for row in CONTRAST}) >= 8


def test_sentences_are_distinct_and_of_the_usual_length() -> None:
    assert len({row["id"] for row in SENTENCES}) == len({row["text"] for row in SENTENCES}) == len(SENTENCES)
    wrong = [row["id"] for row in SENTENCES if not 12 <= len(row["text"].split()) <= 35]
    assert wrong == []


@pytest.mark.parametrize("row", SENTENCES, ids=[row["id"] for row in SENTENCES])
def test_a_sentence_has_an_event_with_a_source_or_none_at_all(row: dict[str, Any], codes: set[str]) -> None:
    actors = row["source"] + row["target"] + row["reported_by"]
    if row["event"] is None:
        assert (actors, row["modality"]) == ([], None)
    else:
        assert row["modality"] in MODALITIES
        assert row["source"] or row["event"] == "TREATY_IN_FORCE"
    assert is_date(row.get("date", "2000"))
    assert row.get("date", "")[:4] in row["text"]
    strangers = [name for name in actors if name not in codes and not occurs(name, row["text"])]
    assert set(strangers) <= {"European Union", "International Criminal Court"}  # by metonym, by its statute
