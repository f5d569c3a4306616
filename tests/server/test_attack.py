"""A hostile client gets no further than this: the attacks of scripts/attack.py in short, and the rules behind them.

Nothing here is timed: after each attack, and during it, a small question is still answered.
"""

from __future__ import annotations

import asyncio
import dataclasses
import select
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pyoxigraph as ox
import pytest
from serving import RUNAWAY, SAMPLE, running

from kg.errors import QueryError, QueryTimeoutError, TooManyRowsError
from kg.graph import guarded
from kg.graph.clauses import MAX_DEPTH, refuse_depth
from kg.graph.query import named_queries
from kg.server import connections
from kg.server.negotiation import ENTRIES, choose
from kg.server.service import Service
from kg.server.turns import Turns, client_of

SCRIPTS = Path(__file__).parents[2] / "scripts"


def attack_script() -> Any:
    sys.path.insert(0, str(SCRIPTS))
    try:
        import attack
    finally:
        sys.path.remove(str(SCRIPTS))
    return attack


ATTACK = attack_script()
SECONDS = 1.0


@pytest.fixture(scope="module")
def at() -> Iterator[str]:
    with running(Service(SAMPLE, workers=1, timeout=10, max_rows=500)) as address:
        yield address


def answers(at: str) -> bool:
    found = httpx.get(f"{at}sparql", params={"query": "ASK { ?s a dkg:Event }"}, timeout=60, trust_env=False)
    return found.status_code == 200 and found.json()["boolean"] is True


# ---- the script


@pytest.mark.parametrize("name", ATTACK.ATTACKS)
def test_a_well_behaved_client_is_answered_during_each_attack_and_after_it(at: str, name: str) -> None:
    where = urlsplit(at)
    target = ATTACK.Target(where.hostname, where.port)
    attacking = threading.Thread(target=asyncio.run, args=(ATTACK.ATTACKS[name](target, SECONDS),))
    attacking.start()
    assert answers(at)
    attacking.join()
    assert answers(at)
    assert target.wrong == []


# ---- connections


def opened(at: str, data: bytes) -> socket.socket:
    made = socket.create_connection((urlsplit(at).hostname, urlsplit(at).port), timeout=60)
    made.sendall(data)
    return made


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
        ATTACK.posted(b"ASK {}", ATTACK.QUERY)[:-1],
    ],
    ids=["nothing", "header", "body"],
)
def test_a_request_that_is_never_whole_is_given_up(at: str, start: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.2)
    with opened(at, start) as slow:
        assert ended(slow)
    assert answers(at)


def ended(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no poll")
def test_an_answer_that_nobody_takes_is_given_up(at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.2)
    doubled = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(19))
    # 8 MB, more than the system takes for a client
    text = f"SELECT ?x19 {{ VALUES ?n {{ {'1 ' * 16} }} BIND('x' AS ?x0) {doubled} }}"
    with opened(at, ATTACK.posted(text.encode(), ATTACK.QUERY)) as slow:
        ends = select.poll()
        ends.register(slow, 0)
        assert ends.poll(60_000)
    assert answers(at)


def test_where_there_are_too_many_connections_one_that_waits_gives_way(
    at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "CONNECTIONS", 3)
    waiting = [opened(at, b"") for _ in range(3)]
    assert answers(at)
    assert ended(waiting[0])
    for connection in waiting:
        connection.close()


@dataclasses.dataclass
class Fake(connections.Connection):
    """A connection in some state."""

    name: str = ""
    address: str | None = "a"  # type: ignore[assignment]
    since: float = 0.0
    unsent: int = 0  # type: ignore[assignment]
    awaits_request: bool = True  # type: ignore[assignment]
    dropped: bool = False

    def drop(self) -> None:
        self.dropped = True

    __hash__ = object.__hash__


def test_the_connection_that_gives_way_waits_for_its_client_who_has_most_and_is_the_oldest() -> None:
    made = [
        Fake("works", "a", 0, awaits_request=False), Fake("of another", "b", 0), Fake("newer", "a", 2),
        Fake("older", "a", 1),
    ]  # fmt: skip
    order = []
    while made:
        order.append(connections._least_missed(made, 9.0))
        made.remove(order[-1])
    assert [c.name for c in order] == ["older", "newer", "of another", "works"]


def test_slow_answers_are_dropped_by_their_rate_and_the_longest_where_they_are_too_many_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 10.0)
    monkeypatch.setattr(connections, "SLOWEST", 100)
    slow, quick = Fake("slow", unsent=5_000), Fake("quick", unsent=5_000)
    connections.sweep([slow, quick], 100.0)
    quick.unsent = 3_000
    connections.sweep([slow, quick], 120.0)
    assert (slow.dropped, quick.dropped) == (True, False)
    monkeypatch.setattr(connections, "UNSENT", 8_000)
    newer = Fake("newer", unsent=6_000)
    connections.sweep([quick, newer], 121.0)
    assert (quick.dropped, newer.dropped) == (True, False)


# ---- turns


async def served(turns: Turns, requests: list[str], *, seconds: float = 60.0) -> list[str]:
    """The order in which requests of clients (the first letter) are served while one place is held, and who is not."""
    done: list[str] = []

    async def ask(name: str) -> None:
        try:
            async with turns.turn(name[0], seconds):
                done.append(name)
                await asyncio.sleep(0)
        except QueryTimeoutError as error:
            done.append(f"{name}: {error}")

    async with turns.turn("a", 1):
        tasks = []
        for name in requests:
            tasks.append(asyncio.create_task(ask(name)))
            await asyncio.sleep(0)
        if seconds < 1:
            await asyncio.gather(*tasks)
    await asyncio.gather(*tasks)
    return done


