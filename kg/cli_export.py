"""`kg export`: a graph in the formats that others read."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli_options import GRAPH

FORMATS = ("turtle", "trig", "nquads", "json-ld", "rdfxml", "graphml", "gexf", "csv")


@click.command()
@GRAPH
@click.option("--format", "format_", type=click.Choice(FORMATS), default="turtle", show_default=True)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="File (csv: folder) to write to; standard output otherwise."
)
def export(graph: str, format_: str, out: Path | None) -> None:
    """Write GRAPH in another format: RDF, or a network for Gephi and the like (graphml, gexf, csv)."""
    from kg.graph import export as exporting
    from kg.graph.store import load
    from kg.pipeline import write

    store = load(graph)
    if format_ == "csv":
        if out is None:
            raise click.UsageError("csv makes two files, nodes.csv and edges.csv: give a folder with -o")
        out.mkdir(parents=True, exist_ok=True)
        for name, content in exporting.csv_files(store).items():
            write(out / name, content)
        return
    parts = exporting.parts(store, format_)
    if out is None:
        for part in parts:
            click.echo(part, nl=False)
    else:
        write(out, parts)
