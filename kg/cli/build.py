"""The commands that make graphs from documents: `kg build`, `kg merge`, `kg extract`."""

from __future__ import annotations

import re
import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import FRAMES, STATE, TABLES, print_table, state_of
from kg.cli.reading import Input, reads
from kg.cli.types import PLACE

if TYPE_CHECKING:
    from kg.decisions import Ruling
    from kg.settling import Summary

OUT = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help='Folder for graph.ttl, graph.trig, graph.html and extractions.jsonl; "out", where there is no --store.',
)
STORE = "Keep the graph in this folder, or behind this SPARQL endpoint (http://...), and add to what it holds."
UPDATE_URL = click.option("--update-url", help="Where the endpoint takes SPARQL updates, if that cannot be found out.")
GRAPHS_URL = click.option(
    "--graphs-url", help="Where it takes whole graphs (Graph Store Protocol), if that cannot be found out."
)
DECISIONS = click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    help="CSV file in which you say what is the same, different, wrong or otherwise "
    "(verdict,one,other,by,date,reason,changes).",
)
BASE = click.option("--base-iri", help="Base of the IRIs that are made.")
JOBS = click.option("--jobs", type=click.IntRange(min=1), help="Processes that read. Default: one for each processor.")
ENGINE = click.option(
    "--engine", default="", metavar="ADDRESS", help="Have the workers of this scheduler read: dask://host:8786."
)


@click.command()
@reads(required=True)
@OUT
@click.option("--store", type=PLACE, help=STORE)
@STATE
@UPDATE_URL
@GRAPHS_URL
@DECISIONS
@BASE
@JOBS
@ENGINE
@click.option("--shard", metavar="I/N", help="Read only the I-th of N parts into --store, for kg merge.")
@click.option("--strict", is_flag=True, help="Exit with 1 if any input was skipped.")
def build(
    sources: Input,
    out: Path | None,
    store: str | None,
    state: Path | None,
    update_url: str | None,
    graphs_url: str | None,
    decisions: Path | None,
    base_iri: str | None,
    jobs: int | None,
    engine: str,
    shard: str | None,
    strict: bool,
) -> None:
    """Build a graph from PATHS: files, folders, archives, addresses, or - for standard input.

    Without --store the graph is of these documents alone. A store grows: documents that it has are not read again, a
    changed file takes the place of its earlier text, and a build that was stopped is completed by the next one. It
    keeps --gazetteer, --frames and --decisions until others are given.

    With --shard several builds, here or on several machines, share the work: kg merge makes one graph of their stores.
    """
    from kg import pipeline
    from kg.cli.progress import Reading
    from kg.engine import cores
    from kg.keeper import Services, spoken

    part = shard_of(shard)
    if part and (out or not store or "://" in store):
        raise click.UsageError("--shard reads into a folder of its own: give it with --store, and no --out")
    rulings = _rulings(decisions)
    located = sources.located(part)
    first = next(located, None)
    if first is None:
        none = f"no document was found in {', '.join(sources.paths)}"
        reason = str(sources.problems[0]) if sources.problems else none
        raise click.ClickException(f"nothing to build: {reason}")
    out = out or (None if store else Path("out"))
    progress = Reading(located)
    made = pipeline.build(
        progress.taking(chain([first], located)),
        out,
        store=store,
        state=state_of(store, state),
        services=Services(update_url, graphs_url),
        model=sources.models,
        gazetteer=sources.gazetteer or None,
        frames=sources.frames or None,
        rulings=rulings,
        base=base_iri,
        by=pipeline.By(jobs or cores(), engine, sources.lose),
        part=part is not None,
        progress=progress,
    )
    told = decisions or spoken(store or "")
    for ruling, times in made.ruled.items():
        click.echo(f"{told}: applied {'once' if times == 1 else f'{times} times'}: {ruling}", err=True)
    for side in made.idle:
        click.echo(f"{told}: nothing in these documents is called {side!r}", err=True)
    _report(made, store, out, skipped=len(sources.problems))
    if part:
        click.echo(f"This is part {shard}: put all parts together with kg merge PART... --store STORE", err=True)
    if strict and sources.problems:
        sys.exit(1)


@click.command()
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path))
@OUT
@click.option("--store", type=PLACE, required=True, help=STORE)
@STATE
@UPDATE_URL
@GRAPHS_URL
@TABLES
@FRAMES
@DECISIONS
@BASE
def merge(
    parts: tuple[Path, ...],
    out: Path | None,
    store: str,
    state: Path | None,
    update_url: str | None,
    graphs_url: str | None,
    gazetteer: tuple[Path, ...],
    frames: tuple[Path, ...],
    decisions: Path | None,
    base_iri: str | None,
) -> None:
    """Put PARTS, the stores of several builds or shards, together in --store: the graph of one build of all.

    Of a document that several have, that of the last counts. Name tables, frames, decisions and the base of IRIs are
    those in which the parts agree, unless you give others.
    """
    from kg import pipeline
    from kg.keeper import Services

    made = pipeline.merge(
        parts,
        out,
        store=store,
        state=state_of(store, state),
        services=Services(update_url, graphs_url),
        gazetteer=gazetteer or None,
        frames=frames or None,
        rulings=_rulings(decisions),
        base=base_iri,
    )
    _report(made, store, out)


@click.command()
@reads(required=True)
@JOBS
@ENGINE
def extract(sources: Input, jobs: int | None, engine: str) -> None:
    """Print what is found in PATHS as JSON lines: entities, mentions, positions, events, claims, with offsets."""
    from kg.engine import cores, entries
    from kg.entry import unpack
    from kg.own import Own
    from kg.work import Reading

    reading = Reading.of(sources.models, Own.of(sources.gazetteer, sources.frames))
    found = entries(sources.located(), reading, engine=engine, jobs=jobs or cores(), on_lost=sources.lose)
    for entry, _ in found:
        click.echo(unpack(entry.extraction))


def shard_of(text: str | None) -> tuple[int, int] | None:
    """The I and N of I/N."""
    if text is None:
        return None
    found = re.fullmatch(r"([0-9]+)/([0-9]+)", text)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise click.BadParameter(f"{text!r} is not I/N with I from 1 to N", param_hint="--shard")
    return int(found[1]), int(found[2])


def _rulings(decisions: Path | None) -> tuple[Ruling, ...] | None:
    from kg.decisions import read

    return tuple(read(decisions)) if decisions else None


def _report(made: Summary, store: str | None, out: Path | None, *, skipped: int = 0) -> None:
    """What was built, on standard output, and where it is."""
    from kg.keeper import spoken

    rows = [("Documents", str(made.documents))]
    rows += [
        (f"  {what}", str(n)) for what, n in (("skipped", skipped), ("copies of another's text", made.copies)) if n
    ]
    if store:
        rows += [("  read now", str(made.read)), ("  of these in place of an earlier text", str(made.replaced))]
        rows += [("  unchanged", str(made.unchanged))]
    rows += [("Entities", str(sum(made.entities.values()))), *((f"  {k}", str(v)) for k, v in made.entities.items())]
    rows += [("Events", str(sum(made.events.values()))), *((f"  {k}", str(v)) for k, v in made.events.items())]
    rows += [("Claims", str(made.claims)), ("Seconds", f"{made.seconds:.1f}")]
    print_table(rows, ("What", "Number"))
    written = [str(out / n) for n in ("graph.ttl", "graph.trig", "graph.html", "extractions.jsonl")] if out else []
    click.echo(f"Wrote {', '.join([*([spoken(store)] if store else []), *written])}", err=True)
