"""Files, folders and standard input as documents.

Read are plain text and Markdown (with front matter), saved web pages and JSON lines, all in UTF-8. Nothing is fetched.
What cannot be read is reported as a `Problem`, and the rest is read nevertheless.
"""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date as calendar_date
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Document
from kg.text.dates import document_date

STDIN = "-"
TEXT, PAGE, LINES = (".txt", ".md"), (".html", ".htm"), (".jsonl", ".ndjson")
SUFFIXES = TEXT + PAGE + LINES


@dataclass(frozen=True, slots=True)
class Problem:
    """A file, or one line of it (counted from 1), that was passed over, and why."""

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        return f"{self.file}{f', line {self.line}' if self.line else ''}: {self.reason}"


class _RefusedError(Exception):
    """Why something is not read, and what to do."""


def read(
    paths: Iterable[Path | str],
    *,
    date: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[Document]:
    """The documents of files, folders (with all below them, hidden files left out) and "-", standard input.

    The order is that of `paths`, and by name within a folder; a file that is met twice is read once. `date` (an ISO
    day, month or year), `title` and `publisher` go before what a document says itself; where neither gives a date, the
    head of the text may. Raise InputError where a path does not exist or is of no kind that is read, where `date` is
    not ISO, and, without `on_problem`, at the first problem.
    """
    for document, _ in located(paths, date=date, title=title, publisher=publisher, on_problem=on_problem):
        yield document


def located(
    paths: Iterable[Path | str],
    *,
    date: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    on_problem: Callable[[Problem], None] | None = None,
) -> Iterator[tuple[Document, str]]:
    """The same with the place that each document was read from: the address that it gives, else its file and line.

    It is "" for standard input without an address. A later text of the same place is a new version of the document.
    """
    given = {"title": title, "date": date, "publisher": publisher}
    try:
        _date(date)
    except _RefusedError as refused:
        raise InputError(str(refused)) from refused
    for path, source in _files(paths):
        for result in _read_file(path, source, {name: value for name, value in given.items() if value is not None}):
            if not isinstance(result, Problem):
                yield result
            elif on_problem is None:
                raise InputError(str(result))
            else:
                on_problem(result)


# ------------------------------------------------------------------------------------------------------------- files


def _files(paths: Iterable[Path | str]) -> Iterator[tuple[Path | None, str]]:
    """Every file with the name that it goes by as a source; None is standard input."""
    seen: set[Path] = set()
    for path in paths:
        if path == STDIN:
            yield None, STDIN
            continue
        for file, source in _below(Path(path)) if Path(path).is_dir() else [_single(Path(path))]:
            if (real := file.resolve()) not in seen:
                seen.add(real)
                yield file, source


def _single(path: Path) -> tuple[Path, str]:
    if not path.exists():
        raise InputError(f"{path} does not exist")
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"{path} is of no kind that is read: give {' '.join(SUFFIXES)}, a folder, or - for stdin")
    return path, path.name


def _below(folder: Path, within: str = "") -> Iterator[tuple[Path, str]]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise InputError(f"{folder} cannot be opened: {error.strerror}") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry, f"{within}{entry.name}/")
        elif entry.is_file() and entry.suffix.lower() in SUFFIXES:
            yield entry, within + entry.name


def _read_file(path: Path | None, source: str, given: dict[str, str]) -> Iterator[tuple[Document, str] | Problem]:
    try:
        with path.open("rb") if path else nullcontext(sys.stdin.buffer) as stream:
            for line, data, parse in _parts(path, stream):
                try:
                    part = f"#{line}" if line else ""
                    document = _document(parse(_decoded(data)), source + part, given)
                    yield document, _place(document, path, part)
                except _RefusedError as refused:
                    yield Problem(str(path or STDIN), line, str(refused))
    except OSError as error:
        yield Problem(str(path or STDIN), None, f"cannot be opened: {error.strerror}")


def _place(document: Document, path: Path | None, part: str) -> str:
    if "://" in document.source:
        return document.source
    return f"{path.resolve()}{part}" if path else ""


_Fields = dict[str, str | None]
_Parser = Callable[[str], _Fields]


