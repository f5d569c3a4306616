"""Who goes next where only a few can: fair to clients, whatever one of them sends.

A free place goes to the client that holds the fewest, in turn where they hold the same, and of one client to the
request that came last: where more is asked than can be answered, the newest is the one whose client still waits.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from kg.errors import QueryTimeoutError

WAITING = 256  # requests that may wait for one kind of place


class Turns:
    """Gives out `places` to clients; to be used from one event loop."""

    def __init__(self, places: int, *, waiting: int = WAITING) -> None:
        self.free = places
        self._limit = waiting
        self._held: Counter[str] = Counter()
        self._waiting: dict[str, list[asyncio.Future[None]]] = {}  # the client who is next among equals comes first

    @asynccontextmanager
    async def turn(self, client: str, seconds: float) -> AsyncIterator[None]:
        """Hold a place. Raise QueryTimeoutError where none is free for so long, or too many wait."""
        await self._come(client, seconds)
        try:
            yield
        finally:
            self._go(client)

    def close(self) -> None:
        """Turn away all that wait."""
        for waiters in self._waiting.values():
            for waiter in waiters:
                _refuse(waiter, "stopped, because the server ends")

    async def _come(self, client: str, seconds: float) -> None:
        if self.free:
            self.free -= 1
            self._held[client] += 1
            return
        self._make_room()
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(client, []).append(waiter)
        try:
            await self._called(waiter, seconds)
        except BaseException:
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self._go(client)  # it was called, but had just given up
            raise
        finally:
            self._forget(client, waiter)

    async def _called(self, waiter: asyncio.Future[None], seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            raise QueryTimeoutError(f"no place was free for {seconds:g} s: try again in a moment") from None

    def _make_room(self) -> None:
        """Where too many wait, the oldest request of the client with the most of them goes."""
        if sum(map(len, self._waiting.values())) >= self._limit:
            client = max(self._waiting, key=lambda client: len(self._waiting[client]))
            oldest = self._waiting[client][0]
            self._forget(client, oldest)
            _refuse(oldest, "too many requests are waiting: try again in a moment")

    def _forget(self, client: str, waiter: asyncio.Future[None]) -> None:
        waiters = self._waiting.get(client, [])
        if waiter in waiters:
            waiters.remove(waiter)
            if not waiters:
                del self._waiting[client]

    def _go(self, client: str) -> None:
        self._held[client] -= 1
        self._held += Counter()  # forgets clients that hold none
        self.free += 1
        while self.free and self._waiting:
            self._call(min(self._waiting, key=lambda client: self._held[client]))

    def _call(self, client: str) -> None:
        """Give a place to the newest request of a client, who is then the last among equals."""
        waiters = self._waiting.pop(client)
        waiter = waiters.pop()
        if waiters:
            self._waiting[client] = waiters
        if not waiter.done():
            self.free -= 1
            self._held[client] += 1
            waiter.set_result(None)


def _refuse(waiter: asyncio.Future[None], why: str) -> None:
    if not waiter.done():
        waiter.set_exception(QueryTimeoutError(why))


def client_of(host: str) -> str:
    """The client at an address: of IPv6 the network, for one client has all addresses of it."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return host if address.version == 4 else str(ipaddress.ip_network((int(address) >> 64 << 64, 64)))