def test_each_client_has_its_turn_however_much_another_asks() -> None:
    assert asyncio.run(served(Turns(1), ["a1", "a2", "a3", "a4", "b1", "c1"])) == ["a4", "b1", "c1", "a3", "a2", "a1"]


def test_where_too_many_wait_the_oldest_request_of_the_client_with_most_of_them_goes() -> None:
    found = asyncio.run(served(Turns(1, waiting=3), ["b1", "a1", "a2", "a3"]))
    assert found == ["a1: too many requests are waiting: try again in a moment", "b1", "a3", "a2"]


def test_a_request_waits_only_so_long_and_leaves_no_place_taken() -> None:
    turns = Turns(1)
    assert asyncio.run(served(turns, ["b1"], seconds=0.01)) == [
        "b1: no place was free for 0.01 s: try again in a moment"
    ]
    assert turns.free == 1
    assert asyncio.run(served(turns, ["b2"])) == ["b2"]


def test_one_that_gives_up_just_when_it_is_called_gives_its_place_back() -> None:
    async def given_up() -> int:
        turns = Turns(1)

        async def ask() -> None:
            async with turns.turn("b", 60):
                raise AssertionError

        async with turns.turn("a", 60):
            asking = asyncio.create_task(ask())
            await asyncio.sleep(0)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        return turns.free

    assert asyncio.run(given_up()) == 1


def test_all_that_wait_are_turned_away_at_the_end() -> None:
    async def closed() -> None:
        turns = Turns(1)
        async with turns.turn("a", 60):
            asking = asyncio.create_task(served(turns, ["b1"]))
            await asyncio.sleep(0)
            turns.close()
            with pytest.raises(QueryTimeoutError, match="the server ends"):
                await asking

    asyncio.run(closed())


@pytest.mark.parametrize(
    ("host", "client"),
    [("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("::1", "::/64"), ("", "")],
)
def test_a_client_is_an_address_or_a_network_of_ipv6(host: str, client: str) -> None:
    assert client_of(host) == client


def test_a_small_question_is_answered_while_all_workers_are_busy_for_long() -> None:
    runaway = ATTACK.posted(RUNAWAY.encode(), ATTACK.QUERY)
    with (
        running(Service(SAMPLE, workers=1, timeout=600)) as at,
        opened(at, runaway) as busy,
        opened(at, runaway),
    ):
        assert answers(at)
        busy.settimeout(0.01)
        with pytest.raises(TimeoutError):
            busy.recv(1)


# ---- queries


def test_an_answer_of_few_rows_may_be_too_long_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "MAX_LETTERS", 1000)
    monkeypatch.setattr(guarded, "MAX_VALUE", 100)
    long, short = "x" * 101, f"'{'x' * 100}' "
    assert rows(f"SELECT * {{ VALUES ?x {{ {short * 8} }} }}") == 8
    assert rows(f"SELECT {' '.join(f'?v{n}' for n in range(50))} {{}}") == 1
    for text in (
        f"SELECT * {{ VALUES ?x {{ '{long}' }} }}",
        f"SELECT * {{ VALUES ?x {{ {short * 9} }} }}",
        f"SELECT {' '.join(f'?v{n}' for n in range(51))} {{}}",
    ):
        with pytest.raises(TooManyRowsError, match="ask for less"):
            rows(text)


def rows(text: str) -> int:
    return len(guarded.answer(ox.Store(), guarded.Question(text, {}, 10, 10.0)).rows)


@pytest.mark.parametrize("pair", ["()", "[]", "{}"])
def test_brackets_are_nested_only_so_deep(pair: str) -> None:
    refuse_depth(pair[0] * MAX_DEPTH + pair[1] * MAX_DEPTH + pair * 10_000)
    with pytest.raises(QueryError, match="nested"):
        refuse_depth(pair[0] * (MAX_DEPTH + 1))


def test_brackets_in_texts_iris_and_comments_do_not_count() -> None:
    many = "(" * 200
    refuse_depth(f'# {many}\nSELECT * {{ ?s ?p \'{many}\', """{many}""" , <x:{many}> }}')


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_no_named_query_is_nested_so_deep(name: str) -> None:
    refuse_depth(named_queries()[name].text)


def test_only_the_first_entries_of_an_accept_header_count() -> None:
    assert choose("x/y," * (ENTRIES - 1) + "a/b", ["a/b"]) == "a/b"
    assert choose("x/y," * ENTRIES + "a/b", ["a/b"]) is None


# ---- who may ask


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost:3000", "Sec-Fetch-Site": "same-site"}, 200),
        ({"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}, 200),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_local_server_answers_links_but_no_page_of_another_site(
    at: str, headers: dict[str, str], status: int
) -> None:
    assert httpx.get(at, headers=headers, timeout=60, trust_env=False).status_code == status


def test_an_open_server_refuses_what_is_no_name_of_a_host() -> None:
    with running(Service(SAMPLE, workers=1), host="0.0.0.0") as at:
        for host, status in (("graph.example:80", 200), ("<script>", 400), ("a/b", 400), ("x@graph.example", 400)):
            found = httpx.get(at, headers={"Host": host, "Accept": "text/turtle"}, timeout=60, trust_env=False)
            assert found.status_code == status


def test_two_lengths_of_one_body_are_refused_and_the_connection_ends(at: str) -> None:
    lengths = b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    second = b"GET /static/style.css HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with opened(at, b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n" + lengths + second) as connection:
        found = b""
        while piece := connection.recv(1 << 16):
            found += piece
    assert found.count(b"HTTP/1.1") == 1
    assert b"give one length" in found
