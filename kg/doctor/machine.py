"""The machine, as far as it matters: room on the disk, encodings, terminal, processors, what the environment sets."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

from kg.doctor.finding import Finding, Used
from kg.engine import cores
from kg.screen import wanted

PART = "Machine"
ROOM = 500_000_000  # bytes; a store of some thousand articles with its page
VARIABLES = ("KG_CONFIG", "KG_QUERIES", "KG_USER", "KG_PASSWORD", "KG_TOKEN", "NO_COLOR", "FORCE_COLOR")


def examine(used: Used) -> Iterator[Finding]:
    places = {_existing(Path(used.store) if used.store and "://" not in used.store else Path.cwd()), Path(gettempdir())}
    for place in sorted(places):
        yield _room(place)
    yield _encoding()
    yield Finding(PART, "terminal", "ok", _terminal())
    yield Finding(PART, "processors", "ok", f"{cores()}, as many as kg build uses")
    if said := [name for name in VARIABLES if os.environ.get(name)]:
        yield Finding(PART, "environment", "ok", f"{', '.join(said)} set")


def _existing(path: Path) -> Path:
    path = path.resolve()
    return next(folder for folder in (path, *path.parents) if folder.is_dir())


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    says = f"{free / 1e9:,.1f} GB free"
    if free < ROOM:
        return Finding(PART, f"disk of {folder}", "broken", says, f"make room, {ROOM / 1e9} GB or more", needed=False)
    return Finding(PART, f"disk of {folder}", "ok", says)


def _encoding() -> Finding:
    """Names of the world need UTF-8 on standard output and in names of files."""
    used = {(sys.stdout.encoding or "utf-8").lower(), sys.getfilesystemencoding().lower()}
    if other := {name for name in used if name.replace("-", "") != "utf8"}:
        return Finding(PART, "encoding", "broken", f"{', '.join(sorted(other))}, not UTF-8", "export PYTHONUTF8=1")
    return Finding(PART, "encoding", "ok", "UTF-8")


def _terminal() -> str:
    if not sys.stdout.isatty():
        return "none: standard output is a file or another program"
    width = shutil.get_terminal_size().columns
    return f"{width} columns, {'no colours' if wanted(os.environ) is False else 'colours'}"
