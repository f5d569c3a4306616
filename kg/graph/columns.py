"""What the page carries of a network: columns of equal length, in which indices stand for nodes, events, documents.

The same network gives the same columns. All texts are as they were; the page alone decides how to show them.
"""

from __future__ import annotations

import math
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import networkx as nx

from kg.graph.layout import LARGE, layout, unfolding
from kg.graph.network import SYMMETRIC
from kg.graph.vocab import BASE

TO_B, TO_A = 1, 2  # the bits of a line's arrows
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
EVENT = {
    "label": "label", "type": "type", "mode": "mode", "quad": "quad", "date": "date", "dateEnd": "date_end",
    "expression": "time_expression", "place": "place", "effective": "effective", "topic": "topic", "status": "status",
}  # fmt: skip
CLAIM = ("by", "stance", "modality", "certainty", "confidence", "quote", "prefix", "suffix", "start")
NODE = ("label", "cls", "iso3", "aliases", "mentions", "offices", "facts")

Columns = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Line:
    """The one line between two nodes (indices): its events, in their order, and the ends that have an arrow.

    Without events it is a tie: the one acts for the other, its state, or is a party to it.
    """

    a: int
    b: int
    arrows: int
    events: tuple[int, ...]


def columns(graph: nx.MultiDiGraph, board: dict[str, Any] | None = None) -> dict[str, Any]:
    """The network made by `kg.graph.network.network`, with positions, and the board of treaties as it is."""
    events = ordered(graph)
    lines = _lines(graph, events)
    nodes, communities = _nodes(graph, lines)
    return {
        "base": BASE,
        "documents": _documents(graph.graph.get("documents", [])),
        "nodes": nodes,
        "events": _events(graph, events),
        "claims": _claims(graph.graph.get("documents", []), events),
        **_overruled(graph, events),
        "links": {name: [getattr(line, name) for line in lines] for name in ("a", "b", "arrows", "events")},
        "communities": communities,
        "treaties": board and _linked(board),
    }


