"""`kg evaluate`: how good the extraction is on annotated documents."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import FRAMES, TABLES
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.evaluation.gold import Gold
    from kg.model import Extraction


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("pred", type=click.Path(path_type=Path, allow_dash=True), required=False)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    show_default=True,
    help="How to print it; Markdown says above each table how to read it.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--errors", is_flag=True, help="List each mistake with its evidence and what is near it.")
@click.option(
    "--floors",
    type=click.Path(path_type=Path, dir_okay=False),
    help='JSON object of figures and their minima ({"events.exact.f1": 0.4}) or bounds ({"min": ..., "max": ...}); '
    "exit with 1 if one is out of them.",
)
@click.option("--model", default=None, help="Installed spaCy pipeline to use where PRED is left out.")
@TABLES
@FRAMES
def evaluate(
    gold: Path,
    pred: Path | None,
    format_: str,
    as_json: bool,
    errors: bool,
    floors: Path | None,
    model: str | None,
    gazetteer: tuple[Path, ...],
    frames: tuple[Path, ...],
) -> None:
    """Measure how good PRED is against GOLD: entities, events, modality, speakers, dates, what misleads, confidence.

    GOLD is an annotated document (JSON) or a folder of them; PRED what `kg extract` wrote for the same texts, or - for
    standard input. Without PRED the texts of GOLD are extracted first.
    """
    from kg.evaluation import floors as bounds
    from kg.evaluation import gold as reading
    from kg.evaluation import report
    from kg.evaluation.measure import evaluate as measure

    print_as = {"text": report.text, "markdown": report.markdown, "json": report.to_json}
    asked = bounds.read(floors) if floors else {}
    annotated = reading.read(gold)
    found = _predicted(pred) if pred else _extracted(annotated, model, gazetteer, frames)
    result = measure(reading.pair(annotated, found))
    for name in result.unpredicted:
        click.echo(f"{name}: there is no prediction for its text, so all of it counts as missed", err=True)
    broken = report.out_of_bounds(result, asked)
    click.echo(print_as["json" if as_json else format_](result, errors=errors), nl=False)
    for line in broken:
        click.echo(line, err=True)
    if broken:
        sys.exit(1)


def _predicted(path: Path) -> Iterable[Extraction]:
    from kg.evaluation.gold import predictions

    if str(path) == "-":
        return predictions(sys.stdin.read(), "standard input")
    try:
        return predictions(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error})") from error


def _extracted(
    annotated: Sequence[Gold], model: str | None, gazetteer: tuple[Path, ...], frames: tuple[Path, ...]
) -> Iterable[Extraction]:
    from kg import pipeline
    from kg.cli.progress import Reading
    from kg.run import DEFAULT_MODEL

    documents = [gold.extraction.document for gold in annotated]
    found = pipeline.extract_all(documents, model=model or DEFAULT_MODEL, gazetteer=gazetteer, frames=frames)
    return Reading()(found)
