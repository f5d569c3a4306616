"""Who belongs together in a large graph: communities, found in seconds and the same at each run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import networkx as nx

SEED = 7
ALONE = 400  # nodes of parts too small to be communities that are gathered in one place
SMALL = 8  # a part of fewer nodes is no community of its own


def communities(count: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The nodes 0 to count - 1 in communities, the largest first.

    Louvain's method alone takes minutes for a hundred thousand edges: labels are spread first, and the method joins
    the few thousand groups that this finds. Parts of a few nodes that nothing joins to the rest come together.
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((a, b) for a, b in edges if a != b)
    groups = sorted(sorted(g) for g in nx.community.fast_label_propagation_communities(graph, seed=SEED))
    joined = [sorted(n for g in found for n in groups[g]) for found in _joined(groups, edges)]
    whole = [group for group in joined if len(group) >= SMALL]
    rest = [node for group in sorted(joined) if len(group) < SMALL for node in group]
    whole += [rest[i : i + ALONE] for i in range(0, len(rest), ALONE)]
    return sorted(whole, key=lambda group: (-len(group), group))


def _joined(groups: list[list[int]], edges: Sequence[tuple[int, int]]) -> list[set[int]]:
    """Louvain's communities of groups, whose links count as often as edges run between them."""
    owner = {node: i for i, group in enumerate(groups) for node in group}
    graph = nx.Graph()
    graph.add_nodes_from(range(len(groups)))
    for (a, b), weight in sorted(Counter(tuple(sorted((owner[a], owner[b]))) for a, b in edges).items()):
        graph.add_edge(a, b, weight=weight)
    found: list[set[int]] = nx.community.louvain_communities(graph, seed=SEED)
    return found


def bonds(
    groups: Sequence[Sequence[int]], edges: Sequence[tuple[int, int]], strongest: int = 3
) -> list[tuple[int, int]]:
    """For each community the few others that most edges lead to, as pairs of their numbers."""
    owner = {node: i for i, group in enumerate(groups) for node in group}
    counts = Counter(tuple(sorted((owner[a], owner[b]))) for a, b in edges if owner[a] != owner[b])
    kept: set[tuple[int, int]] = set()
    taken: Counter[int] = Counter()
    for (a, b), _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if taken[a] < strongest or taken[b] < strongest:
            kept.add((a, b))
            taken.update((a, b))
    return sorted(kept)
