"""What passes between the rooms of reading: bytes that should hold one document, and what was passed over."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

LARGEST = 100_000_000  # bytes of one item
LARGEST_TEXT = 1_000_000  # characters of one document: a book


@dataclass(frozen=True, slots=True)
class Item:
    """Bytes that should hold one document, before anything in them is understood.

    name    what it goes by where it says no address itself: "b/news.zip/2024/a.html", "day.jsonl#12", "https://..."
    place   what identifies it from build to build: an absolute path with "#12" (line) or "!/member" parts, or the
            address; "" for standard input
    kind    a key of `kg.reading.kinds.PARSERS`
    line, file   where it stands, as the user knows it, for messages
    known   title, date, publisher, source and encoding as the container says them (feed entry, WARC record, HTTP
            header); what the document says itself goes before
    """

    name: str
    place: str
    data: bytes
    kind: str
    line: int | None = None
    file: str = ""
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """A file, or one line of it (counted from 1), that was passed over, and why."""

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        return f"{self.file}{f', line {self.line}' if self.line else ''}: {self.reason}"


Fields = dict[str, str | None]  # what a parser makes of an item: text, title, date, source, publisher
OnProblem = Callable[[Problem], None]


_OF_ADDRESS = r"[^\s<>\"{}|\\^`\x00-\x20\x7f]"
ADDRESS = re.compile(
    rf"https?://(?P<host>(?:(?![/?#@\[\]:]){_OF_ADDRESS}){{1,255}})(?::\d+)?(?:[/?#]{_OF_ADDRESS}{{0,4000}})?"
)


def printable(name: str) -> str:
    """A name as messages say it and documents bear it, with no character that could end or turn the line."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def storable(name: str) -> str:
    """A name that may be no UTF-8, as names of files need not be, as text that is still that name's alone."""
    return name.encode("utf-8", "backslashreplace").decode()


class RefusedError(Exception):
    """Why an item is not read, and what to do: the text of a `Problem`."""
