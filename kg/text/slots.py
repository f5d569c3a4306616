"""Rows of numbers that come again and again, counted as they are first seen, so that what follows from a row is worked
out once."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

Rows = NDArray[np.uint64]


def read(doc: Doc, *names: str) -> Rows:
    """A row for each token: spaCy's numbers for some of its attributes."""
    return cast(Rows, doc.to_array(list(names)).reshape(len(doc), len(names)))


def write(doc: Doc, names: tuple[str, ...], rows: Rows) -> None:
    doc.from_array(list(names), cast(Any, rows))


class Slots(dict[bytes, int]):
    """The number of each distinct row, which a new row gets when it is asked for."""

    def __missing__(self, row: bytes) -> int:
        self[row] = number = len(self)
        return number

    def of(self, rows: Rows) -> NDArray[np.intp]:
        """The number of each row of a table."""
        table = np.ascontiguousarray(rows)
        keys = table.view(f"V{table.itemsize * table.shape[1]}").ravel().tolist()
        return np.fromiter(map(self.__getitem__, keys), dtype=np.intp, count=len(keys))


def first_places(slots: NDArray[np.intp], known: int) -> NDArray[np.intp]:
    """Where each slot from `known` on stands first, in the order of the slots."""
    new = np.flatnonzero(slots >= known)
    places: NDArray[np.intp] = new[np.unique(slots[new], return_index=True)[1]]
    return places
