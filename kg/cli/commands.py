"""The command line: one thin command a stage. Data goes to standard output, messages to standard error.

Exit codes: 0 done, 1 something could not be done (one line says what to do), 2 wrong usage, 130 stopped with Ctrl-C.
Imports that cost time are made inside the commands, so that `kg --help` stays quick.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from kg import __version__
from kg.cli.asking import check, query, register, show, stats, why
from kg.cli.build import build, extract, merge
from kg.cli.config import COLOR, CONFIG
from kg.cli.evaluate import evaluate
from kg.cli.explain import explain
from kg.cli.export import export
from kg.cli.frames import frames
from kg.cli.mcp import mcp
from kg.cli.project import completion, doctor, init
from kg.cli.serve import serve
from kg.cli.store import forget, status
from kg.cli.treaties import treaties
from kg.cli.types import Commands
from kg.cli.verify import pack, verify
from kg.errors import KGError
from kg.visible import visible

COMMANDS = (
    init, build, merge, forget, status, extract, explain, frames, evaluate, query, why, export, show, register,
    verify, pack, treaties, serve, mcp, stats, check, doctor, completion,
)  # fmt: skip
FREE = (init, doctor, completion)  # of the project file, which may be wrong


class Main(Commands):
    """All commands, with our errors as one line and exit code 1."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        helps = command in FREE or not {*ctx.help_option_names}.isdisjoint(rest)
        if ctx.obj.error and not helps and not ctx.resilient_parsing:
            raise ctx.obj.error
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KGError as error:
            raise click.ClickException(visible(str(error))) from error
        except KeyboardInterrupt:
            click.echo("\nstopped: a store keeps what was read, and the next kg build completes it", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(1)


@click.group(cls=Main, context_settings={"help_option_names": ["-h", "--help"]})
@CONFIG
@COLOR
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Build a diplomatic knowledge graph from news and official texts, and ask it.

    \b
    kg init mine --samples               a project folder, with articles to try
    kg build article.txt -o out          the graph, a page and what was extracted
    kg query out/graph.ttl who-met-whom  a named question, or your own SPARQL
    kg show out/graph.ttl -o page.html   the network as one offline page
    """


for command in COMMANDS:
    main.add_command(command)
