"""What is done to a store beside building: `kg status`, `kg forget`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import STATE, place, state_of
from kg.cli.types import PLACE, Choice
from kg.visible import visible

if TYPE_CHECKING:
    from kg.ledger import Row


@click.command()
@place("store")
@click.option("--documents", "listed", is_flag=True, help="List the documents with their run.")
@click.option("--format", "format_", type=Choice(("text", "json")), default="text", show_default=True)
@STATE
def status(store: str, listed: bool, format_: str, state: Path | None) -> None:
    """Say what is inside STORE, by which runs it was read, and whether a build was left unfinished."""
    from kg import contents

    found = contents.status(store, state=state_of(store, state))
    click.echo(contents.render(found, format_, listed=listed), nl=False)


@click.command()
@click.argument("words", nargs=-1, metavar="[STORE] [DOCUMENTS]...")
@click.option("--store", type=PLACE, help="The store, where it is not the first word.")
@click.option("--source", help="All documents of this publisher, or from this address, site, file or folder.")
@click.option("--dry-run", is_flag=True, help="Only list what would be forgotten.")
@STATE
def forget(words: tuple[str, ...], store: str | None, source: str | None, dry_run: bool, state: Path | None) -> None:
    """Take DOCUMENTS out of STORE, with all that only they support: claims, events, entities, what followed from them.

    A document is named by its identifier or IRI, its title, its file or its address. What others support stays. In a
    project STORE may be left out: then it is that of the project, unless the first word names another that kg built.
    """
    from kg import pipeline

    store, documents = _divided(words, store, state)
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


def _divided(words: tuple[str, ...], known: str | None, state: Path | None) -> tuple[str, tuple[str, ...]]:
    """The store and the documents in it; a first word goes before the store known from elsewhere if it is one."""
    if words and (known is None or _is_built(words[0], state)):
        return words[0], words[1:]
    if known is None:
        raise click.UsageError("Missing argument 'STORE'. Give it, or name it in a kg.toml: see kg init --help.")
    return known, words


def _is_built(word: str, state: Path | None) -> bool:
    from kg.errors import InputError
    from kg.keeper import ledger_of

    try:
        return ledger_of(word, state or state_of(word, None)).is_file()
    except InputError:
        return False


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
