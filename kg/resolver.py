"""Across documents: one identifier for one thing, different ones for different things, and the reasons for it.

Names propose, named and weighted signs decide (in the manner of Fellegi & Sunter 1969): a pair that shares a name key
is scored by what speaks for and against one thing, and joined from THRESHOLD on, the best pairs first, unless that
would bring together two that are apart. What a curator decided comes before all else. Only pairs within a block of
equal keys are compared, so that the cost follows the blocks and not the square of the corpus.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from kg import names
from kg.account import Account
from kg.decisions import Ruling, Side
from kg.gazetteer import Gazetteer, normal_form
from kg.identities import Identities, new_ids, one_act_each, renamed, settled
from kg.model import FEATURES, Card, Decision, Entity, Extraction, digest
from kg.offices import Offices

THRESHOLD = 1.5
APART = -2.0  # from here down two never come together, not even through a third
CLEARLY = 0.5  # by how much the best of several candidates that are apart must lead
Key = tuple[str, str]  # an identifier, and the part of its bearers that is looked at by itself
Pair = tuple[Key, Key]

BY_TEXT = frozenset({"Organization", "GovernmentBody", "InternationalOrganization", "Place"})


@dataclass(slots=True)
class Bearer:
    """What several documents say of whoever has one identifier and, for persons, acts for one state."""

    entity: Entity
    known: bool
    part: str = ""
    documents: dict[str, Card] = field(default_factory=dict)
    offices: set[tuple[str, str]] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def key(self) -> Key:
        return self.entity.id, self.part

    @property
    def rank(self) -> tuple[bool, bool, int, int, str, str]:
        """The first of a cluster names it: known by a table, of several words, named most often, the fullest name."""
        short = " " not in self.entity.name
        return (not self.known, short, -sum(self.forms.values()), -len(self.entity.name), *self.key)


def resolve(
    extractions: Iterable[Extraction], rulings: Sequence[Ruling] = (), *, register: Gazetteer | None = None
) -> tuple[list[Extraction], tuple[Decision, ...]]:
    """The extractions with one identifier for one thing and for one act, and the decisions that led there.

    Both come in an order of their own, whatever that of the extractions. What `register` knows keeps its identifier.
    """
    found = sorted(extractions, key=lambda x: x.document.id)
    identities = identify(map(Account.of, found), rulings, register=register)
    return [settled(x, identities) for x in found], identities.decisions


def identify(
    accounts: Iterable[Account], rulings: Sequence[Ruling] = (), *, register: Gazetteer | None = None
) -> Identities:
    """One identifier for one thing and for one act, over all documents; their order does not matter."""
    found = sorted(accounts, key=lambda a: a.document.id)
    known = _known((b.entity for a in found for b in a.bearings), register or Gazetteer.load())
    parts = {
        (a.document.id, b.entity.id): _part(b.entity, a.document, rulings, known) for a in found for b in a.bearings
    }
    bearers = _bearers(found, parts, known)
    decided = dict(_decisions(bearers, rulings))
    clusters = _Clusters(decided, bearers)
    joined = {pair: clusters.join(*pair) for pair in sorted(decided, key=lambda p: (-decided[p].score, p))}
    of_key = _entities(clusters, bearers)
    chosen = {
        a.document.id: {b.entity.id: of_key[b.entity.id, parts[a.document.id, b.entity.id]] for b in a.bearings}
        for a in found
    }
    told = {
        replace(decision, verdict="Same" if joined[a, b] else "Different", entity=of_key[a].id, other=of_key[b].id)
        for (a, b), decision in decided.items()
        if decision.by or (a[0] != b[0] if joined[a, b] else any(FEATURES[f] > 0 for f in decision.features))
    }
    events = (e for a in found for e in renamed(a.events, new_ids(chosen[a.document.id])).values())
    return Identities(chosen, one_act_each(events), tuple(sorted(told, key=lambda d: d.id)))


def _known(entities: Iterable[Entity], register: Gazetteer) -> frozenset[str]:
    """The identifiers that a table has given."""
    offices = Offices.load()
    return frozenset(e.id for e in entities if register.get(e.id) or (e.cls == "Person" and offices.named(e.name)))


def _part(entity: Entity, document: Card, rulings: Sequence[Ruling], known: frozenset[str]) -> str:
    """What of an identifier is looked at by itself: a person by state, and what a ruling takes from one document."""
    for side in (s for ruling in rulings for s in (ruling.one, ruling.other)):
        if side.document and side.within(document) and side.names(entity):
            return document.id
    return entity.state or "" if entity.cls == "Person" and entity.id not in known else ""


def _bearers(
    found: Sequence[Account], parts: Mapping[tuple[str, str], str], known: frozenset[str]
) -> dict[Key, Bearer]:
    bearers: dict[Key, Bearer] = {}
    for account in found:
        for bearing in account.bearings:
            id_ = bearing.entity.id
            key = id_, parts[account.document.id, id_]
            bearer = bearers.setdefault(key, Bearer(bearing.entity, id_ in known, key[1]))
            bearer.documents[account.document.id] = account.document
            for form, times in bearing.forms:
                bearer.forms[form] += times
            bearer.offices |= set(bearing.offices)
    return bearers


def _decisions(bearers: Mapping[Key, Bearer], rulings: Sequence[Ruling]) -> Iterator[tuple[Pair, Decision]]:
    """Every pair that is worth comparing, with its signs; `verdict` is not yet known."""
    blocks = _blocks(bearers.values())
    alone = {key for key, members in blocks.items() if len({id_ for id_, _ in members}) <= 2}
    ruled = dict(_ruled(bearers, rulings))
    pairs = {pair for members in blocks.values() for pair in combinations(sorted(members), 2)} | ruled.keys()
    for a, b in sorted(pairs):
        one, other, ruling = bearers[a], bearers[b], ruled.get((a, b))
        curated = (f"curated-{ruling.verdict}",) if ruling else ()
        if signs := (*curated, *_signs(one, other, alone)):
            score = round(sum(FEATURES[s] for s in signs), 2)
            decision = Decision("Different", a[0], b[0], one.entity.name, other.entity.name, score, signs)
            if ruling:
                decision = replace(decision, by=ruling.by or "curator", date=ruling.date, reason=ruling.reason)
            yield (a, b), decision


def _ruled(bearers: Mapping[Key, Bearer], rulings: Sequence[Ruling]) -> Iterator[tuple[Pair, Ruling]]:
    for ruling in rulings:
        for a in _meant(bearers, ruling.one):
            for b in _meant(bearers, ruling.other):
                if a != b:
                    yield (min(a, b), max(a, b)), ruling


def _meant(bearers: Mapping[Key, Bearer], side: Side) -> list[Key]:
    """What a curator means: the things of that name or identifier, else those that a text calls so."""
    near = [b for b in bearers.values() if any(map(side.within, b.documents.values()))]
    named = [b.key for b in near if side.names(b.entity)]
    return named or [b.key for b in near if side.names(b.entity, b.forms)]


def _blocks(bearers: Iterable[Bearer]) -> dict[str, set[Key]]:
    """Bearers by what their names have in common."""
    blocks: dict[str, set[Key]] = defaultdict(set)
    for bearer in bearers:
        entity = bearer.entity
        if entity.cls == "Person":
            for key in {k for name in (entity.name, *entity.aliases) for k in names.keys(name)}:
                blocks[f"person {key}"].add(bearer.key)
        elif entity.cls in BY_TEXT:
            for form in {entity.name, *(f for f in bearer.forms if f.isupper())}:
                blocks[f"name {_plain(form)}"].add(bearer.key)
    return {key: members for key, members in blocks.items() if len(members) > 1}


def _plain(name: str) -> str:
    """An organisation's name without case, article, punctuation."""
    form = normal_form(name).casefold().removeprefix("the ")
    return "".join(c for c in form if c.isalnum())


