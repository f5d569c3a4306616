"""What the commands that read documents share: where these are, how they are read, what was passed over."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import FRAMES, TABLES, pair
from kg.cli.types import PLACE
from kg.visible import visible

if TYPE_CHECKING:
    from kg.model import Document, Located
    from kg.reading import Problem


@dataclass
class Input:
    """What PATHS and the options for reading say, and the problems that were met. `models` has one by language."""

    paths: tuple[str, ...]
    date: str | None
    title: str | None
    publisher: str | None
    models: dict[str, str]
    gazetteer: tuple[Path, ...]
    frames: tuple[Path, ...]
    fetching: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def located(self, shard: tuple[int, int] | None = None) -> Iterator[Located]:
        """The documents with their places, as they are read."""
        from kg.reading import Fetching, located

        return located(
            [p if p == "-" or "://" in p else Path(p) for p in self.paths],
            date=self.date,
            title=self.title,
            publisher=self.publisher,
            languages=self.models,
            shard=shard,
            fetching=Fetching(**self.fetching),
            on_problem=self.skip,
        )

    def documents(self) -> Iterator[Document]:
        return (document for document, _ in self.located())

    def skip(self, problem: Problem) -> None:
        """Say at once what is skipped, and keep it."""
        self.problems.append(problem)
        click.echo(visible(f"skipped {problem}"), err=True)

    def lose(self, document: Document, error: Exception) -> None:
        """The same for a document that could be opened, but not read."""
        from kg.reading import Problem

        self.skip(Problem(document.source, None, f"could not be read ({type(error).__name__}: {error})"))


OPTIONS = (
    click.option("--date", help="Date of the documents (YYYY-MM-DD, YYYY-MM or YYYY), whatever they say themselves."),
    click.option("--title", help="Title of the documents, whatever they say."),
    click.option("--publisher", help="Publisher of the documents, whatever they say."),
    click.option(
        "--model",
        "models",
        multiple=True,
        metavar="[LANG=]NAME",
        help="Installed spaCy pipeline for English, or for another language (fr=NAME); may be repeated.",
    ),
    TABLES,
    FRAMES,
)
FETCHING = {
    "links": click.option(
        "--fetch", "links", is_flag=True, help="Read the pages that the entries of local feed files link to."
    ),
    "site": click.option("--site", is_flag=True, help="Read all pages below an address that the site's sitemaps list."),
    "limit": click.option(
        "--limit", type=click.IntRange(min=1), help="At most so many documents of each feed, sitemap or list."
    ),
    "delay": click.option(
        "--delay",
        type=click.FloatRange(min=0),
        default=1.0,
        show_default=True,
        help="Seconds between requests to a host.",
    ),
    "timeout": click.option(
        "--timeout",
        type=click.FloatRange(min=0.1),
        default=20.0,
        show_default=True,
        help="Seconds that a server may keep silent; an answer may take three times that.",
    ),
    "agent": click.option("--agent", help="Who to be to the sites asked: 'name/1.0 (+mailto:...)'."),
    "allow_private": click.option(
        "--allow-private", is_flag=True, help="Fetch also from machines of private networks."
    ),
}


def reads(*, required: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command that reads documents: it takes PATHS and the options for reading as one `Input`, its first argument."""

    def decorated(command: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(command)
        def called(
            paths: tuple[str, ...],
            date: str | None,
            title: str | None,
            publisher: str | None,
            models: tuple[str, ...],
            gazetteer: tuple[Path, ...],
            frames: tuple[Path, ...],
            **options: Any,
        ) -> None:
            chosen = {name: value for name in FETCHING if (value := options.pop(name)) is not None}
            given = Input(paths, date, title, publisher, models_by_language(models), gazetteer, frames, chosen)
            command(given, **options)

        for option in (
            *reversed((*OPTIONS, *FETCHING.values())),
            click.argument("paths", nargs=-1, required=required, type=PLACE),
        ):
            called = option(called)
        return called

    return decorated


def models_by_language(given: tuple[str, ...]) -> dict[str, str]:
    from kg.work import ENGLISH, models_of

    named = dict(pair(m, "--model") if "=" in m else (ENGLISH, m) for m in given)
    return dict(models_of(named))
