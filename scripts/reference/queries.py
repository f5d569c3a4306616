"""A page for each named query: what it asks, its parameters, its SPARQL, and its answer from the sample articles."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox

from kg.graph.answer import Result, Term, plain
from kg.graph.named import NamedQuery, Param, example, named_queries
from kg.graph.query import run
from reference import samples
from reference.markup import code, fence, page, table, text
from reference.turtle import prefixed

FOLDER = "reference/queries"
ROWS = 8
CELL = 160  # characters
BRIEF, LONG = 10, 40  # a cell up to the one, such as a date, is not broken; one beyond the other is given room


def pages() -> dict[str, str]:
    queries = named_queries().values()
    return {f"{FOLDER}/index.md": _index(list(queries))} | {f"{FOLDER}/{q.name}.md": _page(q) for q in queries}


def _index(queries: list[NamedQuery]) -> str:
    rows = [(f"[`{q.name}`]({q.name}.md)", text(q.title), _names(q)) for q in queries]
    return page(
        "Named queries",
        "`kg query GRAPH NAME` asks a question that is written down in `kg/data/queries/`. Each is a file of SPARQL "
        "that any engine runs as it stands; parameters narrow it. With `--with-evidence` each row comes with the words "
        "behind it. Queries of your own go into a folder: `kg query --queries DIR`, in the "
        "[same format](../formats.md#queries).",
        "The answers on these pages are those of the sample articles, made while this page was made:",
        fence(samples.BUILT, "sh"),
        table(("Name", "What it asks", "Parameters"), rows),
    )


def _names(query: NamedQuery) -> str:
    return ", ".join(code(p.name) for p in query.params)


def _page(query: NamedQuery) -> str:
    answer = run(samples.graph(), query.text, dict(query.example))
    return page(
        query.name,
        f"**{text(query.title)}.** {text(query.description)}",
        "## Parameters",
        table(("Name", "Type", "What it does"), map(_param, query.params)) if query.params else "None.",
        "## Example",
        fence(f"{samples.BUILT}\n{example(query)}", "sh"),
        _answer(answer),
        "## SPARQL",
        fence(query.text, "sparql"),
    )


def _param(param: Param) -> tuple[str, str, str]:
    asked = "; required" if param.required else f"; {code(param.default)} if left out" if param.default else ""
    return code(param.name), param.type, text(param.help) + asked


def _answer(answer: Result) -> str:
    if not answer.rows:
        return "The sample articles give no row: this query finds nothing in them."
    shown = replace(answer, rows=answer.rows[:ROWS])
    header = [text(column.replace("_", " ")) for column in shown.columns]
    count = len(answer.rows)
    said = f"{count} row{'' if count == 1 else 's'}" + (f", of which the first {ROWS}:" if count > ROWS else ":")
    return f"{said}\n\n" + table(header, ([cell(term) for term in row] for row in shown.rows), kind="answer")


def cell(term: Term | None) -> str:
    """A term for people: an IRI with its prefix, other terms as their text, long ones cut."""
    if isinstance(term, ox.NamedNode):
        return code(prefixed(term.value))
    words, length = text(plain(term), most=CELL), len(plain(term))
    width = "long" if length > LONG else "brief" if 0 < length <= BRIEF else ""
    return f'<span class="{width}">{words}</span>' if width else words
