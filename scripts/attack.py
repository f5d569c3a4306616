"""Throw at a running `kg serve` what an attacker would, while a well-behaved client goes on asking.

    python scripts/attack.py http://127.0.0.1:8000/     a server that you may attack: your own
    python scripts/attack.py out/graph.ttl              one over this graph, started here and ended afterwards
    python scripts/attack.py                            one over the graph of kg/data/samples

Each attack lasts some seconds. Meanwhile the client asks a small question every half second, on a new connection. The
table says what the attacker got, how long the client waited (median and longest), what it got otherwise, the peak of
the memory of the server and its workers (of a server started here, on Linux), and whether all was as before after it.
The exit code is 1 where the client was not answered or something got through.

By default attacker and client have the same address, the worst case: --as 127.0.0.2 gives the attacker one of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

KG = [sys.executable, "-c", "from kg.cli import main; main()"]
SAMPLES = Path(__file__).parents[1] / "kg" / "data" / "samples"
QUESTION = "SELECT (COUNT(*) AS ?n) { ?s a dkg:Event }"
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
DEEP = 10_000
PATIENCE = 40.0  # seconds that the client waits for an answer
EVERY = 0.5  # seconds between its questions
STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")


@dataclass
class Target:
    """A server, the address from which it is attacked, and what it answered."""

    host: str
    port: int
    source: str | None = None
    got: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    async def connect(self, *, source: str | None = None, buffer: int | None = None) -> tuple[Reader, Writer]:
        made = socket.socket()
        made.setblocking(False)
        if buffer:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        if source:
            made.bind((source, 0))
        try:
            await asyncio.get_running_loop().sock_connect(made, (self.host, self.port))
            return await asyncio.open_connection(sock=made, limit=1024 if buffer else 1 << 16)
        except BaseException:
            made.close()
            raise

    @contextlib.asynccontextmanager
    async def connection(self, *, buffer: int | None = None) -> AsyncIterator[tuple[Reader, Writer]]:
        """One of the attacker's."""
        reader, writer = await self.connect(source=self.source, buffer=buffer)
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    async def send(self, data: bytes, seconds: float = PATIENCE) -> bytes:
        """All that comes back for some bytes, until the server ends the connection or the time is over."""
        found = b""
        try:
            async with asyncio.timeout(seconds), self.connection() as (reader, writer):
                writer.write(data)
                while piece := await reader.read(1 << 16):
                    found += piece
        except TimeoutError:
            self.got["silence"] += 1
        except OSError:
            self.got["dropped"] += 1
        self.got.update(code.decode() for code in STATUS.findall(found))
        return found

    async def ask(self, text: str, media_type: str = QUERY, *headers: str) -> bytes:
        return await self.send(posted(text.encode(), media_type, *headers))

    async def expect(self, data: bytes, *codes: int) -> bytes:
        """Note it as wrong where the answer has another status."""
        found = await self.send(data, 20)
        statuses = [int(code) for code in STATUS.findall(found)]
        if len(statuses) != 1 or statuses[0] not in codes:
            self.wrong.append(f"{data[:60]!r} gave {statuses}, not {' or '.join(map(str, codes))}")
        return found


Reader, Writer = asyncio.StreamReader, asyncio.StreamWriter
Attack = Callable[[Target, float], Awaitable[None]]


def got(path: str, *headers: str, method: str = "GET", host: str = "localhost") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def posted(body: bytes, media_type: str, *headers: str) -> bytes:
    return got("/sparql", f"Content-Type: {media_type}", f"Content-Length: {len(body)}", *headers, method="POST") + body


async def repeat(target: Target, seconds: float, number: int, act: Callable[[], Awaitable[object]]) -> None:
    """Do it again and again, so many at the same time; that the server ends a connection is one of the answers."""
    end = time.monotonic() + seconds

    async def going() -> None:
        while time.monotonic() < end:
            try:
                await act()
            except OSError:
                target.got["dropped"] += 1

    await cut(seconds, asyncio.gather(*(going() for _ in range(number))))


async def cut(seconds: float, work: Awaitable[object]) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await work


