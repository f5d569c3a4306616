"""The order of the stages: read -> extract -> resolve -> RDF -> files. Nothing else knows it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import engine, storage
from kg.decisions import Ruling
from kg.engine import Found, Lost
from kg.errors import InputError
from kg.frames import FrameTable
from kg.gazetteer import Gazetteer
from kg.keeper import NO_SERVICES, Keeper, Services
from kg.ledger import Row
from kg.merging import Settings, agreed, take
from kg.model import INSTRUMENT_CLASSES, Document, Extraction, Located
from kg.offices import Offices
from kg.own import Own
from kg.participations import Participations
from kg.resolver import resolve
from kg.run import DEFAULT_MODEL
from kg.settling import Asked, Settled, Summary, extractions, resolved, settle, tables
from kg.storage import write
from kg.work import Models, Reading, by_language, extract_all

if TYPE_CHECKING:
    from kg.evaluation.measure import Evaluation
    from kg.text.explain import Explanation

__all__ = [
    "By", "build", "evaluate", "explain_all", "extract_all", "forget", "graph", "joined", "merge", "register",
    "treaties", "write",
]  # fmt: skip

Progress = Callable[[Iterable[Found]], Iterable[Found]]


def explain_all(
    documents: Iterable[Document],
    *,
    model: str | Models = DEFAULT_MODEL,
    gazetteer: Sequence[Path] = (),
    frames: Sequence[Path] = (),
) -> Iterator[Explanation]:
    """Why each document gives what `extract_all` gives for it, with the same pipeline."""
    from kg.text.explain import explain

    own = Own.of(gazetteer, frames)
    known = FrameTable.load(*own.frames)
    for nlp, group in by_language(documents, model, own.tables):
        yield from explain(nlp, group, frames=known)


def evaluate(
    gold: Path,
    found: Iterable[Extraction] | None = None,
    *,
    model: str | Models = DEFAULT_MODEL,
    gazetteer: Sequence[Path] = (),
    frames: Sequence[Path] = (),
) -> Evaluation:
    """How good extractions are against annotated documents, a JSON file or a folder of them.

    What was `found` is matched to them by its text; without it the annotated texts are extracted.
    """
    from kg.evaluation import gold as annotated
    from kg.evaluation.measure import evaluate as measure

    golds = annotated.read(gold)
    if found is None:
        texts = (g.extraction.document for g in golds)
        found = extract_all(texts, model=model, gazetteer=gazetteer, frames=frames)
    return measure(annotated.pair(golds, found))


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


@dataclass(frozen=True, slots=True)
class By:
    """Who reads: so many processes of this machine, or the workers of the scheduler at `engine`, dask://host:port.

    A document that nobody can read goes to `on_lost`, which may note it; without one its exception ends the build.
    """

    jobs: int = 1
    engine: str = ""
    on_lost: Lost | None = None


def build(
    documents: Iterable[Document | Located],
    out: Path | None = None,
    *,
    store: str | Path | None = None,
    state: Path | None = None,
    services: Services = NO_SERVICES,
    model: str | Models = DEFAULT_MODEL,
    gazetteer: Sequence[Path] | None = None,
    frames: Sequence[Path] | None = None,
    rulings: Sequence[Ruling] | None = None,
    base: str | None = None,
    by: By = By(),
    part: bool = False,
    progress: Progress = lambda found: found,
) -> Summary:
    """Extract the documents, put them into the graph of `store`, and write files of the whole graph into `out`.

    `store` is a folder or the address of a SPARQL endpoint (then `state` is a folder of yours, for what the next build
    needs to know, and `services` says where it takes changes, if that cannot be found out); without one the graph is of
    these documents alone. What the store has read before is not read again; a text from the same file or address takes
    the place of the earlier one. `gazetteer` are further name tables, `frames` further predicate frames, `rulings` what
    a curator decided: a store keeps them, and None leaves them as they are. With other tables or frames the documents
    given are read anew.

    The documents are taken as they are needed, and saved as they are read: memory does not grow with their number
    until the graph is written. With `part` it is not: the store has the documents only, for `merge`.

    The graph depends on the documents, tables, frames and rulings alone, not on order, history or who has read them. A
    build that is killed loses no document that it has read, and the next one completes it. The files `graph.ttl`,
    `graph.trig`, `graph.html` and `extractions.jsonl` appear under their names only when complete.
    """
    began = time.perf_counter()
    with Keeper(store, state=state, services=services) as keeper:
        if out:
            storage.folder(out)
        asked = _asked(keeper, Settings(gazetteer, frames, rulings, base))
        count = _read(keeper, map(_located, documents), Reading.of(model, asked.own), by, progress, part=part)
        made = Summary(len(keeper.ledger)) if part else _settled(keeper, asked, out)
        return replace(made, **asdict(count), seconds=time.perf_counter() - began)


def merge(
    parts: Sequence[Path],
    out: Path | None = None,
    *,
    store: str | Path,
    state: Path | None = None,
    services: Services = NO_SERVICES,
    gazetteer: Sequence[Path] | None = None,
    frames: Sequence[Path] | None = None,
    rulings: Sequence[Ruling] | None = None,
    base: str | None = None,
) -> Summary:
    """Put the documents of several stores, or of parts of one, together in `store`: its graph is as if built at once.

    Of a document that several have, that of the last counts. Name tables, frames, rulings and the base of IRIs are
    those of the parts where these agree, unless others are given.
    """
    began = time.perf_counter()
    with Keeper(store, state=state, services=services) as keeper:
        if out:
            storage.folder(out)
        asked = _asked(keeper, agreed(keeper, parts, Settings(gazetteer, frames, rulings, base)))
        read = take(keeper, parts)
        made = _settled(keeper, asked, out)
        return replace(made, read=read, seconds=time.perf_counter() - began)


def forget(store: str | Path, documents: Iterable[str], *, state: Path | None = None) -> Summary:
    """Take documents, by their identifiers, out of a store, with all that only they support."""
    began = time.perf_counter()
    with Keeper(store, state=state) as keeper:
        keeper.ledger.forget(documents)
        made = _settled(keeper, _asked(keeper, Settings()), None)
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


@dataclass(slots=True)
class _Count:
    """What became of the documents that were given."""

    read: int = 0
    replaced: int = 0
    unchanged: int = 0


def _read(
    keeper: Keeper, documents: Iterable[Located], reading: Reading, by: By, progress: Progress, *, part: bool
) -> _Count:
    """Extract what the ledger does not have yet, and save it as it comes."""
    ledger, count, runs = keeper.ledger, _Count(), reading.runs()

    def new() -> Iterator[Located]:
        for document, origin in documents:
            if not ledger.meets(document):
                continue
            run = runs.get(document.language)
            if run and ledger.has(document, origin, run):
                count.unchanged += 1
                continue
            if not part:
                _ = keeper.sink  # a store that cannot be written is known before the work is done
            yield document, origin

    found = engine.entries(new(), reading, engine=by.engine, jobs=by.jobs, on_lost=by.on_lost)
    for entry, origin in progress(found):
        count.replaced += ledger.save(entry, origin, runs[entry.language])
        count.read += 1
    return count


def _asked(keeper: Keeper, settings: Settings) -> Asked:
    own = keeper.own(settings.tables, settings.frames)
    return Asked(own, keeper.rulings(settings.rulings), keeper.base(settings.base))


def _settled(keeper: Keeper, asked: Asked, out: Path | None) -> Summary:
    """The graph brought up to the documents of the ledger, and its files written."""
    found = resolved(keeper.ledger, asked) if out else None
    made = settle(keeper, asked, found)
    if out and found:
        _write_files(out, keeper, found)
    return made


def _write_files(out: Path, keeper: Keeper, found: Settled) -> None:
    from kg.graph import export
    from kg.graph.board import board
    from kg.graph.network import network
    from kg.graph.page import page

    store = keeper.graph()
    write(out / "extractions.jsonl", (x.to_json() + "\n" for x in extractions(keeper.ledger, found)))
    turtle, trig = export.turtle_and_trig(store)
    write(out / "graph.ttl", turtle)
    write(out / "graph.trig", trig)
    write(out / "graph.html", page(network(store), title=_title(keeper.ledger.rows()), board=board(store)))


def _title(documents: Sequence[Row]) -> str:
    if len(documents) == 1:
        return documents[0].title or documents[0].source or "Diplomatic knowledge graph"
    return f"Diplomatic knowledge graph of {len(documents)} documents"
