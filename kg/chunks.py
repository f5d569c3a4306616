"""Things in parts that are bounded in number and in size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def chunks(things: Iterable[T], size: Callable[[T], int], *, number: int, most: int) -> Iterator[list[T]]:
    """The things in their order, at most `number` and sizes of `most` together in a part, or one that is larger."""
    chunk: list[T] = []
    taken = 0
    for thing in things:
        if chunk and (len(chunk) == number or taken + size(thing) > most):
            yield chunk
            chunk, taken = [], 0
        chunk.append(thing)
        taken += size(thing)
    if chunk:
        yield chunk
