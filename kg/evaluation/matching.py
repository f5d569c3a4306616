"""The prediction for a document in the terms of its annotation: which entities are one, and what each event says.

Entities are aligned one to one, greedily, those first that share most normalised names. A predicted entity that has no
counterpart keeps its identifier with a "?" before it, which no annotation has.

An event is its triples (type, source, target): one for each source with each target, None where there is none. The
sides of a symmetric act (`kg.events.SYMMETRIC`) have no order, and one that names all on one side is each pair of
them. Parties to a treaty action act towards the instrument: each gives (type, party, None), whatever its side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, product

from kg.evaluation.gold import Gold
from kg.events import SYMMETRIC
from kg.gazetteer import normal_form
from kg.model import Claim, Entity, Event, Extraction
from kg.names import tokens
from kg.text.lexicon import role_kinds, words

Triple = tuple[str, str | None, str | None]

ARTICLES = frozenset({"the", "a", "an"})
UNNAMED = frozenset({"pronoun"})  # rules of mentions that an annotation does not list
COARSE: Mapping[str, str] = {
    "Person": "person", "State": "state", "InternationalOrganization": "organisation",
    "GovernmentBody": "organisation", "Organization": "organisation", "Place": "place", "Treaty": "instrument",
    "Agreement": "instrument", "Meeting": "meeting",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """An event with its claims; entities by the ids of the annotation, words counted from the first printed letter."""

    event: Event
    claims: tuple[Claim, ...]
    triples: frozenset[Triple]

    @property
    def modalities(self) -> frozenset[str]:
        return frozenset(map(modality, self.claims))

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        return tuple((e.start, e.end) for claim in self.claims for e in claim.evidence)

    def near(self, other: Act) -> bool:
        """Whether words that show the one are among those that show the other."""
        return any(self.within(claim) for claim in other.claims)

    def within(self, claim: Claim) -> bool:
        """Whether words that show the act are among those of a claim."""
        return any(a < e.end and e.start < b for a, b in self.spans for e in claim.evidence)


def modality(claim: Claim) -> str:
    """How a claim says its event, in the annotation's words: a denial is a modality there."""
    return "denied" if claim.stance == "Denies" else claim.modality.lower()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One document as annotated and as predicted.

    `same` leads from predicted entities to annotated ones, `lifted` from entities to their states. `wanted` and `found`
    are the acts of either side; a predicted date is cut to the month or year that is annotated for such an act.
    """

    id: str
    register: str
    gold: Extraction
    predicted: Extraction
    same: Mapping[str, str]
    wanted: tuple[Act, ...]
    found: tuple[Act, ...]
    lifted: Mapping[str, str]

    def partners(self, act: Act) -> list[Act]:
        """The predicted acts that share a triple with an annotated one."""
        return [found for found in self.found if found.triples & act.triples]

    def lift(self, triple: Triple) -> Triple:
        """The triple with each actor replaced by its state."""
        type_, *actors = triple
        source, target = (self.lifted.get(a, a) if a else None for a in actors)
        return _triple(type_, source, target)


def compare(gold: Gold, predicted: Extraction) -> Comparison:
    same = align(gold.extraction, predicted)
    wanted = _acts(gold.extraction, lambda id_: id_)
    found = _acts(predicted, lambda id_: same.get(id_, f"?{id_}"))
    return Comparison(
        gold.id, gold.register, gold.extraction, predicted, same, wanted,
        tuple(_as_precise(act, wanted) for act in found), _lifted(gold.extraction, predicted, same),
    )  # fmt: skip


# ---------------------------------------------------------------------------------------------------------- entities


@cache
def normal_name(name: str) -> str:
    """A name in small ASCII letters, without possessive endings, articles and titles before it."""
    rest = list(tokens(re.sub(r"['’]s\b", "", normal_form(name))))
    while len(rest) > 1 and rest[0] in ARTICLES:
        rest = rest[1:]
    return " ".join(rest[_titles(rest) :])


def _titles(name: list[str]) -> int:
    """How many words before a name are its bearer's title: both of "Foreign Minister", none of "Foreign Ministry"."""
    number = 0
    for i, word in enumerate(name[:-1], 1):
        if word not in _title_words():
            break
        number = i if word in _holders() else number
    return number


@cache
def _title_words() -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in words("roles", "titles", "honorifics"))


@cache
def _holders() -> frozenset[str]:
    honorifics = {word.rstrip(".") for word in words("roles", "honorifics")}
    return frozenset(role_kinds()) | honorifics


