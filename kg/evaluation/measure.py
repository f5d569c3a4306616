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
  the reporters have to be the same set. `kg.evaluation.details` tells what became of the others.
- dangers and facts: how often the graph misleads (`kg.evaluation.dangers`).
- confidence: a claim is right if every triple of its event is annotated. The expected calibration error is the
  difference of mean confidence and share of right claims in a band, averaged over the bands by their claims (Naeini,
  Cooper & Hauskrecht 2015).
- intervals: how far the main figures would move with other documents (`kg.evaluation.intervals`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from kg.evaluation import dangers, details
from kg.evaluation.details import Outcomes
from kg.evaluation.gold import Gold
from kg.evaluation.intervals import Figure, figures
from kg.evaluation.matching import COARSE, Act, Comparison, compare, forms
from kg.evaluation.mistakes import Mistake, mistakes
from kg.evaluation.scores import Band, Rate, Score, Share, ratio, score
from kg.graph.vocab import EVENT_TYPES
from kg.model import ENTITY_CLASSES, Extraction

BANDS = 10
T = TypeVar("T", Score, Share, Rate)
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of some of the documents: of one, or of one register. `events` are type and actors."""

    register: str
    documents: int
    entities: Score
    events: Score
    modality: Share
    reporter: Share


@dataclass(frozen=True, slots=True, repr=False)
class Evaluation:
    """Everything that was measured; `unpredicted` are the ids of documents without a prediction, all of it missed.

    `modality` counts by annotated and predicted value, `details` by kind of value and outcome, `facts` by what is
    annotated. `main` has the figures that matter most, with intervals, under their dotted names.
    """

    documents: int
    unpredicted: tuple[str, ...]
    entities: Mapping[str, Score]
    classes: Mapping[str, Score]
    events: Mapping[str, Score]
    types: Mapping[str, Score]
    attributes: Mapping[str, Share]
    by_type: Mapping[str, Mapping[str, Share]]
    dangers: Mapping[str, Rate]
    facts: Mapping[str, int]
    modality: Outcomes
    details: Mapping[str, Outcomes]
    mistakes: tuple[Mistake, ...]
    bands: tuple[Band, ...]
    by_document: Mapping[str, Part]
    by_register: Mapping[str, Part]
    main: Mapping[str, Figure]

    @property
    def calibration_error(self) -> float:
        gaps = sum(band.claims * abs(band.confidence - band.share) for band in self.bands)
        return ratio(gaps, sum(band.claims for band in self.bands))

    def __repr__(self) -> str:
        events = self.events["exact"]
        return f"<{self.documents} annotated documents: events {events.precision:.2f} right, {events.recall:.2f} found>"

    def _repr_markdown_(self) -> str:
        """The tables of `kg evaluate`, for notebooks."""
        from kg.evaluation.report import markdown  # which reads evaluations

        return markdown(self)


def evaluate(pairs: Sequence[tuple[Gold, Extraction | None]]) -> Evaluation:
    """Compare each annotated document with its prediction, or with nothing."""
    compared = [compare(gold, found or Extraction(gold.extraction.document)) for gold, found in pairs]
    return Evaluation(
        documents=len(pairs),
        unpredicted=tuple(gold.id for gold, found in pairs if found is None),
        entities={name: _total(measure, compared, Score()) for name, measure in ENTITIES.items()},
        classes=_present({c: _total(partial(_of_class, cls=c), compared, Score()) for c in ENTITY_CLASSES}),
        events={name: _total(partial(_events, items=items), compared, Score()) for name, items in LEVELS.items()},
        types=_present({t: _total(partial(_of_type, type_=t), compared, Score()) for t in EVENT_TYPES}),
        attributes={name: _total(measure, compared, Share()) for name, measure in ATTRIBUTES.items()},
        by_type=details.by_type(compared),
        dangers={name: _total(measure, compared, Rate()) for name, measure in DANGERS.items()},
        facts=_counted(dangers.facts, compared),
        modality=_counted(details.modalities, compared),
        details={name: _counted(judge, compared) for name, judge in details.DETAILS.items()},
        mistakes=tuple(mistake for x in compared for mistake in mistakes(x)),
        bands=_bands([judged for x in compared for judged in _judged(x)]),
        by_document={x.id: _part([x]) for x in compared},
        by_register=_registers(compared),
        main=figures({name: [fraction(x) for x in compared] for name, fraction in MAIN.items()}),
    )


def _total(measure: Callable[[Comparison], T], compared: Iterable[Comparison], start: T) -> T:
    return sum(map(measure, compared), start)


def _counted(count: Callable[[Comparison], Counter[K]], compared: Iterable[Comparison]) -> Counter[K]:
    return sum(map(count, compared), Counter[K]())


def _present(scores: Mapping[str, Score]) -> dict[str, Score]:
    return {name: found for name, found in scores.items() if found != Score()}


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
    "mentions": lambda x: score(forms(x.gold), forms(x.predicted)),
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
    return score(items(x, x.wanted), items(x, x.found))


def _of_type(x: Comparison, type_: str) -> Score:
    wanted, found = ({t for a in acts for t in a.triples if t[0] == type_} for acts in (x.wanted, x.found))
    return score(wanted, found)


ATTRIBUTES: Mapping[str, Callable[[Comparison], Share]] = {
    name: partial(details.right, values=values) for name, values in details.ATTRIBUTES.items()
}


DANGERS: Mapping[str, Callable[[Comparison], Rate]] = {name: partial(dangers.rate, name=name) for name in dangers.TESTS}


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


# ------------------------------------------------------------------------------------------------------------- parts


def _part(compared: Sequence[Comparison]) -> Part:
    return Part(
        " ".join(sorted({x.register for x in compared})),
        len(compared),
        _total(_typed, compared, Score()),
        _total(_exact, compared, Score()),
        _total(ATTRIBUTES["modality"], compared, Share()),
        _total(ATTRIBUTES["reporter"], compared, Share()),
    )


def _exact(x: Comparison) -> Score:
    return _events(x, LEVELS["exact"])


def _registers(compared: Sequence[Comparison]) -> dict[str, Part]:
    """The parts of the registers that are annotated, by name."""
    names = sorted({x.register for x in compared} - {""})
    return {name: _part([x for x in compared if x.register == name]) for name in names}


# -------------------------------------------------------------------------------------------------------- main figures

Fraction = Callable[[Comparison], tuple[int, int]]


def _fractions(name: str, measure: Callable[[Comparison], Score]) -> dict[str, Fraction]:
    """Precision, recall and F1 of a score under their dotted names, each as numerator and denominator."""

    def f1(x: Comparison) -> tuple[int, int]:
        found = measure(x)
        return 2 * found.matched, found.gold + found.predicted

    return {
        f"{name}.precision": lambda x: (measure(x).matched, measure(x).predicted),
        f"{name}.recall": lambda x: (measure(x).matched, measure(x).gold),
        f"{name}.f1": f1,
    }


def _share(measure: Callable[[Comparison], Share]) -> Fraction:
    return lambda x: (measure(x).right, measure(x).of)


def _rate(measure: Callable[[Comparison], Rate]) -> Fraction:
    return lambda x: (measure(x).times, measure(x).of)


def _plain(x: Comparison) -> tuple[int, int]:
    found = dangers.facts(x)
    return found["fact"], found.total()


MAIN: Mapping[str, Fraction] = {
    **_fractions("entities.typed", _typed),
    **_fractions("events.exact", _exact),
    **_fractions("events.state", partial(_events, items=LEVELS["state"])),
    **{f"attributes.{name}.share": _share(measure) for name, measure in ATTRIBUTES.items()},
    **{f"dangers.{name}.rate": _rate(measure) for name, measure in DANGERS.items()},
    "facts.share": _plain,
}
