"""Answers to queries of strangers: no request to the network, a bound on rows and bytes, the dataset that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import TooManyRowsError
from kg.graph.answer import PREFIXES, Result, collect, plain
from kg.graph.clauses import has_dataset, refuse_depth, refuse_requests
from kg.graph.engine import failures
from kg.graph.query import bind, parse

MAX_LETTERS = 16_000_000  # of an answer
MAX_VALUE = 1_000_000  # of one of its values
CELL = 20  # that a value counts beside its own letters
Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


@dataclass(frozen=True, slots=True)
class Question:
    """A query with all that bounds its answer. Graphs are IRIs; without any, all graphs are asked together."""

    text: str
    params: Mapping[str, str]
    max_rows: int
    timeout: float
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def answer(store: ox.Store, question: Question) -> Result:
    """The answer of a store; QueryError where the query is wrong, asks another server or finds too many rows."""
    text = bind(store, parse("query", question.text), question.params)
    refuse_requests(text)
    refuse_depth(text)
    with failures():
        result = collect(_asked(store, text, question), question.max_rows)
    _refuse_long(result)
    return result


def _refuse_long(result: Result) -> None:
    lengths = [len(plain(term)) for row in result.rows for term in row]
    if sum(lengths) + CELL * len(lengths) > MAX_LETTERS or max(lengths, default=0) > MAX_VALUE:
        raise TooManyRowsError(f"an answer of more than {MAX_LETTERS // 1_000_000} MB: ask for less, or in parts")


def _asked(store: ox.Store, text: str, question: Question) -> Found:
    if question.default_graphs or question.named_graphs:
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*_nodes(question.default_graphs)]
        named: list[ox.NamedNode | ox.BlankNode] = [*_nodes(question.named_graphs)]
        return store.query(text, prefixes=dict(PREFIXES), default_graph=default, named_graphs=named)
    return store.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=not has_dataset(text))


def _nodes(iris: tuple[str, ...]) -> Iterator[ox.NamedNode]:
    return map(ox.NamedNode, iris)
