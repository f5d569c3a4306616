"""What else is right or wrong of the annotated acts that were found: how they are said, who says so, when, where.

An annotated act is found if a predicted one shares a triple with it; each detail is then judged against all of these
predictions together, and the best of them counts:

- right    the same value; a predicted day is right within the month or year that is annotated
- part     a month for a day, a year for either; some of several speakers or matters
- wrong    another value
- missing  no value
- none     nothing is annotated, and nothing predicted
- added    nothing is annotated, and there is a value all the same

For the modality it is a confusion table instead: what is annotated, and what was predicted. Where that is not the
annotated one but belongs to another annotated act with the same triple (one side alleges what the other denies), it
counts as "another": this act was not found in its own right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set

from kg.evaluation.gold import MODALITIES
from kg.evaluation.matching import Act, Comparison, modality
from kg.evaluation.scores import Share
from kg.graph.vocab import EVENT_TYPES

ANOTHER = "another"
PRECISIONS: Mapping[int, str] = {10: "day", 7: "month", 4: "year", 0: "none"}

Outcomes = Counter[tuple[str, str]]  # of what kind the annotated value is, and what became of it

# ---------------------------------------------------------------------------------------------------------- shares

ATTRIBUTES: Mapping[str, Callable[[Act], Set[Hashable]]] = {
    "modality": lambda act: set(act.modalities),
    "reporter": lambda act: {frozenset(claim.claimed_by) for claim in act.claims},
    "date": lambda act: {act.event.date} - {None},
    "place": lambda act: {act.event.place} - {None},
    "about": lambda act: {frozenset(act.event.about)} - {frozenset()},
}


def right(x: Comparison, values: Callable[[Act], Set[Hashable]], type_: str | None = None) -> Share:
    """Of the acts that are found (those of one type), how many have every annotated value in one of the predictions."""
    found = of = 0
    for act in x.wanted:
        partners = x.partners(act)
        if partners and type_ in (None, act.event.type) and (wanted := values(act)):
            of += 1
            found += wanted <= set().union(*map(values, partners))
    return Share(found, of)


def by_type(compared: Sequence[Comparison]) -> dict[str, dict[str, Share]]:
    """The shares of each attribute for each type that is annotated and found."""
    shares = {
        type_: {name: sum((right(x, v, type_) for x in compared), Share()) for name, v in ATTRIBUTES.items()}
        for type_ in EVENT_TYPES
    }
    return {type_: found for type_, found in shares.items() if any(share.of for share in found.values())}


# ------------------------------------------------------------------------------------------------------- modality


def modalities(x: Comparison) -> Outcomes:
    """Annotated and predicted modality of each act that is found."""

    def judge(act: Act, partners: list[Act]) -> tuple[str, str]:
        wanted = modality(act.claims[0])
        told = {m for found in partners for m in found.modalities}
        if wanted in told:
            return wanted, wanted
        others = {m for other in x.wanted for f in partners if other.triples & f.triples for m in other.modalities}
        return wanted, next((m for m in MODALITIES if m in told - others), ANOTHER)

    return _each(x, judge)


# --------------------------------------------------------------------------------------------- speaker, date, place


def speakers(x: Comparison) -> Outcomes:
    """Who says so: `somebody`, or `text` where the text itself does."""

    def judge(act: Act, partners: list[Act]) -> tuple[str, str]:
        wanted = frozenset(act.claims[0].claimed_by)
        told = {frozenset(claim.claimed_by) for found in partners for claim in found.claims}
        return "somebody" if wanted else "text", _of_sets(wanted, told)

    return _each(x, judge)


def dates(x: Comparison) -> Outcomes:
    """By the precision that is annotated."""

    def judge(act: Act, partners: list[Act]) -> tuple[str, str]:
        wanted = act.event.date or ""
        return PRECISIONS[len(wanted)], _of_dates(wanted, {found.event.date or "" for found in partners})

    return _each(x, judge)


def places(x: Comparison) -> Outcomes:
    return _each(x, lambda act, partners: _sets([act.event.place], [[found.event.place] for found in partners]))


def abouts(x: Comparison) -> Outcomes:
    return _each(x, lambda act, partners: _sets(act.event.about, [found.event.about for found in partners]))


DETAILS: Mapping[str, Callable[[Comparison], Outcomes]] = {
    "speaker": speakers, "date": dates, "place": places, "about": abouts,
}  # fmt: skip


def _each(x: Comparison, judge: Callable[[Act, list[Act]], tuple[str, str]]) -> Outcomes:
    return Counter(judge(act, partners) for act in x.wanted if (partners := x.partners(act)))


def _sets(wanted: Iterable[str | None], told: Iterable[Iterable[str | None]]) -> tuple[str, str]:
    named = frozenset(wanted) - {None}
    return "named" if named else "none", _of_sets(named, {frozenset(values) - {None} for values in told})


def _of_sets(wanted: frozenset[object], told: Set[frozenset[object]]) -> str:
    if wanted in told:
        return "right" if wanted else "none"
    if not wanted:
        return "added"
    if any(wanted & values for values in told):
        return "part"
    return "missing" if frozenset() in told else "wrong"


def _of_dates(wanted: str, told: Set[str]) -> str:
    if wanted in told:
        return "right" if wanted else "none"
    if not wanted:
        return "added"
    if any(date and wanted.startswith(date) for date in told):
        return "part"
    return "missing" if told == {""} else "wrong"
