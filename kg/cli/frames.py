"""`kg frames`: which frames there are, whether one's own fire, and drafts for the words that none knows."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import FRAMES, TABLES
from kg.cli.reading import Input, reads
from kg.cli.types import Choice, Commands
from kg.hints import hint
from kg.visible import visible

if TYPE_CHECKING:
    from kg.frames import Frame


@click.group(cls=Commands)
def frames() -> None:
    """Predicate frames: list them, check your own, and get drafts for words that none knows."""


@frames.command("list")
@click.option("--type", "type_", metavar="TYPE", help="Only frames that make this type of event, such as CONSULT.")
@click.option("--word", help="Only frames of this verb, noun or adjective, in its basic form.")
@FRAMES
@click.option(
    "--format",
    "format_",
    type=Choice(("text", "json")),
    default="text",
    show_default=True,
    help="To read, or as rows for a file of your own.",
)
def list_(type_: str | None, word: str | None, frames: tuple[Path, ...], format_: str) -> None:
    """Print the frames of the package, and yours, each with the sentence that it is made for."""
    from kg.frames import FrameTable, row_of
    from kg.model import EVENT_TYPES
    from kg.own import Own

    if type_ and type_.upper() not in EVENT_TYPES:
        near = hint(type_.upper(), EVENT_TYPES)
        raise click.BadParameter(f"there is no {type_!r}{f': {near}' if near else ''}", param_hint="--type")
    for frame in FrameTable.load(*Own.of(frames=frames).frames).frames:
        if (type_ is None or type_.upper() == frame.type) and word in {None, frame.lemma}:
            click.echo(json.dumps(row_of(frame), ensure_ascii=False) if format_ == "json" else visible(_title(frame)))
            if format_ == "text" and frame.example:
                click.echo(f"    {visible(frame.example)}")


@frames.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--model", default=None, help="Installed spaCy pipeline to read the examples with.")
@TABLES
@FRAMES
def check(files: tuple[Path, ...], model: str | None, gazetteer: tuple[Path, ...], frames: tuple[Path, ...]) -> None:
    """Check the frames of FILES, or folders of them: does each example make its frame fire, with the actors it expects?

    Without FILES those of --frames are checked. Exit code 1 where an example does not do what it should.
    """
    from kg.frames import FrameTable
    from kg.own import Own
    from kg.run import DEFAULT_MODEL

    own = Own.of(gazetteer, files or frames)
    if not own.frames:
        raise click.UsageError("give files with frames of yours")
    known = FrameTable.load(*own.frames)
    from kg.text import authoring
    from kg.text.nlp import load

    checked = list(authoring.check(load(model or DEFAULT_MODEL, own.tables), known))
    for frame, problem in checked:
        click.echo(visible(f"{'wrong' if problem else 'fires'}  {_title(frame)}"))
        for line in filter(None, (frame.example, problem) if problem else ()):
            click.echo(f"       {visible(line)}")
    fire = sum(not problem for _, problem in checked)
    click.echo(f"Frames that fire as they promise: {fire} of {len(checked)}", err=True)
    if fire < len(checked):
        sys.exit(1)


@frames.command()
@reads(required=True)
def suggest(sources: Input) -> None:
    """Draft a frame for each verb or noun of PATHS with two actors that no frame knows, the most frequent first.

    Put the lines that you want into a file, choose the type of each, and see with kg frames check that it fires.
    """
    from kg import pipeline
    from kg.text.authoring import draft, tells
    from kg.text.explain import Tally

    tally = Tally()
    found = pipeline.explain_all(
        sources.documents(), model=sources.models, gazetteer=sources.gazetteer, frames=sources.frames
    )
    for explanation in found:
        tally.add(explanation)
    for gap in filter(tells, tally.gaps()):
        click.echo(json.dumps(draft(gap), ensure_ascii=False))


def _title(frame: Frame) -> str:
    return f"{frame.name}  {frame.asks}  ({frame.file}:{frame.line})"
