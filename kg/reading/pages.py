"""Saved web pages."""

from __future__ import annotations

import re

from kg.reading.encodings import decoded
from kg.reading.item import ADDRESS, Fields, Item, RefusedError

_HEAD = 4096
_DECLARED = re.compile(rb"""(?i)<(?:meta[^>]{1,500}?charset|\?xml[^>]{1,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")  # which lxml refuses


def parse_page(item: Item) -> Fields:
    declared = _DECLARED.search(item.data[:_HEAD])
    page = decoded(item.data, item.known.get("encoding") or (declared[1].decode("ascii") if declared else None))
    return article(page)


def article(page: str) -> Fields:
    """The text of the page that is its article, with what its head says."""
    import trafilatura

    found = trafilatura.bare_extraction(_CONTROLS.sub(" ", page), with_metadata=True, include_comments=False)
    if found is None or isinstance(found, dict) or not found.text:
        raise RefusedError("holds no article that could be told from the rest of the page; save its text as .txt")
    return {
        "text": found.text,
        "title": found.title,
        "date": found.date,
        "source": found.url if ADDRESS.fullmatch(found.url or "") else None,
        "publisher": found.sitename,
    }
