"""A graph behind an endpoint: SPARQL 1.1 Query, Update and Graph Store Protocol over HTTP.

A store finds out which product answers at an address and where it takes questions and changes. Whatever is written is
stated in full, so it can be sent again; terms are serialised by the store's library alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from urllib.parse import quote, unquote, urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.chunks import chunks
from kg.errors import InputError, QueryError, RemoteError
from kg.graph.answer import PREFIXES, Result, collect
from kg.graph.wire import Answer, Credentials, PassingError, Request, Wire

TRIPLES = 5_000  # in one INSERT DATA
SUBJECTS = 500  # in one DELETE
LETTERS = 2_000_000  # in one request, about
JSON = "application/sparql-results+json"
FORM = re.compile(
    r"(?:\s|#[^\n]*(?:\n|$)|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*(?P<form>SELECT|ASK|CONSTRUCT|DESCRIBE)\b",
    re.IGNORECASE,
)
ROWS = """SELECT ?g ?s ?p ?o {
  { GRAPH ?g { ?s ?p ?o } } UNION { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?any { ?s ?p ?o } } }
}"""


@dataclass(frozen=True, slots=True)
class Product:
    """Where a kind of server has its services, relative to the address of its data set, and how it joins its graphs.

    `sign` is a word in the headers of its answers; empty services are where questions are taken, or missing.
    """

    sign: str
    update: str = ""
    graphs: str | None = None
    whole: str | None = None
    union: tuple[tuple[str, str], ...] = ()


OXIGRAPH = Product("oxigraph", "update", "store", "store", (("union-default-graph", "true"),))
FUSEKI = Product("fuseki", "update", "data", "", (("default-graph-uri", "urn:x-arq:UnionGraph"),))
RDF4J = Product("rdf4j", "statements", "rdf-graphs/service", "statements")  # and GraphDB
VIRTUOSO = Product("virtuoso", "sparql-auth")
OTHER = Product("")  # QLever, Neptune, Blazegraph: one address for all, the default graph is the union
PRODUCTS = (OXIGRAPH, FUSEKI, RDF4J, VIRTUOSO)


@dataclass(frozen=True, slots=True)
class Places:
    """The addresses of the services of a data set. `union` are parameters that make its default graph the union."""

    query: str
    update: str
    graphs: str | None = None
    whole: str | None = None
    union: tuple[tuple[str, str], ...] = ()


def _address(url: str) -> tuple[str, Credentials]:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise InputError("give the address of a data set or SPARQL endpoint, such as http://localhost:3030/ds")
    user, password = parts.username, parts.password
    if user is None:
        user, password = os.environ.get("KG_USER"), os.environ.get("KG_PASSWORD")
    else:
        user, password = unquote(user), unquote(password or "")
    netloc = parts.netloc.rpartition("@")[2]
    address = urlunsplit((parts.scheme, netloc, parts.path.rstrip("/"), "", ""))
    return address, Credentials(user, password or "", os.environ.get("KG_TOKEN"))


def _probed(address: str, wire: Wire) -> tuple[str, Product]:
    """Where questions are answered, and by which product."""
    refused: list[RemoteError] = []
    for query in (address, f"{address}/query", f"{address}/sparql"):
        try:
            answer = wire.send(_question(query, "SELECT * { ?s ?p ?o } LIMIT 1", ()), patience=(0.5,))
        except RemoteError as error:
            if isinstance(error, PassingError) or error.status in {None, 401, 403}:
                raise
            refused.append(error)
            continue
        if answer.media_type == JSON:
            return query, _product(query, answer)
    because = f" ({refused[0]})" if refused else ""
    raise RemoteError(
        f"nothing at {address} answers SPARQL{because}: give the address of a data set, a repository or its endpoint, "
        "such as http://localhost:7878, http://localhost:3030/ds or http://localhost:7200/repositories/kg"
    )


def _product(query: str, answer: Answer) -> Product:
    if re.search(r"/repositories/[^/]+$", query):
        return RDF4J
    signs = " ".join([answer.headers.get("Server", ""), *answer.headers.keys()]).casefold()
    return next((product for product in PRODUCTS if product.sign in signs), OTHER)


def _places(query: str, product: Product) -> Places:
    root = re.sub(r"/(query|sparql)$", "", query)
    update = f"{root}/{product.update}" if product.update else re.sub(r"/query$", "/update", query)
    graphs, whole = (None if end is None else f"{root}/{end}".rstrip("/") for end in (product.graphs, product.whole))
    return Places(query, update, graphs, whole, product.union)


def _joined(places: Places, wire: Wire) -> Places:
    """The addresses with the parameters that show named graphs, tried with a triple of one where there is any."""
    for triple in _asked(places, wire, "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 1").rows:
        for union in ((), OXIGRAPH.union, FUSEKI.union):
            tried = replace(places, union=union)
            if _asked(tried, wire, f"ASK {{ {' '.join(map(str, triple))} }}").rows[0][0] == ox.Literal(True):
                return tried
    return places


def _asked(places: Places, wire: Wire, text: str) -> Result:
    found = FORM.match(text)
    if found is None:
        raise QueryError("not valid SPARQL: a question has SELECT, ASK, CONSTRUCT or DESCRIBE after its prefixes")
    triples = found["form"].upper() in {"CONSTRUCT", "DESCRIBE"}
    accept = "application/n-triples, text/turtle;q=0.5" if triples else JSON
    try:
        answer = wire.send(_question(places.query, _prefixed(text), places.union, accept))
    except RemoteError as error:
        if error.status == HTTPStatus.BAD_REQUEST:
            raise QueryError(f"not valid SPARQL: {error}") from error
        raise
    return _result(places.query, answer, triples=triples)


def _question(url: str, text: str, parameters: Sequence[tuple[str, str]], accept: str = JSON) -> Request:
    body = urlencode([("query", text), *parameters]).encode()
    return Request(url, body=body, headers={"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"})


class RemoteStore:
    """Asks and changes a graph elsewhere; its default graph is the union of its graphs.

    Changes are requests of bounded size, each of which can be repeated; what is written has no blank nodes.
    """

    def __init__(
        self,
        url: str,
        *,
        update_url: str | None = None,
        graphs_url: str | None = None,
        wiring: Callable[[Credentials], Wire] = Wire,
    ) -> None:
        """Find the services at the address of a data set, a repository, a server or its SPARQL endpoint.

        Credentials come from the address or from KG_USER and KG_PASSWORD, or KG_TOKEN. The addresses for changes and
        for whole graphs need saying only where the product is not known. RemoteError where nothing answers SPARQL.
        """
        address, credentials = _address(url)
        self.wire = wiring(credentials)
        query, product = _probed(address, self.wire)
        places = _places(query, product)
        places = replace(places, update=update_url or places.update, graphs=graphs_url or places.graphs)
        self.places = places if product is not OTHER else _joined(places, self.wire)

    def __repr__(self) -> str:
        return f"RemoteStore({self.places.query!r})"

    def query(self, text: str) -> Result:
        """The answer to SPARQL. The prefixes of the vocabulary are known.

        QueryError where it is no question or not valid, RemoteError where the server cannot answer.
        """
        return _asked(self.places, self.wire, text)

    def holds(self, graph: ox.NamedNode) -> bool:
        """Whether there is a named graph with anything in it."""
        return self.query(f"ASK {{ GRAPH {graph} {{ ?s ?p ?o }} }}").rows[0][0] == ox.Literal(True)

    def update(self, text: str) -> None:
        """Carry out a SPARQL update."""
        headers = {"Content-Type": "application/sparql-update", "Accept": f"{JSON}, */*;q=0.5"}
        self._changed(Request(self.places.update, body=text.encode(), headers=headers))

    def replace(self, graphs: Sequence[ox.NamedNode], quads: Sequence[ox.Quad]) -> None:
        """Make these the quads of the named graphs; a graph without quads is no more. Other graphs only get more."""
        by_graph: dict[ox.NamedNode, list[ox.Quad]] = {graph: [] for graph in graphs}
        replaced = frozenset(graphs)
        for quad in quads:
            by_graph.setdefault(quad.graph_name, []).append(quad)  # type: ignore[arg-type]
        operations: list[str] = []
        for graph, its in by_graph.items():
            if self.places.graphs and graph in replaced and len(its) > TRIPLES:
                self._put(self.places.graphs, graph, its)
                continue
            operations += [f"DROP SILENT GRAPH {graph}"] if graph in replaced else []
            operations += _insertions(graph, its)
        self._apply(operations)

    def rewrite(self, graph: ox.NamedNode, subjects: Sequence[ox.NamedNode], quads: Sequence[ox.Quad]) -> None:
        """Make these all that the named graph says of the subjects."""
        said = f"GRAPH {graph} {{ ?s ?p ?o }}"
        operations = [
            f"DELETE {{ {said} }} WHERE {{ VALUES ?s {{ {' '.join(some)} }} {said} }}"
            for some in _chunks(map(str, subjects), SUBJECTS)
        ]
        self._apply([*operations, *_insertions(graph, quads)])

    def flush(self) -> None:
        """Nothing is held back: a server has stored a change when it says so."""

    def dump(self) -> ox.Store:
        """A copy of all graphs in memory."""
        store = ox.Store()
        if self.places.whole is None:
            rows = self.query(ROWS).rows
            store.bulk_extend(ox.Quad(s, p, o, g or ox.DefaultGraph()) for g, s, p, o in rows)  # type: ignore[arg-type]
            return store
        answer = self.wire.send(Request(self.places.whole, "GET", headers={"Accept": "application/n-quads"}))
        with _understood(self.places.whole):
            store.bulk_load(answer.body, ox.RdfFormat.from_media_type(answer.media_type))
        return store

    def _apply(self, operations: Iterable[str]) -> None:
        for some in _chunks(operations):
            self.update(" ;\n".join(some))

    def _put(self, service: str, graph: ox.NamedNode, quads: Sequence[ox.Quad]) -> None:
        """A large graph in one request, for nobody should see a part of it."""
        body = "".join(_lines(quads)).encode()
        url = f"{service}?graph={quote(graph.value, safe='')}"
        self._changed(Request(url, "PUT", body, {"Content-Type": "application/n-triples"}))

    def _changed(self, request: Request) -> None:
        answer = self.wire.send(request)
        if answer.media_type == "text/html":
            raise RemoteError(f"{request.url} answered with a web page: give the address for changes (--update-url)")


def _insertions(graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> Iterator[str]:
    for lines in _chunks(_lines(quads), TRIPLES):
        yield f"INSERT DATA {{ GRAPH {graph} {{\n{''.join(lines)}}} }}"


def _lines(quads: Iterable[ox.Quad]) -> Iterator[str]:
    return (f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)


def _chunks(texts: Iterable[str], number: int = TRIPLES) -> Iterator[list[str]]:
    """The texts in lists of at most so many, and of about LETTERS characters."""
    return chunks(texts, len, number=number, most=LETTERS)


def _prefixed(text: str) -> str:
    """The query with those prefixes of the vocabulary that it uses and does not declare."""
    declared = set(re.findall(r"\bPREFIX\s+([^\s:]*):", text, re.IGNORECASE))
    missing = {name: iri for name, iri in PREFIXES.items() if name not in declared and f"{name}:" in text}
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in missing.items()) + text  # lines keep their numbers


def _result(url: str, answer: Answer, *, triples: bool) -> Result:
    with _understood(url):
        if triples:
            found = ox.parse(answer.body, ox.RdfFormat.from_media_type(answer.media_type))
            return collect(q.triple for q in found)
        result = collect(ox.parse_query_results(answer.body, ox.QueryResultsFormat.from_media_type(answer.media_type)))
    most = answer.headers.get("X-SPARQL-MaxRows", "")  # Virtuoso cuts answers and says so only here
    if most.isdecimal() and len(result.rows) >= int(most):
        raise RemoteError(f"{url} gives {most} rows at most: ask for less, with LIMIT and OFFSET, or raise its limit")
    return result


@contextmanager
def _understood(url: str) -> Iterator[None]:
    """RemoteError where an answer is not what was asked for."""
    try:
        yield
    except (SyntaxError, ValueError, TypeError) as error:
        raise RemoteError(f"{url} answered with something else than results of SPARQL: {error}") from error
