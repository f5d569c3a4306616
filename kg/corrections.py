"""What a curator rejects or corrects in the documents, before anything is made of them.

This is the one place where rulings on claims and links are applied. All that counts sees the documents as corrected;
what was set aside goes along in `Extraction.overruled`, for the graph to tell. A corrected claim counts in place of the
one that was read. What is not the known thing that it was taken for becomes a thing of its document's own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.account import Account
from kg.decisions import THINGS, Ruling, Side, called
from kg.errors import InputError
from kg.gazetteer import Gazetteer
from kg.identities import Identities, settled
from kg.model import CURATOR, Claim, Curation, Decision, Entity, Event, Extraction, Overruled, digest, entity_id

Numbered = Sequence[tuple[int, Ruling]]  # rulings with their places in the file
ENDS = {"source": "sources", "target": "targets", "about": "about"}  # what a change is called -> of an event


@dataclass(frozen=True, slots=True)
class Link:
    """That a thing of a document is not the known one that it was taken for, by which ruling."""

    document: str
    thing: Entity
    known: Entity
    ruling: Ruling

    @property
    def apart(self) -> Ruling:
        """The same as a ruling on identities."""
        return replace(self.ruling, verdict="different", one=Side(self.thing.id), other=Side(self.known.id))


@dataclass(frozen=True, slots=True)
class Corrected:
    """The documents that rulings have changed, by identifier, and how much each ruling, by its place, has found."""

    extractions: Mapping[str, Extraction] = field(default_factory=dict)
    links: tuple[Link, ...] = ()
    found: Mapping[int, int] = field(default_factory=dict)

    @property
    def apart(self) -> tuple[Ruling, ...]:
        return tuple(dict.fromkeys(link.apart for link in self.links))

    def account(self, account: Account) -> Account:
        extraction = self.extractions.get(account.document.id)
        return account if extraction is None else Account.of(extraction)

    def recorded(self, identities: Identities) -> Identities:
        """With decisions on links, also where no text names the known thing, so that there was no pair to compare."""
        pairs = {frozenset((d.entity, d.other)) for d in identities.decisions}
        things = [(identities.chosen[link.document][link.thing.id], link) for link in self.links]
        alone = (_decision(e, link) for e, link in things if frozenset((e.id, link.known.id)) not in pairs)
        return replace(identities, decisions=(*identities.decisions, *sorted(set(alone), key=lambda d: d.id)))


UNCHANGED = Corrected()


def _decision(thing: Entity, link: Link) -> Decision:
    ruling, signs = link.ruling, ("curated-different",)
    return Decision(
        "Different", thing.id, thing.id, thing.name, link.known.name, -100.0, signs,
        ruling.by or CURATOR, ruling.date, ruling.reason,
    )  # fmt: skip


def correct(
    accounts: Iterable[Account],
    rulings: Sequence[Ruling],
    copies: Mapping[str, str],
    extraction: Callable[[str], Extraction],
    *,
    register: Gazetteer,
) -> Corrected:
    """The documents that rulings change; `extraction` gives what was found in one by its identifier.

    The accounts can be gone through again. InputError where a correction names a thing that neither these documents nor
    tables know, or that may be one of several.
    """
    numbered = [(n, ruling) for n, ruling in enumerate(rulings) if not ruling.on_identity]
    if not numbered:
        return UNCHANGED
    known = _Names(accounts, register)
    made: dict[str, Extraction] = {}
    links: list[Link] = []
    found: Counter[int] = Counter()
    for id_, mine in sorted(_reached(accounts, numbered, copies).items()):
        before = extraction(id_)
        unlinked, more = _unlinked(before, mine, copies.get(id_, id_), found)
        after = _ruled(unlinked, mine, known, found)
        links += more
        if after is not before:
            made[id_] = after
    return Corrected(made, tuple(links), found)


def _reached(accounts: Iterable[Account], numbered: Numbered, copies: Mapping[str, str]) -> dict[str, Numbered]:
    """The documents that rulings may concern. What is ruled of a claim is ruled of it in all copies of its text."""
    named: dict[str, list[tuple[int, Ruling]]] = defaultdict(list)
    for n, ruling in numbered:
        named[ruling.one.document].append((n, ruling))
    found: dict[str, dict[int, Ruling]] = defaultdict(dict)
    texts: dict[str, dict[int, Ruling]] = defaultdict(dict)
    for account in accounts:
        id_ = account.document.id
        for n, ruling in (pair for name in {"", *called(account.document)} for pair in named.get(name, ())):
            if ruling.on_claims:
                texts[copies.get(id_, id_)][n] = ruling
            elif any(_is_link(ruling, b.entity, (form for form, _ in b.forms)) for b in account.bearings):
                found[id_][n] = ruling
    for id_, text in (*((text, text) for text in texts), *copies.items()):
        if text in texts:
            found[id_] |= texts[text]
    return {id_: sorted(mine.items()) for id_, mine in found.items()}


# ---------------------------------------------------------------------------------------------------------------- links


def _is_link(ruling: Ruling, entity: Entity, forms: Iterable[str]) -> bool:
    """Whether a thing of this name was taken for what a ruling says that it is not."""
    other = ruling.other.thing
    taken_for = any(id_ == other or f"/{id_}".endswith(f"/{other}") for id_ in (entity.id, *entity.same_as))
    return (taken_for or other.endswith(f"/{entity.id}")) and ruling.one.names(entity, forms)


def _unlinked(x: Extraction, mine: Numbered, text: str, found: Counter[int]) -> tuple[Extraction, list[Link]]:
    forms = {b.entity.id: [form for form, _ in b.forms] for b in Account.of(x).bearings}
    links: dict[str, Link] = {}
    for n, ruling in mine:
        for known in x.entities if not ruling.on_claims else ():
            if _is_link(ruling, known, forms[known.id]):
                links[known.id] = Link(x.document.id, _own(x, text, known, ruling), known, ruling)
                found[n] += 1
    if not links:
        return x, []
    chosen = {
        e.id: links[e.id].thing if e.id in links else replace(e, state=None if e.state in links else e.state)
        for e in x.entities
    }
    return settled(x, Identities({x.document.id: chosen}, {}, ())), list(links.values())


def _own(x: Extraction, text: str, known: Entity, ruling: Ruling) -> Entity:
    """What a document calls like a known thing and nothing else is known of. No state is one that no table knows.

    Its identifier is the same in all copies of a text.
    """
    name = known.name if ruling.one.thing.endswith(known.id) else ruling.one.thing
    acts = any(known.id in (*e.sources, *e.targets) for e in x.events)
    says = any(known.id in c.claimed_by for c in x.claims)
    cls = known.cls if known.cls != "State" else "GovernmentBody" if acts or says else "Place"
    return Entity(f"{entity_id(cls, name)}-{digest(text)[:8]}", cls, name)


# --------------------------------------------------------------------------------------------------------------- claims


def _ruled(x: Extraction, mine: Numbered, known: _Names, found: Counter[int]) -> Extraction:
    """The extraction with claims rejected and corrected; of several rulings on one claim the last counts."""
    events = {e.id: e for e in x.events}
    entities = {e.id: e for e in x.entities}
    claims: list[Claim] = []
    overruled: list[Overruled] = []
    for claim in x.claims:
        ruling = None
        for n, one in mine:
            if one.on_claims and _means(one, claim, events[claim.event]):
                ruling = one
                found[n] += 1
        if ruling is None:
            claims.append(claim)
            continue
        revision = None
        if ruling.changes:
            things = _things(ruling, known.within(x))
            event, revision = _revised(claim, events[claim.event], ruling, things, x.document.id)
            entities = {e.id: e for named in things.values() for e in named} | entities
            events.setdefault(revision.event, event)
            claims.append(revision)
        overruled.append(Overruled(claim, events[claim.event], _curation(ruling), revision))
    if not overruled:
        return x
    gone = {o.claim.event for o in overruled} - {c.event for c in claims}
    return replace(
        x,
        entities=tuple(entities.values()),
        events=tuple(event for id_, event in events.items() if id_ not in gone),
        claims=tuple(dict.fromkeys(claims)),
        overruled=(*x.overruled, *overruled),
    )


def _means(ruling: Ruling, claim: Claim, event: Event) -> bool:
    """Whether a ruling is on this claim; on one that a curator has made, none is."""
    wanted = ruling.one.thing.casefold()
    if claim.rule == CURATOR or ruling.other.thing not in {"", event.type}:
        return False
    return any(wanted in " ".join(e.exact.split()).casefold() for e in claim.evidence)


def _curation(ruling: Ruling) -> Curation:
    claims = f"{ruling.one}, {ruling.other}" if ruling.other.thing else str(ruling.one)
    return Curation(
        "ClaimCorrected" if ruling.changes else "ClaimRejected", claims,
        ruling.by, ruling.date, ruling.reason, ruling.changed,
    )  # fmt: skip


def _things(ruling: Ruling, thing: Callable[[str, Ruling], Entity]) -> dict[str, list[Entity]]:
    """The actors and things that a correction names, by what it changes."""
    found: dict[str, list[Entity]] = {name: [] for name, _ in ruling.changes if name in THINGS}
    for name, value in ruling.changes:
        if name in THINGS and value:
            found[name].append(thing(value, ruling))
    return found


def _revised(
    claim: Claim, event: Event, ruling: Ruling, things: Mapping[str, Sequence[Entity]], document: str
) -> tuple[Event, Claim]:
    """The claim as the curator has it, and its event, which may be another one."""
    ids = {name: tuple(dict.fromkeys(e.id for e in named)) for name, named in things.items()}
    plain = dict(ruling.changes)
    act: dict[str, Any] = {ENDS[name]: ids[name] for name in ids.keys() & ENDS.keys()}
    if "eventType" in plain:
        type_, _, mode = plain["eventType"].partition("-")
        act |= {"type": type_, "mode": mode or None}
    if "date" in plain:
        date = plain["date"]
        scope = "" if len(date) == 10 else document  # as in extraction: only a day tells events apart
        act |= {"date": date or None, "date_end": None, "time_expression": None, "scope": scope}
    said: dict[str, Any] = {name: plain[name] for name in ("stance", "modality", "certainty") if name in plain}
    if "claimedBy" in ids:
        said["claimed_by"] = ids["claimedBy"]
    other = replace(event, **act)
    return other, replace(claim, event=other.id, confidence=1.0, rule=CURATOR, **said)


class _Names:
    """What the names in corrections mean: a thing of the same document, else of the tables, else of any document."""

    def __init__(self, accounts: Iterable[Account], register: Gazetteer) -> None:
        self._accounts = accounts
        self._register = register
        self._elsewhere: dict[str, list[Entity]] = {}

    def within(self, x: Extraction) -> Callable[[str, Ruling], Entity]:
        def thing(name: str, ruling: Ruling) -> Entity:
            for found in self._ranked(name, x):
                if len(found) == 1:
                    return found[0]
                if found:
                    ids = ", ".join(e.id for e in found)
                    raise InputError(f"{ruling.where}: {name!r} may be {ids}: give the identifier of the one")
            raise InputError(f"{ruling.where}: {name!r} is no name or identifier in these documents or name tables")

        return thing

    def _ranked(self, name: str, x: Extraction) -> Iterator[list[Entity]]:
        yield _called(name, [Account.of(x)])
        readings = [r.known for r in self._register.lookup(name)]
        tabled = [self._register.entity(k) for k in (self._register.get(name), *readings) if k]
        yield _distinct(e for e in tabled if Side(name).names(e))
        if name not in self._elsewhere:
            self._elsewhere[name] = _called(name, self._accounts)
        yield self._elsewhere[name]


def _called(name: str, accounts: Iterable[Account]) -> list[Entity]:
    side = Side(name)
    bearings = (b for account in accounts for b in account.bearings)
    return _distinct(b.entity for b in bearings if side.names(b.entity, (form for form, _ in b.forms)))


def _distinct(entities: Iterable[Entity]) -> list[Entity]:
    """One for each identifier, whatever their order."""
    found = {e.id: e for e in sorted(set(entities), key=repr)}
    return [found[id_] for id_ in sorted(found)]
