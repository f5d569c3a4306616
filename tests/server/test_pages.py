"""Pages and linked data: what they show, and that nothing of the graph's text becomes markup or a link that runs."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph
from serving import ID, SAMPLE, running

from kg.errors import QueryError, QueryTimeoutError, TooManyRowsError
from kg.graph.query import named_queries
from kg.graph.vocab import DKG, ET, RDF
from kg.server import pages
from kg.server.guard import is_local
from kg.server.service import Service
from kg.server.things import Things

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
HOSTILE = (
    "</title></script><script>alert(1)</script><img src=x onerror=\"alert(1)\">' onclick='x' <!-- {{ 7 * 7 }} "
    '"><a href="javascript:alert(1)">x</a>\u202e\x1b'
)
TEXTS = {"label", "prefLabel", "altLabel", "mention", "title", "publisher", "exact", "prefix", "suffix", "role", "rule",
         "timeExpression", "wording", "topic"}  # fmt: skip


class Reader(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self) -> list[str]:
        return [a["href"] for tag, a in self.tags if tag == "a"]


def assert_harmless(html: str) -> None:
    for tag, attributes in Reader(html).tags:
        assert tag not in {"img", "iframe", "object", "embed", "base", "style", "svg"}
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        if tag == "script":
            assert attributes.get("src", "").startswith("/static/") or attributes["type"] == "application/json"
        if tag == "a":
            assert attributes["href"].startswith(("/", "https://", "http://")), attributes
            assert not attributes["href"].startswith("//")


def read(client: httpx.Client, path: str, status: int = 200) -> Reader:
    response = client.get(path, headers=HTML)
    assert response.status_code == status, response.text
    assert_harmless(response.text)
    return Reader(response.text)


# ---- what the pages show


def test_the_front_page_counts_what_is_inside_and_lists_the_questions(client: httpx.Client) -> None:
    found = read(client, "/")
    assert all(f"/query/{name}" in found.links() for name in named_queries())
    assert "Documents" in found.text
    assert "/editor" in found.links()


def test_a_name_is_found_by_a_part_of_it_and_the_shortest_come_first(client: httpx.Client) -> None:
    found = [link for link in read(client, "/search?q=elphberg").links() if link.startswith("/id/")]
    assert found[0] == "/id/person-anna-elphberg"
    assert "/id/event-call" in found
    assert "called so" in read(client, "/search?q=%3Cb%3Enothing").text


def test_an_entity_has_its_offices_and_its_events_with_who_claims_them(client: httpx.Client) -> None:
    text = " ".join(read(client, "/id/person-anna-elphberg").text.split())
    assert "President of Ruritania" in text
    assert "The text itself: affirmed as done" in text
    assert "According to Ministry of Foreign Affairs of Ruritania: affirmed as done" in text
    assert "Elphberg and Teasdale spoke by telephone on 18 March" in text


def test_events_are_newest_first_and_undated_ones_last(client: httpx.Client) -> None:
    html = client.get("/id/state-ruritania", headers=HTML).text
    visit, embargo = html.index("Rufus Teasdale to visit Ruritania"), html.index("imposed an embargo on Borduria")
    assert visit < embargo


def test_an_event_has_both_sides_and_links_only_to_the_web(client: httpx.Client) -> None:
    found = read(client, "/id/event-embargo")
    assert "denied as done" in found.text
    assert "https://example.org/strelsau-post/2025-03-18" in found.links()
    assert not any("borduria-wire.txt" in link for link in found.links())


def test_a_document_lists_what_it_tells(client: httpx.Client) -> None:
    found = read(client, "/id/doc-strelsau-post")
    assert "/id/event-call" in found.links()
    assert "/id/event-withdrawal" in found.links()
    assert "2025-03-18" in found.text
    assert "Strelsau Post" in found.text
    assert "https://example.org/strelsau-post/2025-03-18" in found.links()


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_each_named_query_has_a_page(client: httpx.Client, name: str) -> None:
    found = read(client, f"/query/{name}")
    assert named_queries()[name].title in found.text
    asked = {a["name"] for tag, a in found.tags if tag == "input"} - {"q"}
    assert asked == {p.name for p in named_queries()[name].params}


def test_a_form_asks_with_its_values_and_its_rows_lead_to_the_things(client: httpx.Client) -> None:
    found = read(client, "/query/timeline?actor=Syldavia&since=&until=2025")
    assert "/id/event-withdrawal" in found.links()
    assert any(a.get("value") == "Syldavia" for tag, a in found.tags if tag == "input")
    download = next(link for link in found.links() if link.endswith("format=csv"))
    assert client.get(download).text.startswith("date,what,")


def test_a_mistake_in_a_form_is_told_on_the_page(client: httpx.Client) -> None:
    found = read(client, "/query/timeline?actor=Syldavya", 400)
    assert "did you mean Syldavia" in found.text
    assert any(a.get("value") == "Syldavya" for tag, a in found.tags if tag == "input")


@pytest.mark.parametrize(
    ("error", "status"), [(QueryTimeoutError("stopped"), 503), (TooManyRowsError("too many"), 413)]
)
def test_a_query_that_takes_too_long_is_told_on_the_page(
    monkeypatch: pytest.MonkeyPatch, error: QueryError, status: int
) -> None:
    service = Service(SAMPLE, workers=1)

    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(service.workers, "answer", fails)
    with running(service) as at, httpx.Client(base_url=at, trust_env=False) as client:
        assert str(error) in read(client, "/query/actors", status).text
        assert client.get("/query/actors?format=csv").status_code == status
        assert client.get("/sparql?query=ASK%7B%7D").status_code == status


def test_the_network_is_drawn(client: httpx.Client) -> None:
    response = client.get("/network", headers=HTML)
    assert "12 events" in response.text
    assert response.headers["content-security-policy"] == "frame-ancestors 'none'"


def test_a_network_too_large_to_draw_says_so(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "NETWORK", 11)
    store = ox.Store()
    store.load(path=str(SAMPLE))
    assert pages._large(store)
    monkeypatch.setattr(pages, "NETWORK", 12)
    assert not pages._large(store)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/id/nobody", 404),
        ("/resource?iri=http%3A%2F%2Fexample.org%2Fnobody", 404),
        ("/resource?iri=%3Cscript%3E", 400),
        ("/resource", 400),
        ("/query/nothing", 404),
        ("/static/..%2F..%2Ferrors.py", 404),
        ("/id/state-syldavia?page=0", 400),
        ("/id/state-syldavia?page=x", 400),
        ("/nothing/at/all", 404),
    ],
)
def test_what_is_not_there(client: httpx.Client, path: str, status: int) -> None:
    assert "This did not work" in read(client, path, status).text


# ---- things for programs


@pytest.mark.parametrize("address", ["/id/event-embargo", f"/resource?iri={ID}event-embargo"])
@pytest.mark.parametrize("media_type", ["text/turtle", "application/n-triples", "application/ld+json", "*/*"])
def test_a_thing_is_given_as_triples_with_its_claims_and_their_words(
    client: httpx.Client, address: str, media_type: str
) -> None:
    response = client.get(address, headers={"Accept": media_type})
    format_ = ox.RdfFormat.from_media_type(response.headers["content-type"])
    found = {q.object.value for q in ox.parse(response.text, format=format_) if q.predicate.value.endswith("#exact")}
    assert "Borduria denied that Ruritania had imposed an embargo on it" in found
    assert "Accept" in response.headers["vary"]


def test_an_entity_is_given_with_its_offices_and_events(client: httpx.Client) -> None:
    found = Graph().parse(data=client.get("/id/person-anna-elphberg").text, format="turtle")
    assert {str(s).removeprefix(ID) for s in found.subjects()} >= {"person-anna-elphberg", "position-1", "event-call"}


# ---- hostile text


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with (
        running(Service(hostile_graph(tmp_path_factory.mktemp("hostile")), timeout=30)) as at,
        httpx.Client(base_url=at, timeout=60, trust_env=False) as made,
    ):
        yield made


def hostile_graph(folder: Path) -> Path:
    """The sample with hostile text wherever there is text, addresses that run, and a hostile name of its own."""
    store = ox.Store()
    for quad in ox.parse(path=str(SAMPLE)):
        term, value = quad.predicate.value.replace("#", "/").rpartition("/")[2], quad.object
        if term in TEXTS:
            value = ox.Literal(HOSTILE)
        elif term == "source" and isinstance(value, ox.Literal):
            value = ox.Literal("javascript:alert(document.domain)")
        store.add(ox.Quad(quad.subject, quad.predicate, value))
    file = folder / "<b onclick=alert(1)>'\".nt"
    store.dump(str(file), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    return file


@pytest.mark.parametrize(
    "path",
    [
        "/", "/search?q=script", "/search?q=%3C%2Fscript%3E%22%3E%3Cimg%3E", "/editor", "/query/timeline",
        "/query/claims", "/query/evidence?event=%3Cscript%3E", "/query/documents", "/id/person-anna-elphberg",
        "/id/event-embargo", "/id/doc-strelsau-post", "/id/claim-1", "/id/evidence-1", "/id/%3Cscript%3E",
        "/resource?iri=javascript:alert(1)",
    ],
)  # fmt: skip
def test_hostile_text_stays_text(hostile: httpx.Client, path: str) -> None:
    assert_harmless(hostile.get(path, headers=HTML).text)


def test_the_hostile_text_is_there_to_be_read(hostile: httpx.Client) -> None:
    assert HOSTILE in Reader(hostile.get("/id/person-anna-elphberg", headers=HTML).text).text


# ---- who may ask, and under which policy


def test_each_page_says_what_it_may_load(client: httpx.Client) -> None:
    for path in ("/", "/editor", "/query/actors", "/id/nobody", "/sparql"):
        headers = client.get(path, headers=HTML).headers
        rules = dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))
        assert rules["default-src"] == "'none'"
        assert rules["script-src"] == "'self'"
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost:8000", 200), ("127.0.0.1", 200), ("[::1]:80", 200), ("evil.example", 421),
     ("127.0.0.1.evil.example", 421), ("", 421), ("[", 421)],
)  # fmt: skip
def test_a_local_server_answers_to_its_own_names_alone(client: httpx.Client, host: str, status: int) -> None:
    assert client.get("/", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("origin", "read_by"),
    [("http://localhost:3000", "http://localhost:3000"), ("https://evil.example", None), ("null", None)],
)
def test_a_local_server_is_read_only_by_pages_of_this_machine(
    client: httpx.Client, origin: str, read_by: str | None
) -> None:
    response = client.get("/sparql?query=ASK%7B%7D", headers={"Origin": origin})
    assert response.headers.get("access-control-allow-origin") == read_by


def test_an_open_server_is_read_by_all() -> None:
    with (
        running(Service(SAMPLE, workers=1), host="0.0.0.0") as at,
        httpx.Client(base_url=at, trust_env=False) as client,
    ):
        headers = {"Origin": "https://other.example", "Host": "graph.example"}
        response = client.get("/sparql?query=ASK%7B%7D", headers=headers)
        assert response.json()["boolean"] is True
        assert response.headers["access-control-allow-origin"] == "*"
        asked = client.options("/sparql", headers=headers)
        assert asked.status_code == 204
        assert "POST" in asked.headers["access-control-allow-methods"]
        assert "authorization" not in asked.headers["access-control-allow-headers"].lower()


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.0.2", False),
        ("x.org", False),
    ],
)
def test_which_hosts_are_local(host: str, local: bool) -> None:
    assert is_local(host) is local


@pytest.mark.parametrize(
    ("target", "shown"),
    [
        ("https://x/id/state-a", "/id/state-a"),
        ("https://x/id/a%2Fb", "/id/a%2Fb"),
        ("https://x/id/a?b", "/resource?iri=https%3A%2F%2Fx%2Fid%2Fa%3Fb"),
        ("https://x/id/..", "/resource?iri=https%3A%2F%2Fx%2Fid%2F.."),
        ("javascript:alert(1)", "/resource?iri=javascript%3Aalert%281%29"),
    ],
)
def test_where_a_thing_is_shown(target: str, shown: str) -> None:
    assert pages.address(target, "https://x/id/") == shown


def test_files_are_asked_for_once(client: httpx.Client) -> None:
    first = client.get("/static/yasgui.min.js")
    assert first.headers["content-type"].startswith("text/javascript")
    again = client.get("/static/yasgui.min.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(("mode", "said"), [("TREATY_WITHDRAW-announce", "as announced"), ("CONSULT-call", "as done")])
def test_an_announcement_is_never_worded_as_the_act_itself(mode: str, said: str) -> None:
    event, claim = ox.NamedNode("https://x/id/event-1"), ox.NamedNode("https://x/id/claim-1")
    store = ox.Store()
    store.add(ox.Quad(event, ox.NamedNode(RDF["type"]), ox.NamedNode(DKG["Event"])))
    store.add(ox.Quad(event, ox.NamedNode(DKG["mode"]), ox.NamedNode(ET[mode])))
    store.add(ox.Quad(claim, ox.NamedNode(DKG["ofEvent"]), event))
    store.add(ox.Quad(claim, ox.NamedNode(DKG["stance"]), ox.NamedNode(DKG["Affirms"])))
    store.add(ox.Quad(claim, ox.NamedNode(DKG["modality"]), ox.NamedNode(DKG["Actual"])))
    [shown] = Things(store).happening(event).claims
    assert shown.said == f"affirmed {said}"