def _signs(one: Bearer, other: Bearer, alone: set[str]) -> Iterator[str]:
    """What speaks for and against one thing; nothing where the names do not even suggest it."""
    a, b = one.entity, other.entity
    if a.cls == b.cls == "Person":
        yield from _person_signs(one, other, alone)
    elif {a.cls, b.cls} <= BY_TEXT and not (a.state and b.state and a.state != b.state):
        if _plain(a.name) == _plain(b.name):
            yield "same-name" if a.cls == b.cls else "same-name-other-class"
        elif a.cls == b.cls and _abbreviated(*sorted((a.name, b.name), key=len)):
            yield "abbreviation"


def _abbreviated(short: str, long: str) -> bool:
    return short.isupper() and short.isalnum() and short not in long and names.abbreviates(short, long)


def _person_signs(one: Bearer, other: Bearer, alone: set[str]) -> Iterator[str]:
    a, b = one.entity, other.entity
    compared = (names.compare(x, y) for x in (a.name, *a.aliases) for y in (b.name, *b.aliases))
    sign = max((s for s in compared if s), key=lambda s: (FEATURES[s], s), default=None)
    if sign is None:
        return
    yield sign
    if a.same_as and b.same_as:
        yield "same-identifier" if set(a.same_as) & set(b.same_as) else "other-identifier"
    if a.state and b.state:
        yield "same-state" if a.state == b.state else "other-state"
    if one.offices and other.offices:
        yield "same-office" if one.offices & other.offices else "other-office"
    if sign == "same-surname" and any(f"person {key}" in alone for key in names.keys(a.name) & names.keys(b.name)):
        yield "only-bearer"
    if a.id != b.id and one.documents.keys() & other.documents.keys():
        yield "in-one-document"


