"""The workers of a Dask scheduler, on whatever machines they run, as readers of documents.

They need this package and the spaCy pipelines in the versions of this machine: each says so before it reads, so that
the graph is the one that this machine would make. The scheduler gives what a worker that dies was reading to another.
"""

from __future__ import annotations

import socket
from asyncio import CancelledError
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from kg.entry import Entry
from kg.errors import InputError, RemoteError
from kg.model import Document, digest
from kg.own import Own, text
from kg.work import Reading

SCHEME = "dask://"
SECONDS = 60  # to wait for a scheduler, and for its first worker
_one_at_a_time = Lock()  # a spaCy pipeline is not for two threads


class Cluster:
    """The workers of the scheduler at an address such as dask://host:8786."""

    def __init__(self, address: str, reading: Reading) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise InputError("an engine needs an extra: pip install 'diplomatic-kg[cluster]'") from error
        self._address = address
        try:
            self._client = Client(f"tcp://{address.removeprefix(SCHEME)}", timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise RemoteError(f"no scheduler answers at {address}: start one with dask scheduler ({error})") from error
        self._task = _Task(reading.models, _texts(reading.own.tables), _texts(reading.own.frames), _runs(reading))

    def __enter__(self) -> Cluster:
        try:
            self._client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError as error:
            self._client.close()
            raise RemoteError(
                f"the scheduler at {self._address} has no workers: start some with dask worker"
            ) from error
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def width(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def submit(self, documents: Sequence[Document]) -> _Promise:
        return _Promise(self._client.submit(self._task, documents, pure=False), self._address)


@dataclass(frozen=True, slots=True)
class _Promise:
    future: Any
    address: str

    def result(self) -> list[Entry]:
        try:
            found: list[Entry] = self.future.result()
        except (CancelledError, OSError) as error:  # of a worker's own, there are none
            raise RemoteError(
                f"the scheduler at {self.address} has gone: what was read is saved, run the same command again"
            ) from error
        self.future.release()
        return found


@dataclass(frozen=True, slots=True)
class _Task:
    """What a worker does with a chunk: the models by language, the texts of a user's files, the runs it must have."""

    models: tuple[tuple[str, str], ...]
    tables: tuple[str, ...]
    frames: tuple[str, ...]
    runs: tuple[str, ...]

    def __call__(self, documents: Sequence[Document]) -> list[Entry]:
        with _one_at_a_time:
            reading, runs = _reading(self.models, self.tables, self.frames)
            if runs != self.runs:
                raise InputError(
                    f"a worker on {socket.gethostname()} has another version of kg, its data or a spaCy pipeline: "
                    "install the same everywhere"
                )
            return list(reading.entries(documents))


def _runs(reading: Reading) -> tuple[str, ...]:
    return tuple(run.id for run in reading.runs().values())


@cache
def _reading(
    models: tuple[tuple[str, str], ...], tables: tuple[str, ...], frames: tuple[str, ...]
) -> tuple[Reading, tuple[str, ...]]:
    """The same with a user's own as files of the worker's, and the runs that this makes there."""
    reading = Reading(models, Own(_at_hand(tables), _at_hand(frames)))
    return reading, _runs(reading)


def _texts(paths: Sequence[Path]) -> tuple[str, ...]:
    return tuple(map(text, paths))


def _at_hand(texts: tuple[str, ...]) -> tuple[Path, ...]:
    if not texts:
        return ()
    from distributed import get_worker

    folder = Path(get_worker().local_directory)
    paths = tuple(folder / f"{digest(content)}.jsonl" for content in texts)
    for path, content in zip(paths, texts, strict=True):
        path.write_text(content, encoding="utf-8", newline="\n")
    return paths
