"""What several groups of commands share: options, arguments, how a parameter is written, how a table is printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.types import PLACE, Choice
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.screen import Screen

F = TypeVar("F", bound=Callable[..., Any])

RESULTS = ("table", "csv", "json", "tsv", "turtle", "markdown")
TABLES = click.option(
    "--gazetteer",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Name table of your own (JSON lines), beside those of the package; may be repeated.",
)
FRAMES = click.option(
    "--frames",
    multiple=True,
    type=click.Path(path_type=Path),
    help="File or folder with predicate frames of your own (JSON lines), beside those of the package; may be repeated.",
)
ANSWER = click.option(
    "--format",
    "format_",
    type=Choice(RESULTS),
    default="table",
    show_default=True,
    help="How to print the answer.",
)


def _behind_environment(ctx: click.Context, param: click.Parameter, given: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders of the environment go before those of the project file, and those that are typed before both."""
    from kg.graph.named import user_folders

    of_file = ctx.lookup_default(str(param.name)) or ()
    return (*user_folders(), *given) if given == tuple(map(Path, of_file)) else given


QUERIES = click.option(
    "--queries",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    callback=_behind_environment,
    help="Folder with queries of your own (.rq), beside those of KG_QUERIES; may be repeated.",
)
STATE = click.option(
    "--state",
    type=click.Path(path_type=Path, file_okay=False),
    help="Of a store behind an endpoint: the folder for what the next build needs to know. Default: one of yours.",
)


def place(name: str, *, required: bool = True, **settings: Any) -> Callable[[F], F]:
    """An argument for a graph or a store that may be left out where the project file names one.

    It takes the words that the arguments behind it leave, so that `kg why ENTITY` and `kg why GRAPH ENTITY` both do.
    """

    def one(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> str | None:
        value = given[0] if given else None
        if ctx.resilient_parsing:  # for completion
            return value
        if len(given) > 1:
            ctx.fail(f"Got unexpected extra argument ({given[1]})")
        if required and value is None:
            say = "Give it, or name it in a kg.toml: see kg init --help."
            raise click.MissingParameter(say, ctx, param, f"'{name.upper()}'")
        return be_there(ctx, name, value) if required else value

    return click.argument(name, nargs=-1, type=PLACE, metavar=f"[{name.upper()}]", callback=one, **settings)


def be_there(ctx: click.Context, name: str, value: str | None) -> str | None:
    """The graph or store; InputError where it is what the project file names and was not built yet."""
    named = value in (ctx.lookup_default(name) or ())
    if value and named and "://" not in value and not Path(value).exists():
        raise InputError(f"{value}, which the project file names, is not there: make it with kg build")
    return value


GRAPH = place("graph")


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


def screen() -> Screen | None:
    """The terminal that standard output is, or is to be printed for; None for a file or another program."""
    from shutil import get_terminal_size

    from kg.screen import Screen

    color = click.get_current_context().color  # of --color, NO_COLOR ...; see `kg.cli`
    if not sys.stdout.isatty() and not color:
        return None
    return Screen(get_terminal_size((140, 24)).columns, color is not False)


def print_table(rows: Sequence[tuple[str, str]], header: tuple[str, str]) -> None:
    """Names and numbers, one a line, on standard output."""
    if shown := screen():
        from kg.screen import counts

        click.echo(counts(rows, header, shown), nl=False)
        return
    width = max(len(r[0]) for r in (header, *rows))
    for name, number in (header, *rows):
        click.echo(f"{name:<{width}}  {number:>8}")
