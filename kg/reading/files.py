"""Which files the arguments of a reading stand for: files, folders, patterns."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from kg.errors import InputError
from kg.hints import hint
from kg.reading.containers import SUFFIXES, is_read


@dataclass(frozen=True, slots=True)
class File:
    """A file with the name that it goes by: its own, or its path within the folder that was given."""

    path: Path
    name: str
    named: bool  # whether the user gave this very file


def files(path: Path) -> Iterator[File]:
    """The files of one argument, in the order of their names; InputError where there is none or one of no kind.

    Left out are what is hidden, what is of no kind that is read, and links to folders, which may lead in a circle.
    """
    if path.is_dir():
        return _below(path)
    if path.exists():
        if not is_read(path.name, named=True):
            raise InputError(f"{path} is of no kind that is read: give {' '.join(SUFFIXES)}, a folder, or - for stdin")
        return iter([File(path, path.name, named=True)])
    if glob.has_magic(str(path)):
        return _matching(path)
    raise InputError(f"{path} does not exist" + (f"; {near}" if (near := _near(path)) else ""))


def _near(path: Path) -> str:
    """The likely spelling of a file or folder that is not there, in a folder that is."""
    return hint(path.name, [entry.name for entry in path.parent.iterdir()]) if path.parent.is_dir() else ""


def _below(folder: Path, within: str = "") -> Iterator[File]:
    for entry in _entries(folder):
        if _is_folder(entry):
            yield from _below(entry, f"{within}{entry.name}/")
        elif is_read(entry.name, named=False) and (entry.is_file() or entry.is_symlink()):
            yield File(entry, within + entry.name, named=False)


def _matching(pattern: Path) -> Iterator[File]:
    """The files that a pattern fits, named from the last folder on that it spells out; "**" is any folders."""
    parts = pattern.parts
    plain = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    found = False
    for file in _fitting(Path(*parts[:plain]), parts[plain:]):
        found = True
        yield file
    if not found:
        raise InputError(f"{pattern} fits no file of a kind that is read")


def _fitting(folder: Path, pattern: Sequence[str], within: str = "") -> Iterator[File]:
    head, *rest = pattern
    if head == "**" and not rest:
        yield from _below(folder, within)
        return
    if head == "**":
        yield from _fitting(folder, rest, within)
    for entry in _entries(folder):
        path = f"{within}{entry.name}"
        if head == "**":
            if _is_folder(entry):
                yield from _fitting(entry, pattern, f"{path}/")
        elif not fnmatchcase(entry.name, head):
            continue
        elif _is_folder(entry):
            yield from _fitting(entry, rest, f"{path}/") if rest else _below(entry, f"{path}/")
        elif not rest and is_read(entry.name, named=False):
            yield File(entry, path, named=False)


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        raise InputError(f"{folder} cannot be opened: {error.strerror}") from error


def _is_folder(entry: Path) -> bool:
    return entry.is_dir() and not entry.is_symlink()


def distinct() -> Callable[[File], bool]:
    """Whether a file is met for the first time, by whatever path or link it is found."""
    seen: set[tuple[int, int]] = set()

    def is_new(file: File) -> bool:
        try:
            status = file.path.stat()
        except OSError:
            return True  # which opening it will tell
        before = len(seen)
        seen.add((status.st_dev, status.st_ino))
        return len(seen) > before

    return is_new
