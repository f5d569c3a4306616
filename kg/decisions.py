"""The curator's file: what a human says is the same, different, wrong or otherwise, and every later build respects.

A CSV with the columns `verdict,one,other,by,date,reason` and, where something is corrected, `changes`:

    verdict,one,other,by,date,reason,changes
    same,Zelenskiy,Volodymyr Zelenskyy,mk,2026-03-01,spelling of the agency,
    different,John Smith @ london.txt,John Smith @ perth.txt,mk,2026-03-01,two consuls,
    reject,Georgia @ atlanta.txt,state-geo,mk,2026-03-01,the state of the United States,
    reject,left the treaty @ novel.txt,,mk,2026-03-01,fiction,
    correct,will meet the king @ oslo.txt,CONSULT,mk,2026-03-01,only offered,modality=Proposed; target=Norway

Of "same" and "different", `one` and `other` are a name, an identifier or IRI of the graph, or either of these "@" a
document (its identifier, title or file name). "reject" with an identifier (of ours or of Wikidata) as `other` says that
what the texts call `one` is not that known thing.

Else "reject", and "correct", rule on claims. An identifier of a claim changes with the rules that read it, so `one` is
words of its quote "@" the document, and `other` the type of its event, where only one of several is meant; all claims
that have these words are ruled on, also those in copies of the document. `changes` are NAME=VALUE, with ";" between
them, in terms of the ontology (CHANGES): `stance`, `modality`, `certainty` and `claimedBy` of the claim, `eventType`
(CONSULT or CONSULT-call), `source`, `target`, `about` and `date` of its event. An actor or thing is a name or an
identifier; of several, each has a NAME=VALUE of its own. With nothing after "=" there is none.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date as day
from pathlib import Path
from typing import Literal, cast, get_args

from kg.account import Account
from kg.errors import InputError
from kg.gazetteer import normal_form
from kg.model import EVENT_TYPES, MODES, Card, Certainty, Entity, Modality, Stance

COLUMNS = ("verdict", "one", "other", "by", "date", "reason")
CHANGED = "changes"  # a further column, needed only to correct
VerdictName = Literal["same", "different", "reject", "correct"]
VERDICTS: tuple[str, ...] = get_args(VerdictName)
THINGS = ("claimedBy", "source", "target", "about")  # changes that name actors and things
KINDS = frozenset({*EVENT_TYPES, *(f"{type_}-{mode}" for type_, modes in MODES.items() for mode in modes)})
CHANGES: dict[str, frozenset[str]] = {  # what can be changed, and the values of what has few
    "stance": frozenset(get_args(Stance)), "modality": frozenset(get_args(Modality)),
    "certainty": frozenset(get_args(Certainty)), "eventType": KINDS, "date": frozenset(),
    **dict.fromkeys(THINGS, frozenset()),
}  # fmt: skip


def called(document: Card) -> set[str]:
    """By what a ruling may name a document."""
    return {document.id, document.title, document.source, re.split(r"[/\\]", document.source)[-1]}


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a ruling means: a name or identifier, in one document or in all (`document` is "")."""

    thing: str
    document: str = ""

    def __str__(self) -> str:
        return f"{self.thing} @ {self.document}" if self.document else self.thing

    def names(self, entity: Entity, forms: Iterable[str] = ()) -> bool:
        """Whether the thing is this entity: by identifier, name, alias or a form seen in the texts."""
        if self.thing == entity.id or self.thing.endswith(f"/{entity.id}"):
            return True
        wanted = normal_form(self.thing).casefold()
        return any(normal_form(n).casefold() == wanted for n in (entity.name, *entity.aliases, *forms))

    def within(self, document: Card) -> bool:
        """Whether the ruling reaches this document."""
        return not self.document or self.document in called(document)


@dataclass(frozen=True, slots=True)
class Ruling:
    """One line of the file; `date` is ISO, empty where it is not given. `where` is the line, for messages."""

    verdict: VerdictName
    one: Side
    other: Side
    by: str = ""
    date: str = ""
    reason: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    where: str = field(default="", compare=False, repr=False)

    def __str__(self) -> str:
        return f"{self.verdict} {self.one}" + (f", {self.other}" if self.other.thing else "")

    @property
    def on_identity(self) -> bool:
        """Whether it says of two things that they are the same or different."""
        return self.verdict in {"same", "different"}

    @property
    def on_claims(self) -> bool:
        return self.verdict == "correct" or (self.verdict == "reject" and self.other.thing in {"", *EVENT_TYPES})

    @property
    def changed(self) -> str:
        """The changes as they are written."""
        return "; ".join(f"{name}={value}" for name, value in self.changes)


