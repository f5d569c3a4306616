"""Fetching as a polite guest: one request to a host at a time, with a pause, as its robots.txt allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import responses

from protego import Protego

from kg.reading.item import RefusedError
from kg.reading.web.address import Address, shown
from kg.reading.web.fetching import Fetching
from kg.reading.web.hosts import LONGEST_WAIT, STALE, Clock, Host, Hosts, Rules
from kg.reading.web.markup import CHARSETS
from kg.reading.web.unpacking import GZIP, bounded, unpacked
from kg.reading.web.wire import Answer, NoAnswerError, NoHostError, Resolve, ask, resolved

REDIRECTS = 5
_PAUSES = (1.0, 2.0)
_LARGEST_ROBOTS = 512 * 1024
_MOVED = frozenset({301, 302, 303, 307, 308})
_UNKNOWN = "application/octet-stream"
_GONE = "there is nothing at this address (any more); correct it or leave it out"
_CLOSED = "the site does not give it to programs; save it from a browser to a file and give that"
_ADVICE = {401: _CLOSED, 402: _CLOSED, 403: _CLOSED, 451: _CLOSED, 404: _GONE, 410: _GONE}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was got in the end; `address` is the last one, after redirects, and `media` the type without parameters."""

    address: str
    media: str
    charset: str
    data: bytes


class Fetcher:
    """Fetches addresses with a set of choices. It may be used by several threads at once.

    It remembers hosts, so that all who share it are one guest to them.
    """

    def __init__(self, fetching: Fetching, *, clock: Clock | None = None, resolve: Resolve = resolved) -> None:
        self.fetching = fetching
        self._clock = clock or Clock()
        self._resolve = resolve
        self._hosts = Hosts()

    def fetch(self, address: str) -> Fetched:
        """Raise RefusedError with the reason, and what to do, where there is no document to be had."""
        start = Address.of(address)
        try:
            last, answer = self._followed(start, self._asked_politely)
        except NoAnswerError as error:
            raise RefusedError(f"{error}; try again later") from error
        if last.is_root and not start.is_root:
            raise RefusedError(f"leads to the front page {last.url}: {_GONE}")
        return _fetched(last, answer, self.fetching.largest)

    def sitemaps(self, address: str) -> list[str]:
        """The sitemaps that the robots.txt of the address's site names."""
        return self._rules(Address.of(address)).sitemaps

    def _followed(self, address: Address, asked: Callable[[Address], Answer]) -> tuple[Address, Answer]:
        """The answer at the end of all redirects; each address on the way is checked like the first."""
        answer = asked(address)
        for _ in range(REDIRECTS):
            if answer.status not in _MOVED or not (to := answer.headers.get("location")):
                return address, answer
            try:
                address = address.joined(to)
                answer = asked(address)
            except RefusedError as refused:
                raise RefusedError(f"leads to {shown(to)}, which {refused}") from refused
        raise RefusedError(f"leads from one address to the next more than {REDIRECTS} times; leave it out")

    def _asked_politely(self, address: Address) -> Answer:
        rules = self._rules(address)
        rules.allow(address, self.fetching.agent)
        delay = max(self.fetching.delay, rules.delay(self.fetching.agent))
        if delay > max(LONGEST_WAIT, self.fetching.delay):
            raise RefusedError(f"is on a site that wants {delay:g} seconds between two requests; save it to a file")
        return self._asked(address, delay, self.fetching.largest)

    def _asked(self, address: Address, delay: float, largest: int) -> Answer:
        """The answer, if need be after a second and third try; a server that says how long to wait is obeyed."""
        host = self._hosts[address.host]
        with host.turn:
            for pause in _PAUSES:
                try:
                    return self._asked_once(address, host, delay, largest)
                except NoAnswerError as failed:
                    if failed.wait > LONGEST_WAIT:
                        raise host.close(self._clock, failed.wait) from failed
                    self._clock.sleep(max(pause, failed.wait))
            return self._asked_once(address, host, delay, largest)

    def _asked_once(self, address: Address, host: Host, delay: float, largest: int) -> Answer:
        host.wait(self._clock, delay)
        answer = ask(address, self.fetching, largest=largest, resolve=self._resolve)
        if answer.status >= 500 or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            raise NoAnswerError(_said(answer), _retry_after(answer, self._clock.now()))
        return answer

    def _rules(self, address: Address) -> Rules:
        """The robots.txt of its site, asked for when it is first needed and now and then anew."""
        host = self._hosts[address.host]
        with host.gate:
            if (rules := host.rules.get(address.origin)) is None or rules.until < self._clock.now():
                robots, refusal = self._robots(address.joined("/robots.txt"))
                rules = host.rules[address.origin] = Rules(self._clock.now() + STALE, robots, refusal)
            return rules

    def _robots(self, address: Address) -> tuple[Protego | None, str]:
        """robots.txt or the reason to keep away: a site without one allows everything, one that fails nothing."""
        try:
            _, answer = self._followed(address, lambda step: self._asked(step, 0.0, _LARGEST_ROBOTS))
        except NoHostError as refused:
            return None, str(refused)
        except (RefusedError, NoAnswerError) as error:
            return None, f"is not fetched, because robots.txt of its site {error}"
        return (Protego.parse(answer.data.decode("utf-8-sig", errors="replace")) if answer.data else None), ""


def _fetched(address: Address, answer: Answer, largest: int) -> Fetched:
    """What an answer brings; a file that is itself gzip, such as sitemap.xml.gz, as what is in it."""
    if not 200 <= answer.status < 300:
        raise RefusedError(f"{_said(answer)}: {_ADVICE.get(answer.status, 'try again later or leave it out')}")
    data = bounded(unpacked([answer.data]), largest) if answer.data.startswith(GZIP) else answer.data
    if not data:
        raise RefusedError("is empty; leave it out")
    header = Message()
    header["content-type"] = answer.headers.get("content-type", _UNKNOWN)
    charset = header.get_content_charset("")
    return Fetched(address.url, header.get_content_type(), charset if CHARSETS.match(charset) else "", data)


def _said(answer: Answer) -> str:
    return f"answers {answer.status} {responses.get(answer.status, '')}".rstrip()


def _retry_after(answer: Answer, now: float) -> float:
    """The seconds that the server asks to wait, which it says as a number or as a time; 0 where it says nothing."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdecimal():
        return float(said)
    try:
        return max(0.0, parsedate_to_datetime(said).timestamp() - now)
    except (ValueError, OverflowError):
        return 0.0
