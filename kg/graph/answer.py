"""Answers to SPARQL, and how they are written: table, CSV, TSV, JSON, Markdown, Turtle, rows of plain values."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeVar

import pyoxigraph as ox

from kg.errors import QueryError, TooManyRowsError
from kg.graph import vocab
from kg.graph.cells import safe_cell
from kg.screen import Screen
from kg.screen import table as drawn
from kg.visible import visible

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | float | bool | None
Row = TypeVar("Row")
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
VALUES: Mapping[str, Callable[[str], Value]] = MappingProxyType(
    {
        **{PREFIXES["xsd"] + name: int for name in ("integer", "int", "long", "nonNegativeInteger")},
        **{PREFIXES["xsd"] + name: float for name in ("decimal", "double", "float")},
        PREFIXES["xsd"] + "boolean": "true".__eq__,
    }
)
NARROW = 16  # columns of a table up to this width are not wrapped; what is left goes to quotes and labels


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """An answer. Rows hold RDF terms, None where a variable is unbound.

    `ask` has one row with one xsd:boolean; `construct` has rows of subject, predicate, object. Iterating gives a row as
    a dictionary of plain values: `for row in result: print(row["who"])`. Tables for people leave out `hidden` columns.
    """

    kind: Literal["select", "ask", "construct"]
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    hidden: frozenset[str] = frozenset()

    def __iter__(self) -> Iterator[dict[str, Value]]:
        return (dict(zip(self.columns, map(value, row), strict=True)) for row in self.rows)

    def to_pandas(self) -> pd.DataFrame:
        """The answer as a data frame of plain values; QueryError where pandas is not installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise QueryError("data frames need pandas: pip install pandas") from error
        return pd.DataFrame(list(self), columns=list(self.columns))

    def only(self, *columns: str) -> Result:
        """The same rows with these columns alone, in this order; QueryError where the answer has no such column.

        graph.query("who-met-whom", evidence=True).only("date", "who", "whom", "evidence")
        """
        for column in columns:
            if column not in self.columns:
                raise QueryError(f"the answer has no column {column!r}; it has {', '.join(self.columns)}")
        at = [self.columns.index(column) for column in columns]
        rows = tuple(tuple(row[i] for i in at) for row in self.rows)
        return replace(self, columns=columns, rows=rows, hidden=frozenset())

    def __repr__(self) -> str:
        count = len(self.rows)
        return f"<{count} row{'' if count == 1 else 's'} of {', '.join(_shown(self).columns)}>"

    def _repr_html_(self) -> str:
        """A table for notebooks."""
        shown = _shown(self)
        head = "".join(_html_cell("th", column.replace("_", " ")) for column in shown.columns)
        rows = ("".join(_html_cell("td", _short(term)) for term in row) for row in shown.rows)
        return f"<table><tr>{head}</tr>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def collect(answer: ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple], max_rows: int | None = None) -> Result:
    """An answer of the store's library; triples come sorted and once each.

    Raise TooManyRowsError as soon as it has more than `max_rows`.
    """
    if isinstance(answer, ox.QueryBoolean):
        return Result("ask", ("answer",), ((ox.Literal(bool(answer)),),))
    if isinstance(answer, ox.QuerySolutions):
        rows = (tuple(row) for row in answer)
        return Result("select", tuple(v.value for v in answer.variables), tuple(_at_most(max_rows, rows)))
    triples = _once((t.subject, t.predicate, t.object) for t in answer)
    found = sorted(_at_most(max_rows, triples), key=lambda row: [str(t) for t in row])
    return Result("construct", ("subject", "predicate", "object"), tuple(found))


def _at_most(number: int | None, rows: Iterable[Row]) -> Iterator[Row]:
    for n, row in enumerate(rows):
        if n == number:
            raise TooManyRowsError(f"more than {number} rows: add LIMIT {number} and OFFSET, or ask for less")
        yield row


def _once(rows: Iterable[Row]) -> Iterator[Row]:
    seen = set()
    for row in rows:
        if row not in seen:
            seen.add(row)
            yield row


def expand(name: str) -> str:
    """The IRI of a prefixed name of the vocabulary: "dkg:Event"."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def render(result: Result, format_: str = "table", *, screen: Screen | None = None) -> str:
    """The answer as text that ends with a line feed; a table may be for a screen, of its width and in colours.

    Raise QueryError where the format does not fit the answer.
    """
    if format_ not in RENDERERS:
        raise QueryError(f"no format {format_!r}; use one of {', '.join(RENDERERS)}")
    if format_ == "table" and screen:
        return _on_screen(result, screen)
    return RENDERERS[format_](result)


def plain(term: Term | None) -> str:
    """A term as plain text, IRIs in full; empty for none."""
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple | ox.BlankNode) else term.value


def value(term: Term | None) -> Value:
    """A term as a value of Python: numbers and truth as such, other terms as plain text, None for none."""
    if isinstance(term, ox.Literal):
        convert = VALUES.get(term.datatype.value)
        return convert(term.value) if convert else term.value
    return None if term is None else plain(term)


def _shown(result: Result) -> Result:
    """The columns for people."""
    kept = [i for i, column in enumerate(result.columns) if column not in result.hidden]
    rows = tuple(tuple(row[i] for i in kept) for row in result.rows)
    return replace(result, columns=tuple(result.columns[i] for i in kept), rows=rows)


def _short(term: Term | None) -> str:
    """A term for people: IRIs with a prefix, no control characters."""
    text = plain(term)
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in PREFIXES.items():
            if text.startswith(namespace) and len(text) > len(namespace):
                return f"{prefix}:{text[len(namespace) :]}"
    return " ".join(visible(text).split())


def _html_cell(tag: str, text: str) -> str:
    """A cell for notebooks, whose own style would set words to the right and break dates at their hyphens."""
    style = "text-align:left" + (";white-space:nowrap" if len(text) <= NARROW else "")
    return f'<{tag} style="{style}">{html.escape(text)}</{tag}>'


def _table(result: Result) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    result = _shown(result)
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
    return out.getvalue() + _number(result)


def _on_screen(result: Result, screen: Screen) -> str:
    shown = _shown(result)
    cells = [[_short(term) for term in row] for row in shown.rows]
    return drawn([column.replace("_", " ") for column in shown.columns], cells, screen) + _number(result)


def _number(result: Result) -> str:
    count = len(result.rows)
    return f"{count} row{'' if count == 1 else 's'}\n"


def _width() -> int:
    from shutil import get_terminal_size

    return max(60, get_terminal_size((140, 24)).columns)


def _csv(result: Result) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_cell(term) for term in row] for row in result.rows)
    return out.getvalue()


def _cell(term: Term | None) -> str:
    """A term for a spreadsheet, where no text is a formula; numbers stay numbers."""
    return str(safe_cell(plain(term))) if isinstance(value(term), str) else plain(term)


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

    result = _shown(result)
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
