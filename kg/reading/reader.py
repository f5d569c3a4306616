"""Files, folders, archives, addresses and standard input as documents.

Everything is read lazily: a folder as it is walked, an archive as it streams by, and no more than one item at a time.
What cannot be read is reported as a `Problem`, and the rest is read nevertheless.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import InputError
from kg.model import Document, Located, digest
from kg.reading import kinds
from kg.reading.containers import Run, items
from kg.reading.documents import document, iso_date
from kg.reading.files import File, distinct, files
from kg.reading.item import Item, OnProblem, Problem, RefusedError, printable, storable
from kg.reading.language import ENGLISH
from kg.reading.streams import Source, whole
from kg.reading.web.fetching import Fetching

STDIN = "-"


def read(
    paths: Iterable[Path | str],
    *,
    date: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    languages: Container[str] = (ENGLISH,),
    shard: tuple[int, int] | None = None,
    fetching: Fetching | None = None,
    on_problem: OnProblem | None = None,
) -> Iterator[Document]:
    """The documents of files, folders, patterns, addresses and "-", standard input.

    The order is that of `paths`, and by name within a folder; a file that is met twice is read once, and what is hidden
    is left out. `date` (an ISO day, month or year), `title` and `publisher` go before what a document says itself;
    where neither gives a date, the head of the text may. What is in none of the `languages` is a problem. `shard`
    (i, n), with i from 1, gives one of n parts, which together are all. `fetching` says how addresses are fetched.

    Raise InputError where a path does not exist or is of no kind that is read, where `date` is not ISO, and, without
    `on_problem`, at the first problem.
    """
    found = located(
        paths,
        date=date,
        title=title,
        publisher=publisher,
        languages=languages,
        shard=shard,
        fetching=fetching,
        on_problem=on_problem,
    )
    return (document for document, _ in found)


def located(
    paths: Iterable[Path | str],
    *,
    date: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    languages: Container[str] = (ENGLISH,),
    shard: tuple[int, int] | None = None,
    fetching: Fetching | None = None,
    on_problem: OnProblem | None = None,
) -> Sources:
    """The same with the place that each document was read from: the address that it gives, else its file and line.

    It is "" for standard input without an address. A later text of the same place is a new version of the document.
    """
    try:
        iso_date(date)
    except RefusedError as refused:
        raise InputError(str(refused)) from refused
    given = {"title": title, "date": date, "publisher": publisher}
    run = Run(on_problem or _raise, fetching or Fetching(), _in_shard(shard))
    return Sources(list(paths), run, {name: value for name, value in given.items() if value is not None}, languages)


def _raise(problem: Problem) -> None:
    raise InputError(str(problem))


def _in_shard(shard: tuple[int, int] | None) -> Callable[[str], bool] | None:
    """Whether an item is in the shard, by its name alone, so that every machine says the same."""
    if shard is None:
        return None
    part, parts = shard
    if not 1 <= part <= parts:
        raise InputError(f"there is no part {part} of {parts}: give 1/{parts} to {parts}/{parts}")
    return lambda name: int(digest(name), 16) % parts == part - 1


class Sources(Iterator[Located]):
    """The documents of a reading as they are read, and how far it has come."""

    def __init__(self, paths: list[Path | str], run: Run, given: Mapping[str, str], languages: Container[str]) -> None:
        self._paths = paths
        self._run = run
        self._given = given
        self._languages = languages
        self._done = 0
        self._open: BinaryIO | None = None
        self._total: int | None = None
        self._located = self._read()

    def __next__(self) -> Located:
        return next(self._located)

    @property
    def read_bytes(self) -> int:
        """How much of the files was read, as they lie on the disk."""
        return self._done + (self._open.tell() if self._open else 0)

    @property
    def total_bytes(self) -> int | None:
        """How much there is to read; None where that cannot be known: of standard input, of addresses."""
        if self._total is None and not any(path == STDIN or is_address(path) for path in self._paths):
            is_new = distinct()
            found = (file for path in self._paths for file in files(Path(path)))
            self._total = sum(_size(file) for file in found if is_new(file))
        return self._total

    def _read(self) -> Iterator[Located]:
        for item in self._items():
            try:
                read = document(item, self._given, self._languages)
            except RefusedError as refused:
                self._run.on_problem(Problem(item.file or item.name, item.line, str(refused)))
            else:
                yield read, read.source if is_address(read.source) else item.place

    def _items(self) -> Iterator[Item]:
        is_new = distinct()
        for path in self._paths:
            if path == STDIN:
                yield from _standard_input(self._run)
            elif is_address(path):
                from kg.reading import web

                yield from web.items(str(path), self._run.fetching, self._run.on_problem, wanted=self._run.wanted)
            else:
                for file in files(Path(path)):
                    if is_new(file):
                        yield from self._opened(file)

    def _opened(self, file: File) -> Iterator[Item]:
        try:
            stream = file.path.open("rb")
        except OSError as error:
            if self._run.has(file.name):
                self._run.on_problem(Problem(printable(str(file.path)), None, f"cannot be opened: {error.strerror}"))
            return
        with stream:
            self._open = stream
            try:
                yield from items(_source(file, stream), self._run)
            finally:
                self._open = None
        self._done += _size(file)


def _source(file: File, stream: BinaryIO) -> Source:
    place = storable(str(file.path.resolve()))
    return Source(printable(file.name), place, stream, printable(str(file.path)), named=file.named)


def is_address(path: Path | str) -> bool:
    return isinstance(path, str) and path.lower().startswith(("http://", "https://"))


def _size(file: File) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0


def _standard_input(run: Run) -> Iterator[Item]:
    """JSON lines, or one document of whatever kind."""
    stream = sys.stdin.buffer
    if not isinstance(stream, BufferedReader):  # in memory, as in tests
        stream = BufferedReader(cast(RawIOBase, stream))
    start = stream.peek().removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b'{"'):
        yield from items(Source(STDIN, "", stream, STDIN), run, ".jsonl")
    elif run.has(STDIN):
        try:
            data = whole(stream)
            yield Item(STDIN, "", data, kinds.sniffed(data) or "text", file=STDIN)
        except RefusedError as refused:
            run.on_problem(Problem(STDIN, None, str(refused)))
