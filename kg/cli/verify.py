"""The commands of proof: `kg verify`, `kg pack`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import FRAMES, GRAPH, STATE, TABLES, state_of
from kg.cli.types import PLACE, Choice

if TYPE_CHECKING:
    from kg.verification import Report


@click.command()
@GRAPH
@click.option(
    "--sources",
    multiple=True,
    type=PLACE,
    metavar="PATH",
    help="Files, folders or addresses of the texts; may be repeated.",
)
@click.option("--rebuild", is_flag=True, help="Build the graph of a bundle again from its texts, and compare.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that read again. Default: one for each processor.")
@click.option("--strict", is_flag=True, help="Exit with 1 also where something could not be checked.")
@click.option("--format", "format_", type=Choice(("text", "json")), default="text", show_default=True)
@TABLES
@STATE
def verify(
    graph: str,
    sources: tuple[str, ...],
    rebuild: bool,
    jobs: int | None,
    strict: bool,
    format_: str,
    gazetteer: tuple[Path, ...],
    state: Path | None,
) -> None:
    """Check that all that GRAPH says follows from its texts, tables and rules; exit code 1 where something does not.

    GRAPH is a store, a file or folder that kg build wrote, an endpoint, or a bundle of kg pack. Checked are quotes and
    texts, terms and shapes, identifiers, plain edges and statuses, what was inferred, statements against what was found
    in the documents, the ledger of a store, and the checksums of a bundle.
    """
    from kg.engine import cores
    from kg.errors import KGError
    from kg.verification import verify as verified
    from kg.verification.findings import printable

    try:
        made = verified(
            graph,
            sources=[p if "://" in p else Path(p) for p in sources],
            state=state_of(graph, state),
            tables=gazetteer,
            rebuild=rebuild,
            jobs=jobs or cores(),
        )
    except KGError as error:  # may quote what is verified, which must not reach a terminal as it is
        raise click.ClickException(printable(str(error), 1_000)) from error
    _print(made, format_)
    if not made.sound(strict=strict):
        sys.exit(1)


def _print(made: Report, format_: str) -> None:
    if format_ == "json":
        import json
        from dataclasses import asdict

        click.echo(json.dumps(asdict(made), ensure_ascii=True))
        return
    for line in (*map(str, made.faults), *made.unchecked):
        click.echo(line)
    width = max(map(len, made.counts), default=0)
    click.echo(f"{'Checked':<{width}}  {'number':>8}  {'wrong':>8}  {'unchecked':>9}", err=True)
    for kind, count in made.counts.items():
        click.echo(f"{kind:<{width}}  {count.checked:>8}  {count.wrong:>8}  {count.unchecked:>9}", err=True)


@click.command()
@GRAPH
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Bundle to write (.zip)."
)
@click.option("--hashes-only", is_flag=True, help="Leave the texts out, and keep their SHA-256 and lengths.")
@click.option(
    "--published", metavar="DATE", help="Day of publication: describes the bundle as an RO-Crate 1.1 as well."
)
@click.option("--title", help="Its title there.")
@click.option("--license", "licence", metavar="ADDRESS", help="Its licence there.")
@click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False), help="The decisions that a folder was built with."
)
@TABLES
@FRAMES
@STATE
def pack(
    graph: str,
    out: Path,
    hashes_only: bool,
    published: str | None,
    title: str | None,
    licence: str | None,
    decisions: Path | None,
    gazetteer: tuple[Path, ...],
    frames: tuple[Path, ...],
    state: Path | None,
) -> None:
    """Pack GRAPH, a store or the folder of a build, with all that proves it, into one file for kg verify.

    In it are the graph, the documents, what was found in each, name tables, frames, decisions, versions, and a checksum
    of each file. Printed is the SHA-256 of the bundle: tell it to whoever is to trust it. The same graph gives the same
    bytes.
    """
    from kg.decisions import read
    from kg.verification.packing import Description
    from kg.verification.packing import pack as packed

    about = Description(published, title or "", licence or "") if published else None
    digest = packed(
        graph,
        out,
        texts=not hashes_only,
        about=about,
        state=state_of(graph, state),
        tables=gazetteer,
        frames=frames,
        rulings=read(decisions) if decisions else (),
    )
    click.echo(f"{digest}  {out}")
