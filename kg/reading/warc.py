"""WARC: the pages, texts and PDF files that a crawler kept, with their addresses and days."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.reading import kinds
from kg.reading.containers import Run
from kg.reading.item import ADDRESS, Item, Problem, RefusedError
from kg.reading.streams import BombError, Budget, Source, unpacked, whole

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

_KEPT = ("response", "resource", "conversion")


def records(source: Source, run: Run) -> Iterator[Item]:
    from warcio.archiveiterator import ArchiveIterator

    kinds.hush("warcio")
    archive = ArchiveIterator(source.stream)
    budget = Budget(source.stream.tell, source.budget)
    broken = kept = 0
    for number, record in enumerate(_silently(archive), 1):
        if archive.err_count > broken:
            broken = archive.err_count
            run.refuse(source, f"has a record of another length than it says, before record {number}; make it anew")
        if record.rec_type in _KEPT and _status(record) == "200":
            kept += 1
            yield from _item(record, number, source, budget, run)
    if not kept:
        raise RefusedError("holds nothing that a server gave as asked (with the status 200)")


def _silently(archive: ArchiveIterator) -> Iterator[ArcWarcRecord]:
    """The records, without what the library writes to standard error about them."""
    while True:
        with contextlib.redirect_stderr(io.StringIO()):
            record = next(archive, None)
        if record is None:
            return
        yield record


def _status(record: ArcWarcRecord) -> str:
    """That of HTTP, where the record has its headers."""
    return str(record.http_headers.get_statuscode()) if record.http_headers else "200"


def _item(record: ArcWarcRecord, number: int, source: Source, budget: Budget, run: Run) -> Iterator[Item]:
    name, place = source.part(number)
    known = {"date": (record.rec_headers.get_header("WARC-Date") or "")[:10]}
    if address := ADDRESS.fullmatch((record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")):
        name = place = known["source"] = address[0]
    if not run.has(name):
        return
    file = f"{source.file}#{number}"
    try:
        with kinds.guarded("page"):
            kind, data = _body(record, budget)
    except BombError:
        raise
    except RefusedError as refused:
        run.on_problem(Problem(file, None, str(refused)))
        return
    if kind:
        yield Item(name, place, data, kind, file=file, known=known)


def _body(record: ArcWarcRecord, budget: Budget) -> tuple[str | None, bytes]:
    """The kind and bytes of what a server gave, without bytes where it is of no kind that is read."""
    media_type = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
    with unpacked(record.content_stream(), budget) as stream:
        kind = kinds.sniffed(stream.peek(), media_type)
        data = whole(stream) if kind else b""
    if kind and getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
        raise RefusedError("is cut off: the file ends within it; get it again")
    return kind, data