class _Clusters:
    """Bearers that are one, built pair by pair; two that are apart never meet through a third."""

    def __init__(self, scores: Mapping[Pair, Decision], keys: Iterable[Key]) -> None:
        self.home = {key: frozenset({key}) for key in keys}
        self.scores = scores
        self.apart: dict[Key, set[Key]] = defaultdict(set)
        self.near: dict[Key, list[Key]] = defaultdict(list)
        for (a, b), decision in scores.items():
            self.near[a].append(b)
            self.near[b].append(a)
            if decision.score <= APART:
                self.apart[a].add(b)
                self.apart[b].add(a)

    def join(self, a: Key, b: Key) -> bool:
        """Whether the two are in one cluster now. Ask for the pairs with the best scores first."""
        score = self.scores[a, b].score
        if score < THRESHOLD or self._barred(self.home[a], self.home[b]):
            return False
        if self._ambiguous(a, b, score) or self._ambiguous(b, a, score):
            return False
        together = self.home[a] | self.home[b]
        self.home.update(dict.fromkeys(together, together))
        return True

    def _barred(self, one: frozenset[Key], other: frozenset[Key]) -> bool:
        return any(not self.apart[key].isdisjoint(other) for key in one)

    def _ambiguous(self, a: Key, b: Key, score: float) -> bool:
        """Whether `a` could as well be somebody that is apart from `b`: 'George Bush' of two presidents."""
        rivals = (c for c in self.near[a] if self.scores[min(a, c), max(a, c)].score > score - CLEARLY)
        return any(self._barred(self.home[c], self.home[b]) for c in rivals)


def _entities(clusters: _Clusters, bearers: Mapping[Key, Bearer]) -> dict[Key, Entity]:
    """The entity of every bearer: that of its cluster's first, with the others' names as aliases."""
    chosen: dict[Key, Entity] = {}
    taken: set[str] = set()
    groups = [sorted((bearers[k] for k in home), key=lambda b: b.rank) for home in set(clusters.home.values())]
    for group in sorted(groups, key=lambda g: g[0].rank):
        first = group[0].entity
        id_ = first.id
        if id_ in taken:
            id_ = f"{id_}-{(first.state or '').removeprefix('state-') or digest(*sorted(group[0].documents))[:8]}"
        taken.add(id_)
        called = {n for b in group for n in (b.entity.name, *b.entity.aliases)} - {first.name}
        entity = replace(first, id=id_, aliases=tuple(sorted(called)))
        for bearer in group:
            chosen[bearer.key] = entity if entity.state else replace(entity, state=_state(group))
    return chosen


def _state(group: Sequence[Bearer]) -> str | None:
    return next((b.entity.state for b in group if b.entity.state), None)
