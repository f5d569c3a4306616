"""No query and no update makes a request, however its SERVICE or LOAD is written."""

from __future__ import annotations

import contextlib
import socket
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.graph.clauses import has_dataset, refuse_requests
from kg.graph.guarded import Question, answer
from kg.graph.query import named_queries

# URL stands for an address of this machine.
CLAUSES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "PREFIX x: <URL> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "PREFIX x: <URL> SELECT * { SERVICEx:y { ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE SILENT :y { ?s ?p ?o } }",
    "SELECT * { SERVICE # a comment <\n # and another\r\n <URL> { ?s ?p ?o } }",
    "SELECT * { VALUES (?s ?p) { (1 2) } FILTER(?s<?p)SERVICE#>\n<URL>{ ?a ?b ?c } }",
    "SELECT * { OPTIONAL { ?s ?p 1SERVICE<URL>{ ?s ?p ?o } } }",
    "SELECT * { OPTIONAL { ?s ?p trueSERVICE<URL>{ ?s ?p ?o } } }",
    "PREFIX ex: <http://x/> SELECT * { OPTIONAL { ?s ?p ex:.SERVICE<URL>{ ?s ?p ?o } } }",
    "SELECT * { OPTIONAL { ?s ?p '\\'#'SERVICE<URL>{ ?s ?p ?o } } }",
    "SELECT * { { SELECT * { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } } } }",
    "ASK { GRAPH ?g { ?s ?p ?o } MINUS { SERVICE <URL> { ?s ?p ?o } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE\t<URL>{ ?s ?p ?o } }",
    "# param x: string = y\nSELECT * { VALUES ?x { UNDEF } SERVICE <URL> { ?s ?p ?o } }",
]
VARIABLES = [  # which Oxigraph refuses to ask, so far
    "SELECT * { BIND(<URL> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { VALUES $x { <URL> } SERVICE$x{ ?s ?p ?o } }",
]
UPDATES = [
    "LOAD <URL>",
    "load silent <URL> INTO GRAPH <x:g>",
    "LOADSILENT<URL>",
    "PREFIX x: <URL> LOAD x:",
    "BASE <URL>LOAD <y>",
    "CLEAR ALL;LOAD<URL>",
    "CLEAR ALL ; # why not\n LOAD <URL>",
    "# first\nLOAD <URL>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
]


@pytest.fixture
def store() -> ox.Store:
    """It holds what the clauses look for before they come to SERVICE."""
    made = ox.Store()
    made.update("INSERT DATA { <x:s> <x:p> 1, true, <http://x/>, '\\'#' GRAPH <x:g> { <x:s> <x:p> 1 } }")
    return made


def at(listener: socket.socket, text: str) -> str:
    return text.replace("URL", f"http://127.0.0.1:{listener.getsockname()[1]}/x")


def carry_out(store: ox.Store, text: str, *, update: bool) -> None:
    """What Oxigraph alone would do."""
    with contextlib.suppress(OSError):  # the other side hangs up
        if update:
            store.update(text)
        elif not isinstance(found := store.query(text), ox.QueryBoolean):
            list(found)


@pytest.mark.parametrize("text", [*CLAUSES, *UPDATES])
def test_each_of_these_would_make_a_request(store: ox.Store, text: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as pool:
        listener.settimeout(20)
        asked = pool.submit(lambda: listener.accept()[0].close())
        carry_out(store, at(listener, text), update=text in UPDATES)
        asked.result()


@pytest.mark.parametrize("clause", [*CLAUSES, *VARIABLES])
def test_no_query_makes_a_request(store: ox.Store, clause: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        with pytest.raises(QueryError, match="SERVICE is refused"):
            answer(store, Question(at(listener, clause), {}, 10, 10.0))
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("update", UPDATES)
def test_no_update_makes_a_request(update: str) -> None:
    with pytest.raises(QueryError, match="is refused"):
        refuse_requests(update)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service WHERE { ?service a ?x FILTER(?service < 5) }",
        "SELECT * { ?s dkg:service <http://x/> }",
        'SELECT * { ?s ?p "the secret service, and others" }',
        'INSERT DATA { <x:s> <x:p> "a workload: heavy; load it" }',
        "INSERT DATA { <x:s> <x:load> <x:y> }",
    ],
)
def test_other_uses_of_the_words_are_allowed(text: str) -> None:
    refuse_requests(text)


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_named_queries_are_allowed_and_ask_all_graphs(name: str) -> None:
    refuse_requests(named_queries()[name].text)
    assert not has_dataset(named_queries()[name].text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SELECT * FROM <x:g> { ?s ?p ?o }", True),
        ("SELECT * FROM NAMED x:g { ?s ?p ?o }", True),
        ("SELECT *FROM<x:g>{ ?s ?p ?o }", True),
        ("CONSTRUCT { ?s ?p '}' } FROM <x:g> WHERE { ?s ?p ?o }", True),
        ("SELECT * { ?s ?p 'FROM <x:g>' }", False),
        ("SELECT * { ?s ?p ?o } # FROM <x:g>", False),
        ("SELECT * { ?s dkg:from <x:g> }", False),
        ("SELECT ?from { ?from a ?x FILTER(?from <?x) }", False),
        ("SELECT * { ?s ?p '''it's FROM <x:g>''' }", False),
    ],
)
def test_a_dataset_clause_is_noticed(text: str, found: bool) -> None:
    assert has_dataset(text) is found
