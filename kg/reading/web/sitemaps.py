"""Sitemaps (sitemaps.org, with the news extension): the pages that a site lists, or the sitemaps that list them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.reading.feeds import day
from kg.reading.item import RefusedError
from kg.reading.web.markup import decoded, root

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Place:
    """An address that a sitemap lists, as it stands there; `nested` where it is that of another sitemap.

    When a page was last modified is not when it was published, and is not taken for it: a false day would put false
    dates into what the text says of "today" and "last week". News sitemaps say the true one.
    """

    address: str
    nested: bool = False
    known: Mapping[str, str] = field(default_factory=dict)


def places(data: bytes, charset: str = "") -> Iterator[Place]:
    """One after the other; raise RefusedError where the file breaks off beyond repair."""
    from lxml import etree

    text = decoded(data, charset)
    stream = io.BytesIO(text[root(text)[0] :].encode(errors="replace"))
    options = {"recover": True, "resolve_entities": False, "no_network": True, "encoding": "utf-8"}
    try:
        for _, element in etree.iterparse(stream, tag=("{*}url", "{*}sitemap"), **options):
            if address := _text(element, "{*}loc"):
                yield Place(address, etree.QName(element).localname == "sitemap", _known(element))
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise RefusedError(f"is a broken sitemap ({error.msg}); try again later") from error


def _known(element: _Element) -> dict[str, str]:
    known = {
        "title": _text(element, "{*}news/{*}title"),
        "date": day(_text(element, "{*}news/{*}publication_date")),
        "publisher": _text(element, "{*}news/{*}publication/{*}name"),
    }
    return {name: value for name, value in known.items() if value}


def _text(element: _Element, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())
