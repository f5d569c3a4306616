"""Statements for Wikidata, as lines of QuickStatements (V1, parted by tabs): who signed, ratified or joined what.

Only what both ends have an item for (`owl:sameAs`, from the tables), a register lists or a text asserts on its own
account, and a web address stands behind. Claims of others, plans and what is contested are never written; nor is an
item or a property that no source gave. What cannot be said is counted in the notes. There is no date of retrieval
(P813): that is the day on which you check the address. Look at each statement before you upload it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from string import Template
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg.graph.formats.codebook import text
from kg.graph.formats.made import Made
from kg.graph.formats.records import Happening, Records
from kg.graph.formats.when import grain

POINT_IN_TIME, START, REFERENCE = "P585", "P580", "S854"
PRECISION = {"day": 11, "month": 10, "year": 9}
ADDRESS = re.compile(r'https?://[^\s"|<>\\^`{}]+')  # a bar would part two commands
ROMAN = {"I": 1, "V": 5, "X": 10}


class Statement(NamedTuple):
    """A statement: an item, a property, another item, when, and the web address that it rests on."""

    subject: str
    term: str
    value: str
    qualifier: str
    date: str
    address: str

    @property
    def line(self) -> str:
        """As QuickStatements reads it."""
        when = (self.qualifier, _time(self.date)) if grain(self.date) else ()
        return "\t".join((self.subject, self.term, self.value, *when, REFERENCE, f'"{self.address}"')) + "\n"


def lines(store: ox.Store) -> Made:
    """The lines, each once and in order; the notes say how many there are and what could not be said."""
    statements = _Statements(Records(store))
    found = sorted({statement.line for statement in statements.all()})
    left = sorted(statements.left.items(), key=lambda x: (-x[1], x[0]))
    notes = [f"{len(found)} statements; left out:" if left else f"{len(found)} statements"]
    notes += [f"  {number} {reason}" for reason, number in left]
    if missing := sorted(statements.missing):
        notes.append(f"  without an item: {', '.join(missing[:8])}{' ...' if len(missing) > 8 else ''}")
    return Made({"": found}, tuple(notes))


class _Statements:
    """Makes statements of records; `left` counts what made none, by reason, and `missing` are names without an item."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.left: Counter[str] = Counter()
        self.missing: set[str] = set()

    def all(self) -> Iterator[Statement]:
        yield from self._participations()
        for event in self.records.events:
            yield from self._event(event)
        facts = self.records.facts
        self.left["terms of office: no table has the item of an office"] += len(facts.instances("dkg:Position"))
        self.left["memberships: no web address behind them"] += len(facts.instances("dkg:Membership"))
        self.left = +self.left

    def _participations(self) -> Iterator[Statement]:
        facts = self.records.facts
        for iri in facts.instances("dkg:Participation"):
            if facts.first(iri, "rdfs:comment"):  # such as "Russia in the place of the Soviet Union"
                self.left["acts of registers: a note qualifies them"] += 1
                continue
            ends = product(facts.values(iri, "dkg:participant"), facts.values(iri, "dkg:instrument"))
            for participant, instrument in ends:
                if not {participant, instrument} <= self.records.things.keys():
                    continue
                made = self._said(
                    instrument,
                    _known()["acts"].get(facts.concept(iri, "dkg:action") or "", ""),
                    participant,
                    date=facts.first(iri, "dkg:date") or "",
                    address=address(facts.first(iri, "dcterms:source") or ""),
                    what="acts of registers",
                )
                yield from made

    def _event(self, event: Happening) -> Iterator[Statement]:
        term = _known()["events"].get(event.type, "")
        if not term:
            self.left["events: no property for such an act"] += 1
        elif event.standing != "asserted":
            self.left["events: not asserted by a text on its own account"] += 1
        else:
            papers = self.records.papers_of(event.behind)
            behind = next((found for paper in papers if (found := address(paper.source))), "")
            for state, thing in product(event.sources, event.about):
                yield from self._told(event, term, state, thing, behind)

    def _told(self, event: Happening, term: str, state: str, thing: str, behind: str) -> Iterable[Statement]:
        told: dict[str, Any] = {"date": event.date, "address": behind, "what": "events"}
        things = self.records.things
        if things[state].cls != "State":
            self.left["events: acts of others than states"] += 1
            return ()
        if things[thing].cls == "Treaty" or things[thing].cls == "Agreement":
            return self._said(thing, term, state, **told)
        if event.type == "TREATY_ACCEDE" and things[thing].cls == "InternationalOrganization":
            return self._said(state, _known()["joined"], thing, when=START, **told)
        self.left["events: no property for such an act"] += 1
        return ()

    def _said(
        self, subject: str, term: str, value: str, what: str, date: str, address: str, when: str = POINT_IN_TIME
    ) -> Iterable[Statement]:
        ends = [self.records.things[iri] for iri in (subject, value)]
        if not term:
            self.left[f"{what}: no property for such an act"] += 1
        elif without := [thing.name for thing in ends if not thing.wikidata]:
            self.left[f"{what}: an end has no item (give it as wikidata in a table of --gazetteer)"] += 1
            self.missing.update(without)
        elif not address:
            self.left[f"{what}: no web address behind them"] += 1
        else:
            return [Statement(ends[0].wikidata, term, ends[1].wikidata, when, date, address)]
        return ()


def address(source: str) -> str:
    """The web address of a source: itself, or that of a depositary's page that it names; "" where there is none."""
    if ADDRESS.fullmatch(source):
        return source
    for pattern, template in _known()["addresses"].items():
        if found := re.fullmatch(pattern, source):
            return Template(template).substitute(chapter=found[1], number=found[2], arabic=_arabic(found[1]))
    return ""


def _arabic(roman: str) -> int:
    values = [ROMAN[letter] for letter in roman]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _time(date: str) -> str:
    """A date as QuickStatements has it: +2018-06-00T00:00:00Z/10 is a month."""
    return f"+{(date + '-00-00')[:10]}T00:00:00Z/{PRECISION[grain(date)]}"


@cache
def _known() -> dict[str, Any]:
    known: dict[str, Any] = json.loads(text("wikidata.json"))
    return known
