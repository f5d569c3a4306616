"""One request over HTTP: credentials, another try where a server is busy, errors that say what to do.

Every request of this package may be repeated, for what it writes is stated in full. Redirections are not followed: a
POST would lose its body, and credentials are for the server that the user named.
"""

from __future__ import annotations

import json
import socket
import ssl
import time
import urllib.request
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from typing import Any
from urllib.error import HTTPError

from kg import __version__
from kg.errors import RemoteError
from kg.visible import visible

BUSY = frozenset({429, 502, 503, 504})
PAUSES = (0.5, 2.0, 5.0, 15.0)  # seconds before each further try
LONGEST = 60.0  # seconds that a server may ask us to wait
SAID = ("exception", "detailedMessage", "message", "error")  # keys of errors in JSON: QLever, Neptune, others


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with a password, or a token; none is ever shown."""

    user: str | None = None
    password: str = field(default="", repr=False)
    token: str | None = field(default=None, repr=False)

    def header(self) -> dict[str, str]:
        if self.token:
            return {"Authorization": f"Bearer {self.token}"}
        if self.user is None:
            return {}
        return {"Authorization": "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode()}


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent to a server."""

    url: str
    method: str = "POST"
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back with a status of success."""

    headers: HTTPMessage
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get_content_type() if "Content-Type" in self.headers else ""


class PassingError(RemoteError):
    """A refusal that may pass; `after` are the seconds that the server asks us to wait."""

    def __init__(self, message: str, *, status: int | None = None, after: float | None = None) -> None:
        super().__init__(message, status=status)
        self.after = after


class Wire:
    """Sends requests with the credentials given; waits and tries again where the server is busy or drops the line."""

    def __init__(
        self, credentials: Credentials, *, timeout: float = 300.0, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self.credentials = credentials
        self.timeout = timeout
        self.pause = pause
        self._passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        self._opener = urllib.request.build_opener(_NoRedirect(), _Digest(self._passwords))

    def send(self, request: Request, *, patience: tuple[float, ...] = PAUSES) -> Answer:
        """The answer to a request. RemoteError where there is none, with the server's own words."""
        for wait in patience:
            try:
                return self._once(request)
            except PassingError as error:
                self.pause(wait if error.after is None else min(error.after, LONGEST))
        return self._once(request)

    def _once(self, request: Request) -> Answer:
        try:
            with self._opener.open(self._prepared(request), timeout=self.timeout) as found:
                answer = Answer(found.headers, found.read())
        except HTTPError as error:
            raise _refused(request.url, error) from error
        except TimeoutError as error:
            raise RemoteError(f"{request.url} gave no answer within {self.timeout:.0f} seconds") from error
        except (OSError, HTTPException) as error:
            raise _unreached(request.url, error) from error
        if found.status == HTTPStatus.PARTIAL_CONTENT:  # Virtuoso, where a query takes too long
            raise RemoteError(f"{request.url} answered only in part: ask for less, or raise the server's limits")
        return answer

    def _prepared(self, request: Request) -> urllib.request.Request:
        who = self.credentials
        if who.user is not None:
            self._passwords.add_password(None, request.url, who.user, who.password)
        headers = {"User-Agent": f"kg/{__version__}", **who.header(), **request.headers}
        return urllib.request.Request(request.url, data=request.body, method=request.method, headers=headers)  # noqa: S310


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any) -> None:
        return None


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Virtuoso takes updates only with a digest of the password; the standard library fails at other challenges."""

    def http_error_401(self, req: Any, fp: Any, code: int, msg: str, headers: HTTPMessage) -> Any:
        asked = headers.get("WWW-Authenticate", "").casefold().startswith("digest")
        return super().http_error_401(req, fp, code, msg, headers) if asked else None


def _refused(url: str, error: HTTPError) -> RemoteError:
    with error:
        said = first_line(error.read(), error.headers.get_content_type())
    words = f"{error.code} {error.reason}" + (f": {said}" if said else "")
    if error.code in BUSY:
        after = error.headers.get("Retry-After", "")
        told = f"{url} answered {words}; try again later"
        return PassingError(told, status=error.code, after=float(after) if after.isdecimal() else None)
    if error.code in {401, 403}:
        told = f"{url} wants other credentials ({words}): set KG_USER and KG_PASSWORD, or KG_TOKEN"
    elif 300 <= error.code < 400:
        told = f"{url} has moved to {error.headers.get('Location', 'another address')}: give that address"
    else:
        told = f"{url} answered {words}"
    return RemoteError(told, status=error.code)


def _unreached(url: str, error: Exception) -> RemoteError:
    reason = getattr(error, "reason", error)  # what a URLError wraps
    kind = RemoteError if isinstance(reason, socket.gaierror | ssl.SSLError | TimeoutError) else PassingError
    words = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return kind(f"{url} cannot be reached ({words}): is the server running, and is this its address?")


def first_line(body: bytes, media_type: str) -> str:
    """The first line of what a server says of an error, as plain text."""
    text = body[:10_000].decode("utf-8", errors="replace").strip()
    if media_type == "text/html" or text[:1] == "<":
        return "a web page"
    line = _message(text).strip().partition("\n")[0]
    return visible(line)[:300].strip()


def _message(text: str) -> str:
    """What a JSON object says of an error; other text as it is."""
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return next((str(found[key]) for key in SAID if found.get(key)), text) if isinstance(found, dict) else text
