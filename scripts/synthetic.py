"""A graph of invented states, of any size, to measure with: `python scripts/synthetic.py 1000000 out.nq`.

The values are those of `kg.model` and the quads those of `kg.graph.rdf`, so that named queries have answers. The same
size and seed always give the same graph; its number of triples is that asked for, to a few per cent.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from random import Random

import pyoxigraph as ox

from kg.graph.export import write
from kg.graph.label import label
from kg.graph.rdf import Tables, dataset
from kg.graph.vocab import MODES
from kg.model import Claim, Document, Entity, Event, Evidence, Extraction, Mention, Position, entity_id
from kg.participations import Listing, Participation, Participations

TRIPLES_A_DOCUMENT = 170  # what one document adds, with its share of entities, events and acts towards treaties
ACTS_A_DOCUMENT = 5
DOCUMENTS_A_TREATY = 200
STATES = 150
FIRST_DAY = date(1990, 1, 1)
DAYS = 13_000

TYPES = (
    "CONSULT", "CONSULT", "CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "SANCTION", "SANCTION", "COERCE", "ASSAULT", "TREATY_SIGN", "TREATY_RATIFY", "TREATY_WITHDRAW",
)  # fmt: skip
STARTS = ("Bor", "Syl", "Rur", "Fre", "Zen", "Mal", "Kar", "Tes", "Vol", "Ost", "Pel", "Gra", "Lor", "Nim", "Dal")
ENDS = ("duria", "davia", "itania", "donia", "dovia", "mark", "stan", "land", "via", "garia")
GIVEN = (
    "Anna",
    "Rufus",
    "Ivo",
    "Mila",
    "Teo",
    "Clara",
    "Otto",
    "Vera",
    "Hugo",
    "Lena",
    "Pavel",
    "Ines",
    "Karl",
    "Dora",
)
ROLES = ("President", "Foreign Minister", "Prime Minister", "Ambassador")
SUBJECTS = ("River Navigation", "Mutual Defence", "Fisheries", "Arms Limitation", "Extradition", "Air Services")


@dataclass(frozen=True)
class World:
    """Everything that a graph of so many documents tells of. Each thing is made from its number and the seed alone."""

    documents: int
    seed: int = 1

    def random(self, *what: object) -> Random:
        return Random(f"{self.seed} {what}")  # noqa: S311 - nothing is secret here

    @cached_property
    def states(self) -> tuple[Entity, ...]:
        names = [start + end for end in ENDS for start in STARTS][:STATES]
        return tuple(
            _entity("State", name, iso3="X" + chr(65 + n // 26) + chr(65 + n % 26)) for n, name in enumerate(names)
        )

    @cached_property
    def persons(self) -> tuple[Entity, ...]:
        return tuple(self._person(n) for n in range(max(30, self.documents // 4)))

    def _person(self, n: int) -> Entity:
        surname = f"{STARTS[n % 15]}{ENDS[n // 15 % 10]} {_roman(n // 150 + 1)}"
        return _entity("Person", f"{GIVEN[n % 14]} {surname}", state=self.states[n * 7 % STATES].id)

    @cached_property
    def organisations(self) -> tuple[Entity, ...]:
        leagues = (_entity("InternationalOrganization", f"League of {s.name}") for s in self.states[:40])
        papers = (_entity("Organization", f"{s.name} Post", state=s.id, kind="media") for s in self.states[:40])
        return (*leagues, *papers)

    @cached_property
    def treaties(self) -> tuple[Entity, ...]:
        count = max(4, self.documents // DOCUMENTS_A_TREATY)
        return tuple(_entity("Treaty", f"Convention {n + 1} on {SUBJECTS[n % 6]}") for n in range(count))

    @cached_property
    def places(self) -> tuple[Entity, ...]:
        return tuple(_entity("Place", f"Port {s.name}", state=s.id) for s in self.states)

    @cached_property
    def entities(self) -> dict[str, Entity]:
        kinds = (self.states, self.persons, self.organisations, self.treaties, self.places)
        return {e.id: e for kind in kinds for e in kind}

    def event(self, n: int) -> Event:
        r = self.random("event", n)
        kind = r.choice(TYPES)
        who = r.choice(self.persons) if r.random() < 0.5 else r.choice(self.states)
        whom = r.choice([s for s in r.sample(self.states, 2) if s not in {who.id, who.state}])
        treaty = kind.startswith("TREATY")
        return Event(
            kind,
            (who.id,),
            () if treaty else (whom.id,),
            (r.choice(self.treaties).id,) if treaty else (),
            mode=r.choice(MODES.get(kind, ())) if MODES.get(kind) and r.random() < 0.7 else None,
            place=r.choice(self.places).id if r.random() < 0.3 else None,
            date=_day(r) if r.random() < 0.9 else None,
            scope=f"{n}",
        )

    def extractions(self) -> Iterator[Extraction]:
        """What is told, document by document: mostly of an act of its own, at times of one that others tell of too."""
        return (self._extraction(n) for n in range(self.documents))

    def _extraction(self, n: int) -> Extraction:
        r = self.random("document", n)
        numbers = [n * ACTS_A_DOCUMENT + i for i in range(ACTS_A_DOCUMENT - 1)]
        numbers.append(r.randrange(self.documents * ACTS_A_DOCUMENT))
        events = {e.id: e for e in map(self.event, dict.fromkeys(numbers))}
        speaker, holder = r.choice(self.organisations), r.choice(self.persons)
        named = {i for e in events.values() for i in (*e.sources, *e.targets, *e.about, e.place or speaker.id)}
        named |= {holder.id, holder.state or holder.id, speaker.id}
        named |= {e.state for e in map(self.entities.__getitem__, tuple(named)) if e.state}
        entities = tuple(self.entities[id_] for id_ in sorted(named))
        names = {e.id: e.name for e in entities}
        sentences = [f"{holder.name}, {ROLES[n % 4]} of {self.entities[holder.state or ''].name}, spoke on {n}."]
        sentences += [f"{label(e, [], names).removeprefix('Denied: ')}." for e in events.values()]
        document = Document(" ".join(sentences), f"Report {n}", _day(r), f"report-{n}.txt", f"Paper {n % 50}")
        evidence = list(_places(document.text, sentences))
        return Extraction(
            document,
            entities,
            mentions=tuple(_mentions(document.text, entities)),
            positions=(Position(holder.id, ROLES[n % 4], holder.state, "current", evidence[0]),),
            events=tuple(events.values()),
            claims=tuple(self._claim(r, e, words, speaker) for e, words in zip(events, evidence[1:], strict=True)),
        )

    def _claim(self, r: Random, event: str, words: Evidence, speaker: Entity) -> Claim:
        return Claim(
            event,
            (words,),
            stance="Denies" if r.random() < 0.04 else "Affirms",
            modality=r.choices(("Actual", "Planned", "Proposed", "Hypothetical"), (80, 10, 7, 3))[0],  # type: ignore[arg-type]
            claimed_by=(speaker.id,) if r.random() < 0.3 else (),
            confidence=r.randrange(50, 100) / 100,
            rule=f"rule-{r.randrange(40)}",
        )

    def participations(self) -> Participations:
        """Lists of depositaries: who signed, who ratified, who left."""
        rows = [row for treaty in self.treaties for row in self._acts(treaty)]
        return Participations(rows, (Listing(t.id, f"List {t.name}", "2026-01-01") for t in self.treaties))

    def _acts(self, treaty: Entity) -> Iterator[Participation]:
        r = self.random("treaty", treaty.id)
        for state in r.sample(self.states, STATES // 2):
            first = FIRST_DAY + timedelta(r.randrange(DAYS // 2))
            for action, chance, years in (("Signature", 1.0, 0), ("Ratification", 0.8, 2), ("Withdrawal", 0.1, 8)):
                if r.random() > chance:
                    break
                day = first + timedelta(years * 365)
                effective = str(day + timedelta(90)) if years else None
                yield Participation(state.id, treaty.id, action, str(day), f"List {treaty.name}", effective)


def world(triples: int, seed: int = 1) -> World:
    """What a graph of about so many triples tells of."""
    return World(max(10, triples // TRIPLES_A_DOCUMENT), seed)


def store(told: World) -> ox.Store:
    return dataset(told.extractions(), tables=Tables(participations=told.participations()))


def _entity(cls: str, name: str, **more: str) -> Entity:
    return Entity(entity_id(cls, name), cls, name, **more)  # type: ignore[arg-type]


def _roman(n: int) -> str:
    """A number as the letters of a name: every person has a name of its own."""
    letters = ""
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters.capitalize()


def _day(r: Random) -> str:
    return str(FIRST_DAY + timedelta(r.randrange(DAYS)))


def _places(text: str, sentences: list[str]) -> Iterator[Evidence]:
    start = 0
    for sentence in sentences:
        start = text.index(sentence, start)
        yield Evidence(start, start + len(sentence), sentence)


def _mentions(text: str, entities: tuple[Entity, ...]) -> Iterator[Mention]:
    for entity in entities:
        start = text.find(entity.name)
        if start >= 0:
            yield Mention(entity.id, start, start + len(entity.name), entity.name, "name")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", type=int)
    parser.add_argument("out", type=Path, help="a file .nq, .trig or .ttl")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    formats = {".nq": "nquads", ".trig": "trig", ".ttl": "turtle"}
    made = store(world(given.triples, given.seed))
    with given.out.open("w", encoding="utf-8", newline="\n") as out:
        write(made, formats[given.out.suffix], out)
    print(f"{len(made)} quads in {given.out}")


if __name__ == "__main__":
    main()
