"""What several groups of commands share: options, choices, how a parameter is written."""

from __future__ import annotations

from pathlib import Path

import click

RESULTS = ("table", "csv", "json", "tsv", "turtle", "markdown")
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


def pair(text: str, option: str = "--param") -> tuple[str, str]:
    """A NAME=VALUE of an option, in two."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"{text!r} is not NAME=VALUE", param_hint=option)
    return name, value
