"""The words of a Doc and what is known of them, as lists of strings.

Each look at a token makes a Python object and a string anew, so whoever seeks among all words seeks in these.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.strings import StringStore
from spacy.tokens import Doc

KEPT = 1 << 16  # strings; then all are forgotten


class _Strings(dict[int, str]):
    """Strings by spaCy's hash of them, which is the same in every vocabulary."""

    store: StringStore

    def __missing__(self, id_: int) -> str:
        self[id_] = string = self.store[id_]
        return string


_strings = _Strings()


@dataclass(frozen=True, slots=True)
class Columns:
    """One string for each token of a parsed Doc; `lemma` is in small letters."""

    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]

    @classmethod
    def of(cls, doc: Doc) -> Columns:
        lemma = [word.lower() for word in column(doc, "LEMMA")]
        text, lower, pos, tag, dep = (column(doc, name) for name in ("ORTH", "LOWER", "POS", "TAG", "DEP"))
        return cls(text, lower, lemma, pos, tag, dep)


def column(doc: Doc, name: str) -> list[str]:
    """The strings of one attribute."""
    if len(_strings) > KEPT:
        _strings.clear()
    _strings.store = doc.vocab.strings
    ids: list[int] = doc.to_array(name).tolist()
    return list(map(_strings.__getitem__, ids))
