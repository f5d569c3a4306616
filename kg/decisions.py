"""The curator's file: what a human says is the same or different, and every later build respects.

A CSV with the columns `verdict,one,other,by,date,reason`. `verdict` is "same" or "different"; `one` and `other` are a
name, an identifier or IRI of the graph, or either of these "@" a document (its identifier, title or file name):

    verdict,one,other,by,date,reason
    same,Zelenskiy,Volodymyr Zelenskyy,mk,2026-03-01,spelling of the agency
    different,John Smith @ london.txt,John Smith @ perth.txt,mk,2026-03-01,two consuls
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from kg.account import Account
from kg.errors import InputError
from kg.gazetteer import normal_form
from kg.model import Card, Entity

COLUMNS = ("verdict", "one", "other", "by", "date", "reason")
VERDICTS = ("same", "different")


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
        source = re.split(r"[/\\]", document.source)[-1]
        return not self.document or self.document in {document.id, document.title, document.source, source}


@dataclass(frozen=True, slots=True)
class Ruling:
    """One line of the file; `date` is ISO, empty where it is not given."""

    verdict: Literal["same", "different"]
    one: Side
    other: Side
    by: str = ""
    date: str = ""
    reason: str = ""


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
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({column: str(getattr(ruling, column)) for column in COLUMNS} for ruling in rulings)
    return out.getvalue()


def _ruling(row: dict[str, str | None], where: str) -> Ruling:
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    verdict = cells["verdict"].casefold()
    if verdict not in VERDICTS:
        raise InputError(f"{where}: the verdict is 'same' or 'different', not {cells['verdict']!r}")
    if not cells["one"] or not cells["other"]:
        raise InputError(f"{where}: 'one' and 'other' say which things: give a name or an identifier in both")
    if cells["date"] and not re.fullmatch(r"\d{4}(-\d\d){0,2}", cells["date"]):
        raise InputError(f"{where}: the date is YYYY-MM-DD, not {cells['date']!r}")
    return Ruling(
        cast(Literal["same", "different"], verdict),
        _side(cells["one"]), _side(cells["other"]), cells["by"], cells["date"], cells["reason"],
    )  # fmt: skip


def _side(text: str) -> Side:
    thing, _, document = text.partition(" @ ")
    return Side(thing.strip(), document.strip())


def idle(rulings: Iterable[Ruling], accounts: Iterable[Account]) -> tuple[str, ...]:
    """The sides of rulings that mean nothing in these documents, as they were written: a slip of the pen, perhaps."""
    sides = dict.fromkeys(side for ruling in rulings for side in (ruling.one, ruling.other))
    for account in accounts if sides else ():
        sides = dict.fromkeys(side for side in sides if not _occurs(side, account))
    return tuple(map(str, sides))


def _occurs(side: Side, account: Account) -> bool:
    return side.within(account.document) and any(
        side.names(b.entity, (form for form, _ in b.forms)) for b in account.bearings
    )
