"""A small internet on this machine: one server, which answers to any name by what a test told it to say."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from kg.reading.item import Item, Problem
from kg.reading.web.fetcher import Fetcher
from kg.reading.web.fetching import Fetching
from kg.reading.web.hosts import Clock

Say = Callable[[BaseHTTPRequestHandler], None]
ARTICLE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>"


class Internet(ThreadingHTTPServer):
    """Says for a path, or for a host and path, what it was told; 404 to all else."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.told: dict[str, list[Say]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.root = f"http://127.0.0.1:{self.server_port}"

    def at(self, name: str) -> str:
        """The address of a host of this name; the resolver of the tests finds it here."""
        return f"http://{name}:{self.server_port}"

    def says(self, path: str, *answers: str | bytes | int | Say, media: str = "text/html", **headers: str) -> str:
        """Answer a path with these, one request after the other, the last one for ever; the path's address."""
        self.told[path] = [answer if callable(answer) else reply(answer, media, headers) for answer in answers]
        return (self.root if path.startswith("/") else "http://") + path

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the play."""


class Handler(BaseHTTPRequestHandler):
    server: Internet

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        self.server.asked.append(self.path if host == "127.0.0.1" else host + self.path)
        self.server.headers.append(dict(self.headers))
        told = self.server.told.get(host + self.path) or self.server.told.get(self.path) or [reply(404)]
        with suppress(ConnectionError):
            (told.pop(0) if len(told) > 1 else told[0])(self)

    def log_message(self, *_: Any) -> None:
        pass


def reply(answer: str | bytes | int, media: str = "text/html", headers: dict[str, str] | None = None) -> Say:
    def say(handler: BaseHTTPRequestHandler) -> None:
        status = answer if isinstance(answer, int) else 200
        body = answer.encode() if isinstance(answer, str) else answer if isinstance(answer, bytes) else b""
        handler.send_response(status)
        for name, value in {"Content-Type": media, "Content-Length": str(len(body)), **(headers or {})}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return say


@dataclass
class Time:
    """A clock that only passes where it is slept on; says how long that was, each time."""

    passed: float = 1_700_000_000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.passed, sleep=self.sleep)


@dataclass
class Guest:
    """Reads from the internet of the test, and keeps what went wrong."""

    internet: Internet
    time: Time
    problems: list[Problem] = field(default_factory=list)

    def fetcher(self, **options: Any) -> Fetcher:
        fetching = Fetching(**{"allow_private": True, "parallel": 1, "timeout": 5, **options})
        return Fetcher(fetching, clock=self.time.clock, resolve=lambda host, port: ["127.0.0.1"])

    def items(self, address: str, *, wanted: Callable[[str], bool] | None = None, **options: Any) -> list[Item]:
        from kg.reading.web import items

        fetcher = self.fetcher(**options)
        return list(items(address, fetcher.fetching, self.problems.append, wanted=wanted, fetcher=fetcher))

    @property
    def told(self) -> list[str]:
        return [str(problem).replace(self.internet.root, "http://here") for problem in self.problems]
