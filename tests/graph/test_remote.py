"""A graph behind an endpoint, asked and changed over HTTP: a real server, and one that fails by a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from endpoints import BUSY, DROPPED, JSON, NO_ROWS, Canned, oxigraph, scripted

from kg.cli import main
from kg.errors import InputError, QueryError, RemoteError
from kg.graph import remote
from kg.graph.remote import RemoteStore
from kg.graph.sink import LocalSink, Sink
from kg.graph.store import load, opened
from kg.graph.wire import Wire

SAMPLE = Path(__file__).parent / "sample.ttl"
A, B, C = (ox.NamedNode(f"https://example.org/{name}") for name in "abc")
ONE, OTHER = (ox.NamedNode(f"https://example.org/graph/{name}") for name in ("one", "other"))
SAYS = ox.NamedNode("https://example.org/says")
HOSTILE = ['" } } ; DROP ALL ; #', "\\u0022 } } ; DROP ALL #", "a\\", "line\nbreak\r\ttab\b", "“ß” 🕊", "'''", '"""']


def said(subject: ox.NamedNode, text: str, graph: ox.NamedNode = ONE) -> ox.Quad:
    return ox.Quad(subject, SAYS, ox.Literal(text), graph)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture
def store(server: str) -> RemoteStore:
    store = RemoteStore(server)
    store.update("DROP ALL")
    return store


@pytest.fixture
def pauses() -> list[float]:
    """How long was waited before each further try, instead of waiting."""
    return []


@pytest.fixture
def wiring(pauses: list[float]) -> Callable[..., Wire]:
    return partial(Wire, pause=pauses.append)


def quads(sink: Sink) -> set[ox.Quad]:
    return set(sink.store if isinstance(sink, LocalSink) else sink.dump())  # type: ignore[attr-defined]


# ---- what a sink does, wherever it is


@pytest.fixture(params=["in memory", "on disk", "behind an endpoint"])
def sink(request: pytest.FixtureRequest, tmp_path: Path) -> Sink:
    if request.param == "behind an endpoint":
        return request.getfixturevalue("store")  # type: ignore[no-any-return]
    return LocalSink(tmp_path / "store" if request.param == "on disk" else None)


def test_replacing_a_graph_leaves_the_others_alone_and_can_be_repeated(sink: Sink) -> None:
    sink.replace([ONE, OTHER], [said(A, "old"), said(A, "kept", OTHER)])
    for _ in range(2):
        sink.replace([ONE], [said(B, "new")])
        sink.flush()
        assert quads(sink) == {said(B, "new"), said(A, "kept", OTHER)}


def test_a_graph_replaced_by_nothing_is_no_more(sink: Sink) -> None:
    sink.replace([ONE], [said(A, "old")])
    sink.replace([ONE, OTHER], [])
    assert quads(sink) == set()


def test_quads_of_graphs_that_are_not_replaced_join_them(sink: Sink) -> None:
    sink.replace([ONE, OTHER], [said(A, "old"), said(A, "kept", OTHER)])
    for _ in range(2):
        sink.replace([ONE], [said(B, "new"), said(B, "new", OTHER)])
        assert quads(sink) == {said(B, "new"), said(A, "kept", OTHER), said(B, "new", OTHER)}


def test_rewriting_subjects_leaves_others_and_other_graphs_alone(sink: Sink) -> None:
    sink.replace([ONE, OTHER], [said(A, "old"), said(B, "old"), said(C, "kept"), said(A, "kept", OTHER)])
    for _ in range(2):
        sink.rewrite(ONE, [A, B], [said(A, "new"), said(A, "newer")])
        assert quads(sink) == {said(A, "new"), said(A, "newer"), said(C, "kept"), said(A, "kept", OTHER)}


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_arrive_as_they_are_and_are_no_commands(sink: Sink, text: str) -> None:
    sink.replace([ONE, OTHER], [said(A, text), said(B, "kept", OTHER)])
    sink.rewrite(ONE, [C], [said(C, text)])
    assert quads(sink) == {said(A, text), said(C, text), said(B, "kept", OTHER)}


# ---- requests of bounded size


def test_much_is_sent_in_several_requests(server: str, store: RemoteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "LETTERS", 300)
    many = [said(ox.NamedNode(f"https://example.org/{i}"), f"text {i}") for i in range(20)]
    with scripted(upstream=server) as between:
        other = RemoteStore(between.url, update_url=f"{between.url}/update")
        other.rewrite(ONE, [q.subject for q in many], many)  # type: ignore[misc]
        assert max(len(body) for method, path, body in between.seen if path == "/update") < 1000
        assert len([path for _, path, _ in between.seen if path == "/update"]) > 5
    assert set(store.dump()) == set(many)


def test_a_large_graph_goes_in_one_request_of_the_graph_store_protocol(
    server: str, store: RemoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "TRIPLES", 2)
    many = [said(A, text) for text in ("one", "two", "three", *HOSTILE)]
    with scripted(upstream=server) as between:
        RemoteStore(between.url, graphs_url=f"{between.url}/store").replace([ONE], many)
        assert [method for method, _, _ in between.seen if method == "PUT"] == ["PUT"]
    assert set(store.dump()) == set(many)


