"""CSV files for `neo4j-admin database import full`, with typed headers; the model is that of `property_model`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from kg.graph.cells import table
from kg.graph.formats.codebook import text
from kg.graph.formats.made import Made
from kg.graph.formats.property_graph import PropertyGraph
from kg.graph.formats.property_model import EDGES, NODES

BETWEEN = ";"  # the importer's default between the values of an array


def neo4j_files(store: ox.Store) -> Made:
    """A file for each kind of node and relationship, and a README with the command that imports them."""
    graph = PropertyGraph(store)
    nodes: dict[str, Iterable[str]] = {f"{name}.csv": _nodes(graph, name) for name in NODES}
    edges: dict[str, Iterable[str]] = {f"{name}.csv": _edges(graph, name) for name in EDGES}
    note = "README.md among the files has the command that imports them"
    return Made(nodes | edges | {"README.md": [text("neo4j.md")]}, (note,))


def _nodes(graph: PropertyGraph, name: str) -> Iterator[str]:
    label, columns = NODES[name]
    rows = (
        {"iri:ID": node.iri, **_typed(node.properties, columns), ":LABEL": BETWEEN.join((label, *node.labels))}
        for node in graph.nodes(name)
    )
    return table(("iri:ID", *_headers(columns), ":LABEL"), rows)


def _edges(graph: PropertyGraph, name: str) -> Iterator[str]:
    columns = EDGES[name].columns
    rows = (
        {":START_ID": edge.start, ":END_ID": edge.end, ":TYPE": edge.type, **_typed(edge.properties, columns)}
        for edge in graph.edges(name)
    )
    return table((":START_ID", ":END_ID", ":TYPE", *_headers(columns)), rows)


def _headers(columns: Mapping[str, str]) -> list[str]:
    return [_header(name, type_) for name, type_ in columns.items()]


def _header(name: str, type_: str) -> str:
    return name if type_ == "string" else f"{name}:{type_}"


def _typed(properties: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """The cells of a row; in a value of an array the separator becomes a comma."""
    return {
        _header(name, type_): BETWEEN.join(value.replace(BETWEEN, ",") for value in properties[name])
        if type_.endswith("[]")
        else properties[name]
        for name, type_ in columns.items()
    }
