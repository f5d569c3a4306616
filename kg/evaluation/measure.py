"""Precision, recall and F1 of predictions against annotated documents.

All scores are micro-averaged as was usual at MUC and ACE: counts are summed over the documents before anything is
divided. Precision is correct / predicted, recall is correct / annotated, F1 is their harmonic mean; each is 0 where
there is nothing to divide by. What counts as one item, and as the same item:

- entities: `aligned`, an entity that has a counterpart (`kg.evaluation.matching.align`); `typed`, whose coarse class
  agrees as well (organisations and government bodies are one class, treaties and agreements one); `mentions`, a
  distinct surface form of a document, without case, article and possessive ending, pronouns left out. For single
  classes the class of both has to be exactly that.
- events, from loose to strict: `type`, an event is right if the document has one of its type, each used once;
  `pair`, two actors of one event, whatever its type and direction; `state`, a triple (type, source, target) with every
  actor lifted to its state; `exact`, the triple with the actors themselves; `exact_modality`, triple and modality of a
  claim; `exact_modality_date`, also the date, where none is the same as none and a day is right within the month or
  year that is annotated. From `pair` on an item counts once in a document, however often it is told.
- attributes: of the annotated events that share a triple with a prediction, how many have the value in one of these
  predictions. Date, place and `about` are asked only where they are annotated; no reporter is a value, and `about` and
  the reporters have to be the same set.
- confidence: a claim is right if every triple of its event is annotated. The expected calibration error is the
  difference of mean confidence and share of right claims in a band, averaged over the bands by their claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial

from kg.evaluation.gold import Gold
from kg.evaluation.matching import COARSE, Act, Comparison, compare, forms
from kg.evaluation.mistakes import Mistake, mistakes
from kg.graph.vocab import EVENT_TYPES
from kg.model import ENTITY_CLASSES, Extraction

BANDS = 10


@dataclass(frozen=True, slots=True)
class Score:
    """How many items are annotated, predicted, and both."""

    gold: int = 0
    predicted: int = 0
    matched: int = 0

    @property
    def precision(self) -> float:
        return _ratio(self.matched, self.predicted)

    @property
    def recall(self) -> float:
        return _ratio(self.matched, self.gold)

    @property
    def f1(self) -> float:
        return _ratio(2 * self.matched, self.gold + self.predicted)

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.predicted + other.predicted, self.matched + other.matched)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of those asked were right."""

    right: int
    of: int

    @property
    def share(self) -> float:
        return _ratio(self.right, self.of)


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
        return _ratio(self.right, self.claims)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that was measured; `unpredicted` are the ids of documents without a prediction, all of it missed."""

    documents: int
    unpredicted: tuple[str, ...]
    entities: Mapping[str, Score]
    classes: Mapping[str, Score]
    events: Mapping[str, Score]
    types: Mapping[str, Score]
    attributes: Mapping[str, Share]
    mistakes: tuple[Mistake, ...]
    bands: tuple[Band, ...]

    @property
    def calibration_error(self) -> float:
        gaps = sum(band.claims * abs(band.confidence - band.share) for band in self.bands)
        return _ratio(gaps, sum(band.claims for band in self.bands))


def evaluate(pairs: Sequence[tuple[Gold, Extraction | None]]) -> Evaluation:
    """Compare each annotated document with its prediction, or with nothing."""
    compared = [compare(gold, found or Extraction(gold.extraction.document)) for gold, found in pairs]
    return Evaluation(
        documents=len(pairs),
        unpredicted=tuple(gold.id for gold, found in pairs if found is None),
        entities={name: _total(measure, compared) for name, measure in ENTITIES.items()},
        classes=_present({c: _total(partial(_of_class, cls=c), compared) for c in ENTITY_CLASSES}),
        events={name: _total(partial(_events, items=items), compared) for name, items in LEVELS.items()},
        types=_present({t: _total(partial(_of_type, type_=t), compared) for t in EVENT_TYPES}),
        attributes={name: _attribute(compared, values) for name, values in ATTRIBUTES.items()},
        mistakes=tuple(mistake for x in compared for mistake in mistakes(x)),
        bands=_bands([judged for x in compared for judged in _judged(x)]),
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _total(measure: Callable[[Comparison], Score], compared: Iterable[Comparison]) -> Score:
    return sum(map(measure, compared), Score())


def _present(scores: Mapping[str, Score]) -> dict[str, Score]:
    return {name: score for name, score in scores.items() if score != Score()}


def _score(gold: Iterable[Hashable], predicted: Iterable[Hashable]) -> Score:
    wanted, found = Counter(gold), Counter(predicted)
    return Score(wanted.total(), found.total(), (wanted & found).total())


# ---------------------------------------------------------------------------------------------------------- entities


def _aligned(x: Comparison) -> Score:
    return Score(len(x.gold.entities), len(x.predicted.entities), len(x.same))


def _typed(x: Comparison) -> Score:
    agree = sum(COARSE[a] == COARSE[b] for a, b in _class_pairs(x))
    return Score(len(x.gold.entities), len(x.predicted.entities), agree)


def _of_class(x: Comparison, cls: str) -> Score:
    gold, predicted = ([e for e in side.entities if e.cls == cls] for side in (x.gold, x.predicted))
    return Score(len(gold), len(predicted), _class_pairs(x).count((cls, cls)))


def _class_pairs(x: Comparison) -> list[tuple[str, str]]:
    gold, predicted = ({e.id: e.cls for e in side.entities} for side in (x.gold, x.predicted))
    return [(gold[g], predicted[p]) for p, g in x.same.items()]


ENTITIES: Mapping[str, Callable[[Comparison], Score]] = {
    "aligned": _aligned,
    "typed": _typed,
    "mentions": lambda x: _score(forms(x.gold), forms(x.predicted)),
}


# ------------------------------------------------------------------------------------------------------------ events

Items = Callable[[Comparison, Sequence[Act]], Iterable[Hashable]]

LEVELS: Mapping[str, Items] = {
    "type": lambda _, acts: [a.event.type for a in acts],
    "pair": lambda _, acts: {frozenset(t[1:]) for a in acts for t in a.triples},
    "state": lambda x, acts: {x.lift(t) for a in acts for t in a.triples},
    "exact": lambda _, acts: {t for a in acts for t in a.triples},
    "exact_modality": lambda _, acts: {(t, m) for a in acts for t in a.triples for m in a.modalities},
    "exact_modality_date": lambda _, acts: {
        (t, m, a.event.date) for a in acts for t in a.triples for m in a.modalities
    },
}  # fmt: skip


def _events(x: Comparison, items: Items) -> Score:
    return _score(items(x, x.wanted), items(x, x.found))


def _of_type(x: Comparison, type_: str) -> Score:
    wanted, found = ({t for a in acts for t in a.triples if t[0] == type_} for acts in (x.wanted, x.found))
    return _score(wanted, found)


ATTRIBUTES: Mapping[str, Callable[[Act], Set[Hashable]]] = {
    "modality": lambda act: set(act.modalities),
    "reporter": lambda act: {frozenset(claim.claimed_by) for claim in act.claims},
    "date": lambda act: {act.event.date} - {None},
    "place": lambda act: {act.event.place} - {None},
    "about": lambda act: {frozenset(act.event.about)} - {frozenset()},
}


def _attribute(compared: Iterable[Comparison], values: Callable[[Act], Set[Hashable]]) -> Share:
    right = of = 0
    for x in compared:
        for act in x.wanted:
            partners = [found for found in x.found if found.triples & act.triples]
            if partners and (wanted := values(act)):
                of += 1
                right += wanted <= set().union(*map(values, partners))
    return Share(right, of)


# -------------------------------------------------------------------------------------------------------- confidence


def _judged(x: Comparison) -> list[tuple[float, bool]]:
    """Confidence of each predicted claim, and whether its event is annotated."""
    gold = {t for act in x.wanted for t in act.triples}
    return [(claim.confidence, act.triples <= gold) for act in x.found for claim in act.claims]


def _bands(judged: Sequence[tuple[float, bool]]) -> tuple[Band, ...]:
    bands: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        bands.setdefault(min(int(confidence * BANDS + 1e-9), BANDS - 1), []).append((confidence, right))
    return tuple(_band(number, bands[number]) for number in sorted(bands))


def _band(number: int, judged: Sequence[tuple[float, bool]]) -> Band:
    mean = sum(confidence for confidence, _ in judged) / len(judged)
    return Band(number / BANDS, (number + 1) / BANDS, len(judged), sum(right for _, right in judged), mean)
