"""Fetching: wary of where it is led and of what it is sent, and polite to whom it asks."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from internet import Guest, Internet, Time, reply

from kg.reading.item import RefusedError
from kg.reading.web import wire
from kg.reading.web.fetcher import Fetcher
from kg.reading.web.fetching import Fetching
from kg.reading.web.hosts import Clock

CERTIFICATE = Path(__file__).with_name("press.example.pem")

# --------------------------------------------------------------------------------------------------- whom it asks


def wary(internet: Internet, *found: str) -> Fetcher:
    """A fetcher as it is without any option, on a network where every name stands for these IP addresses in turn."""
    answers = list(found)
    return Fetcher(Fetching(timeout=5), resolve=lambda host, port: [answers.pop(0) if len(answers) > 1 else answers[0]])


def test_a_machine_of_the_own_network_is_not_asked_unless_allowed(internet: Internet, guest: Guest) -> None:
    address = internet.says("/a", "text")
    with pytest.raises(RefusedError, match=r"private or reserved network \(127\.0\.0\.1\); --allow-private would"):
        Fetcher(Fetching()).fetch(address)
    assert internet.asked == []
    assert guest.fetcher().fetch(address).data == b"text"


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "017700000001", "0"])
def test_nor_is_one_that_is_written_as_a_number_of_another_base(internet: Internet, host: str) -> None:
    with pytest.raises(RefusedError, match="private or reserved network"):
        Fetcher(Fetching()).fetch(f"http://{host}:{internet.server_port}/a")
    assert internet.asked == []


@pytest.mark.parametrize("host", ["[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::]", "[fe80::1]"])
def test_nor_one_of_ipv6(internet: Internet, host: str) -> None:
    with pytest.raises(RefusedError, match="private or reserved network"):
        Fetcher(Fetching()).fetch(f"http://{host}:{internet.server_port}/a")
    assert internet.asked == []


def test_nor_one_whose_public_name_stands_for_it(internet: Internet) -> None:
    with pytest.raises(RefusedError, match=r"private or reserved network \(10\.0\.0\.1\)"):
        wary(internet, "10.0.0.1").fetch(internet.at("press.example"))


def test_a_name_is_looked_up_once_for_each_request_and_what_was_checked_is_asked(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the second look-up of the name says another machine than the first. There is none in between."""
    dialled: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> socket.socket:
        dialled.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    fetcher = Fetcher(
        Fetching(), clock=Time().clock, resolve=lambda host, port: ["93.184.216.34"] if not dialled else ["127.0.0.1"]
    )
    with pytest.raises(RefusedError, match="private or reserved network"):
        fetcher.fetch("http://rebound.example/a")
    assert dialled == [("93.184.216.34", 80)]


def test_a_redirect_is_checked_like_an_address(internet: Internet, monkeypatch: pytest.MonkeyPatch) -> None:
    """The public machine is played by this one; where it leads is not asked."""
    internet.says("press.example/a", 302, Location=internet.root + "/secret")
    internet.says("/secret", "keys")
    monkeypatch.setattr("kg.reading.web.wire.is_public", lambda ip: str(ip) == "93.184.216.34")
    real = socket.create_connection
    monkeypatch.setattr(
        "urllib3.util.connection.create_connection", lambda address, *_, **__: real(("127.0.0.1", address[1]))
    )
    fetcher = Fetcher(
        Fetching(timeout=5),
        clock=Time().clock,
        resolve=lambda host, port: ["93.184.216.34" if host == "press.example" else host],
    )
    with pytest.raises(RefusedError, match=r"leads to http://127\.0\.0\.1:\d+/secret, which is on a private"):
        fetcher.fetch(internet.at("press.example") + "/a")
    assert "/secret" not in internet.asked


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://mfa.example/a", "http://u:p@mfa.example/"])
def test_a_redirect_to_what_is_not_fetched_is_refused(internet: Internet, guest: Guest, to: str) -> None:
    address = internet.says("/a", 301, Location=to)
    with pytest.raises(RefusedError, match="leads to ") as refused:
        guest.fetcher().fetch(address)
    assert "u:p" not in str(refused.value)


