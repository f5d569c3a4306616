"""The network as it is at all times together: GraphML, and tables of nodes and edges."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.graph.cells import in_xml, table
from kg.graph.network import network


def graphml(store: ox.Store) -> str:
    return in_xml("\n".join(nx.generate_graphml(_flat(store)))) + "\n"


def csv_files(store: ox.Store) -> dict[str, Iterable[str]]:
    """`nodes.csv` and `edges.csv` for Gephi and spreadsheets; cells cannot become formulas."""
    flat = _flat(store)
    nodes = [{"Id": n, "Label": d.get("label", n), **d} for n, d in flat.nodes(data=True)]
    edges = [{"Source": s, "Target": t, "Id": k, **d} for s, t, k, d in flat.edges(keys=True, data=True)]
    return {"nodes.csv": table(_columns(nodes), nodes), "edges.csv": table(_columns(edges), edges)}


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for row in rows for key in row))


def _flat(store: ox.Store) -> nx.MultiDiGraph:
    """The network with attributes that the formats can hold: strings and numbers."""
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
