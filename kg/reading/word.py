"""DOCX: the text of paragraphs and tables in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.reading.item import LARGEST, Fields, Item, RefusedError
from kg.reading.metadata import date_of, title_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH = f"{_W}p"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_LEFT_OUT = {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # the same again, for old programs
    f"{_W}del",
    f"{_W}moveFrom",
}


def parse_docx(item: Item) -> Fields:
    """The changes that are tracked in it count as made."""
    from docx import Document

    with zipfile.ZipFile(io.BytesIO(item.data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > LARGEST:  # zipfile takes no more out than that
            raise RefusedError(f"unpacks to more than {LARGEST // 1_000_000} MB; split it")
    document = Document(io.BytesIO(item.data))
    said = document.core_properties
    text = "\n".join(_paragraphs(document.element.body))
    return {"text": text, "title": title_of(said.title, text), "date": date_of(said.created, text)}


def _paragraphs(body: _Element) -> Iterator[str]:
    """The text of each paragraph, also in tables, text boxes and fields of forms."""
    for paragraph in body.iter(_PARAGRAPH):
        if not any(above.tag in _LEFT_OUT for above in paragraph.iterancestors()):
            yield "".join(_pieces(paragraph))


def _pieces(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _LEFT_OUT and child.tag != _PARAGRAPH:
            yield from _pieces(child)
