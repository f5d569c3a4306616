"""Answers to queries of strangers: no request to the network, a bound on the rows, the dataset that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.errors import QueryError, TooManyRowsError
from kg.graph.answer import PREFIXES, Result
from kg.graph.clauses import has_dataset, refuse_requests
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
    try:
        return _result(_asked(store, text, question), question.max_rows)
    except SyntaxError as error:
        raise QueryError(f"not valid SPARQL: {' '.join(str(error).split())}") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query failed: {error}") from error


def _asked(store: ox.Store, text: str, question: Question) -> Found:
    if question.default_graphs or question.named_graphs:
        default: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*_nodes(question.default_graphs)]
        named: list[ox.NamedNode | ox.BlankNode] = [*_nodes(question.named_graphs)]
        return store.query(text, prefixes=dict(PREFIXES), default_graph=default, named_graphs=named)
    return store.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=not has_dataset(text))


def _nodes(iris: tuple[str, ...]) -> Iterator[ox.NamedNode]:
    return map(ox.NamedNode, iris)


def _result(found: Found, max_rows: int) -> Result:
    if isinstance(found, ox.QueryBoolean):
        return Result("ask", ("answer",), ((ox.Literal(bool(found)),),))
    if isinstance(found, ox.QueryTriples):
        return Result("construct", ("subject", "predicate", "object"), _triples(found, max_rows))
    rows = tuple(tuple(row) for row in islice(found, max_rows + 1))
    _check(len(rows), max_rows)
    return Result("select", tuple(v.value for v in found.variables), rows)


def _triples(
    found: ox.QueryTriples, max_rows: int
) -> tuple[tuple[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, ...], ...]:
    distinct = set()
    for triple in found:
        distinct.add((triple.subject, triple.predicate, triple.object))
        _check(len(distinct), max_rows)
    return tuple(sorted(distinct, key=lambda row: [str(term) for term in row]))


def _check(rows: int, max_rows: int) -> None:
    if rows > max_rows:
        raise TooManyRowsError(f"more than {max_rows} rows: add LIMIT {max_rows} and OFFSET, or ask for less")
