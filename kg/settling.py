"""From the documents of a ledger to the graph: resolve them all together, and bring the store up to that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from kg import run
from kg.account import Account
from kg.decisions import Ruling, idle
from kg.gazetteer import Gazetteer
from kg.graph.identity import decision_quads
from kg.graph.label import INSTRUMENTS
from kg.graph.projection import Projection
from kg.graph.rdf import Shared, Tables, document_quads, shared, shared_quads
from kg.graph.vocab import iri
from kg.identities import Identities, settled, settled_acts, settled_entities
from kg.keeper import Keeper
from kg.ledger import Ledger
from kg.memberships import Memberships
from kg.model import ENTITY_CLASSES, INSTRUMENT_CLASSES, Event, Extraction, digest
from kg.offices import Offices
from kg.participations import Participations
from kg.resolver import identify


@dataclass(frozen=True, slots=True)
class Summary:
    """What a graph holds, and what the build that made it did.

    Of the documents given, `read` were read for the first time or anew, `replaced` of these took the place of an
    earlier text, and `unchanged` were known. `idle` is what rulings of a curator found nothing to rule on.
    """

    documents: int
    entities: dict[str, int]
    events: dict[str, int]
    claims: int
    read: int = 0
    replaced: int = 0
    unchanged: int = 0
    seconds: float = 0.0
    idle: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a graph is made with beside the documents."""

    tables: tuple[Path, ...]
    rulings: tuple[Ruling, ...]
    base: str

    @property
    def state(self) -> str:
        """What tells apart graphs of the same documents."""
        return digest(run.package(self.tables), repr(self.rulings), self.base)


@dataclass(frozen=True, slots=True)
class Settled:
    """All documents of a ledger, resolved; `fingerprints` tell what the graph of each document is made from."""

    accounts: Sequence[Account]
    identities: Identities
    shared: Shared
    fingerprints: Mapping[str, str]


def settle(keeper: Keeper, asked: Asked, found: Settled | None = None) -> Summary:
    """Bring the store up to the documents, tables and rulings, and count what it holds.

    `found` are these documents where they are resolved already.
    """
    ledger = keeper.ledger
    if ledger.setting("projected") != asked.state:
        found = found or resolved(ledger, asked)
        ledger.set(summary=json.dumps(asdict(_summary(found, asked.rulings))))
        _project(found, keeper, asked)
    data = json.loads(ledger.setting("summary"))
    return Summary(**{**data, "idle": tuple(data["idle"])})


def resolved(ledger: Ledger, asked: Asked) -> Settled:
    """All documents with one identifier for one thing."""
    accounts = list(ledger.accounts())
    identities = identify(accounts, asked.rulings, register=Gazetteer.load(*asked.tables))
    parts, fingerprints, contents, code = [], {}, ledger.contents(), run.package()
    for account in accounts:
        id_ = account.document.id
        chosen = identities.chosen[id_]
        events, claims = settled_acts(id_, account.events, account.claims, identities)
        parts.append((account.document, settled_entities(chosen), events, claims))
        ids = sorted((old, entity.id) for old, entity in chosen.items())
        fingerprints[id_] = digest(code, *contents[id_], repr(ids), repr(events))
    return Settled(accounts, identities, shared(parts), fingerprints)


def extractions(ledger: Ledger, found: Settled) -> Iterator[Extraction]:
    """What was found in each document, resolved, by identifier."""
    for account in found.accounts:
        yield settled(ledger.extraction(account.document.id), found.identities)


def tables(gazetteer: Sequence[Path] = ()) -> Tables:
    """What the package knows beside the texts, with further name tables."""
    return Tables(Gazetteer.load(*gazetteer), Offices.load(), Memberships.load(), Participations.load())


def _project(found: Settled, keeper: Keeper, asked: Asked) -> None:
    ledger, base = keeper.ledger, asked.base
    runs, run_of = ledger.runs(), {id_: run for id_, (_, run) in ledger.contents().items()}

    def quads_of(id_: str) -> Iterator[ox.Quad]:
        extraction = settled(ledger.extraction(id_), found.identities)
        return document_quads(extraction, runs[run_of[id_]], base)

    projection = Projection(ledger, keeper.sink, base)
    acts = {ox.NamedNode(iri(e.id, base)) for e in found.shared.events.values() if _concerns_instruments(e)}
    for part, quads in shared_quads(found.shared, tables(asked.tables), base):
        projection.share(part, quads, ruled=acts if part == "events" else None)
    projection.share("decisions", decision_quads(found.identities.decisions, base), ruled=())
    projection.documents(found.fingerprints, quads_of, ruled=set(_on_instruments(found.accounts)))
    projection.finish(asked.state)


def _on_instruments(accounts: Iterable[Account]) -> Iterator[str]:
    """The documents that speak of treaties and agreements."""
    for account in accounts:
        named = any(b.entity.cls in INSTRUMENT_CLASSES for b in account.bearings)
        if named or any(map(_concerns_instruments, account.events)):
            yield account.document.id


def _concerns_instruments(event: Event) -> bool:
    return event.type.startswith("TREATY") or any(i.startswith(INSTRUMENTS) for i in event.about)


def _summary(found: Settled, rulings: Sequence[Ruling]) -> Summary:
    """Counts over all documents; an entity or event of several counts once."""
    by_class: Counter[str] = Counter(e.cls for e in found.shared.entities.values())
    return Summary(
        documents=len(found.accounts),
        entities={cls: by_class[cls] for cls in ENTITY_CLASSES if by_class[cls]},
        events=dict(sorted(Counter(e.type for e in found.shared.events.values()).items())),
        claims=sum(len(told) for told in found.shared.told.values()),
        idle=idle(rulings, found.accounts),
    )
