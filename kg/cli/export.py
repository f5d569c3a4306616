"""`kg export`: a graph in the formats that others read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kg.cli.completing import names
from kg.cli.options import GRAPH
from kg.cli.types import Choice
from kg.graph.formats.registry import FORMATS
from kg.visible import visible

if TYPE_CHECKING:
    from kg.graph.formats.made import Made

STANDINGS = ("asserted", "reported", "uncertain", "contested", "denied", "planned", "proposed", "hypothetical")
OPTIONS = {
    "since": "--since", "until": "--until", "standings": "--standing", "states": "--state", "lift": "--lift",
    "directed": "--directed", "balanced": "--balanced", "publication_dates": "--publication-dates",
}  # fmt: skip
HELP = (
    "Write GRAPH in another format: RDF, networks, a property graph, tables.\n\n\b\n"
    + "\n".join(f"{name:<16} {format_.about}" for name, format_ in FORMATS.items())
    + "\n\nA folder is given with -o. What is planned, denied or only reported is marked as such in all of them. The "
    "options from --since on are those of the panel, which counts what texts assert to have happened; its codebook "
    "says how."
)


@click.command(help=HELP)
@GRAPH
@click.option(
    "--format", "format_", type=Choice(tuple(FORMATS)), metavar="FORMAT", default="turtle", show_default=True,
    help="One of the above.",
)  # fmt: skip
@click.option("-o", "--out", type=click.Path(path_type=Path), help="File or folder to write; else standard output.")
@click.option("--since", help="Panel: from this month or year on.")
@click.option("--until", help="Panel: up to this month or year.")
@click.option(
    "--standing", "standings", multiple=True, type=Choice(STANDINGS), default=("asserted",), show_default=True,
    help="Panel: events of this standing; may be repeated.",
)  # fmt: skip
@click.option(
    "--state", "states", multiple=True, shell_complete=names("states"),
    help="Panel: only between these (code or name); may be repeated.",
)  # fmt: skip
@click.option("--balanced", is_flag=True, help="Panel: a row for each pair and month, with zeros.")
@click.option("--directed/--undirected", default=True, help="Panel: who acts towards whom, or each pair once.")
@click.option("--lift/--no-lift", default=True, help="Panel: persons and bodies stand for their states, or not.")
@click.option("--publication-dates", is_flag=True, help="Panel: undated events in the month of their first document.")
def export(graph: str, format_: str, out: Path | None, **options: Any) -> None:
    """Write a graph in another format."""
    from kg.graph.export import made
    from kg.graph.store import load

    given = _given(format_, options)
    if FORMATS[format_].folder and out is None:
        raise click.UsageError(f"{format_} is several files: give a folder with -o")
    found = made(load(graph), format_, **given)
    _write(found, out)
    for note in found.notes:
        click.echo(visible(note), err=True)


def _given(format_: str, options: dict[str, Any]) -> dict[str, Any]:
    """The options that the format takes; one that it does not take is an error, unless the project file has it."""
    known, ctx = FORMATS[format_].options, click.get_current_context()
    for name, flag in OPTIONS.items():
        if name not in known and ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{flag} is of the panel: say --format panel")
    return {name: value for name, value in options.items() if name in known and value is not None}


def _write(found: Made, out: Path | None) -> None:
    from kg import storage

    if out is None:
        for part in found.files[""]:
            click.echo(part, nl=False)
    elif "" in found.files:
        storage.write(out, found.files[""])
    else:
        for name, content in found.files.items():
            storage.write(out / name, content)
