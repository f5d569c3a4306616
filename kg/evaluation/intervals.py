"""How far a figure would move if other documents of the kind had been annotated.

The percentile bootstrap over documents (Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13): as many
documents as there are, drawn with replacement, 2,000 times; the interval leaves out 2.5 % of the figures at either end.
Whole documents are drawn, since what is told in one is not independent. The seed is fixed: same input, same figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.scores import ratio

DRAWS = 2000
SEED = 20240601
LEVEL = 95  # per cent


@dataclass(frozen=True, slots=True)
class Figure:
    """A ratio with its interval, if there is one."""

    part: int
    whole: int
    low: float | None = None
    high: float | None = None

    @property
    def value(self) -> float:
        return ratio(self.part, self.whole)


def figures(counts: Mapping[str, Sequence[tuple[int, int]]]) -> dict[str, Figure]:
    """A figure for each name, from its numerator and denominator in each document.

    There is no interval for fewer than two documents, where none has anything to divide by, or where all draws agree:
    that no mistake was made in a few documents does not say that none would be.
    """
    return {name: _figure(pairs) for name, pairs in counts.items()}


def _figure(pairs: Sequence[tuple[int, int]]) -> Figure:
    part, whole = sum(p for p, _ in pairs), sum(w for _, w in pairs)
    if len(pairs) < 2 or not whole:
        return Figure(part, whole)
    import numpy as np

    generator = np.random.RandomState(SEED)  # its stream is the one that numpy never changes
    draws = generator.randint(0, len(pairs), (DRAWS, len(pairs)))
    parts, wholes = np.array(pairs, dtype=float)[draws].sum(axis=1).T
    low, high = np.percentile(parts[wholes > 0] / wholes[wholes > 0], [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return Figure(part, whole, float(low), float(high)) if low < high else Figure(part, whole)
