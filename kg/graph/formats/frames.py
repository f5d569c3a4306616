"""Tables of a graph as data frames of pandas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.formats.codebook import columns
from kg.graph.formats.panel import Panel, Scope
from kg.graph.formats.tables import rows

if TYPE_CHECKING:
    import pandas as pd


def frames(store: ox.Store) -> dict[str, pd.DataFrame]:
    """The tidy tables by their names; see `kg.graph.formats.tables`."""
    return {name: _frame(found, columns(f"{name}.csv")) for name, found in rows(store).items()}


def panel(store: ox.Store, scope: Scope) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The panel and its evidence; `attrs` of the panel say how many events were left out, by reason."""
    made = Panel(store, scope)
    counts = _frame(made.rows(), columns("panel.csv"))
    counts.attrs["left_out"] = dict(made.left_out)
    return counts, _frame(made.evidence(), columns("evidence.csv"))


def _frame(found: Iterable[Mapping[str, Any]], names: Iterable[str]) -> pd.DataFrame:
    """A data frame in which what is unknown is missing, not an empty text; QueryError without pandas."""
    try:
        import pandas as pd
    except ImportError as error:
        raise QueryError("data frames need pandas: pip install pandas") from error
    cells = [{name: None if value == "" else value for name, value in row.items()} for row in found]
    return pd.DataFrame(cells, columns=list(names))
