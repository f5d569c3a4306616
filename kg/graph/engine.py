"""SPARQL to whatever holds a graph: an Oxigraph store here, or an endpoint elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.answer import PREFIXES, Result, collect
from kg.graph.clauses import has_dataset, refuse_requests


class Endpoint(Protocol):
    """A store that answers elsewhere, such as `kg.graph.remote.RemoteStore`, with all its graphs together."""

    def query(self, text: str, /) -> Result: ...

    def dump(self) -> ox.Store: ...


Engine = ox.Store | Endpoint


def sparql(store: Engine, text: str) -> Result:
    """The answer to plain SPARQL. The prefixes of the vocabulary are known.

    All graphs are asked together, unless the query names some with FROM. QueryError where it is not valid, fails, or
    would have this machine ask another server (SERVICE).
    """
    if not isinstance(store, ox.Store):
        return store.query(text)
    refuse_requests(text)
    with failures():
        union = not has_dataset(text)
        return collect(store.query(text, prefixes=dict(PREFIXES), use_default_graph_as_union=union))


@contextmanager
def failures() -> Iterator[None]:
    """What a store here raises while it is asked, as a QueryError."""
    try:
        yield
    except SyntaxError as error:
        raise QueryError(f"not valid SPARQL: {' '.join(str(error).split())}") from error
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query failed: {error}") from error
