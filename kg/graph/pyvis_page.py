"""The network as a classic page of pyvis and vis-network, for small graphs and notebooks: one line for each event.

pyvis holds nodes, edges and options and brings the drawing library. Its own page loads files from the web, prints its
heading as HTML and lets titles run as HTML, so the page around it is a template of ours, as safe as that of
`kg.graph.page`. Nodes and edges go into the lists that pyvis keeps: its methods search them once for each of theirs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import networkx as nx

from kg.graph.columns import columns, line, wrapped
from kg.graph.network import SYMMETRIC
from kg.graph.page import csp, embed

ADVISED = 300  # nodes up to which such a picture can be read
MOST = 1000  # nodes above which it is slow as well
CLASSES = {
    "Person": ("dot", "#E69F00", "Person"), "State": ("square", "#0072B2", "State"),
    "InternationalOrganization": ("hexagon", "#56B4E9", "International organisation"),
    "GovernmentBody": ("triangle", "#009E73", "Government body"),
    "Organization": ("triangleDown", "#8C8C8C", "Organisation"), "Place": ("dot", "#B8BEC6", "Place"),
    "Treaty": ("diamond", "#F0E442", "Treaty"), "Agreement": ("star", "#F0E442", "Agreement"),
    "Meeting": ("hexagon", "#CC79A7", "Meeting"), "Thing": ("dot", "#8C8C8C", "Other"),
}  # fmt: skip
TONES = {
    "verbal cooperation": "#3D9BD6", "material cooperation": "#00855F", "verbal conflict": "#DB9200",
    "material conflict": "#C74E00", None: "#7C8794",
}  # fmt: skip
DENIED = "#B3261E"
LINES: dict[str, tuple[str, list[int] | bool]] = {
    "stated": ("stated as done", False), "reported": ("only reported by others", [2, 6]),
    "planned": ("planned, proposed or possible", [10, 7]), "denied": ("denied", [12, 5, 2, 5]),
}  # fmt: skip
OPTIONS = {
    "physics": {"enabled": False},
    "nodes": {"font": {"size": 15, "face": "system-ui, sans-serif", "vadjust": -2}, "borderWidth": 1},
    "edges": {"arrows": {"to": {"scaleFactor": 0.55}}, "selectionWidth": 1.5, "hoverWidth": 1},
    "interaction": {"hover": True, "keyboard": {"enabled": True, "bindToWindow": False}, "tooltipDelay": 150},
    "layout": {"improvedLayout": False},
}
LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
STEP = 0.14  # how much more each further line between two nodes is bent
QUOTED = 3  # claims that a line tells


def pyvis_page(graph: nx.MultiDiGraph, *, title: str) -> str:
    """The network made by `kg.graph.network.network` as one HTML page that asks nothing of a network."""
    from jinja2 import Environment, FunctionLoader
    from markupsafe import Markup

    shown = pyvis_network(graph)
    library = (files("pyvis") / LIBRARY).read_text(encoding="utf-8")
    css, script = _data("pyvis.css"), _data("pyvis.js")
    data = {"nodes": shown.nodes, "edges": shown.edges, "options": shown.options}
    html = (
        Environment(loader=FunctionLoader(_data), autoescape=True)
        .get_template("pyvis.html")
        .render(
            title=title,
            csp=csp([library, script], css),
            css=Markup(css),  # noqa: S704
            library=Markup(library),  # noqa: S704
            script=Markup(script),  # noqa: S704
            data=Markup(embed(data)),  # noqa: S704
            classes=_present(graph),
            lines=[words for words, _ in LINES.values()],
            nodes=len(shown.nodes),
            edges=len(shown.edges),
        )
    )
    return html.encode("utf-8", "replace").decode("utf-8") + "\n"


def pyvis_network(graph: nx.MultiDiGraph) -> Any:
    """The same as a `pyvis.network.Network`, to go on with: directed, for only then pyvis keeps parallel edges."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    shown = Network(directed=True, cdn_resources="in_line")
    shown.set_options(json.dumps(OPTIONS))
    for name, node in _nodes(graph):
        shown.nodes.append(Node(name, node.pop("shape"), **node).options)
        shown.node_ids.append(name)
    shown.edges += [Edge(source, target, directed=True, **edge).options for source, target, edge in _edges(graph)]
    return shown


