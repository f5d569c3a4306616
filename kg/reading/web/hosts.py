"""What we keep of each host, so as to be a polite guest: whose turn it is, and what robots.txt says."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from protego import Protego

from kg.reading.item import RefusedError
from kg.reading.web.address import Address

LONGEST_WAIT = 60.0
_KEPT = 500
STALE = 3600.0


@dataclass(frozen=True, slots=True)
class Clock:
    """The time in seconds and how to let it pass."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Rules:
    """The robots.txt of one site, or the reason why it could not be read; `until` they are asked for anew."""

    until: float
    robots: Protego | None = None
    refusal: str = ""

    def allow(self, address: Address, agent: str) -> None:
        """Raise RefusedError where the site does not want `address` to be fetched by us."""
        if self.refusal:
            raise RefusedError(self.refusal)
        if self.robots and not self.robots.can_fetch(address.url, agent):
            raise RefusedError("is closed to programs by the site's robots.txt; ask the site or save it to a file")

    def delay(self, agent: str) -> float:
        return (self.robots and self.robots.crawl_delay(agent)) or 0.0

    @property
    def sitemaps(self) -> list[str]:
        return list(self.robots.sitemaps) if self.robots else []


@dataclass(slots=True)
class Host:
    """One host: only who holds `turn` asks it for something, and only who holds `gate` for its robots.txt."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    gate: threading.Lock = field(default_factory=threading.Lock)
    rules: dict[str, Rules] = field(default_factory=dict)
    free: float = 0.0
    closed: tuple[float, str] = (0.0, "")

    def wait(self, clock: Clock, delay: float) -> None:
        """Let the time pass until it may be asked again, and count `delay` from then."""
        until, reason = self.closed
        if clock.now() < until:
            raise RefusedError(reason)
        if delay and (left := self.free - clock.now()) > 0:
            clock.sleep(min(left, max(delay, LONGEST_WAIT)))
        self.free = max(self.free, clock.now() + delay)

    def close(self, clock: Clock, seconds: float) -> RefusedError:
        """It wants to be left alone: nothing more is asked of it so long."""
        reason = f"is on a site that wants no more requests for {seconds:.0f} seconds; run again after that"
        self.closed = clock.now() + seconds, reason
        return RefusedError(reason)


class Hosts:
    """The hosts that were met last; what is known of others is forgotten, so that memory does not grow with them."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Host] = OrderedDict()
        self._lock = threading.Lock()

    def __getitem__(self, name: str) -> Host:
        with self._lock:
            host = self._known.setdefault(name, Host())
            self._known.move_to_end(name)
            if len(self._known) > _KEPT:
                self._known.popitem(last=False)
            return host
