"""Feeds: RSS, Atom and JSON Feed, as the entries that they hold.

What stands before the first element of a feed, where entities could be declared, is left out before it is parsed: there
is nothing left in it that could grow or lead elsewhere. feedparser is given a stream only, and so never fetches.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from kg.reading.documents import YEARS
from kg.reading.item import Item, OnProblem, Problem, RefusedError
from kg.reading.kinds import said
from kg.reading.patience import patience
from kg.reading.web.fetching import Fetching
from kg.reading.web.markup import container, decoded, root

LARGEST = 20_000_000
MOST_ENTRIES = 100_000
_ISO_DAY = re.compile(r"\s*(\d{4}-\d\d-\d\d)")
_BLOCKS = (
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "li", "ol", "p", "pre", "section", "table", "tr", "ul",
)  # fmt: skip
_SILENT = ("script", "style", "noscript", "iframe", "template", "object")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    key     what the feed itself calls it
    link    the checked http(s) address of the page that it tells of, or ""
    text    what it says itself, without markup
    known   its title, date and publisher
    """

    key: str
    link: str
    text: str
    known: Mapping[str, str]

    def name(self, feed: str) -> str:
        """What it goes by in a feed of that name."""
        return self.link or f"{feed}#{self.key}"

    def item(self, feed: str, place: str) -> Item:
        """Its own text as a document of the feed of that name and place.

        It is a line of JSON, the one kind in which nothing that the text says can be taken for a title or a source.
        """
        known = {**self.known, **({"source": self.link} if self.link else {})}
        data = json.dumps({"text": self.text, **known}).encode()
        name = self.name(feed)
        return Item(name, self.link or f"{place}#{self.key}", data, "line", file=name, known=known)


def entries(
    data: bytes,
    name: str,
    place: str,
    *,
    fetching: Fetching | None = None,
    on_problem: OnProblem,
    wanted: Callable[[str], bool] | None = None,
) -> Iterator[Item]:
    """The entries of a local feed file as documents; with `fetching.links` the pages that they link to.

    `wanted` says by the name of an item whether it is to be read; what is not wanted is not fetched either. Raise
    RefusedError where it is no feed.
    """
    fetching = fetching or Fetching()
    found = parsed(data)
    if fetching.links:
        from kg.reading.web.sources import linked

        yield from linked(found, name, place, fetching, on_problem, wanted=wanted)
        return
    for entry in found[: fetching.limit]:
        if wanted is not None and not wanted(entry.name(name)):
            continue
        if entry.text:
            yield entry.item(name, place)
        else:
            on_problem(Problem(entry.name(name), None, "has no text in its feed; --fetch reads the page it links to"))


def is_feed(data: bytes) -> bool:
    """Whether bytes, of which the first 64 KB are enough, are a feed."""
    return container(data) == "feed"


def parsed(data: bytes, *, address: str = "", charset: str = "") -> list[Entry]:
    """The entries of a feed, each once, in its order; links are meant from `address`. Raise RefusedError."""
    if len(data) > LARGEST:
        raise RefusedError(f"is a feed of more than {LARGEST:,} bytes; split it")
    text = decoded(data, charset)
    read = _of_json if text.lstrip().startswith("{") else _of_xml
    try:
        with patience():
            found = list(read(text, address))
    except RefusedError:
        raise
    except Exception as error:  # of a library that meets hostile bytes
        raise RefusedError(f"could not be read as a feed ({said(error)})") from error
    return list({entry.link or entry.key: entry for entry in reversed(found)}.values())[::-1]


# --------------------------------------------------------------------------------------------------------------- XML


def _of_xml(text: str, address: str) -> Iterator[Entry]:
    import feedparser

    if text.count("<item") + text.count("<entry") > MOST_ENTRIES:
        raise RefusedError(f"is a feed of more than {MOST_ENTRIES:,} entries; split it")
    feed = feedparser.parse(
        io.BytesIO(text[root(text)[0] :].encode(errors="replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,  # only its text is taken
        resolve_relative_uris=False,
    )
    base = address or _said(feed.feed, "link")
    for number, entry in enumerate(feed.entries, 1):
        key = _said(entry, "id")
        link = _said(entry, "link") if entry.get("links") or "://" in key else ""  # feedparser takes any id for one
        publishers = (_said(entry.get("source") or {}, "title"), _said(entry, "publisher"), _said(feed.feed, "title"))
        yield _entry(
            key=key or str(number),
            link=link and urljoin(base, link),
            text=_longest(entry),
            title=_title(entry.get("title_detail") or {}),
            date=_said(entry, "published") or _said(entry, "updated"),
            publisher=next(filter(None, publishers), ""),
        )


def _said(fields: dict[str, Any], name: str) -> str:
    """A field as it stands; feedparser's own look-up guesses others in its place."""
    value = dict.get(fields, name)
    return value if isinstance(value, str) else ""


def _longest(entry: dict[str, Any]) -> str:
    """What an entry says at greatest length: feeds give a summary, the whole text, or both."""
    parts = [*(entry.get("content") or []), entry.get("summary_detail") or {}]
    return max((_plain(part) for part in parts), key=len)


def _title(detail: dict[str, Any]) -> str:
    return " ".join(_plain(detail).split())


def _plain(part: dict[str, Any]) -> str:
    value = _said(part, "value")
    return value.strip() if _said(part, "type") == "text/plain" else plain(value)


def plain(markup: str) -> str:
    """The text of a piece of HTML that is all text of one author: a line for each of its blocks."""
    import lxml.html
    from lxml import etree

    if not markup.strip():
        return ""
    tree = lxml.html.document_fromstring(f"<div>{markup}</div>")
    etree.strip_elements(tree, *_SILENT, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for element in tree.iter(*_BLOCKS):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().splitlines())
    return "\n".join(line for line in lines if line)


# -------------------------------------------------------------------------------------------------------------- JSON


def _of_json(text: str, address: str) -> Iterator[Entry]:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"is no JSON feed ({error}); correct it") from error
    rows = feed.get("items")
    for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
        if not isinstance(row, dict):
            continue
        link = _said(row, "url") or _said(row, "external_url")
        yield _entry(
            key=str(row.get("id") or number),
            link=link and urljoin(address, link),
            text=_said(row, "content_text").strip() or plain(_said(row, "content_html")) or _said(row, "summary"),
            title=_said(row, "title"),
            date=_said(row, "date_published") or _said(row, "date_modified"),
            publisher=_said(feed, "title"),
        )


# --------------------------------------------------------------------------------------------------------------- both


def _entry(*, key: str, link: str, text: str, title: str, date: str, publisher: str) -> Entry:
    known = {"title": title, "date": day(date), "publisher": " ".join(publisher.split())}
    key = " ".join(key.encode(errors="replace").decode().split())  # it becomes part of a name
    return Entry(key, _checked(link), text, {name: value for name, value in known.items() if value})


def _checked(link: str) -> str:
    from kg.reading.web.address import Address

    try:
        return Address.of(link).url
    except RefusedError:
        return ""


def day(written: str) -> str:
    """The ISO day of a date of the web (RFC 822 or 3339), as it is written there, of whatever offset; "" if none."""
    try:
        iso = _ISO_DAY.match(written)
        found = date.fromisoformat(iso[1]) if iso else parsedate_to_datetime(written).date()
    except (ValueError, OverflowError):
        return ""
    return found.isoformat() if found.year in YEARS else ""
