"""How far a build has come: a bar on a terminal, a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

T = TypeVar("T")
EVERY = 30.0  # seconds between two lines of a log


class Reading:
    """Shows what is read of `sources`, which may count bytes in `read_bytes` and know their `total_bytes`."""

    def __init__(self, sources: object) -> None:
        self._sources = sources
        self._began = time.monotonic()
        self._number = 0

    def __call__(self, found: Iterable[T]) -> Iterator[T]:
        return self._bar(found) if sys.stderr.isatty() else self._log(found)

    def _bar(self, found: Iterable[T]) -> Iterator[T]:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        columns = (TextColumn("Reading"), BarColumn(), TextColumn("{task.fields[said]}"), TimeElapsedColumn())
        with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("Reading", total=self._total, said="")
            for one in self._counted(found):
                progress.update(task, total=self._total, completed=self._done, said=self._rate())
                yield one

    def _log(self, found: Iterable[T]) -> Iterator[T]:
        said = self._began
        for one in self._counted(found):
            if time.monotonic() - said >= EVERY:
                said = time.monotonic()
                click.echo(f"read {self._rate()}{self._left()}", err=True)
            yield one

    def _counted(self, found: Iterable[T]) -> Iterator[T]:
        for one in found:
            self._number += 1
            yield one

    @property
    def _total(self) -> int | None:
        return getattr(self._sources, "total_bytes", None)

    @property
    def _done(self) -> int:
        done: int = getattr(self._sources, "read_bytes", 0)
        return done

    def _rate(self) -> str:
        return f"{self._number:,} documents, {self._number / (time.monotonic() - self._began + 1e-9):.1f}/s"

    def _left(self) -> str:
        if not self._total or not self._done:
            return ""
        left = (time.monotonic() - self._began) * (self._total - self._done) / self._done
        return f", about {left / 60:.0f} min left" if left >= 90 else f", about {left:.0f} s left"
