"""A page for each command of `kg`, with the words of its own `--help`."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from textwrap import indent

import click

from kg.cli import main
from reference.markup import code, fence, page, sentence, table, text

FOLDER = "reference/commands"
WIDTH = 100


def pages() -> dict[str, str]:
    found = {f"{FOLDER}/{name}.md": _page(name, command) for name, command in main.commands.items() if shown(command)}
    return {f"{FOLDER}/index.md": _index()} | found


def shown(command: click.Command) -> bool:
    return not command.hidden


def tree(name: str, command: click.Command, parent: click.Context | None = None) -> Iterator[click.Context]:
    """The context of a command, and those of its subcommands."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH)
    yield context
    if isinstance(command, click.Group):
        for below, child in command.commands.items():
            if shown(child):
                yield from tree(below, child, context)


def _index() -> str:
    rows = [
        (f"[`kg {name}`]({name}.md)", text(command.get_short_help_str(limit=200)))
        for name, command in main.commands.items()
        if shown(command)
    ]
    return page(
        "Commands",
        "Data goes to standard output, messages to standard error. Exit codes: 0 done, 1 something could not be done "
        "(one line says what to do), 2 wrong usage, 130 stopped with Ctrl-C. Each page shows what `--help` prints.",
        table(("Command", "What it does"), rows),
        "## kg",
        fence(click.Context(main, info_name="kg", max_content_width=WIDTH, terminal_width=WIDTH).get_help()),
    )


def _page(name: str, command: click.Command) -> str:
    top, *below = tree(name, command, click.Context(main, info_name="kg"))
    parts = (f"## {c.command_path}\n\n{_described(c)}" for c in below)
    return page(f"kg {name}", _described(top), *parts, hide=() if below else ("toc",))


def _described(context: click.Context) -> str:
    """What a command is for, how it is written, its options, and its help as it is printed."""
    parts = [_about(context.command), _usage(context)]
    rows = [row for p in context.command.params if (row := _row(p, context))]
    if rows:
        parts.append(table(("Option", "What it is", "Default"), rows, kind="options"))
    printed = indent(fence(context.get_help()), "    ", lambda line: True)
    parts.append(f'??? note "{context.command_path} --help"\n\n{printed}')
    return "\n\n".join(parts)


def _about(command: click.Command) -> str:
    """The help as paragraphs; one that starts with a backspace character keeps its lines."""
    paragraphs = inspect.cleandoc(command.help or "").split("\f")[0].split("\n\n")
    return "\n\n".join(fence(p.lstrip("\b\n")) if p.startswith("\b") else sentence(p) for p in paragraphs if p)


def _usage(context: click.Context) -> str:
    return fence(f"{context.command_path} {' '.join(context.command.collect_usage_pieces(context))}")


def _row(param: click.Parameter, context: click.Context) -> tuple[str, str, str] | None:
    """The names of an option, what it is for, and its default, as `--help` tells them."""
    if not isinstance(param, click.Option) or (record := param.get_help_record(context)) is None:
        return None
    told = param.get_help_extra(context)
    asked = [f" ({code(told['range'])})"] if "range" in told else []
    asked += [" Required."] if "required" in told else []
    return _names(record[0]), sentence(param.help or "") + "".join(asked), code(told.get("default", ""))


def _names(written: str) -> str:
    """The names of an option, one a line."""
    return "<br>".join(map(code, written.replace(" RANGE", "").split(", ")))
