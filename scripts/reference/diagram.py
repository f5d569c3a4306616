"""The picture of the ontology: places from `diagram.json`, words from the Turtle, drawn as SVG without any script.

A term that the Turtle does not have, or an edge that it does not allow, is a ValueError.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from kg.graph import vocab
from reference.turtle import Term, local, of_kind, terms

LAYOUT = Path(__file__).with_name("diagram.json")
HEAD, LINE, FOOT, CORNER = 30, 18, 8, 7
EM = {"head": 8.8, "line": 6.8, "label": 7.0}  # the width of a letter at its most, by the kind of text
WORDS = {"xsd:string": "text", "xsd:decimal": "number", "xsd:integer": "number", "xsd:duration": "duration",
         "skos:Concept": "concept"}  # fmt: skip
TIPS = (
    '<marker id="tip" viewBox="0 0 10 10" refX="9.5" refY="5" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 0.8 10 5 0 9.2z"/></marker>'
    '<marker id="up" viewBox="0 0 14 14" refX="13" refY="7" markerWidth="13" markerHeight="13" orient="auto">'
    '<path d="M1 1 13 7 1 13z"/></marker>'
)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A class in the picture, with the properties that are shown within it, and the classes below it by name."""

    term: str
    x: float
    y: float
    width: float
    shows: tuple[str, ...] = ()
    below: bool = False

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What stands under the heading: classes below it, then properties and what each may have as its value."""
        return (*((f"▹ {local(name)}", "") for name in self.subclasses), *((short(p), _value(p)) for p in self.shows))

    @property
    def subclasses(self) -> list[str]:
        return below(self.term) if self.below else []

    @property
    def height(self) -> float:
        return HEAD + LINE * len(self.lines) + (FOOT if self.lines else 0)

    @property
    def room(self) -> float:
        """The width that its words need."""
        widest = max((EM["line"] * (len(a) + len(b) + 2 * bool(b)) for a, b in self.lines), default=0.0)
        return 20 + max(widest, EM["head"] * len(local(self.term)))


@dataclass(frozen=True, slots=True)
class Edge:
    """A property from one class to another along its corners, with the middle of its label."""

    term: str
    start: str
    end: str
    path: tuple[Point, ...]
    label: Point


@dataclass(frozen=True, slots=True)
class Band:
    """A layer of the picture with its heading."""

    title: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    width: float
    height: float
    bands: tuple[Band, ...]
    boxes: dict[str, Box]
    edges: tuple[Edge, ...]


@cache
def picture() -> Picture:
    """The layout, checked against the Turtle."""
    given: dict[str, Any] = json.loads(LAYOUT.read_text(encoding="utf-8"))
    boxes = {row["term"]: Box(**row | {"shows": tuple(row.get("shows", ()))}) for row in given["boxes"]}
    edges = tuple(
        Edge(row["term"], row["from"], row["to"], tuple(map(tuple, row["path"])), tuple(row["label"]))
        for row in given["edges"]
    )
    for box in boxes.values():
        _known(box.term, "owl:Class")
        for shown in box.shows:
            _known(shown, "owl:ObjectProperty", "owl:DatatypeProperty")
    for edge in edges:
        _allowed(edge)
    return Picture(given["width"], given["height"], tuple(Band(**b) for b in given["bands"]), boxes, edges)


def _known(name: str, *kinds: str) -> Term:
    """The term, or one of another vocabulary that graphs have as well."""
    if name in _borrowed():
        return Term(name)
    term = terms().get(name)
    if term is None or not set(kinds) & set(term.kinds):
        raise ValueError(f"{LAYOUT.name}: the ontology has no {' or '.join(kinds)} {name}")
    return term


@cache
def _borrowed() -> frozenset[str]:
    """The terms of other vocabularies that a graph may have."""
    theirs = {"dcterms": vocab.DCTERMS, "oa": vocab.OA, "prov": vocab.PROV}
    return frozenset(f"{prefix}:{name}" for prefix, namespace in theirs.items() for name in namespace.terms or ())


def _allowed(edge: Edge) -> None:
    if edge.term == "rdfs:subClassOf":
        if edge.end not in terms()[edge.start].values(edge.term):
            raise ValueError(f"{LAYOUT.name}: {edge.start} is no subclass of {edge.end}")
        return
    said = _known(edge.term, "owl:ObjectProperty")
    for end, side in ((edge.start, "rdfs:domain"), (edge.end, "rdfs:range")):
        if (wanted := said.values(side)) and not {*above(end), *below(end)} & set(wanted):
            raise ValueError(f"{LAYOUT.name}: the {side} of {edge.term} is {', '.join(wanted)}, not {end}")


def above(name: str) -> set[str]:
    """A class and those that it is a subclass of."""
    return {name}.union(*(above(up) for up in (terms()[name].values("rdfs:subClassOf") if name in terms() else ())))


def below(name: str) -> list[str]:
    """The direct subclasses of a class."""
    return [t.name for t in of_kind("owl:Class") if name in t.values("rdfs:subClassOf")]


def short(name: str) -> str:
    """A term without our own prefix."""
    return local(name) if name.startswith(("dkg:", "rdfs:")) else name


def _value(name: str) -> str:
    """What a property may have as its value, in a word or two: its concepts where it has few."""
    found = _known(name, "owl:ObjectProperty", "owl:DatatypeProperty").first("rdfs:range")
    concepts = [t.label for t in of_kind(found)]
    if concepts and found != "skos:Concept":
        return " · ".join(concepts) if len(concepts) < 5 else f"{len(concepts)} concepts"
    return WORDS.get(found, f"→ {local(found)}" if found.startswith("dkg:") else "")


def svg() -> str:
    """The picture; colours are those of the style sheet, boxes lead to the page of classes."""
    drawn = picture()
    parts = [
        f'<svg class="ontology" viewBox="0 0 {drawn.width:g} {drawn.height:g}" role="img" '
        'aria-labelledby="ontology-title ontology-words">',
        '<title id="ontology-title">The main classes and how they hang together</title>',
        f'<desc id="ontology-words">{escape(". ".join(_sentence(e) for e in drawn.edges))}.</desc>',
        f"<defs>{TIPS}</defs>",
        *(_band(band, drawn.width) for band in drawn.bands),
        *map(_edge, drawn.edges),
        *map(_box, drawn.boxes.values()),
        "</svg>",
    ]
    return "\n".join(parts)


def _sentence(edge: Edge) -> str:
    return f"{local(edge.start)} {local(edge.term)} {local(edge.end)}"


def _band(band: Band, width: float) -> str:
    middle = band.y + band.height / 2
    return (
        f'<rect class="band" x="0" y="{band.y:g}" width="{width:g}" height="{band.height:g}" rx="10"/>'
        f'<text class="layer" transform="translate(18 {middle:g}) rotate(-90)">{escape(band.title)}</text>'
    )


def _edge(edge: Edge) -> str:
    points = " ".join(f"{x:g},{y:g}" for x, y in edge.path)
    up, name = edge.term == "rdfs:subClassOf", short(edge.term)
    wide = EM["label"] * len(name) + 8
    x, y = edge.label
    return (
        f'<polyline class="edge" points="{points}" marker-end="url(#{"up" if up else "tip"})"/>'
        f'<rect class="behind" x="{x - wide / 2:g}" y="{y - 9:g}" width="{wide:g}" height="18" rx="4"/>'
        f'<text class="name" x="{x:g}" y="{y + 4:g}">{escape(name)}</text>'
    )


def _box(box: Box) -> str:
    lines = "".join(_line(box, i, *line) for i, line in enumerate(box.lines))
    frame = f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="{CORNER}"/>'
    top = f'<path class="head" d="{_top(box)}"/>' if box.lines else ""
    middle = box.x + box.width / 2
    return (
        f'<a href="classes.html#{local(box.term)}" class="box{"" if box.lines else " head"}">'
        f"<title>{escape(terms()[box.term].definition)}</title>{frame}{top}"
        f'<text class="class" x="{middle:g}" y="{box.y + 20:g}">{escape(local(box.term))}</text>{lines}</a>'
    )


def _top(box: Box) -> str:
    """The outline of a box's heading, round above and straight below."""
    side, c = HEAD - CORNER, CORNER
    return f"M{box.x:g} {box.y + HEAD:g}v-{side}q0-{c} {c}-{c}h{box.width - 2 * c:g}q{c} 0 {c} {c}v{side}z"


def _line(box: Box, number: int, name: str, value: str) -> str:
    y = box.y + HEAD + LINE * (number + 1) - 1
    said = f'<tspan class="value" dx="8">{escape(value)}</tspan>' if value else ""
    return f'<text class="line" x="{box.x + 10:g}" y="{y:g}">{escape(name)}{said}</text>'
