"""What holds for every request: which hosts and origins may ask, and the headers that keep pages from harm.

A server on this machine is reached by every page that its browser shows. So it answers only to its own names, which
stops pages that let their name point here, and answers only pages from this machine, and links that a reader follows:
what it cannot read, a page elsewhere could still ask for to keep it busy. One that is open to a network answers to
every name, and all may read.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-cache",
    "Vary": "Accept, Origin",
}
PREFLIGHT = {
    "Allow": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, POST",
    "Access-Control-Allow-Headers": "Accept, Content-Type",  # not Authorization: no other page may send updates
    "Access-Control-Max-Age": "600",
}


_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::[0-9]{1,5})?", re.ASCII)


class Guard:
    """Middleware for a server that listens at `host`."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self.app = app
        self.local = is_local(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        extra = ALWAYS | self._readers(headers.get("origin"))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in extra.items():
                    found.setdefault(name, value)
            await send(message)

        await (self._own(scope, headers) or self.app)(scope, receive, sending)

    def _own(self, scope: Scope, headers: Headers) -> Response | None:
        """The response to a request that need not, or must not, go on."""
        host = _HOST.fullmatch(headers.get("host", ""))
        if self.local and not (host and is_local(host[1].lower())):
            return PlainTextResponse("this server answers only to localhost: use the address that it printed\n", 421)
        if "host" in headers and not host:
            return PlainTextResponse("this is no name of a host\n", 400)
        if "content-length" in headers and "transfer-encoding" in headers:  # a proxy may see another end of it
            return PlainTextResponse("give one length of the body, not two\n", 400, {"Connection": "close"})
        if self.local and _foreign(scope, headers):
            return PlainTextResponse("this server answers only pages of this machine\n", 403)
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        return None

    def _readers(self, origin: str | None) -> dict[str, str]:
        if not self.local:
            return {"Access-Control-Allow-Origin": "*"}
        return {"Access-Control-Allow-Origin": origin} if origin and is_local(_name(origin)) else {}


def _foreign(scope: Scope, headers: Headers) -> bool:
    """Whether a page of another site makes its reader's browser ask, other than by a link."""
    link = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    if scope["method"] in {"GET", "HEAD"} and all(headers.get(name) == value for name, value in link.items()):
        return False
    origin = headers.get("origin")
    return headers.get("sec-fetch-site") == "cross-site" or (origin is not None and not is_local(_name(origin)))


def is_local(host: str) -> bool:
    """Whether a name or address means this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _name(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
