"""From the documents of a ledger to the graph: resolve them all together, and bring the store up to that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg import run
from kg.account import Account
from kg.copies import copies
from kg.corrections import UNCHANGED, Corrected, correct
from kg.decisions import Ruling, idle
from kg.gazetteer import Gazetteer
from kg.graph.acts import Act, acts, concerns_instruments, merged_entities, with_overruled
from kg.graph.projection import Made, Projection
from kg.graph.rdf import Tables, document_quads, shared_blocks
from kg.identities import Identities, Named, all_entities, likeness, new_ids, renamed, settled, settled_acts
from kg.keeper import Keeper
from kg.ledger import Ledger
from kg.memberships import Memberships
from kg.model import ENTITY_CLASSES, INSTRUMENT_CLASSES, Claim, Entity, Extraction, Overruled, digest
from kg.offices import Offices
from kg.own import Own
from kg.participations import Participations
from kg.resolver import identify
from kg.sametext import account_in_text, extraction_in_text

KEPT = 500  # accounts of a small ledger stay in memory, where they are quicker to go through again


@dataclass(frozen=True, slots=True)
class Summary:
    """What a graph holds, and what the build that made it did. Of its documents, `copies` have the text of another.

    Of the documents given, `read` were read for the first time or anew, `replaced` of these took the place of an
    earlier text, and `unchanged` were known. `idle` is what rulings of a curator found nothing to rule on, and `ruled`
    how many claims and links those on such things have rejected or corrected.
    """

    documents: int
    copies: int = 0
    entities: dict[str, int] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    claims: int = 0
    read: int = 0
    replaced: int = 0
    unchanged: int = 0
    seconds: float = 0.0
    idle: tuple[str, ...] = ()
    ruled: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a graph is made with beside the documents."""

    own: Own
    rulings: tuple[Ruling, ...]
    base: str

    @property
    def state(self) -> str:
        """What tells apart graphs of the same documents."""
        return digest(run.package(self.own), repr(self.rulings), self.base)


class Accounts:
    """The accounts of a ledger, in order, as often as one likes; a copy's are in terms of its text."""

    def __init__(self, ledger: Ledger, copies: Mapping[str, str], corrected: Corrected = UNCHANGED) -> None:
        self._ledger = ledger
        self._copies = copies
        self._corrected = corrected
        self._kept = list(self._read()) if len(ledger) <= KEPT else None

    def __iter__(self) -> Iterator[Account]:
        return self._read() if self._kept is None else iter(self._kept)

    def _read(self) -> Iterator[Account]:
        accounts = self._ledger.accounts()
        if self._corrected.extractions:
            accounts = map(self._corrected.account, accounts)
        return (account_in_text(a, self._copies.get(a.document.id)) for a in accounts)


@dataclass(frozen=True, slots=True)
class Settled:
    """All documents of a ledger, resolved. `copies` are those whose text another stands for, with that one."""

    accounts: Iterable[Account]
    identities: Identities
    entities: Mapping[str, Entity]
    copies: Mapping[str, str]
    corrected: Corrected = UNCHANGED

    def acts(self) -> Iterator[Act]:
        """All acts with all that is claimed of them."""
        parts = ((account.document, *self.told(account)) for account in self.accounts)
        told = acts(parts, is_retold=lambda named: likeness(*named) in self.identities.retold)
        return with_overruled(told, self.overruled())

    def overruled(self) -> list[Overruled]:
        """The claims that a curator has set aside, in terms of what is what."""
        return [o for id_ in self.corrected.extractions for o in self.settled(id_).overruled]

    def settled(self, id_: str) -> Extraction:
        """What was found in a document that rulings have changed."""
        found = extraction_in_text(self.corrected.extractions[id_], self.copies.get(id_))
        return settled(found, self.identities)

    def told(self, account: Account) -> tuple[tuple[Named, ...], tuple[Claim, ...]]:
        """The acts and claims of a document in terms of what is what."""
        new = new_ids(self.identities.chosen[account.document.id])
        return settled_acts(account.events, account.claims, new, self.identities.acts)


@dataclass(slots=True)
class Tally:
    """What is counted on the way: acts by type, and claims."""

    events: Counter[str] = field(default_factory=Counter)
    claims: int = 0

    def counted(self, told: Iterable[Act]) -> Iterator[Act]:
        for act in told:
            self.events[act.event.type] += bool(act.told)
            self.claims += len(act.told)
            yield act