# ---- slow clients


async def slow_headers(target: Target, seconds: float) -> None:
    """1,200 connections send a byte of a header every second."""
    await repeat(target, seconds, 1200, lambda: drip(target, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "))


async def slow_bodies(target: Target, seconds: float) -> None:
    """300 connections send a byte of a query every second."""
    start = posted(b"", QUERY).replace(b"Length: 0", b"Length: 1000000")
    await repeat(target, seconds, 300, lambda: drip(target, start))


async def drip(target: Target, start: bytes) -> None:
    async with target.connection() as (reader, writer):
        writer.write(start)
        while not reader.at_eof() and not writer.is_closing():
            writer.write(b"x")
            await writer.drain()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await reader.read(1)


async def slow_readers(target: Target, seconds: float) -> None:
    """200 connections ask for all triples and do not read them."""

    async def hold() -> None:
        async with target.connection(buffer=4096) as (_, writer):
            writer.write(got("/graph?default"))
            await asyncio.sleep(seconds)

    await repeat(target, seconds, 200, hold)


async def abandoned(target: Target, seconds: float) -> None:
    """Expensive queries whose client hangs up at once."""

    async def leave() -> None:
        async with target.connection() as (_, writer):
            writer.write(posted(CARTESIAN.encode(), QUERY))
            await writer.drain()
            await asyncio.sleep(0.05)

    await repeat(target, seconds, 20, leave)


# ---- queries

CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"


def doubled(function: str) -> str:
    binds = " ".join(f"BIND({function.format(f'?x{n}')} AS ?x{n + 1})" for n in range(40))
    return f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('diplomacy' AS ?x0) {binds} }}"


def nested(before: str, opening: str, middle: str, closing: str, after: str) -> str:
    return before + opening * DEEP + middle + closing * DEEP + after


DEEP_QUERIES = [
    nested("SELECT * {", "{", "?s ?p ?o", "}", "}"),
    nested("SELECT * { FILTER(", "(", "1", ")", ") }"),
    nested("SELECT * { ?s ", "(", "a", ")*", " ?o }"),
    nested("SELECT * { ?s ?p ", "(", "", ")", " }"),
    nested("SELECT * { ?s ?p ", "[ a ", "1", "]", " }"),
    nested("SELECT (", "CONCAT(", "'a'", ")", " AS ?x) {}"),
    nested("SELECT * {", "FILTER EXISTS {", "", "}", "}"),
    nested("SELECT * {", "{ SELECT * {", "", "}}", "}"),
    nested("SELECT * { ?s ?p ", "<<( <x:s> <x:p> ", "1", " )>>", " }"),
    f"SELECT * {{ FILTER({'!' * DEEP}true) }}",
    f"SELECT * {{ {' UNION '.join(['{ ?s ?p ?o }'] * DEEP)} }}",
    f"SELECT * {{ ?s {'/'.join('a' * DEEP)} ?o }}",
    f"SELECT * {{ ?s {'|'.join('a' * DEEP)} ?o }}",
    f"SELECT * {{ {'OPTIONAL { ?s ?p ?o } ' * DEEP} }}",
    f"SELECT * {{ FILTER({'||'.join(['true'] * DEEP)}) }}",
    f"SELECT * {{ ?s ?p ({'1 ' * DEEP}) }}",
]
EXPENSIVE = {
    "cartesian": [CARTESIAN, SORTED],
    "paths": [
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|^!<x:a>)* ?b . ?b (!<x:a>|^!<x:a>)* ?c . ?c (!<x:a>|^!<x:a>)* ?d }",
        "SELECT (COUNT(*) AS ?n) { ?a (((!<x:a>)*)*)* ?b . ?b ((((^!<x:a>)*)+)*)* ?c }",
        f"ASK {{ ?a {'/'.join(['(!<x:a>)*'] * 40)} <x:nothing> }}",
    ],
    "patterns": [
        f"SELECT * {{ BIND('{'a' * 50_000}!' AS ?t) FILTER(REGEX(?t, '^(a+)+$')) }}",
        f"SELECT * {{ BIND('{'a' * 50_000}!' AS ?t) FILTER(REGEX(?t, '^(a|a|aa)*$') || REGEX(?t, '(a*)*b')) }}",
        "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '((a{1000}){1000}){1000}')) }",
        "SELECT * { ?s ?p ?o . ?a ?b ?c FILTER(REGEX(STR(?o), CONCAT('(', STR(?c), '|.*)*x$'))) }",
    ],
    "strings": [
        doubled("CONCAT({0}, {0})"),
        doubled("REPLACE({0}, '.', '$0$0')"),
        doubled("ENCODE_FOR_URI(CONCAT({0}, '%', {0}))"),
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?c), STR(?f))) AS ?all) { ?a ?b ?c . ?d ?e ?f }",
        doubled("CONCAT({0}, {0})").replace("(STRLEN(?x40) AS ?n)", "?x23"),  # an answer of 75 MB
    ],
    "values": [
        "SELECT * { VALUES ?x { " + "1 " * 1_000_000 + "} }",
        "SELECT (COUNT(*) AS ?n) { VALUES ?x { " + "1 " * 500_000 + "} ?x ?y ?z }",
        "SELECT * { VALUES ?x { " + "1 " * 2_000 + "} VALUES ?y { " + "2 " * 2_000 + "} }",
    ],
    "deep": DEEP_QUERIES,
}  # fmt: skip


