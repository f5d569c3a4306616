"""What was read of an item, as a document."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from datetime import date as calendar_date

from kg.model import Document
from kg.reading import kinds
from kg.reading.item import ADDRESS, LARGEST_TEXT, Item, RefusedError
from kg.reading.language import language, spoken

_LABELS = ("title", "source", "publisher")
YEARS = range(1000, 3000)


def document(item: Item, given: Mapping[str, str], languages: Container[str]) -> Document:
    """The document in an item, which `given` describes before it does itself; RefusedError where there is none."""
    with kinds.guarded(item.kind):
        return _document(item, given, languages)


def _document(item: Item, given: Mapping[str, str], languages: Container[str]) -> Document:
    from kg.text.dates import document_date

    said = kinds.fields(item)
    text = _text(said.get("text"))
    of = {name: given.get(name) or said.get(name) for name in (*_LABELS, "date")}
    of["source"] = of["source"] if _may_be_of(of["source"], item) else None
    labels = {name: _label(of[name] or item.known.get(name) or "") for name in _LABELS}
    date = iso_date(of["date"]) or document_date(text) or _plausible(item.known.get("date"))
    code = language(text)
    if code not in languages:
        raise RefusedError(f"is in {spoken(code)}, for which no model was given: --model {code}=NAME")
    return Document(text, labels["title"], date, labels["source"] or item.name, labels["publisher"], code)


_LINE_END = re.compile(r"\r\n?")


def _text(said: str | None) -> str:
    """The text as it is, but for line ends: evidence is quoted word for word, marks of direction included."""
    text = _LINE_END.sub("\n", said or "")
    if not text.strip():
        raise RefusedError("is empty")
    if len(text) > LARGEST_TEXT:
        raise RefusedError(f"holds {len(text):,} characters of text, more than {LARGEST_TEXT:,}; split it")
    if "\0" in text or not _is_whole(text):
        raise RefusedError("text holds characters that are not text (NUL or half of a surrogate pair); remove them")
    return text


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _may_be_of(address: str | None, item: Item) -> bool:
    """Whether an address that a document gives itself may be its own.

    What was fetched may name another page of its site, but not pass for a page of another site.
    """
    known = _site(item.known.get("source") or item.name)
    return not known or known == _site(address or "")


_ASPECT = re.compile(r"^(?:www|m|mobile|amp)\.")


def _site(address: str) -> str:
    found = ADDRESS.fullmatch(address)
    return _ASPECT.sub("", found["host"].lower()) if found else ""


def _label(value: str) -> str:
    """A title or name on one line, without characters that control how it or its neighbours are shown."""
    if not value.isprintable():
        value = "".join(" " if _controls(char) else char for char in value)
    return " ".join(value.split())


_DIRECTIONS = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def _controls(char: str) -> bool:
    if unicodedata.category(char) in {"Cc", "Cs"} or char == "\ufeff":
        return True
    return unicodedata.bidirectional(char) in _DIRECTIONS


_PART_OF_DATE = re.compile(r"\d{4}(?:-\d\d)?", re.ASCII)


def iso_date(value: str | None) -> str | None:
    """The day of an ISO date or time, or the month or year where no more is given."""
    if not value:
        return None
    day = re.sub(r"(?<=^.{10})[T ].*", "", value)
    try:
        whole = calendar_date.fromisoformat(f"{day}-01-01"[:10] if _PART_OF_DATE.fullmatch(day) else day)
    except ValueError as error:
        raise RefusedError(
            f"date {value[:40]!r} is not YYYY-MM-DD, YYYY-MM or YYYY; correct it or leave it out"
        ) from error
    if whole.year not in YEARS:
        raise RefusedError(f"date {value[:40]!r} is of no year that a document can be from; correct it or leave it out")
    return day if _PART_OF_DATE.fullmatch(day) else whole.isoformat()


def _plausible(known: str | None) -> str | None:
    """What a container says of the date, where it can be read."""
    try:
        return iso_date(known)
    except RefusedError:
        return None
