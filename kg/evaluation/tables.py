"""An evaluation as tables, each with a sentence that says how to read it; how they are printed is `report`'s matter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation import labels
from kg.evaluation.dangers import FATES
from kg.evaluation.details import ANOTHER
from kg.evaluation.gold import MODALITIES
from kg.evaluation.intervals import Figure
from kg.evaluation.measure import Evaluation, Part
from kg.evaluation.mistakes import DANGERS, Kind
from kg.evaluation.scores import Score, Share, ratio

Cell = str | int | float | Figure  # a float is from 0 to 1, a Figure stands for its interval
Row = tuple[Cell, ...]

SCORES = ("annotated", "found", "right", "precision", "recall", "F1")
OUTCOMES = ("right", "in part", "wrong", "missing", "added")
PARTS = ("entities F1", "annotated events", "precision", "recall", "F1", "modality", "speaker")


@dataclass(frozen=True, slots=True)
class Table:
    """`title` heads the table, `header` has a word for each column."""

    title: str
    header: tuple[str, ...]
    rows: Sequence[Row]

    @property
    def note(self) -> str:
        """How to read it."""
        return labels.NOTES[self.title]


def tables(evaluation: Evaluation) -> list[Table]:
    return [table for make in MAKERS for table in make(evaluation) if table.rows]


def _main(e: Evaluation) -> Iterable[Table]:
    figures = {labels.MAIN[name]: figure for name, figure in e.main.items() if figure.whole}
    rows = [(name, f.value, f, f"{f.part} of {f.whole}") for name, f in figures.items()]
    yield Table("Main figures", ("figure", "value", "95 % interval", "counted"), rows)


def _misleading(e: Evaluation) -> Iterable[Table]:
    rates = [(labels.CAUSES["misleading"][danger], e.dangers[danger]) for danger in DANGERS]
    yield Table(
        "What would mislead",
        ("mistake", "times", "of", "rate"),
        [(label, rate.times, rate.of, rate.rate) for label, rate in rates],
    )
    total = sum(e.facts.values())
    rows = [(labels.FATES[fate], e.facts[fate], ratio(e.facts[fate], total)) for fate in FATES if total]
    yield Table("What is shown as plain fact", ("annotated is", "events", "share"), rows)


def _entities(e: Evaluation) -> Iterable[Table]:
    yield Table("Entities", ("by", *SCORES), _scores(e.entities))
    yield Table("Entities by class", ("class", *SCORES), _scores(e.classes))


def _events(e: Evaluation) -> Iterable[Table]:
    yield Table("Events", ("what has to be right", *SCORES), _scores(e.events))
    asked = ("modality", "reporter", "date")
    rows = [
        (*row, *(_fraction(e.by_type.get(type_, {}).get(name, Share())) for name in asked))
        for type_, row in zip(e.types, _scores(e.types), strict=True)
    ]
    yield Table("Events by type", ("type", *SCORES, "modality", "speaker", "date"), rows)


def _scores(scores: Mapping[str, Score]) -> list[Row]:
    return [
        (labels.LEVELS.get(name, name), s.gold, s.predicted, s.matched, s.precision, s.recall, s.f1)
        for name, s in scores.items()
    ]


def _fraction(share: Share) -> str:
    return f"{share.right} of {share.of}" if share.of else ""


def _modality(e: Evaluation) -> Iterable[Table]:
    columns = (*MODALITIES, ANOTHER)
    annotated = {row for row, _ in e.modality}
    rows: list[Row] = [(row, *(e.modality[row, c] for c in columns)) for row in MODALITIES if row in annotated]
    yield Table("Modality", ("annotated", *columns), rows)


def _details(e: Evaluation) -> Iterable[Table]:
    shares = [(name, share.right, share.of, share.share) for name, share in e.attributes.items()]
    yield Table("Attributes of matched events", ("attribute", "right", "of", "share"), shares)
    header = ("annotated", *OUTCOMES)
    yield Table("Who says so", header, _outcomes(e, "speaker"))
    yield Table("Dates", header, _outcomes(e, "date"))
    yield Table("Places and matters", header, [*_outcomes(e, "place"), *_outcomes(e, "about")])


def _outcomes(e: Evaluation, detail: str) -> list[Row]:
    counts = e.details[detail]
    rows: list[Row] = []
    for kind, label in labels.KINDS[detail].items():
        right = counts[kind, "right"] + counts[kind, "none"]  # where nothing is annotated, nothing is right
        row = (right, *(counts[kind, outcome] for outcome in ("part", "wrong", "missing", "added")))
        rows += [(label, *row)] if any(row) else []
    return rows


def _causes(e: Evaluation) -> Iterable[Table]:
    counted = Counter((m.kind, m.reason) for m in e.mistakes)
    kinds: tuple[Kind, ...] = ("missed", "spurious")
    for kind in kinds:
        rows = [(label, counted[kind, reason]) for reason, label in labels.CAUSES[kind].items()]
        yield Table(labels.HEADINGS[kind], ("reason", "events"), rows)


def _parts(e: Evaluation) -> Iterable[Table]:
    def hardness(part: tuple[str, Part]) -> tuple[float, str]:
        return part[1].events.f1, part[0]

    registers = [(name, part.documents, *_part(part)) for name, part in e.by_register.items()]
    yield Table("By register", ("register", "documents", *PARTS), registers)
    documents = [(name, part.register, *_part(part)) for name, part in sorted(e.by_document.items(), key=hardness)]
    yield Table("By document", ("document", "register", *PARTS), documents)


def _part(part: Part) -> Row:
    events = part.events
    shares = (_fraction(part.modality), _fraction(part.reporter))
    return (part.entities.f1, events.gold, events.precision, events.recall, events.f1, *shares)


def _confidence(e: Evaluation) -> Iterable[Table]:
    rows: list[Row] = [(f"{b.low:.1f} to {b.high:.1f}", b.claims, b.right, b.share) for b in e.bands]
    rows += [("expected calibration error", "", "", e.calibration_error)] if rows else []
    yield Table("Confidence of claims", ("confidence", "claims", "right", "share"), rows)


MAKERS: tuple[Callable[[Evaluation], Iterable[Table]], ...] = (
    _main, _misleading, _entities, _events, _modality, _details, _causes, _parts, _confidence,
)  # fmt: skip
