"""What the page's board of treaties shows: who stood how towards which instrument, from when until when.

All of it is asked once, here; where a state stands on a day is then a comparison of dates in the page. Rows are lists
and names of states and sources numbers, for a register has fifteen thousand acts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pyoxigraph as ox

from kg.graph.answer import plain
from kg.graph.instruments import duration, words
from kg.graph.query import named_queries, run

AGREEMENTS = "SELECT ?instrument WHERE { ?instrument a dkg:Agreement }"
COMPLETE = """SELECT ?instrument (MAX(STR(?to)) AS ?as_of) WHERE {
  ?list a dkg:ParticipationTable ; dkg:instrument ?instrument ; dkg:asOf ?to
} GROUP BY ?instrument"""


def board(store: ox.Store) -> dict[str, Any] | None:
    """The treaties and agreements that somebody acted towards, by name; None where there is none.

    `states` are pairs of IRI and name, `sources` texts. An act is a list: number of the state, kind, date, number of
    the source, note, the event where articles tell it, and its intervals, each a standing, a day and the day after it.
    """
    rows = sorted(_asked(store, "treaty-intervals"), key=lambda r: (r["treaty"], r["instrument"]))
    if not rows:
        return None
    states = sorted({(r["state"], r["who"]) for r in rows})
    sources = sorted({r["source"] for r in rows})
    agreements = {r["instrument"] for r in _rows(store, AGREEMENTS)}
    as_of = {r["instrument"]: r["as_of"] for r in _rows(store, COMPLETE)}
    facts: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _asked(store, "treaty-facts"):
        facts[row["instrument"]].append(_fact(row))
    instruments = [
        {
            "iri": iri,
            "label": label,
            "agreement": iri in agreements,
            "facts": facts[iri],
            "as_of": as_of.get(iri, ""),
            "acts": list(_acts(acts, [state for state, _ in states], sources)),
        }
        for (label, iri), acts in groupby(rows, lambda r: (r["treaty"], r["instrument"]))
    ]
    return {"states": states, "sources": sources, "instruments": instruments}


def _asked(store: ox.Store, query: str) -> list[dict[str, str]]:
    return _rows(store, named_queries()[query].text)


def _rows(store: ox.Store, text: str) -> list[dict[str, str]]:
    found = run(store, text)
    return [dict(zip(found.columns, map(plain, row), strict=True)) for row in found.rows]


def _fact(row: dict[str, str]) -> dict[str, str]:
    first, *rest = row["value"].split(", ", 1)
    value = words(first) if row["fact"] == "legal force" else ", ".join([duration(first), *rest])
    return {"fact": row["fact"], "value": value, "source": row["source"]}


def _acts(rows: Iterable[dict[str, str]], states: list[str], sources: list[str]) -> Iterator[list[Any]]:
    """Acts in the order of their states and dates."""
    who = {name: i for i, name in enumerate(states)}
    whence = {name: i for i, name in enumerate(sources)}
    intervals: dict[tuple[Any, ...], list[tuple[str, str, str]]] = defaultdict(list)
    for row in rows:
        event = row["iri"] if row["according_to"] == "articles" else ""
        act = (who[row["state"]], row["act"], row["date"], whence[row["source"]], row["note"], event)
        intervals[act].append((row["standing"], row["since"], row["until"]))
    for act, found in sorted(intervals.items(), key=lambda x: (x[0][0], x[0][2], x[0])):
        yield [*act, found]
