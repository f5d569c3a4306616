"""What of a user's own goes beside the data of the package: files of JSON lines, or folders of such files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Own:
    """The files of name tables (`kg.gazetteer`) and of predicate frames (`kg.frames`)."""

    tables: tuple[Path, ...] = ()
    frames: tuple[Path, ...] = ()

    @classmethod
    def of(cls, tables: Sequence[Path] = (), frames: Sequence[Path] = ()) -> Own:
        return cls(tuple(files(tables)), tuple(files(frames)))

    def texts(self) -> Iterator[str]:
        """What is in the files; those that are still empty, as in a new project, say nothing."""
        return (said for path in (*self.tables, *self.frames) if (said := text(path)).strip())


NOTHING = Own()


def files(given: Sequence[Path]) -> Iterator[Path]:
    """The files given, and for a folder those in it that end in .jsonl, by name; InputError where it has none."""
    for path in map(Path, given):
        inside = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not inside:
            raise InputError(f"the folder {path} has no file that ends in .jsonl: give another, or a file")
        yield from inside


def text(path: Path) -> str:
    """The whole of a file; InputError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}): give a file of JSON lines") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not in UTF-8 ({error.reason} at byte {error.start}): save it in that") from error
