"""Documents through the pipeline, a batch at a time, in memory that does not grow with their number or length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc

from kg.chunks import chunks
from kg.model import Document
from kg.text.nlp import OURS, notes_for, prepare

T = TypeVar("T")
BATCH = 30_000  # characters
PART = 100_000  # characters
WORDS = 10_000  # kept with their tokenization beside those of the tables; what a batch adds to them goes with it
_words_at_first: WeakKeyDictionary[Language, int] = WeakKeyDictionary()


def in_batches(
    nlp: Language, documents: Iterable[Document], make: Callable[[Doc], T], *, batch_size: int
) -> Iterator[T]:
    """What `make` makes of each Doc, in the order of the documents: plain values, for the Docs do not last."""
    for batch in chunks(documents, lambda d: len(d.text), number=batch_size, most=BATCH):
        with _room(nlp):
            made = [_done(make, doc) for doc in _processed(nlp, batch)]
        yield from made


def _done(make: Callable[[Doc], T], doc: Doc) -> T:
    made = make(doc)
    doc._.kg = None  # its tokens hold the Doc, which would wait for the collector of cycles
    return made


def _room(nlp: Language) -> AbstractContextManager[Any]:
    first = _words_at_first.setdefault(nlp, len(nlp.vocab))
    return nullcontext() if len(nlp.vocab) < first + WORDS else nlp.memory_zone()


def _processed(nlp: Language, batch: list[Document]) -> Iterator[Doc]:
    if len(batch) == 1 and len(batch[0].text) > PART:
        yield _long(nlp, batch[0])
    else:
        # The parser takes a quarter of what spaCy calls a batch at once.
        yield from nlp.pipe([prepare(nlp, document) for document in batch], batch_size=4 * len(batch))


def _long(nlp: Language, document: Document) -> Doc:
    """A long document, parsed part by part and understood as a whole."""
    notes = notes_for(document)
    with nlp.select_pipes(disable=OURS):
        doc = Doc.from_docs([nlp(part) for part in _parts(notes.text)], ensure_whitespace=False)
    doc._.kg = notes
    for name in OURS:
        doc = nlp.get_pipe(name)(doc)
    return doc


def _parts(text: str) -> Iterator[str]:
    """Parts of no more than PART characters, that end with a paragraph, a line or a word."""
    start = 0
    while len(text) - start > PART:
        end = next(
            (at + len(mark) for mark in ("\n\n", "\n", " ") if (at := text.rfind(mark, start, start + PART)) > start),
            start + PART,
        )
        yield text[start:end]
        start = end
    yield text[start:]
