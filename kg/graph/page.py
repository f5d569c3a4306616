"""The network as one HTML file that works without a network connection and lets nothing of its data run.

pyvis holds the nodes and edges and brings the drawing library; the page around it is our own template, because that of
pyvis loads files from the web and prints headings unescaped. All scripts are inline and named by their hashes in the
content security policy; data is JSON that the script shows through `textContent` alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

import networkx as nx

from kg.graph.layout import layout
from kg.graph.network import SYMMETRIC

OPTIONS = {
    "physics": {"enabled": False},
    "nodes": {"font": {"size": 15, "face": "system-ui, sans-serif", "vadjust": -2}},
    "edges": {
        "smooth": False,
        "arrows": {"to": {"scaleFactor": 0.55}, "from": {"scaleFactor": 0.55}},
        "font": {"size": 14, "strokeWidth": 5, "align": "horizontal", "face": "system-ui, sans-serif"},
        "selectionWidth": 1.5,
        "hoverWidth": 1,
    },
    "interaction": {"hover": True, "hideEdgesOnDrag": False, "keyboard": {"enabled": False}, "tooltipDelay": 10**6},
    "layout": {"improvedLayout": False},
}
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Bundle:
    """The one line between two nodes: its events by date, and the ends that have an arrow ("to", "from,to", "").

    Without events it is a tie: the source acts for the target, its state.
    """

    source: str
    target: str
    events: tuple[str, ...]
    arrows: str


def page(graph: nx.MultiDiGraph, *, title: str, board: dict[str, Any] | None = None) -> str:
    """The network made by `kg.graph.network.network` as one HTML page; the same network gives the same page.

    `board` is what `kg.graph.board.board` makes of the graph: who is in which treaty on a date.
    """
    from jinja2 import Environment, FunctionLoader
    from markupsafe import Markup
    from pyvis.network import Network

    events = _events(graph)
    bundles = _bundles(graph, events)
    shown = Network(directed=True, cdn_resources="in_line", heading=title)
    _fill(shown, graph, bundles)
    shown.set_options(json.dumps(OPTIONS))
    library = _library()
    css, script, second = _data("page.css"), _data("page.js"), _data("board.js") if board else ""
    environment = Environment(loader=FunctionLoader(_data), autoescape=True)
    environment.filters["embed"] = lambda value: Markup(embed(json.loads(value) if isinstance(value, str) else value))  # noqa: S704
    environment.globals.update(
        csp=csp([s for s in (library, second, script) if s], css),
        css=Markup(css),  # noqa: S704
        library=Markup(library),  # noqa: S704
        script=Markup(script),  # noqa: S704
        data=Markup(embed(_content(graph, events))),  # noqa: S704
        board=board and Markup(embed(_linked(board))),  # noqa: S704
        board_script=Markup(second),  # noqa: S704
        events=events,
        documents=graph.graph.get("documents", []),
    )
    shown.templateEnv, shown.path = environment, "template.html"
    html: str = shown.generate_html()
    return _encodable(html) + "\n"


def _data(name: str) -> str:
    return (files("kg") / "data" / "page" / name).read_text(encoding="utf-8")


def _library() -> str:
    return (files("pyvis") / VIS).read_text(encoding="utf-8")


def embed(value: Any) -> str:
    """JSON that may stand inside a script element: no character of it can end the element or open a comment."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return _encodable(text)