def advice(nodes: int) -> str:
    """What to say of a network of this size; nothing where it is small enough."""
    if nodes > MOST:
        return (
            f"warning: {nodes} names are too many for pyvis: browsers draw them slowly, and nobody can read it; "
            "use kg show without --pyvis"
        )
    return f"{nodes} names: above {ADVISED} the page without --pyvis reads better" if nodes > ADVISED else ""


def _data(name: str) -> str:
    return (files("kg") / "data" / "page" / name).read_text(encoding="utf-8")


def _nodes(graph: nx.MultiDiGraph) -> Iterator[tuple[str, dict[str, Any]]]:
    placed = columns(graph)["nodes"]
    for i, (name, node) in enumerate(graph.nodes(data=True)):
        shape, colour, _ = CLASSES.get(node["cls"], CLASSES["Thing"])
        yield (
            name,
            {
                "shape": shape,
                "label": "\n".join(wrapped(node["label"])),
                "color": {"background": colour, "border": "#4a5360"},
                "x": placed["x"][i],
                "y": placed["y"][i],
                "size": placed["size"][i],
                "title": "\n".join(_about(node)),
            },
        )


def _about(node: dict[str, Any]) -> Iterator[str]:
    """A node in words: its name and class, its offices, and events that no line can show."""
    yield node["label"]
    yield ", ".join(
        [CLASSES.get(node["cls"], CLASSES["Thing"])[2], *([f"of {node['state']}"] if node["state"] else [])]
    )
    yield from node["offices"]
    yield from (_said(event) for event in node["events"][:QUOTED])


def _edges(graph: nx.MultiDiGraph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """A line for each event between two nodes, those of a pair bent apart."""
    drawn: Counter[frozenset[str]] = Counter()
    for source, target, event in graph.edges(data=True):
        number = drawn[frozenset((source, target))]
        drawn[frozenset((source, target))] += 1
        said = line(event)
        yield (
            source,
            target,
            {
                "title": "\n".join(_told(event)),
                "label": "✕" if said == "denied" or event["contested"] else " ",
                "color": DENIED if said == "denied" else TONES.get(event["quad"], TONES[None]),
                "dashes": LINES[said][1],
                "arrows": "" if event["type"] in SYMMETRIC else "to",
                "smooth": _bend(number, source < target),
            },
        )


def _bend(number: int, forth: bool) -> dict[str, Any] | bool:
    """How the n-th line of a pair is bent; one that goes back bends the other way, seen from its own start."""
    if not number:
        return False
    side = (number % 2 == 1) == forth
    return {"type": "curvedCW" if side else "curvedCCW", "roundness": round(STEP * ((number + 1) // 2), 2)}


def _said(event: dict[str, Any]) -> str:
    words = [event["date"] or "undated", LINES[line(event)][0], *(["contested"] if event["contested"] else [])]
    return f"{event['label']} ({', '.join(words)})"


def _told(event: dict[str, Any]) -> Iterator[str]:
    """An event in words: what, when, how it is said, and the first claims with their words."""
    yield _said(event)
    for claim in event["claims"][:QUOTED]:
        who = f"According to {' and '.join(claim['by'])}" if claim["by"] else "The text itself"
        denied = " denies it" if claim["stance"] == "Denies" else ""
        yield f"{who}{denied}: “{' '.join(claim['quote'].split())}” ({claim['document']})"
    if len(event["claims"]) > QUOTED:
        yield f"and {len(event['claims']) - QUOTED} more"


def _present(graph: nx.MultiDiGraph) -> list[str]:
    found = {attributes["cls"] for _, attributes in graph.nodes(data=True)}
    return [name for cls, (_, _, name) in CLASSES.items() if cls in found]
