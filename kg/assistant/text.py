"""Terms and answers as values of JSON, and these as text to read; nothing invisible goes out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.graph.answer import PREFIXES, Term, plain
from kg.graph.vocab import XSD

Scalar = str | int | float | bool | None

JOINERS = "\u200c\u200d"  # letters of several scripts need them; all other format characters can only hide something
WHITE = "\n\t"

_LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")  # what may follow a prefix in SPARQL without an escape
_PREFIXED = re.compile(rf"({'|'.join(PREFIXES)}):({_LOCAL.pattern})")
_FULL = re.compile(r"<?((?:https?://|urn:)[^\s<>\"{}|\\^`]+)>?")
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"


def clean(text: str) -> str:
    """The text without control and invisible format characters (marks that turn or hide text); lines stay."""
    return "".join(c for c in text if c in WHITE or c in JOINERS or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})


def line(text: str) -> str:
    """The text on one line."""
    return clean(" ".join(text.split()))


def short(iri: str) -> str:
    """An IRI as SPARQL and the tools take it: with a prefix where it can be written so, else in full."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return clean(iri)


def iri(text: str) -> str | None:
    """The full IRI that a caller means by `id:x`, `<iri>` or the IRI itself; None where the text is a name."""
    text = text.strip()
    if found := _PREFIXED.fullmatch(text):
        return PREFIXES[found[1]] + found[2]
    return found[1] if (found := _FULL.fullmatch(text)) else None


def value(term: Term | None) -> Scalar:
    """A term as a value of JSON: numbers and truth values as such, IRIs short, anything else as text."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return short(term.value)
    if isinstance(term, ox.Literal):
        return _literal(term)
    return clean(plain(term))


def _literal(term: ox.Literal) -> Scalar:
    kind, text = term.datatype.value, term.value
    if kind == _BOOLEAN:
        return text in {"true", "1"}
    if kind == XSD["integer"] and re.fullmatch(r"[+-]?\d{1,15}", text):
        return int(text)
    if kind == XSD["decimal"] and re.fullmatch(r"[+-]?\d{0,12}\.?\d{1,6}", text):
        return float(text)
    return clean(text)


def readable(found: Mapping[str, Any]) -> str:
    """An answer as text: `key: value` lines, tables for lists of like rows, deeper things indented."""
    return "\n".join(_lines(found))


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    for key, content in found.items():
        if content is None or content in ("", [], {}):
            continue
        if isinstance(content, Mapping):
            yield from (f"{key}:", *_indented(_lines(content)))
        elif isinstance(content, list) and isinstance(content[0], Mapping):
            yield from (f"{key}:", *_indented(_items(content)))
        elif isinstance(content, list):
            yield f"{key}: {'; '.join(_cell(c) for c in content)}"
        elif isinstance(content, str) and "\n" in content:
            yield from (f"{key}:", *_indented(content.splitlines()))
        else:
            yield f"{key}: {_cell(content)}"


def _items(rows: list[Mapping[str, Any]]) -> Iterator[str]:
    """Rows of the same single values as a table, others one below the other."""
    columns = list(rows[0])
    if any(list(row) != columns or any(isinstance(c, list | Mapping) for c in row.values()) for row in rows):
        for row in rows:
            first, *rest = _lines(row)
            yield f"- {first}"
            yield from _indented(rest)
        return
    yield " | ".join(columns)
    for row in rows:
        yield " | ".join(_cell(c).replace("|", "\\|") for c in row.values())


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {text}" for text in lines)


def _cell(content: Scalar) -> str:
    if isinstance(content, bool):
        return "yes" if content else "no"
    return "" if content is None else line(str(content))
