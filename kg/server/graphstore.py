"""`/graph`: the Graph Store Protocol, to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import TooManyRowsError
from kg.server.results import described

MAX_TRIPLES = 200_000  # some 25 MB


def graph(request: Request) -> Response:
    """The triples of one named graph, or of all graphs together."""
    named, default = request.query_params.getlist("graph"), "default" in request.query_params
    if len(named) + default != 1:
        raise HTTPException(400, "give either ?default, for all graphs together, or one ?graph=IRI")
    store: ox.Store = request.app.state.service.store()
    if default:
        return described(request, _triples(store))
    node = _node(named[0])
    if not store.contains_named_graph(node):
        raise HTTPException(404, f"there is no graph {node.value}")
    return described(request, _triples(store.quads_for_pattern(None, None, None, node)))


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise HTTPException(400, f"{iri!r} is no IRI: {error}") from error


def _triples(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    for number, quad in enumerate(quads):
        if number == MAX_TRIPLES:
            raise TooManyRowsError(f"more than {MAX_TRIPLES} triples: ask for one graph at a time, or use kg export")
        yield quad.triple
