"""One object for a graph in programs and notebooks: what `kg.open` gives."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.answer import Result
from kg.graph.engine import Engine
from kg.graph.named import named_queries, user_folders
from kg.graph.query import counts, run, text_of
from kg.graph.store import opened

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib

    from kg.graph.shown import Shown

Value = object  # of a parameter: a text, a number or a date


class KnowledgeGraph:
    """A graph to ask, wherever it is kept. It is what `kg.open` gives.

    with kg.open("out/graph.ttl") as graph:
        for row in graph.query("who-met-whom", since="2025-03-01", evidence=True):
            print(row["who"], row["whom"], row["evidence"])
    """

    def __init__(self, target: Path | str | ox.Store, *, queries: Sequence[Path | str] = ()) -> None:
        """Open an RDF file, a store's folder, an endpoint or a store; `queries` are folders of your own queries."""
        self.name = "memory" if isinstance(target, ox.Store) else str(target)
        self.folders = user_folders(map(Path, queries))
        self._store: Engine | None = target if isinstance(target, ox.Store) else opened(target)

    @property
    def store(self) -> Engine:
        """The store that answers; KGError once closed."""
        if self._store is None:
            raise QueryError(f"the graph {self.name} is closed: open it again with kg.open")
        return self._store

    def query(self, question: str, /, *, evidence: bool = False, **params: Value) -> Result:
        """The answer to a named query, a file (.rq) or SPARQL; `evidence` adds the words behind each row.

        graph.query("timeline", actor="Syria", since=date(2025, 3, 1)).to_pandas()
        """
        text = text_of(question, named_queries(self.folders))
        return run(self.store, text, {name: str(value) for name, value in params.items()}, evidence=evidence)

    def to_pandas(self, question: str, /, *, evidence: bool = False, **params: Value) -> pd.DataFrame:
        """The answer as a data frame."""
        return self.query(question, evidence=evidence, **params).to_pandas()

    def frames(self) -> dict[str, pd.DataFrame]:
        """Tidy data frames: "events", "claims" with their words, "entities", "documents", "dyads" of states.

        events = graph.frames()["events"]
        """
        from kg.graph.formats.frames import frames

        return frames(self.local)

    def panel(
        self,
        *,
        since: str = "",
        until: str = "",
        standings: Sequence[str] = ("asserted",),
        states: Sequence[str] = (),
        lift: bool = True,
        directed: bool = True,
        balanced: bool = False,
        publication_dates: bool = False,
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Counts of events between states by month, and the claims with their words behind each count.

        As `kg export --format panel`, whose codebook says how it is counted. The columns `cell` join the two.

        counts, evidence = graph.panel(since="2018", states=["USA", "RUS"])
        """
        from kg.graph.formats.frames import panel
        from kg.graph.formats.panel import Scope

        scope = Scope(
            since=since,
            until=until,
            standings=standings,
            states=states,
            lift=lift,
            directed=directed,
            balanced=balanced,
            publication_dates=publication_dates,
        )
        return panel(self.local, scope)

    def to_networkx(self) -> nx.MultiDiGraph:
        """Actors, treaties and places with an edge for each event between two of them."""
        from kg.graph.network import network

        return network(self.local)

    def show(self, *, title: str | None = None, pyvis: bool = False, sparql: bool = False) -> Shown:
        """The page of the graph, for a notebook or `.save(path)`; as `kg show`, with the same options.

        graph.show(pyvis=True).save("network.html")
        """
        from kg.graph.shown import shown

        name = self.name.rstrip("/").rpartition("/")[2]
        return shown(self.local, title=title or f"Diplomatic knowledge graph: {name}", pyvis=pyvis, sparql=sparql)

    @cached_property
    def local(self) -> ox.Store:
        """The store, if it is here; else a copy in memory."""
        return self.store if isinstance(self.store, ox.Store) else self.store.dump()

    @cached_property
    def graph(self) -> rdflib.Dataset:
        """A view for rdflib of the same store, nothing copied; its default graph is the union of all."""
        import rdflib
        from oxrdflib import OxigraphStore

        from kg.graph.answer import PREFIXES

        view = rdflib.Dataset(store=OxigraphStore(store=self.local), default_union=True)
        for prefix, iri in PREFIXES.items():
            view.bind(prefix, iri)
        return view

    def close(self) -> None:
        """Let go of the store. Closing again does nothing."""
        self._store = None
        for view in ("graph", "local"):
            self.__dict__.pop(view, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        if self._store is None:
            return f"<kg graph {self.name}, closed>"
        return f"<kg graph {self.name}: {', '.join(f'{n} {what.lower()}' for what, n in self._totals())}>"

    def _repr_html_(self) -> str:
        """A heading and the totals, for notebooks."""
        rows = "".join(f"<tr><td>{what}</td><td>{n}</td></tr>" for what, n in self._totals())
        return f"<b>{html.escape(self.name)}</b><table>{rows}</table>"

    def _totals(self) -> list[tuple[str, int]]:
        return [(what, n) for what, n in counts(self.store) if not what.startswith(" ")]