def expensive(name: str) -> Attack:
    async def attack(target: Target, seconds: float) -> None:
        queries = EXPENSIVE[name]
        turn = iter(range(1 << 30))
        await repeat(target, seconds, 24, lambda: target.ask(queries[next(turn) % len(queries)]))

    attack.__doc__ = f"24 clients ask expensive queries: {name}."
    return attack


async def huge(target: Target, seconds: float) -> None:
    """Queries of 10 MB, in bodies and in addresses."""
    body = b"ASK {}#" + b"x" * (10 << 20)
    turn = iter(range(1 << 30))
    requests = (posted(body, QUERY), posted(b"query=" + body, FORM), got("/sparql?query=" + "x" * (10 << 20)))
    await repeat(target, seconds, 8, lambda: target.send(requests[next(turn) % 3]))


async def outside(target: Target, seconds: float) -> None:
    """SERVICE and LOAD, to a port here that must hear nothing."""
    heard: list[object] = []
    listener = await asyncio.start_server(lambda *at: heard.append(at), "127.0.0.1", 0)
    url = f"<http://127.0.0.1:{listener.sockets[0].getsockname()[1]}/>"
    async with listener:
        for text in (f"SELECT * {{ SERVICE {url} {{ ?s ?p ?o }} }}", f"ASK {{ FILTER(1<2)SERVICE SILENT{url}{{}} }}",
                     f"SELECT * {{ BIND({url} AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}"):  # fmt: skip
            await target.expect(posted(text.encode(), QUERY), 400)
        for text in (f"LOAD {url}", f"LOAD SILENT {url} INTO GRAPH <x:g>"):
            await target.expect(posted(text.encode(), UPDATE), 401, 403)
        await asyncio.sleep(min(1, seconds))
    if heard:
        target.wrong.append("the server asked another one")


async def updates(target: Target, seconds: float) -> None:
    """Updates without the token, and from a page of another site."""
    del seconds
    for text in ("CLEAR ALL", "DROP ALL", "INSERT DATA { <x:s> <x:p> 1 }", "DELETE WHERE { ?s ?p ?o }"):
        await target.expect(posted(text.encode(), UPDATE), 401, 403)
        await target.expect(posted(f"update={quote(text)}".encode(), FORM), 401, 403)
        await target.expect(posted(text.encode(), UPDATE, "Authorization: Bearer x"), 401, 403)
        await target.expect(posted(f"update={quote(text)}".encode(), FORM, "Origin: https://evil.example"), 401, 403)
        await target.expect(got(f"/sparql?update={quote(text)}"), 405)
        await target.expect(posted(text.encode(), QUERY), 400)


# ---- shapes of requests


