"""`kg evaluate`: how good the extraction is on annotated documents."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli_options import TABLES
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.evaluation.gold import Gold
    from kg.model import Extraction


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("pred", type=click.Path(path_type=Path, allow_dash=True), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of tables.")
@click.option("--errors", is_flag=True, help="List each mistake with its evidence and what is near it.")
@click.option(
    "--floors",
    type=click.Path(path_type=Path, dir_okay=False),
    help='JSON object of figures and their minima ({"events.exact.f1": 0.4}); exit with 1 if one is below.',
)
@click.option("--model", default=None, help="Installed spaCy pipeline to use where PRED is left out.")
@TABLES
def evaluate(
    gold: Path,
    pred: Path | None,
    as_json: bool,
    errors: bool,
    floors: Path | None,
    model: str | None,
    gazetteer: tuple[Path, ...],
) -> None:
    """Measure how good PRED is against GOLD: entities, events, attributes, kinds of mistakes, confidence.

    GOLD is an annotated document (JSON) or a folder of them; PRED what `kg extract` wrote for the same texts, or - for
    standard input. Without PRED the texts of GOLD are extracted first.
    """
    from kg.evaluation import gold as reading
    from kg.evaluation import report
    from kg.evaluation.measure import evaluate as measure

    minima = report.read_floors(floors) if floors else {}
    annotated = reading.read(gold)
    found = _predicted(pred) if pred else _extracted(annotated, model, gazetteer)
    result = measure(reading.pair(annotated, found))
    for name in result.unpredicted:
        click.echo(f"{name}: there is no prediction for its text, so all of it counts as missed", err=True)
    low = report.below(result, minima)
    click.echo(report.to_json(result, errors=errors) if as_json else report.text(result, errors=errors), nl=False)
    for line in low:
        click.echo(line, err=True)
    if low:
        sys.exit(1)


def _predicted(path: Path) -> Iterable[Extraction]:
    from kg.evaluation.gold import predictions

    if str(path) == "-":
        return predictions(sys.stdin.read(), "standard input")
    try:
        return predictions(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error})") from error


def _extracted(annotated: Sequence[Gold], model: str | None, gazetteer: tuple[Path, ...]) -> Iterable[Extraction]:
    from kg import pipeline
    from kg.cli_progress import Reading

    options = {"model": model} if model else {}
    documents = [gold.extraction.document for gold in annotated]
    return Reading()(pipeline.extract_all(documents, gazetteer=gazetteer, **options))
