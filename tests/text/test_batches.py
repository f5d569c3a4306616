"""Batches of documents: bounded, in order, and leaving nothing behind but values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from kg.errors import ModelError
from kg.model import Document
from kg.run import DEFAULT_MODEL
from kg.text import batches
from kg.text import nlp as pipeline
from kg.text.explain import explain
from kg.text.extract import extract

CALL = "Norway's Foreign Minister Espen Barth Eide called Zarbolia's President Anna Kworbat on 3 May 2023.\n\n"
BAN = "Canada imposed sanctions on Belarus on Monday. It condemned the vote.\n\n"


def documents(*texts: str) -> list[Document]:
    return [Document(text, date="2023-05-04", source=str(n)) for n, text in enumerate(texts)]


@pytest.fixture
def no_words_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "WORDS", 0)


@pytest.mark.usefixtures("no_words_kept")
def test_values_outlive_the_memory_zone_that_they_were_read_in(nlp: Language) -> None:
    read = list(extract(nlp, documents(CALL, BAN, CALL), batch_size=1))
    assert read[0].to_json() == next(extract(nlp, documents(CALL))).to_json()
    assert [e.name for e in read[2].entities if e.cls == "Person"] == ["Anna Kworbat", "Espen Barth Eide"]
    assert any(event.type == "SANCTION" for event in read[1].events)


@pytest.mark.usefixtures("no_words_kept")
def test_words_of_a_batch_leave_with_it(nlp: Language) -> None:
    list(extract(nlp, documents(BAN)))
    before = len(nlp.vocab), len(nlp.vocab.strings)
    list(extract(nlp, documents("Blorvania's Qwertzian minister zarbled in Frobnia.")))
    list(explain(nlp, documents("Blorvania's Qwertzian minister zarbled in Frobnia.")))
    assert (len(nlp.vocab.strings), "Qwertzian" in nlp.vocab.strings) == (before[1], False)


def test_what_is_said_does_not_depend_on_the_batch(nlp: Language) -> None:
    texts = [CALL, "", BAN, " ", "Oslo", CALL + BAN]
    one_by_one = [e.to_json() for e in extract(nlp, documents(*texts), batch_size=1)]
    assert [e.to_json() for e in extract(nlp, documents(*texts))] == one_by_one


def test_a_batch_is_bounded_by_documents_and_by_characters(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH", 2 * len(BAN))
    taken = 0

    def come() -> Iterator[Document]:
        nonlocal taken
        for document in documents(*[BAN] * 9):
            taken += 1
            yield document

    next(extract(nlp, come()))
    assert taken == 3  # two of a batch and the one that is too much for it
    next(extract(nlp, come(), batch_size=1))
    assert taken == 5


def test_a_long_document_is_parsed_in_parts_and_read_as_a_whole(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = CALL + BAN + "\nThe minister also met Kworbat in Oslo. He thanked her.\n\n" + CALL + BAN
    (whole,) = extract(nlp, documents(text))
    monkeypatch.setattr(batches, "PART", len(CALL) + len(BAN) + 20)
    (found,) = extract(nlp, documents(text))
    assert found.to_json() == whole.to_json()
    assert all(text[m.start : m.end] == m.text for m in found.mentions)


@pytest.mark.parametrize("filler", ["x", "x ", "x\n"])
def test_any_long_text_comes_apart(nlp: Language, monkeypatch: pytest.MonkeyPatch, filler: str) -> None:
    monkeypatch.setattr(batches, "PART", 50)
    (found,) = extract(nlp, documents(filler * 120 + "\n\n" + BAN))
    assert all(found.document.text[m.start : m.end] == m.text for m in found.mentions)
    assert {"state-can", "state-blr"} <= {m.entity for m in found.mentions}


def test_a_text_beyond_the_limit_of_spacy_is_read(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nlp, "max_length", 200)
    monkeypatch.setattr(batches, "PART", 150)
    (found,) = extract(nlp, documents(BAN * 5))
    assert any(event.type == "SANCTION" for event in found.events)


@pytest.mark.parametrize(
    ("language", "components"),
    [
        ("fr", ["tok2vec", "parser", "ner"]),
        ("fr", ["tok2vec", "tagger", "parser", "attribute_ruler", "ner"]),
        ("en", ["tok2vec", "tagger", "parser", "ner"]),
    ],
)
def test_a_pipeline_needs_a_parser_and_entities_alone(language: str, components: list[str], tmp_path: Path) -> None:
    source, made = spacy.load(DEFAULT_MODEL), spacy.blank(language)
    for component in components:
        made.add_pipe(component, source=source)
    made.to_disk(tmp_path / "pipeline")
    nlp = pipeline.load(str(tmp_path / "pipeline"))
    text = "Emmanuel Macron a rencontré Olaf Scholz à Berlin. La France condamne l'Iran."
    (found,) = extract(nlp, [Document(text, language=language)])
    assert {"Emmanuel Macron", "Olaf Scholz"} <= {entity.name for entity in found.entities}


@pytest.mark.parametrize(
    ("language", "components", "lacking"),
    [("fr", ["tok2vec", "parser"], "ner"), ("en", ["tok2vec", "parser", "ner"], "tagger")],
)
def test_a_pipeline_without_a_part_that_is_needed_is_refused(
    language: str, components: list[str], lacking: str, tmp_path: Path
) -> None:
    source, made = spacy.load(DEFAULT_MODEL), spacy.blank(language)
    for component in components:
        made.add_pipe(component, source=source)
    made.to_disk(tmp_path / "pipeline")
    with pytest.raises(ModelError, match=f"has no {lacking}"):
        pipeline.load(str(tmp_path / "pipeline"))
