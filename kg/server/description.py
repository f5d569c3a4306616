"""What the endpoint says of itself: SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote

import pyoxigraph as ox
from starlette.requests import Request

from kg.graph.vocab import RDF
from kg.server.results import GRAPHS, TABLES
from kg.server.service import Service

SD = "http://www.w3.org/ns/sparql-service-description#"


def endpoint(request: Request) -> str:
    """The address of the endpoint, as the client knows this server."""
    return f"{request.base_url}sparql"


def description(request: Request) -> Iterator[ox.Triple]:
    """The service, its languages and formats, and its dataset with the names of the graphs."""
    service: Service = request.app.state.service
    node, dataset, union = (ox.NamedNode(endpoint(request) + end) for end in ("", "#dataset", "#union"))
    languages = ["SPARQL11Query", *(["SPARQL11Update"] if service.token else [])]
    yield from (_is(node, "Service"), _has(node, "endpoint", node), _has(node, "feature", _sd("UnionDefaultGraph")))
    yield from (_has(node, "supportedLanguage", _sd(language)) for language in languages)
    yield from (_has(node, "resultFormat", ox.NamedNode(f.kind.iri)) for f in (*TABLES, *GRAPHS))
    yield from (_has(node, "defaultDataset", dataset), _is(dataset, "Dataset"))
    yield from (_has(dataset, "defaultGraph", union), _is(union, "Graph"))
    for graph in islice(service.store().named_graphs(), service.workers.max_rows):
        if isinstance(graph, ox.NamedNode):
            named = ox.NamedNode(f"{endpoint(request)}#{quote(graph.value, safe='')}")
            yield from (_has(dataset, "namedGraph", named), _is(named, "NamedGraph"), _has(named, "name", graph))


def _sd(term: str) -> ox.NamedNode:
    return ox.NamedNode(SD + term)


def _is(node: ox.NamedNode, cls: str) -> ox.Triple:
    return ox.Triple(node, ox.NamedNode(RDF["type"]), _sd(cls))


def _has(node: ox.NamedNode, term: str, value: ox.NamedNode) -> ox.Triple:
    return ox.Triple(node, _sd(term), value)
