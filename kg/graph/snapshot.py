"""A store's folder as it is now, while another process may be writing it."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.store import load


class Snapshot:
    """Gives the store read only, opened anew once something was written; an open one keeps what it shows."""

    def __init__(self, folder: Path) -> None:
        """Raise InputError where the folder is no store."""
        self.folder = folder
        self.mark = mark(folder)
        self._store = load(folder)

    def store(self) -> ox.Store:
        now = mark(self.folder)
        if now != self.mark:
            self._store, self.mark = load(self.folder), now
        return self._store


def mark(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What differs whenever something was written: the logs of RocksDB and the list of its files."""
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder of a store, or no more: make one with kg build PATHS --store {folder}")
    found = []
    for entry in os.scandir(folder):
        if entry.name.startswith(("CURRENT", "MANIFEST")) or entry.name.endswith(".log"):
            with contextlib.suppress(FileNotFoundError):  # replaced by the writer since it was listed
                status = entry.stat()
                found.append((entry.name, status.st_mtime_ns, status.st_size))
    return tuple(sorted(found))
