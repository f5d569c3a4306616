"""Who held which office when: the table `kg/data/offices.jsonl`, dated and sourced."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg import names
from kg.errors import InputError
from kg.model import Entity, entity_id
from kg.periods import covers

HEAD_OF_STATE = frozenset(
    {
        "president",
        "king",
        "queen",
        "emperor",
        "emir",
        "sultan",
        "supreme leader",
        "pope",
        "amir",
        "chairman",
        "general secretary",
        "head of state",
        "leader",
        "shah",
    }
)
SPELLINGS = frozenset(
    {"same-name", "same-name-other-spelling", "given-name-agrees", "first-words-left-out", "name-within-name"}
)
HEAD_OF_GOVERNMENT = frozenset({"prime minister", "chancellor", "premier", "taoiseach"})


@dataclass(frozen=True, slots=True)
class Office:
    """A term of office. Dates are ISO days, months or years; `until` is None while it lasts (as of the source)."""

    person: str
    role: str
    of: str
    from_date: str | None
    until: str | None
    aliases: tuple[str, ...] = ()
    surname: str = ""
    wikidata: str | None = None
    source: str = ""

    def covers(self, date: str | None) -> bool:
        """Whether the term includes the day; an unknown day (None) is in no term that has ended."""
        return covers(self.from_date, self.until, date)


class Offices:
    """The table, indexed by name, by surname and by the state or organisation."""

    def __init__(self, rows: list[Office]) -> None:
        self.rows = tuple(rows)
        self._by_name: dict[str, list[Office]] = defaultdict(list)
        self._by_surname: dict[str, list[Office]] = defaultdict(list)
        self._by_body: dict[str, list[Office]] = defaultdict(list)
        self._by_key: dict[str, set[str]] = defaultdict(set)
        for office in rows:
            for name in {office.person, *office.aliases}:
                self._by_name[name].append(office)
            called = (office.person, *office.aliases)
            surnames = {name.split()[-1] for name in called if " of " not in name}  # nobody calls a king by his realm
            for surname in {office.surname} if office.surname else surnames:
                self._by_surname[surname].append(office)
            self._by_body[office.of].append(office)
            for key in names.keys(office.person):
                self._by_key[key].add(office.person)

    @classmethod
    @cache
    def load(cls) -> Offices:
        table = files("kg").joinpath("data/offices.jsonl")
        rows = []
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            try:
                rows.append(
                    Office(
                        person=row["person"], role=row["role"], of=row["of"], from_date=row.get("from"),
                        until=row.get("until"), aliases=tuple(row.get("aliases", ())), surname=row.get("surname", ""),
                        wikidata=row.get("wikidata"), source=row.get("source", ""),
                    )
                )  # fmt: skip
            except KeyError as missing:
                raise InputError(f"offices.jsonl line {number} has no {missing}: add it") from missing
        return cls(rows)

    def named(self, name: str) -> tuple[Office, ...]:
        """The terms of whoever has this full name or alias."""
        return tuple(self._by_name.get(name, ()))

    def alike(self, name: str) -> str | None:
        """The one person in the table whose name this spells otherwise ('Omar El Bashir'), if it is only one."""
        near = {o for key in names.keys(name) for o in self._by_key.get(key, ())}
        same = {p for p in near if names.compare(name, p) in SPELLINGS}
        return same.pop() if len(same) == 1 else None

    def entity(self, name: str) -> Entity:
        """Whoever has this full name or alias, as a thing of the graph; IndexError where nobody has."""
        known = self.named(name)[0]
        same = (f"http://www.wikidata.org/entity/{known.wikidata}",) if known.wikidata else ()
        return Entity(entity_id("Person", known.person), "Person", known.person, aliases=known.aliases, same_as=same)

    def names(self) -> frozenset[str]:
        return frozenset(self._by_name)

    def surnamed(self, surname: str, date: str | None) -> str | None:
        """The one person of this surname who was in office on the day (ever, where the day is not known); else None."""
        people = {o.person for o in self._by_surname.get(surname, ()) if date is None or o.covers(date)}
        return people.pop() if len(people) == 1 else None

    def realm(self, surname: str, role: str) -> str | None:
        """The one state in which everybody of this surname who held the office held it: 'President Bush'."""
        realms = {o.of for o in self._by_surname.get(surname, ()) if o.role.casefold() == role.casefold()}
        return realms.pop() if len(realms) == 1 else None

    def holder(self, of: str, roles: frozenset[str], date: str | None) -> str | None:
        """The one person who held one of these roles on the day; None where nobody did, or several."""
        people = {o.person for o in self._by_body.get(of, ()) if o.role.casefold() in roles and o.covers(date)}
        return people.pop() if len(people) == 1 else None
