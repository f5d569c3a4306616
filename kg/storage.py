"""Files that are whole or not there, and trouble with disks told in one line that says what to do.

SQLite, Oxigraph and the system each have their own words for a full, a read-only and a damaged disk.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from kg.errors import StorageError

ADVICE = (  # by words of the one who complains, in small letters; the last is for all others
    (
        ("no space left", "disk is full", "quota exceeded", "file too large"),
        "cannot be written, for the disk is full: make space, and do the same again; what was saved is kept",
    ),
    (("read-only", "readonly", "permission", "not permitted"), "may not be written ({said}): give another place"),
    (("is locked",), "is in use by another program: wait until that is done"),
    (("",), "cannot be read or written ({said}): see that there is room and that you may write there"),
)
DAMAGED = ("corruption:", "malformed", "not a database", "while decompressing", "no such file")


def trouble(what: str, error: Exception, *, mend: str = "") -> StorageError:
    """The error to raise in place of another one. `mend` is what to do where the files of `what` are damaged."""
    said = " ".join(str(getattr(error, "strerror", None) or error).split())
    if mend and any(word in said.casefold() for word in DAMAGED):
        return StorageError(f"{what} is damaged ({said}): {mend}")
    advice = next(advice for words, advice in ADVICE if any(word in said.casefold() for word in words))
    return StorageError(f"{what} {advice.format(said=said)}")


@contextmanager
def of_files(what: str | Path) -> Iterator[None]:
    """StorageError where the system refuses to make or write a file or folder."""
    try:
        yield
    except OSError as error:
        if error.errno is None:  # not the system's
            raise
        raise trouble(str(what), error) from error


@contextmanager
def of_sqlite(path: str | Path, mend: str) -> Iterator[None]:
    """StorageError where SQLite cannot read or write a file, or what it holds is damaged."""
    try:
        yield
    except (sqlite3.DatabaseError, zlib.error) as error:
        raise trouble(str(path), error, mend=mend) from error


@contextmanager
def of_oxigraph(store: str | Path) -> Iterator[None]:
    """StorageError where Oxigraph cannot read or write a store: its errors have no number, but a word in front."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if not str(error).startswith(("IO error", "Corruption", "The DB path")):
            raise
        mend = f"kg merge {store} --store NEW makes it anew from what was read"
        raise trouble(f"the store {store}", error, mend=mend) from error


def folder(path: Path) -> None:
    """Make a folder, or StorageError where nothing can be written into it: that is known before the work is done."""
    with of_files(path):
        path.mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=path).close()


def write(path: Path, text: str | Iterable[str]) -> None:
    """Write UTF-8 with line feeds to a neighbouring name first, so that no half file is left under the final one."""
    partial = path.with_name(path.name + ".partial")
    with of_files(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("w", encoding="utf-8", newline="\n") as out:
                out.writelines([text] if isinstance(text, str) else text)
                out.flush()
                os.fsync(out.fileno())
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
