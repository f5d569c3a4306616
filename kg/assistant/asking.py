"""How the questions of `kg/data/assistant` are put to a graph."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Protocol

from kg.assistant.text import Scalar, value
from kg.graph.answer import Result

Row = dict[str, Scalar]


class Asking(Protocol):
    """Whoever answers SPARQL, such as kg.graph.workers.Workers."""

    def answer(self, text: str, *, params: Mapping[str, str] | None = None) -> Result: ...


def guide(name: str) -> str:
    """A text or query for assistants that ships with the package."""
    return (files("kg") / "data" / "assistant" / name).read_text(encoding="utf-8")


def ask(graph: Asking, name: str, thing: str | None = None) -> list[Row]:
    """The answer to one of our own queries, about the thing with this IRI or label."""
    return rows_of(graph.answer(guide(f"{name}.rq"), params={"thing": thing} if thing else None))


def rows_of(result: Result) -> list[Row]:
    return [dict(zip(result.columns, map(value, row), strict=True)) for row in result.rows]
