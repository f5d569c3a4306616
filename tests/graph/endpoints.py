"""Servers for tests: Oxigraph as a process of its own, and one that answers by a script or passes requests on."""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

NO_ROWS = '{"head": {"vars": ["s", "p", "o"]}, "results": {"bindings": []}}'
JSON = {"Content-Type": "application/sparql-results+json"}


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of an Oxigraph server that keeps its data in the folder."""
    beside = Path(sys.executable).parent  # where pip puts it, in the path or not
    program = shutil.which("oxigraph", path=f"{beside}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        pytest.skip("the program oxigraph is not installed")
    with socket.socket() as free:
        free.bind(("localhost", 0))
        address = f"localhost:{free.getsockname()[1]}"
    command = [program, "serve", "--location", str(folder), "--bind", address]
    with subprocess.Popen(command, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert any("Listening" in line for line in process.stdout)
            yield f"http://{address}"
        finally:
            process.terminate()


@dataclass(frozen=True)
class Canned:
    """An answer of the script; status 0 drops the line."""

    status: int = 200
    body: str = NO_ROWS
    headers: Mapping[str, str] = field(default_factory=lambda: JSON)


DROPPED = Canned(0)
BUSY = Canned(503, "starting\n", {"Content-Type": "text/plain"})


@dataclass
class Script:
    """What a server answers next; after that it passes requests on to another, or repeats its last answer."""

    answers: list[Canned]
    upstream: str | None = None
    url: str = ""
    seen: list[tuple[str, str, str]] = field(default_factory=list)  # method, path, body
    authorizations: list[str | None] = field(default_factory=list)


@contextmanager
def scripted(*answers: Canned, upstream: str | None = None) -> Iterator[Script]:
    script = Script(list(answers), upstream)
    with ThreadingHTTPServer(("localhost", 0), _handler(script)) as server:
        script.url = f"http://localhost:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield script
        finally:
            server.shutdown()
            thread.join()


def _handler(script: Script) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args: Any) -> None:
            pass

        def do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            script.seen.append((self.command, self.path, body.decode()))
            script.authorizations.append(self.headers.get("Authorization"))
            last = len(script.answers) == 1 and script.upstream is None
            answer = script.answers[0] if last else script.answers.pop(0) if script.answers else self.passed_on(body)
            self.tell(answer)

        do_GET = do_POST = do_PUT = do

        def tell(self, answer: Canned) -> None:
            if answer.status == 0:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()
                return
            self.send_response_only(answer.status)  # no header that names a product
            for name, value in {**answer.headers, "Content-Length": str(len(answer.body.encode()))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body.encode())

        def passed_on(self, body: bytes) -> Canned:
            sent = {name: self.headers[name] for name in ("Content-Type", "Accept") if name in self.headers}
            request = urllib.request.Request(f"{script.upstream}{self.path}", body or None, sent, method=self.command)
            try:
                with urllib.request.urlopen(request) as found:
                    return Canned(found.status, found.read().decode(), _typed(found.headers))
            except urllib.error.HTTPError as error:
                with error:
                    return Canned(error.code, error.read().decode(), _typed(error.headers))

    return Handler


def _typed(headers: Any) -> dict[str, str]:
    return {"Content-Type": headers["Content-Type"]} if "Content-Type" in headers else {}
