"""The pages: front page, search, named queries, things, network, editor. Text of the graph is only ever escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.errors import QueryError
from kg.graph.answer import PREFIXES, Result, plain, render
from kg.graph.page import embed, page
from kg.graph.query import NamedQuery, counts, named_queries
from kg.graph.vocab import DKG, RDF, iri
from kg.server.asking import ask, in_turn
from kg.server.guard import POLICY
from kg.server.results import answered, described, for_people, status_of
from kg.server.service import Service
from kg.server.things import ON_A_PAGE, Link, Things

if TYPE_CHECKING:
    from jinja2 import Environment

ROWS = 500  # of a result that a page shows
FOUND = 100  # things that a search shows
NETWORK = 3000  # events that a browser can draw well
# Yasgui's table writes one style of its own into the page; this is its hash.
EDITOR = POLICY.replace("style-src 'self'", "style-src 'self' 'sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk='")
FRAMED_BY_NONE = {"Content-Security-Policy": "frame-ancestors 'none'"}  # beside the policy that the page itself holds


@cache
def environment() -> Environment:
    """The templates of `kg/data/server`; all that they are given is escaped."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(data), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def data(name: str) -> str:
    return (files("kg") / "data" / "server" / name).read_text(encoding="utf-8")


def shown(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """A page made from a template. Lone surrogates, which no response can hold, become question marks."""
    service: Service = request.app.state.service
    base = service.base()
    text = (
        environment()
        .get_template(template)
        .render(graph=service.name, href=lambda target: address(target, base), **values)
    )
    return Response(text.encode("utf-8", "replace"), status, media_type="text/html")


def address(target: str, base: str) -> str:
    """Where this server shows the thing with an IRI."""
    name = target.removeprefix(base)
    if name != target and re.fullmatch(r"[A-Za-z0-9_~%-][A-Za-z0-9_.~%-]*", name):
        return f"/id/{name}"
    return "/resource?" + urlencode({"iri": target})


def index(request: Request) -> Response:
    service: Service = request.app.state.service
    return shown(request, "index.html", counts=service.once("counts", counts), queries=named_queries().values())


async def search(request: Request) -> Response:
    service: Service = request.app.state.service
    words = " ".join(request.query_params.get("q", "").split())
    result = await ask(request, data("search.rq"), params={"words": words}) if words else None
    return await in_turn(request, service.pages, _found, request, words, result)


def _found(request: Request, words: str, result: Result | None) -> Response:
    service: Service = request.app.state.service
    things = Things(service.store())
    nodes = [row[0] for row in result.rows if isinstance(row[0], ox.NamedNode)] if result else []
    found = [(things.link(node), things.kind(node)) for node in nodes[:FOUND]]
    return shown(request, "search.html", words=words, found=found, more=len(nodes) > FOUND)


async def named(request: Request) -> Response:
    """A named query: its form, and its answer where nothing required is missing."""
    service: Service = request.app.state.service
    query = named_queries().get(request.path_params["name"])
    if query is None:
        raise HTTPException(404, f"there is no query named {request.path_params['name']}")
    given = {p.name: v for p in query.params if (v := request.query_params.get(p.name, "").strip())}
    if "format" in request.query_params:
        result = await ask(request, query.text, params=given)
        return await in_turn(request, service.pages, _download, request, result)
    found: Result | QueryError | None = None
    if all(p.name in given or p.default for p in query.params if p.required):
        try:
            found = await ask(request, query.text, params=given)
        except QueryError as error:
            found = error
    return await in_turn(request, service.pages, _answer, request, query, given, found)


def _download(request: Request, result: Result) -> Response:
    """The answer in a format; CSV from a page is for spreadsheets, so no cell may be a formula there."""
    if request.query_params["format"] == "csv" and result.kind == "select":
        return Response(render(result, "csv"), media_type="text/csv")
    return answered(request, result)


def _answer(
    request: Request, query: NamedQuery, given: Mapping[str, str], found: Result | QueryError | None
) -> Response:
    result = found if isinstance(found, Result) else None
    problem = found if isinstance(found, QueryError) else None
    return shown(
        request,
        "query.html",
        status=status_of(problem) if problem else 200,
        query=query,
        given=given,
        problem=problem,
        result=result,
        rows=_cells(request, result) if result else [],
        download=f"/query/{query.name}?{urlencode(given)}{'&' if given else ''}format=",
    )


def _cells(request: Request, result: Result) -> list[list[Link]]:
    service: Service = request.app.state.service
    things = Things(service.store())
    return [
        [things.link(t) if isinstance(t, ox.NamedNode | ox.Literal) else Link(plain(t)) for t in row]
        for row in result.rows[:ROWS]
    ]


def minted(request: Request) -> Response:
    """A thing whose IRI begins with the graph's base."""
    service: Service = request.app.state.service
    return _thing(request, iri(request.path_params["name"], service.base()))


def resource(request: Request) -> Response:
    """Any thing of the graph."""
    return _thing(request, request.query_params.get("iri", ""))


def _thing(request: Request, target: str) -> Response:
    service: Service = request.app.state.service
    things, node = Things(service.store()), _node(target)
    if not things.known(node):
        raise HTTPException(404, f"the graph says nothing about {target}")
    if not for_people(request):
        return described(request, things.description(node, service.workers.max_rows))
    number = _number(request)
    thing = things.thing(node, number)
    pages = max(1, -(-thing.total // ON_A_PAGE))
    template = "event.html" if "Event" in thing.kinds else "thing.html"
    return shown(request, template, thing=thing, number=number, pages=pages, encoded=quote(target, safe=""))


def _node(target: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(target)
    except ValueError as error:
        raise HTTPException(400, f"{target!r} is no IRI: give one with ?iri=") from error


def _number(request: Request) -> int:
    given = request.query_params.get("page", "1")
    if not re.fullmatch(r"[1-9][0-9]{0,5}", given):
        raise HTTPException(400, f"{given!r} is no number of a page")
    return int(given)


def network(request: Request) -> Response:
    """The network as one page, if a browser can draw it."""
    service: Service = request.app.state.service
    if service.once("large", _large):
        text = f"This graph has more than {NETWORK} events, too many to draw at once."
        return shown(request, "message.html", status=413, title="Network", text=text)
    return HTMLResponse(service.once("network", lambda store: drawn(store, service.name)), headers=FRAMED_BY_NONE)


def _large(store: ox.Store) -> bool:
    events = store.quads_for_pattern(None, ox.NamedNode(RDF["type"]), ox.NamedNode(DKG["Event"]))
    return sum(1 for _ in islice(events, NETWORK + 1)) > NETWORK


def drawn(store: ox.Store, name: str) -> str:
    from kg.graph.board import board
    from kg.graph.network import network

    return page(network(store), title=f"Diplomatic knowledge graph: {name}", board=board(store))


def editor(request: Request) -> Response:
    """The SPARQL editor with the named queries."""
    queries = [{"name": q.name, "title": q.title, "text": q.text} for q in named_queries().values()]
    response = shown(
        request, "editor.html", queries=queries, data=_embedded({"queries": queries, "prefixes": {**PREFIXES}})
    )
    response.headers["Content-Security-Policy"] = EDITOR
    return response


def _embedded(value: Any) -> Any:
    from markupsafe import Markup

    return Markup(embed(value))  # noqa: S704
