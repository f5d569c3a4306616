"""Where the nodes of a page stand: a spring layout in numpy, the same at each run, with room for every label.

It is the same on each machine, too: products of matrices, whose last digits hang on the processor and on how many
threads there are, have no place here, and what the mathematics of a system makes is rounded (`_turn`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.graph.communities import bonds, communities

Points = NDArray[np.float64]

EDGE = 150.0  # ideal length of an edge, in pixels
GAP = 14.0  # least distance between two boxes
SCREEN = 1.45  # width to height of the place where the picture is shown
EXACT = 1200  # up to so many nodes all pairs repel each other, and no two labels overlap
LARGE = 20_000  # above so many nodes the page shows communities, which unfold
CROWD = 1.5  # area for a node in a community, in boxes
ROUNDS, SAMPLE = 60, 12  # of the layout of communities; others that a node is repelled by in a round


def layout(boxes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Whole-pixel centres for boxes (width, height) that edges join, by their indices; no two boxes overlap.

    Connected parts are laid out one by one and packed in rows, the largest first. Above some 1,200 nodes communities
    are laid out instead, and overlaps are left as they are.
    """
    if len(boxes) > EXACT:
        return unfolding(boxes, edges).places
    graph = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    graph.add_edges_from((a, b) for a, b in edges if a != b)
    parts = sorted((sorted(c) for c in nx.connected_components(graph)), key=lambda c: (-len(c), c))
    sizes = np.array(boxes, dtype=float).reshape(-1, 2)
    placed = [_part(graph.subgraph(part), part, sizes[part]) for part in parts]
    points = np.zeros((len(boxes), 2))
    for part, at, corner in zip(parts, placed, _pack(placed, [sizes[p] for p in parts]), strict=True):
        points[part] = at + corner
    return [(int(x), int(y)) for x, y in np.rint(points)]


def _part(graph: nx.Graph, part: list[int], sizes: Points) -> Points:
    if len(part) == 1:
        return np.zeros((1, 2))
    index = {node: i for i, node in enumerate(part)}
    order = [index[n] for n in nx.bfs_tree(graph, max(part, key=lambda n: (graph.degree(n), -n)))]
    ends = np.array(sorted((index[a], index[b]) for a, b in graph.edges()))
    points = _springs(order, ends)
    return _apart(_scaled(_wide(points), sizes), sizes)