def test_redirects_are_followed_to_the_last_address(internet: Internet, guest: Guest) -> None:
    address = internet.says("/1", 301, Location="/2")
    internet.says("/2", 307, Location=internet.at("other.example") + "/3?x")
    internet.says("/3?x", "there")
    assert guest.fetcher().fetch(address).address == internet.at("other.example") + "/3?x"


def test_redirects_that_go_round_end(internet: Internet, guest: Guest) -> None:
    address = internet.says("/a", 302, Location="/b")
    internet.says("/b", 302, Location="/a")
    with pytest.raises(RefusedError, match="more than 5 times"):
        guest.fetcher().fetch(address)
    assert len(internet.asked) == 1 + 1 + 5


def test_a_page_that_leads_to_the_front_page_is_gone(internet: Internet, guest: Guest) -> None:
    address = internet.says("/old", 302, Location="/")
    internet.says("/", "Welcome")
    with pytest.raises(RefusedError, match="leads to the front page"):
        guest.fetcher().fetch(address)


@pytest.mark.parametrize("address", ["https://nowhere.invalid/a", "http://" + "a" * 70 + ".example/"])
def test_a_host_that_is_not_known_is_told(address: str) -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(RefusedError, match="that is not known; correct it"):
        Fetcher(Fetching(), resolve=unknown).fetch(address)


@pytest.fixture
def secure(internet: Internet) -> Internet:
    """The same internet over TLS, with the certificate of press.example."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    internet.socket = context.wrap_socket(internet.socket, server_side=True)
    internet.says("/a", "text")
    return internet


def test_a_certificate_that_nobody_knows_is_refused(secure: Internet, guest: Guest) -> None:
    with pytest.raises(RefusedError, match="shows no certificate to be trusted"):
        guest.fetcher().fetch(f"https://press.example:{secure.server_port}/a")
    assert secure.asked == []


@pytest.mark.usefixtures("trusted")
def test_a_certificate_is_of_the_name_that_was_asked_for_though_a_number_is_dialled(
    secure: Internet, guest: Guest
) -> None:
    assert guest.fetcher().fetch(f"https://press.example:{secure.server_port}/a").data == b"text"
    for host in ("other.example", "127.0.0.1"):
        with pytest.raises(RefusedError, match="shows no certificate to be trusted"):
            guest.fetcher().fetch(f"https://{host}:{secure.server_port}/a")


@pytest.fixture
def trusted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The certificate of press.example is the only one that is known."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    wire._tls.cache_clear()
    yield
    wire._tls.cache_clear()


# ------------------------------------------------------------------------------------------------ what it is sent


def raw(*parts: bytes, hold: threading.Event | None = None) -> Callable[[BaseHTTPRequestHandler], None]:
    """Say exactly these bytes, and hang up, or wait for the test first."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
        if hold:
            hold.wait(10)
        handler.close_connection = True

    return say


