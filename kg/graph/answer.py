"""Answers to SPARQL, and how they are written: table, CSV, TSV, JSON, Markdown, Turtle."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import vocab

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        **vocab.PREFIXES,
        "id": vocab.BASE,
        "foaf": "http://xmlns.com/foaf/0.1/",
        "org": "http://www.w3.org/ns/org#",
        "eli": "http://data.europa.eu/eli/ontology#",
        "time": "http://www.w3.org/2006/time#",
    }
)
NARROW = 16  # columns of a table up to this width are not wrapped; what is left goes to quotes and labels


@dataclass(frozen=True, slots=True)
class Result:
    """An answer. Rows hold RDF terms, None where a variable is unbound.

    `ask` has one row with one xsd:boolean; `construct` has rows of subject, predicate, object.
    """

    kind: Literal["select", "ask", "construct"]
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


def expand(name: str) -> str:
    """The IRI of a prefixed name of the vocabulary: "dkg:Event"."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def render(result: Result, format_: str = "table") -> str:
    """The answer as text that ends with a line feed. Raise QueryError where the format does not fit the answer."""
    if format_ not in RENDERERS:
        raise QueryError(f"no format {format_!r}; use one of {', '.join(RENDERERS)}")
    return RENDERERS[format_](result)


def plain(term: Term | None) -> str:
    """A term as plain text, IRIs in full; empty for none."""
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple | ox.BlankNode) else term.value


def _short(term: Term | None) -> str:
    """A term for people: IRIs with a prefix, no control characters."""
    text = plain(term)
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in PREFIXES.items():
            if text.startswith(namespace) and len(text) > len(namespace):
                return f"{prefix}:{text[len(namespace) :]}"
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _table(result: Result) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    out = io.StringIO()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    cells = [[_short(term) for term in row] for row in result.rows]
    for i, column in enumerate(result.columns):
        narrow = max((len(row[i]) for row in cells), default=0) <= NARROW
        table.add_column(Text(column.replace("_", " ")), overflow="fold", no_wrap=narrow)
    for row in cells:
        table.add_row(*map(Text, row))
    console = Console(file=out, width=_width(), color_system=None, legacy_windows=False)
    console.print(table)
    count = len(result.rows)
    return out.getvalue() + f"{count} row{'' if count == 1 else 's'}\n"


def _width() -> int:
    from shutil import get_terminal_size

    return max(60, get_terminal_size((140, 24)).columns)


def _csv(result: Result) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([plain(term) for term in row] for row in result.rows)
    return out.getvalue()


def _tsv(result: Result) -> str:
    """SPARQL 1.1 results in TSV: terms as in Turtle, so that IRIs, languages and datatypes survive."""
    lines = ["\t".join(f"?{c}" for c in result.columns)]
    lines += ["\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) for row in result.rows]
    return "\n".join(lines) + "\n"


def _json(result: Result) -> str:
    """SPARQL 1.1 results in JSON."""
    if result.kind == "ask":
        answer: dict[str, object] = {"head": {}, "boolean": plain(result.rows[0][0]) == "true"}
    else:
        bindings = [
            {c: _json_term(t) for c, t in zip(result.columns, row, strict=True) if t is not None} for row in result.rows
        ]
        answer = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _json_term(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != expand("xsd:string"):
        found["datatype"] = term.datatype.value
    return found


def _markdown(result: Result) -> str:
    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cells) + " |"

    rows = [line(_escaped(_short(t)) for t in row) for row in result.rows]
    header = [c.replace("_", " ") for c in result.columns]
    return "\n".join([line(header), line("---" for _ in header), *rows]) + "\n"


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is: no cell border, no HTML, no mark-up."""
    return re.sub(r"([\\`*_\[\]|<>])", r"\\\1", text)


def _turtle(result: Result) -> str:
    if result.kind != "construct":
        raise QueryError("turtle needs triples: use CONSTRUCT or DESCRIBE, or another format (csv, json, ...)")
    triples = [ox.Triple(*row) for row in result.rows]  # type: ignore[arg-type]
    out = io.BytesIO()
    ox.serialize(triples, out, ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    return out.getvalue().decode("utf-8")


RENDERERS = MappingProxyType(
    {"table": _table, "csv": _csv, "tsv": _tsv, "json": _json, "markdown": _markdown, "turtle": _turtle}
)
