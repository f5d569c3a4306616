"""Lists of participation as depositaries publish them, CSV or JSON, become acts of things of the name tables.

A list is long (one act a row: state, action, date) or wide (one state a row, one column for each kind of act, as the
UN Treaty Collection prints it: "Signature", "Ratification, Accession(a)", with "5 Jul 1999 a" in it). What cannot be
read is left out with its line and the reason; nothing else stops.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as day
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.gazetteer import Gazetteer, Known
from kg.model import INSTRUMENT_CLASSES
from kg.participations import BINDING, Listing, Participation, Participations
from kg.rows import Row, read_rows

FIELDS = ("state", "instrument", "action", "date", "effective", "source", "note")
DAYS = ("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d %b, %Y")

_MARKED = re.compile(r"(?P<date>.*\d)\s*(?:\(?(?P<marker>[A-Za-z]{1,2})\)?)?")
_HEADING = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<marker>[A-Za-z]{1,2})\))?")
_FOOTNOTE = re.compile(r"\s*(?:\[[\d, ]+\]|\*+|[¹²³⁴-⁹]+)\s*$")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row, or one cell of it, that could not be read."""

    line: int
    reason: str
    row: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a list gave: acts, what was left out, and columns that hold no acts."""

    table: Participations
    rejected: tuple[Rejected, ...]
    unread: tuple[str, ...]

    def summary(self) -> str:
        """How much was read and left out, in one line."""
        acts = self.table.rows
        who, what = len({a.participant for a in acts}), len({a.instrument for a in acts})
        return f"Read {len(acts)} acts of {who} participants towards {what} instruments; left out {len(self.rejected)}"


def read(
    path: Path,
    *,
    gazetteer: Gazetteer,
    columns: Mapping[str, str] | None = None,
    instrument: str | None = None,
    source: str | None = None,
    as_of: str | None = None,
) -> Imported:
    """The acts of a CSV file, a JSON array or JSON lines, as `interpret` has them."""
    return interpret(
        read_rows(path),
        str(path),
        gazetteer=gazetteer,
        columns=columns,
        instrument=instrument,
        source=source,
        as_of=as_of,
    )


def interpret(
    rows: Sequence[Row],
    path: str,
    *,
    gazetteer: Gazetteer,
    columns: Mapping[str, str] | None = None,
    instrument: str | None = None,
    source: str | None = None,
    as_of: str | None = None,
) -> Imported:
    """The acts of a list. `columns` names its columns by field; `instrument` and `source` are those of all rows.

    `as_of` is the day up to which the list is complete, the newest one in it where it is left out. InputError where
    the list (called `path`) has no column of states, or says nothing of the instrument or the source.
    """
    if not rows:
        raise InputError(f"{path} has no rows: give a list with one state or one act a row")
    headings = tuple(dict.fromkeys(key for row in rows for key in row.cells))
    by_field = _columns(headings, columns or {}, path)
    for field, given in (("instrument", instrument), ("source", source)):
        if field not in by_field and not given:
            raise InputError(f"{path} does not say the {field}: give it with --{field}")
    whole = _instrument(instrument, gazetteer) if instrument else None
    if isinstance(whole, str):
        raise InputError(f"instrument {whole}: give another of its names, or a table of your own with --gazetteer")
    acts, unread = _acts_of(headings, by_field)
    if "action" not in by_field and not acts:
        raise InputError(
            f"{path} has no column of acts; say which with --column action=NAME, or use headings such as Ratification"
        )
    found: list[Participation] = []
    rejected: list[Rejected] = []
    for row in rows:
        for one in _row_acts(row, by_field, acts, gazetteer, whole, source):
            if isinstance(one, Participation):
                found.append(one)
            else:
                rejected.append(Rejected(row.line, one, row.cells))
    return Imported(Participations(dict.fromkeys(found), _listings(found, as_of)), tuple(rejected), unread)


def _columns(headings: Sequence[str], given: Mapping[str, str], path: str) -> dict[str, str]:
    """Which column holds which field: as given, else by its heading."""
    for field, column in given.items():
        if field not in FIELDS:
            raise InputError(f"no field {field!r} for a column; use one of {', '.join(FIELDS)}")
        if column not in headings:
            raise InputError(f"{path} has no column {column!r}; it has {', '.join(headings)}")
    known = words()["columns"]
    found = dict(given)
    for field in FIELDS:
        free = (h for h in headings if h not in found.values())
        match = next((h for h in free if h.casefold() in known[field]), None)
        if field not in found and match is not None:
            found[field] = match
    if "state" not in found:
        raise InputError(f"{path} has no column of states; say which with --column state=NAME ({', '.join(headings)})")
    return found


def _acts_of(headings: Iterable[str], by_field: Mapping[str, str]) -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
    """For each column of acts the action of each marker ("" for none), and the columns that are not read."""
    if "action" in by_field:
        return {}, tuple(h for h in headings if h not in by_field.values())
    acts = {h: _heading(h) for h in headings if h not in by_field.values() or h == by_field.get("date")}
    return {h: a for h, a in acts.items() if a}, tuple(h for h, a in acts.items() if not a)


def _heading(text: str) -> dict[str, str]:
    """The actions of a heading by their markers: "Ratification, Accession(a)" has "" and "a"."""
    found: dict[str, str] = {}
    for part in text.split(","):
        match = _HEADING.fullmatch(part.strip())
        action = _action(match["name"]) if match else None
        if match and action:
            found.setdefault(match["marker"] or "", action)
    return found


def _action(text: str) -> str | None:
    actions: Mapping[str, str] = words()["actions"]
    folded = text.strip().casefold()
    if folded.startswith("provisional application"):
        return "ProvisionalApplication"
    return actions.get(folded) or next((a for a in actions.values() if a.casefold() == folded), None)


def _row_acts(
    row: Row,
    by_field: Mapping[str, str],
    acts: Mapping[str, Mapping[str, str]],
    gazetteer: Gazetteer,
    whole: Known | None,
    source: str | None,
) -> Iterator[Participation | str]:
    """The acts of a row, and a reason for each that cannot be read."""

    def cell(field: str) -> str:
        return row.cells.get(by_field.get(field, ""), "")

    state = _state(cell("state"), gazetteer)
    of = whole or _instrument(cell("instrument"), gazetteer)
    problems = [x for x in (state, of) if isinstance(x, str)]
    if isinstance(state, str) or isinstance(of, str):
        yield "; ".join(problems)
        return
    said = source or cell("source")
    if not said:
        yield "it has no source"
        return
    effective = iso(cell("effective")) if cell("effective") else None
    if cell("effective") and effective is None:
        yield f"{cell('effective')!r} is no date"
        return
    for one in _dated(row, cell("action"), cell("date"), acts):
        if isinstance(one, str):
            yield one
        else:
            action, date = one
            starts = effective if not acts or action in BINDING else None
            yield Participation(state.id, of.id, action, date, said, starts, cell("note"))


def _dated(row: Row, action: str, date: str, acts: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str] | str]:
    """The actions of a row with their days, or what is wrong with them."""
    if not acts:
        known, when = _action(action), iso(date)
        if known and when:
            yield known, when
        else:
            yield f"{action!r} is no act" if not known else f"{date!r} is no date" if date else "it has no date"
        return
    written = [(column, row.cells.get(column, "")) for column in acts if row.cells.get(column, "")]
    if not written:
        yield "it has no act"
    for column, text in written:
        match = _MARKED.fullmatch(_FOOTNOTE.sub("", text))
        when = iso(match["date"]) if match else None
        marker = (match["marker"] or "") if match else ""
        known = acts[column].get(marker) or (words()["markers"].get(marker) if marker else None)
        if when is None:
            yield f"{text!r} in {column!r} is no date"
        elif known is None:
            yield f"{text!r} in {column!r} does not say by which act"
        else:
            yield known, when


def _state(name: str, gazetteer: Gazetteer) -> Known | str:
    return _one(name, gazetteer, "state", frozenset({"State", "InternationalOrganization"}))


def _instrument(name: str, gazetteer: Gazetteer) -> Known | str:
    return _one(name, gazetteer, "instrument", INSTRUMENT_CLASSES)


def _one(name: str, gazetteer: Gazetteer, what: str, classes: frozenset[str]) -> Known | str:
    """The one thing of these classes that the name means; strong names before weak ones."""
    bare = _FOOTNOTE.sub("", name)
    if not bare:
        return f"it has no {what}"
    known = gazetteer.get(words()["names"].get(bare, bare))
    if known is not None and known.cls in classes:
        return known
    readings = [r for r in gazetteer.lookup(bare) if r.known.cls in classes and r.kind in {"strong", "weak"}]
    best = [r.known for r in readings if r.kind == "strong"] or [r.known for r in readings]
    best = best if what == "instrument" else [k for k in best if k.cls == "State"] or best
    if len(best) == 1:
        return best[0]
    return (
        f"{name!r} means several: {', '.join(sorted(k.name for k in best))}" if best else f"no {what} {name!r} is known"
    )


def iso(text: str) -> str | None:
    """A date as an ISO day, month or year; None where it is none, or could be two ("3/4/1999")."""
    text = re.sub(r"\bSept\b", "Sep", " ".join(text.replace(".", "").split()))
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        try:
            day.fromisoformat(text + "-01-01"[: 10 - len(text)] if len(text) == 4 else (text + "-01")[:10])
        except ValueError:
            return None
        return text
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return None


def _listings(found: Iterable[Participation], as_of: str | None) -> Iterator[Listing]:
    newest: dict[tuple[str, str], str] = {}
    for row in found:
        key = row.instrument, row.source
        newest[key] = max(newest.get(key, ""), row.date)
    for (instrument, source), date in sorted(newest.items()):
        yield Listing(instrument, source, as_of or date)


@cache
def words() -> Mapping[str, Any]:
    """Headings, markers and names of `kg/data/depositary.json`."""
    found: Mapping[str, Any] = json.loads(files("kg").joinpath("data/depositary.json").read_text(encoding="utf-8"))
    return found
