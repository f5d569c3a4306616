"""How good the extraction is on our own annotated text may only rise.

The floors are in `gold/floors.json` for the sentences, in `gold/document_floors.json` for the articles; the latter are
those of `kg evaluate tests/gold/docs --floors tests/gold/document_floors.json`.

Raise a floor when the figures rise; a change that lowers one needs a reason in its commit message.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.language import Language

from kg.evaluation import gold as reading
from kg.evaluation import report
from kg.evaluation.measure import evaluate
from kg.model import Document, Extraction
from kg.text import nlp as pipeline
from kg.text.extract import extract

GOLD = Path(__file__).parent / "gold"
FLOORS = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))
SENTENCES = [json.loads(line) for line in (GOLD / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]


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


def test_no_figure_of_the_sample_articles_is_below_its_floor(nlp: Language) -> None:
    annotated = reading.read(GOLD / "docs")
    found = extract(nlp, (gold.extraction.document for gold in annotated))
    evaluation = evaluate(reading.pair(annotated, found))
    assert report.below(evaluation, report.read_floors(GOLD / "document_floors.json")) == []
