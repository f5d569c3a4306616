"""A page in a notebook: what `kg.open(...).show()` gives."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of the graph. Notebooks show it in a frame of its own, which has no part in the notebook around it.

    `advice` says in one line where a graph is larger than such a page bears.
    """

    page: str = field(repr=False)
    advice: str = ""
    height: int = 720

    def save(self, path: Path | str) -> Path:
        """Write the page as a file for any browser."""
        path = Path(path)
        path.write_text(self.page, encoding="utf-8")
        return path

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{html.escape(self.page)}" sandbox="allow-scripts allow-downloads allow-popups" '
            f'title="Graph" width="100%" height="{self.height}" style="border:1px solid #ccc"></iframe>'
        )


def shown(store: ox.Store, *, title: str, pyvis: bool = False, sparql: bool = False) -> Shown:
    """The page of a store, with `sparql` one that answers questions itself; or the classic network of pyvis."""
    from kg.graph.network import network

    graph = network(store)
    if pyvis:
        from kg.graph.pyvis_page import advice, pyvis_page

        return Shown(pyvis_page(graph, title=title), advice(len(graph)))
    from kg.graph.board import board
    from kg.graph.page import page
    from kg.graph.sparql_page import content

    return Shown(page(graph, title=title, board=board(store), sparql=content(store) if sparql else None))
