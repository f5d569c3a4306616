"""Counts that add up, and the ratios made of them; each ratio is 0 where there is nothing to divide by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """How many items are annotated, predicted, and both.

    Precision is matched / predicted, recall is matched / annotated, F1 is their harmonic mean (van Rijsbergen 1979).
    """

    gold: int = 0
    predicted: int = 0
    matched: int = 0

    @property
    def precision(self) -> float:
        return ratio(self.matched, self.predicted)

    @property
    def recall(self) -> float:
        return ratio(self.matched, self.gold)

    @property
    def f1(self) -> float:
        return ratio(2 * self.matched, self.gold + self.predicted)

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.predicted + other.predicted, self.matched + other.matched)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those asked were right."""

    right: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        return ratio(self.right, self.of)

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Rate:
    """How often a mistake was made where it could have been."""

    times: int = 0
    of: int = 0

    @property
    def rate(self) -> float:
        return ratio(self.times, self.of)

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.times + other.times, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Band:
    """The claims with a confidence from `low` up to, but not including, `high`; the last band includes 1."""

    low: float
    high: float
    claims: int
    right: int
    confidence: float

    @property
    def share(self) -> float:
        return ratio(self.right, self.claims)


def score(gold: Iterable[Hashable], predicted: Iterable[Hashable]) -> Score:
    """Items of both sides compared by value, each as often as it is there."""
    wanted, found = Counter(gold), Counter(predicted)
    return Score(wanted.total(), found.total(), (wanted & found).total())
