"""The server as a process: its socket, its log, its end."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import signal
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from kg.errors import InputError
from kg.server.app import application
from kg.server.connections import Connection, sweep
from kg.server.service import Service

AT_ONCE = 64  # connections that are accepted before the first of them is looked at
QUEUE = 1024  # connections that the system keeps until they are accepted
LAST = 10  # seconds in which responses may be finished once the server is told to stop


class Server(uvicorn.Server):
    """Watches over its connections, and stops the queries that run before it waits for the responses."""

    def __init__(self, service: Service, host: str) -> None:
        super().__init__(_config(service, host))
        self.service = service

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for one in sockets or []:
            one.listen(QUEUE)  # asyncio has set it to the other number

    async def on_tick(self, counter: int) -> bool:
        if counter % 10 == 0:
            sweep(self.server_state.connections, asyncio.get_running_loop().time())
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.service.turn_away()
        self.service.close()
        await super().shutdown(sockets)


def _config(service: Service, host: str) -> uvicorn.Config:
    """Everything is logged to standard error."""
    log = copy.deepcopy(LOGGING_CONFIG)
    log["handlers"]["access"]["stream"] = "ext://sys.stderr"
    return uvicorn.Config(
        application(service, host=host),
        log_config=log,
        http=Connection,
        backlog=AT_ONCE,
        ws="none",
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=LAST,
    )


def listening(host: str, port: int) -> socket.socket:
    """A socket at the address; InputError where it cannot be had. Port 0 takes any that is free."""
    try:
        made = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise InputError(f"cannot listen at {host}:{port} ({error.strerror or error}): use another --port") from error
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # connections have it from here; asyncio sets it not
    return made


def address(host: str, at: socket.socket) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{at.getsockname()[1]}/"


def run(service: Service, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until the process is interrupted or told to end; `ready` is given the address."""
    with contextlib.closing(service), listening(host, port) as at, contextlib.suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        ready(address(host, at))
        Server(service, host).run(sockets=[at])
