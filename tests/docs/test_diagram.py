"""The picture of the ontology: its terms are those of the Turtle, and nothing lies upon anything else."""

from __future__ import annotations

from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from reference import diagram
from reference.diagram import Box, Edge, Point, picture

from kg.model import ENTITY_CLASSES

MAIN = {
    "dkg:Event", "dkg:TreatyAction", "dkg:Claim", "dkg:Evidence", "dkg:Document", "dkg:Reference", "dkg:Actor",
    "dkg:Instrument", "dkg:Position", "dkg:Membership", "dkg:Participation", "dkg:ExtractionRun",
}  # fmt: skip
MEANT = {"dkg:ofEvent", "dkg:evidence", "dkg:claimedBy", "dkg:source", "dkg:target", "dkg:about", "dkg:place"}
BOXES = picture().boxes
EDGES = picture().edges

Rectangle = tuple[float, float, float, float]


def rectangle(box: Box) -> Rectangle:
    return box.x, box.y, box.x + box.width, box.y + box.height


def label(edge: Edge) -> Rectangle:
    wide = diagram.EM["label"] * len(diagram.short(edge.term))
    x, y = edge.label
    return x - wide / 2, y - 8, x + wide / 2, y + 8


def meet(one: Rectangle, other: Rectangle) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def lines(edge: Edge) -> list[Rectangle]:
    """The straight pieces of an edge, each as a rectangle without width."""
    return [(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in pairwise(edge.path)]


def on_border(point: Point, box: Box) -> bool:
    left, top, right, bottom = rectangle(box)
    x, y = point
    return (x in {left, right} and top <= y <= bottom) or (y in {top, bottom} and left <= x <= right)


def test_the_main_classes_and_properties_are_there() -> None:
    below = {name for box in BOXES.values() for name in box.subclasses}
    assert BOXES.keys() >= MAIN
    assert {f"dkg:{name}" for name in ENTITY_CLASSES} <= BOXES.keys() | below
    assert {edge.term for edge in EDGES} >= MEANT


def test_a_term_that_the_turtle_does_not_have_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"no owl:Class dkg:Treatise"):
        diagram._known("dkg:Treatise", "owl:Class")


def test_an_edge_that_the_turtle_does_not_allow_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"rdfs:domain of dkg:ofEvent is dkg:Claim, not dkg:Event"):
        diagram._allowed(Edge("dkg:ofEvent", "dkg:Event", "dkg:Event", (), (0, 0)))
    with pytest.raises(ValueError, match="no subclass"):
        diagram._allowed(Edge("rdfs:subClassOf", "dkg:Claim", "dkg:Event", (), (0, 0)))


@pytest.mark.parametrize("box", BOXES.values(), ids=lambda b: b.term)
def test_the_words_of_a_box_fit_into_it(box: Box) -> None:
    assert box.room <= box.width


def test_no_box_lies_on_another_or_leaves_the_picture() -> None:
    assert not [(a.term, b.term) for a, b in combinations(BOXES.values(), 2) if meet(rectangle(a), rectangle(b))]
    whole = picture()
    assert all(b.x >= 0 and b.x + b.width <= whole.width and b.y + b.height <= whole.height for b in BOXES.values())


def test_each_box_lies_within_one_layer() -> None:
    layers = [(band.y, band.y + band.height) for band in picture().bands]
    assert all(any(top <= b.y and b.y + b.height <= end for top, end in layers) for b in BOXES.values())


@pytest.mark.parametrize("edge", EDGES, ids=lambda e: f"{e.start} {e.term} {e.end}")
def test_an_edge_goes_straight_from_border_to_border_through_no_other_box(edge: Edge) -> None:
    assert on_border(edge.path[0], BOXES[edge.start])
    assert on_border(edge.path[-1], BOXES[edge.end])
    assert all(a == c or b == d for (a, b), (c, d) in pairwise(edge.path))
    assert not [(b.term) for b in BOXES.values() for line in lines(edge) if meet(line, rectangle(b))]


def test_no_two_edges_cross_or_run_upon_each_other() -> None:
    def touch(one: Rectangle, other: Rectangle) -> bool:
        return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]

    pairs = combinations(EDGES, 2)
    assert not [(a, b) for a, b in pairs if any(touch(x, y) for x in lines(a) for y in lines(b))]


def test_labels_lie_on_their_edge_and_on_nothing_else() -> None:
    for edge in EDGES:
        x, y = edge.label
        assert any(a <= x <= c and b <= y <= d for a, b, c, d in lines(edge)), edge
        assert not [b.term for b in BOXES.values() if meet(label(edge), rectangle(b))], edge
        assert not [other for other in EDGES if other is not edge and meet(label(edge), label(other))], edge
        others = [line for other in EDGES if other is not edge for line in lines(other)]
        assert not [line for line in others if meet(label(edge), line)], edge


def test_the_picture_is_well_formed_and_its_boxes_lead_to_their_classes() -> None:
    drawn = ET.fromstring(diagram.svg())
    assert {a.attrib["href"] for a in drawn.iter("a")} == {f"classes.html#{t.removeprefix('dkg:')}" for t in BOXES}
    assert not list(drawn.iter("script"))
    assert (drawn.findtext("title") or "").startswith("The main classes")
