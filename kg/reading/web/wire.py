"""One request and its answer, bounded in time and size, to a machine that was checked.

The name is resolved here, the addresses that it stands for are checked, and the connection is made to one of these, not
to the name: what a second look-up would say (DNS rebinding) never matters. Proxies are not used, because behind one
nothing could be checked.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address

import urllib3.exceptions
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError
from urllib3.response import HTTPResponse

from kg.reading.item import RefusedError
from kg.reading.web.address import Address, is_public, shown
from kg.reading.web.fetching import Fetching
from kg.reading.web.unpacking import bounded, unpacked

Resolve = Callable[[str, int], list[str]]
PATIENCE = 3
_TRIED = 3
_PIECE = 65_536


class NoAnswerError(Exception):
    """There was no whole answer, and the next try, after `wait` seconds, may bring one; says why."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class NoHostError(RefusedError):
    """There is no machine that may be asked: the name is not known, or stands for one that is not public."""


class _UnreachableError(NoAnswerError):
    """The machine takes no connection; another one of the same name may."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; `headers` do not mind the case of names, `data` is decompressed."""

    status: int
    headers: Mapping[str, str]
    data: bytes


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a host, also of one that is written as a number of whatever base."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def ask(address: Address, fetching: Fetching, *, largest: int, resolve: Resolve = resolved) -> Answer:
    """What is at the address now: one GET. Raise NoAnswerError where a second try may help, else RefusedError."""
    for ip in (machines := _machines(address, fetching, resolve)[:_TRIED]):
        connection = _connection(address, ip, fetching.timeout)
        try:
            with _failures_told(fetching.timeout):
                connection.connect()
                return _exchanged(connection, address, fetching, largest)
        except _UnreachableError:
            if ip == machines[-1]:
                raise
        finally:
            connection.close()
    raise AssertionError("there is always a machine to ask")


def _machines(address: Address, fetching: Fetching, resolve: Resolve) -> list[str]:
    """The IP addresses that may be asked."""
    try:
        found = [ip_address(ip) for ip in resolve(address.host, address.port)]
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            raise NoAnswerError(f"has a host, {address.host}, that cannot be looked up just now") from error
        raise NoHostError(f"has a host, {address.host}, that is not known; correct it") from error
    except (ValueError, UnicodeError) as error:
        raise NoHostError(f"has a host, {address.host}, that cannot be one; correct it") from error
    public = [str(ip) for ip in found if fetching.allow_private or is_public(ip)]
    if not public:
        raise NoHostError(f"is on a private or reserved network ({_listed(found)}); --allow-private would fetch it")
    return public


def _listed(found: list[IPv4Address | IPv6Address]) -> str:
    return ", ".join(map(str, found[:_TRIED]))


@cache
def _tls() -> ssl.SSLContext:
    """The certificates that the machine trusts, and those of certifi where it has none of its own."""
    import certifi

    context = ssl.create_default_context()
    if not context.get_ca_certs():
        context.load_verify_locations(certifi.where())
    return context


def _connection(address: Address, ip: str, timeout: float) -> HTTPConnection:
    if address.scheme == "http":
        return HTTPConnection(ip, address.port, timeout=timeout)
    return HTTPSConnection(ip, address.port, timeout=timeout, server_hostname=address.host, ssl_context=_tls())


def _exchanged(connection: HTTPConnection, address: Address, fetching: Fetching, largest: int) -> Answer:
    headers = {
        "Host": address.netloc,
        "User-Agent": fetching.agent,
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    with _time_bound(connection, PATIENCE * fetching.timeout):
        connection.request("GET", address.target, headers=headers, preload_content=False, decode_content=False)
        with connection.getresponse() as response:
            data = _body(response, largest) if 200 <= response.status < 300 else b""
            return Answer(response.status, response.headers, data)


def _body(response: HTTPResponse, largest: int) -> bytes:
    pieces = iter(lambda: response.read1(_PIECE), b"")
    match response.headers.get("content-encoding", "identity").strip().lower():
        case "identity" | "":
            return bounded(pieces, largest)
        case "gzip" | "x-gzip" | "deflate":
            return bounded(unpacked(pieces), largest)
        case other:
            raise RefusedError(f"is sent as {shown(other)}, which was not asked for; save it to a file and give that")


@contextmanager
def _time_bound(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """A limit for all together: the timeout of a socket begins anew with every byte that comes, however slowly."""
    expired, sock = threading.Event(), connection.sock

    def cut() -> None:
        expired.set()
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if expired.is_set():
            raise RefusedError(f"was not whole after {seconds:g} seconds; save it to a file and give that")


@contextmanager
def _failures_told(silence: float) -> Iterator[None]:
    """What fails on the way, as one of our errors."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise RefusedError(f"shows no certificate to be trusted ({error.verify_message}); not read") from error
    except NewConnectionError as error:
        raise _UnreachableError(f"cannot be reached ({_why(error.__cause__)})") from error
    except (TimeoutError, urllib3.exceptions.TimeoutError) as error:
        raise RefusedError(f"was silent for {silence:g} seconds; try again later") from error
    except (OSError, http.client.HTTPException, urllib3.exceptions.HTTPError) as error:
        raise NoAnswerError(f"broke off ({_why(error)})") from error


def _why(error: BaseException | None) -> str:
    return shown(getattr(error, "strerror", None) or str(error))
