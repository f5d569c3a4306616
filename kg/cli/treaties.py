"""`kg treaties`: questions about instruments to a graph or to the tables of the package, and the import of lists.

Each command asks one query of `kg/data/queries`; the answers are computed there and in `kg/data/rules`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.cli.completing import names
from kg.cli.options import ANSWER, TABLES, pair, screen
from kg.cli.types import PLACE, Commands

FORMATS = {".trig": "trig", ".ttl": "turtle", ".nq": "nquads"}
GRAPH = click.option(
    "--graph",
    type=PLACE,
    help="Graph to ask (Turtle, TriG ..., a store, an endpoint); the tables of the package where it is left out.",
)
DATE = click.option("--date", help="As of this day, month or year; after all that is known where it is left out.")
STATES, TREATIES = names("states"), names("treaties")  # for completion
STATE = click.option("--state", shell_complete=STATES, help="Only this state or organisation.")
INSTRUMENT = click.option("--instrument", shell_complete=TREATIES, help="Only this treaty or agreement.")


@click.group(cls=Commands)
def treaties() -> None:
    """Who is bound by which treaty, since when and until when; what was only signed, announced or reported.

    The lists of participation end where their sources end: see the column as_of.
    """


def _ask(query: str, graph: str | None, gazetteer: tuple[Path, ...], format_: str, **params: str | None) -> None:
    from kg import pipeline
    from kg.graph import query as queries
    from kg.graph.store import load

    given = {name: value for name, value in params.items() if value}
    store = load(graph) if graph else pipeline.treaties(given.get("instrument"), gazetteer=gazetteer)
    result = queries.run(store, queries.named_queries()[query].text, given)
    click.echo(queries.render(result, format_, screen=screen()), nl=False)


def _asking(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The options of a command that asks, and those that all of them have."""

    def decorate(function: Any) -> Any:
        for option in reversed((*options, GRAPH, TABLES, ANSWER)):
            function = option(function)
        return treaties.command()(function)

    return decorate


@_asking(click.option("--subject", help="Only of this subject, such as disarmament."))
def list(subject: str | None, **asked: Any) -> None:
    """List the treaties and agreements with their dates, depositary and numbers of parties."""
    _ask("instruments", **asked, subject=subject)


@_asking(click.argument("instrument", shell_complete=TREATIES))
def show(instrument: str, **asked: Any) -> None:
    """Show what is known of INSTRUMENT: names, dates, depositary, its clauses on joining and leaving."""
    _ask("treaty-facts", **asked, instrument=instrument)


@_asking(click.argument("instrument", shell_complete=TREATIES), DATE)
def parties(instrument: str, date: str | None, **asked: Any) -> None:
    """Say for whom INSTRUMENT is in force."""
    _ask("treaty-parties", **asked, instrument=instrument, date=date)


@_asking(STATE, INSTRUMENT, DATE)
def status(state: str | None, instrument: str | None, date: str | None, **asked: Any) -> None:
    """Say where states stand: party, signatory, leaving, left ..., and what articles report."""
    _ask("treaty-status", **asked, state=state, instrument=instrument, date=date)


@_asking(STATE, INSTRUMENT, DATE)
def signatories(state: str | None, instrument: str | None, date: str | None, **asked: Any) -> None:
    """Say who signed and never ratified."""
    _ask("signed-not-ratified", **asked, state=state, instrument=instrument, date=date)


@_asking(click.argument("state", shell_complete=STATES), click.argument("other", shell_complete=STATES), DATE)
def shared(state: str, other: str, date: str | None, **asked: Any) -> None:
    """Say which instruments are in force for both STATE and OTHER."""
    _ask("shared-treaties", **asked, state=state, other=other, date=date)


@_asking(
    STATE,
    INSTRUMENT,
    click.option("--since", help="Only what happened on or after this day, month or year."),
    click.option("--until", help="Only what happened on or before this day, month or year."),
)
def timeline(state: str | None, instrument: str | None, since: str | None, until: str | None, **asked: Any) -> None:
    """Print the acts towards treaties by date, those of lists and those that articles tell."""
    _ask("treaty-timeline", **asked, state=state, instrument=instrument, since=since, until=until)


@_asking(STATE, INSTRUMENT)
def conflicts(state: str | None, instrument: str | None, **asked: Any) -> None:
    """Say where articles and the lists differ; give the graph of the articles with --graph."""
    if asked["graph"] is None:
        raise click.UsageError("the tables alone hold no articles: give a graph that kg build wrote with --graph")
    _ask("treaty-conflicts", **asked, state=state, instrument=instrument)


@treaties.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write (.trig, .nq, .ttl); else TriG."
)
@click.option("--into", type=click.Path(path_type=Path, dir_okay=False), help="Graph (.trig, .nq) to join it with.")
@click.option("--instrument", shell_complete=TREATIES, help="The treaty of all rows, by any of its names.")
@click.option("--source", help="Where the list is from, as it shall stand beside each act.")
@click.option("--as-of", help="Day up to which the list is complete; the newest day in it where it is left out.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="Column of state, instrument, action, date, effective, source or note; may be repeated.",
)
@click.option("--left-out", type=click.Path(path_type=Path, dir_okay=False), help="JSON lines of what was left out.")
@click.option("--strict", is_flag=True, help="Exit with 1 if anything was left out.")
@TABLES
def import_(
    file: Path,
    out: Path | None,
    into: Path | None,
    instrument: str | None,
    source: str | None,
    as_of: str | None,
    columns: tuple[str, ...],
    left_out: Path | None,
    strict: bool,
    gazetteer: tuple[Path, ...],
) -> None:
    """Read who did what towards a treaty from FILE (CSV, JSON or JSON lines) and write it as a graph.

    One act a row (state, action, date), or one state a row with a column for each kind of act, as depositaries print
    it: "Signature", "Ratification, Accession(a)" with "5 Jul 1999 a" in it.
    """
    import json

    from kg import depositary, pipeline
    from kg.gazetteer import Gazetteer

    format_ = FORMATS.get(out.suffix.lower()) if out else "trig"
    if format_ is None:
        raise click.UsageError(f"{out}: use one of the endings {', '.join(FORMATS)}")
    mapping = dict(pair(text, "--column") for text in columns)
    found = depositary.read(
        file,
        gazetteer=Gazetteer.load(*gazetteer),
        columns=mapping,
        instrument=instrument,
        source=source,
        as_of=as_of,
    )
    for column in found.unread:
        click.echo(f"{file}: column {column!r} holds no acts and was not read", err=True)
    for rejected in found.rejected:
        click.echo(f"{file}, line {rejected.line}: {rejected.reason}", err=True)
    text = pipeline.joined(found.table, into=into, gazetteer=gazetteer, format_=format_)
    if out:
        pipeline.write(out, text)
    else:
        click.echo(text, nl=False)
    if left_out:
        rows = ({"line": r.line, "reason": r.reason, "row": dict(r.row)} for r in found.rejected)
        pipeline.write(left_out, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    click.echo(found.summary(), err=True)
    if strict and found.rejected:
        sys.exit(1)
