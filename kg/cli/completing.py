"""What a shell offers at TAB beside options and files: queries and their parameters, treaties, states.

A TAB must not be waited for: only the files are read that hold the words, and nothing of spaCy or RDF is imported.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from click.shell_completion import CompletionItem

Items = list["CompletionItem[Any]"]
Completing = Callable[[click.Context, click.Parameter, str], Items]


def questions(ctx: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """The named queries, those of the user's folders as well; where none begins so, files."""
    from kg.graph.named import user_folders

    folders = [Path(folder) for folder in ctx.params.get("folders") or ()]
    own = (path for folder in user_folders(folders) if folder.is_dir() for path in folder.iterdir())
    names = {file.name[:-3] for file in (*_data("queries").iterdir(), *own) if file.name.endswith(".rq")}
    return [*_files(incomplete), *_beginning(incomplete, sorted(names))]


def parameters(ctx: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """The parameters of the query that was named before, and the types of events for one that takes them."""
    from click.shell_completion import CompletionItem

    from kg.graph.named import parse
    from kg.model import EVENT_TYPES

    typed = {*ctx.args, ctx.params.get("graph"), ctx.params.get("question")}
    file = next((f for f in _data("queries").iterdir() if f.name.removesuffix(".rq") in typed), None)
    if file is None:
        return []
    params = parse("query", file.read_text(encoding="utf-8")).params
    types = (f"kind={name}" for name in EVENT_TYPES if "kind" in {p.name for p in params})
    if "=" in incomplete:
        return _beginning(incomplete, types)
    return [CompletionItem(f"{p.name}=", help=p.help) for p in params if p.name.startswith(incomplete)]


def names(table: str) -> Completing:
    """The names of a name table of the package, such as "treaties"."""

    def complete(_: click.Context, __: click.Parameter, incomplete: str) -> Items:
        lines = _data("gazetteer", f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
        return _beginning(incomplete, sorted(_names(lines)))

    return complete


def _data(*parts: str) -> Traversable:
    from importlib.resources import files

    return files("kg").joinpath("data", *parts)


def _names(lines: Iterable[str]) -> Iterator[str]:
    import json

    return (json.loads(line)["name"] for line in lines if line.strip())


def _beginning(incomplete: str, words: Iterable[str]) -> Items:
    from click.shell_completion import CompletionItem

    start = incomplete.casefold()
    return [CompletionItem(_typed(word)) for word in words if word.casefold().startswith(start)]


def _files(incomplete: str) -> Items:
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def _typed(word: str) -> str:
    """A word as it is typed: bash, other than zsh and fish, takes what it is offered as it stands."""
    from shlex import quote

    if not os.environ.get("_KG_COMPLETE", "").startswith("bash") or quote(word) == word:
        return word
    words, number = os.environ["COMP_WORDS"].split("\n"), int(os.environ["COMP_CWORD"])
    if number < len(words) and words[number].startswith(("'", '"')):
        return word
    return "".join(c if c.isalnum() or c in "-_=." else f"\\\\{c}" for c in word)  # one of the two is lost on the way
