"""Who reads the documents of a build: this process, others beside it, or the machines of a cluster.

However many do it, what is found is the same, and comes in the order of the documents. They are handed out in chunks,
and only so many at a time that memory stays bounded. What dies with a chunk is found by halving it: that document is
reported, and all others are read.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Protocol

from kg.chunks import chunks
from kg.entry import Entry
from kg.errors import InputError, KGError
from kg.model import Document, Located
from kg.work import Reading

Found = tuple[Entry, str]
Chunk = Sequence[Located]
Lost = Callable[[Document, Exception], None]

DOCUMENTS, CHARACTERS = 32, 100_000  # of a chunk, at most, where one document does not have more
AHEAD = 2  # chunks for each worker that are handed out at a time


class Promise(Protocol):
    def result(self) -> list[Entry]: ...


class Workers(Protocol):
    """Takes documents and gives a promise of what is found in them; several at a time, where it can."""

    @property
    def width(self) -> int:
        """How many chunks are read at the same time."""

    def __enter__(self) -> Workers: ...

    def __exit__(self, kind: object, *_: object) -> None: ...

    def submit(self, documents: Sequence[Document]) -> Promise: ...


def cores() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def entries(
    documents: Iterable[Located], reading: Reading, *, engine: str = "", jobs: int = 1, on_lost: Lost | None = None
) -> Iterator[Found]:
    """What is found in each document, in their order.

    `jobs` processes of this machine read, where there is enough for them to do; or the workers of the scheduler at
    `engine`, an address such as dask://host:8786. A document that ends in an exception other than KGError, or kills
    whoever reads it, goes to `on_lost`; without one the exception is raised.
    """
    parts = chunked(documents)
    first = list(islice(parts, 2))
    with workers_of(engine, jobs if len(first) > 1 else 1, reading) as workers:
        yield from _spread(chain(first, parts), workers, on_lost)


def workers_of(engine: str, jobs: int, reading: Reading) -> Workers:
    if engine.startswith("dask://"):
        from kg.cluster import Cluster

        return Cluster(engine, reading)
    if engine:
        raise InputError(f"there is no engine {engine!r}: give the address of a scheduler, dask://host:8786")
    if jobs == 1:
        return Here(reading)
    from kg.processes import Processes

    return Processes(jobs, reading)


def chunked(documents: Iterable[Located]) -> Iterator[Chunk]:
    """The documents in parts that are worth handing out, and bounded in size."""
    return chunks(documents, lambda located: len(located[0].text), number=DOCUMENTS, most=CHARACTERS)


def _spread(parts: Iterable[Chunk], workers: Workers, on_lost: Lost | None) -> Iterator[Found]:
    promised: deque[tuple[Chunk, Promise]] = deque()
    for chunk in parts:
        promised.append((chunk, workers.submit([d for d, _ in chunk])))
        while len(promised) >= AHEAD * workers.width:
            yield from _kept(*promised.popleft(), workers, on_lost)
    while promised:
        yield from _kept(*promised.popleft(), workers, on_lost)


def _kept(chunk: Chunk, promise: Promise, workers: Workers, on_lost: Lost | None) -> Iterator[Found]:
    """What was promised of a chunk; where that fails, perhaps by the fault of another chunk, it is read again."""
    try:
        found = promise.result()
    except KGError:
        raise
    except Exception:
        if on_lost is None:
            raise
        yield from _again(chunk, workers, on_lost)
        return
    yield from _placed(found, chunk)


def _again(chunk: Chunk, workers: Workers, on_lost: Lost) -> Iterator[Found]:
    """What is found in a chunk with no other at work, else in its halves, down to the document that cannot be read."""
    try:
        found = workers.submit([d for d, _ in chunk]).result()
    except KGError:
        raise
    except Exception as error:
        if len(chunk) == 1:
            on_lost(chunk[0][0], error)
            return
        half = len(chunk) // 2
        yield from _again(chunk[:half], workers, on_lost)
        yield from _again(chunk[half:], workers, on_lost)
        return
    yield from _placed(found, chunk)


def _placed(found: Sequence[Entry], chunk: Chunk) -> Iterator[Found]:
    yield from zip(found, (place for _, place in chunk), strict=True)


class Here:
    """This process alone."""

    width = 1

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, documents: Sequence[Document]) -> Promise:
        return _Late(lambda: list(self._reading.entries(documents)))


@dataclass(frozen=True, slots=True)
class _Late:
    """A promise that is kept when it is asked for."""

    result: Callable[[], list[Entry]]