def ordered(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Each event once, by date, undated ones last."""
    found = {e["event"]: e for _, _, e in graph.edges(data=True)}
    for _, node in graph.nodes(data=True):
        found |= {e["event"]: e for e in node["events"]}
    return sorted(found.values(), key=lambda e: (e["date"] or "9999", e["label"], e["event"]))


def line(event: dict[str, Any]) -> str:
    """How an event is said: denied, planned (or announced, proposed, only possible), reported by others, or stated."""
    if event["stance"] == "Denies":
        return "denied"
    if event["modality"] != "Actual" or event["mode"] == "announce":  # an announced withdrawal is not yet one
        return "planned"
    return "stated" if event["asserted"] else "reported"


def web_address(source: str) -> str | None:
    """The address if it is one of the web that may be linked, else None."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    plain = source.isprintable() and not re.search(r"[\s<>\"]", source)
    return source if plain and parts.scheme in {"http", "https"} and parts.netloc else None


def _short(iri: str) -> str:
    """An IRI under the base without it; what has a colon stays in full, so that the page can tell."""
    name = iri.removeprefix(BASE)
    return name if name and ":" not in name else iri


def _documents(documents: Sequence[dict[str, Any]]) -> Columns:
    index = {d["iri"]: i for i, d in enumerate(documents)}
    return {
        "id": [_short(d["iri"]) for d in documents],
        **{name: [d[name] for d in documents] for name in ("title", "date", "publisher", "sha256")},
        "url": [web_address(d["source"]) or "" for d in documents],
        "text": [index.get(d["copy_of"], i) for i, d in enumerate(documents)],
    }


def _events(graph: nx.MultiDiGraph, events: Sequence[dict[str, Any]]) -> Columns:
    index = {node: i for i, node in enumerate(graph)}
    return {
        "id": [_short(e["event"]) for e in events],
        **{name: [e[attribute] for e in events] for name, attribute in EVENT.items()},
        "placeId": [e["place_iri"] and _short(e["place_iri"]) for e in events],
        "line": [line(e) for e in events],
        **{name: [[index[n] for n in e[name]] for e in events] for name in ("sources", "targets", "about")},
    }


def _claims(documents: Sequence[dict[str, Any]], events: Sequence[dict[str, Any]]) -> Columns:
    index = {d["iri"]: i for i, d in enumerate(documents)}
    claims = [(i, claim) for i, event in enumerate(events) for claim in event["claims"]]
    return {
        "event": [i for i, _ in claims],
        **{name: [claim[name] for _, claim in claims] for name in CLAIM},
        "byIds": [[_short(iri) for iri in claim["by_iris"]] for _, claim in claims],
        "document": [index.get(claim["document_iri"], -1) for _, claim in claims],
    }


def _overruled(graph: nx.MultiDiGraph, events: Sequence[dict[str, Any]]) -> dict[str, Columns]:
    """The claims that curators have set aside, if there are any; the place -1 is an event of which nothing is left."""
    claims = graph.graph.get("overruled", [])
    places = {e["event"]: i for i, e in enumerate(events)}
    documents = {d["iri"]: i for i, d in enumerate(graph.graph.get("documents", []))}
    told: Columns = {
        "event": [places.get(claim["event"], -1) for claim in claims],
        **{name: [claim[name] for claim in claims] for name in (*CLAIM, "what", "ruling")},
        "document": [documents.get(claim["document_iri"], -1) for claim in claims],
    }
    return {"overruled": told} if claims else {}


def _lines(graph: nx.MultiDiGraph, events: Sequence[dict[str, Any]]) -> list[Line]:
    """One line for each pair of nodes.

    A treaty or place that an act between others concerns has no edge of its own; it is joined to those who act.
    """
    index = {node: i for i, node in enumerate(graph)}
    order = {e["event"]: i for i, e in enumerate(events)}
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    arrows: dict[tuple[int, int], int] = defaultdict(int)
    for source, target, event in _pairs(graph):
        a, b = index[source], index[target]
        ends = (min(a, b), max(a, b))
        found[ends].add(order[event["event"]])
        if event["type"] not in SYMMETRIC:
            arrows[ends] |= TO_B if b == ends[1] else TO_A
    for one, other in _ties(graph):
        a, b = index[one], index[other]
        found.setdefault((min(a, b), max(a, b)), set())
    return [Line(*ends, arrows[ends], tuple(sorted(found[ends]))) for ends in sorted(found)]


def _pairs(graph: nx.MultiDiGraph) -> Iterable[tuple[str, str, dict[str, Any]]]:
    yield from graph.edges(data=True)
    for node, attributes in graph.nodes(data=True):
        for event in attributes["events"]:
            yield from ((s, node, event) for s in event["sources"] if s != node and s in graph)


def _ties(graph: nx.MultiDiGraph) -> Iterable[tuple[str, str]]:
    for node, attributes in graph.nodes(data=True):
        for other in (attributes["state_iri"], *attributes["parties"]):
            if other in graph and other != node:
                yield node, other


def _nodes(graph: nx.MultiDiGraph, lines: Sequence[Line]) -> tuple[Columns, Columns | None]:
    ends = [(one.a, one.b) for one in lines]
    degrees = Counter(i for pair in ends for i in pair)
    index = {node: i for i, node in enumerate(graph)}
    labels = [attributes["label"] for _, attributes in graph.nodes(data=True)]
    sizes = [round(8 + 2.6 * math.sqrt(min(degrees[i], 40)), 1) for i in range(len(labels))]
    boxes = [_box(label, size) for label, size in zip(labels, sizes, strict=True)]
    places, groups, communities = _placed(boxes, ends, labels)
    columns: Columns = {
        "id": [_short(node) for node in graph],
        **{name: [attributes[name] for _, attributes in graph.nodes(data=True)] for name in NODE},
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "size": sizes,
        "altLabels": [attributes["alt_labels"] for _, attributes in graph.nodes(data=True)],
        "state": [index.get(attributes["state_iri"], -1) for _, attributes in graph.nodes(data=True)],
        "parties": [[index[p] for p in a["parties"] if p in index] for _, a in graph.nodes(data=True)],
        "community": groups,
    }
    return columns, communities


def _placed(
    boxes: Sequence[tuple[float, float]], ends: Sequence[tuple[int, int]], labels: Sequence[str]
) -> tuple[list[tuple[int, int]], list[int], Columns | None]:
    """Where the nodes stand, the community of each, and what is said of the communities of a large graph."""
    if len(boxes) <= LARGE:
        places = layout(boxes, ends)
        shifted = [
            (x, y - round(h / 2 - _radius(h, label)))
            for (x, y), (_, h), label in zip(places, boxes, labels, strict=True)
        ]
        return shifted, [0] * len(boxes), None
    unfolded = unfolding(boxes, ends)
    names = [", ".join(labels[i] for i in leading) for leading in unfolded.leading]
    circles = zip(*unfolded.circles, strict=True)
    communities = {
        "label": names,
        **dict(zip(("x", "y", "r"), map(list, circles), strict=True)),
        "size": unfolded.sizes,
    }
    return unfolded.places, unfolded.groups, communities


def wrapped(label: str) -> list[str]:
    """A label in short lines, without marks that turn the direction of the text around it."""
    plain = " ".join(BIDI.sub("", label).split())
    return textwrap.wrap(textwrap.shorten(plain, 80, placeholder="…"), 20) or ["?"]


def _box(label: str, size: float) -> tuple[float, float]:
    """Width and height of a node with its label below, as the page sets it."""
    lines = wrapped(label)
    return max(2 * size, 7.6 * max(map(len, lines))), 2 * size + 17 * len(lines) + 4


def _radius(height: float, label: str) -> float:
    """The size of the node in a box: the layout places the centre of shape and label, the page that of the shape."""
    return (height - 17 * len(wrapped(label)) - 4) / 2


def _linked(board: dict[str, Any]) -> dict[str, Any]:
    return board | {"sources": [{"text": source, "url": web_address(source)} for source in board["sources"]]}
