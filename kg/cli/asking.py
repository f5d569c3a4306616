"""The commands that ask a graph: `kg query`, `kg why`, `kg stats`, `kg check`; and `kg show`, `kg register`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.completing import parameters, questions
from kg.cli.options import ANSWER, GRAPH, QUERIES, TABLES, be_there, pair, place, print_table, screen
from kg.cli.types import Choice


@click.command()
@place("graph", required=False, shell_complete=questions)
@click.argument("question", required=False)
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="A parameter of a named query; may be repeated.",
    shell_complete=parameters,
)
@click.option(
    "--with-evidence", "evidence", is_flag=True, help="Add the words behind each row, with their document and date."
)
@ANSWER
@QUERIES
@click.option("--list", "list_", is_flag=True, help="List the named queries.")
def query(
    graph: str | None,
    question: str | None,
    params: tuple[str, ...],
    evidence: bool,
    format_: str,
    folders: tuple[Path, ...],
    list_: bool,
) -> None:
    """Ask GRAPH a QUESTION: the name of a query, a file with SPARQL, SPARQL itself, or - for standard input.

    GRAPH is a file, the folder of a store, or the URL of a SPARQL endpoint; its credentials are those of the URL or of
    KG_USER and KG_PASSWORD, or KG_TOKEN. In a project it may be left out.
    """
    from kg.graph import named
    from kg.graph import query as queries
    from kg.graph.store import FORMATS, is_url, opened

    known = named.named_queries(named.user_folders(folders), on_problem=lambda p: click.echo(f"skipped {p}", err=True))
    if list_:
        click.echo(named.listing(known))
        return
    graph = be_there(click.get_current_context(), "graph", graph)
    if graph is None or question is None:
        raise click.UsageError("give a graph and a question, or --list for the named queries")
    if is_url(question) or Path(question).is_dir() or Path(question).suffix in FORMATS:
        raise click.UsageError(f"{question} is a graph: give a question after it, or --list for the named queries")
    bound = dict(pair(p) for p in params)
    text = sys.stdin.read() if question == "-" else queries.text_of(question, known)
    result = queries.run(opened(graph), text, bound, evidence=evidence)
    click.echo(queries.render(result, format_, screen=screen()), nl=False)


@click.command()
@GRAPH
@click.argument("entity")
@click.option("--format", "format_", type=Choice(("text", "json")), default="text", show_default=True)
def why(graph: str, entity: str, format_: str) -> None:
    """Explain who ENTITY of GRAPH is: its names, what texts mean it by, what was joined and what was kept apart."""
    import json
    from dataclasses import asdict

    from kg.graph import why as explaining
    from kg.graph.store import load

    found = explaining.why(load(graph), entity)
    click.echo(
        json.dumps(asdict(found), ensure_ascii=False) if format_ == "json" else explaining.render(found).rstrip()
    )


@click.command()
@GRAPH
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("graph.html"),
    show_default=True,
    help="Page to write.",
)
@click.option("--title", default=None, help="Heading of the page.")
@click.option(
    "--with-sparql", "sparql", is_flag=True, help="Put the graph and a SPARQL engine into the page (some 2 MB more)."
)
@click.option("--pyvis", is_flag=True, help="A classic pyvis network instead, for small graphs: one line an event.")
def show(graph: str, out: Path, title: str | None, sparql: bool, pyvis: bool) -> None:
    """Make the network of GRAPH as one HTML page that needs no network."""
    from kg.graph.shown import shown
    from kg.graph.store import load
    from kg.pipeline import write

    if sparql and pyvis:
        raise click.UsageError("--with-sparql goes with the page of kg, not with that of --pyvis")
    out.parent.mkdir(parents=True, exist_ok=True)
    title = title or f"Diplomatic knowledge graph: {graph.rstrip('/').rpartition('/')[2]}"
    made = shown(load(graph), title=title, pyvis=pyvis, sparql=sparql)
    if pyvis and made.advice:
        click.echo(made.advice, err=True)
    write(out, made.page)
    click.echo(f"Wrote {out}", err=True)


@click.command()
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; else standard output."
)
@TABLES
def register(out: Path | None, gazetteer: tuple[Path, ...]) -> None:
    """Write what the tables know as Turtle: states, organisations, treaties, terms of office, memberships."""
    from kg import pipeline
    from kg.graph import export as exporting

    text = exporting.turtle(pipeline.register(gazetteer=gazetteer))
    if out is None:
        click.echo(text, nl=False)
    else:
        pipeline.write(out, text)


@click.command()
@GRAPH
def stats(graph: str) -> None:
    """Count what GRAPH holds: documents, entities by class, events by type, claims by modality."""
    from kg.graph.query import counts
    from kg.graph.store import load

    print_table([(what, str(n)) for what, n in counts(load(graph))], ("What", "Number"))


@click.command()
@GRAPH
def check(graph: str) -> None:
    """Check GRAPH against the ontology's shapes (SHACL); exit code 1 where it does not conform."""
    from kg.graph.store import load
    from kg.graph.validate import validate

    report = validate(load(graph))
    for problem in report.problems:
        click.echo(str(problem))
    if not report.conforms:
        raise click.ClickException(f"{graph} does not conform: {len(report.problems)} problems")
    click.echo(f"{graph} conforms", err=True)
