"""What the benchmarks share: a line of the table, and what a fresh Python prints."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `share` says that less is better."""

    what: str
    ratio: float
    aim: float | None = None
    share: bool = False

    def line(self) -> str:
        aim = "" if self.aim is None else f"{'at most' if self.share else 'at least'} {self.aim:g}"
        return f"| {self.what} | {self.ratio:.2f} | {aim} |"


def python(*arguments: str) -> str:
    """What a fresh Python prints."""
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def machine() -> str:
    """The facts of the machine and of what was measured, in one line."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGESIZE") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "rdflib", "spacy", "distributed"))
    where = f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    return f"{where}, {versions}."
