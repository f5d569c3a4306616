"""What the tests of the server share: a small store, and a server on a free port that runs in a thread."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.server.running import Server, address, listening
from kg.server.service import Service

SAMPLE = Path(__file__).parents[1] / "graph" / "sample.ttl"
ID = "https://w3id.org/diplomatic-kg/id/"
GRAPHS = [f"http://example.org/data{n}" for n in (1, 2, 3)]
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n_ ?o }"


def make_store(folder: Path) -> Path:
    """The sample in a named graph, and three graphs of one triple each, in which each graph is a document."""
    store = ox.Store(str(folder))
    store.load(path=str(SAMPLE), to_graph=ox.NamedNode(f"{ID}graph-entities"))
    document = ox.NamedNode("http://xmlns.com/foaf/0.1/Document")
    a = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    store.extend(ox.Quad(ox.NamedNode(g), a, document, ox.NamedNode(g)) for g in GRAPHS)
    store.flush()
    return folder


@contextlib.contextmanager
def running(service: Service, host: str = "127.0.0.1") -> Iterator[str]:
    """The address of a server of this service."""
    with contextlib.closing(service), listening("127.0.0.1", 0) as at:
        server = Server(service, host)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [at]})
        thread.start()
        try:
            yield address("127.0.0.1", at)
        finally:
            server.should_exit = True
            thread.join()
