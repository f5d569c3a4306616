"""A graph store with the ledger that it is made from; one builder at a time.

A store on disk is an Oxigraph store in its folder, with the ledger in the subfolder `kg`. That of a store behind an
endpoint is in a folder of the builder's, and all in memory where there is neither.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import pyoxigraph as ox

from kg import decisions, storage
from kg.decisions import Ruling
from kg.errors import InputError
from kg.frames import FrameTable
from kg.gazetteer import read_table
from kg.graph.sink import LocalSink, Sink
from kg.graph.store import is_store, is_url, load
from kg.graph.vocab import BASE, iri
from kg.ledger import Ledger
from kg.model import digest
from kg.own import Own, text

if TYPE_CHECKING:
    from kg.graph.remote import RemoteStore

S = TypeVar("S", bound=Sink)

STATE = "kg"  # the subfolder of a store on disk
LEDGER, TABLES, FRAMES = "ledger.sqlite", "tables", "frames"  # in there


class Services(NamedTuple):
    """Where an endpoint takes updates and whole graphs, where that cannot be found out."""

    update_url: str | None = None
    graphs_url: str | None = None


NO_SERVICES = Services()


def spoken(store: str | Path) -> str:
    """A store as it may be printed: an address without the password in it."""
    return re.sub(r"(?<=://)[^/@]*@", "", str(store))


def ledger_of(store: str | Path, state: Path | None = None) -> Path:
    """The ledger's file of a store; InputError where there is none."""
    folder = state if is_url(store) else Path(store) / STATE
    if folder is None or not (folder / LEDGER).is_file():
        raise InputError(
            f"{spoken(store)} is no store that kg built: make one with kg build PATHS --store {spoken(store)}"
        )
    return folder / LEDGER


def own_in(folder: Path, ledger: Ledger) -> Own:
    """The copies of a user's own files that a store keeps in the folder of its ledger."""
    tables, frames = (tuple(folder / what / name for name in ledger.setting(what).split()) for what in (TABLES, FRAMES))
    return Own(tables, frames)


def is_locked(folder: Path) -> bool:
    """Whether a builder is at work on the store with its ledger in this folder."""
    try:
        with _Lock(folder, ""):
            return False
    except InputError:
        return True


