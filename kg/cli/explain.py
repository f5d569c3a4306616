"""`kg explain`: what is found in a text, and why."""

from __future__ import annotations

from itertools import chain

import click

from kg.cli.reading import Input, reads
from kg.cli.types import Choice


@click.command()
@reads(required=False)
@click.option("--text", "sentence_text", help="A text to explain, beside or instead of PATHS.")
@click.option("--sentence", type=click.IntRange(min=1), help="Only this sentence of each document, counted from 1.")
@click.option(
    "--unmatched",
    is_flag=True,
    help="Only the verbs and nouns with two actors that no frame knows, by count; kg frames suggest drafts frames.",
)
@click.option(
    "--format",
    "format_",
    type=Choice(("text", "html", "json")),
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
    found = pipeline.explain_all(documents, model=sources.models, gazetteer=sources.gazetteer, frames=sources.frames)
    for part in view.render(found, format_, sentence=sentence, unmatched=unmatched):
        click.echo(part, nl=False)
