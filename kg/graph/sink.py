"""Where a graph is kept: an Oxigraph store here; `kg.graph.remote` has the one behind an endpoint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from kg import storage
from kg.errors import InputError

BULK = 20_000  # quads from which Oxigraph's bulk loader, which sorts what it writes, pays


class Sink(Protocol):
    """A graph store that takes what has changed. Each act can be repeated: the outcome is the same."""

    def replace(self, graphs: Sequence[ox.NamedNode], quads: Sequence[ox.Quad]) -> None:
        """Make these the quads of the named graphs; a graph without quads is no more."""

    def rewrite(self, graph: ox.NamedNode, subjects: Sequence[ox.NamedNode], quads: Sequence[ox.Quad]) -> None:
        """Make these all that the named graph says of the subjects."""

    def holds(self, graph: ox.NamedNode) -> bool:
        """Whether there is a named graph with anything in it."""

    def flush(self) -> None:
        """Return when what was written will outlive the process and the machine's memory."""


class LocalSink:
    """An Oxigraph store in memory or, where `folder` is given, on disk; one writer has it at a time."""

    def __init__(self, folder: Path | None = None) -> None:
        self.on_disk = folder is not None
        self.store = _opened(folder) if folder else ox.Store()

    def replace(self, graphs: Sequence[ox.NamedNode], quads: Sequence[ox.Quad]) -> None:
        for graph in graphs:
            self.store.remove_graph(graph)
        self._add(quads)

    def rewrite(self, graph: ox.NamedNode, subjects: Sequence[ox.NamedNode], quads: Sequence[ox.Quad]) -> None:
        for subject in subjects:
            for quad in list(self.store.quads_for_pattern(subject, None, None, graph)):
                self.store.remove(quad)
        self._add(quads)

    def holds(self, graph: ox.NamedNode) -> bool:
        return next(self.store.quads_for_pattern(None, None, None, graph), None) is not None

    def flush(self) -> None:
        if self.on_disk:
            self.store.flush()

    def _add(self, quads: Sequence[ox.Quad]) -> None:
        if self.on_disk and len(quads) < BULK:
            self.store.extend(quads)
        else:
            self.store.bulk_extend(quads)


def _opened(folder: Path) -> ox.Store:
    with storage.of_files(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with storage.of_oxigraph(folder):
        try:
            return ox.Store(str(folder))
        except OSError as error:
            if not re.search("lock file|lock hold", str(error)):
                raise
            raise InputError(
                f"the store {folder} is being written by another process: wait until it is done, or build into another"
            ) from error
