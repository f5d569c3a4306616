"""The application: what is where, who may ask, and how errors are told."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg.errors import KGError
from kg.server import pages
from kg.server.asking import GONE, paced
from kg.server.graphstore import graph
from kg.server.guard import Guard
from kg.server.protocol import sparql
from kg.server.results import for_people, status_of
from kg.server.service import Service

STATIC = {
    "style.css": ("server/style.css", "text/css"),
    "editor.css": ("server/editor.css", "text/css"),
    "editor.js": ("server/editor.js", "text/javascript"),
    "yasgui.min.js": ("vendor/yasgui/yasgui.min.js", "text/javascript"),
    "yasgui.min.css": ("vendor/yasgui/yasgui.min.css", "text/css"),
}


def application(service: Service, *, host: str) -> Starlette:
    """The application for a graph that is served at `host`."""
    app = Starlette(
        routes=[
            Route("/", paced(pages.index)),
            Route("/search", pages.search),
            Route("/query/{name}", pages.named),
            Route("/id/{name}", paced(pages.minted)),
            Route("/resource", paced(pages.resource)),
            Route("/network", paced(pages.network, drawing=True)),
            Route("/editor", pages.editor),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/graph", paced(graph)),
            Route("/static/{name}", static),
        ],
        middleware=[Middleware(Guard, host=host)],
        exception_handlers={KGError: _refused, HTTPException: _failed, ClientDisconnect: _gone},
    )
    app.state.service = service
    return app


def static(request: Request) -> Response:
    found = STATIC.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404, "there is no such file")
    content = files("kg").joinpath("data", *found[0].split("/")).read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(content, media_type=found[1], headers={"ETag": tag})


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, KGError)
    status = status_of(error)
    return _told(request, status, str(error), {"Retry-After": "10"} if status == 503 else None)


def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _told(request, error.status_code, error.detail, dict(error.headers or {}))


def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=GONE)


def _told(request: Request, status: int, text: str, headers: dict[str, str] | None = None) -> Response:
    if request.method in {"GET", "HEAD"} and for_people(request):
        response = pages.shown(request, "message.html", status=status, title="This did not work", text=text)
    else:
        response = PlainTextResponse(text.encode("utf-8", "replace") + b"\n", status)
    response.headers.update(headers or {})
    return response