class Keeper:
    """Opens what a build writes: `ledger` at once, `sink` at its first use.

    `store` is a folder or the address of a SPARQL endpoint, for which `state` is the ledger's folder; None is memory.
    `services` are the addresses for updates and for whole graphs of an endpoint of an unknown product; they are kept.
    InputError where another process builds into the same store.
    """

    def __init__(
        self, store: str | Path | None = None, *, state: Path | None = None, services: Services = NO_SERVICES
    ) -> None:
        self.address = store if isinstance(store, str) and is_url(store) else None
        self.path = Path(store) if store is not None and self.address is None else None
        self.name = spoken(store or "memory")
        if self.address and state is None:
            raise InputError(f"{self.name} needs a folder of yours for the state of the build: give --state")
        self._folder = state or (self.path / STATE if self.path else None)
        with ExitStack() as opening:
            opening.enter_context(storage.of_oxigraph(self.name))
            if self._folder:
                _made(self._folder, self.path)
                opening.enter_context(_Lock(self._folder, self.name))
            self.ledger = opening.enter_context(Ledger(self._folder / LEDGER if self._folder else None))
            self.ledger.set(**{name: url for name, url in services._asdict().items() if url})
            self._open = opening.pop_all()

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.__dict__.pop("sink", None)  # closes the store
        self._open.__exit__(kind, error, at)

    @cached_property
    def sink(self) -> LocalSink | RemoteStore:
        if self.address is None:
            return self._agreeing(LocalSink(self.path))
        from kg.graph.remote import RemoteStore

        update_url, graphs_url = (self.ledger.setting(name) or None for name in Services._fields)
        return self._agreeing(RemoteStore(self.address, update_url=update_url, graphs_url=graphs_url))

    def _agreeing(self, sink: S) -> S:
        """The sink, where it holds a graph if, and only if, the ledger knows of one; what is lost is written again."""
        written, there = self.ledger.has_blocks(), sink.holds(ox.NamedNode(iri("graph-entities", self.base())))
        if there and not written:
            raise InputError(f"{self.name} holds a graph that {self._unknown()}")
        if written and not there:
            self.ledger.doubt()
        return sink

    def _unknown(self) -> str:
        if self.path:
            return f"{self._folder} knows nothing of, so that is lost or damaged: build into a new store"
        return (
            f"was built from another state folder than {self._folder}: give that with --state, or clear the store first"
        )

    def graph(self) -> ox.Store:
        """The graph as it stands, to read: a copy where it is behind an endpoint."""
        if self.path and "sink" not in self.__dict__:
            return load(self.path)
        return self.sink.store if isinstance(self.sink, LocalSink) else self.sink.dump()

    # ------------------------------------------------------------------- what a store remembers from build to build

    def base(self, given: str | None = None) -> str:
        """The base of minted IRIs: what was given to the first build, which no later one can change."""
        known = self.ledger.setting("base")
        if given and known and given != known:
            raise InputError(f"the IRIs of this store begin with {known}: leave out --base-iri, or build into another")
        if given and not known:
            iri("", given)
            self.ledger.set(base=given)
        return known or given or BASE

    def rulings(self, given: Sequence[Ruling] | None = None) -> tuple[Ruling, ...]:
        """The curator's rulings: those given now, which the store keeps, else those that it has."""
        if given is not None:
            self.ledger.set(rulings=decisions.written(given))
            return tuple(given)
        return decisions.parse(self.ledger.setting("rulings"), f"the rulings of {self.name}")

    def own(self, tables: Sequence[Path] | None = None, frames: Sequence[Path] | None = None) -> Own:
        """The user's name tables and frames: copies of those given now, else of those that the store has."""
        given = Own.of(tables or (), frames or ())
        if self._folder is None:
            return given
        _sound(given)
        if tables is not None:
            self._keep(self._folder / TABLES, given.tables)
        if frames is not None:
            self._keep(self._folder / FRAMES, given.frames)
        return own_in(self._folder, self.ledger)

    def _keep(self, folder: Path, given: Sequence[Path]) -> None:
        texts = [text(path) for path in given]
        names = [f"{n}-{digest(content)}.jsonl" for n, content in enumerate(texts)]
        for name, content in zip(names, texts, strict=True):
            storage.write(folder / name, content)
        self.ledger.set(**{folder.name: " ".join(names)})


class _Lock:
    """A lock on a folder that ends with its process, however that ends: SQLite's on a file of its own."""

    def __init__(self, folder: Path, store: str) -> None:
        self._file = folder / "lock.sqlite"
        self._store = store

    def __enter__(self) -> None:
        with storage.of_sqlite(self._file, "remove it"), ExitStack() as opening:
            self._db = opening.enter_context(closing(sqlite3.connect(self._file, timeout=0, isolation_level=None)))
            try:
                self._db.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                    raise
                raise InputError(
                    f"another kg is building into {self._store}: wait until it is done, or build into another store"
                ) from error
            opening.pop_all()

    def __exit__(self, *_: object) -> None:
        self._db.close()


def _sound(own: Own) -> None:
    """InputError where a file is not in its format: a store keeps nothing that it cannot be built with."""
    for table in own.tables:
        list(read_table(table))
    if own.frames:
        FrameTable.load(*own.frames)


def _made(folder: Path, path: Path | None) -> None:
    """Make the ledger's folder; InputError where that of the store is in use for something else."""
    with storage.of_files(path or folder):
        _check(path)
        folder.mkdir(parents=True, exist_ok=True)


def _check(path: Path | None) -> None:
    """InputError where a folder is in use for something else."""
    if path is None or not path.exists():
        return
    if not path.is_dir():
        raise InputError(f"{path} is a file: a store is a folder, give a new one")
    inside = {p.name for p in path.iterdir()}
    if inside and STATE not in inside:
        what = "an Oxigraph store that kg did not make" if is_store(path) else "a folder with other files in it"
        raise InputError(f"{path} is {what}: give a new or empty folder")
