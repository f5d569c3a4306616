"""PDF: the text of its pages as paragraphs, without what stands on every page."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Container, Sequence
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.reading.item import LARGEST_TEXT, Fields, Item, RefusedError
from kg.reading.metadata import date_of, title_of

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_PAGES = 5000
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # of fonts that say no more of a glyph


def parse_pdf(item: Item) -> Fields:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(item.data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError("is encrypted with a password; save it without one")
    text = paragraphs(_pages(reader))
    if not text.strip():
        raise RefusedError("holds no text (a scan?); run OCR first")
    said = reader.metadata
    title = _NO_TEXT.sub("", str(said.title or "")) if said else ""
    return {"text": text, "title": title_of(title, text), "date": date_of(_made(reader), text)}


def _made(reader: PdfReader) -> datetime | None:
    try:
        return reader.metadata.creation_date if reader.metadata else None
    except (ValueError, TypeError, AttributeError):  # what stands there is no date
        return None


def _pages(reader: PdfReader) -> list[list[str]]:
    """The lines of each page, blanks in them made single and those around them left out."""
    pages: list[list[str]] = []
    size = 0
    for number, page in enumerate(reader.pages):
        text = _NO_TEXT.sub("", page.extract_text())
        size += len(text)
        if size > LARGEST_TEXT or number == _MOST_PAGES:
            raise RefusedError(f"holds more than {_MOST_PAGES} pages or {LARGEST_TEXT:,} characters of text; split it")
        pages.append([" ".join(line.split()) for line in text.splitlines()])
    return pages


# -------------------------------------------------------------------------------------------------------- paragraphs


def paragraphs(pages: Sequence[Sequence[str]]) -> str:
    """The text of pages, each given by its lines, with words and sentences whole that a line or a page breaks.

    Left out are page numbers and lines that most pages have as their first or last.
    """
    running = _running(pages)
    lines = [line for page in pages for line in _body(page, running)]
    words = set(re.findall(r"\w+(?:-\w+)+", "\n".join(lines)))
    width = _width(lines)
    text = "".join(_joined(line, following, words, width) for line, following in pairwise([*lines, ""]))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _joined(line: str, following: str, words: Container[str], width: int) -> str:
    """A line with what stands between it and the next one. Its hyphen stays where the word has it elsewhere, too."""
    if re.search(r"\w-$", line) and following[:1].islower():
        word = line.rpartition(" ")[2] + re.split(r"\W", following, maxsplit=1)[0]
        return line if word in words else line[:-1]
    return line + (" " if _goes_on(line, following, width) else "\n")


_NUMBER = re.compile(r"(?:page )?[-–— ]*\d{1,4}[-–— ]*(?:(?:of|/) ?\d{1,4})?", re.IGNORECASE)
_FEWEST_PAGES = 3


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The first and last lines that more than half of the pages share, but for numbers."""
    if len(pages) < _FEWEST_PAGES:
        return frozenset()
    ends = Counter(shape for page in pages for shape in {_shape(line) for line in _ends(page)})
    return frozenset(shape for shape, count in ends.items() if count > len(pages) / 2)


def _ends(page: Sequence[str]) -> list[str]:
    lines = [line for line in page if line]
    return lines[:1] + lines[-1:]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _body(page: Sequence[str], running: frozenset[str]) -> list[str]:
    """The lines of a page without those at its ends that are a number or stand on the other pages, too."""
    lines = list(page)
    for end in (0, -1):
        while lines and (not lines[end] or _NUMBER.fullmatch(lines[end]) or _shape(lines[end]) in running):
            del lines[end]
    return lines


def _width(lines: Sequence[str]) -> int:
    """The length that full lines have: nine in ten are no longer."""
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether the next line goes on with the sentence or the paragraph of this one."""
    if not line or not following or re.match(r"[-–•*·]\s|\(?\w{1,3}[.)]\s", following):
        return False
    if following[0].islower():
        return True
    return len(line) > 0.75 * width and not (line[-1] in '.!?:;”"' and len(line) < 0.9 * width)
