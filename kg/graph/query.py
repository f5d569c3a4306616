"""Questions to a graph: named queries, own SPARQL, and the things that a name means.

Where a parameter of a named query (see `kg.graph.named`) gets a value, its clause is replaced by one with RDF terms,
serialised by the store's library; text of the user never enters a query. Any engine of SPARQL 1.1 answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.answer import PREFIXES, Result, Term, plain, render
from kg.graph.engine import Engine, sparql
from kg.graph.named import NamedQuery, Param, clause, listing, named_queries, parse, read, without_parameters
from kg.hints import hint, near
from kg.model import ENTITY_CLASSES

__all__ = [
    "NamedQuery", "Param", "Result", "ask", "bind", "counts", "entities", "listing", "local", "named_queries", "parse",
    "render", "run", "text_of",
]  # fmt: skip

NAMES = "rdfs:label skos:prefLabel skos:altLabel dkg:mention"
COMPARED = 2_000  # names, where none is the one that was asked for
XSD_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_IRI = re.compile(r"<?((?:https?://|urn:)[^\s<>\"{}|\\^`]+)>?")


def ask(
    graph: Path | str,
    question: str,
    *,
    params: Mapping[str, str] | None = None,
    folders: Sequence[Path] = (),
    evidence: bool = False,
) -> Result:
    """Ask the graph of a file, a store's folder or an endpoint: see `text_of` for questions, `run` for the rest.

    Raise QueryError where the question is unknown or wrong, InputError where the graph cannot be read.
    """
    from kg.graph.store import opened

    text = text_of(question, named_queries(folders))
    return run(opened(graph), text, params, evidence=evidence)


def text_of(question: str, queries: Mapping[str, NamedQuery]) -> str:
    """The SPARQL of a question: the name of one of the queries, a file (.rq, .sparql), or SPARQL itself."""
    if known := queries.get(question):
        return known.text
    if "{" in question:
        return question
    path = Path(question)
    if path.suffix in {".rq", ".sparql"} or path.is_file():
        return read(path)
    close = hint(question, queries)
    raise QueryError(f"no query named {question!r}; {close}{' ' if close else ''}--list shows all")


def run(store: Engine | Path, text: str, params: Mapping[str, str] | None = None, *, evidence: bool = False) -> Result:
    """The answer of a graph to SPARQL, or to a query with parameters declared in its header.

    The prefixes of the vocabulary need no declaration; all graphs of a dataset are asked together. With `evidence`
    each row of a SELECT comes with the words behind it (see `kg.graph.evidence`).
    """
    if isinstance(store, Path):
        from kg.graph.store import opened

        store = opened(store)
    result = sparql(store, bind(store, parse("query", text), params or {}))
    if not evidence:
        return result
    from kg.graph.evidence import beside

    return beside(store, result)


def bind(store: Engine, query: NamedQuery, given: Mapping[str, str]) -> str:
    """The text of the query with its parameters bound; labels are looked up in the store."""
    known = {p.name: p for p in query.params}
    for name in given:
        if name not in known:
            what = f"has {', '.join(known)}" if known else "takes no parameters"
            raise QueryError(f"unknown parameter {name!r}: this query {what}. {hint(name, known)}".rstrip())
    text = query.text
    for param in query.params:
        text = _bind(store, text, param, given.get(param.name, param.default))
    return without_parameters(text)


def _bind(store: Engine, text: str, param: Param, value: str | None) -> str:
    if value is None:
        if param.required:
            raise QueryError(f"parameter {param.name} is missing: give --param {param.name}=... ({param.help})")
        return clause(param.name).sub("", text)
    terms = " ".join(str(t) for t in _terms(store, param, value))
    values = f"VALUES ?{param.name} {{ {terms} }}"
    return clause(param.name).sub(lambda _: values, text)


def _terms(store: Engine, param: Param, value: str) -> list[Term]:
    if param.type == "label":
        return list(entities(store, value))
    if param.type == "date":
        if not _DATE.fullmatch(value):
            raise QueryError(f"parameter {param.name}: {value!r} is no date; write YYYY-MM-DD, YYYY-MM or YYYY")
        return [ox.Literal(value, datatype=ox.NamedNode(PREFIXES["xsd"] + XSD_DATES[len(value)]))]
    if param.type == "integer":
        if not re.fullmatch(r"[+-]?\d{1,18}", value):
            raise QueryError(f"parameter {param.name}: {value!r} is no whole number")
        return [ox.Literal(int(value))]
    return [ox.Literal(value)]


def entities(store: Engine, label: str) -> list[ox.NamedNode]:
    """The things with this IRI, label, other name or mention, sorted by IRI: as it is written, else in any case.

    Raise QueryError with the closest names where there is none.
    """
    if found := _IRI.fullmatch(label.strip()):
        return [ox.NamedNode(found[1])]
    name = " ".join(label.split())
    written = f"VALUES ?name {{ {ox.Literal(name)} {ox.Literal(name, language='en')} }}"
    in_any_case = f"FILTER(LCASE(STR(?name)) = {ox.Literal(name.lower())})"
    things = _things(store, written) or _things(store, in_any_case)
    if not things:
        raise QueryError(f"nothing in the graph is called {label!r}; {_closest(store, name)}")
    return things


def _things(store: Engine, condition: str) -> list[ox.NamedNode]:
    rows = sparql(
        store, f"SELECT DISTINCT ?thing {{ VALUES ?property {{ {NAMES} }} ?thing ?property ?name {condition} }}"
    ).rows
    return sorted((row[0] for row in rows if isinstance(row[0], ox.NamedNode)), key=str)


def _closest(store: Engine, name: str) -> str:
    """Names that resemble this one, of those of its length with its first or last letters: no server sends all."""
    wanted = name.lower()
    ends = " || ".join(f"CONTAINS(LCASE(STR(?name)), {ox.Literal(end)})" for end in (wanted[:3], wanted[-3:]))
    alike = f"({ends}) && ABS(STRLEN(STR(?name)) - {len(name)}) <= {2 + len(name) // 4}"
    text = f"SELECT DISTINCT ?name {{ VALUES ?property {{ {NAMES} }} ?thing ?property ?name FILTER({alike}) }}"
    found = sorted(plain(row[0]) for row in sparql(store, f"{text} LIMIT {COMPARED}").rows)
    names = {known.lower(): known for known in found}
    close = [names[c] for c in near(wanted, names, cutoff=0.6)]
    return f"did you mean {' or '.join(close)}?" if close else "the query 'actors' lists the names"


def counts(store: Engine) -> list[tuple[str, int]]:
    """What a graph holds, as a table: documents, entities by class, events by type, claims by stance and modality."""
    documents = _count(store, "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a dkg:Document }")
    copies = _count(store, "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d dkg:copyOf ?text }")
    by_class = dict(_tally(store, "?x a ?concept . ?x rdfs:label ?l"))
    classes = [(c, by_class[c]) for c in ENTITY_CLASSES if c in by_class]
    events = _tally(store, "?x dkg:eventType ?concept FILTER NOT EXISTS { ?x dkg:status dkg:Overruled }")
    claims = _tally(store, "?x a dkg:Claim ; dkg:modality ?concept")
    denials = _count(store, "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c a dkg:Claim ; dkg:stance dkg:Denies }")
    return [
        ("Documents", documents),
        *([("  copies of another's text", copies)] if copies else []),
        ("Entities", sum(n for _, n in classes)),
        *((f"  {name}", n) for name, n in classes),
        ("Events", sum(n for _, n in events)),
        *((f"  {name}", n) for name, n in events),
        ("Claims", sum(n for _, n in claims)),
        *((f"  {name}", n) for name, n in claims),
        ("  that deny", denials),
    ]


def _count(store: Engine, text: str) -> int:
    return int(plain(sparql(store, text).rows[0][0]))


def _tally(store: Engine, pattern: str) -> list[tuple[str, int]]:
    text = f"SELECT ?concept (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }} GROUP BY ?concept"
    return sorted((local(plain(concept)), int(plain(n))) for concept, n in sparql(store, text).rows)


def local(iri: str) -> str:
    """What follows the last slash or hash of an IRI."""
    return re.split(r"[/#]", iri)[-1]
