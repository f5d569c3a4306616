"""The kinds of bytes that hold one document, how each is told, and what parses it, imported when it is used."""

from __future__ import annotations

import importlib
import logging
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.errors import KGError
from kg.reading.item import Fields, Item, RefusedError
from kg.reading.patience import patience
from kg.visible import visible

Parser = Callable[[Item], Fields]

# kind: module, function, how it is called in a message
PARSERS = {
    "text": ("texts", "parse_text", "text"),
    "page": ("pages", "parse_page", "a web page"),
    "line": ("texts", "parse_line", "JSON"),
    "pdf": ("papers", "parse_pdf", "PDF"),
    "docx": ("word", "parse_docx", "DOCX"),
    "email": ("mail", "parse_email", "an e-mail"),
}
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "page", ".htm": "page", ".xhtml": "page",
    ".pdf": "pdf", ".docx": "docx", ".eml": "email",
}  # fmt: skip
_MEDIA_TYPES = {
    "text/html": "page", "application/xhtml+xml": "page", "text/plain": "text", "text/markdown": "text",
    "application/pdf": "pdf", "message/rfc822": "email",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
_LOGGERS = ("pypdf", "trafilatura", "htmldate", "justext", "charset_normalizer")
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<body")
_LONGEST_REASON = 200


def sniffed(data: bytes, media_type: str = "") -> str | None:
    """The kind that bytes are of by their first ones, or by their media type, or None where that is read by nobody."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"%PDF-"):
        return "pdf"
    if start.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in data else None
    head = start.lower()
    if head.startswith(_PAGE) or (head.startswith(b"<?xml") and b"<html" in head):
        return "page"
    return _MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())


def fields(item: Item) -> Fields:
    """What the parser of its kind makes of an item."""
    module, function, _ = PARSERS[item.kind]
    parser: Parser = getattr(importlib.import_module(f"kg.reading.{module}"), function)
    return parser(item)


@contextmanager
def guarded(kind: str) -> Iterator[None]:
    """The one place where any exception of a library that meets hostile bytes becomes a reason, a RefusedError."""
    try:
        with _silence(), patience():
            yield
    except (RefusedError, KGError):
        raise
    except Exception as error:
        raise RefusedError(f"could not be read as {PARSERS[kind][2]} ({said(error)})") from error


def hush(*loggers: str) -> None:
    """What libraries log goes to handlers that the user has set up, and not, without these, to standard error."""
    for name in loggers:
        if not logging.getLogger(name).handlers:
            logging.getLogger(name).addHandler(logging.NullHandler())


@contextmanager
def _silence() -> Iterator[None]:
    """What libraries warn of and log about the input is not for the user, who is told what was passed over."""
    hush(*_LOGGERS)
    with warnings.catch_warnings(action="ignore"):
        yield


def said(error: BaseException) -> str:
    """An exception as part of a line: its kind and what it says, without what could end or turn the line."""
    text = visible(str(error))
    text = " ".join(text.split())
    shown = text if len(text) <= _LONGEST_REASON else text[:_LONGEST_REASON] + "…"
    return f"{type(error).__name__}: {shown}" if shown else type(error).__name__
