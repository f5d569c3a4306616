"""What a process does with documents: texts in, what was found in them out.

A build does this itself, or has other processes and machines do it (`kg.engine`), with the same functions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kg import run
from kg.entry import Entry
from kg.errors import InputError
from kg.frames import FrameTable
from kg.model import Document, Extraction
from kg.own import NOTHING, Own
from kg.run import DEFAULT_MODEL, Run

if TYPE_CHECKING:
    from spacy.language import Language

ENGLISH = "en"
Models = Mapping[str, str]  # an installed spaCy pipeline for each language, by ISO 639-1 code


def models_of(model: str | Models) -> Models:
    """The pipelines by language; one alone is for English."""
    return {ENGLISH: model} if isinstance(model, str) else {ENGLISH: DEFAULT_MODEL, **model}


def extract_all(
    documents: Iterable[Document],
    *,
    model: str | Models = DEFAULT_MODEL,
    gazetteer: Sequence[Path] = (),
    frames: Sequence[Path] = (),
) -> Iterator[Extraction]:
    """The extraction of each document, in their order; a spaCy pipeline is loaded when a text of its language comes.

    `gazetteer` are further name tables, whose rows come before those of the package with the same identifier; `frames`
    are files or folders of further predicate frames, which come before those of the package that ask for no more.
    InputError for a document in a language without a pipeline.
    """
    from kg.text.extract import extract

    own = Own.of(gazetteer, frames)
    known = FrameTable.load(*own.frames)
    for nlp, group in by_language(documents, model, own.tables):
        yield from extract(nlp, group, frames=known)


def by_language(
    documents: Iterable[Document], model: str | Models, tables: Sequence[Path]
) -> Iterator[tuple[Language, Iterator[Document]]]:
    """The documents in their order, those of one language that follow each other with its loaded pipeline."""
    from kg.text.nlp import load

    models = models_of(model)
    for language, group in groupby(documents, key=lambda d: d.language):
        if language not in models:
            raise InputError(f"there is no spaCy pipeline for {language!r}: give one with --model {language}=NAME")
        yield load(models[language], tuple(tables)), group


@dataclass(frozen=True, slots=True)
class Reading:
    """With what documents are read: pipelines by language, and what a user has of his own."""

    models: tuple[tuple[str, str], ...] = ((ENGLISH, DEFAULT_MODEL),)
    own: Own = NOTHING

    @classmethod
    def of(cls, model: str | Models = DEFAULT_MODEL, own: Own = NOTHING) -> Reading:
        return cls(tuple(sorted(models_of(model).items())), own)

    def runs(self) -> dict[str, Run]:
        """The run of this installation for each language."""
        return {language: run.current(model, self.own) for language, model in self.models}

    def entries(self, documents: Iterable[Document]) -> Iterator[Entry]:
        """What is found in each document, in their order."""
        own, models = self.own, dict(self.models)
        yield from map(Entry.of, extract_all(documents, model=models, gazetteer=own.tables, frames=own.frames))
