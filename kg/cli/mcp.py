"""`kg mcp`: a graph for assistants and programs, over the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import GRAPH, QUERIES
from kg.errors import InputError

HERE = ("127.0.0.1", "localhost", "::1")


@click.command("mcp")
@GRAPH
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds for a query.")
@click.option(
    "--http", metavar="HOST:PORT", help="Serve by HTTP at /mcp on this machine, rather than on standard input."
)
@QUERIES
def mcp(graph: str, timeout: float, http: str | None, folders: tuple[Path, ...]) -> None:
    """Serve GRAPH (a file or the folder of a store) to assistants over the Model Context Protocol, read only.

    Speaks on standard input and output, as assistants start it. Needs the extra: pip install 'diplomatic-kg[mcp]'.
    """
    address = _address(http) if http else None
    try:
        from kg.assistant.server import serve
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in {"mcp", "mcp_types", "pydantic"}:
            raise
        raise InputError("kg mcp needs the package mcp, 2 or newer: pip install 'diplomatic-kg[mcp]'") from error
    from kg.graph.named import named_queries, user_folders

    queries = named_queries(
        user_folders(folders), on_problem=lambda problem: click.echo(f"skipped {problem}", err=True)
    )
    if address:
        click.echo(f"Serving {graph} at http://{http}/mcp; Ctrl-C ends it", err=True)
    serve(Path(graph), queries=queries, timeout=timeout, http=address)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    host = host.strip("[]")
    if host not in HERE or not port.isdecimal() or not 0 < int(port) < 65536:
        raise click.BadParameter(
            f"{text!r}: use an address of this machine, such as 127.0.0.1:8000", param_hint="--http"
        )
    return host, int(port)
