"""`/sparql`: the SPARQL 1.1 Protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.server.asking import ask, in_turn, paced
from kg.server.description import description, endpoint
from kg.server.pages import editor
from kg.server.results import answered, described, for_people
from kg.server.service import Service

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
MAX_QUERY = 1 << 20  # bytes
MAX_UPDATE = 64 << 20


@dataclass(frozen=True, slots=True)
class Operation:
    """What a request asks for, and its other parameters."""

    kind: Literal["query", "update"]
    text: str
    parameters: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self.parameters.get(name, ()))


async def sparql(request: Request) -> Response:
    """Answer a query, carry out an update, or say what this service is."""
    if request.method == "POST":
        operation = await _posted(request)
    elif "query" in request.query_params or "update" in request.query_params:
        operation = _operation(_grouped(request.query_params.multi_items()))
        if operation.kind == "update":
            raise HTTPException(405, "an update is sent with POST", {"Allow": "POST"})
    else:
        return await about(request)
    if operation.kind == "update":
        return await run_in_threadpool(_update, request, operation)
    return await _query(request, operation)


async def _posted(request: Request) -> Operation:
    media_type, charset = _content_type(request)
    if media_type not in {FORM, QUERY, UPDATE}:
        raise HTTPException(415, f"send {FORM}, {QUERY} or {UPDATE}, and say which in Content-Type")
    if charset not in {None, "utf-8", "utf8"}:
        raise HTTPException(415, f"send it in UTF-8, not in {charset}")
    service: Service = request.app.state.service
    trusted = service.permits(request.headers.get("authorization"))
    body = await _body(request, MAX_UPDATE if trusted else MAX_QUERY)
    parameters = _grouped(request.query_params.multi_items())
    if media_type == FORM:
        return _operation(_joined(parameters, _grouped(_pairs(body))))
    if "query" in parameters or "update" in parameters:
        raise HTTPException(400, "there is a query or an update both in the address and in the body: send one")
    return Operation("query" if media_type == QUERY else "update", _decoded(body), parameters)


def _content_type(request: Request) -> tuple[str, str | None]:
    media_type, *parameters = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charsets = [p.partition("=")[2].strip('" ') for p in parameters if p.startswith("charset")]
    return media_type, charsets[0] if charsets else None


async def _body(request: Request, limit: int) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            raise HTTPException(413, f"more than {limit >> 20} MB: send it in parts")
    return bytes(body)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"this is not UTF-8: {error}") from error


def _pairs(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_decoded(body), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise HTTPException(400, f"this is no form: {error}") from error


def _grouped(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _joined(one: Mapping[str, list[str]], other: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {name: [*one.get(name, []), *other.get(name, [])] for name in [*one, *other]}


def _operation(parameters: Mapping[str, list[str]]) -> Operation:
    queries, updates = parameters.get("query", []), parameters.get("update", [])
    if len(queries) + len(updates) != 1:
        raise HTTPException(400, "give exactly one parameter query, or one parameter update")
    return Operation("query", queries[0], parameters) if queries else Operation("update", updates[0], parameters)


def _about(request: Request) -> Response:
    """The editor for people, and for programs what this service is."""
    return editor(request) if for_people(request) else described(request, description(request))


about = paced(_about)


async def _query(request: Request, operation: Operation) -> Response:
    service: Service = request.app.state.service
    result = await ask(
        request,
        operation.text,
        default_graphs=operation.all("default-graph-uri"),
        named_graphs=operation.all("named-graph-uri"),
    )
    return await in_turn(request, service.pages, answered, request, result)


def _update(request: Request, operation: Operation) -> Response:
    service: Service = request.app.state.service
    if service.token is None:
        raise HTTPException(403, "this server takes no updates: start it with kg serve --update")
    if not service.permits(request.headers.get("authorization")):
        raise HTTPException(401, "updates need the header Authorization: Bearer TOKEN", {"WWW-Authenticate": "Bearer"})
    if operation.all("using-graph-uri") or operation.all("using-named-graph-uri"):
        raise HTTPException(400, "using-graph-uri is not supported: write USING in the update itself")
    service.update(operation.text, endpoint(request))
    return Response(status_code=204)