async def paths(target: Target, seconds: float) -> None:
    """Addresses of files that are none of the server's."""
    del seconds
    for start in ("/static/", "/id/", "/query/", "/"):
        for name in ("../../errors.py", "..%2f..%2ferrors.py", "%2e%2e/%2e%2e/etc/passwd", "..%5c..%5cerrors.py",
                     "%00", "/etc/passwd", "....//errors.py", "style.css%00.js", "%c0%ae%c0%ae/x"):  # fmt: skip
            found = await target.expect(got(start + name), 400, 404)
            if b"root:" in found or b"class KGError" in found:
                target.wrong.append(f"{start}{name} gave a file")
    for path in ("/sparql/%0d%0aSet-Cookie:%20x=1/", "/id/x%0d%0aSet-Cookie:%20x=1/", "//evil.example/%2e%2e/"):
        found = await target.expect(got(path), 307, 400, 404)
        if re.search(rb"(?im)^set-cookie|^location:(?!\s*http://localhost)", found):
            target.wrong.append(f"{path} made a header")


async def headers(target: Target, seconds: float) -> None:
    """Headers that are too long, too many, or end too early."""
    del seconds
    for accept in ("text/html\rX: y", "a\nSet-Cookie: x=1", "a\0b"):
        found = await target.send(got("/", f"Accept: {accept}"), 10)
        if b"set-cookie: x" in found.lower():
            target.wrong.append("a header of the request became one of the answer")
    await target.expect(got("/", "Accept: " + "a/b;q=0.1," * 100_000), 400, 431)
    await target.expect(got("/", *(f"X-{n}: y" for n in range(100_000))), 400, 431)
    await target.expect(got("/", *(f"X-{n}: y" for n in range(400))), 200)
    await target.expect(got("/sparql?query=" + quote("ASK {}"), "Accept: " + "a/b;q=0.1," * 1_200), 406)
    await target.expect(got("/id/x?page=" + "1" * 10_000), 400, 404)


async def hosts(target: Target, seconds: float) -> None:
    """Names that are none of a local server's, as after DNS rebinding."""
    del seconds
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "localhost@evil.example",
                 "evil.example:80@localhost", "evil.example#localhost", "localhost/evil", "", "[", "213"):  # fmt: skip
        await target.expect(got("/sparql?query=ASK%7B%7D", host=host), 400, 421)
    await target.expect(got("/", "Host: evil.example"), 400)
    await target.expect(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400)
    await target.expect(got("http://evil.example/sparql?query=ASK%7B%7D"), 404)


