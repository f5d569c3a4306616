"""The embedding layer of a spaCy model, computed once for each distinct row of token features.

What a token is before its context is read follows from its norm, prefix, suffix and shape alone, and texts repeat
themselves: most rows of a batch were in an earlier one. A row's vector is the same whichever rows are computed with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps

from kg.text.slots import Slots, first_places

ROWS = 1 << 14  # kept; then all are forgotten: 6 MB of vectors 96 wide
Embed = Model[list[Doc], list[Any]]


def remember_embeddings(model: Model[Any, Any]) -> None:
    """Put a memory before each embedding layer within a model that takes nothing but token features."""
    for node in [n for n in model.walk() if n.has_ref("embed")]:
        embed = node.get_ref("embed")
        features_only = [layer.name for layer in embed.layers[:2]] == ["extract_features", "list2ragged"]
        if features_only and isinstance(embed.ops, NumpyOps):
            model.replace_node(embed, remembering(embed))


def remembering(embed: Embed) -> Embed:
    """The layer with a memory: its vectors, bit by bit."""
    return Model("remembering", _Memory(embed).forward, layers=[embed])


class _Memory:
    def __init__(self, embed: Embed) -> None:
        self.features, self.rest = embed.layers[0], embed.layers[1:]
        self.slots = Slots()
        nothing = np.zeros((0, len(self.features.attrs["columns"])), dtype=np.uint64)
        (self.vectors,) = self._compute([nothing])

    def forward(
        self, model: Embed, docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[Any], Callable[[list[Any]], list[Doc]]]:
        if is_train:
            return model.layers[0](list(docs), is_train)
        rows: list[NDArray[np.uint64]] = self.features.predict(docs)
        return list(self._split(rows)), lambda d_vectors: []

    def _split(self, rows: list[NDArray[np.uint64]]) -> Iterator[NDArray[np.float32]]:
        found = self._embed(np.concatenate(rows))
        start = 0
        for row in rows:
            yield found[start : start + len(row)]
            start += len(row)

    def _embed(self, rows: NDArray[np.uint64]) -> NDArray[np.float32]:
        if len(self.slots) > ROWS:
            self.slots.clear()
        known = len(self.slots)
        slots = self.slots.of(rows)
        if len(self.slots) > known:
            (new,) = self._compute([rows[first_places(slots, known)]])
            self.vectors = np.concatenate([self.vectors[:known], new])
        found: NDArray[np.float32] = self.vectors[slots]
        return found

    def _compute(self, rows: Any) -> Any:
        for layer in self.rest:
            rows = layer.predict(rows)
        return rows