def _parts(path: Path | None, stream: BinaryIO) -> Iterator[tuple[int | None, bytes, _Parser]]:
    """The bytes of every document of a file, with their line where the file has one a line, and how to read them."""
    suffix = path.suffix.lower() if path else ""
    lines: Iterable[bytes] = stream
    if suffix not in LINES:
        data = stream.read()
        if path or not data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b'{"'):
            yield None, data, _parse_page if suffix in PAGE else _parse_text
            return
        lines = data.splitlines(keepends=True)
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, line, _parse_line


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _RefusedError("is UTF-16; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)")
    if b"\0" in data:
        raise _RefusedError("is binary, not text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        raise _RefusedError(
            f"is not UTF-8 (byte 0x{byte:02x} at {error.start}); save it as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)"
        ) from error


# --------------------------------------------------------------------------------------------------------- documents


def _document(fields: _Fields, source: str, given: dict[str, str]) -> Document:
    text = re.sub(r"\r\n?", "\n", fields.get("text") or "")
    if not text.strip():
        raise _RefusedError("is empty")
    fields = {name: value and _clean(name, value) for name, value in {**fields, "text": text, **given}.items()}
    return Document(
        text=text,
        title=fields.get("title") or "",
        date=_date(fields.get("date")) or document_date(text),
        source=fields.get("source") or source,
        publisher=fields.get("publisher") or "",
    )


_PART_OF_DATE = re.compile(r"\d{4}(?:-\d\d)?")
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def _clean(name: str, value: str) -> str:
    if _NO_TEXT.search(value):
        raise _RefusedError(f"{name} holds characters that are not text (NUL or half of a surrogate pair); remove them")
    return value if name == "text" else " ".join(value.split())


def _date(value: str | None) -> str | None:
    """The day of an ISO date or time, or the month or year where no more is given."""
    if not value:
        return None
    day = re.sub(r"(?<=^.{10})[T ].*", "", value)
    try:
        if _PART_OF_DATE.fullmatch(day):
            calendar_date.fromisoformat(f"{day}-01-01"[:10])
            return day
        return calendar_date.fromisoformat(day).isoformat()
    except ValueError as error:
        raise _RefusedError(f"date {value!r} is not YYYY-MM-DD, YYYY-MM or YYYY; correct it or leave it out") from error


_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n((?:[A-Za-z_][\w-]*:.*\r?\n|[ \t#-].*\r?\n)+?)---[ \t]*\r?(?:\n\s*|$)")
_FIELD = re.compile(r"^(title|date|source|publisher):[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_LONGEST_TITLE = 120


def _parse_text(data: str) -> _Fields:
    """Front matter is metadata and no part of the text. A title may also be the first line, which stays in the text."""
    front = _FRONT_MATTER.match(data)
    fields: _Fields = {}
    if front:
        fields = {name: value.strip("\"'") for name, value in _FIELD.findall(front[1])}
    text = data[front.end() :] if front else data
    return {"title": _first_line(text), **fields, "text": text}


def _first_line(text: str) -> str | None:
    """The first line, if more follows and it is as short as a title and not a sentence or a date."""
    first, _, rest = text.strip().partition("\n")
    first = first.lstrip("# ").rstrip()
    if not rest.strip() or len(first) > _LONGEST_TITLE or first.endswith((".", ":", ";", ",")) or document_date(first):
        return None
    return first


def _parse_page(data: str) -> _Fields:
    import trafilatura

    page = trafilatura.bare_extraction(data, with_metadata=True, include_comments=False)
    if page is None or isinstance(page, dict) or not page.text:
        raise _RefusedError("holds no article that could be told from the rest of the page; save its text as .txt")
    return {"text": page.text, "title": page.title, "date": page.date, "source": page.url, "publisher": page.sitename}


def _parse_line(data: str) -> _Fields:
    try:
        row = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise _RefusedError(f"is not JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise _RefusedError('is not an object with a string "text"')
    fields = {name: row.get(name) for name in ("text", "title", "date", "source", "publisher")}
    if wrong := [name for name, value in fields.items() if not isinstance(value, str | None)]:
        raise _RefusedError(f"{' and '.join(wrong)} must be a string")
    return fields
