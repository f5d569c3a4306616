"""The order of the stages: read -> extract -> resolve -> RDF -> files. Nothing else knows it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import run
from kg.decisions import Ruling
from kg.errors import InputError
from kg.gazetteer import Gazetteer
from kg.keeper import NO_SERVICES, Keeper, Services
from kg.ledger import Row
from kg.model import INSTRUMENT_CLASSES, Document, Extraction
from kg.offices import Offices
from kg.participations import Participations
from kg.resolver import resolve
from kg.run import DEFAULT_MODEL
from kg.settling import Asked, Settled, Summary, extractions, resolved, settle, tables

if TYPE_CHECKING:
    from kg.text.explain import Explanation

Progress = Callable[[Iterable[Extraction], int | None], Iterable[Extraction]]


def extract_all(
    documents: Iterable[Document], *, model: str = DEFAULT_MODEL, gazetteer: Sequence[Path] = ()
) -> Iterator[Extraction]:
    """The extraction of each document; the spaCy pipeline is loaded when the first one is asked for.

    `gazetteer` are further name tables, whose rows come before those of the package with the same identifier.
    """
    from kg.text import nlp
    from kg.text.extract import extract

    yield from extract(nlp.load(model, tuple(gazetteer)), documents)


def explain_all(
    documents: Iterable[Document], *, model: str = DEFAULT_MODEL, gazetteer: Sequence[Path] = ()
) -> Iterator[Explanation]:
    """Why each document gives what `extract_all` gives for it, with the same pipeline."""
    from kg.text import nlp
    from kg.text.explain import explain

    yield from explain(nlp.load(model, tuple(gazetteer)), documents)


def graph(
    extractions: Iterable[Extraction],
    *,
    rulings: Sequence[Ruling] = (),
    gazetteer: Sequence[Path] = (),
    base: str | None = None,
) -> ox.Store:
    """The RDF dataset of the extractions, resolved across documents, with what the registers know of their entities.

    `rulings` are a curator's; `gazetteer` are further name tables, the ones that the extraction had.
    """
    from kg.graph import rdf
    from kg.graph.vocab import BASE

    resolved, decisions = resolve(extractions, rulings, register=Gazetteer.load(*gazetteer))
    return rdf.dataset(resolved, tables=tables(gazetteer), decisions=decisions, base=base or BASE)


def register(*, gazetteer: Sequence[Path] = (), base: str | None = None) -> ox.Store:
    """What the tables of names, offices, memberships and participations know, as a graph of its own."""
    from kg.graph import rdf
    from kg.graph.vocab import BASE

    return rdf.register(Gazetteer.load(*gazetteer), Offices.load(), tables(gazetteer), base=base or BASE)


def treaties(instrument: str | None = None, *, gazetteer: Sequence[Path] = ()) -> ox.Store:
    """What the tables know of instruments, or of the one of this name, and of who did what towards them."""
    from kg.graph import rdf

    register = Gazetteer.load(*gazetteer)
    named = {r.known.id for r in register.lookup(instrument or "") if r.known.cls in INSTRUMENT_CLASSES}
    return rdf.instruments(register, Participations.load(), only=named or None)


def joined(
    participations: Participations, *, into: Path | None = None, gazetteer: Sequence[Path] = (), format_: str = "trig"
) -> str:
    """Acts towards instruments as a graph, alone or joined with one in a file whose named graphs are kept apart."""
    from kg.graph import export, rdf
    from kg.graph.store import load

    store = load(into) if into else ox.Store()
    if into and not list(store.named_graphs()):
        raise InputError(f"{into} has no named graphs, which keep lists and articles apart: give graph.trig instead")
    rdf.join(store, Gazetteer.load(*gazetteer), participations, base=export.base_of(store))
    return export.export(store, format_)


Located = tuple[Document, str]  # a document with the file or address that it was read from, or ""


def build(
    documents: Iterable[Document | Located],
    out: Path | None = None,
    *,
    store: str | Path | None = None,
    state: Path | None = None,
    services: Services = NO_SERVICES,
    model: str = DEFAULT_MODEL,
    gazetteer: Sequence[Path] | None = None,
    rulings: Sequence[Ruling] | None = None,
    base: str | None = None,
    progress: Progress = lambda extractions, _: extractions,
) -> Summary:
    """Extract the documents, put them into the graph of `store`, and write files of the whole graph into `out`.

    `store` is a folder or the address of a SPARQL endpoint (then `state` is a folder of yours, for what the next build
    needs to know, and `services` says where it takes changes, if that cannot be found out); without one the graph is of
    these documents alone. What the store has read before is not read again; a text from the same file or address takes
    the place of the earlier one. `gazetteer` are further name tables, `rulings` what a curator decided: a store keeps
    them, and None leaves them as they are.

    The graph depends on the documents, tables and rulings alone, not on order or history. A build that is killed loses
    no document that it has read, and the next one completes it. The files `graph.ttl`, `graph.trig`, `graph.html` and
    `extractions.jsonl` appear under their names only when complete.
    """
    began = time.perf_counter()
    with Keeper(store, state=state, services=services) as keeper:
        asked = Asked(keeper.tables(gazetteer), keeper.rulings(rulings), keeper.base(base))
        given = {d.id: (d, origin) for d, origin in map(_located, documents)}
        read, replaced = _read(keeper, [given[id_] for id_ in sorted(given)], model, asked.tables, progress)
        found = resolved(keeper.ledger, asked) if out else None
        made = settle(keeper, asked, found)
        if out and found:
            _write_files(out, keeper, found)
        return replace(
            made, read=read, replaced=replaced, unchanged=len(given) - read, seconds=time.perf_counter() - began
        )


def forget(store: str | Path, documents: Iterable[str], *, state: Path | None = None) -> Summary:
    """Take documents, by their identifiers, out of a store, with all that only they support."""
    began = time.perf_counter()
    with Keeper(store, state=state) as keeper:
        keeper.ledger.forget(documents)
        made = settle(keeper, Asked(keeper.tables(), keeper.rulings(), keeper.base()))
        return replace(made, seconds=time.perf_counter() - began)


def _located(given: Document | Located) -> Located:
    """A document with its place; InputError where RDF could not hold what is said of it."""
    from kg.graph.quads import date_literal, literal_text

    document, place = given if isinstance(given, tuple) else (given, given.source if "://" in given.source else "")
    for text in (document.text, document.title, document.source, document.publisher):
        literal_text(text)
    if document.date:
        date_literal(document.date)
    return document, place


def _read(
    keeper: Keeper, documents: Sequence[Located], model: str, tables: tuple[Path, ...], progress: Progress
) -> tuple[int, int]:
    """Extract what the ledger does not have yet, and save it: how many, and how many took another's place."""
    this = run.current(model, tables)
    new = {d.id: (d, origin) for d, origin in documents if not keeper.ledger.has(d, origin, this)}
    if not new:
        return 0, 0
    _ = keeper.sink  # a store that cannot be written is known before the work is done
    found = progress(extract_all((d for d, _ in new.values()), model=model, gazetteer=tables), len(new))
    replaced = [keeper.ledger.save(x, new[x.document.id][1], this) for x in found]
    return len(replaced), sum(replaced)


def _write_files(out: Path, keeper: Keeper, found: Settled) -> None:
    from kg.graph import export
    from kg.graph.board import board
    from kg.graph.network import network
    from kg.graph.page import page

    out.mkdir(parents=True, exist_ok=True)
    store = keeper.graph()
    write(out / "extractions.jsonl", (x.to_json() + "\n" for x in extractions(keeper.ledger, found)))
    write(out / "graph.ttl", export.parts(store, "turtle"))
    write(out / "graph.trig", export.parts(store, "trig"))
    write(out / "graph.html", page(network(store), title=_title(keeper.ledger.rows()), board=board(store)))


def _title(documents: Sequence[Row]) -> str:
    if len(documents) == 1:
        return documents[0].title or documents[0].source or "Diplomatic knowledge graph"
    return f"Diplomatic knowledge graph of {len(documents)} documents"


def write(path: Path, text: str | Iterable[str]) -> None:
    """Write UTF-8 with line feeds to a neighbouring name first, so that no half file is left under the final one."""
    partial = path.with_name(path.name + ".partial")
    with partial.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines([text] if isinstance(text, str) else text)
    partial.replace(path)