def settle(keeper: Keeper, asked: Asked, found: Settled | None = None) -> Summary:
    """Bring the store up to the documents, tables and rulings, and count what it holds.

    `found` are these documents where they are resolved already.
    """
    ledger = keeper.ledger
    if ledger.setting("projected") != asked.state:
        _project(found or resolved(ledger, asked), keeper, asked)
    data = json.loads(ledger.setting("summary"))
    return Summary(**{**data, "idle": tuple(data["idle"])})


def resolved(ledger: Ledger, asked: Asked) -> Settled:
    """All documents with one identifier for one thing."""
    originals = copies(ledger.signatures())
    corrected = _corrected(ledger, asked, originals)
    accounts = Accounts(ledger, originals, corrected)
    rulings = (*asked.rulings, *corrected.apart)
    identities = corrected.recorded(identify(accounts, rulings, register=Gazetteer.load(*asked.own.tables)))
    return Settled(accounts, identities, merged_entities(all_entities(identities.chosen)), originals, corrected)


def _corrected(ledger: Ledger, asked: Asked, copies: Mapping[str, str]) -> Corrected:
    """What rulings on claims and links change."""
    if all(ruling.on_identity for ruling in asked.rulings):
        return UNCHANGED
    register = Gazetteer.load(*asked.own.tables)
    return correct(Accounts(ledger, {}), asked.rulings, copies, ledger.extraction, register=register)


def extractions(ledger: Ledger, found: Settled) -> Iterator[Extraction]:
    """What was found in each document, resolved, by identifier."""
    return (_extraction(id_, ledger, found) for id_ in found.identities.chosen)


def _extraction(id_: str, ledger: Ledger, found: Settled) -> Extraction:
    if id_ in found.corrected.extractions:
        return found.settled(id_)
    return settled(extraction_in_text(ledger.extraction(id_), found.copies.get(id_)), found.identities)


def tables(gazetteer: Sequence[Path] = ()) -> Tables:
    """What the package knows beside the texts, with further name tables."""
    return Tables(Gazetteer.load(*gazetteer), Offices.load(), Memberships.load(), Participations.load())


def _project(found: Settled, keeper: Keeper, asked: Asked) -> None:
    ledger, base, tally = keeper.ledger, asked.base, Tally()
    runs, contents = ledger.runs(), ledger.contents()

    def quads_of(id_: str) -> Iterator[ox.Quad]:
        return document_quads(_extraction(id_, ledger, found), runs[contents[id_][1]], base, found.copies.get(id_))

    projection = Projection(ledger, keeper.sink, base)
    for part, blocks in shared_blocks(
        found.entities, tally.counted(found.acts()), tables(asked.own.tables), found.identities.decisions,
        copies=found.copies, overruled=found.overruled(), base=base,
    ):  # fmt: skip
        projection.share(part, blocks)
    projection.documents((_made(account, found, contents) for account in found.accounts), quads_of)
    ledger.set(summary=json.dumps(asdict(_summary(found, tally, asked.rulings))))
    projection.finish(asked.state)


def _made(account: Account, found: Settled, contents: Mapping[str, tuple[str, str]]) -> Made:
    """What the graph of a document is made from: beside its text, what others make of its things and acts."""
    id_ = account.document.id
    new = new_ids(found.identities.chosen[id_])
    acts = [found.identities.acts.get(now) for now, _ in renamed(account.events, new).values()]
    seen = (sorted(new.items()), acts)
    ruled = [found.settled(id_).to_json()] if id_ in found.corrected.extractions else []
    mark = digest(run.package(), *contents[id_], repr(seen), found.copies.get(id_, ""), *ruled)
    return Made(id_, mark, _on_instruments(account))


def _on_instruments(account: Account) -> bool:
    """Whether a document speaks of treaties and agreements."""
    named = any(b.entity.cls in INSTRUMENT_CLASSES for b in account.bearings)
    return named or any(map(concerns_instruments, account.events.values()))


def _summary(found: Settled, tally: Tally, rulings: Sequence[Ruling]) -> Summary:
    """Counts over all documents; an entity or event of several counts once."""
    by_class: Counter[str] = Counter(e.cls for e in found.entities.values())
    ruled = [(r, found.corrected.found.get(n, 0)) for n, r in enumerate(rulings) if not r.on_identity]
    return Summary(
        documents=len(found.identities.chosen),
        copies=len(found.copies),
        entities={cls: by_class[cls] for cls in ENTITY_CLASSES if by_class[cls]},
        events=dict(sorted((type_, n) for type_, n in tally.events.items() if n)),
        claims=tally.claims,
        idle=(*idle(rulings, found.accounts), *(str(r.one) for r, n in ruled if not n)),
        ruled={str(r): n for r, n in ruled if n},
    )
