"""kg builds a diplomatic knowledge graph from news and official texts.

import kg

with kg.open("out/graph.ttl") as graph:
    graph.query("who-met-whom", since="2025-03-01")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyoxigraph as ox

    from kg.graph.handle import KnowledgeGraph

__version__ = "0.1.0"
__all__ = ["__version__", "open"]


def open(target: Path | str | ox.Store, *, queries: Sequence[Path | str] = ()) -> KnowledgeGraph:
    """The graph of an RDF file, of a store's folder, behind the URL of an endpoint, or in a store: to ask it.

    `queries` are folders with queries of your own, beside those of the environment variable KG_QUERIES.
    """
    from kg.graph.handle import KnowledgeGraph

    return KnowledgeGraph(target, queries=queries)
