"""Kinds of values on the command line: places, which may be addresses, and words of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from kg.hints import hint

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Place(click.ParamType[str]):
    """A file or folder, the address of one, or "-": a text, for a path would lose a slash of an address."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[Any]]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


class Choice(click.Choice[str]):
    """One word of a list; another word is told the likely spelling."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        close = hint(str(value), self.choices)
        return super().get_invalid_choice_message(value, ctx) + (f" {close.capitalize()}" if close else "")


class Commands(click.Group):
    """A group that lists its commands in the order in which they are used, with what they do uncut."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        told = {name: command.get_short_help_str(200) for name, command in self.commands.items()}
        with formatter.section("Commands"):
            formatter.write_dl([(name, re.split("[:;]", says)[0].rstrip(".")) for name, says in told.items()])


PLACE = Place()
