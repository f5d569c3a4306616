"""States by short codes: ISO 3166-1 alpha-3 where the graph has one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.formats.records import Records
from kg.graph.query import entities, local


def codes(records: Records) -> dict[str, str]:
    """A code of its own for each state: that of ISO, else the name in its IRI."""
    states = [thing for thing in records.things.values() if thing.cls == "State"]
    times = Counter(thing.iso3 for thing in states)
    return {s.iri: s.iso3 if times[s.iso3] == 1 and s.iso3 else local(s.iri).removeprefix("state-") for s in states}


def named(store: ox.Store, records: Records, names: Iterable[str]) -> set[str]:
    """The states of these codes or names; InputError or QueryError where there is none."""
    by_code = {code.casefold(): iri for iri, code in codes(records).items()}
    found: set[str] = set()
    for name in names:
        iris = {by_code[name.casefold()]} if name.casefold() in by_code else {n.value for n in entities(store, name)}
        states = {iri for iri in iris if iri in records.things and records.things[iri].cls == "State"}
        if not states:
            raise InputError(f"{name!r} is no state of this graph: give a code such as USA, or a name")
        found |= states
    return found
