"""What all requests share: the workers, the store that pages read, the one that updates write."""

from __future__ import annotations

import hmac
import threading
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import InputError, QueryError
from kg.graph.answer import PREFIXES
from kg.graph.clauses import refuse_depth, refuse_requests
from kg.graph.rdf_text import base_of
from kg.graph.sink import LocalSink
from kg.graph.snapshot import Snapshot, mark
from kg.graph.store import is_store
from kg.graph.workers import Workers
from kg.server.turns import Turns

T = TypeVar("T")
MOMENT = 1.0  # seconds for a query that finds all workers busy
PAGES = 4  # made at the same time


class Service:
    """A graph that is served. With a `token` whoever has it may update it."""

    def __init__(
        self, graph: Path, *, timeout: float = 30.0, max_rows: int = 10_000, workers: int = 2, token: str | None = None
    ) -> None:
        """Raise InputError where the graph cannot be read or, for updates, is no store or is written by another."""
        if token is not None and not is_store(graph):
            raise InputError(f"{graph} is no store, so it takes no updates: make one with kg build PATHS --store DIR")
        self.name = graph.name
        self.token = token
        self._writer = LocalSink(graph) if token is not None else None
        self.workers = Workers(graph, count=workers, timeout=timeout, max_rows=max_rows, prepared=True)
        self.quick = Workers(self.workers.folder, count=1, max_rows=max_rows, max_memory_mb=1024, prepared=True)
        self.long, self.short, self.pages, self.drawing = Turns(workers), Turns(1), Turns(PAGES), Turns(1)
        self._snapshot = Snapshot(self.workers.folder)
        self._made: dict[str, tuple[object, object]] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def store(self) -> ox.Store:
        """The graph as it is now, for look-ups that are sure to be short."""
        return self._writer.store if self._writer else self._snapshot.store()

    def base(self) -> str:
        """The base of the IRIs that were minted for the graph."""
        return self.once("base", base_of)

    def once(self, name: str, make: Callable[[ox.Store], T]) -> T:
        """What `make` gives, made anew only where the graph has changed."""
        now = mark(self.workers.folder)
        with self._locks[name]:
            if name not in self._made or self._made[name][0] != now:
                self._made[name] = (now, make(self.store()))
            value: T = self._made[name][1]  # type: ignore[assignment]
        return value

    def permits(self, authorization: str | None) -> bool:
        """Whether an Authorization header holds the token for updates."""
        kind, _, given = (authorization or "").partition(" ")
        expected = (self.token or "").encode()
        return bool(expected) and kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), expected)

    def update(self, text: str, base: str) -> None:
        """Carry out a SPARQL update; raise QueryError where it is wrong or would fetch something."""
        assert self._writer is not None
        refuse_requests(text)
        refuse_depth(text)
        try:
            self._writer.store.update(text, base_iri=base, prefixes=dict(PREFIXES))
        except SyntaxError as error:
            raise QueryError(f"not a valid SPARQL update: {' '.join(str(error).split())}") from error
        except (OSError, ValueError, RuntimeError) as error:
            raise QueryError(f"the update failed: {error}") from error

    def turn_away(self) -> None:
        """Let nobody wait any longer; to be called where the server's loop runs."""
        for turns in (self.long, self.short, self.pages, self.drawing):
            turns.close()

    def close(self) -> None:
        self.quick.close()
        self.workers.close()
