"""The server as a process: its socket, its log, its end."""

from __future__ import annotations

import contextlib
import copy
import signal
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from kg.errors import InputError
from kg.server.app import application
from kg.server.service import Service

LAST = 3  # seconds in which requests may end once the server is told to stop


def listening(host: str, port: int) -> socket.socket:
    """A socket at the address; InputError where it cannot be had. Port 0 takes any that is free."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise InputError(f"cannot listen at {host}:{port} ({error.strerror or error}): use another --port") from error


def address(host: str, at: socket.socket) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{at.getsockname()[1]}/"


def config(service: Service, host: str) -> uvicorn.Config:
    """Everything is logged to standard error."""
    log = copy.deepcopy(LOGGING_CONFIG)
    log["handlers"]["access"]["stream"] = "ext://sys.stderr"
    return uvicorn.Config(
        application(service, host=host),
        log_config=log,
        ws="none",
        lifespan="on",
        server_header=False,
        timeout_graceful_shutdown=LAST,
    )


def run(service: Service, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until the process is interrupted or told to end; `ready` is given the address."""
    with contextlib.closing(service), listening(host, port) as at, contextlib.suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        ready(address(host, at))
        uvicorn.Server(config(service, host)).run(sockets=[at])