async def origins(target: Target, seconds: float) -> None:
    """Questions that a page of another site lets its visitor's browser ask."""
    del seconds
    ask = "/sparql?query=ASK%7B%7D"
    for headers in (["Origin: https://evil.example"], ["Origin: null"], ["Sec-Fetch-Site: cross-site"],
                    ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"]):  # fmt: skip
        found = await target.expect(got(ask, *headers), 403)
        if b"access-control-allow-origin" in found.lower():
            target.wrong.append(f"{headers} may read")
    await target.expect(posted(b"query=ASK%7B%7D", FORM, "Origin: https://evil.example"), 403)


async def methods(target: Target, seconds: float) -> None:
    """Methods that need no answer, or the head of one."""
    del seconds
    for method in ("TRACE", "PUT", "DELETE", "PATCH", "PROPFIND", "FOO"):
        await target.expect(got("/", method=method), 405)
    await target.expect(got("localhost:80", method="CONNECT"), 404, 405)
    await target.expect(got("/", method="OPTIONS"), 204)
    if not (await target.expect(got("/", method="HEAD"), 200)).endswith(b"\r\n\r\n"):
        target.wrong.append("HEAD has a body")


async def framing(target: Target, seconds: float) -> None:
    """Bodies whose length is a lie, to hide a second request in the first."""
    del seconds
    second = got("/static/style.css")
    post = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    shapes = {
        "both": b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + second,
        "two lengths": b"Content-Length: 6\r\nContent-Length: 0\r\n\r\nASK {}" + second,
        "signed": b"Content-Length: +6\r\n\r\nASK {}" + second,
        "negative": b"Content-Length: -1\r\n\r\nASK {}" + second,
        "list": b"Content-Length: 6, 0\r\n\r\nASK {}" + second,
        "xchunked": b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + second,
        "identity": b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + second,
        "tab": b"Transfer-Encoding:\x0bchunked\r\nContent-Length: 6\r\n\r\nASK {}" + second,
        "space": b"Content-Length : 6\r\n\r\nASK {}" + second,
        "folded": b"X: y\r\n Content-Length: 6\r\n\r\nASK {}" + second,
        "bad size": b"Transfer-Encoding: chunked\r\n\r\nzz\r\nASK {}\r\n0\r\n\r\n" + second,
        "short chunk": b"Transfer-Encoding: chunked\r\n\r\n2\r\nASK {}\r\n0\r\n\r\n" + second,
        "huge chunk": b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nASK {}\r\n0\r\n\r\n" + second,
        "signed chunk": b"Transfer-Encoding: chunked\r\n\r\n+6\r\nASK {}\r\n0\r\n\r\n" + second,
    }
    for name, shape in shapes.items():
        found = await target.send(post + shape, 5)
        if b"200" in STATUS.findall(found):
            target.wrong.append(f"{name}: the hidden request was answered")


async def crowd(target: Target, seconds: float) -> None:
    """200 clients ask small questions and look at pages, all at once."""
    turn = iter(range(1 << 30))
    paths = ("/", "/search?q=summit", "/query/who-met-whom", "/network", "/graph?default", "/sparql", "/nothing")
    requests = [*map(got, paths), posted(QUESTION.encode(), QUERY)]
    await repeat(target, seconds, 200, lambda: target.send(requests[next(turn) % len(requests)]))


ATTACKS: dict[str, Attack] = {
    "slow headers": slow_headers, "slow bodies": slow_bodies, "slow readers": slow_readers, "huge": huge,
    **{name: expensive(name) for name in EXPENSIVE}, "abandoned": abandoned, "outside": outside, "updates": updates,
    "paths of files": paths, "headers": headers, "hosts": hosts, "origins": origins, "methods": methods,
    "framing": framing, "crowd": crowd,
}  # fmt: skip


# ---- the client, the memory, the table


@dataclass
class Client:
    """A well-behaved one."""

    target: Target
    waited: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)

    async def ask(self) -> bytes:
        """The answer to the small question; empty where there is none."""
        start = time.monotonic()
        answer = b""
        try:
            async with asyncio.timeout(PATIENCE):
                reader, writer = await self.target.connect()
                try:
                    writer.write(posted(QUESTION.encode(), QUERY))
                    answer = await reader.read()
                finally:
                    writer.transport.abort()
        except (OSError, TimeoutError) as error:
            answer = type(error).__name__.encode()
        head, _, body = answer.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            self.refused[head[9:12].decode("ascii", "replace") if head.startswith(b"HTTP") else head.decode()] += 1
            return b""
        self.waited.append(time.monotonic() - start)
        return body

    async def go_on(self) -> None:
        """Ask every half second, whether the last question was answered or not."""
        async with asyncio.TaskGroup() as asked:
            while True:
                asked.create_task(self.ask())
                await asyncio.sleep(EVERY)


async def attacked(name: str, target: Target, seconds: float, pid: int | None) -> tuple[str, bool]:
    """One line of the table, and whether the server withstood. The attack has a process of its own: it is busy."""
    client = Client(target)
    before = await client.ask()
    peak = [0]
    watching = asyncio.create_task(_watch(pid, peak))
    asking = asyncio.create_task(client.go_on())
    await asyncio.sleep(0)
    with ProcessPoolExecutor(1) as pool:
        target = await asyncio.get_running_loop().run_in_executor(pool, carry_out, name, target, seconds)
    await asyncio.sleep(EVERY)
    asking.cancel()
    watching.cancel()
    await asyncio.gather(asking, watching, return_exceptions=True)
    after = await client.ask()
    fine = bool(before) and before == after and not target.wrong and not client.refused
    times = client.waited or [PATIENCE]
    told = ", ".join(f"{n}× {status}" for status, n in sorted(target.got.items()))
    return (
        f"| {name} | {told or '-'} | {statistics.median(times):.2f} s | {max(times):.2f} s | "
        f"{', '.join(f'{n}× {status}' for status, n in client.refused.items()) or '-'} | "
        f"{peak[0] >> 20 or '?'} MB | {'yes' if fine else 'NO: ' + '; '.join(target.wrong[:3] or ['the client'])} |"
    ), fine