def read(path: Path) -> tuple[Ruling, ...]:
    """The rulings of a CSV file. InputError, with the line, where it cannot be read or a line is not in the format."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from error
    return parse(text, str(path))


def parse(text: str, where: str) -> tuple[Ruling, ...]:
    """The rulings of the text of such a file, none of an empty one; `where` names it in errors."""
    rows = csv.DictReader(text.splitlines())
    if text and (missing := [c for c in COLUMNS[:3] if c not in (rows.fieldnames or ())]):
        raise InputError(f"{where}: has no column {', '.join(missing)}; the first line is {','.join(COLUMNS)}")
    return tuple(_ruling(row, f"{where}, line {rows.line_num}") for row in rows if any(row.values()))


def written(rulings: Iterable[Ruling]) -> str:
    """The text of a file from which `parse` reads these rulings."""
    rulings, out = tuple(rulings), io.StringIO()
    columns = (*COLUMNS, CHANGED) if any(ruling.changes for ruling in rulings) else COLUMNS
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for ruling in rulings:
        cells = [str(getattr(ruling, column)) for column in COLUMNS]
        writer.writerow([*cells, ruling.changed][: len(columns)])
    return out.getvalue()


def _ruling(row: dict[str, str | None], where: str) -> Ruling:
    cells = {column: (row.get(column) or "").strip() for column in (*COLUMNS, CHANGED)}
    verdict = cells["verdict"].casefold()
    if verdict not in VERDICTS:
        words = ", ".join(map(repr, VERDICTS[:-1]))
        raise InputError(f"{where}: the verdict is {words} or {VERDICTS[-1]!r}, not {cells['verdict']!r}")
    if cells["date"] and not re.fullmatch(r"\d{4}(-\d\d){0,2}", cells["date"]):
        raise InputError(f"{where}: the date is YYYY-MM-DD, not {cells['date']!r}")
    made = Ruling(
        cast(VerdictName, verdict), _side(cells["one"]), _side(cells["other"]), cells["by"], cells["date"],
        cells["reason"], tuple(_changes(cells[CHANGED], where)), where,
    )  # fmt: skip
    if made.on_claims:
        made = replace(made, one=_words(cells["one"], where))
    elif not cells["one"] or not cells["other"]:
        raise InputError(f"{where}: 'one' and 'other' say which things: give a name or an identifier in both")
    _check(made, cells["other"])
    return made


def _check(ruling: Ruling, other: str) -> None:
    """InputError where a correction and what it changes do not go together."""
    if ruling.verdict == "correct" and other not in {"", *EVENT_TYPES}:
        raise InputError(f"{ruling.where}: 'other' is the type of the event, such as CONSULT, or empty, not {other!r}")
    if ruling.verdict == "correct" and not ruling.changes:
        raise InputError(f"{ruling.where}: 'changes' says what is so, such as modality=Planned")
    if ruling.verdict != "correct" and ruling.changes:
        raise InputError(f"{ruling.where}: only 'correct' has 'changes'")


def _side(text: str) -> Side:
    thing, _, document = text.partition(" @ ")
    return Side(thing.strip(), document.strip())


def _words(text: str, where: str) -> Side:
    """Words of a claim's quote, and the document that they stand in."""
    words, _, document = text.rpartition(" @ ")
    words = " ".join(words.split()).strip('“”"')
    if re.fullmatch(r"(\S*/)?claim-[0-9a-f]{16}", words or text):
        id_ = (words or text).rpartition("/")[2]
        raise InputError(f"{where}: the identifier of a claim changes with the rules: kg why GRAPH {id_} says its name")
    if not words or not document.strip():
        raise InputError(f"{where}: 'one' names a claim by words of its quote and its document: WORDS @ DOCUMENT")
    return Side(words, document.strip())


def _changes(text: str, where: str) -> Iterator[tuple[str, str]]:
    """The pairs NAME=VALUE; InputError where the ontology has no such name or value."""
    met: set[str] = set()
    for pair in filter(None, map(str.strip, text.split(";"))):
        name, mark, value = (part.strip() for part in pair.partition("="))
        if not mark or name not in CHANGES:
            raise InputError(
                f"{where}: 'changes' are NAME=VALUE; ..., with a name of {', '.join(CHANGES)}, not {pair!r}"
            )
        if CHANGES[name] and value not in CHANGES[name]:
            near = EVENT_TYPES if name == "eventType" else sorted(CHANGES[name])
            raise InputError(f"{where}: {name} is one of {', '.join(near)}, not {value!r}")
        if name == "date" and value and not _is_date(value):
            raise InputError(f"{where}: {value!r} is no date: use YYYY-MM-DD, YYYY-MM or YYYY")
        if name in met and name not in THINGS:
            raise InputError(f"{where}: {name} can be changed only once")
        met.add(name)
        yield name, value


def _is_date(text: str) -> bool:
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        day.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def idle(rulings: Iterable[Ruling], accounts: Iterable[Account]) -> tuple[str, ...]:
    """The sides of rulings that mean nothing in these documents, as they were written: a slip of the pen, perhaps.

    Those of rulings on claims and links are not looked at: `kg.corrections` counts what it has found of these.
    """
    sides = dict.fromkeys(side for r in rulings if r.on_identity for side in (r.one, r.other))
    for account in accounts if sides else ():
        sides = dict.fromkeys(side for side in sides if not _occurs(side, account))
    return tuple(map(str, sides))


def _occurs(side: Side, account: Account) -> bool:
    return side.within(account.document) and any(
        side.names(b.entity, (form for form, _ in b.forms)) for b in account.bearings
    )
