"""A store in the formats that others read: RDF, and networks for Gephi and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TextIO

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.vocab import BASE, PREFIXES

if TYPE_CHECKING:
    import networkx as nx

LOCAL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")  # of what may follow a prefix, what needs no escape
TYPE = "rdf:type"
UNSHOWN = re.compile("[\x7f-\x9f]")  # control characters that N-Triples leaves as they are
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#6553[45];")  # characters that XML 1.0 cannot hold
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
    found = json.loads(store.dump(format=ox.RdfFormat.JSON_LD) or b"[]")
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def rdfxml(store: ox.Store) -> str:
    triples = sorted({ox.Triple(q.subject, q.predicate, q.object) for q in store}, key=str)
    return in_xml((ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b"").decode())


def in_xml(text: str) -> str:
    """XML with a replacement character for each that it cannot hold."""
    return NO_XML.sub("\ufffd", text)


def graphml(store: ox.Store) -> str:
    import networkx as nx

    return in_xml("\n".join(nx.generate_graphml(_flat(store)))) + "\n"


def gexf(store: ox.Store) -> str:
    import networkx as nx

    lines = in_xml("\n".join(nx.generate_gexf(_flat(store))))
    return (
        "\n".join(line for line in lines.splitlines() if "<lastmodified" not in line.lower() or "<meta" in line) + "\n"
    )


def _flat(store: ox.Store) -> nx.MultiDiGraph:
    """The network with attributes that GraphML and GEXF can hold: strings and numbers."""
    import networkx as nx

    from kg.graph.network import network

    graph = network(store)
    flat = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        flat.add_node(node, **_scalars(data))
    for source, target, key, data in graph.edges(keys=True, data=True):
        flat.add_edge(source, target, key=key, **_scalars(data))
    return flat


def _scalars(data: dict[str, Any]) -> dict[str, str | int | float]:
    return {
        k: v if isinstance(v, str | int | float) else json.dumps(v, ensure_ascii=False)
        for k, v in data.items()
        if v is not None
    }


def csv_files(store: ox.Store) -> dict[str, str]:
    """`nodes.csv` and `edges.csv` for Gephi and spreadsheets; cells cannot become formulas."""
    flat = _flat(store)
    nodes = [{"Id": n, "Label": d.get("label", n), **d} for n, d in flat.nodes(data=True)]
    edges = [{"Source": s, "Target": t, "Id": k, **d} for s, t, k, d in flat.edges(keys=True, data=True)]
    return {"nodes.csv": _csv(nodes), "edges.csv": _csv(edges)}


def _csv(rows: list[dict[str, Any]]) -> str:
    columns = list(dict.fromkeys(key for row in rows for key in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: safe_cell(v) for k, v in row.items()} for row in rows)
    return out.getvalue()


def safe_cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).

    A carriage return becomes a line feed: before Python 3.13 the module csv writes it bare, and readers begin a row.
    """
    if not isinstance(value, str):
        return value
    text = re.sub("\r\n?", "\n", value)
    return f"'{text}" if value[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else text


FORMATS: dict[str, Callable[[ox.Store], str]] = {
    "turtle": turtle, "trig": trig, "nquads": nquads, "json-ld": jsonld, "rdfxml": rdfxml, "graphml": graphml,
    "gexf": gexf,
}  # fmt: skip
PARTS: dict[str, Callable[[ox.Store], Iterator[str]]] = {
    "turtle": turtle_parts, "trig": trig_parts, "nquads": nquads_parts,
}  # fmt: skip


def export(store: ox.Store, format_: str) -> str:
    """The store in one of FORMATS; InputError names them where it is another."""
    return "".join(parts(store, format_))


def write(store: ox.Store, format_: str, out: TextIO) -> None:
    """The same into an open file, without holding the whole text where the format is one of PARTS."""
    for part in parts(store, format_):
        out.write(part)


def parts(store: ox.Store, format_: str) -> Iterator[str]:
    if format_ not in FORMATS:
        raise InputError(f"no format {format_!r}: use one of {', '.join(FORMATS)}, or csv")
    return PARTS[format_](store) if format_ in PARTS else iter((FORMATS[format_](store),))
