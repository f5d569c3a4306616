"""A project: a folder with a file `kg.toml`, which says once what every command would otherwise be told each time."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

NAME = "kg.toml"
TEXTS = "texts"  # the folder of a new project for what is to be read
SAMPLES = "samples"  # the package's articles, in there


def find(start: Path) -> Path | None:
    """The project file of a folder, or of the nearest one above it.

    In folders where anybody may put files, such as /tmp, only one of your own counts: the file steers what kg does.
    """
    candidates = (folder / NAME for folder in (start, *start.parents))
    return next((path for path in candidates if path.is_file() and not _planted(path)), None)


def _planted(path: Path) -> bool:
    folder = path.parent.stat()
    anybody = bool(folder.st_mode & stat.S_ISVTX and folder.st_mode & stat.S_IWOTH)
    return anybody and os.name == "posix" and path.stat().st_uid not in {os.getuid(), 0}


def read(path: Path) -> dict[str, Any]:
    """What a project file says; InputError where it is missing or no TOML."""
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} is not well-formed TOML: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({getattr(error, 'strerror', None) or error})") from error


def located(folder: Path, value: str) -> str:
    """A path of the file in this folder, as seen from here; addresses and "-" stay as they are."""
    if value == "-" or "://" in value:
        return value
    path, here = Path(value).expanduser(), Path.cwd()
    if path.is_absolute() or folder == here:
        return str(path)
    return os.path.relpath(folder / path) if folder.drive == here.drive else str(folder / path)


def begin(folder: Path, *, samples: bool = False) -> tuple[list[Path], list[Path]]:
    """Make a project of a folder: which files were made, and which were there before and are left as they were.

    `samples` puts the sample articles of the package among its texts. StorageError where it cannot be written.
    """
    from importlib.resources import files

    from kg import storage

    data = files("kg") / "data"
    wanted = [*_below(data / "project")]
    if samples:
        wanted += [(f"{TEXTS}/{SAMPLES}/{name}", text) for name, text in _below(data / "samples")]
    made: list[Path] = []
    left: list[Path] = []
    for name, source in wanted:
        path = folder / _named(name)
        if path.exists() or path.is_symlink():
            left.append(path)
        else:
            storage.write(path, source.read_text(encoding="utf-8"))
            made.append(path)
    return made, left


def _below(folder: Traversable, within: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _below(entry, f"{within}{entry.name}/")
        else:
            yield within + entry.name, entry


def _named(name: str) -> str:
    """The name of a file of a new project: the package keeps hidden files under names that are not."""
    return name.replace("dot-", ".")
