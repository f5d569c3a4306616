"""What a connection may cost: how long its request may come, how slowly its answer may go, how many there are.

Uvicorn waits without end for a request that is never whole, and for a client that never takes its answer.
"""

from __future__ import annotations

import asyncio
import socket
import struct
import sys
from collections import Counter
from collections.abc import Collection

from uvicorn.protocols.http.h11_impl import H11Protocol

CONNECTIONS = 400
PATIENCE = 15.0  # seconds in which a request must be whole, or the first of an answer be taken
SLOWEST = 16_000  # bytes a second, which a longer request or answer must reach after that
AT_ONCE = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
UNSENT = 256 << 20  # bytes of answers that clients may leave waiting, all together
Address = str | None


class Connection(H11Protocol):
    """A connection that knows how long it has waited for its client."""

    since = 0.0  # when it began to wait for a request
    received = 0
    unsent_since: float | None = None
    unsent_first = 0
    dropped = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.since = self.loop.time()
        if len(ours := _ours(self.connections)) > CONNECTIONS:
            _least_missed(ours, self.since).drop()

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        super().data_received(data)

    def on_response_complete(self) -> None:
        self.since, self.received = self.loop.time(), 0
        super().on_response_complete()

    @property
    def address(self) -> Address:
        return self.client[0] if self.client else None

    @property
    def awaits_request(self) -> bool:
        return self.cycle is None or self.cycle.response_complete or self.cycle.more_body

    @property
    def unsent(self) -> int:
        """Bytes of the answer that the client has not taken."""
        return self.transport.get_write_buffer_size()

    def too_slow(self, now: float) -> bool:
        """Whether the client sends its request, or takes its answer, too slowly."""
        unsent = self.unsent
        if not unsent:
            self.unsent_since = None
            return self.awaits_request and now - self.since > PATIENCE + self.received / SLOWEST
        if self.unsent_since is None:
            self.unsent_since, self.unsent_first = now, unsent
        return now - self.unsent_since > PATIENCE + max(0, self.unsent_first - unsent) / SLOWEST

    def drop(self) -> None:
        """End it, with all that is unsent, even what the system would go on sending."""
        self.dropped = True
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self.transport.abort()


def sweep(connections: Collection[asyncio.Protocol], now: float) -> None:
    """Drop the connections whose clients are too slow, and those that have left most waiting for longest."""
    for connection in _ours(connections):
        if connection.too_slow(now):
            connection.drop()
    waiting = sorted((c for c in _ours(connections) if c.unsent), key=lambda c: c.unsent_since or now)
    left = sum(c.unsent for c in waiting)
    for connection in waiting:
        if left <= UNSENT:
            break
        left -= connection.unsent
        connection.drop()


def _ours(connections: Collection[asyncio.Protocol]) -> list[Connection]:
    return [c for c in connections if isinstance(c, Connection) and not c.dropped]


def _least_missed(connections: Collection[Connection], now: float) -> Connection:
    """One that waits for its client, of the address with the most connections, the oldest."""
    number = Counter(c.address for c in connections)
    return max(connections, key=lambda c: (c.awaits_request, number[c.address], now - c.since))
