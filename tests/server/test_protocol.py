"""The SPARQL 1.1 Protocol: the cases of the W3C's test suite, content negotiation, a client that others use."""

from __future__ import annotations

import io
import json
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from rdflib import Graph
from serving import GRAPHS, RUNAWAY, SAMPLE, running
from SPARQLWrapper import CSV, JSON, JSONLD, POST, TSV, TURTLE, XML, SPARQLWrapper

from kg.server import graphstore
from kg.server.negotiation import choose
from kg.server.service import Service

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
ONE, TWO, THREE = GRAPHS
BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
BOTH_NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
FULL = f"ASK {{ <{THREE}> a ?type GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"


def truth(response: httpx.Response) -> bool:
    assert response.status_code == 200, response.text
    found: bool = response.json()["boolean"]
    return found


def post(client: httpx.Client, text: str, media_type: str | None = QUERY, **params: Any) -> httpx.Response:
    headers = {"Content-Type": media_type} if media_type else {}
    return client.post("/sparql", params=params, content=text.encode(), headers=headers)


# ---- queries, as in the W3C's suite


def test_query_get(client: httpx.Client) -> None:
    assert truth(client.get("/sparql", params={"query": "ASK {}"}))


def test_query_post_form(client: httpx.Client) -> None:
    assert truth(client.post("/sparql", params={"default-graph-uri": ONE}, data={"query": "ASK {}"}))


def test_query_post_direct(client: httpx.Client) -> None:
    assert truth(post(client, "ASK {}"))


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_endpoint_may_end_in_a_slash(client: httpx.Client, slash: str) -> None:
    assert truth(client.get(f"/sparql{slash}", params={"query": "ASK {}"}))


@pytest.mark.parametrize(
    ("query", "dataset"),
    [
        (BOTH, {"default-graph-uri": [ONE, TWO]}),
        (BOTH_NAMED, {"named-graph-uri": [ONE, TWO]}),
        (FULL, {"default-graph-uri": [THREE], "named-graph-uri": [ONE, TWO]}),
    ],
    ids=["query_dataset_default_graphs", "query_dataset_named_graphs", "query_dataset_full"],
)
def test_datasets_of_the_protocol(client: httpx.Client, query: str, dataset: dict[str, list[str]]) -> None:
    assert truth(client.get("/sparql", params={"query": query, **dataset}))
    assert truth(post(client, query, **dataset))
    assert truth(client.post("/sparql", data={"query": query, **dataset}))


def test_a_dataset_holds_nothing_else(client: httpx.Client) -> None:
    assert not truth(client.get("/sparql", params={"query": BOTH, "default-graph-uri": [ONE]}))
    assert not truth(client.get("/sparql", params={"query": BOTH, "named-graph-uri": [ONE, TWO]}))
    assert not truth(client.get("/sparql", params={"query": BOTH_NAMED, "default-graph-uri": [ONE, TWO]}))
    assert not truth(client.get("/sparql", params={"query": BOTH_NAMED, "named-graph-uri": [ONE]}))


def test_query_multiple_dataset_that_of_the_protocol_wins(client: httpx.Client) -> None:
    query = f"ASK FROM <{THREE}> {{ <{ONE}> a ?t . FILTER NOT EXISTS {{ <{THREE}> a ?t }} }}"
    assert truth(client.get("/sparql", params={"query": query, "default-graph-uri": [ONE]}))


def test_without_a_dataset_all_graphs_are_asked_together_unless_the_query_has_from(client: httpx.Client) -> None:
    assert truth(post(client, BOTH))
    assert not truth(post(client, f"ASK FROM <{ONE}> {{ <{ONE}> a ?type . <{TWO}> a ?type }}"))
    assert truth(post(client, f"ASK FROM <{ONE}> FROM <{TWO}> {{ <{ONE}> a ?type . <{TWO}> a ?type }}"))
    assert truth(post(client, f'# FROM <{THREE}>\nASK {{ <{ONE}> a ?type BIND("FROM <{THREE}>" AS ?x) }}'))


@pytest.mark.parametrize(
    ("query", "accept", "given"),
    [
        ("SELECT (1 AS ?value) {}", "*/*", "application/sparql-results+json"),
        ("SELECT (1 AS ?value) {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT (1 AS ?value) {}", "text/csv, application/json;q=0.5", "text/csv; charset=utf-8"),
        ("SELECT (1 AS ?value) {}", "text/*;q=0.5, text/csv;q=0, */*;q=0.1", "text/xml; charset=utf-8"),
        ("SELECT (1 AS ?value) {}", "application/json", "application/json"),
        ("ASK {}", "application/sparql-results+xml;q=0.9, text/plain", "application/sparql-results+xml"),
        ("DESCRIBE <http://example.org/data1>", "*/*", "text/turtle; charset=utf-8"),
        ("CONSTRUCT { <s> <p> 1 } {}", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT { <s> <p> 1 } {}", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT { <s> <p> 1 } {}", "application/ld+json", "application/ld+json"),
    ],
)
def test_query_content_types(client: httpx.Client, query: str, accept: str, given: str) -> None:
    response = client.get("/sparql", params={"query": f"BASE <http://x/> {query}"}, headers={"Accept": accept})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == given


