"""Questions to a graph: the named queries of `kg/data/queries`, own SPARQL, and answers in several formats.

A named query is a SPARQL file that any engine runs as it stands. Its header of comments says what it asks:

    # title: Who met whom
    # description: Meetings and calls.
    # param since: date = 2024 -- only what happened on or after this day
    # param who: label required -- who says so

Each parameter stands in the text as `VALUES ?since { UNDEF }`, which restricts nothing. Where a value is given, the
clause is replaced by one with RDF terms, serialised by the store's library; text of the user never enters a query.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.answer import PREFIXES, Result, Term, expand, plain, render
from kg.model import ENTITY_CLASSES

ParamType = Literal["date", "string", "integer", "label"]

__all__ = ["NamedQuery", "Param", "Result", "ask", "counts", "entities", "listing", "named_queries", "render", "run"]

NAMES = ("rdfs:label", "skos:prefLabel", "skos:altLabel", "dkg:mention")
XSD_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}

_TITLE = re.compile(r"^#\s*(title|description):\s*(.+?)\s*$", re.MULTILINE)
_PARAM = re.compile(
    r"^#\s*param\s+(?P<name>\w+):\s*(?P<type>\w+)(?P<required>\s+required)?"
    r"(?:\s*=\s*(?P<default>.+?))?(?:\s+--\s*(?P<help>.+?))?\s*$",
    re.MULTILINE,
)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_IRI = re.compile(r"<?((?:https?://|urn:)[^\s<>\"{}|\\^`]+)>?")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a named query. `default` is None where its absence means no restriction."""

    name: str
    type: ParamType
    required: bool = False
    default: str | None = None
    help: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that ships with the package, as its file says it."""

    name: str
    title: str
    description: str
    params: tuple[Param, ...]
    text: str


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """The queries of `kg/data/queries`, by name, in the order of the alphabet."""
    folder = files("kg") / "data" / "queries"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
    return MappingProxyType({f.name[:-3]: parse(f.name[:-3], f.read_text(encoding="utf-8")) for f in found})


def parse(name: str, text: str) -> NamedQuery:
    """Read a query file with its header; raise QueryError where a parameter is not well declared."""
    header = dict(_TITLE.findall(text))
    params = tuple(_param(name, m, text) for m in _PARAM.finditer(text))
    return NamedQuery(name, header.get("title", name), header.get("description", ""), params, text)


def _param(query: str, found: re.Match[str], text: str) -> Param:
    name, kind = found["name"], found["type"]
    if kind not in get_args(ParamType):
        raise QueryError(f"{query}: parameter {name} has type {kind!r}; use one of {', '.join(get_args(ParamType))}")
    if not _clause(name).search(text):
        raise QueryError(f"{query}: parameter {name} is declared, but the query has no VALUES ?{name} {{ UNDEF }}")
    return Param(name, kind, bool(found["required"]), found["default"], found["help"] or "")  # type: ignore[arg-type]


def ask(graph: Path, question: str, *, params: Mapping[str, str] | None = None, text: str | None = None) -> Result:
    """Ask the graph in a file: `question` names a shipped query or a file of SPARQL; `text` is SPARQL in its stead.

    Raise QueryError where the question is unknown or wrong, InputError where the graph cannot be read.
    """
    from kg.graph.store import load

    return run(load(graph), text if text is not None else _text(question), params)


def _text(question: str) -> str:
    if known := named_queries().get(question):
        return known.text
    path = Path(question)
    if path.suffix in {".rq", ".sparql"} or path.is_file():
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise QueryError(
                f"cannot read the query {question}: {getattr(error, 'strerror', None) or error}"
            ) from error
    hint = _hint(question, named_queries())
    raise QueryError(f"no query named {question!r}; {hint}{' ' if hint else ''}--list shows all")


def _hint(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(known), n=3, cutoff=0.5)
    return f"did you mean {' or '.join(close)}?" if close else ""


def run(store: ox.Store | Path, text: str, params: Mapping[str, str] | None = None) -> Result:
    """The answer of a graph to SPARQL, or to a query with parameters declared in its header.

    The prefixes of the vocabulary need no declaration; all graphs of a dataset are asked together.
    """
    if isinstance(store, Path):
        return ask(store, "", params=params, text=text)
    bound = bind(store, parse("query", text), params or {})
    try:
        answer = store.query(bound, prefixes=dict(PREFIXES), use_default_graph_as_union=True)
        return _result(answer)
    except SyntaxError as error:
        raise QueryError(f"not valid SPARQL: {' '.join(str(error).split())}") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query failed: {error}") from error


def _result(answer: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Result:
    if isinstance(answer, ox.QueryBoolean):
        return Result("ask", ("answer",), ((ox.Literal(bool(answer)),),))
    if isinstance(answer, ox.QueryTriples):
        rows = sorted({(t.subject, t.predicate, t.object) for t in answer}, key=lambda row: [str(t) for t in row])
        return Result("construct", ("subject", "predicate", "object"), tuple(rows))
    columns = tuple(v.value for v in answer.variables)
    return Result("select", columns, tuple(tuple(row) for row in answer))


def bind(store: ox.Store, query: NamedQuery, given: Mapping[str, str]) -> str:
    """The text of the query with its parameters bound; labels are looked up in the store."""
    known = {p.name: p for p in query.params}
    for name in given:
        if name not in known:
            what = f"has {', '.join(known)}" if known else "takes no parameters"
            raise QueryError(f"unknown parameter {name!r}: this query {what}. {_hint(name, known)}".rstrip())
    text = query.text
    for param in query.params:
        text = _bind(store, text, param, given.get(param.name, param.default))
    return text


def _bind(store: ox.Store, text: str, param: Param, value: str | None) -> str:
    if value is None:
        if param.required:
            raise QueryError(f"parameter {param.name} is missing: give --param {param.name}=... ({param.help})")
        return _clause(param.name).sub("", text)
    terms = " ".join(str(t) for t in _terms(store, param, value))
    clause = f"VALUES ?{param.name} {{ {terms} }}"
    return _clause(param.name).sub(lambda _: clause, text)


def _clause(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES\s+\?{re.escape(name)}\s*\{{\s*UNDEF\s*\}}")


def _terms(store: ox.Store, param: Param, value: str) -> list[Term]:
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


def entities(store: ox.Store, label: str) -> list[ox.NamedNode]:
    """The things with this IRI, label, other name or mention (the whole of it, in any case), sorted by IRI.

    Raise QueryError with the closest names where there is none.
    """
    if found := _IRI.fullmatch(label.strip()):
        return [ox.NamedNode(found[1])]
    wanted = " ".join(label.split()).casefold()
    names: dict[str, str] = {}
    subjects = set()
    for name in NAMES:
        for quad in store.quads_for_pattern(None, ox.NamedNode(expand(name)), None):
            folded = " ".join(plain(quad.object).split()).casefold()
            names.setdefault(folded, plain(quad.object))
            if folded == wanted and isinstance(quad.subject, ox.NamedNode):
                subjects.add(quad.subject)
    if not subjects:
        close = [names[c] for c in difflib.get_close_matches(wanted, list(names), n=3, cutoff=0.6)]
        hint = f"did you mean {' or '.join(close)}?" if close else "the query 'actors' lists the names"
        raise QueryError(f"nothing in the graph is called {label!r}; {hint}")
    return sorted(subjects, key=str)


def counts(store: ox.Store) -> list[tuple[str, int]]:
    """What a graph holds, as a table: documents, entities by class, events by type, claims by stance and modality."""
    documents = _count(store, "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a dkg:Document }")
    by_class = dict(_tally(store, "?x a ?concept . ?x rdfs:label ?l"))
    classes = [(c, by_class[c]) for c in ENTITY_CLASSES if c in by_class]
    events = _tally(store, "?x dkg:eventType ?concept")
    claims = _tally(store, "?x a dkg:Claim ; dkg:modality ?concept")
    denials = _count(store, "SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c dkg:stance dkg:Denies }")
    return [
        ("Documents", documents),
        ("Entities", sum(n for _, n in classes)),
        *((f"  {name}", n) for name, n in classes),
        ("Events", sum(n for _, n in events)),
        *((f"  {name}", n) for name, n in events),
        ("Claims", sum(n for _, n in claims)),
        *((f"  {name}", n) for name, n in claims),
        ("  that deny", denials),
    ]


def _count(store: ox.Store, text: str) -> int:
    return int(plain(run(store, text).rows[0][0]))


def _tally(store: ox.Store, pattern: str) -> list[tuple[str, int]]:
    text = f"SELECT ?concept (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }} GROUP BY ?concept"
    return sorted((local(plain(concept)), int(plain(n))) for concept, n in run(store, text).rows)


def local(iri: str) -> str:
    """What follows the last slash or hash of an IRI."""
    return re.split(r"[/#]", iri)[-1]


def listing() -> str:
    """The named queries as text: name, title, description and parameters."""
    return "\n\n".join(_entry(q) for q in named_queries().values())


def _entry(query: NamedQuery) -> str:
    width = max((len(p.name) for p in query.params), default=0)
    params = [f"    {p.name:<{width}}  {_kind(p)}{p.help}" for p in query.params]
    return "\n".join([f"{query.name}: {query.title}", f"  {query.description}", *params])


def _kind(param: Param) -> str:
    notes = [param.type, "required" if param.required else "", f"= {param.default}" if param.default else ""]
    return f"({', '.join(n for n in notes if n)}) "
