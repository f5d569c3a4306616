"""The network over time, for Gephi: GEXF 1.3 with mode "dynamic", dates as intervals of days.

An edge joins two entities by all events of one kind: its `kind` is the type of the events, with their standing where
that is not "asserted", such as "CONSULT (planned)", so that no plan looks like a fact and Gephi, which joins parallel
edges of one kind, joins none that differ. Its spells are the times of its events: a day, or all days of the month or
year where no more is known. Its dynamic attribute `active` is how many of its events last at a time. A node has the
spells of its events, and persons have a dynamic attribute `office`, from the registers. Undated events have no spell:
an edge or node that has no other is there at all times, `undated` counts them, and a filter on it takes them away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox

from kg.graph.cells import in_xml
from kg.graph.formats.records import Happening, Records
from kg.graph.formats.spells import Spell, cut, joined
from kg.graph.formats.when import bounds
from kg.graph.network import network

ABOUT = (
    "Events between entities. kind: type of the events, and their standing where it is not 'asserted'. Spells: the "
    "days, or all days of the month or year, of dated events. Undated events have no spell: what has no other event is "
    "there at all times (see the attribute undated)."
)
NODE = {"class": "string", "iso3": "string", "state": "string", "events": "integer", "undated": "integer"}
EDGE = {
    "type": "string", "quad_class": "string", "standing": "string", "events": "integer", "undated": "integer",
    "what": "string", "event_iris": "string", "quote": "string", "document": "string",
}  # fmt: skip
OFFICE, ACTIVE = "office", "active"


class _Bundle(dict[str, Happening]):
    """The events of a node or an edge by their IRIs, and the times of those that are dated."""

    @property
    def spells(self) -> list[Spell]:
        return [found for e in self.values() if (found := bounds(e.date, e.date_end))]

    @property
    def undated(self) -> int:
        return len(self) - len(self.spells)


def gexf(store: ox.Store) -> Iterator[str]:
    """The file, piece by piece."""
    records = Records(store)
    events = {event.iri: event for event in records.events}
    graph = network(store)
    nodes = {iri: _Bundle() for iri in graph}
    for iri, data in graph.nodes(data=True):
        nodes[iri].update({e["event"]: events[e["event"]] for e in data["events"] if e["event"] in events})
    edges: dict[tuple[str, str, str], _Bundle] = defaultdict(_Bundle)
    for source, target, iri in graph.edges(keys=True):
        if event := events.get(iri):
            for bundle in (edges[source, target, _kind(event)], nodes[source], nodes[target]):
                bundle[iri] = event
    days = [spell for bundle in nodes.values() for spell in bundle.spells]
    yield _opening(days)
    yield "<nodes>\n"
    offices = _offices(records)
    for iri, data in graph.nodes(data=True):
        yield in_xml(_node(iri, data, nodes[iri], offices.get(iri, [])))
    yield "</nodes>\n<edges>\n"
    for number, ((source, target, kind), bundle) in enumerate(sorted(edges.items())):
        yield in_xml(_edge(number, source, target, kind, bundle, records))
    yield "</edges>\n</graph>\n</gexf>\n"


def _kind(event: Happening) -> str:
    return event.type if event.standing == "asserted" else f"{event.type} ({event.standing})"


def _opening(days: Iterable[Spell]) -> str:
    spells = joined(days)
    period = {"start": spells[0][0], "end": spells[-1][1]} if spells else {}
    head = {"mode": "dynamic", "defaultedgetype": "directed", "timeformat": "date", "timerepresentation": "interval"}
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
        f"<meta>\n<creator>kg</creator>\n<description>{ABOUT}</description>\n</meta>\n"
        f"<graph{_attributes(head | period)}>\n"
        f"{_declared('node', 'static', NODE)}{_declared('node', 'dynamic', {OFFICE: 'string'})}"
        f"{_declared('edge', 'static', EDGE)}{_declared('edge', 'dynamic', {ACTIVE: 'integer'})}"
    )


def _declared(class_: str, mode: str, columns: Mapping[str, str]) -> str:
    rows = "".join(f'<attribute id="{name}" title="{name}" type="{type_}"/>\n' for name, type_ in columns.items())
    return f'<attributes class="{class_}" mode="{mode}">\n{rows}</attributes>\n'


def _node(iri: str, data: Mapping[str, Any], bundle: _Bundle, offices: Iterable[tuple[Spell, str]]) -> str:
    static = {
        "class": data["cls"],
        "iso3": data["iso3"],
        "state": data["state"],
        "events": len(bundle),
        "undated": bundle.undated,
    }
    held = [(spell, OFFICE, "; ".join(sorted(set(roles)))) for spell, roles in cut(offices)]
    return f"<node{_attributes({'id': iri, 'label': data['label']})}>\n{_inside(static, held, bundle)}</node>\n"


def _edge(number: int, source: str, target: str, kind: str, bundle: _Bundle, records: Records) -> str:
    first, *_ = bundle.values()
    quote = next((quote for event in bundle.values() for claim in event.behind for quote in claim.quotes), None)
    static = {
        "type": first.type,
        "quad_class": first.quad,
        "standing": first.standing,
        "events": len(bundle),
        "undated": bundle.undated,
        "what": " | ".join(event.label for event in bundle.values()),
        "event_iris": " ".join(bundle),
        "quote": quote.words if quote else "",
        "document": records.paper(quote.document).title if quote else "",
    }
    active = [(spell, ACTIVE, str(len(held))) for spell, held in cut((spell, 1) for spell in bundle.spells)]
    ends = {"id": number, "source": source, "target": target, "kind": kind, "label": kind, "weight": len(bundle)}
    return f"<edge{_attributes(ends)}>\n{_inside(static, active, bundle)}</edge>\n"


def _inside(static: Mapping[str, Any], dynamic: Iterable[tuple[Spell, str, str]], bundle: _Bundle) -> str:
    values = [{"for": name, "value": value} for name, value in static.items() if value not in ("", None)]
    values += [{"for": name, "value": value} | _period(spell) for spell, name, value in dynamic]
    rows = "".join(f"<attvalue{_attributes(value)}/>\n" for value in values)
    spells = "".join(f"<spell{_attributes(_period(spell))}/>\n" for spell in joined(bundle.spells))
    return f"<attvalues>\n{rows}</attvalues>\n" + (f"<spells>\n{spells}</spells>\n" if spells else "")


def _period(spell: Spell) -> dict[str, str]:
    return {"start": spell[0], "end": spell[1]} if spell[1] else {"start": spell[0]}


def _attributes(values: Mapping[str, Any]) -> str:
    return "".join(f" {name}={quoteattr(str(value))}" for name, value in values.items())


def _offices(records: Records) -> dict[str, list[tuple[Spell, str]]]:
    """Of each person the offices whose first day is known, with their times."""
    facts = records.facts
    found: dict[str, list[tuple[Spell, str]]] = defaultdict(list)
    for iri in facts.instances("dkg:Position"):
        start = bounds(facts.first(iri, "dkg:from") or "")
        end = bounds(facts.first(iri, "dkg:until") or "")
        if start and not (end and end[1] < start[0]):
            role = ", ".join([facts.first(iri, "dkg:role") or "", *facts.labels(iri, "dkg:of")])
            for holder in facts.values(iri, "dkg:holder"):
                found[holder].append(((start[0], end[1] if end else ""), role))
    return found
