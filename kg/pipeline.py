"""The order of the stages: read -> extract -> resolve -> RDF -> files. Nothing else knows it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.decisions import Ruling, idle
from kg.errors import InputError
from kg.gazetteer import Gazetteer
from kg.memberships import Memberships
from kg.model import ENTITY_CLASSES, INSTRUMENT_CLASSES, Decision, Document, Extraction
from kg.offices import Offices
from kg.participations import Participations
from kg.resolver import resolve
from kg.text.nlp import DEFAULT_MODEL

if TYPE_CHECKING:
    from kg.text.explain import Explanation

Progress = Callable[[Iterable[Extraction], int | None], Iterable[Extraction]]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build made: counts for the table at its end, and what rulings of a curator found nothing to rule on."""

    documents: int
    entities: dict[str, int]
    events: dict[str, int]
    claims: int
    seconds: float
    idle: tuple[str, ...] = ()


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
    resolved, decisions = resolve(extractions, rulings, register=Gazetteer.load(*gazetteer))
    return _dataset(resolved, decisions, gazetteer, base)


def _dataset(
    resolved: Sequence[Extraction], decisions: Iterable[Decision], gazetteer: Sequence[Path], base: str | None
) -> ox.Store:
    from kg.graph import rdf
    from kg.graph.vocab import BASE

    return rdf.dataset(
        resolved,
        register=Gazetteer.load(*gazetteer),
        offices=Offices.load(),
        memberships=Memberships.load(),
        participations=Participations.load(),
        decisions=decisions,
        base=base or BASE,
    )


def register(*, gazetteer: Sequence[Path] = (), base: str | None = None) -> ox.Store:
    """What the tables of names, offices, memberships and participations know, as a graph of its own."""
    from kg.graph import rdf
    from kg.graph.vocab import BASE

    return rdf.register(
        Gazetteer.load(*gazetteer), Offices.load(), Memberships.load(), Participations.load(), base=base or BASE
    )


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


def summary(extractions: Iterable[Extraction], seconds: float) -> Summary:
    """Counts over the whole batch; an entity or event of several documents counts once."""
    found = list(extractions)
    entities = {e.id: e.cls for x in found for e in x.entities}
    events = {e.id: e.type for x in found for e in x.events}
    by_class: Counter[str] = Counter(entities.values())
    return Summary(
        documents=len({x.document.id for x in found}),
        entities={cls: by_class[cls] for cls in ENTITY_CLASSES if by_class[cls]},
        events=dict(sorted(Counter(events.values()).items())),
        claims=sum(len(x.claims) for x in found),
        seconds=seconds,
    )


def build(
    documents: Iterable[Document],
    out: Path,
    *,
    model: str = DEFAULT_MODEL,
    gazetteer: Sequence[Path] = (),
    rulings: Sequence[Ruling] = (),
    base: str | None = None,
    progress: Progress = lambda extractions, _: extractions,
) -> Summary:
    """Extract the documents; write `graph.ttl`, `graph.trig`, `graph.html`, `extractions.jsonl` into the folder `out`.

    `gazetteer` are further name tables, `rulings` what a curator decided. The output depends on these and on the
    documents alone, not on their order. Files appear under their names only when complete.
    """
    from kg.graph import export
    from kg.graph.board import board
    from kg.graph.network import network
    from kg.graph.page import page

    began = time.perf_counter()
    unique = {d.id: d for d in documents}
    ordered = [unique[id_] for id_ in sorted(unique)]
    extractions = list(progress(extract_all(ordered, model=model, gazetteer=gazetteer), len(ordered)))
    found, decisions = resolve(extractions, rulings, register=Gazetteer.load(*gazetteer))
    store = _dataset(found, decisions, gazetteer, base)
    out.mkdir(parents=True, exist_ok=True)
    write(out / "extractions.jsonl", "".join(x.to_json() + "\n" for x in found))
    write(out / "graph.ttl", export.turtle(store))
    write(out / "graph.trig", export.trig(store))
    write(out / "graph.html", page(network(store), title=_title(ordered), board=board(store)))
    return replace(summary(found, time.perf_counter() - began), idle=idle(rulings, extractions))


def _title(documents: list[Document]) -> str:
    if len(documents) == 1:
        return documents[0].title or documents[0].source or "Diplomatic knowledge graph"
    return f"Diplomatic knowledge graph of {len(documents)} documents"


def write(path: Path, text: str) -> None:
    """Write UTF-8 with line feeds to a neighbouring name first, so that no half file is left under the final one."""
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8", newline="\n")
    partial.replace(path)