def _springs(order: list[int], ends: NDArray[np.int64]) -> Points:
    """Fruchterman and Reingold's layout, started on a sunflower spiral in the order of a breadth-first walk."""
    n = len(order)
    angle = np.arange(n) * 2.399963229728653
    points = np.empty((n, 2))
    points[order] = (np.sqrt(np.arange(n) + 0.5) * EDGE / 2)[:, None] * np.column_stack(_turn(angle))
    rounds = max(80, min(400, 80_000 // n))
    for step in range(rounds):
        force = _repulsion(points)
        delta = points[ends[:, 0]] - points[ends[:, 1]]
        pull = delta * np.linalg.norm(delta, axis=1, keepdims=True) / EDGE
        np.add.at(force, ends[:, 0], -pull)
        np.add.at(force, ends[:, 1], pull)
        force -= points * 0.3  # a little gravity, or long chains drift away
        length = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
        limit = EDGE * (1 - step / rounds) * 0.4 + 1
        points += force / length * np.minimum(length, limit)
    centre: Points = points.mean(axis=0)
    return points - centre


def _repulsion(points: Points) -> Points:
    """Each from each other, the nearer the stronger."""
    across, down = (column[:, None] - column[None, :] for column in points.T.copy())
    weight = EDGE**2 / np.maximum(across * across + down * down, 1.0)
    return np.column_stack([(weight * across).sum(axis=1), (weight * down).sum(axis=1)])


def _wide(points: Points) -> Points:
    """Turned so that the longest way lies across: screens and labels are wider than high."""
    x, y = (points - points.mean(axis=0)).T.copy()
    cos, sin = _turn(0.5 * np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum()))
    return np.column_stack([x * cos + y * sin, y * cos - x * sin])


def _turn(angle: Any) -> tuple[Points, Points]:
    """The cosine and sine of angles, without the digits in which systems differ."""
    return np.rint(np.cos(angle) * 1e12) / 1e12, np.rint(np.sin(angle) * 1e12) / 1e12


def _scaled(points: Points, sizes: Points) -> Points:
    """Drawn together or apart until the boxes fill a fair part of a rectangle like a screen: labels stay large."""
    spans = np.maximum(np.ptp(points, axis=0), 1.0)
    wanted = float((sizes + GAP).prod(axis=1).sum()) * (1.6 + min(12.0 / len(points), 2.2))
    aspect = min(max(float(spans[0] / spans[1]), 1.7), 2.2)
    target = np.array([np.sqrt(wanted * aspect), np.sqrt(wanted / aspect)])
    return np.asarray(points * (target / spans))


def _apart(points: Points, sizes: Points) -> Points:
    """Boxes that overlap push each other away along the shorter way out, until none does."""
    points = points.copy()
    for _ in range(150):
        first, second = _near(points, sizes)
        room = (sizes[first] + sizes[second]) / 2 + GAP
        for _ in range(10):
            delta = points[first] - points[second]
            over = room - np.abs(delta)
            hit = (over > 0.5).all(axis=1)
            if not hit.any():
                break
            axis = (over[hit] * (0.7, 1.0)).argmin(axis=1)
            rows = np.arange(len(axis))
            side = np.where(delta[hit][rows, axis] < 0, -1.0, 1.0)  # of two in the same place the first goes on
            push = over[hit][rows, axis] * side * 0.45
            np.add.at(points, (first[hit], axis), push)
            np.add.at(points, (second[hit], axis), -push)
        else:
            continue
        if not _overlap(points, sizes):
            break
    return points


def _near(points: Points, sizes: Points, reach: float = 60.0) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of boxes that overlap or may soon: nearer than a few pushes go."""
    close = np.ones((len(points), len(points)), dtype=bool)
    for way in (0, 1):
        along, half = points[:, way], sizes[:, way] / 2
        close &= np.abs(along[:, None] - along[None, :]) < half[:, None] + half[None, :] + GAP + reach
    first, second = np.nonzero(np.triu(close, 1))
    return first, second


def _overlap(points: Points, sizes: Points) -> bool:
    first, second = _near(points, sizes, 0.0)
    over = (sizes[first] + sizes[second]) / 2 + GAP - np.abs(points[first] - points[second])
    return bool((over > 0.5).all(axis=1).any())


def _pack(parts: list[Points], sizes: list[Points]) -> list[Points]:
    """Where to move each part: in rows, as wide as shows the whole largest on a screen."""
    lows = [(p - s / 2).min(axis=0) - GAP for p, s in zip(parts, sizes, strict=True)]
    spans = [(p + s / 2).max(axis=0) + GAP - low for p, s, low in zip(parts, sizes, lows, strict=True)]
    widths = np.cumsum([span[0] for span in spans])[:40]
    tried = [_rows(spans, float(width)) for width in widths]
    corners = min(tried, key=lambda c: _extent(c, spans), default=[])
    return [corner - low for corner, low in zip(corners, lows, strict=True)]


def _rows(spans: list[Points], width: float) -> list[Points]:
    """The corners of boxes set in rows that are at most so wide, unless one box is wider."""
    corners, x, y, height = [], 0.0, 0.0, 0.0
    for span in spans:
        if x and x + span[0] > width + 1:
            x, y, height = 0.0, y + height, 0.0
        corners.append(np.array([x, y]))
        x, height = x + float(span[0]), max(height, float(span[1]))
    return corners


def _extent(corners: list[Points], spans: list[Points]) -> float:
    wide, high = (np.array(corners) + np.array(spans)).max(axis=0)
    return max(float(wide) / SCREEN, float(high))


# ---- large graphs: communities first, their members around their centres


@dataclass(frozen=True, slots=True)
class Unfolding:
    """A layout by communities: their circles (x, y, radius) and sizes, and the best-connected members of each."""

    places: list[tuple[int, int]]
    groups: list[int]
    circles: list[tuple[int, int, int]]
    sizes: list[int]
    leading: list[list[int]]


def unfolding(boxes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]]) -> Unfolding:
    """Where the nodes of a large graph stand: each community fills a circle, and no two circles overlap."""
    groups = communities(len(boxes), edges)
    room = float(np.mean([w * h for w, h in boxes])) * CROWD
    radii = [math.sqrt(len(group) * room / math.pi) + GAP for group in groups]
    centres = np.array(layout([(2 * r, 2 * r) for r in radii], bonds(groups, edges)), dtype=float).reshape(-1, 2)
    owner = np.empty(len(boxes), dtype=np.int64)
    for i, group in enumerate(groups):
        owner[group] = i
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    points = centres[owner] + _around(groups, ends[owner[ends[:, 0]] == owner[ends[:, 1]]], radii)
    degrees = np.bincount(ends.ravel(), minlength=len(boxes))
    return Unfolding(
        [(int(x), int(y)) for x, y in np.rint(points)],
        owner.tolist(),
        [(int(x), int(y), math.ceil(r)) for (x, y), r in zip(centres, radii, strict=True)],
        [len(group) for group in groups],
        [sorted(group, key=lambda n: (-degrees[n], n))[:3] for group in groups],
    )


def _around(groups: Sequence[Sequence[int]], ends: NDArray[np.int64], radii: Sequence[float]) -> Points:
    """Places relative to the centre of each community: all are laid out at once, and each then fills its circle."""
    random = np.random.default_rng(7)
    order = np.concatenate([np.asarray(group) for group in groups])
    sizes = np.array([len(group) for group in groups])
    first, count = np.repeat(np.cumsum(sizes) - sizes, sizes), np.repeat(sizes, sizes)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    pairs = rank[ends]
    points = random.normal(size=(len(order), 2)) * np.sqrt(count)[:, None]
    for step in range(ROUNDS):
        others = first[:, None] + random.integers(0, 1 << 30, (len(order), SAMPLE)) % count[:, None]
        delta = points[:, None, :] - points[others]
        force = (delta / np.maximum((delta**2).sum(axis=2, keepdims=True), 0.01)).sum(axis=1) * (count / SAMPLE)[
            :, None
        ]
        pull = points[pairs[:, 0]] - points[pairs[:, 1]]
        pull *= np.linalg.norm(pull, axis=1, keepdims=True)
        for way in (0, 1):
            force[:, way] -= np.bincount(pairs[:, 0], pull[:, way], len(order))
            force[:, way] += np.bincount(pairs[:, 1], pull[:, way], len(order))
        force -= points * 0.2
        length = np.maximum(np.linalg.norm(force, axis=1, keepdims=True), 1e-9)
        points += force / length * np.minimum(length, np.sqrt(count)[:, None] * 0.3 * (1 - step / ROUNDS) + 0.02)
    return _filled(points, sizes, radii)[rank]


def _filled(points: Points, sizes: NDArray[np.int64], radii: Sequence[float]) -> Points:
    """Each community, in its order, spread over its circle: directions stay, the nearer to the centre the nearer."""
    out = np.zeros_like(points)
    start = 0
    for size, radius in zip(sizes, radii, strict=True):
        own = points[start : start + size] - points[start : start + size].mean(axis=0)
        far = np.linalg.norm(own, axis=1)
        place = np.empty(size)
        place[np.argsort(far, kind="stable")] = np.sqrt((np.arange(size) + 0.3) / size) * (radius - GAP)
        out[start : start + size] = own / np.maximum(far, 1e-9)[:, None] * place[:, None]
        start += size
    return out
