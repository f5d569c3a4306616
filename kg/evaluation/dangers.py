"""The mistakes that mislead: what is no fact shown as one, and what somebody says shown as the text's own word.

A prediction tells of an annotated act if they share a triple, or if its words show the act and its type is the same,
whoever its actors are. It is excused where another annotated act accounts for it: if Norway met Iran in May and will
meet it in June, a meeting that is shown as actual is the one in May. The rates are our own; what they count is what
Saurí & Pustejovsky (2009, FactBank) call the factuality of an event and its source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from kg.evaluation.matching import Act, Comparison, modality
from kg.evaluation.scores import Rate
from kg.events import sides
from kg.model import Claim

Test = Callable[[Claim], bool]
FATES = ("fact", "reported", "not_actual", "part", "incomplete", "actors", "type", "nothing")


def _is_actual(claim: Claim) -> bool:
    return modality(claim) == "actual"


def _is_the_texts_own(claim: Claim) -> bool:
    return not claim.claimed_by


# By name: what is shown of an act that is annotated otherwise.
TESTS: Mapping[str, Test] = {"shown_as_actual": _is_actual, "speaker_lost": _is_the_texts_own}


def misled(x: Comparison, name: str) -> dict[Act, list[Act]]:
    """The annotated acts that could be shown so by mistake and are told of, each with the predictions that mislead.

    `shown_as_actual`: what is planned, proposed, denied or hypothetical is shown as having happened. `speaker_lost`:
    what somebody says is shown as the text's own word.
    """
    test = TESTS[name]
    passing = [act for act in x.wanted if any(map(test, act.claims))]
    asked = (act for act in x.wanted if not any(map(test, act.claims)))
    return {
        act: list(dict.fromkeys(f for f, claim in told if test(claim) and not _excused(act, f, claim, passing)))
        for act in asked
        if (told := list(_told(x, act)))
    }


def rate(x: Comparison, name: str) -> Rate:
    """How many of these acts are shown so by mistake."""
    found = misled(x, name)
    return Rate(sum(map(bool, found.values())), len(found))


def _told(x: Comparison, act: Act) -> Iterator[tuple[Act, Claim]]:
    for found in x.found:
        same = found.triples & act.triples
        alike = found.event.type == act.event.type
        yield from ((found, claim) for claim in found.claims if same or (alike and act.within(claim)))


def _excused(act: Act, found: Act, claim: Claim, passing: list[Act]) -> bool:
    accounted = {triple for other in passing for triple in other.triples}
    shown = any(other.event.type == found.event.type and other.within(claim) for other in passing)
    if same := found.triples & act.triples:
        return same <= accounted or (shown and not act.within(claim))
    return shown or bool(found.triples & accounted)


# ------------------------------------------------------------------------------------------------------- as a fact


def facts(x: Comparison) -> Counter[str]:
    """What is annotated where a prediction states, in the text's own word, that something happened; one of FATES.

    - fact        that it happened, in the text's own word
    - reported    that somebody says so
    - not_actual  that it is planned, proposed, denied or hypothetical
    - part        only some of the actors
    - incomplete  an act of this type in these words, with all of its actors and one more
    - actors      an act of this type in these words, with other actors
    - type        an act in these words, of another type
    - nothing     no act in these words
    """
    return Counter(_fate(x, found) for found in x.found if any(map(_is_plain, found.claims)))


def _is_plain(claim: Claim) -> bool:
    return _is_actual(claim) and _is_the_texts_own(claim)


def _fate(x: Comparison, found: Act) -> str:
    for fate, test in (("fact", _is_plain), ("reported", _is_actual), ("not_actual", lambda _: True)):
        if found.triples <= {triple for act in x.wanted if any(map(test, act.claims)) for triple in act.triples}:
            return fate
    if any(found.triples & act.triples for act in x.wanted):
        return "part"
    near = [act for act in x.wanted if act.near(found)]
    alike = [act for act in near if act.event.type == found.event.type]
    if alike:
        return "incomplete" if any(_more(act, found) for act in alike) else "actors"
    return "type" if near else "nothing"


def _more(act: Act, found: Act) -> bool:
    """Whether an act has all the actors of another on the same sides."""
    return all(set(fewer) <= set(more) for fewer, more in zip(sides(found.event), sides(act.event), strict=True))
