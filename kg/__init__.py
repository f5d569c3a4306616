"""kg builds a diplomatic knowledge graph from news and official texts.

import kg

kg.build(kg.read(["articles/"]), Path("out"))
with kg.open("out/graph.ttl") as graph:
    graph.query("who-met-whom", since="2025-03-01")

All that is public is named in `__all__`, and comes when it is first asked for: `import kg` alone loads nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import pyoxigraph as ox

    from kg.decisions import Ruling as Ruling
    from kg.errors import KGError as KGError
    from kg.graph.answer import Result as Result
    from kg.graph.handle import KnowledgeGraph as KnowledgeGraph
    from kg.model import Claim as Claim
    from kg.model import Document as Document
    from kg.model import Entity as Entity
    from kg.model import Event as Event
    from kg.model import Evidence as Evidence
    from kg.model import Extraction as Extraction
    from kg.model import Mention as Mention
    from kg.model import Position as Position
    from kg.pipeline import By as By
    from kg.pipeline import build as build
    from kg.pipeline import evaluate as evaluate
    from kg.pipeline import explain_all as explain
    from kg.pipeline import extract_all as extract
    from kg.pipeline import forget as forget
    from kg.pipeline import merge as merge
    from kg.pipeline import register as register
    from kg.reading import read as read
    from kg.settling import Summary as Summary
    from kg.verification import pack as pack
    from kg.verification import verify as verify

__version__ = "0.1.0"
__all__ = [
    "By", "Claim", "Document", "Entity", "Event", "Evidence", "Extraction", "KGError", "KnowledgeGraph", "Mention",
    "Position", "Result", "Ruling", "Summary", "__version__", "build", "evaluate", "explain", "extract", "forget",
    "graph_of", "merge", "open", "pack", "read", "register", "verify",
]  # fmt: skip
_HOMES = {
    "kg.decisions": ("Ruling",),
    "kg.errors": ("KGError",),
    "kg.graph.answer": ("Result",),
    "kg.graph.handle": ("KnowledgeGraph",),
    "kg.model": ("Claim", "Document", "Entity", "Event", "Evidence", "Extraction", "Mention", "Position"),
    "kg.pipeline": ("By", "build", "evaluate", "explain", "extract", "forget", "merge", "register"),
    "kg.reading": ("read",),
    "kg.settling": ("Summary",),
    "kg.verification": ("pack", "verify"),
}
_THERE = {"explain": "explain_all", "extract": "extract_all"}  # what is called otherwise where it lives


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(home), _THERE.get(name, name))
            globals()[name] = found
            return found
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def open(target: Path | str | ox.Store, *, queries: Sequence[Path | str] = ()) -> KnowledgeGraph:
    """The graph of an RDF file, of a store's folder, behind the URL of an endpoint, or in a store: to ask it.

    `queries` are folders with queries of your own, beside those of the environment variable KG_QUERIES.
    """
    from kg.graph.handle import KnowledgeGraph

    return KnowledgeGraph(target, queries=queries)


def graph_of(
    extractions: Iterable[Extraction], *, rulings: Sequence[Ruling] = (), gazetteer: Sequence[Path] = ()
) -> KnowledgeGraph:
    """The graph of what was found in documents, in memory: to ask it.

    `rulings` are a curator's; `gazetteer` are further name tables, the ones that the extraction had.
    """
    from kg.pipeline import graph

    return open(graph(extractions, rulings=rulings, gazetteer=gazetteer))
