"""Answers and triples in the formats of the standards, and which of them a request gets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KGError, QueryError, QueryTimeoutError, TooManyRowsError
from kg.graph.answer import PREFIXES, Result, render
from kg.graph.cells import in_xml
from kg.server.negotiation import choose

F = TypeVar("F")

XML = ("application/xml", "text/xml")


@dataclass(frozen=True, slots=True)
class Format(Generic[F]):
    """A way to write: what Oxigraph calls it, its names for `?format=`, its media types, the proper one first."""

    kind: F
    names: tuple[str, ...]
    media_types: tuple[str, ...]


TABLES = (
    Format(ox.QueryResultsFormat.JSON, ("json",), ("application/sparql-results+json", "application/json")),
    Format(ox.QueryResultsFormat.XML, ("xml",), ("application/sparql-results+xml", *XML)),
    Format(ox.QueryResultsFormat.CSV, ("csv",), ("text/csv",)),
    Format(ox.QueryResultsFormat.TSV, ("tsv",), ("text/tab-separated-values",)),
)
GRAPHS = (
    Format(ox.RdfFormat.TURTLE, ("turtle", "ttl"), ("text/turtle",)),
    Format(ox.RdfFormat.N_TRIPLES, ("n-triples", "ntriples", "nt"), ("application/n-triples", "text/plain")),
    Format(ox.RdfFormat.JSON_LD, ("json-ld", "jsonld", "json"), ("application/ld+json", "application/json")),
    Format(ox.RdfFormat.RDF_XML, ("rdfxml", "rdf+xml", "xml"), ("application/rdf+xml", *XML)),
)


def status_of(error: KGError) -> int:
    """The HTTP status that tells an error."""
    if isinstance(error, TooManyRowsError):
        return 413
    return 400 if isinstance(error, QueryError) and not isinstance(error, QueryTimeoutError) else 503


def for_people(request: Request) -> bool:
    """Whether the client likes a page better than any format for triples."""
    machine = [media_type for f in GRAPHS for media_type in f.media_types]
    wanted = choose(request.headers.get("accept"), [*machine, "text/html"])
    return wanted == "text/html" and "format" not in request.query_params


def pick(request: Request, formats: Sequence[Format[F]]) -> tuple[F, str]:
    """The format that `?format=` or else the Accept header asks for, and the media type to call it; 406 where none."""
    if wanted := {value.lower() for value in request.query_params.getlist("format")}:
        for format_ in formats:
            if wanted & {*format_.names, *format_.media_types}:
                return format_.kind, format_.media_types[0]
        raise HTTPException(406, f"no such format here: use one of {', '.join(f.names[0] for f in formats)}")
    kinds = {media_type: format_.kind for format_ in formats for media_type in format_.media_types}
    chosen = choose(request.headers.get("accept"), list(kinds))
    if chosen is None:
        raise HTTPException(406, f"nothing that you accept: use one of {', '.join(f.media_types[0] for f in formats)}")
    return kinds[chosen], chosen


def answered(request: Request, result: Result) -> Response:
    """The response with an answer."""
    if result.kind == "construct":
        return described(request, [ox.Triple(*row) for row in result.rows])  # type: ignore[arg-type]
    kind, media_type = pick(request, TABLES)
    found = ox.parse_query_results(render(result, "json"), format=ox.QueryResultsFormat.JSON)
    return _response(found.serialize(format=kind), media_type)


def described(request: Request, triples: Iterable[ox.Triple]) -> Response:
    """The response with triples."""
    kind, media_type = pick(request, GRAPHS)
    return _response(ox.serialize(triples, format=kind, prefixes=dict(PREFIXES)), media_type)


def _response(content: bytes | None, media_type: str) -> Response:
    text = content or b""
    return Response(in_xml(text.decode()) if media_type.endswith("xml") else text, media_type=media_type)
