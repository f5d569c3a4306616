"""A script for cypher-shell: constraints, then batches of MERGE; the model is that of `property_model`.

Names of labels, types and properties are those of the model; all else is a literal. No text of others has a backslash
before a "u" in its literal: Cypher 5 reads such an escape as a character before it looks for quotes, so that the text
could end the literal. It is written in parts that the database joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from kg.graph.formats.codebook import text
from kg.graph.formats.property_graph import PropertyGraph
from kg.graph.formats.property_model import EDGES, ENDS, NODES, Edge, Node, base_label, constant
from kg.graph.formats.records import STANDINGS
from kg.graph.vocab import PLAIN

BATCH = 500  # rows of one statement
KEYWORDS = {"from", "start", "end"}  # of Cypher, among the names of properties
ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


def cypher(store: ox.Store) -> Iterator[str]:
    """The script, statement by statement."""
    graph = PropertyGraph(store)
    yield text("cypher.txt")
    yield from _constraints()
    for name in NODES:
        yield from _nodes(graph.nodes(name), name)
    yield _facts_removed()
    for name in EDGES:
        for type_, edges in groupby(graph.edges(name), key=lambda edge: edge.type):
            yield from _edges(list(edges), type_, name)


def literal(value: str) -> str:
    """A text as an expression of Cypher, on one line."""
    parts = re.split(r"(?<=\\)(?=[uU])", value)
    found = " + ".join(f"'{''.join(map(_escaped, part))}'" for part in parts)
    return f"({found})" if len(parts) > 1 else found


def _escaped(character: str) -> str:
    if character in ESCAPES:
        return ESCAPES[character]
    return character if character.isprintable() or ord(character) > 0xFFFF else f"\\u{ord(character):04X}"


def _constraints() -> Iterator[str]:
    for name in NODES:
        yield f"CREATE CONSTRAINT kg_{name} IF NOT EXISTS FOR (n:{base_label(name)}) REQUIRE n.iri IS UNIQUE;\n"


def _nodes(nodes: Iterable[Node], name: str) -> Iterator[str]:
    label, columns = NODES[name]
    forget = f"REMOVE n:{':'.join(s.capitalize() for s in STANDINGS)} " if name == "events" else ""
    ordered = sorted(nodes, key=lambda node: (node.labels, node.iri))
    for labels, group in groupby(ordered, key=lambda node: node.labels):
        further = f" SET n:{':'.join(labels)}" if labels else ""
        rows = [_map({"iri": "string"} | dict(columns), {"iri": n.iri, **n.properties}) for n in group]
        yield from _batches(rows, f"MERGE (n:{label} {{iri: row.iri}}) {forget}SET n += row{further}")


def _facts_removed() -> str:
    """Plain edges of an earlier load go: what was asserted then may be contested by now."""
    known = ", ".join(f"'{constant(name)}'" for name in sorted(set(PLAIN.values())))
    return f"MATCH (:Entity)-[r]->(:Entity) WHERE type(r) IN [{known}] AND r.event IS NOT NULL DELETE r;\n"


def _edges(edges: Sequence[Edge], type_: str, name: str) -> Iterator[str]:
    start, end = ENDS.get(type_, ("Entity", "Entity"))
    kind = EDGES[name]
    keys = ", ".join(f"{key}: row.p.{key}" for key in kind.keys)
    rows = [f"{{a: {literal(e.start)}, b: {literal(e.end)}, p: {_map(kind.columns, e.properties)}}}" for e in edges]
    yield from _batches(
        rows,
        f"MATCH (a:{start} {{iri: row.a}}) MATCH (b:{end} {{iri: row.b}}) "
        f"MERGE (a)-[r:{type_}{f' {{{keys}}}' if keys else ''}]->(b) SET r += row.p",
    )


def _batches(rows: Sequence[str], then: str) -> Iterator[str]:
    for start in range(0, len(rows), BATCH):
        some = ",\n".join(rows[start : start + BATCH])
        yield f"UNWIND [\n{some}\n] AS row\n{then};\n"


def _map(columns: Mapping[str, str], properties: Mapping[str, Any]) -> str:
    """A map of literals, without what is empty."""
    kept = {name: properties[name] for name in columns if properties[name] not in ("", (), [], None)}
    return "{" + ", ".join(f"{_key(name)}: {_value(columns[name], value)}" for name, value in kept.items()) + "}"


def _key(name: str) -> str:
    return f"`{name}`" if name in KEYWORDS else name


def _value(type_: str, value: Any) -> str:
    if type_ == "string":
        return literal(value)
    if type_ == "string[]":
        return f"[{', '.join(map(literal, value))}]"
    return f"date('{value}')" if type_ == "date" else repr(value)