@pytest.mark.parametrize(
    ("query", "format_", "given"),
    [
        ("SELECT (1 AS ?x) {}", "tsv", "text/tab-separated-values; charset=utf-8"),
        ("SELECT (1 AS ?x) {}", "xml", "application/sparql-results+xml"),
        ("DESCRIBE <http://x/>", "json", "application/ld+json"),
        ("DESCRIBE <http://x/>", "application/n-triples", "application/n-triples"),
    ],
)
def test_a_format_may_be_asked_for_by_name(client: httpx.Client, query: str, format_: str, given: str) -> None:
    response = client.get("/sparql", params={"query": query, "format": format_}, headers={"Accept": "image/png"})
    assert response.headers["content-type"] == given


@pytest.mark.parametrize("kind", ["SELECT (1 AS ?x) {}", "ASK {}", "DESCRIBE <http://x/>"])
def test_nothing_acceptable_is_406_and_says_what_there_is(client: httpx.Client, kind: str) -> None:
    response = client.get("/sparql", params={"query": kind}, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "application/" in response.text
    assert client.get("/sparql", params={"query": kind, "format": "punchcards"}).status_code == 406


def test_an_answer_is_as_the_standard_says(client: httpx.Client) -> None:
    text = 'SELECT * { VALUES (?a ?b) { ("<x>,\\"\\u0007"@en UNDEF) (<http://x/> 1) } }'
    answer = post(client, text).json()
    assert answer["head"]["vars"] == ["a", "b"]
    assert answer["results"]["bindings"][0] == {"a": {"type": "literal", "value": '<x>,"\x07', "xml:lang": "en"}}
    for name, format_ in (("xml", ox.QueryResultsFormat.XML), ("tsv", ox.QueryResultsFormat.TSV)):
        content = client.get("/sparql", params={"query": text, "format": name}).content
        found = list(ox.parse_query_results(io.BytesIO(content), format=format_))
        assert found[1]["b"] == ox.Literal(1)
    assert client.get("/sparql", params={"query": text, "format": "csv"}).text.startswith("a,b\r\n")


# ---- what is wrong


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(client: httpx.Client, method: str) -> None:
    response = client.request(method, "/sparql", params={"query": "ASK {}"}, headers={"Content-Type": FORM})
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]


@pytest.mark.parametrize(
    ("status", "response"),
    [
        (400, lambda c: c.get("/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D")),
        (415, lambda c: post(c, "ASK {}", "text/plain")),
        (415, lambda c: post(c, "query=ASK%20%7B%7D", None)),
        (415, lambda c: post(c, "ASK {}", None)),
        (415, lambda c: post(c, "ASK {}", f"{QUERY}; charset=UTF-16")),
        (400, lambda c: c.post("/sparql", content="ASK {}".encode("utf-16"), headers={"Content-Type": QUERY})),
        (400, lambda c: c.post("/sparql", content=b"query=%FF%FE", headers={"Content-Type": FORM})),
        (400, lambda c: c.get("/sparql", params={"query": "ASK"})),
        (400, lambda c: c.get("/sparql", params={"query": ""})),
        (400, lambda c: post(c, "ASK {}", query="ASK {}")),
        (400, lambda c: c.post("/sparql", data={"other": "x"})),
        (400, lambda c: c.post("/sparql", data={"query": "ASK {}", "update": "CLEAR ALL"})),
        (400, lambda c: c.get("/sparql", params={"query": "ASK {}", "default-graph-uri": "no iri"})),
        (405, lambda c: c.get("/sparql", params={"update": "CLEAR ALL"})),
        (403, lambda c: post(c, "CLEAR ALL", UPDATE)),
        (413, lambda c: post(c, "#" + " " * (1 << 20) + "\nASK {}")),
    ],
    ids=["multiple_queries", "wrong_media_type", "missing_form_type", "missing_direct_type", "non_utf8", "broken_utf8",
         "broken_form", "syntax", "empty", "two_places", "no_query", "query_and_update", "no_iri", "update_get",
         "no_updates_here", "too_long"],
)  # fmt: skip
def test_bad_requests(client: httpx.Client, status: int, response: Any) -> None:
    found = response(client)
    assert found.status_code == status
    assert found.headers["content-type"].startswith("text/plain")
    assert len(found.text) > 10


def test_too_many_rows_are_refused_and_the_text_says_how_to_go_on(client: httpx.Client) -> None:
    response = post(client, "SELECT * { ?s ?p ?o }")
    assert response.status_code == 413
    assert "LIMIT 500" in response.text
    assert len(post(client, "SELECT * { ?s ?p ?o } LIMIT 500").json()["results"]["bindings"]) == 500


def test_a_runaway_query_is_stopped_and_others_go_on() -> None:
    with running(Service(SAMPLE, workers=1, timeout=0.3)) as at, httpx.Client(base_url=at, trust_env=False) as client:
        response = post(client, RUNAWAY)
        assert response.status_code == 503
        assert "stopped after 0.3 s" in response.text
        assert "retry-after" in response.headers
        assert truth(client.get("/sparql", params={"query": "ASK {}"}))


