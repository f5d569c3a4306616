"""Work for requests, in threads and workers, each client in its turn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryTimeoutError
from kg.graph.answer import Result
from kg.server.service import MOMENT, Service
from kg.server.turns import Turns, client_of

T = TypeVar("T")
GONE = 499  # nobody reads it


async def ask(request: Request, text: str, **asked: Any) -> Result:
    """The answer of the workers (see `Workers.answer`).

    A query that finds them all busy is tried for a moment by one that is kept for small questions, then waits for them.
    """
    service: Service = request.app.state.service
    if not service.long.free:
        try:
            return await in_turn(request, service.short, service.quick.answer, text, timeout=MOMENT, **asked)
        except QueryTimeoutError:
            pass
    return await in_turn(request, service.long, service.workers.answer, text, **asked)


async def in_turn(request: Request, turns: Turns, work: Callable[..., T], *values: Any, **named: Any) -> T:
    """What a function gives, called in a thread once the client has its turn and is still there."""
    service: Service = request.app.state.service
    client = client_of(request.client.host if request.client else "")
    async with turns.turn(client, service.workers.timeout):
        if await request.is_disconnected():
            raise HTTPException(GONE, "the client is gone")
        return await run_in_threadpool(work, *values, **named)


def paced(page: Callable[[Request], Response], *, drawing: bool = False) -> Callable[[Request], Awaitable[Response]]:
    """The page as an endpoint that is made in its turn; with `drawing` in that of what takes long."""

    async def endpoint(request: Request) -> Response:
        service: Service = request.app.state.service
        return await in_turn(request, service.drawing if drawing else service.pages, page, request)

    return endpoint
