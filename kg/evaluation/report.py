"""An evaluation to read, for machines, and held against floors."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluation.measure import Band, Evaluation, Score, Share
from kg.evaluation.mistakes import REASONS, Kind, Mistake, Reason

DIGITS = 4
LABELS: Mapping[str, str] = {
    "aligned": "name", "typed": "name and class", "mentions": "surface forms",
    "type": "type", "pair": "actors, any type", "state": "type, actors' states", "exact": "type, actors",
    "exact_modality": "type, actors, modality", "exact_modality_date": "type, actors, modality, date",
}  # fmt: skip
CAUSES: Mapping[Kind, Mapping[Reason, str]] = {
    "missed": {
        "part": "part of several actors missing", "nothing": "nothing unmatched near its evidence",
        "type": "other type at the evidence", "source": "source wrong", "target": "target wrong",
        "both": "source and target wrong",
    },
    "spurious": {
        "part": "part of several actors wrong", "nothing": "type and actors spurious",
        "type": "same evidence but other type", "source": "source wrong", "target": "target wrong",
        "both": "source and target wrong",
    },
}  # fmt: skip
HEADINGS: Mapping[Kind, str] = {
    "missed": "Annotated events that are missed", "spurious": "Predicted events that are not annotated",
}  # fmt: skip


def data(evaluation: Evaluation, *, errors: bool = False) -> dict[str, Any]:
    """The evaluation as JSON values, figures rounded to four digits; `errors` adds the single mistakes."""
    counted = Counter((m.kind, m.reason) for m in evaluation.mistakes)
    return {
        "documents": evaluation.documents,
        "unpredicted": list(evaluation.unpredicted),
        "entities": _scores(evaluation.entities),
        "classes": _scores(evaluation.classes),
        "events": _scores(evaluation.events),
        "types": _scores(evaluation.types),
        "attributes": {name: _share(share) for name, share in evaluation.attributes.items()},
        "mistakes": {kind: {reason: counted[kind, reason] for reason in REASONS} for kind in CAUSES},
        "confidence": {
            "bands": [_band(band) for band in evaluation.bands],
            "calibration_error": round(evaluation.calibration_error, DIGITS),
        },
        **({"errors": [asdict(mistake) for mistake in evaluation.mistakes]} if errors else {}),
    }


def to_json(evaluation: Evaluation, *, errors: bool = False) -> str:
    return json.dumps(data(evaluation, errors=errors), ensure_ascii=False, indent=2) + "\n"


def _scores(scores: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    figures = ("gold", "predicted", "matched", "precision", "recall", "f1")
    return {name: {f: round(getattr(score, f), DIGITS) for f in figures} for name, score in scores.items()}


def _share(share: Share) -> dict[str, float]:
    return {"right": share.right, "of": share.of, "share": round(share.share, DIGITS)}


def _band(band: Band) -> dict[str, float]:
    mean = round(band.confidence, DIGITS)
    figures = {"low": band.low, "high": band.high, "claims": band.claims, "right": band.right}
    return {**figures, "share": round(band.share, DIGITS), "confidence": mean}


# -------------------------------------------------------------------------------------------------------------- text


def text(evaluation: Evaluation, *, errors: bool = False) -> str:
    """The evaluation as tables, which `errors` follows with each mistake."""
    counted = Counter((m.kind, m.reason) for m in evaluation.mistakes)
    tables = [
        _score_table("Entities", evaluation.entities),
        _score_table("Entities by class", evaluation.classes),
        _score_table("Events", evaluation.events),
        _score_table("Events by type (type, actors)", evaluation.types),
        _table(_share_rows(evaluation.attributes)),
        *(_table(_cause_rows(kind, counted)) for kind in CAUSES),
        _table(
            [
                *_band_rows(evaluation.bands),
                ("expected calibration error", "", "", _figure(evaluation.calibration_error)),
            ]
        ),
    ]
    listed = [f"{HEADINGS[kind]}\n\n{_listing(evaluation.mistakes, kind)}" for kind in CAUSES] if errors else []
    return "\n\n".join([_head(evaluation), *tables, *listed]) + "\n"


def _head(evaluation: Evaluation) -> str:
    without = len(evaluation.unpredicted)
    plural = "document" if evaluation.documents == 1 else "documents"
    return f"{evaluation.documents} annotated {plural}" + (f", {without} without a prediction" if without else "")


def _score_table(title: str, scores: Mapping[str, Score]) -> str:
    rows = [
        (
            LABELS.get(name, name),
            *map(str, (s.gold, s.predicted, s.matched)),
            *map(_figure, (s.precision, s.recall, s.f1)),
        )
        for name, s in scores.items()
    ]
    return _table([(title, "gold", "predicted", "matched", "precision", "recall", "F1"), *rows])


def _share_rows(shares: Mapping[str, Share]) -> list[tuple[str, ...]]:
    rows = [(name, str(s.right), str(s.of), _figure(s.share)) for name, s in shares.items()]
    return [("Attributes of matched events", "right", "of", "share"), *rows]


def _cause_rows(kind: Kind, counted: Mapping[tuple[Kind, Reason], int]) -> list[tuple[str, ...]]:
    return [(HEADINGS[kind], "events"), *((label, str(counted[kind, r])) for r, label in CAUSES[kind].items())]


def _band_rows(bands: Iterable[Band]) -> list[tuple[str, ...]]:
    rows = [(f"{b.low:.1f} to {b.high:.1f}", str(b.claims), str(b.right), _figure(b.share)) for b in bands]
    return [("Confidence of claims", "claims", "right", "share"), *rows]


def _figure(value: float) -> str:
    return f"{value:.3f}"


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows in columns, the first to the left and the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    first = max(widths[0], 40)
    return "\n".join(
        f"{name:<{first}}" + "".join(f"  {cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))
        for name, *cells in rows
    )


def _listing(mistakes: Iterable[Mistake], kind: Kind) -> str:
    return "\n\n".join(_entry(mistake) for mistake in mistakes if mistake.kind == kind) or "none"


def _entry(mistake: Mistake) -> str:
    there = "predicted" if mistake.kind == "missed" else "annotated"
    near = mistake.near or ("nothing",)
    lines = [
        f"{mistake.document}: {mistake.event}",
        f"  {CAUSES[mistake.kind][mistake.reason]}",
        f'  "{" ".join(mistake.evidence.split())}"',
        *(f"  {there} there: {event}" for event in near),
    ]
    return "\n".join(lines)


# ------------------------------------------------------------------------------------------------------------ floors


def read_floors(path: Path) -> dict[str, float]:
    """A JSON object from dotted names of figures ("events.exact.f1") to minima; InputError where it is none."""
    try:
        floors = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"{path} is no JSON: {error}") from error
    if not isinstance(floors, dict) or not all(_is_number(floor) for floor in floors.values()):
        raise InputError(f'{path} is no object of figures and their minima, such as {{"events.exact.f1": 0.4}}')
    return floors


def below(evaluation: Evaluation, floors: Mapping[str, float]) -> list[str]:
    """A line for each figure below its floor; InputError, with the names like it, where a floor names no figure."""
    figures = dict(_figures(data(evaluation)))
    for name in floors:
        if name not in figures:
            close = get_close_matches(name, figures, n=5, cutoff=0.5) or sorted(figures)[:5]
            raise InputError(f"there is no figure {name!r}; close to it are {', '.join(close)}")
    return [f"{n} is {figures[n]:g}, below its floor {floor:g}" for n, floor in floors.items() if figures[n] < floor]


def _figures(value: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, float]]:
    """The numbers of nested objects under their dotted names."""
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _figures(inner, f"{path}{key}.")
        elif _is_number(inner):
            yield f"{path}{key}", inner


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
