"""What is done to a store beside building: `kg status`, `kg forget`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli_options import STATE, state_of
from kg.visible import visible

if TYPE_CHECKING:
    from kg.ledger import Row


@click.command()
@click.argument("store")
@click.option("--documents", "listed", is_flag=True, help="List the documents with their run.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
@STATE
def status(store: str, listed: bool, format_: str, state: Path | None) -> None:
    """Say what is inside STORE, by which runs it was read, and whether a build was left unfinished."""
    from kg import contents

    found = contents.status(store, state=state_of(store, state))
    click.echo(contents.render(found, format_, listed=listed), nl=False)


@click.command()
@click.argument("store")
@click.argument("documents", nargs=-1)
@click.option("--source", help="All documents of this publisher, or from this address, site, file or folder.")
@click.option("--dry-run", is_flag=True, help="Only list what would be forgotten.")
@STATE
def forget(store: str, documents: tuple[str, ...], source: str | None, dry_run: bool, state: Path | None) -> None:
    """Take DOCUMENTS out of STORE, with all that only they support: claims, events, entities, what followed from them.

    A document is named by its identifier or IRI, its title, its file or its address. What others support stays.
    """
    from kg import pipeline

    if not documents and source is None:
        raise click.UsageError("say which documents, by identifier, title, file or address, or --source")
    folder = state_of(store, state)
    found = _meant(store, documents, source, folder)
    for row in found:
        click.echo(visible(f"{row.id}  {row.date or '':10}  {row.title or row.source}"))
    if dry_run:
        return
    made = pipeline.forget(store, [row.id for row in found], state=folder)
    click.echo(f"Forgot {len(found)} document{'' if len(found) == 1 else 's'}; {made.documents} are left", err=True)


def _meant(store: str, documents: tuple[str, ...], source: str | None, state: Path | None) -> list[Row]:
    """The documents to forget; none where a `kg forget` was stopped on its way, for then it has forgotten them."""
    from kg import contents
    from kg.errors import InputError

    try:
        return contents.matching(store, documents, source, state=state)
    except InputError:
        if contents.status(store, state=state).state != "unfinished":
            raise
        return []