def carry_out(name: str, target: Target, seconds: float) -> Target:
    """The target with what it answered."""
    asyncio.run(ATTACKS[name](target, seconds))
    return target


async def _watch(pid: int | None, peak: list[int]) -> None:
    while pid:
        peak[0] = max(peak[0], sum(map(resident, family(pid))))
        await asyncio.sleep(0.2)


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    with contextlib.suppress(OSError):
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [pid, *(child for one in found for child in family(int(one)))]
    return []


def resident(pid: int) -> int:
    """The memory of a process, with its part of what it shares."""
    with contextlib.suppress(OSError, AttributeError):
        return int(re.search(r"(?m)^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())[1]) << 10  # type: ignore[index]
    return 0


@contextlib.contextmanager
def graph_of(target: Path) -> Iterator[Path]:
    """A copy of a graph, or the graph of documents, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph.ttl"
        if target.suffix == ".ttl":
            shutil.copy(target, graph)
        else:
            subprocess.run([*KG, "build", str(target), "-o", folder], check=True, capture_output=True)  # noqa: S603
        yield graph


@contextlib.contextmanager
def served(graph: Path) -> Iterator[tuple[str, int]]:
    """A server of it on a free port: its address and its process. What it logged of its own mistakes is shown."""
    path = graph.with_name("log")
    with path.open("w") as log:
        process = subprocess.Popen([*KG, "serve", str(graph), "--port", "0"], stderr=log)  # noqa: S603
    try:
        _limit_files(process.pid)
        yield _address(path), process.pid
    finally:
        process.terminate()
        process.wait(30)
        if "Traceback" in (said := path.read_text()):
            print(said[said.index("Traceback") :][:3000], file=sys.stderr)


def _limit_files(pid: int) -> None:
    """As many open files as most systems allow a process, and more for this one."""
    with contextlib.suppress(ImportError, AttributeError):  # not on Windows, not on macOS
        import resource

        resource.prlimit(pid, resource.RLIMIT_NOFILE, (1024, 1024))
        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))


def _address(log: Path) -> str:
    while not (found := re.search(r" at (http://\S+)", log.read_text())):
        time.sleep(0.1)
    return found[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("target", nargs="?", default=str(SAMPLES), help="address, graph or documents (the samples)")
    parser.add_argument("--seconds", type=float, default=8.0, help="how long each attack lasts")
    parser.add_argument("--only", nargs="*", choices=ATTACKS, metavar="ATTACK", help=f"some of: {', '.join(ATTACKS)}")
    parser.add_argument("--as", dest="source", help="address that the attacker uses, such as 127.0.0.2")
    given = parser.parse_args()
    print("| attack | the attacker got | median | longest | refused | memory | withstood |\n" + "|---" * 7 + "|")
    if given.target.startswith("http"):
        results = [_tried(name, given, given.target) for name in given.only or ATTACKS]
    else:
        with graph_of(Path(given.target)) as graph:
            results = []
            for name in given.only or ATTACKS:  # each on a server of its own, so that none suffers from the one before
                with served(graph) as (url, pid):
                    results.append(_tried(name, given, url, pid))
    return 0 if all(results) else 1


def _tried(name: str, given: argparse.Namespace, url: str, pid: int | None = None) -> bool:
    at = urlsplit(url)
    target = Target(at.hostname or "localhost", at.port or 80, given.source)
    line, fine = asyncio.run(attacked(name, target, given.seconds, pid))
    print(line, flush=True)
    return fine


if __name__ == "__main__":
    sys.exit(main())
