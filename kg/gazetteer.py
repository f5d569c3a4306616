"""Name tables: what is known by which names, and how far a name can be trusted alone.

Every `kg/data/gazetteer/*.jsonl` holds one thing a line: `id`, `cls` and `name`, and where they apply the other fields
of `Known`. Names are graded: a strong one may be tagged wherever it stands, a weak one ("Georgia", "Senate") needs the
support of its context. Adjectives, nationals and metonyms belong to states ("Polish", "Poles", "Warsaw").
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, get_args

from kg.errors import InputError
from kg.model import ENTITY_CLASSES, ID_PREFIX, Entity, EntityClass

ReadingKind = Literal["strong", "adjective", "national", "metonym", "weak"]
KINDS: tuple[ReadingKind, ...] = get_args(ReadingKind)  # the more telling first

FACTS = frozenset(
    {"signed", "in_force", "ended", "force", "depositary", "official_title", "subject", "place_signed", "founded",
     "seat"}
)  # fmt: skip
# What a treaty says of the day on which an act towards it takes effect: {"after": "P6M", "article": "20(3)"}; `rounded`
# to "month" is the first day of the month that follows. Its parts are facts such as "withdrawal.after".
CLAUSES = frozenset({"joining", "withdrawal"})
FORCES = ("in force", "not in force", "ended")
CLAUSE_PARTS = frozenset({"after", "rounded", "article"})
WIKIDATA = "http://www.wikidata.org/entity/"

_ACRONYM = re.compile(r"\b[A-Z]\.(?:[A-Z]\.?)+(?![a-z])")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‐": "-", "‑": "-", "–": "-"})
_FOLDED_FROM = 5  # a shorter name ("Chad", "Mali", "NATO") is only itself in its own capitals


@dataclass(frozen=True, slots=True)
class Known:
    """One row of a table. Dates are ISO days, months or years; `state` and `parent` are identifiers of other rows.

    `names` has the canonical name as well, unless that is among the `weak` ones. `facts` are pairs of a key of `FACTS`,
    or of a clause and its part, and what the table says of it.
    """

    id: str
    cls: EntityClass
    name: str
    names: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nationals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    iso3: str | None = None
    state: str | None = None
    kind: str | None = None
    parent: str | None = None
    wikidata: str | None = None
    source: str = ""
    from_date: str | None = None
    until: str | None = None
    note: str = ""
    facts: tuple[tuple[str, str | tuple[str, ...]], ...] = ()

    def fact(self, key: str) -> str | tuple[str, ...] | None:
        """What the table says under this key of `FACTS`, or None."""
        return dict(self.facts).get(key)

    def surfaces(self) -> Iterator[tuple[str, ReadingKind]]:
        """Every form once, in the most telling of its kinds."""
        seen: set[str] = set()
        forms = (self.names, self.adjectives, self.nationals, self.metonyms, self.weak)
        for kind, group in zip(KINDS, forms, strict=True):
            for form in group:
                if form not in seen:
                    seen.add(form)
                    yield form, kind


_LISTS = frozenset({"names", "weak", "adjectives", "nationals", "metonyms"})
_TEXTS = frozenset(f.name for f in fields(Known)) - _LISTS - {"facts"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form can mean: the thing, and the kind of name that the form is of it."""

    known: Known
    kind: ReadingKind


class Gazetteer:
    """The rows of all tables, by identifier and by name."""

    def __init__(self, rows: Iterable[Known]) -> None:
        self._rows = {known.id: known for known in rows}

    @classmethod
    @cache
    def load(cls, *extra: Path) -> Gazetteer:
        """The tables of the package and then the `extra` ones; a later row replaces an earlier one of its identifier.

        Raise InputError, naming file and line, where a row is not in the format.
        """
        folder = files("kg").joinpath("data/gazetteer")
        tables = sorted((t for t in folder.iterdir() if t.name.endswith(".jsonl")), key=lambda t: t.name)
        return cls(known for table in (*tables, *extra) for known in read_table(table))

    def __getitem__(self, identifier: str) -> Known:
        return self._rows[identifier]

    def __iter__(self) -> Iterator[Known]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, identifier: str) -> Known | None:
        return self._rows.get(identifier)

    def surfaces(self) -> Iterator[tuple[str, Reading]]:
        """Every form of every name, as it would stand in a text, with what it can mean."""
        for known in self:
            for form, kind in known.surfaces():
                yield form, Reading(known, kind)

    def lookup(self, surface: str) -> tuple[Reading, ...]:
        """What a form can mean, the more telling kinds first; empty where no table knows it.

        Apostrophes, dashes, spaces, the dots of acronyms and a leading "the" do not matter, nor do capitals in names of
        five letters or more.
        """
        form = normal_form(surface)
        bare = re.sub(r"(?i)^the (?=.)", "", form)
        for key in (form, form.casefold(), bare, bare.casefold()):
            if found := self._index.get(key):
                return found
        return ()

    @cached_property
    def _index(self) -> Mapping[str, tuple[Reading, ...]]:
        index: dict[str, list[Reading]] = {}
        for surface, reading in self.surfaces():
            form = normal_form(surface)
            folds = len(form) >= _FOLDED_FROM and not form.isupper() and reading.kind not in {"adjective", "national"}
            for key in {form, form.casefold()} if folds else {form}:
                readings = index.setdefault(key, [])
                if all(r.known is not reading.known for r in readings):
                    readings.append(reading)
        return {key: tuple(sorted(rs, key=lambda r: KINDS.index(r.kind))) for key, rs in index.items()}

    def entity(self, known: Known) -> Entity:
        """The row as a thing of the graph; weak names are no aliases of it."""
        return Entity(
            id=known.id,
            cls=known.cls,
            name=known.name,
            aliases=tuple(name for name in known.names if name != known.name),
            iso3=known.iso3,
            state=known.state,
            kind=known.kind,
            same_as=(WIKIDATA + known.wikidata,) if known.wikidata else (),
        )


