"""Addresses: which are well-formed and safe to ask for, and what of them may be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, IPv6Network
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from kg.reading.item import RefusedError, printable

LONGEST = 4000
_SHOWN = 200
_DEFAULT_PORTS = {"http": 80, "https": 443}
_USER = re.compile(r"(?<=//)[^/?#]*@")
_HOST = re.compile(r"[a-z0-9_][a-z0-9._-]*|\[[0-9a-f:.]+\]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\\]")


@dataclass(frozen=True)
class Address:
    """A checked http(s) address, in the one spelling that we use for it: without user, fragment or default port."""

    scheme: str
    host: str  # of IPv6 without brackets
    port: int
    target: str  # path and query

    @classmethod
    def of(cls, text: str) -> Address:
        """Raise RefusedError, with what to do, where `text` is no address that may be asked for."""
        text = text.strip()
        try:
            parts = parse_url(text.replace(" ", "%20"))
        except (LocationParseError, UnicodeError) as error:
            raise RefusedError("is not a web address; correct it") from error
        if parts.scheme not in _DEFAULT_PORTS:
            raise RefusedError("is not http:// or https://, the only addresses that are fetched; save it to a file")
        if parts.auth is not None:
            raise RefusedError("holds a user name or password, which are never sent; remove what is before the @")
        host = parts.host or ""
        if not _HOST.fullmatch(host) or len(text) > LONGEST or _CONTROL.search(text):
            raise RefusedError("is not a web address; correct it")
        port = _DEFAULT_PORTS[parts.scheme] if parts.port is None else parts.port
        return cls(parts.scheme, host.strip("[]").rstrip("."), port, parts.request_uri)

    @cached_property
    def url(self) -> str:
        return f"{self.origin}{self.target}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """The host, with its port where that is not the usual one, as the header Host has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def is_root(self) -> bool:
        return self.target == "/"

    def joined(self, reference: str) -> Address:
        """The address that a reference found here, such as that of a redirect, means."""
        return Address.of(urljoin(self.url, reference.strip()))


def shown(text: str) -> str:
    """An address as a message may say it: without user and password, without control characters, not too long."""
    text = _USER.sub("", text.strip())
    text = printable(text)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


_NAT64 = IPv6Network("64:ff9b::/96")
_TUNNELS = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))  # Teredo, 6to4: they carry an IPv4 address inside


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Whether a machine of this IP address is one of the open internet.

    Not so are private, loopback, link-local, multicast and reserved addresses, those of carriers' networks, and IPv6
    addresses that stand for an IPv4 address, except for the translation that networks without IPv4 need (RFC 6052).
    """
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            return is_public(IPv4Address(int(ip) & 0xFFFFFFFF))
        if ip.ipv4_mapped or ip.is_site_local or any(ip in tunnel for tunnel in _TUNNELS):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)
