"""Where the nodes of a page stand."""

from __future__ import annotations

import random

import numpy as np

from kg.graph.communities import bonds, communities
from kg.graph.layout import EXACT, layout, unfolding

Boxes = list[tuple[float, float]]


def tree(count: int, more: int) -> tuple[Boxes, list[tuple[int, int]]]:
    r = random.Random(5)
    boxes: Boxes = [(r.randint(40, 170), r.randint(40, 90)) for _ in range(count)]
    edges = [(r.randrange(i), i) for i in range(1, count)]
    return boxes, edges + [(r.randrange(count), r.randrange(count)) for _ in range(more)]


def cliques(groups: int, size: int) -> list[tuple[int, int]]:
    """Groups in which all are joined, and one edge from each to the next."""
    inside = [(g * size + i, g * size + j) for g in range(groups) for j in range(size) for i in range(j)]
    return inside + [(g * size, (g + 1) * size) for g in range(groups - 1)]


def overlaps(boxes: Boxes, points: list[tuple[int, int]]) -> int:
    sizes, at = np.array(boxes), np.array(points)
    room = (sizes[:, None] + sizes[None, :]) / 2 - 1
    near = (np.abs(at[:, None] - at[None, :]) < room).all(axis=2)
    return int(np.triu(near, 1).sum())


def test_no_two_labels_of_a_graph_of_some_hundred_overlap() -> None:
    boxes, edges = tree(300, 150)
    points = layout(boxes, edges)
    assert overlaps(boxes, points) == 0
    assert layout(boxes, edges) == points


def test_parts_of_a_graph_keep_apart() -> None:
    boxes: Boxes = [(100, 40)] * 30
    assert overlaps(boxes, layout(boxes, [(i, i + 1) for i in range(0, 30, 3)])) == 0


def test_layouts_of_nothing_and_of_one() -> None:
    assert layout([], []) == []
    assert len(layout([(10, 10)], [])) == 1


def test_nodes_in_the_same_place_are_moved_apart_too() -> None:
    boxes: Boxes = [(50, 50)] * 4
    assert len(set(layout(boxes, [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3)]))) == 4


def test_communities_are_those_who_hold_together() -> None:
    found = communities(60, cliques(5, 12))
    assert sorted(found) == [list(range(g * 12, g * 12 + 12)) for g in range(5)]
    assert bonds(found, cliques(5, 12))


def test_those_whom_nothing_joins_come_together() -> None:
    found = communities(50, cliques(2, 12))
    assert sorted(map(len, found)) == [24, 26] or sorted(map(len, found)) == [12, 12, 26]
    assert sorted(node for group in found for node in group) == list(range(50))


def test_members_of_a_community_stand_in_its_circle_and_circles_do_not_meet() -> None:
    edges = cliques(30, 15)
    made = unfolding([(90.0, 40.0)] * 450, edges)
    circles = np.array(made.circles, dtype=float)
    for (x, y), group in zip(made.places, made.groups, strict=True):
        assert np.hypot(x - circles[group, 0], y - circles[group, 1]) <= circles[group, 2] + 1
    apart = np.hypot(*(circles[:, None, :2] - circles[None, :, :2]).transpose(2, 0, 1))
    room = circles[:, None, 2] + circles[None, :, 2]
    assert not np.triu(apart < room - 2, 1).any()
    assert [len(one) for one in made.leading] == [3] * len(made.leading)
    assert made == unfolding([(90.0, 40.0)] * 450, edges)


def test_a_graph_too_large_for_pairs_is_laid_out_by_communities() -> None:
    count = EXACT + 300
    points = layout([(10.0, 10.0)] * count, [(i, i + 1) for i in range(count - 1)])
    assert len(set(points)) > count * 0.9
