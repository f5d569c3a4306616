"""spaCy's attribute ruler and rule lemmatizer, asked once for each distinct token.

What the ruler sets on a token follows from its word, its tag and its label alone, but for a few patterns of several
tokens ('let' and "'s"); what the lemmatizer finds follows from the word, its part of speech and its features.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from kg.text.slots import Rows, Slots, first_places, read, write

WORD = {"ORTH", "TEXT", "LOWER", "IS_SPACE"}
SET = ("POS", "MORPH", "LEMMA", "TAG", "DEP")
ROWS = 1 << 14  # kept; then all are forgotten


class Ruler:
    """Sets what `ruler` would set. Words are alike where the same parts of patterns fit them."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self.ruler = ruler
        self.words, self.kinds = Slots(), np.zeros(0, dtype=np.uint64)
        self.tokens, self.found = Slots(), np.zeros((0, len(SET)), dtype=np.uint64)
        self.joined = np.zeros(0, dtype=bool)
        self.runs: dict[bytes, Rows] = {}
        patterns = _patterns(ruler)
        self.specs = Matcher(ruler.vocab)
        self.alike: dict[frozenset[int], int] = {}
        for number, token in enumerate(token for tokens in patterns for token in tokens if WORD & token.keys()):
            self.specs.add(f"word {number}", [[{key: token[key] for key in WORD & token.keys()}]])
        self.parts = Matcher(ruler.vocab)
        if longer := [[token] for tokens in patterns if len(tokens) > 1 for token in tokens]:
            self.parts.add("part", longer)

    @staticmethod
    def knows(ruler: object) -> bool:
        """Whether a component is spaCy's own, and its patterns read and set nothing but what is told apart here."""
        if type(ruler) is not AttributeRuler:
            return False
        known = WORD | {"TAG", "DEP"}
        told_apart = all(token.keys() <= known for tokens in _patterns(ruler) for token in tokens)
        return told_apart and all(row["attrs"].keys() <= set(SET) for row in cast(Any, ruler.patterns))

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        rows = self._rows(doc)
        slots = self._slots(doc, rows)
        found = self.found[slots]
        for start, end in _runs(self.joined[slots]):
            found[start:end] = self._run(doc, rows, start, end)
        _write(doc, found)
        return doc

    def _rows(self, doc: Doc) -> Rows:
        """The kind of each word, with its tag and its label."""
        if len(self.words) + len(self.runs) > ROWS:
            self.words.clear()
            self.runs.clear()
        rows = read(doc, "ORTH", "TAG", "DEP")
        known = len(self.words)
        slots = self.words.of(rows[:, :1])
        if len(self.words) > known:
            new = Doc(doc.vocab, words=[doc[i].text for i in first_places(slots, known).tolist()])
            self.kinds = np.append(self.kinds[:known], self._kinds(new))
        rows[:, 0] = self.kinds[slots]
        return rows

    def _kinds(self, words: Doc) -> Rows:
        fitting: list[set[int]] = [set() for _ in words]
        for spec, start, _ in self.specs(words):
            fitting[start].add(spec)
        kinds = [self.alike.setdefault(frozenset(specs), len(self.alike)) for specs in fitting]
        return np.array(kinds, dtype=np.uint64)

    def _slots(self, doc: Doc, rows: Rows) -> NDArray[np.intp]:
        known = len(self.tokens)
        slots = self.tokens.of(rows)
        new = [self._asked(doc, rows, i, i + 1) for i in first_places(slots, known).tolist()]
        if new:
            self.found = np.concatenate([self.found, *(found for found, _ in new)])
            self.joined = np.append(self.joined, [part for _, part in new])
        return slots

    def _run(self, doc: Doc, rows: Rows, start: int, end: int) -> Rows:
        """The same for neighbours that may match a longer pattern together."""
        key = rows[start:end].tobytes()
        if key not in self.runs:
            self.runs[key], _ = self._asked(doc, rows, start, end)
        return self.runs[key]

    def _asked(self, doc: Doc, rows: Rows, start: int, end: int) -> tuple[Rows, bool]:
        """What the ruler sets on tokens that stand alone, and whether one may be part of a longer pattern."""
        alone = Doc(doc.vocab, words=[doc[i].text for i in range(start, end)])
        for token, (_, tag, label) in zip(alone, rows[start:end].tolist(), strict=True):
            token.tag, token.dep = tag, label
        part = bool(len(self.parts) and self.parts(alone, allow_missing=True))
        found = read(self.ruler(alone), *SET)
        found[:, 3:] = np.where(found[:, 3:] == rows[start:end, 1:], 0, found[:, 3:])
        return found, part


def _patterns(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    return [tokens for row in cast(Any, ruler.patterns) for tokens in row["patterns"]]


def _runs(joined: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Where two or more neighbours may be parts of a longer pattern."""
    edges = np.flatnonzero(np.diff(joined, prepend=False, append=False)).tolist()
    yield from ((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a > 1)


def _write(doc: Doc, found: Rows) -> None:
    old = read(doc, *SET[:3])
    write(doc, SET[:3], np.where(found[:, :3] == 0, old, found[:, :3]))
    for i in np.flatnonzero(found[:, 3:].any(axis=1)).tolist():
        tag, label = found[i, 3:].tolist()
        token = doc[i]
        token.tag, token.dep = tag or token.tag, label or token.dep


class Lemmas:
    """Sets the lemmas that `lemmatizer` would set."""

    def __init__(self, lemmatizer: EnglishLemmatizer) -> None:
        self.lemmatizer = lemmatizer
        self.slots = Slots()
        self.lemmas: list[str] = []

    @staticmethod
    def knows(lemmatizer: object) -> bool:
        return type(lemmatizer) is EnglishLemmatizer and lemmatizer.mode == "rule"

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        if len(self.slots) > ROWS:
            self.slots.clear()
            self.lemmas.clear()
            self.lemmatizer.cache.clear()
        slots = self._slots(doc)
        # A string may have left the vocabulary with the memory zone of an earlier batch: so each is added again.
        used, places = np.unique(slots, return_inverse=True)
        hashes = np.array([doc.vocab.strings.add(self.lemmas[i]) for i in used.tolist()], dtype=np.uint64)[places]
        if not self.lemmatizer.overwrite:
            old = read(doc, "LEMMA")[:, 0]
            hashes = np.where(old == 0, hashes, old)
        write(doc, ("LEMMA",), hashes)
        return doc

    def _slots(self, doc: Doc) -> NDArray[np.intp]:
        known = len(self.slots)
        slots = self.slots.of(read(doc, "ORTH", "POS", "MORPH"))
        self.lemmas += [self.lemmatizer.lemmatize(doc[i])[0] for i in first_places(slots, known).tolist()]
        return slots
