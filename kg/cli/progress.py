"""How far a build has come: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")
EVERY = 30.0  # seconds between two lines of a log


class Reading:
    """Shows what is read of `sources`, which may count bytes in `read_bytes` and know their `total_bytes`."""

    def __init__(self, sources: object = None) -> None:
        self._sources = sources
        self._began = time.monotonic()
        self._taken = self._found = 0

    def taking(self, documents: Iterable[T]) -> Iterator[T]:
        """The documents, counted: some of those that were taken from the sources are still being read."""
        for document in documents:
            self._taken += 1
            yield document

    def __call__(self, found: Iterable[T]) -> Iterator[T]:
        moves = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        return self._bar(found) if moves else self._log(found)

    def _bar(self, found: Iterable[T]) -> Iterator[T]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        columns = TextColumn("Reading"), BarColumn(), TextColumn("{task.fields[said]}")
        context = click.get_current_context(silent=True)
        console = Console(stderr=True, no_color=context is not None and context.color is False)
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task("Reading", total=None, said="")
            for one in self._counted(found):
                total = getattr(self._sources, "total_bytes", None)
                progress.update(task, total=total, completed=(total or 0) * self._share, said=self._said())
                yield one

    def _log(self, found: Iterable[T]) -> Iterator[T]:
        said = self._began
        for one in self._counted(found):
            if time.monotonic() - said >= EVERY:
                said = time.monotonic()
                click.echo(f"read {self._said()}", err=True)
            yield one

    def _counted(self, found: Iterable[T]) -> Iterator[T]:
        for one in found:
            self._found += 1
            yield one

    @property
    def _share(self) -> float:
        """Of all that there is to read, how much is done; 0 where that is not known."""
        total = getattr(self._sources, "total_bytes", None)
        done = getattr(self._sources, "read_bytes", 0)
        return done / total * self._found / self._taken if total and self._taken else 0.0

    def _said(self) -> str:
        passed = time.monotonic() - self._began + 1e-9
        said = f"{self._found:,} documents, {self._found / passed:.1f}/s"
        if not self._share:
            return said
        left = passed * (1 - self._share) / self._share
        return f"{said}, about {left / 60:.0f} min left" if left >= 90 else f"{said}, about {left:.0f} s left"
