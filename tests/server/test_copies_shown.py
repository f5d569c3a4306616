"""A text that several papers print is shown once, with the papers that have it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from serving import ID, SAMPLE, make_store, running

from kg.graph.store import load
from kg.server.service import Service
from kg.server.things import Things


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with a third document, a copy of one of the two."""
    folder = make_store(tmp_path_factory.mktemp("syndicated"))
    copy = ox.Store(str(folder))
    copy.load(path=str(SAMPLE.with_name("copy.ttl")), to_graph=ox.NamedNode(f"{ID}doc-zenda-mail"))
    copy.flush()
    return folder


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[httpx.Client]:
    with running(Service(store)) as at, httpx.Client(base_url=at, timeout=60, trust_env=False) as made:
        yield made


def test_what_copies_say_in_the_same_words_is_one_claim_with_the_other_outlets(store: Path) -> None:
    said = Things(load(store)).happening(ox.NamedNode(f"{ID}event-embargo")).claims
    assert [(c.said, [q.publisher for q in c.quotes]) for c in said] == [
        ("affirmed as done", ["Strelsau Post"]),
        ("denied as done", ["Borduria Wire"]),
    ]
    assert [[link.text for link in c.quotes[0].also] for c in said] == [["Zenda Mail"], []]


def test_the_page_of_an_event_names_them_and_leads_to_them(client: httpx.Client) -> None:
    html = client.get("/resource", params={"iri": f"{ID}event-embargo"}, headers={"Accept": "text/html"}).text
    assert html.count("the same text in") == 1
    assert ">Zenda Mail</a>" in html.split("the same text in")[1]


def test_the_page_of_a_copy_names_the_document_that_stands_for_its_text(client: httpx.Client) -> None:
    html = client.get("/resource", params={"iri": f"{ID}doc-zenda-mail"}, headers={"Accept": "text/html"}).text
    assert "copy of" in html
    assert "A call, a visit and a withdrawal" in html
