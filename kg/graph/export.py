"""A store in the formats that others read: RDF, and networks for Gephi and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.vocab import BASE, PREFIXES, RDF

if TYPE_CHECKING:
    import networkx as nx

LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"

Triple = tuple[str, str, str]


def turtle(store: ox.Store) -> str:
    """The union of all graphs: prefixed, sorted, grouped by subject; the same triples always give the same text."""
    return _prologue(store) + _blocks(_triples((q.subject, q.predicate, q.object) for q in store), "")


def trig(store: ox.Store) -> str:
    """The same with its named graphs."""
    quads = sorted(store, key=lambda q: str(q.graph_name))
    text = _prologue(store)
    for graph, members in groupby(quads, key=lambda q: q.graph_name):
        triples = _triples((q.subject, q.predicate, q.object) for q in members)
        if isinstance(graph, ox.DefaultGraph):
            text += _blocks(triples, "")
        else:
            text += f"{_term(graph)} {{\n{_blocks(triples, '    ')}}}\n\n"
    return text


def base_of(store: ox.Store) -> str:
    """The base of minted IRIs: what stands before the name of a graph, else the default one."""
    for graph in store.named_graphs():
        if isinstance(graph, ox.NamedNode) and graph.value.endswith("graph-entities"):
            return graph.value.removesuffix("graph-entities")
    return BASE


def _prologue(store: ox.Store) -> str:
    prefixes = {**PREFIXES, "id": base_of(store)}
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items())) + "\n"


def _triples(found: Iterable[tuple[Any, Any, Any]]) -> list[Triple]:
    """Sorted Turtle terms, `a` before other predicates."""
    return sorted(
        {(_term(s), _predicate(p), _term(o)) for s, p, o in found}, key=lambda t: (t[0], t[1] != "a", t[1], t[2])
    )


def _blocks(triples: list[Triple], indent: str) -> str:
    out = []
    for subject, of_subject in groupby(triples, key=lambda t: t[0]):
        lines = [f"{p} {' , '.join(o for _, _, o in ts)}" for p, ts in groupby(of_subject, key=lambda t: t[1])]
        out.append(f"{indent}{subject} {f' ;{chr(10)}{indent}    '.join(lines)} .\n\n")
    return "".join(out)


def _predicate(term: ox.NamedNode) -> str:
    return "a" if term.value == RDF["type"] else _term(term)


def _term(term: Any) -> str:
    if isinstance(term, ox.NamedNode):
        return _named(term.value)
    if isinstance(term, ox.Literal):
        return _literal(term)
    if isinstance(term, ox.BlankNode):
        return str(term)
    raise ValueError(f"unexpected {term!r}")


def _named(iri: str) -> str:
    for prefix, start in (*PREFIXES.items(), ("id", BASE)):
        local = iri.removeprefix(start)
        if local != iri and local and local[0] not in "-" and LOCAL.issuperset(local):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def _literal(term: ox.Literal) -> str:
    if term.datatype.value == XSD_INTEGER and term.value.isdecimal():
        return term.value
    text = "".join(
        ESCAPES.get(c) or (f"\\u{ord(c):04X}" if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 else c) for c in term.value
    )
    if term.language:
        return f'"{text}"@{term.language}'
    return f'"{text}"' if term.datatype.value == XSD_STRING else f'"{text}"^^{_named(term.datatype.value)}'


def nquads(store: ox.Store) -> str:
    return "".join(sorted(f"{q} .\n" for q in store))


def jsonld(store: ox.Store) -> str:
    found = json.loads(store.dump(format=ox.RdfFormat.JSON_LD) or b"[]")
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def rdfxml(store: ox.Store) -> str:
    triples = sorted({ox.Triple(q.subject, q.predicate, q.object) for q in store}, key=str)
    return (ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=PREFIXES) or b"").decode()


def graphml(store: ox.Store) -> str:
    import networkx as nx

    return "\n".join(nx.generate_graphml(_flat(store))) + "\n"


def gexf(store: ox.Store) -> str:
    import networkx as nx

    lines = "\n".join(nx.generate_gexf(_flat(store)))
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
    """A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


FORMATS: dict[str, Callable[[ox.Store], str]] = {
    "turtle": turtle, "trig": trig, "nquads": nquads, "json-ld": jsonld, "rdfxml": rdfxml, "graphml": graphml,
    "gexf": gexf,
}  # fmt: skip


def export(store: ox.Store, format_: str) -> str:
    """The store in one of FORMATS; InputError names them where it is another."""
    if format_ not in FORMATS:
        raise InputError(f"no format {format_!r}: use one of {', '.join(FORMATS)}, or csv")
    return FORMATS[format_](store)
