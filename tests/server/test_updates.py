"""Updates: only where the server was started for them, and only with the token."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from serving import GRAPHS, SAMPLE, make_store, running

from kg.errors import InputError
from kg.server.service import Service

FORM, UPDATE = "application/x-www-form-urlencoded", "application/sparql-update"
TOKEN = "a token for tests"
COUNT = "SELECT ?s { ?s a <http://xmlns.com/foaf/0.1/Document> }"
NEW = "http://example.org/data4"
ADD = f"INSERT DATA {{ GRAPH <{NEW}> {{ <{NEW}> a foaf:Document }} }}"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = make_store(tmp_path_factory.mktemp("written"))
    with (
        running(Service(folder, token=TOKEN)) as at,
        httpx.Client(base_url=at, timeout=60, trust_env=False, headers={"Authorization": f"Bearer {TOKEN}"}) as made,
    ):
        yield made


def update(client: httpx.Client, text: str, **headers: str) -> httpx.Response:
    return client.post("/sparql", content=text.encode(), headers={"Content-Type": UPDATE, **headers})


def documents(client: httpx.Client) -> int:
    return len(client.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"])


def test_update_post_direct_and_post_form(client: httpx.Client) -> None:
    assert documents(client) == len(GRAPHS)
    assert update(client, ADD).status_code == 204
    assert documents(client) == len(GRAPHS) + 1
    assert client.get("/graph", params={"graph": NEW}).status_code == 200
    assert client.post("/sparql", data={"update": f"DROP GRAPH <{NEW}>"}).status_code == 204
    assert documents(client) == len(GRAPHS)
    assert client.get("/graph", params={"graph": NEW}).status_code == 404


def test_update_base_uri(client: httpx.Client) -> None:
    assert update(client, "INSERT DATA { GRAPH <x:base> { <x:s> <x:p> <test> } }").status_code == 204
    answer = client.get("/sparql", params={"query": "SELECT ?o { GRAPH <x:base> { ?s ?p ?o } }"}).json()
    [row] = answer["results"]["bindings"]
    assert row["o"]["value"] == str(client.base_url.join("test"))


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, "Bearer \u00e9"])
def test_without_the_token_nothing_is_written(client: httpx.Client, given: str) -> None:
    headers = {b"Authorization": given.encode("latin-1"), b"Content-Type": UPDATE.encode()}
    response = client.post("/sparql", content=ADD, headers=list(headers.items()))
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert documents(client) == len(GRAPHS)


@pytest.mark.parametrize(
    ("status", "path", "body", "media_type"),
    [
        (400, "/sparql", "update=CLEAR+NAMED&update=CLEAR+DEFAULT", FORM),
        (415, "/sparql", "CLEAR NAMED", "text/plain"),
        (415, "/sparql", "update=CLEAR+NAMED", ""),
        (415, "/sparql", "CLEAR NAMED", f"{UPDATE}; charset=UTF-16"),
        (400, "/sparql", "CLEAR XYZ", UPDATE),
        (400, "/sparql?using-graph-uri=http%3A%2F%2Fexample.org%2Fpeople", "CLEAR NAMED", UPDATE),
        (400, "/sparql", "LOAD <http://127.0.0.1:1/>", UPDATE),
        (400, "/sparql", "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", UPDATE),
    ],
    ids=[
        "multiple_updates",
        "wrong_media_type",
        "missing_form_type",
        "non_utf8",
        "syntax",
        "dataset",
        "load",
        "service",
    ],
)
def test_bad_updates(client: httpx.Client, status: int, path: str, body: str, media_type: str) -> None:
    response = client.post(path, content=body, headers={"Content-Type": media_type} if media_type else {})
    assert response.status_code == status
    assert documents(client) == len(GRAPHS)


def test_bad_update_get(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"update": "CLEAR NAMED"}).status_code == 405


def test_an_update_sent_as_a_query_changes_nothing(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"query": "CLEAR NAMED"}).status_code == 400
    assert documents(client) == len(GRAPHS)


def test_no_page_of_another_site_may_send_the_token(client: httpx.Client) -> None:
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST",
             "Access-Control-Request-Headers": "authorization"}  # fmt: skip
    response = client.options("/sparql", headers=asked)
    assert response.status_code == 403
    assert "access-control-allow-origin" not in response.headers


def test_the_description_says_that_updates_are_taken(client: httpx.Client) -> None:
    assert "SPARQL11Update" in client.get("/sparql", headers={"Accept": "text/turtle"}).text


def test_a_file_takes_no_updates() -> None:
    with pytest.raises(InputError, match="no store"):
        Service(SAMPLE, token=TOKEN)


def test_a_store_that_is_being_written_is_told_at_once(store: Path) -> None:
    writer = ox.Store(str(store))
    with pytest.raises(InputError, match="being written"):
        Service(store, token=TOKEN)
    del writer
