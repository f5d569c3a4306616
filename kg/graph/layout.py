"""Where the nodes of a page stand: a spring layout in numpy, the same at each run, with room for every label."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

EDGE = 150.0  # ideal length of an edge, in pixels
GAP = 14.0  # least distance between two boxes
SCREEN = 1.45  # width to height of the place where the picture is shown
EXACT = 1200  # up to so many nodes all pairs repel each other; beyond, each a random sample of the others


def layout(boxes: Sequence[tuple[float, float]], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Whole-pixel centres for boxes (width, height) that edges join, by their indices; no two boxes overlap.

    Connected parts are laid out one by one and packed in rows, the largest first. Above some 1,200 nodes in one part
    overlaps are left as they are.
    """
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
    points = _scaled(_wide(points), sizes)
    return _apart(points, sizes) if len(part) <= EXACT else points


def _springs(order: list[int], ends: NDArray[np.int64]) -> Points:
    """Fruchterman and Reingold's layout, started on a sunflower spiral in the order of a breadth-first walk."""
    n = len(order)
    random = np.random.default_rng(7)
    angle = np.arange(n) * 2.399963229728653
    points = np.empty((n, 2))
    points[order] = (np.sqrt(np.arange(n) + 0.5) * EDGE / 2)[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    rounds = 400 if n <= EXACT else 120
    for step in range(rounds):
        force = _repulsion(points, random)
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


def _repulsion(points: Points, random: np.random.Generator) -> Points:
    n = len(points)
    if n <= EXACT:
        delta = points[:, None, :] - points[None, :, :]
        scale = 1.0
    else:
        delta = points[:, None, :] - points[random.integers(0, n, (n, 48))]
        scale = n / 48
    squared = np.maximum((delta**2).sum(axis=2, keepdims=True), 1.0)
    total: Points = (delta / squared).sum(axis=1) * (EDGE**2 * scale)
    return total


def _wide(points: Points) -> Points:
    """Turned so that the longest way lies across: screens and labels are wider than high."""
    centred = points - points.mean(axis=0)
    covariance = centred.T @ centred
    angle = 0.5 * np.arctan2(2 * covariance[0, 1], covariance[0, 0] - covariance[1, 1])
    cos, sin = np.cos(angle), np.sin(angle)
    return np.asarray(centred @ np.array([[cos, -sin], [sin, cos]]))


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
    room = (sizes[:, None, :] + sizes[None, :, :]) / 2 + GAP
    others = ~np.eye(len(points), dtype=bool)
    for _ in range(300):
        delta = points[:, None, :] - points[None, :, :]
        over = room - np.abs(delta)
        hit = (over > 0.5).all(axis=2) & others
        if not hit.any():
            break
        axis = (over * (0.7, 1.0)).argmin(axis=2)
        amount = np.take_along_axis(over, axis[:, :, None], axis=2)[:, :, 0] * hit / 2
        side = np.take_along_axis(delta, axis[:, :, None], axis=2)[:, :, 0]
        order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
        sign = np.where(side == 0, order, np.sign(side))
        for way in (0, 1):
            points[:, way] += (amount * sign * (axis == way)).sum(axis=1) * 0.6
    return points


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
