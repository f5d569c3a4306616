"""spaCy's entity recognizer, with its transitions taken for all tokens of a batch at once.

Its state is the word to read and the word that an open entity began with, and nothing of what came before. So the
scores of all words outside entities come from one matrix product, and those inside from one for each further word of
the longest entity: the sums are those of spaCy's own loop, which goes from word to word, and cost a tenth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import Model, NumpyOps

from kg.text.slots import read

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]
Found = tuple[int, int, int]  # first word, last word, place of the label
FEATURES = 3  # the word to read, the first word of the open entity, the last one read of it


class Recognizer:
    """Finds the entities that `ner` finds, and leaves to it the documents that have some already."""

    def __init__(self, ner: EntityRecognizer) -> None:
        self.ner = ner
        number = {name: i for i, name in enumerate(ner.move_names)}
        self.labels = tuple(name[2:] for name in number if name[:2] == "B-")
        self.begin, self.inside, self.last, self.unit = (
            np.array([number[f"{kind}-{label}"] for label in self.labels], dtype=np.intp) for kind in "BILU"
        )
        self.never = np.array(sorted(set(number.values()) - {*self.begin, *self.unit, number["O"]}), dtype=np.intp)

    @staticmethod
    def knows(ner: Any) -> bool:
        """Whether a component has the one architecture that is read here, spaCy's usual one."""
        if type(ner) is not EntityRecognizer or ner.cfg["beam_width"] != 1:
            return False
        model, lower = ner.model, ner.model.get_ref("lower")
        if not isinstance(model.ops, NumpyOps) or "O" not in ner.move_names:
            return False
        usual = lower.get_dim("nF") == FEATURES and lower.get_dim("nP") > 1 and model.attrs["has_upper"]
        return bool(usual and not model.attrs["unseen_classes"])

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        docs_to_come = iter(stream)
        while docs := list(islice(docs_to_come, batch_size)):
            fresh = [doc for doc in docs if not doc.has_annotation("ENT_IOB")]
            for doc in docs:
                if doc.has_annotation("ENT_IOB"):
                    self.ner(doc)
            if any(len(doc) for doc in fresh):
                self._annotate(fresh, self._find(fresh))
            yield from docs

    def _find(self, docs: list[Doc]) -> list[Found]:
        """Every entity that would begin at each word if none were open there; words are counted through all docs."""
        scores = _Scores(self.ner.model, docs)
        space, final = _bounds(docs)
        free = scores.outside()
        free[:, self.never] = -np.inf
        free[np.ix_(space, np.concatenate([self.begin, self.unit]))] = -np.inf
        free[np.ix_(final, self.begin)] = -np.inf
        move = free.argmax(axis=1)
        starts, units = np.flatnonzero(np.isin(move, self.begin)), np.flatnonzero(np.isin(move, self.unit))
        kinds = _places(self.begin, move[starts])
        ends = self._ends(scores, final, starts, kinds)
        long = zip(starts.tolist(), ends.tolist(), kinds.tolist(), strict=True)
        short = zip(units.tolist(), units.tolist(), _places(self.unit, move[units]).tolist(), strict=True)
        return sorted([*long, *short])

    def _ends(self, scores: _Scores, final: NDArray[np.bool_], starts: Ints, kinds: Ints) -> Ints:
        """The last word of each entity: a further word is inside or last, and last where it must not go on."""
        ends = starts + 1
        open_ = np.arange(len(starts))
        while len(open_):
            inside, last = self.inside[kinds[open_]], self.last[kinds[open_]]
            found = scores.within(starts[open_], ends[open_])
            row = np.arange(len(open_))
            more, enough = found[row, inside], found[row, last]
            goes_on = ~final[ends[open_]] & ((more > enough) | ((more == enough) & (inside < last)))
            open_ = open_[goes_on]
            ends[open_] += 1
        return ends

    def _annotate(self, docs: list[Doc], found: list[Found]) -> None:
        """Set the entities that are reached, which are those that begin in no other."""
        offset, next_ = 0, 0
        for doc in docs:
            spans: list[Span] = []
            reached = offset
            while next_ < len(found) and found[next_][0] < offset + len(doc):
                start, end, kind = found[next_]
                next_ += 1
                if start >= reached:
                    spans.append(Span(doc, start - offset, end + 1 - offset, label=self.labels[kind]))
                    reached = end + 1
            doc.set_ents(spans, default="outside")
            offset += len(doc)


class _Scores:
    """The model's scores of all moves; sums are made in the order of spaCy's loop, so that they round alike."""

    def __init__(self, model: Model[Any, Any], docs: list[Doc]) -> None:
        tok2vec, lower, self.upper = model.get_ref("tok2vec"), model.get_ref("lower"), model.get_ref("upper")
        self.words: NDArray[np.float32] = lower.predict(tok2vec.predict(docs))  # the first row stands for no word
        self.bias: Any = lower.get_param("b")

    def outside(self) -> Floats:
        nothing = self.words[0]
        return self._moves(self.words[1:, 0] + nothing[1], nothing[2])

    def within(self, starts: Ints, words: Ints) -> Floats:
        return self._moves(self.words[words + 1, 0] + self.words[starts + 1, 1], self.words[words, 2])

    def _moves(self, hidden: Floats, third: Floats) -> Floats:
        hidden += third
        hidden += self.bias
        found: Floats = self.upper.predict(hidden.max(axis=2))
        return found


def _bounds(docs: list[Doc]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which words are white space, and after which no entity may go on: the last of a document or a sentence."""
    rows = [read(doc, "IS_SPACE", "SENT_START") for doc in docs if len(doc)]
    space = np.concatenate([row[:, 0] for row in rows]) == 1
    final = np.concatenate([np.append(row[1:, 1] == 1, True) for row in rows])
    return space, final


def _places(moves: Ints, found: Ints) -> Ints:
    """Where each of `found` stands among `moves`."""
    order = np.argsort(moves)
    return order[np.searchsorted(moves, found, sorter=order)]
