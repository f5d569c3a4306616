"""A store as RDF text: Turtle, TriG and N-Quads that are sorted and come piece by piece, JSON-LD, RDF/XML."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache
from itertools import islice
from typing import Any

import pyoxigraph as ox

from kg.graph.cells import in_xml
from kg.graph.vocab import BASE, PREFIXES

LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")  # of what may follow a prefix, what needs no escape
TYPE = "rdf:type"
UNSHOWN = re.compile("[\x7f-\x9f]")  # control characters that N-Triples leaves as they are
WIDTH = 120  # values of one predicate that are longer together get a line each
REMEMBERED = 1 << 17  # IRIs whose text is kept at hand
SMALL, HELD = 10_000, 300_000  # quads of a named graph, and of a store, that are read at once
XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def turtle(store: ox.Store) -> str:
    """The union of all graphs: prefixed, sorted, grouped by subject; the same triples always give the same text."""
    return "".join(turtle_parts(store))


def trig(store: ox.Store) -> str:
    """The same with its named graphs."""
    return "".join(trig_parts(store))


def nquads(store: ox.Store) -> str:
    """Lines in the order of their bytes."""
    return "".join(nquads_parts(store))


def turtle_parts(store: ox.Store) -> Iterator[str]:
    """`turtle` piece by piece: only the names of the subjects are held in memory."""
    prefixes = _prefixes(store)
    yield _prologue(prefixes)
    yield from (block for _, block in _blocks(store, _Texts(prefixes)))


def trig_parts(store: ox.Store) -> Iterator[str]:
    """`trig` piece by piece."""
    texts = _Texts(_prefixes(store))
    yield _prologue(_prefixes(store))
    for graph, blocks in _graphs(store, texts):
        yield from _enclosed(graph, (block for _, block in blocks))


def _graphs(store: ox.Store, texts: _Texts) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """The named graphs in order, and the default one as "", each with its subjects and their blocks."""
    for graph in sorted(store.named_graphs(), key=str):
        yield texts[graph], _blocks(store, texts, graph, "    ")
    yield "", _blocks(store, texts, ox.DefaultGraph())


def _enclosed(graph: str, blocks: Iterable[str]) -> Iterator[str]:
    """The blocks of a graph with its name around them, nothing where it has none."""
    opening = f"{graph} {{\n" if graph else ""
    for block in blocks:
        yield opening + block
        opening = ""
    if graph and not opening:
        yield "}\n\n"


def turtle_and_trig(store: ox.Store) -> tuple[Iterable[str], Iterable[str]]:
    """Both, piece by piece. A store of no great size is read but once for the two, and held as text.

    What stands in one graph alone, as most does, is in both the same but for its indent.
    """
    if len(store) > HELD:
        return turtle_parts(store), trig_parts(store)
    texts = _Texts(_prefixes(store))
    held: list[str] = []
    union: dict[str, str] = {}
    several: set[str] = set()
    for graph, blocks in _graphs(store, texts):
        start = len(held)
        for name, block in blocks:
            held.append(block)
            if name in union:
                several.add(name)
            union[name] = block if not graph else block.replace("\n    ", "\n")[4:]
        held[start:] = _enclosed(graph, held[start:])
    for subject in _subjects(store) if several else ():
        if (name := texts[subject]) in several:
            union[name] = _block(name, texts.said(store.quads_for_pattern(subject, None, None)), "")
    prologue = _prologue(_prefixes(store))
    return (prologue, *(union[name] for name in sorted(union))), (prologue, *held)


def nquads_parts(store: ox.Store) -> Iterator[str]:
    """`nquads` piece by piece, one for each subject: the order of subjects is that of the lines."""
    for subject in sorted(_subjects(store), key=str):
        yield "".join(sorted(f"{q} .\n" for q in store.quads_for_pattern(subject, None, None)))


def base_of(store: ox.Store) -> str:
    """The base of minted IRIs: what stands before the name of a graph, else the default one."""
    for graph in store.named_graphs():
        if isinstance(graph, ox.NamedNode) and graph.value.endswith("graph-entities"):
            return graph.value.removesuffix("graph-entities")
    return BASE


def _prefixes(store: ox.Store) -> dict[str, str]:
    return {**PREFIXES, "id": base_of(store)}


def _prologue(prefixes: Mapping[str, str]) -> str:
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items())) + "\n"


def _blocks(store: ox.Store, texts: _Texts, graph: Any = None, indent: str = "") -> Iterator[tuple[str, str]]:
    """The subjects of one graph, or of all, in order, each with the block of what is said of it."""
    for name, quads in _by_subject(store, texts, graph):
        yield name, _block(name, texts.said(quads), indent)


def _block(name: str, said: dict[str, set[str]], indent: str) -> str:
    """What is said of a subject, `a` before other predicates."""
    types = said.pop(TYPE, None)
    lines = [_values("a", types, indent)] if types else []
    lines += [_values(predicate, said[predicate], indent) for predicate in sorted(said)]
    return f"{indent}{name} {f' ;{chr(10)}{indent}    '.join(lines)} .\n\n"


def _by_subject(store: ox.Store, texts: _Texts, graph: Any) -> Iterator[tuple[str, Iterable[ox.Quad]]]:
    """The names of the subjects, in order, and their quads: of a small graph all at once, else one by one."""
    if graph is not None:
        some = list(islice(store.quads_for_pattern(None, None, None, graph), SMALL + 1))
        if len(some) <= SMALL:
            found: dict[str, list[ox.Quad]] = defaultdict(list)
            for quad in some:
                found[texts[quad.subject]].append(quad)
            yield from sorted(found.items())
            return
    subjects = {texts[s]: s for s in _subjects(store, graph)}
    for name in sorted(subjects):
        yield name, store.quads_for_pattern(subjects[name], None, None, graph)


def _subjects(store: ox.Store, graph: Any = None) -> Iterator[Any]:
    """The subjects of one graph or of all; a query, for it does not read the other terms from the disk."""
    found: Any = store.query(
        "SELECT DISTINCT ?s { ?s ?p ?o }", default_graph=graph, use_default_graph_as_union=graph is None
    )
    return (row[0] for row in found)


def _values(predicate: str, objects: Set[str], indent: str) -> str:
    if len(objects) == 1:
        [value] = objects
        return f"{predicate} {value}"
    line = f"{predicate} {' , '.join(sorted(objects))}"
    if len(line) <= WIDTH:
        return line
    start = f"\n{indent}        "
    return f"{predicate}{start}{f' ,{start}'.join(sorted(objects))}"


class _Texts(dict[Any, str]):
    """How terms are written with these prefixes; IRIs that were met lately are at hand."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        super().__init__()
        self._prefixes = prefixes
        self._names = {iri: name for name, iri in prefixes.items()}
        self._datatype = cache(self._named)

    def __missing__(self, term: Any) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        self[term] = found = self._text(term)
        return found

    def _text(self, term: Any) -> str:
        if isinstance(term, ox.NamedNode):
            return self._named(term.value)
        if isinstance(term, ox.BlankNode):
            return str(term)
        raise ValueError(f"unexpected {term!r}")

    def _named(self, iri: str) -> str:
        start = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
        start = start if start in self._names else self._prefixes["id"]
        local = iri.removeprefix(start)
        return f"{self._names[start]}:{local}" if local != iri and LOCAL.fullmatch(local) else f"<{iri}>"

    def said(self, quads: Iterable[ox.Quad]) -> dict[str, set[str]]:
        """The objects of each predicate."""
        said: dict[str, set[str]] = {}
        for quad in quads:
            predicate, value = self[quad.predicate], quad.object
            text = self.literal(value) if type(value) is ox.Literal else self[value]
            if predicate in said:
                said[predicate].add(text)
            else:
                said[predicate] = {text}
        return said

    def literal(self, term: ox.Literal) -> str:
        """A literal as N-Triples has it, its datatype with a prefix, whole numbers bare."""
        text = str(term)
        if text[-1] == ">":
            quoted, _, datatype = text[:-1].rpartition("^^<")
            if datatype == XSD_INTEGER and quoted[1:-1].isdecimal() and quoted.isascii():
                return quoted[1:-1]
            text = f"{quoted}^^{self._datatype(datatype)}"
        return text if text.isascii() else UNSHOWN.sub(lambda c: f"\\u{ord(c[0]):04X}", text)


def jsonld(store: ox.Store) -> str:
    quads = sorted(store, key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)))
    found = json.loads(ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b"[]")
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def rdfxml(store: ox.Store) -> str:
    triples = sorted({ox.Triple(q.subject, q.predicate, q.object) for q in store}, key=str)
    return in_xml((ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b"").decode())
