"""An evaluation to read, as text or Markdown, and for machines."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from kg.evaluation import floors
from kg.evaluation.details import Outcomes
from kg.evaluation.intervals import Figure
from kg.evaluation.labels import CAUSES, HEADINGS
from kg.evaluation.measure import Evaluation, Part
from kg.evaluation.mistakes import Kind, Mistake
from kg.evaluation.scores import Band, Score, Share, ratio
from kg.evaluation.tables import Cell, Table, tables
from kg.visible import visible

DIGITS = 4


# -------------------------------------------------------------------------------------------------------------- data


def data(evaluation: Evaluation, *, errors: bool = False) -> dict[str, Any]:
    """The evaluation as JSON values, figures rounded to four digits; `errors` adds the single mistakes."""
    counted = Counter((m.kind, m.reason) for m in evaluation.mistakes)
    return {
        "documents": evaluation.documents,
        "unpredicted": list(evaluation.unpredicted),
        "main": {name: _figure(figure) for name, figure in evaluation.main.items()},
        "entities": _scores(evaluation.entities),
        "classes": _scores(evaluation.classes),
        "events": _scores(evaluation.events),
        "types": _scores(evaluation.types),
        "attributes": _shares(evaluation.attributes),
        "attributes_by_type": {type_: _shares(shares) for type_, shares in evaluation.by_type.items()},
        "dangers": {n: asdict(r) | {"rate": round(r.rate, DIGITS)} for n, r in evaluation.dangers.items()},
        "facts": _facts(evaluation.facts),
        "modality": _nested(evaluation.modality),
        "details": {name: _nested(outcomes) for name, outcomes in evaluation.details.items()},
        "mistakes": {kind: {reason: counted[kind, reason] for reason in CAUSES[kind]} for kind in CAUSES},
        "confidence": {
            "bands": [_band(band) for band in evaluation.bands],
            "calibration_error": round(evaluation.calibration_error, DIGITS),
        },
        "by_register": {name: _part(part) for name, part in evaluation.by_register.items()},
        "by_document": {name: _part(part) for name, part in evaluation.by_document.items()},
        **({"errors": [asdict(mistake) for mistake in evaluation.mistakes]} if errors else {}),
    }


def to_json(evaluation: Evaluation, *, errors: bool = False) -> str:
    return json.dumps(data(evaluation, errors=errors), ensure_ascii=False, indent=2) + "\n"


def out_of_bounds(evaluation: Evaluation, bounds: floors.Floors) -> list[str]:
    """A line for each figure that is out of its bounds; InputError where there is no such figure."""
    return floors.broken(data(evaluation), bounds)


def _figure(figure: Figure) -> dict[str, Any]:
    ends = (figure.low, figure.high)
    interval = [round(end, DIGITS) for end in ends if end is not None]
    return {"part": figure.part, "whole": figure.whole, "value": round(figure.value, DIGITS), "interval": interval}


def _scores(scores: Mapping[str, Score]) -> dict[str, dict[str, float]]:
    return {name: _score(score) for name, score in scores.items()}


def _score(score: Score) -> dict[str, float]:
    figures = ("gold", "predicted", "matched", "precision", "recall", "f1")
    return {name: round(getattr(score, name), DIGITS) for name in figures}


def _shares(shares: Mapping[str, Share]) -> dict[str, dict[str, float]]:
    return {name: _share(share) for name, share in shares.items()}


def _share(share: Share) -> dict[str, float]:
    return {"right": share.right, "of": share.of, "share": round(share.share, DIGITS)}


def _facts(facts: Mapping[str, int]) -> dict[str, float]:
    of = sum(facts.values())
    return {**facts, "of": of, "share": round(ratio(facts.get("fact", 0), of), DIGITS)}


def _nested(counts: Outcomes) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (row, column), number in sorted(counts.items()):
        found.setdefault(row, {})[column] = number
    return found


def _band(band: Band) -> dict[str, float]:
    mean = round(band.confidence, DIGITS)
    figures = {"low": band.low, "high": band.high, "claims": band.claims, "right": band.right}
    return {**figures, "share": round(band.share, DIGITS), "confidence": mean}


def _part(part: Part) -> dict[str, Any]:
    return {
        "register": part.register,
        "documents": part.documents,
        "entities": _score(part.entities),
        "events": _score(part.events),
        "modality": _share(part.modality),
        "reporter": _share(part.reporter),
    }


# -------------------------------------------------------------------------------------------------------------- text


def text(evaluation: Evaluation, *, errors: bool = False) -> str:
    """The evaluation as tables for a terminal, which `errors` follows with each mistake."""
    listed = [f"{HEADINGS[kind]}\n\n{_listing(evaluation.mistakes, kind)}" for kind in CAUSES] if errors else []
    return "\n\n".join([_head(evaluation), *map(_columns, tables(evaluation)), *listed]) + "\n"


def _head(evaluation: Evaluation) -> str:
    without = len(evaluation.unpredicted)
    plural = "document" if evaluation.documents == 1 else "documents"
    return f"{evaluation.documents} annotated {plural}" + (f", {without} without a prediction" if without else "")


def _columns(table: Table) -> str:
    """A table in columns, the first to the left and the others to the right; its title heads the first."""
    rows = [(table.title, *table.header[1:]), *([visible(_plain(c)) for c in row] for row in table.rows)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    first = max(widths[0], 40)
    return "\n".join(
        f"{name:<{first}}" + "".join(f"  {cell:>{width}}" for cell, width in zip(cells, widths[1:], strict=True))
        for name, *cells in rows
    )


def _plain(cell: Cell, digits: int = 3) -> str:
    if isinstance(cell, Figure):
        return "" if cell.low is None or cell.high is None else f"{cell.low:.{digits}f} to {cell.high:.{digits}f}"
    return f"{cell:.{digits}f}" if isinstance(cell, float) else str(cell)


def _listing(mistakes: Iterable[Mistake], kind: Kind) -> str:
    return "\n\n".join("\n  ".join(_entry(m)) for m in mistakes if m.kind == kind) or "none"


def _entry(mistake: Mistake) -> list[str]:
    """What a mistake is, why, in which words, and what is there instead; each on a line."""
    there = "annotated" if mistake.kind == "spurious" else "predicted"
    near = mistake.near or ("nothing",)
    lines = [
        f"{mistake.document}: {mistake.event}",
        CAUSES[mistake.kind][mistake.reason],
        f'"{" ".join(mistake.evidence.split())}"',
        *(f"{there} there: {event}" for event in near),
    ]
    return [*map(visible, lines)]


# ---------------------------------------------------------------------------------------------------------- markdown


def markdown(evaluation: Evaluation, *, errors: bool = False, level: int = 2) -> str:
    """The evaluation as Markdown: each table under a heading of this level, after a sentence on how to read it."""
    hashes = "#" * level
    parts = [f"{_head(evaluation)}.", *(_section(table, hashes) for table in tables(evaluation))]
    for kind in CAUSES if errors else ():
        listed = "\n".join(_item(m) for m in evaluation.mistakes if m.kind == kind) or "None."
        parts.append(f"{hashes} {HEADINGS[kind]}, one by one\n\n{listed}")
    return "\n\n".join(parts) + "\n"


def _section(table: Table, hashes: str) -> str:
    return f"{hashes} {table.title}\n\n{table.note}\n\n{rows(table.header, table.rows)}"


def rows(header: Sequence[str], cells: Sequence[Sequence[Cell]]) -> str:
    """A Markdown table: words to the left, numbers to the right."""
    columns = [*zip(*cells, strict=True)]
    ruler = ["---" if all(_is_words(cell) for cell in column) else "---:" for column in columns]
    lines = [header, ruler, *(map(_cell, row) for row in cells)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _is_words(cell: Cell) -> bool:
    return isinstance(cell, str) and not re.fullmatch(r"\d+ of \d+", cell)


def _cell(cell: Cell) -> str:
    """Figures have two digits and no zero before the point: ".71"."""
    return re.sub(r"\b0\.", ".", _plain(cell, 2)) if isinstance(cell, float | Figure) else _escaped(str(cell))


def _item(mistake: Mistake) -> str:
    first, *others = map(_escaped, _entry(mistake))
    return "\n".join([f"- {first}", *(f"    - {line}" for line in others)])


def _escaped(string: str) -> str:
    """Text that Markdown shows as it is: no cell border, no HTML, no mark-up."""
    return re.sub(r"([\\`*_\[\]|<>#&~$])", r"\\\1", visible(string))
