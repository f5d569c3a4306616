"""Answers to queries of strangers: no request to the network, a bound on the rows, the dataset that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.answer import PREFIXES, Result, collect
from kg.graph.clauses import has_dataset, refuse_requests
from kg.graph.engine import failures
from kg.graph.query import bind, parse

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
    with failures():
        return collect(_asked(store, text, question), question.max_rows)


def _asked(store: ox.Store, text: str, question: Question) -> Found:
    if question.default_graphs or question.named_graphs:
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*_nodes(question.default_graphs)]
        named: list[ox.NamedNode | ox.BlankNode] = [*_nodes(question.named_graphs)]
        return store.query(text, prefixes=dict(PREFIXES), default_graph=default, named_graphs=named)
    return store.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=not has_dataset(text))


def _nodes(iris: tuple[str, ...]) -> Iterator[ox.NamedNode]:
    return map(ox.NamedNode, iris)