def _encodable(text: str) -> str:
    """The text with a question mark for each lone surrogate, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def csp(scripts: Iterable[str], style: str) -> str:
    """A content security policy under which these scripts and this style work, and nothing else is loaded or run."""
    hashes = " ".join(_hash(s) for s in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def web_address(source: str) -> str | None:
    """The address if it is one of the web that may be linked, else None."""
    try:
        parts = urlsplit(source)
    except ValueError:
        return None
    plain = source.isprintable() and not re.search(r"[\s<>\"]", source)
    return source if plain and parts.scheme in {"http", "https"} and parts.netloc else None


def _events(graph: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """Each event once, by date, with what the page says of it; undated ones last."""
    found = {e["event"]: e for _, _, e in graph.edges(data=True)}
    for _, node in graph.nodes(data=True):
        found |= {e["event"]: e for e in node["events"]}
    return sorted((_shown(e) for e in found.values()), key=lambda e: (e["date"] or "9999", e["label"], e["event"]))


def _shown(event: dict[str, Any]) -> dict[str, Any]:
    line = _line(event)
    claims = [c | {"url": web_address(c["source"]), "who": _who(c), "words": _words(c)} for c in event["claims"]]
    return event | {"line": line, "words": line, "claims": claims}


def _line(event: dict[str, Any]) -> str:
    if event["stance"] == "Denies":
        return "denied"
    if event["modality"] != "Actual":
        return "planned"
    return "stated" if event["asserted"] else "reported"


def _who(claim: dict[str, Any]) -> str:
    return f"According to {' and '.join(claim['by'])}" if claim["by"] else "The text itself"


def _words(claim: dict[str, Any]) -> str:
    return f"{'denied' if claim['stance'] == 'Denies' else 'affirmed'}, {claim['modality'].lower()}"


def _bundles(graph: nx.MultiDiGraph, events: list[dict[str, Any]]) -> list[Bundle]:
    """One line for each pair of nodes: its events, and the ends that have an arrow.

    A treaty or place that an act between others concerns has no edge of its own; it is joined to those who act.
    """
    pairs = [(source, target, event) for source, target, event in graph.edges(data=True)]
    for node, attributes in graph.nodes(data=True):
        pairs += [(s, node, e) for e in attributes["events"] for s in e["sources"] if s != node and s in graph]
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    arrows: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source, target, event in pairs:
        ends = (min(source, target), max(source, target))
        found[ends].add(event["event"])
        if event["type"] not in SYMMETRIC:
            arrows[ends].add("to" if target == ends[1] else "from")
    for node, attributes in graph.nodes(data=True):
        if attributes["state_iri"] in graph and attributes["state_iri"] != node:
            found.setdefault((node, attributes["state_iri"]), set())
        for party in attributes["parties"]:
            if party in graph and party != node:
                found.setdefault((node, party), set())
    for ends in [e for e in found if not found[e] and found.get(e[::-1])]:
        del found[ends]
    order = {e["event"]: i for i, e in enumerate(events)}
    return [
        Bundle(*ends, tuple(sorted(found[ends], key=order.__getitem__)), ",".join(sorted(arrows[ends])))
        for ends in sorted(found)
    ]


def _fill(shown: Any, graph: nx.MultiDiGraph, bundles: list[Bundle]) -> None:
    index = {node: i for i, node in enumerate(graph)}
    labels = {node: _wrapped(graph.nodes[node]["label"]) for node in graph}
    ends = [(index[b.source], index[b.target]) for b in bundles]
    degrees = Counter(i for pair in ends for i in pair)
    sizes = [10 + 3 * math.sqrt(min(degrees[i], 30)) for i in range(len(index))]
    boxes = [_box(labels[node], sizes[index[node]]) for node in graph]
    for node, (x, y), size, (w, h) in zip(graph, layout(boxes, ends), sizes, boxes, strict=True):
        top = y - round(h / 2 - size)  # the library places the shape's centre, we the centre of shape and label
        shown.add_node(node, label=labels[node], x=x, y=top, size=round(size, 1), w=round(w), h=round(h), group="")
    for number, bundle in enumerate(bundles):
        shown.add_edge(bundle.source, bundle.target, id=f"e{number}", events=bundle.events, arrows=bundle.arrows)


def _wrapped(label: str) -> str:
    """A label in short lines, without marks that turn the direction of the text around it."""
    plain = " ".join(BIDI.sub("", label).split())
    return "\n".join(textwrap.wrap(textwrap.shorten(plain, 80, placeholder="…"), 20)) or "?"


def _box(label: str, size: float) -> tuple[float, float]:
    """Width and height of a node with its label below, as the drawing library sets it."""
    lines = label.split("\n")
    return max(2 * size, 8.2 * max(map(len, lines))), 2 * size + 19 * len(lines)


def _linked(board: dict[str, Any]) -> dict[str, Any]:
    return board | {"sources": [{"text": source, "url": web_address(source)} for source in board["sources"]]}


def _content(graph: nx.MultiDiGraph, events: list[dict[str, Any]]) -> dict[str, Any]:
    documents = [d | {"url": web_address(d["source"])} for d in graph.graph.get("documents", [])]
    nodes = {n: a | {"events": [e["event"] for e in a["events"]]} for n, a in graph.nodes(data=True)}
    return {"documents": documents, "nodes": nodes, "events": events}