def forms(extraction: Extraction) -> frozenset[str]:
    """The distinct surface forms by which a document names entities, titles included."""
    surfaces = {m.text for m in extraction.mentions if m.rule not in UNNAMED}
    return frozenset(normal_form(re.sub(r"^(?:the|a|an) |['’]s?$", "", s.casefold())) for s in surfaces)


def align(gold: Extraction, predicted: Extraction) -> dict[str, str]:
    """Predicted entities to annotated ones, one to one; of equal numbers of shared names, one class goes first."""
    wanted, found = _names(gold), _names(predicted)
    shared = [
        (-len(a & b), COARSE[g.cls] != COARSE[p.cls], g.id, p.id) for (g, a), (p, b) in product(wanted, found) if a & b
    ]
    same: dict[str, str] = {}
    taken: set[str] = set()
    for *_, g_id, p_id in sorted(shared):
        if p_id not in same and g_id not in taken:
            same[p_id] = g_id
            taken.add(g_id)
    return same


def _names(extraction: Extraction) -> list[tuple[Entity, frozenset[str]]]:
    surfaces: dict[str, set[str]] = {}
    for mention in extraction.mentions:
        if mention.rule not in UNNAMED:
            surfaces.setdefault(mention.entity, set()).add(mention.text)
    return [
        (e, frozenset(map(normal_name, {e.name, *e.aliases, *surfaces.get(e.id, ())})) - {""})
        for e in extraction.entities
    ]


def _lifted(gold: Extraction, predicted: Extraction, same: Mapping[str, str]) -> dict[str, str]:
    """Entities to the states they belong to; what the annotation says goes before what was predicted."""
    known = _states(predicted, lambda id_: same.get(id_, f"?{id_}"))
    return known | _states(gold, lambda id_: id_)


def _states(extraction: Extraction, key: Callable[[str], str]) -> dict[str, str]:
    """States by their codes, as two texts may not name them alike."""
    code = {e.id: e.iso3 for e in extraction.entities if e.iso3}
    states = {key(e.id): e.iso3 or code.get(e.state or "") for e in extraction.entities}
    return {id_: state for id_, state in states.items() if state}


# -------------------------------------------------------------------------------------------------------------- acts


def _acts(extraction: Extraction, key: Callable[[str], str]) -> tuple[Act, ...]:
    text = extraction.document.text
    indent = len(text) - len(text.lstrip())
    claims: dict[str, list[Claim]] = {}
    for claim in extraction.claims:
        words = tuple(replace(e, start=e.start - indent, end=e.end - indent) for e in claim.evidence)
        named = replace(claim, evidence=words, claimed_by=tuple(map(key, claim.claimed_by)))
        claims.setdefault(claim.event, []).append(named)
    acts = ((_renamed(event, key), tuple(claims.get(event.id, ()))) for event in extraction.events)
    return tuple(Act(event, told, triples(event)) for event, told in acts)


def _renamed(event: Event, key: Callable[[str], str]) -> Event:
    return replace(
        event,
        sources=tuple(map(key, event.sources)),
        targets=tuple(map(key, event.targets)),
        about=tuple(map(key, event.about)),
        place=key(event.place) if event.place else None,
    )


def triples(event: Event) -> frozenset[Triple]:
    """What an event says of type and actors; the module says how it is expanded."""
    if event.type.startswith("TREATY_"):
        return frozenset((event.type, party, None) for party in (*event.sources, *event.targets) or (None,))
    pairs: Iterable[tuple[str | None, str | None]] = product(event.sources or (None,), event.targets or (None,))
    if event.type in SYMMETRIC:
        pairs = _meetings(event)
    return frozenset(_triple(event.type, source, target) for source, target in pairs)


def _meetings(event: Event) -> list[tuple[str | None, str | None]]:
    """Who acts with whom; somebody alone where nobody else is named."""
    everybody = (*event.sources, *event.targets)
    across = product(event.sources, event.targets) if event.sources and event.targets else combinations(everybody, 2)
    return [(a, b) for a, b in across if a != b] or [(everybody[0] if everybody else None, None)]


def _triple(type_: str, source: str | None, target: str | None) -> Triple:
    if type_ in SYMMETRIC and source and target:
        source, target = sorted((source, target))
    return type_, source, target


def _as_precise(act: Act, wanted: Iterable[Act]) -> Act:
    """The act with its date cut to that of a wanted act with a common triple, where it begins with it."""
    dates = {w.event.date for w in wanted if w.event.date and w.triples & act.triples}
    fitting = [date for date in dates if (act.event.date or "").startswith(date)]
    return replace(act, event=replace(act.event, date=max(fitting, key=len))) if fitting else act