# ---- questions


def test_questions_see_all_graphs_together_and_know_the_prefixes(store: RemoteStore) -> None:
    store.replace([ONE, OTHER], [said(A, "one"), said(A, "two", OTHER)])
    found = store.query("SELECT ?text { ?s <https://example.org/says> ?text } ORDER BY ?text")
    assert [row["text"] for row in found] == ["one", "two"]
    assert store.query("ASK { ?s a dkg:Event }").rows == ((ox.Literal(False),),)
    assert store.query("CONSTRUCT WHERE { ?s ?p ?o }").rows == (
        (A, SAYS, ox.Literal("one")),
        (A, SAYS, ox.Literal("two")),
    )


@pytest.mark.parametrize("text", ["DROP ALL", "PREFIX x: <urn:x> # SELECT\n DELETE WHERE { ?s ?p ?o }", "", "SELEC"])
def test_what_is_no_question_is_not_sent(store: RemoteStore, text: str) -> None:
    store.replace([ONE], [said(A, "one")])
    with pytest.raises(QueryError, match="not valid SPARQL"):
        store.query(text)
    assert store.holds(ONE)


def test_bad_sparql_is_told_with_the_words_of_the_server_and_its_line(store: RemoteStore) -> None:
    with pytest.raises(QueryError, match=r"400 Bad Request: .*2:") as caught:
        store.query("SELECT ?s {\n ?s a dkg:Event ; }}")
    assert "\n" not in str(caught.value)


def test_named_graphs_are_found_where_a_proxy_hides_the_product(server: str, store: RemoteStore) -> None:
    store.replace([ONE], [said(A, "one")])
    with scripted(upstream=server) as between:
        hidden = RemoteStore(between.url)
        assert hidden.query("ASK { ?s ?p ?o }").rows == ((ox.Literal(True),),)
        assert set(hidden.dump()) == {said(A, "one")}


def test_the_graph_of_an_endpoint_can_be_copied_and_opened_by_its_address(server: str, store: RemoteStore) -> None:
    store.replace([ONE, OTHER], [said(A, "one"), said(B, "two", OTHER)])
    assert set(load(server)) == {said(A, "one"), said(B, "two", OTHER)}
    assert isinstance(opened(server), RemoteStore)


@pytest.mark.parametrize(
    "command", [["stats"], ["query", "--format", "csv"], ["check"], ["export", "--format", "nquads"]]
)
def test_commands_take_the_address_of_an_endpoint(command: list[str], server: str, store: RemoteStore) -> None:
    store.replace([ONE], [ox.Quad(q.subject, q.predicate, q.object, ONE) for q in load(SAMPLE)])
    name, *options = command
    question = ["who-met-whom"] if name == "query" else []
    here, there = (CliRunner().invoke(main, [name, graph, *question, *options]) for graph in (str(SAMPLE), server))
    assert there.exit_code == 0
    assert there.stdout.replace(f" {ONE}", "") == here.stdout


# ---- which product answers where


@pytest.mark.parametrize(
    ("path", "header", "query", "update", "union"),
    [
        ("/ds", "Apache Jena Fuseki (5.2.0)", "/ds", "/ds/update", "default-graph-uri=urn%3Ax-arq%3AUnionGraph"),
        ("/ds/sparql", "Apache Jena Fuseki", "/ds/sparql", "/ds/update", "default-graph-uri"),
        ("/repositories/kg", "GraphDB/10", "/repositories/kg", "/repositories/kg/statements", ""),
        ("/sparql", "Virtuoso/07.20", "/sparql", "/sparql-auth", ""),
        ("", "qlever", "/", "/", ""),
        ("/query", "Oxigraph/0.5", "/query", "/update", "union-default-graph=true"),
    ],
)
def test_products_are_known_by_their_headers_or_addresses(
    path: str, header: str, query: str, update: str, union: str
) -> None:
    with scripted(Canned(headers={**JSON, "Server": header})) as server:
        store = RemoteStore(server.url + path)
        store.query("SELECT * { ?s ?p ?o }")
        store.update("DROP ALL")
        paths = [path for _, path, _ in server.seen]
        assert (paths[-2], paths[-1]) == (query, update)
        assert union in server.seen[-2][2]


def test_the_service_is_looked_for_below_the_address(server: str) -> None:
    assert RemoteStore(f"{server}/").places == RemoteStore(f"{server}/query").places


# ---- failures


@pytest.mark.parametrize(("after", "waits"), [({}, [0.5, 2.0]), ({"Retry-After": "7"}, [7.0, 7.0])])
def test_a_busy_server_is_asked_again(
    server: str, wiring: Callable[..., Wire], pauses: list[float], after: dict[str, str], waits: list[float]
) -> None:
    busy = Canned(503, "starting", {**BUSY.headers, **after})
    with scripted(upstream=server) as between:
        store = RemoteStore(between.url, wiring=wiring)
        between.answers += [busy, busy]
        assert len(store.query("SELECT (1 AS ?one) {}").rows) == 1
    assert pauses == waits