def test_other_servers_are_not_asked(client: httpx.Client) -> None:
    response = post(client, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert response.status_code == 400
    assert "SERVICE is refused" in response.text


# ---- what the service says of itself


def test_the_service_describes_itself(client: httpx.Client, server: str) -> None:
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    found = Graph().parse(data=response.text, format="turtle")
    endpoint = f"<{server}sparql>"
    says = f"""PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
      ASK {{ {endpoint} a sd:Service ; sd:endpoint {endpoint} ; sd:supportedLanguage sd:SPARQL11Query ;
        sd:feature sd:UnionDefaultGraph ; sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ;
        sd:defaultDataset [ sd:namedGraph [ sd:name <{ONE}> ] ]
        FILTER NOT EXISTS {{ {endpoint} sd:supportedLanguage sd:SPARQL11Update }} }}"""
    assert found.query(says).askAnswer


def test_people_get_the_editor_instead(client: httpx.Client) -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert 'id="yasgui"' in client.get("/sparql", headers={"Accept": accept}).text


def test_head_has_the_headers_alone(client: httpx.Client) -> None:
    response = client.head("/sparql", params={"query": "ASK {}"})
    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["content-type"] == "application/sparql-results+json"


# ---- the client that most Python programs use


@pytest.fixture
def wrapper(server: str) -> SPARQLWrapper:
    made = SPARQLWrapper(f"{server}sparql")
    made.setQuery("SELECT ?name { ?s a dkg:Treaty ; rdfs:label ?name }")
    return made


def test_sparqlwrapper_select(wrapper: SPARQLWrapper) -> None:
    wrapper.setReturnFormat(JSON)
    [row] = wrapper.queryAndConvert()["results"]["bindings"]
    assert row["name"]["value"] == "Convention on River Navigation"
    wrapper.setReturnFormat(XML)
    [node] = wrapper.queryAndConvert().getElementsByTagName("literal")
    assert node.firstChild.data == "Convention on River Navigation"
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert() == b"name\r\nConvention on River Navigation\r\n"
    wrapper.setReturnFormat(TSV)
    assert wrapper.queryAndConvert() == b'?name\n"Convention on River Navigation"@en\n'


def test_sparqlwrapper_ask_and_post(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery("ASK { ?s a dkg:Treaty }")
    wrapper.setMethod(POST)
    wrapper.setReturnFormat(JSON)
    assert wrapper.queryAndConvert()["boolean"] is True


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # within SPARQLWrapper
def test_sparqlwrapper_construct(wrapper: SPARQLWrapper) -> None:
    wrapper.setQuery("CONSTRUCT WHERE { ?s a dkg:Treaty ; rdfs:label ?name }")
    wrapper.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) == 2
    wrapper.setReturnFormat(JSONLD)
    assert len(wrapper.queryAndConvert()) == 2
    wrapper.setReturnFormat(XML)
    assert len(wrapper.queryAndConvert()) == 2


# ---- the Graph Store Protocol, to read


def test_one_graph_and_all_graphs(client: httpx.Client) -> None:
    one = client.get("/graph", params={"graph": ONE}, headers={"Accept": "application/n-triples"})
    assert (
        one.text
        == f"<{ONE}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Document> .\n"
    )
    union = Graph().parse(data=client.get("/graph?default").text, format="turtle")
    assert len(union) == len(Graph().parse(SAMPLE)) + len(GRAPHS)
    assert client.head("/graph", params={"graph": ONE}).status_code == 200
    assert json.loads(client.get("/graph", params={"graph": ONE, "format": "json-ld"}).text)[0]["@id"] == ONE


def test_a_graph_too_large_to_send_is_refused(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphstore, "MAX_TRIPLES", 100)
    response = client.get("/graph?default")
    assert response.status_code == 413
    assert "kg export" in response.text
    assert client.get("/graph", params={"graph": ONE}).status_code == 200


def test_graphs_that_are_not_there_and_writes(client: httpx.Client) -> None:
    assert client.get("/graph", params={"graph": "http://example.org/nothing"}).status_code == 404
    assert client.get("/graph", params={"graph": "no iri"}).status_code == 400
    assert client.get("/graph").status_code == 400
    for method in ("PUT", "POST", "DELETE"):
        assert client.request(method, "/graph", params={"graph": ONE}).status_code == 405


# ---- negotiation by itself


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "a/x"),
        ("b/y", "b/y"),
        ("b/y;q=0.3, a/x;q=0.2", "b/y"),
        ("a/*, b/y;q=0.5", "a/x"),
        ("*/*;q=0.1, b/*", "b/y"),
        ("a/x;q=0, */*", "b/y"),
        ("c/z", None),
        ("a/x;q=nan, b/y;q=x", None),
        ("A/X ; Q=1.0", "a/x"),
        ("", "a/x"),
    ],
)
def test_choosing(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, ["a/x", "b/y"]) == chosen
