"""The command line: one thin command a stage. Data goes to standard output, messages to standard error.

Exit codes: 0 done, 1 something could not be done (one line says what to do), 2 wrong usage, 130 stopped with Ctrl-C.
Imports that cost time are made inside the commands, so that `kg --help` stays quick.
"""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import Any

import click

from kg import __version__
from kg.cli_build import build, extract, merge
from kg.cli_evaluate import evaluate
from kg.cli_export import export
from kg.cli_mcp import mcp
from kg.cli_options import ANSWER, GRAPH, QUERIES, TABLES, pair, print_table
from kg.cli_reading import Input, reads
from kg.cli_serve import serve
from kg.cli_store import forget, status
from kg.cli_treaties import treaties
from kg.cli_verify import pack, verify
from kg.errors import KGError
from kg.visible import visible


class Group(click.Group):
    """Commands in the order in which they are used, and our errors as one line and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

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


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
def main() -> None:
    """Build a diplomatic knowledge graph from news and official texts, and ask it.

    \b
    kg build article.txt -o out          the graph, a page and what was extracted
    kg query out/graph.ttl who-met-whom  a named question, or your own SPARQL
    kg show out/graph.ttl -o page.html   the network as one offline page
    """


for command in (build, merge, forget, status, extract):
    main.add_command(command)


@main.command()
@reads(required=False)
@click.option("--text", "sentence_text", help="A text to explain, beside or instead of PATHS.")
@click.option("--sentence", type=click.IntRange(min=1), help="Only this sentence of each document, counted from 1.")
@click.option(
    "--unmatched", is_flag=True, help="Only the verbs and nouns with two actors that no frame knows, by count."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(("text", "html", "json")),
    default="text",
    show_default=True,
    help="Lines, one offline page, or JSON lines.",
)
def explain(sources: Input, sentence_text: str | None, sentence: int | None, unmatched: bool, format_: str) -> None:
    """Explain sentence by sentence what `kg extract` finds in PATHS (or - for standard input), and why.

    Who is meant, which frame fired on which words, what makes an act planned or denied, who claims it, which frames
    did not fit, and at the end the words with two actors that no frame knows.
    """
    from kg import pipeline
    from kg.model import Document
    from kg.text import explain_view as view

    if not sources.paths and sentence_text is None:
        raise click.UsageError("give files, - for standard input, or a sentence with --text")
    own = [Document(sentence_text, date=sources.date)] if sentence_text else []
    documents = chain(sources.documents(), own)
    found = pipeline.explain_all(documents, model=sources.models, gazetteer=sources.gazetteer)
    for part in view.render(found, format_, sentence=sentence, unmatched=unmatched):
        click.echo(part, nl=False)


main.add_command(evaluate)


@main.command()
@click.argument("graph", required=False)
@click.argument("question", required=False)
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a named query; may be repeated."
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
    KG_USER and KG_PASSWORD, or KG_TOKEN.
    """
    from kg.graph import named
    from kg.graph import query as queries
    from kg.graph.store import opened

    known = named.named_queries(named.user_folders(folders), on_problem=lambda p: click.echo(f"skipped {p}", err=True))
    if list_:
        click.echo(named.listing(known))
        return
    if graph is None or question is None:
        raise click.UsageError("give a graph and a question, or --list for the named queries")
    bound = dict(pair(p) for p in params)
    text = sys.stdin.read() if question == "-" else queries.text_of(question, known)
    result = queries.run(opened(graph), text, bound, evidence=evidence)
    click.echo(queries.render(result, format_), nl=False)


@main.command()
@GRAPH
@click.argument("entity")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
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


main.add_command(export)


@main.command()
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


@main.command()
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


for command in (verify, pack):
    main.add_command(command)
main.add_command(treaties)
main.add_command(serve)
main.add_command(mcp)


@main.command()
@GRAPH
def stats(graph: str) -> None:
    """Count what GRAPH holds: documents, entities by class, events by type, claims by modality."""
    from kg.graph.query import counts
    from kg.graph.store import load

    print_table([(what, str(n)) for what, n in counts(load(graph))], ("What", "Number"))


@main.command()
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


if __name__ == "__main__":
    main()
