"""How good the extraction is on our own annotated text may only rise: the floors are in `gold/floors.json`.

Raise a floor when the figures rise; a change that lowers one needs a reason in its commit message.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

from kg.model import Document, Extraction
from kg.text import nlp as pipeline
from kg.text.extract import extract

GOLD = Path(__file__).parent / "gold"
FLOORS = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))
SENTENCES = [json.loads(line) for line in (GOLD / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
DOCUMENTS = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((GOLD / "docs").glob("*.json"))]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load()


@pytest.fixture(scope="module")
def read(nlp: Language) -> list[Extraction]:
    return list(extract(nlp, (Document(row["text"]) for row in SENTENCES)))


def types(found: Extraction) -> set[str]:
    return {event.type for event in found.events}


def test_a_sentence_without_an_event_gives_none(read: list[Extraction]) -> None:
    wrong = [r["text"] for r, x in zip(SENTENCES, read, strict=True) if r["event"] is None and x.events]
    assert len(wrong) <= FLOORS["false_on_no_event"], wrong


def test_event_types_of_sentences(read: list[Extraction]) -> None:
    rows = [(r["event"], types(x)) for r, x in zip(SENTENCES, read, strict=True) if r["event"]]
    right = sum(event in found for event, found in rows)
    precision = right / (right + sum(len(found - {event}) for event, found in rows))
    assert right / len(rows) >= FLOORS["type_recall"]
    assert precision >= FLOORS["type_precision"]


def test_modality_of_the_events_found(read: list[Extraction]) -> None:
    judged = []
    for row, found in zip(SENTENCES, read, strict=True):
        ids = {e.id for e in found.events if e.type == row["event"]}
        told = {"denied" if c.stance == "Denies" else c.modality.lower() for c in found.claims if c.event in ids}
        if told:
            judged.append(row.get("modality", "actual") in told)
    assert sum(judged) / len(judged) >= FLOORS["modality"]


def test_entities_of_the_sample_articles(nlp: Language) -> None:
    read = extract(nlp, (Document(d["text"], date=d["date"]) for d in DOCUMENTS))
    named = found = wanted = 0
    for gold, extraction in zip(DOCUMENTS, read, strict=True):
        forms = [{n.casefold().removeprefix("the ") for n in (e["name"], *e["mentions"])} for e in gold["entities"]]
        names = {m.text.casefold().removeprefix("the ") for m in extraction.mentions}
        wanted += len(forms)
        found += sum(bool(f & names) for f in forms)
        named += len(extraction.entities)
    assert found / wanted >= FLOORS["entity_recall"]
    assert found / named >= FLOORS["entity_precision"]
