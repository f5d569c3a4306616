"""Named queries and own SPARQL, as tables of JSON values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from kg.assistant.answers import Question, Questions, Table
from kg.assistant.asking import Asking, rows_of
from kg.assistant.text import iri
from kg.errors import QueryError
from kg.graph.answer import Result
from kg.graph.named import NamedQuery
from kg.hints import hint

_UPDATE = re.compile(
    r"(?:\s|#[^\n]*(?:\n|\Z)|BASE\s+<[^>]*>|PREFIX\s[^<]*<[^>]*>)*"
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)


def listed(queries: Mapping[str, NamedQuery]) -> Questions:
    return {"queries": [cast(Question, q.described()) for q in queries.values()]}


def run_query(
    graph: Asking, queries: Mapping[str, NamedQuery], name: str, params: Mapping[str, str | int], limit: int
) -> Table:
    """The answer to a named query. QueryError, with near names, where there is none or a parameter is wrong."""
    query = queries.get(name)
    if query is None:
        raise QueryError(f"no query named {name!r}; {hint(name, queries) or 'list_queries shows all'}")
    given = {key: str(content) for key, content in params.items()}
    for param in query.params:
        if param.required and param.name not in given:
            raise QueryError(f"parameter {param.name!r} of {name!r} is missing: {param.help}")
        if param.type == "label" and (full := iri(given.get(param.name, ""))):
            given[param.name] = full
    return table(graph.answer(query.text, params=given), limit)


def sparql(graph: Asking, query: str, limit: int) -> Table:
    """The answer to SPARQL. QueryError for an update, which no tool may make."""
    if _UPDATE.match(query):
        raise QueryError("the graph is read only here: ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return table(graph.answer(query), limit)


def table(result: Result, limit: int) -> Table:
    rows = rows_of(result)
    left_out = max(0, len(rows) - limit)
    note = f"{left_out} of {len(rows)} rows were left out: raise the limit or narrow the question" if left_out else ""
    return {
        "rows": rows[:limit],
        "number_of_rows": len(rows),
        "left_out": left_out,
        "note": note,
    }
