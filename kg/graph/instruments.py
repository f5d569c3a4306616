"""What a graph knows of a treaty or an agreement, as words for a reader: status, parties, subject, duration, dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Protocol

from kg.graph.query import local

DATES = (
    ("Agreed", "dkg:dateAgreed"), ("Signed", "dkg:dateSigned"), ("In force", "dkg:dateInForce"),
    ("Expiry", "dkg:dateExpires"),
)  # fmt: skip
TEXTS = (
    ("Official title", "dkg:officialTitle"), ("Signed in", "dkg:placeSigned"), ("Depositary", "dkg:depositary"),
    ("Its terms", "dkg:wording"),
)  # fmt: skip
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "TH": "hour", "TM": "minute", "TS": "second"}


class Look(Protocol):
    """Look-ups in a graph."""

    def values(self, subject: str, /, *properties: str) -> list[str]: ...

    def label(self, iri: str, /) -> str: ...


def instrument_facts(graph: Look, iri: str) -> list[dict[str, str]]:
    """Rows of a name and a value, in a fixed order; what a text has from others says from whom."""
    rows: list[tuple[str, Iterable[str]]] = [
        ("Status", _status(graph, iri)),
        ("Parties", _told(graph, iri, "dkg:party", graph.label)),
        ("Subject", _told(graph, iri, "dkg:subject", str)),
        ("Duration", _told(graph, iri, "dkg:duration", duration)),
        *((name, graph.values(iri, property_)) for name, property_ in DATES),
        ("Start as told", _only_told(graph, iri, "dkg:dateInForce")),
        *((name, _told(graph, iri, property_, str)) for name, property_ in TEXTS),
    ]
    return [{"name": name, "value": "; ".join(found)} for name, values in rows if (found := list(values))]


def _status(graph: Look, iri: str) -> Iterator[str]:
    own = graph.values(iri, "dkg:instrumentStatus")
    if own:
        yield ", ".join(map(words, own))
    if reported := [status for status in graph.values(iri, "dkg:reportedStatus") if status not in own]:
        yield f"reported: {', '.join(map(words, reported))}"


def _only_told(graph: Look, iri: str, property_: str) -> list[str]:
    """What terms say and the graph has not as a fact: a day on which it is still to begin, or began as others say."""
    told = {value for term in graph.values(iri, "dkg:terms") for value in graph.values(term, property_)}
    return sorted(told.difference(graph.values(iri, property_)))


class _Say(Protocol):
    def __call__(self, value: str, /) -> str: ...


def _told(graph: Look, iri: str, property_: str, say: _Say) -> Iterator[str]:
    """What is said plainly, and then what others are said to say."""
    plain = graph.values(iri, property_)
    if plain:
        yield ", ".join(map(say, plain))
    reported: dict[str, set[str]] = {}
    for term in graph.values(iri, "dkg:terms"):
        who = {graph.label(w) for w in graph.values(term, "dkg:claimedBy")}
        for value in graph.values(term, property_):
            if value not in plain:
                reported.setdefault(say(value), set()).update(who)
    ordered = sorted(reported, key=lambda v: (sorted(reported[v]), v))
    for sources, values in groupby(ordered, lambda v: sorted(reported[v])):
        said = ", ".join(values)
        yield f"{said} (according to {' and '.join(sources)})" if sources else said


def words(concept: str) -> str:
    """The name of a concept as one says it: 'not in force' for NotInForce."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local(concept)).lower()


def duration(value: str) -> str:
    """A duration as one says it: '30 days' for P30D; itself where it is none that we know."""
    if not (
        match := re.fullmatch(
            r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", value
        )
    ):
        return value
    counted = [(int(n), unit) for n, unit in zip(match.groups(), UNITS.values(), strict=True) if n]
    return " ".join(f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in counted) or value
