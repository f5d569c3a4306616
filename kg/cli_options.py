"""What several groups of commands share: options, choices, how a parameter is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

RESULTS = ("table", "csv", "json", "tsv", "turtle", "markdown")
GRAPH = click.argument("graph")  # a file, a store's folder or the URL of an endpoint, so no path: it has one slash less
TABLES = click.option(
    "--gazetteer",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Name table of your own (JSON lines), beside those of the package; may be repeated.",
)
ANSWER = click.option(
    "--format",
    "format_",
    type=click.Choice(RESULTS),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
QUERIES = click.option(
    "--queries",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Folder with queries of your own (.rq), beside those of KG_QUERIES; may be repeated.",
)
STATE = click.option(
    "--state",
    type=click.Path(path_type=Path, file_okay=False),
    help="Of a store behind an endpoint: the folder for what the next build needs to know. Default: one of yours.",
)


def state_of(store: str | None, given: Path | None) -> Path | None:
    """The folder of the ledger of a store behind an endpoint: the one given, else one for its address."""
    if store is None or not store.startswith(("http://", "https://")):
        if given:
            raise click.BadParameter("goes with a store behind an endpoint; a folder has its own", param_hint="--state")
        return None
    from kg.keeper import spoken
    from kg.model import digest

    return given or Path(click.get_app_dir("kg")) / "stores" / digest(spoken(store).rstrip("/"))


def pair(text: str, option: str = "--param") -> tuple[str, str]:
    """A NAME=VALUE of an option, in two."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint=option)
    return name, value


def print_table(rows: Sequence[tuple[str, str]], header: tuple[str, str]) -> None:
    """Names and numbers, one a line, on standard output."""
    width = max(len(r[0]) for r in (header, *rows))
    for name, number in (header, *rows):
        click.echo(f"{name:<{width}}  {number:>8}")
