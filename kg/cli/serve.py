"""`kg serve`: a graph over HTTP."""

from __future__ import annotations

import os
from pathlib import Path

import click

from kg.cli.options import GRAPH
from kg.errors import InputError

TOKEN = "KG_TOKEN"  # noqa: S105


@click.command()
@GRAPH
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 opens it to all.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free port.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds after which a query is stopped.",
)
@click.option(
    "--max-rows", type=click.IntRange(min=1), default=10_000, show_default=True, help="Rows that an answer may have."
)
@click.option(
    "--workers", type=click.IntRange(1, 16), default=2, show_default=True, help="Queries that run at the same time."
)
@click.option("--update", is_flag=True, help=f"Take SPARQL updates from whoever has the token ({TOKEN}, --token-file).")
@click.option("--token-file", type=click.Path(path_type=Path, dir_okay=False), help="File with the token for updates.")
def serve(
    graph: str,
    host: str,
    port: int,
    timeout: float,
    max_rows: int,
    workers: int,
    update: bool,
    token_file: Path | None,
) -> None:
    """Serve GRAPH, a file or a store: pages to read, an editor for queries, and a SPARQL 1.1 endpoint at /sparql.

    Needs the extra: pip install "diplomatic-kg[server]". Ends with Ctrl-C.
    """
    try:
        import jinja2  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise InputError('kg serve needs more packages: pip install "diplomatic-kg[server]"') from error
    from kg.server.running import run
    from kg.server.service import Service

    if token_file and not update:
        raise click.UsageError("--token-file is for --update")
    token = _token(token_file) if update else None
    service = Service(Path(graph), timeout=timeout, max_rows=max_rows, workers=workers, token=token)
    run(service, host=host, port=port, ready=lambda at: click.echo(f"Serving {graph} at {at} (Ctrl-C ends)", err=True))


def _token(file: Path | None) -> str:
    try:
        text = file.read_text(encoding="utf-8") if file else os.environ.get(TOKEN, "")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read ({error})") from error
    if not (token := text.strip()):
        raise InputError(f"updates need a token that only you know: put it into {TOKEN} or a --token-file")
    return token
