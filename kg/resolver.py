"""Across documents: one identifier for one thing, different ones for different things, and the reasons for it.

Names propose, named and weighted signs decide (in the manner of Fellegi & Sunter 1969): a pair that shares a name key
is scored by what speaks for and against one thing, and joined from THRESHOLD on, the best pairs first, unless that
would bring together two that are apart. What a curator decided comes before all else. `kg.blocks` says which pairs are
compared, so that the cost follows the number of things and not its square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg import names
from kg.account import Account
from kg.bearers import Bearer, Bearers
from kg.blocks import BY_TEXT, Blocks, Pair, plain
from kg.copies import copies, signature
from kg.corrections import correct
from kg.decisions import Ruling
from kg.gazetteer import Gazetteer
from kg.identities import Chosen, Identities, Named, likeness, new_ids, one_act_each, renamed, settled
from kg.model import FEATURES, Decision, Entity, Extraction, digest
from kg.sametext import extraction_in_text

THRESHOLD = 1.5
APART = -2.0  # from here down two never come together, not even through a third
CLEARLY = 0.5  # by how much the best of several candidates that are apart must lead


@dataclass(frozen=True, slots=True)
class Score:
    """What speaks for and against one thing, the sum of its weights, and what a curator decided, if anything."""

    signs: tuple[str, ...]
    total: float
    ruling: Ruling | None = None


def resolve(
    extractions: Iterable[Extraction], rulings: Sequence[Ruling] = (), *, register: Gazetteer | None = None
) -> tuple[list[Extraction], tuple[Decision, ...]]:
    """The extractions with one identifier for one thing and for one act, and the decisions that led there.

    Both come in an order of their own, whatever that of the extractions. What `register` knows keeps its identifier.
    What only one text tells is the same in all copies of that text.
    """
    read = sorted(extractions, key=lambda x: x.document.id)
    originals = copies((x.document.card, signature(x.document.text)) for x in read)
    by_id = {x.document.id: x for x in read}
    tables = register or Gazetteer.load()
    corrected = correct([Account.of(x) for x in read], rulings, originals, by_id.__getitem__, register=tables)
    by_id |= corrected.extractions
    found = [extraction_in_text(by_id[x.document.id], originals.get(x.document.id)) for x in read]
    identities = identify([Account.of(x) for x in found], (*rulings, *corrected.apart), register=tables)
    return [settled(x, identities) for x in found], corrected.recorded(identities).decisions


def identify(
    accounts: Iterable[Account], rulings: Sequence[Ruling] = (), *, register: Gazetteer | None = None
) -> Identities:
    """One identifier for one thing and for one act, over all documents.

    The accounts come in the order of their documents, each time that they are gone through, as `kg.corrections` leaves
    them: of the rulings, those on what is the same or different are looked at.
    """
    rulings = [ruling for ruling in rulings if ruling.on_identity]
    bearers = Bearers(accounts, rulings, register or Gazetteer.load())
    blocks = Blocks(bearers.all)
    scores = dict(_scores(bearers, blocks, rulings))
    clusters = _Clusters(scores, bearers, blocks)
    joined = {pair: clusters.join(*pair) for pair in sorted(scores, key=lambda p: (-scores[p].total, p))}
    entities = _entities(clusters.all(), bearers)
    told = {
        _decision(score, joined[pair], [(bearers[n].entity, entities[n]) for n in pair])
        for pair, score in scores.items()
        if _worth_telling(score, joined[pair], *(bearers[n].entity for n in pair))
    }
    chosen = Chosen(bearers.rows, [b.entity.id for b in bearers], entities)
    retold = _repeated(likeness(*act) for act in _acts(accounts, chosen))
    acts = one_act_each(act for act in _acts(accounts, chosen) if likeness(*act) in retold) if retold else {}
    return Identities(chosen, acts, tuple(sorted(told, key=lambda d: d.id)), retold)


def _worth_telling(score: Score, joined: bool, one: Entity, other: Entity) -> bool:
    if score.ruling:
        return True
    return one.id != other.id if joined else any(FEATURES[sign] > 0 for sign in score.signs)


def _decision(score: Score, joined: bool, pair: Sequence[tuple[Entity, Entity]]) -> Decision:
    (one, a), (other, b) = pair
    made = Decision("Same" if joined else "Different", a.id, b.id, one.name, other.name, score.total, score.signs)
    if score.ruling is None:
        return made
    return replace(made, by=score.ruling.by or "curator", date=score.ruling.date, reason=score.ruling.reason)


def _acts(accounts: Iterable[Account], chosen: Chosen) -> Iterator[Named]:
    """The acts of all documents, in terms of what is what."""
    for account in accounts:
        yield from renamed(account.events, new_ids(chosen[account.document.id])).values()


def _repeated(numbers: Iterable[int]) -> frozenset[int]:
    """Those that come more than once."""
    import numpy as np

    found = np.sort(np.fromiter(numbers, np.int64))
    return frozenset(found[1:][found[1:] == found[:-1]].tolist())


def _scores(bearers: Bearers, blocks: Blocks, rulings: Sequence[Ruling]) -> Iterator[tuple[Pair, Score]]:
    """Every pair that is worth comparing, with its signs, unless there are none."""
    ruled = dict(_ruled(bearers, rulings))
    seen: dict[tuple[str, ...], Score] = {}
    for a, b in blocks.pairs():
        if (a, b) not in ruled and (signs := tuple(_signs(bearers[a], bearers[b], blocks))):
            if signs not in seen:
                seen[signs] = _score(signs)
            yield (a, b), seen[signs]
    for (a, b), ruling in ruled.items():
        yield (a, b), _score((f"curated-{ruling.verdict}", *_signs(bearers[a], bearers[b], blocks)), ruling)


def _score(signs: tuple[str, ...], ruling: Ruling | None = None) -> Score:
    return Score(signs, round(sum(FEATURES[s] for s in signs), 2), ruling)


def _ruled(bearers: Bearers, rulings: Sequence[Ruling]) -> Iterator[tuple[Pair, Ruling]]:
    for ruling in rulings:
        for a in bearers.meant(ruling.one):
            for b in bearers.meant(ruling.other):
                if a != b:
                    yield (min(a, b), max(a, b)), ruling


def _signs(one: Bearer, other: Bearer, blocks: Blocks) -> Iterator[str]:
    """What speaks for and against one thing; nothing where the names do not even suggest it."""
    a, b = one.entity, other.entity
    if a.cls == b.cls == "Person":
        yield from _person_signs(one, other, blocks)
    elif {a.cls, b.cls} <= BY_TEXT and not (a.state and b.state and a.state != b.state):
        if plain(a.name) == plain(b.name):
            yield "same-name" if a.cls == b.cls else "same-name-other-class"
        elif a.cls == b.cls and _abbreviated(*sorted((a.name, b.name), key=len)):
            yield "abbreviation"


def _abbreviated(short: str, long: str) -> bool:
    return short.isupper() and short.isalnum() and short not in long and names.abbreviates(short, long)


def _person_signs(one: Bearer, other: Bearer, blocks: Blocks) -> Iterator[str]:
    a, b = one.entity, other.entity
    compared = (names.compare(x, y) for x in one.names for y in other.names)
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
    if sign == "same-surname" and blocks.alone(one, other):
        yield "only-bearer"
    if a.id != b.id and one.meets(other):
        yield "in-one-document"


class _Clusters:
    """Bearers that are one, built pair by pair; two that are apart never meet through a third."""

    def __init__(self, scores: Mapping[Pair, Score], bearers: Bearers, blocks: Blocks) -> None:
        self._scores = scores
        self._bearers = bearers
        self._blocks = blocks
        self._looked_up: dict[Pair, bool] = {}
        self._home: dict[int, frozenset[int]] = {}  # of those that are not by themselves
        self._near: dict[int, list[int]] = defaultdict(list)
        self._apart: dict[int, set[int]] = defaultdict(set)
        for (a, b), score in scores.items():
            self._near[a].append(b)
            self._near[b].append(a)
            if score.total <= APART:
                self._apart[a].add(b)
                self._apart[b].add(a)

    def all(self) -> list[frozenset[int]]:
        return [*set(self._home.values()), *(self.home(n) for n in range(len(self._bearers)) if n not in self._home)]

    def home(self, n: int) -> frozenset[int]:
        return self._home.get(n) or frozenset({n})

    def join(self, a: int, b: int) -> bool:
        """Whether the two are in one cluster now. Ask for the pairs with the best scores first."""
        score = self._scores[a, b].total
        if score < THRESHOLD or self._barred(self.home(a), self.home(b)):
            return False
        if self._ambiguous(a, b, score) or self._ambiguous(b, a, score):
            return False
        together = self.home(a) | self.home(b)
        self._home.update(dict.fromkeys(together, together))
        return True

    def _barred(self, one: frozenset[int], other: frozenset[int]) -> bool:
        if one is other:
            return False
        if any(not self._apart[n].isdisjoint(other) for n in one if n in self._apart):
            return True
        return any(self._apart_after_all(min(a, b), max(a, b)) for a in one for b in other if a != b)

    def _apart_after_all(self, a: int, b: int) -> bool:
        """Whether two are apart that were not compared, because their block is large."""
        one, other = self._bearers[a].entity, self._bearers[b].entity
        if one.name == other.name and not (one.same_as and other.same_as):
            return False  # whatever speaks against it, the name weighs more
        if (a, b) in self._scores or not self._blocks.passed_over(a, b):
            return False
        if (a, b) not in self._looked_up:
            signs = tuple(_signs(self._bearers[a], self._bearers[b], self._blocks))
            self._looked_up[a, b] = _score(signs).total <= APART
        return self._looked_up[a, b]

    def _ambiguous(self, a: int, b: int, score: float) -> bool:
        """Whether `a` could as well be somebody that is apart from `b`: 'George Bush' of two presidents."""
        rivals = (c for c in self._near[a] if self._scores[min(a, c), max(a, c)].total > score - CLEARLY)
        return any(self._barred(self.home(c), self.home(b)) for c in rivals)


def _entities(clusters: Iterable[frozenset[int]], bearers: Bearers) -> list[Entity]:
    """The entity of every bearer: that of its cluster's first, with the others' names as aliases."""
    chosen = [bearer.entity for bearer in bearers]
    taken: set[str] = set()
    groups = [sorted(cluster, key=lambda n: bearers[n].rank) for cluster in clusters]
    for group in sorted(groups, key=lambda g: bearers[g[0]].rank):
        first = bearers[group[0]].entity
        id_ = first.id
        if id_ in taken:
            where = (first.state or "").removeprefix("state-")
            id_ = f"{id_}-{where or digest(*bearers.document_ids(group[0]))[:8]}"
        taken.add(id_)
        called = {name for n in group for name in bearers[n].names} - {first.name}
        state = next((bearers[n].entity.state for n in group if bearers[n].entity.state), None)
        entity = replace(first, id=id_, aliases=tuple(sorted(called)), state=first.state or state)
        for n in group:
            chosen[n] = entity
    return chosen
