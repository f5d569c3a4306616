"""Addresses and lists of them as items: what an address stands for is told by what comes back from it."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from io import BytesIO
from itertools import islice
from queue import SimpleQueue
from typing import Any, BinaryIO, TypeVar

from kg.reading.feeds import Entry, parsed
from kg.reading.item import Item, OnProblem, Problem, RefusedError
from kg.reading.kinds import sniffed
from kg.reading.web.address import Address, shown
from kg.reading.web.fetcher import Fetched, Fetcher
from kg.reading.web.fetching import Fetching
from kg.reading.web.lists import Cell, cells
from kg.reading.web.markup import container
from kg.reading.web.sitemaps import Place, places

Wanted = Callable[[str], bool]
_DEEPEST = 3


def items(
    address: str,
    fetching: Fetching,
    on_problem: OnProblem,
    *,
    wanted: Wanted | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Item]:
    """The documents that an address stands for: a page or file, the entries of a feed, the pages of a sitemap or list.

    Each is fetched when it is asked for, or just before. `wanted` says by the name of an item, which is its address as
    it was listed, whether it is to be read; what is not wanted is not fetched either. What fails becomes a `Problem`.
    """
    web = _Web(fetcher or shared(fetching), on_problem, wanted)
    try:
        start = Address.of(address)
        yield from web.site(start) if fetching.site else web.found(start.url, web.fetcher.fetch(start.url))
    except RefusedError as refused:
        web.tell_once(address, str(refused))


def listed(
    stream: BinaryIO,
    name: str,
    fetching: Fetching,
    on_problem: OnProblem,
    *,
    table: bool,
    wanted: Wanted | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Item]:
    """The documents of a local list of addresses, each address once: one a line, or in a column of a `table`."""
    yield from _Web(fetcher or shared(fetching), on_problem, wanted).listed(cells(stream, table=table), name)


def linked(
    entries: Iterable[Entry],
    name: str,
    place: str,
    fetching: Fetching,
    on_problem: OnProblem,
    *,
    wanted: Wanted | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Item]:
    """The pages that the entries of a feed link to; where one cannot be had, what its entry says itself."""
    yield from _Web(fetcher or shared(fetching), on_problem, wanted).feed(entries, name, place)


@lru_cache(maxsize=4)
def shared(fetching: Fetching) -> Fetcher:
    """One fetcher for all that is fetched with the same choices, so that a host meets one guest, not many."""
    return Fetcher(fetching)


@dataclass(frozen=True, slots=True)
class _Target:
    """An address to fetch, or none; what is known of it, where it is listed, and the text to fall back on."""

    name: str
    address: str
    known: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    line: int | None = None
    own: Item | None = None

    @classmethod
    def of(cls, text: str, **options: Any) -> _Target:
        """Raise RefusedError where `text` is no address."""
        address = Address.of(text).url
        return cls(address, address, **options)


@dataclass(frozen=True, slots=True)
class _Web:
    """One run over an address or list."""

    fetcher: Fetcher
    on_problem: OnProblem
    wanted: Wanted | None

    def found(self, address: str, got: Fetched) -> Iterator[Item]:
        """What an address stands for, by what came back. Raise RefusedError where it is nothing that is read."""
        match container(got.data, got.media, got.charset):
            case "feed":
                yield from self.feed(parsed(got.data, address=got.address, charset=got.charset), address, address)
            case "sitemap" | "list":
                sites = {_site(Address.of(address)), _site(Address.of(got.address))}
                yield from self.pages(self.places(got, {address, got.address}), sites)
            case _:
                if self.wants(address):
                    yield _document(_Target(address, address), got)

    def feed(self, entries: Iterable[Entry], name: str, place: str) -> Iterator[Item]:
        """The pages that the entries link to; of what cannot be had, what its entry says itself."""
        targets = (
            _Target(entry.name(name), entry.link, entry.known, own=entry.item(name, place) if entry.text else None)
            for entry in entries
        )
        return self.documents(targets, parallel=self.fetcher.fetching.parallel)

    def listed(self, found: Iterable[Cell], name: str) -> Iterator[Item]:
        return self.documents(self.cells(found, name), parallel=self.fetcher.fetching.parallel, opened=True)

    def cells(self, found: Iterable[Cell], name: str) -> Iterator[_Target]:
        for line, cell in found:
            try:
                if isinstance(cell, RefusedError):
                    raise cell
                yield _Target.of(cell, file=name, line=line)
            except RefusedError as refused:
                address = f"{shown(cell)} " if isinstance(cell, str) else ""
                self.tell_once(name, f"{address}{refused}", line)

    def site(self, start: Address) -> Iterator[Item]:
        """The pages below an address that the sitemaps of its site list."""
        named = self.fetcher.sitemaps(start.url) or [start.joined("/sitemap.xml").url]
        return self.pages(self.nested(map(Place, named), set()), {_site(start)}, below=start.target)

    def pages(self, found: Iterable[Place], sites: set[str], *, below: str = "/") -> Iterator[Item]:
        """The pages of a sitemap that are of these sites, one after the other."""
        others: Counter[str] = Counter()
        yield from self.documents(self.own_pages(found, sites, below, others))
        for site, count in others.most_common():
            reason = f"{count} of its pages are of another site, {site}, and left out; give the address of that"
            self.tell_once(min(sites), reason)

    def own_pages(self, found: Iterable[Place], sites: set[str], below: str, others: Counter[str]) -> Iterator[_Target]:
        for place in found:
            try:
                address = Address.of(place.address)
            except RefusedError as refused:
                self.tell_once(place.address, str(refused))
                continue
            if _site(address) not in sites:
                others[_site(address)] += 1
            elif address.target.startswith(below):
                yield _Target(address.url, address.url, place.known)

    def places(self, got: Fetched, seen: set[str], depth: int = 0) -> Iterator[Place]:
        """The pages that a sitemap and those that it names list; raise RefusedError where it is none."""
        match container(got.data, got.media, got.charset):
            case "sitemap":
                found = places(got.data, got.charset)
            case "list":
                found = (Place(cell) for _, cell in cells(BytesIO(got.data), table=False) if isinstance(cell, str))
            case _:
                raise RefusedError("is no sitemap; leave it out")
        for place in found:
            if not place.nested:
                yield place
            elif depth < _DEEPEST and place.address not in seen:
                yield from self.nested([place], seen, depth + 1)

    def nested(self, sitemaps: Iterable[Place], seen: set[str], depth: int = 0) -> Iterator[Place]:
        for place in sitemaps:
            seen.add(place.address)
            try:
                yield from self.places(self.fetcher.fetch(place.address), seen, depth)
            except RefusedError as refused:
                self.tell_once(place.address, str(refused))

    def documents(self, targets: Iterable[_Target], *, parallel: int = 1, opened: bool = False) -> Iterator[Item]:
        """The documents at these addresses, each once and in their order.

        Feeds and sitemaps among them are `opened` where that is said, and then belong to one shard as a whole.
        """
        listed = islice(_distinct(targets), self.fetcher.fetching.limit)
        mine = (target for target in listed if self.wants(target.name))
        for target, got in ahead(self.got, mine, parallel):
            try:
                if isinstance(got, RefusedError):
                    raise got
                if got and opened:
                    yield from replace(self, wanted=None).found(target.address, got)
                elif item := _document(target, got) if got else target.own:
                    yield item
            except RefusedError as refused:
                yield from self.instead(target, refused)

    def got(self, target: _Target) -> Fetched | RefusedError | None:
        """What is at the address; nothing where there is none but a text to do with."""
        try:
            if target.address:
                return self.fetcher.fetch(target.address)
            return None if target.own else RefusedError("links to no page and says nothing itself; leave it out")
        except RefusedError as refused:
            return refused

    def instead(self, target: _Target, refused: RefusedError) -> Iterator[Item]:
        """The text to fall back on, if there is one; what failed is told in either case."""
        address = shown(target.name)
        reason = f"{refused}; what its feed says of it is read instead" if target.own else str(refused)
        told = (target.file, target.line, f"{address} {reason}") if target.file else (address, None, reason)
        self.on_problem(Problem(*told))
        if target.own:
            yield target.own

    def wants(self, name: str) -> bool:
        return self.wanted is None or self.wanted(name)

    def tell_once(self, name: str, reason: str, line: int | None = None) -> None:
        """What every shard meets is told by one of them."""
        if self.wants(name):
            self.on_problem(Problem(shown(name), line, reason))


def _document(target: _Target, got: Fetched) -> Item:
    if several := container(got.data, got.media, got.charset):
        raise RefusedError(f"is a {several}, not a document; give its address to kg build itself")
    if (kind := sniffed(got.data, got.media)) is None:
        raise RefusedError(f"is {shown(got.media)}, which is not read; leave it out")
    known = {"source": got.address, "encoding": got.charset, **target.known}
    return Item(
        name=target.address,
        place=target.address,
        data=got.data,
        kind=kind,
        file=shown(target.address),
        known={name: value for name, value in known.items() if value},
    )


def _site(address: Address) -> str:
    return address.host.removeprefix("www.")


def _distinct(targets: Iterable[_Target]) -> Iterator[_Target]:
    """Each name once; of those that were met only a digest is kept, as a list may have millions."""
    met: set[bytes] = set()
    for target in targets:
        digest = blake2b(target.name.encode(errors="replace"), digest_size=8).digest()
        if digest not in met:
            met.add(digest)
            yield target


V = TypeVar("V")
R = TypeVar("R")


def ahead(function: Callable[[V], R], values: Iterable[V], workers: int) -> Iterator[tuple[V, R]]:
    """Every value with its result, in order; as many as there are workers are made before they are asked for.

    The workers are daemons: who interrupts a build does not wait until the last of them had its turn at a slow host.
    """
    if workers == 1:
        yield from ((value, function(value)) for value in values)
        return
    tasks: SimpleQueue[tuple[V, Future[R]] | None] = SimpleQueue()
    for _ in range(workers):
        threading.Thread(target=_work, args=(function, tasks), daemon=True).start()
    waiting: deque[tuple[V, Future[R]]] = deque()
    try:
        for value in values:
            waiting.append((value, Future()))
            tasks.put(waiting[-1])
            if len(waiting) == workers:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        for _, future in waiting:
            future.cancel()
        for _ in range(workers):
            tasks.put(None)


def _work(function: Callable[[V], R], tasks: SimpleQueue[tuple[V, Future[R]] | None]) -> None:
    while task := tasks.get():
        value, future = task
        if future.set_running_or_notify_cancel():
            try:
                future.set_result(function(value))
            except BaseException as error:  # raised where the result is asked for
                future.set_exception(error)
