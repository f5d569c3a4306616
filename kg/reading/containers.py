"""Files that hold many documents, or one: which items are in a stream of bytes, found by its name."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from kg.errors import KGError
from kg.reading import kinds
from kg.reading.item import Item, OnProblem, Problem, RefusedError
from kg.reading.streams import CODECS, BombError, Source, decompressed, lines, spelled_out, whole
from kg.reading.web.fetching import Fetching

_HEAD_OF_FEED = 65_536
LARGEST_LINE = 20_000_000  # bytes of one JSON object: in memory it may take thirty times that


@dataclass(frozen=True, slots=True)
class Run:
    """Which items of a reading are wanted, by their names, or None for all, and who is told what was passed over."""

    on_problem: OnProblem
    fetching: Fetching
    wanted: Callable[[str], bool] | None = None

    def has(self, name: str) -> bool:
        return self.wanted is None or self.wanted(name)

    def refuse(self, source: Source, reason: str) -> None:
        """Tell it in one of the shards only."""
        if self.has(source.name):
            self.on_problem(Problem(source.file or source.name, None, reason))


Opener = Callable[[Source, Run], Iterator[Item]]


def items(source: Source, run: Run, suffix: str = "") -> Iterator[Item]:
    """The items in a source, as they are met; `suffix` says its kind where its name does not.

    What ends in an exception, of whatever kind, is told, and ends this source alone.
    """
    opener = _OPENERS[suffix or _suffix(source.name)]
    try:
        with decompressed(source) as inner:
            yield from opener(inner, run)
    except KGError:
        raise
    except BombError as bomb:
        if source.within:
            raise
        run.refuse(source, str(bomb))
    except RefusedError as refused:
        run.refuse(source, str(refused))
    except OSError as error:
        run.refuse(source, f"cannot be read: {error.strerror or kinds.said(error)}")
    except Exception as error:
        run.refuse(source, f"could not be read to its end ({kinds.said(error)})")


def _one(kind: str, source: Source, run: Run) -> Iterator[Item]:
    if run.has(source.name):
        yield Item(source.name, source.place, whole(source.stream), kind, file=source.file)


# -------------------------------------------------------------------------------------------------------------- JSON


def _json_lines(source: Source, run: Run) -> Iterator[Item]:
    empty = True
    for number, line in enumerate(lines(source.stream, LARGEST_LINE), 1):
        if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            raise RefusedError("is UTF-16; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)")
        if not line.strip():
            continue
        empty = False
        name, place = source.part(number)
        if not run.has(name):
            continue
        if len(line) > LARGEST_LINE:
            reason = f"is longer than {LARGEST_LINE // 1_000_000} MB; split the document or leave it out"
            run.on_problem(Problem(source.file, number, reason))
            continue
        yield Item(name, place, line, "line", number, source.file)
    if empty:
        raise RefusedError("is empty")


def _json(source: Source, run: Run) -> Iterator[Item]:
    """One object, JSON lines, or an array of objects, which are handed on one at a time, as they stand."""
    data = whole(source.stream)
    if _NEXT_LINE.search(data):
        yield from _json_lines(source.of(BytesIO(data)), run)
        return
    if data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] != b"[":
        if run.has(source.name):
            yield Item(source.name, source.place, data, "line", file=source.file)
        return
    text = data.decode("utf-8-sig")
    number = 0
    for number, (start, end) in enumerate(_elements(text), 1):
        name, place = source.part(number)
        if run.has(name):
            yield Item(name, place, text[start:end].encode(), "line", file=f"{source.file}#{number}")
    if not number:
        raise RefusedError("is empty")


_NEXT_LINE = re.compile(rb"\}\r?\n\{")
_BETWEEN = re.compile(r"\s*(?P<mark>[,\]]?)\s*")


def _elements(text: str) -> Iterator[tuple[int, int]]:
    """Where the elements of a JSON array begin and end."""
    decoder = json.JSONDecoder()
    end = text.index("[") + 1
    while True:
        between = _BETWEEN.match(text, end)
        if between is None or between["mark"] == "]":
            return
        start = between.end()
        try:
            _, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError) as error:
            raise RefusedError(f"is not JSON ({error})") from error
        yield start, end


# -------------------------------------------------------------------------------------------------------------- mail


def _mailbox(source: Source, run: Run) -> Iterator[Item]:
    """The messages of an mbox: each begins with a line "From ..." at the start or after an empty line."""
    for number, message in _messages(source):
        name, place = source.part(number)
        if run.has(name):
            yield Item(name, place, message, "email", number, source.file)


def _messages(source: Source) -> Iterator[tuple[int, bytes]]:
    """Each message with the line that it begins on; one that is too long is cut."""
    message, began, before = bytearray(), 0, b"\n"
    for number, line in enumerate(lines(source.stream, LARGEST_LINE), 1):
        if line.startswith(b"From ") and not before.strip():
            if began:
                yield began, bytes(message)
            message, began = bytearray(), number
        elif len(message) <= LARGEST_LINE:
            message += re.sub(rb"^>(?=>*From )", b"", line)
        before = line
    if not began:
        raise RefusedError('is no mbox: no line begins with "From "')
    yield began, bytes(message)


# ----------------------------------------------------------------------------------------------------------- openers


def _archive(function: str, source: Source, run: Run) -> Iterator[Item]:
    from kg.reading import archives

    opened: Opener = getattr(archives, function)
    yield from opened(source, run)


def _warc(source: Source, run: Run) -> Iterator[Item]:
    from kg.reading import warc

    yield from warc.records(source, run)


def _feed(source: Source, run: Run) -> Iterator[Item]:
    from kg.reading import feeds

    data = whole(source.stream)
    if not feeds.is_feed(data[:_HEAD_OF_FEED]):
        raise RefusedError("is no feed, neither RSS nor Atom")
    yield from feeds.entries(
        data,
        source.name,
        source.place,
        fetching=run.fetching,
        on_problem=run.on_problem,
        wanted=run.wanted,
    )


def _list(table: bool, source: Source, run: Run) -> Iterator[Item]:
    from kg.reading import web

    yield from web.listed(source.stream, source.file, run.fetching, run.on_problem, wanted=run.wanted, table=table)


_OPENERS: dict[str, Opener] = {
    **{suffix: partial(_one, kind) for suffix, kind in kinds.SUFFIXES.items()},
    ".jsonl": _json_lines, ".ndjson": _json_lines, ".json": _json,
    ".mbox": _mailbox,
    ".zip": partial(_archive, "zipped"), ".tar": partial(_archive, "tarred"),
    ".warc": _warc,
    ".rss": _feed, ".atom": _feed, ".xml": _feed,
    ".urls": partial(_list, False), ".csv": partial(_list, True), ".tsv": partial(_list, True),
}  # fmt: skip
# What is read only where the user names it, as a folder may hold such files for other ends, or as it is fetched for
_NAMED_ONLY = frozenset({".xml", ".urls", ".csv", ".tsv"})
SUFFIXES = tuple(_OPENERS)


def is_read(name: str, *, named: bool) -> bool:
    """Whether a file of this name is of a kind that is read: where the user named it, or where it lies in a folder."""
    suffix = _suffix(name)
    return suffix in _OPENERS and (named or suffix not in _NAMED_ONLY)


def is_archive(name: str) -> bool:
    return _suffix(name) in {".zip", ".tar"}


def _suffix(name: str) -> str:
    """The suffix that tells the kind of a file, whatever compresses it."""
    name = spelled_out(name.rpartition("/")[2])
    for codec in CODECS:
        name = name.removesuffix(codec)
    return name[name.rindex(".") :] if "." in name[1:] else ""