def test_a_dropped_line_is_tried_again_to_the_same_end(
    server: str, store: RemoteStore, wiring: Callable[..., Wire], pauses: list[float]
) -> None:
    with scripted(upstream=server) as between:
        flaky = RemoteStore(between.url, wiring=wiring, update_url=f"{between.url}/update")
        between.answers += [DROPPED, BUSY]
        flaky.replace([ONE], [said(A, "one")])
    assert set(store.dump()) == {said(A, "one")}
    assert len(pauses) == 2


def test_patience_has_an_end(wiring: Callable[..., Wire], pauses: list[float]) -> None:
    with scripted(Canned()) as server:
        store = RemoteStore(server.url, wiring=wiring)
        server.answers[:] = [BUSY]
        with pytest.raises(RemoteError, match="503 Service Unavailable: starting; try again later"):
            store.query("ASK {}")
    assert len(pauses) == 4


def test_credentials_are_sent_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = Canned(401, "who are you?", {"Content-Type": "text/plain", "WWW-Authenticate": 'Basic realm="x"'})
    with scripted(refused) as server:
        url = server.url.replace("//", "//ann:s%40cret@")
        with pytest.raises(RemoteError, match="KG_USER and KG_PASSWORD") as caught:
            RemoteStore(url)
        assert "cret" not in str(caught.value)
        monkeypatch.setenv("KG_USER", "ann")
        monkeypatch.setenv("KG_PASSWORD", "s@cret")
        with pytest.raises(RemoteError):
            RemoteStore(server.url)
        assert server.authorizations == ["Basic YW5uOnNAY3JldA=="] * 2
    with scripted(Canned()) as server:
        monkeypatch.setenv("KG_TOKEN", "t0ken")
        store = RemoteStore(server.url)
        assert set(server.authorizations) == {"Bearer t0ken"}
        assert "t0ken" not in f"{store!r} {store.wire.credentials!r}"


def test_a_digest_of_the_password_is_sent_where_it_is_asked_for() -> None:
    challenge = 'Digest realm="SPARQL", nonce="abc", qop="auth", algorithm="MD5"'
    with scripted(Canned()) as server:
        store = RemoteStore(server.url.replace("//", "//ann:secret@"))
        server.answers[:] = [Canned(401, "", {"WWW-Authenticate": challenge}), Canned()]
        store.update("DROP ALL")
        assert str(server.authorizations[-1]).startswith('Digest username="ann", realm="SPARQL"')


PAGE = Canned(200, "<!DOCTYPE html><title>Welcome</title>", {"Content-Type": "text/html"})


def test_a_web_page_is_no_answer(wiring: Callable[..., Wire]) -> None:
    with scripted(PAGE) as server, pytest.raises(RemoteError, match=r"nothing at .* answers SPARQL"):
        RemoteStore(server.url)
    with scripted(Canned()) as server:
        store = RemoteStore(server.url, wiring=wiring)
        server.answers[:] = [PAGE]
        with pytest.raises(RemoteError, match="something else than results of SPARQL"):
            store.query("ASK {}")
        with pytest.raises(RemoteError, match="--update-url"):
            store.update("DROP ALL")
        server.answers[:] = [Canned(500, PAGE.body, PAGE.headers)]
        with pytest.raises(RemoteError, match=r"500 Internal Server Error: a web page$"):
            store.update("DROP ALL")


def test_a_redirection_is_told_and_not_followed() -> None:
    moved = Canned(302, "", {"Location": "https://example.org/sparql"})
    with scripted(moved) as server, pytest.raises(RemoteError, match=r"has moved to https://example\.org/sparql"):
        RemoteStore(server.url)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Canned(headers={**JSON, "X-SPARQL-MaxRows": "0"}), "gives 0 rows at most"),
        (Canned(206), "only in part"),
        (Canned(200, NO_ROWS[:20]), "something else than results"),
        (Canned(500, '{"exception": "out of memory"}'), "500 Internal Server Error: out of memory"),
    ],
)
def test_half_an_answer_is_an_error(answer: Canned, says: str) -> None:
    with scripted(Canned()) as server:
        store = RemoteStore(server.url)
        server.answers[:] = [answer]
        with pytest.raises(RemoteError, match=says):
            store.query("SELECT ?s ?p ?o { ?s ?p ?o }")


def test_an_address_without_a_server_is_told_with_what_to_do(wiring: Callable[..., Wire]) -> None:
    with scripted(Canned()) as server:
        gone = server.url
    with pytest.raises(RemoteError, match=f"{gone} cannot be reached .*: is the server running"):
        RemoteStore(gone, wiring=wiring)


@pytest.mark.parametrize("url", ["ftp://localhost", "http://", "http://localhost/sparql?query=x", "localhost:7878"])
def test_an_address_must_be_one_of_an_endpoint(url: str) -> None:
    with pytest.raises(InputError, match="such as http://localhost:3030/ds"):
        RemoteStore(url)