def normal_form(surface: str) -> str:
    """A name with straight apostrophes, plain hyphens, single spaces, and acronyms without dots ("U.S." is "US")."""
    text = " ".join(unicodedata.normalize("NFC", surface).translate(_PLAIN).split())
    return _ACRONYM.sub(lambda m: m.group().replace(".", ""), text)


def read_table(table: Traversable | Path) -> Iterator[Known]:
    """The rows of one JSON lines file; raise InputError where it cannot be read or a row is not in the format."""
    try:
        text = table.read_text(encoding="utf-8").removeprefix("\ufeff")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{table}: cannot be read ({error})") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield _known(json.loads(line))
            except ValueError as error:
                raise InputError(f"{table.name}, line {number}: {error}") from error


def _known(row: Any) -> Known:
    if not isinstance(row, dict):
        raise ValueError("a row is a JSON object")
    if missing := [key for key in ("id", "cls", "name") if not row.get(key)]:
        raise ValueError(f"has no {', '.join(missing)}: add it")
    if row["cls"] not in ENTITY_CLASSES:
        raise ValueError(f"unknown class {row['cls']!r}; use one of {', '.join(ENTITY_CLASSES)}")
    prefix = ID_PREFIX[row["cls"]]
    if not str(row["id"]).startswith(f"{prefix}-"):
        raise ValueError(f"the id of a {row['cls']} starts with {prefix!r} and a hyphen, not {row['id']!r}")
    clauses = {key: value for key, value in row.items() if key in CLAUSES}
    values: dict[str, Any] = {k: _field(k, v) for k, v in row.items() if v is not None and k not in clauses}
    if row["name"] not in values.get("weak", ()):
        values["names"] = tuple(dict.fromkeys((row["name"], *values.get("names", ()))))
    found = [(key, values.pop(key)) for key in FACTS & values.keys()]
    found += [part for key, value in clauses.items() for part in _clause(key, value)]
    return Known(**values, facts=tuple(sorted(found)))


def _clause(key: str, value: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict) or not value.keys() <= CLAUSE_PARTS or "after" not in value:
        raise ValueError(f"{key} is an object with after, and perhaps {', '.join(sorted(CLAUSE_PARTS - {'after'}))}")
    if not re.fullmatch(r"P\d+[YMD]", str(value["after"])):
        raise ValueError(f"{key} is after years, months or days, such as P1Y, P6M or P90D, not {value['after']!r}")
    if value.get("rounded", "month") != "month":
        raise ValueError(f"{key} is rounded to the month, or not at all")
    yield from ((f"{key}.{part}", _text(part, value[part])) for part in sorted(value))


def _field(key: str, value: Any) -> str | tuple[str, ...]:
    if key in _TEXTS:
        return _text(key, value)
    if key in _LISTS:
        return _strings(key, value)
    if key == "force" and value not in FORCES:
        raise ValueError(f"force is one of {', '.join(FORCES)}, not {value!r}")
    if key in FACTS:
        return value if isinstance(value, str) else _strings(key, value)
    raise ValueError(f"unknown key {key}; use one of {', '.join(sorted(_LISTS | _TEXTS | FACTS | CLAUSES))}")


def _strings(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ValueError(f"{key} is a list of strings, not {value!r}")
    return tuple(value)


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{key} is a string, not {value!r}")
    return value