def endless(piece: bytes, pause: float, stop: threading.Event) -> Callable[[BaseHTTPRequestHandler], None]:
    """Say a piece again and again until nobody listens."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        while not stop.wait(pause):
            handler.wfile.write(piece)
            handler.wfile.flush()

    return say


HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n"


def test_a_bomb_of_gzip_is_refused(internet: Internet, guest: Guest) -> None:
    address = internet.says("/a", gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")
    with pytest.raises(RefusedError, match="larger than 20,000,000 bytes"):
        guest.fetcher().fetch(address)


def test_so_is_one_in_a_file_that_is_gzip_itself(internet: Internet, guest: Guest) -> None:
    bomb = gzip.compress(gzip.compress(bytes(50_000_000)))
    address = internet.says("/a", bomb, Content_Encoding="gzip", media="application/gzip")
    with pytest.raises(RefusedError, match="larger than 20,000,000 bytes"):
        guest.fetcher().fetch(address)


def test_what_is_endless_is_refused_when_it_is_too_large(internet: Internet, guest: Guest) -> None:
    """Without a Content-Length, as fast as it goes."""
    stop = threading.Event()
    internet.says("/a", lambda handler: (raw(HEAD + b"\r\n")(handler), endless(b"x" * 65_536, 0, stop)(handler))[1])
    with pytest.raises(RefusedError, match="larger than 1,000,000 bytes"):
        guest.fetcher(largest=1_000_000).fetch(internet.root + "/a")
    stop.set()


@pytest.mark.parametrize(
    "before",
    [b"", b"HTTP/1.1 200 OK\r\nX: ", HEAD + b"\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;"],
    ids=["status", "headers", "body", "chunk"],
)
def test_what_drips_is_cut_off_though_it_is_never_silent(internet: Internet, guest: Guest, before: bytes) -> None:
    stop = threading.Event()
    internet.says("/a", lambda handler: (raw(before)(handler), endless(b"x", 0.02, stop)(handler))[1])
    with pytest.raises(RefusedError, match=r"was not whole after 0\.6 seconds"):
        guest.fetcher(timeout=0.2).fetch(internet.root + "/a")
    stop.set()


def test_so_is_a_handshake_that_drips(guest: Guest) -> None:
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                connection.sendall(b"\x16\x03\x03\x40\x00")
                while not stop.wait(0.02):
                    connection.sendall(b"\x02")

        dripping = threading.Thread(target=drip)
        dripping.start()
        with pytest.raises(RefusedError, match=r"was silent for 0\.3 seconds"):
            guest.fetcher(timeout=0.3).fetch(f"https://127.0.0.1:{server.getsockname()[1]}/a")
        stop.set()
        dripping.join()


def test_what_is_silent_is_given_up_and_not_tried_again(internet: Internet, guest: Guest) -> None:
    stop = threading.Event()
    internet.says("/a", raw(HEAD, hold=stop))
    with pytest.raises(RefusedError, match=r"was silent for 0\.2 seconds"):
        guest.fetcher(timeout=0.2).fetch(internet.root + "/a")
    stop.set()
    assert internet.asked == ["/robots.txt", "/a"]


def test_less_than_was_promised_is_not_taken_for_the_whole(internet: Internet, guest: Guest) -> None:
    address = internet.says("/a", reply("half of it", headers={"Content-Length": "20"}), "the whole of it now")
    internet.told["/a"][0] = raw(HEAD + b"Content-Length: 20\r\n\r\nhalf of it")
    assert guest.fetcher().fetch(address).data == b"the whole of it now"


def test_what_stays_broken_is_told(internet: Internet, guest: Guest) -> None:
    internet.says("/a", raw(HEAD + b"Content-Length: 20\r\n\r\nhalf of it"))
    with pytest.raises(RefusedError, match=r"broke off .*try again later"):
        guest.fetcher().fetch(internet.root + "/a")
    assert internet.asked.count("/a") == 3


def test_more_than_was_promised_is_not_read(internet: Internet, guest: Guest) -> None:
    internet.says("/a", raw(HEAD + b"Content-Length: 4\r\n\r\ntext and more"))
    assert guest.fetcher().fetch(internet.root + "/a").data == b"text"


@pytest.mark.parametrize(
    "answer",
    [b"SSH-2.0-OpenSSH_9.6\r\n", b"\0" * 100, b"", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200, b"HTTP/1.1 abc\r\n\r\n"],
    ids=["ssh", "nul", "nothing", "headers", "status"],
)
def test_what_is_no_http_is_told(internet: Internet, guest: Guest, answer: bytes) -> None:
    internet.says("/a", raw(answer))
    with pytest.raises(RefusedError, match="broke off"):
        guest.fetcher().fetch(internet.root + "/a")


def test_encodings_that_were_not_asked_for_are_told(internet: Internet, guest: Guest) -> None:
    address = internet.says("/a", b"?", Content_Encoding="br")
    with pytest.raises(RefusedError, match="is sent as br, which was not asked for"):
        guest.fetcher().fetch(address)


@pytest.mark.parametrize(
    ("status", "advice"),
    [(404, "404 Not Found: there is nothing"), (403, "403 Forbidden: the site does not"), (418, "418 I'm a Teapot: ")],
)
def test_what_a_server_refuses_is_told_with_what_to_do(
    internet: Internet, guest: Guest, status: int, advice: str
) -> None:
    address = internet.says("/a", status)
    with pytest.raises(RefusedError, match=f"answers {advice}"):
        guest.fetcher().fetch(address)


def test_an_empty_answer_is_told(internet: Internet, guest: Guest) -> None:
    with pytest.raises(RefusedError, match="is empty"):
        guest.fetcher().fetch(internet.says("/a", b""))


# ------------------------------------------------------------------------------------------------------ its manners


def test_it_says_who_it_is_and_nothing_more(internet: Internet, guest: Guest) -> None:
    guest.fetcher().fetch(internet.says("/a", "text"))
    assert internet.headers[-1].keys() == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert internet.headers[-1]["User-Agent"].startswith("kg/")


def test_what_robots_txt_closes_is_not_asked_for(internet: Internet, guest: Guest) -> None:
    internet.says("/robots.txt", "User-agent: *\nDisallow: /private\nDisallow: /*.pdf$\nAllow: /private/press")
    fetcher = guest.fetcher()
    for path in ("/private/a", "/a.pdf"):
        with pytest.raises(RefusedError, match=r"closed to programs by the site's robots\.txt"):
            fetcher.fetch(internet.says(path, "text"))
    for path in ("/a", "/private/press/a", "/a.pdf?x"):
        assert fetcher.fetch(internet.says(path, "text")).data == b"text"
    assert internet.asked == ["/robots.txt", "/a", "/private/press/a", "/a.pdf?x"]


def test_robots_txt_may_speak_to_us_by_name(internet: Internet, guest: Guest) -> None:
    internet.says("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: KG\nDisallow: /not-us")
    fetcher = guest.fetcher()
    assert fetcher.fetch(internet.says("/a", "text")).data == b"text"
    with pytest.raises(RefusedError, match="closed to programs"):
        fetcher.fetch(internet.says("/not-us", "text"))


@pytest.mark.parametrize("mark", ["\ufeff", "# ours\r\n", "\r\n\r\n", "Sitemap: /s.xml\n"])
def test_it_is_understood_whatever_stands_before(internet: Internet, guest: Guest, mark: str) -> None:
    internet.says("/robots.txt", f"{mark}USER-AGENT: *\r\nDisallow: /\r\n")
    with pytest.raises(RefusedError, match="closed to programs"):
        guest.fetcher().fetch(internet.says("/a", "text"))


def test_it_is_asked_for_of_where_a_redirect_leads(internet: Internet, guest: Guest) -> None:
    internet.says("closed.example/robots.txt", "User-agent: *\nDisallow: /")
    address = internet.says("/a", 302, Location=internet.at("closed.example") + "/b")
    with pytest.raises(RefusedError, match=r"leads to http://closed\.example.*, which is closed to programs"):
        guest.fetcher().fetch(address)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_robots_txt_allows_everything(internet: Internet, guest: Guest, status: int) -> None:
    internet.says("/robots.txt", status)
    assert guest.fetcher().fetch(internet.says("/a", "text")).data == b"text"


def test_a_site_whose_robots_txt_fails_is_left_alone(internet: Internet, guest: Guest) -> None:
    internet.says("/robots.txt", 500)
    fetcher = guest.fetcher()
    for path in ("/a", "/b"):
        with pytest.raises(RefusedError, match=r"because robots\.txt of its site answers 500 Internal Server Error"):
            fetcher.fetch(internet.says(path, "text"))
    assert internet.asked == ["/robots.txt"] * 3


def test_a_robots_txt_that_is_a_page_closes_nothing(internet: Internet, guest: Guest) -> None:
    internet.says("/robots.txt", "<!doctype html><title>Welcome</title><p>Disallow: nothing")
    assert guest.fetcher().fetch(internet.says("/a", "text")).data == b"text"


def test_between_two_requests_to_a_host_is_a_pause(internet: Internet, guest: Guest, time: Time) -> None:
    fetcher = guest.fetcher(delay=3)
    for path in ("/a", "/b", "/c"):
        fetcher.fetch(internet.says(path, "text"))
    fetcher.fetch(internet.at("other.example") + "/a")
    assert time.slept == [3, 3]


def test_who_wants_a_long_one_gets_it(internet: Internet, guest: Guest, time: Time) -> None:
    fetcher = guest.fetcher(delay=600)
    for path in ("/a", "/b"):
        fetcher.fetch(internet.says(path, "text"))
    assert time.slept == [600]


def test_it_is_as_long_as_robots_txt_wants(internet: Internet, guest: Guest, time: Time) -> None:
    internet.says("/robots.txt", "User-agent: *\nCrawl-delay: 7.5")
    fetcher = guest.fetcher(delay=1)
    for path in ("/a", "/b"):
        fetcher.fetch(internet.says(path, "text"))
    assert time.slept == [7.5]


def test_one_that_is_too_long_is_told(internet: Internet, guest: Guest, time: Time) -> None:
    internet.says("/robots.txt", "User-agent: *\nCrawl-delay: 86400")
    with pytest.raises(RefusedError, match="wants 86400 seconds between two requests"):
        guest.fetcher().fetch(internet.says("/a", "text"))
    assert time.slept == []


@pytest.mark.parametrize("status", [429, 503])
def test_who_is_busy_is_asked_again_when_he_says(internet: Internet, guest: Guest, time: Time, status: int) -> None:
    address = internet.says("/a", reply(status, headers={"Retry-After": "30"}), "text")
    assert guest.fetcher(delay=1).fetch(address).data == b"text"
    assert time.slept == [30]


def test_he_may_say_it_as_a_date(internet: Internet, guest: Guest, time: Time) -> None:
    header = {"Retry-After": "Tue, 14 Nov 2023 22:13:50 GMT"}
    address = internet.says("/a", reply(429, headers=header), "text")
    assert guest.fetcher().fetch(address).data == b"text"
    assert time.slept == [30]


def test_who_wants_to_be_left_alone_for_long_is_asked_nothing_more(
    internet: Internet, guest: Guest, time: Time
) -> None:
    internet.says("/a", 429, Retry_After="3600")
    internet.says("/b", "text")
    fetcher = guest.fetcher()
    for path in ("/a", "/b"):
        with pytest.raises(RefusedError, match="wants no more requests for 3600 seconds"):
            fetcher.fetch(internet.root + path)
    assert internet.asked == ["/robots.txt", "/a"]
    time.passed += 3601
    assert fetcher.fetch(internet.root + "/b").data == b"text"


def test_a_server_in_trouble_is_tried_three_times(internet: Internet, guest: Guest, time: Time) -> None:
    address = internet.says("/a", 500, 502, "text")
    assert guest.fetcher(delay=0).fetch(address).data == b"text"
    assert time.slept == [1, 2]
    with pytest.raises(RefusedError, match="answers 500 Internal Server Error; try again later"):
        guest.fetcher().fetch(internet.says("/b", 500))
    assert internet.asked.count("/b") == 3


def test_a_host_that_takes_no_connections_is_tried_three_times(guest: Guest, time: Time) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(RefusedError, match=r"cannot be reached \(Connection refused\)"):
        guest.fetcher().fetch(f"http://127.0.0.1:{port}/a")
    assert time.slept == [1, 2]


def test_a_host_is_never_asked_twice_at_once(internet: Internet) -> None:
    """By two threads at the same time; each request notes whether another is under way."""
    at_once: list[int] = []
    under_way, both = threading.Semaphore(1), threading.Barrier(2)

    def say(handler: BaseHTTPRequestHandler) -> None:
        alone = under_way.acquire(blocking=False)
        at_once.append(1 if alone else 2)
        threading.Event().wait(0.005)  # long enough for another request to come in, if one would
        if alone:
            under_way.release()  # before the answer: with it the next one may be asked
        reply("text")(handler)

    internet.says("/a", say)
    fetcher = Fetcher(Fetching(allow_private=True, delay=0), clock=Clock())

    def ask() -> None:
        both.wait()
        for _ in range(20):
            fetcher.fetch(internet.root + "/a")

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert at_once == [1] * 40
    assert internet.asked.count("/robots.txt") == 1
