"""What each rule of the date grammar makes of its words, given the day of the document.

A reader takes the named groups of its rule and the reference day, or None, and returns the value; None means that the
words are no date after all (30 February).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from kg.text.date_arithmetic import (
    FEASTS,
    NUMBERS,
    ORDINALS,
    SEASONS,
    STEP,
    count,
    day_number,
    first_day,
    iso,
    last_day,
    month_number,
    plus,
    rounded,
    unit_name,
    week_of,
    weekday_number,
)

Kind = Literal["date", "range", "duration", "anchored", "set"]


class Reading(NamedTuple):
    """What a rule makes of its words: the fields of a `TimeExpression` after the span."""

    kind: Kind = "date"
    value: str | None = None
    end_value: str | None = None
    past: str | None = None
    future: str | None = None
    future_end: str | None = None


Groups = dict[str, str | None]
Reader = Callable[[Groups, date | None], Reading | None]
_Period = tuple[str, str | None]  # first and last ISO value; None: the first is all

_UNRESOLVED = Reading()


def _period(*values: str | None) -> _Period | None:
    """None where the calendar lacks one of the values."""
    first, last = (*values, None)[:2]
    return None if None in values or first is None else (first, last)


def _reading(period: _Period | None, later: _Period | None = None) -> Reading:
    if period is None:
        return _UNRESOLVED
    kind: Kind = "range" if period[1] else "date"
    if later is None:
        return Reading(kind, *period)
    return Reading(kind, *period, period[0], *later)


def _yearly(ref: date | None, make: Callable[[int], _Period | None], slack: int = 0) -> Reading | None:
    """The last and the next of something that comes once a year; None where it never comes (30 February).

    `slack`: days after the reference that still count as past.
    """
    if ref is None:
        return _UNRESOLVED if any(make(year) for year in (2000, 2001)) else None
    periods = [p for year in range(max(ref.year - 8, 1), min(ref.year + 9, 9999)) if (p := make(year))]
    past = [p for p in periods if first_day(p[0]) <= ref + timedelta(days=slack)]
    future = [p for p in periods if last_day(p[1] or p[0]) >= ref]
    return _reading(past[-1], future[0]) if past and future else None


def _in_year(g: Groups, ref: date | None, make: Callable[[int], _Period | None], slack: int = 0) -> Reading | None:
    """A period of the year that the words name ("2020", "last year"), or of any year where they name none."""
    if year := g.get("year"):
        return _reading(period) if (period := make(int(year))) else None
    if step := g.get("of_year") or g.get("the_year"):
        return _reading(make(ref.year + STEP[step.lower()]) if ref else None)
    return _yearly(ref, make, slack)


def read_iso(g: Groups, ref: date | None) -> Reading | None:
    value = iso(int(g["year"] or 0), int(g["month"] or 0), int(g["day"] or 0))
    return Reading(value=value) if value else None


def read_numeric(g: Groups, ref: date | None) -> Reading | None:
    """21/11/1995. Where day and month could be swapped, only the year is sure."""
    a, b, year = int(g["a"] or 0), int(g["b"] or 0), int(g["year"] or 0)
    values = {value for month, day in ((a, b), (b, a)) if month and day and (value := iso(year, month, day))}
    if not values:
        return None
    return Reading(value=values.pop() if len(values) == 1 else iso(year))


def read_day(g: Groups, ref: date | None) -> Reading | None:
    """A day of a month, or some days of one or two months, with or without the year."""
    first = month_number(g.get("first_month") or g["month"]), day_number(g["day"] or g.get("ordinal"))
    end_day = g.get("day2") or g.get("day3")
    last = (month_number(g.get("month2") or g["month"]), day_number(end_day)) if end_day else None

    def make(year: int) -> _Period | None:
        if last is None:
            return _period(iso(year, *first))
        return _period(iso(year - (last < first), *first), iso(year, *last))

    weekday = g.get("weekday")
    if ref and weekday and last is None and not g["year"] and not g["of_year"]:
        return _read_named_day(make, weekday_number(weekday), ref)
    # A text is often dated a day earlier than the day it tells of, by the clock of another place.
    return _in_year(g, ref, make, slack=1)


def _read_named_day(make: Callable[[int], _Period | None], weekday: int, ref: date) -> Reading | None:
    """As in "Friday, January 4": the nearest year in which that day is a Friday."""
    years = sorted(range(max(ref.year - 6, 1), ref.year + 7), key=lambda year: abs(year - ref.year))
    days = [p[0] for year in years if (p := make(year)) and first_day(p[0]).weekday() == weekday]
    return Reading(value=min(days, key=lambda day: abs((first_day(day) - ref).days))) if days else _yearly(ref, make)


def read_day_of_this_month(g: Groups, ref: date | None) -> Reading | None:
    """As in "on the 14th", "the 14th of last month"."""
    if ref is None:
        return _UNRESOLVED
    here = ref.replace(day=1)
    if step := g["which"]:
        month = plus(here, STEP.get(step.lower(), 0), "month") or here
        return Reading(value=iso(month.year, month.month, day_number(g["day"])))
    months = [m for n in range(-2, 3) if (m := plus(here, n, "month"))]
    days = [value for m in months if (value := iso(m.year, m.month, day_number(g["day"])))]
    past, future = [d for d in days if d <= ref.isoformat()], [d for d in days if d >= ref.isoformat()]
    return _reading((past[-1], None), (future[0], None)) if past and future else None


def read_month(g: Groups, ref: date | None) -> Reading | None:
    """A month, or a run of months, with or without the year; "last March" is a March that is over."""
    first = month_number(g["month"])
    last = month_number(g["month2"]) if g.get("month2") else None

    def make(year: int) -> _Period | None:
        if last is None:
            return _period(iso(year, first))
        return _period(iso(year - (last < first), first), iso(year, last))

    which = (g.get("which") or "").lower()
    if not which:
        return _in_year(g, ref, make)
    if ref is None:
        return _UNRESOLVED
    year = ref.year
    if STEP[which] < 0:
        year -= first >= ref.month
    elif STEP[which] > 0:
        year += first <= ref.month
    return _reading(make(year))


def read_part_of_year(g: Groups, ref: date | None) -> Reading | None:
    """Quarters, halves and seasons, as months."""
    if season := g.get("season"):
        first, length = SEASONS[season.lower()], 3
    elif half := g.get("half"):
        first, length = (1 if half == "first" else 7), 6
    else:
        first, length = (_quarter(g["quarter"] or g["q"]) - 1) * 3 + 1, 3

    def make(year: int) -> _Period | None:
        last = first + length - 1
        return _period(iso(year, first), iso(year + (last > 12), last - 12 if last > 12 else last))

    which = (g.get("which") or "").lower()
    if not which or which == "the":
        return _in_year(g, ref, make)
    if ref is None:
        return _UNRESOLVED
    periods = [p for year in range(max(ref.year - 2, 1), ref.year + 3) if (p := make(year))]
    if STEP[which] < 0:
        return _reading([p for p in periods if last_day(p[1] or p[0]) < ref][-1])
    ahead = [p for p in periods if (first_day(p[0]) > ref if STEP[which] else last_day(p[1] or p[0]) >= ref)]
    return _reading(ahead[0])


def _quarter(word: str | None) -> int:
    word = (word or "").lower()
    return int(word) if word.isdecimal() else {"final": 4, "last": 4}.get(word) or ORDINALS.index(word) + 1


def read_decade(g: Groups, ref: date | None) -> Reading | None:
    if name := g.get("name"):
        first = 1900 + NUMBERS[name.removesuffix("ies") + "y"]
    else:
        first = int(g.get("decade") or 0) or 1900 + int(g["short"] or 0)
    return Reading("range", f"{first:04d}", f"{first + 9:04d}")


def read_year(g: Groups, ref: date | None) -> Reading | None:
    return Reading(value=g["year"])


def read_years(g: Groups, ref: date | None) -> Reading | None:
    """1992-95, 1992 to 1995; a second part that cannot be a later year is a month (2019-05)."""
    first, second = g["year"] or "", g["second"] or ""
    last = first[: 4 - len(second)] + second
    if last > first:
        return Reading("range", first, last)
    return Reading(value=iso(int(first), int(second))) if len(second) == 2 and 1 <= int(second) <= 12 else None


def read_edge(g: Groups, ref: date | None) -> Reading | None:
    """With "by", "the end of the month" is a day, the deadline; else no more than the period's last or first part."""
    if g.get("month"):
        whole = _in_year(g, ref, lambda year: _period(iso(year, month_number(g["month"]))))
    elif g.get("whole_year"):
        whole = Reading(value=g["whole_year"])
    else:
        whole = read_calendar_unit(g, ref)
    if whole is None or whole.value is None:
        return whole
    value = _edge(whole.value, whole.end_value, g)
    future = _edge(whole.future, whole.future_end, g) if whole.future else None
    return Reading(value=value, past=value if whole.past else None, future=future)


def _edge(value: str, end: str | None, g: Groups) -> str:
    if g["edge"] in ("end", "close"):
        if g["by"] or end:
            return last_day(end or value).isoformat()
        return f"{value}-12" if len(value) == 4 else value
    return f"{value}-01" if len(value) == 4 and g["edge"] != "middle" else value


def read_calendar_unit(g: Groups, ref: date | None) -> Reading | None:
    """As in "last week", "this month", "next year": the calendar's own."""
    unit, step = unit_name(g["unit"]), STEP.get((g["which"] or "").lower(), 0)
    if ref is None or (day := plus(ref, step, unit)) is None:
        return _UNRESOLVED
    if unit == "week":
        return _reading(week_of(day))
    if unit == "decade":
        return _reading((f"{day.year // 10 * 10:04d}", f"{day.year // 10 * 10 + 9:04d}"))
    return Reading(value=rounded(day, unit))


def read_weekend(g: Groups, ref: date | None) -> Reading | None:
    if ref is None:
        return Reading("range")
    weeks = [week_of(day, 5, 2) for n in (-1, 0, 1) if (day := plus(ref, n, "week"))]
    if len(weeks) < 3:
        return Reading("range")
    if which := g["which"]:
        return _reading(weeks[1 if which.lower() == "this coming" else 1 + STEP[which.lower()]])
    return _reading(weeks[1 if ref.weekday() >= 5 else 0], weeks[1])


def read_day_word(g: Groups, ref: date | None) -> Reading | None:
    """today, yesterday, this morning, last night, the day after tomorrow."""
    if ref is None:
        return _UNRESOLVED
    step = {"yesterday": -1, "last": -1, "tomorrow": 1}.get((g["word"] or "").lower().split()[0], 0)
    if g["beyond"]:
        step *= 2
    return Reading(value=rounded(plus(ref, step, "day"), "day"))


def read_weekday(g: Groups, ref: date | None) -> Reading | None:
    """Bare: the last or next such day, the reference day itself included. "last" and "next" leave it out."""
    if ref is None:
        return _UNRESOLVED
    offset = weekday_number(g["weekday"]) - ref.weekday()
    behind, ahead = -(-offset % 7), offset % 7
    which = (g["which"] or "").lower()
    if week := g["week"]:
        return _on(ref, offset + 7 * STEP[week.lower()])
    if which in ("last", "past", "this past"):
        return _on(ref, behind or -7)
    if which in ("next", "coming", "this coming"):
        return _on(ref, ahead or 7)
    if which == "this":
        return _on(ref, offset)
    past, future = plus(ref, behind, "day"), plus(ref, ahead, "day")
    return _reading((past.isoformat(), None), (future.isoformat(), None)) if past and future else _UNRESOLVED


def _on(ref: date, days: int) -> Reading:
    return Reading(value=rounded(plus(ref, days, "day"), "day"))


def read_ago(g: Groups, ref: date | None) -> Reading | None:
    """As in "two weeks ago", "a year from now"."""
    n, unit = count(g["n"]) if g["n"] and not g["half"] else None, unit_name(g["unit"])
    if ref is None or n is None:
        return _UNRESOLVED
    return Reading(value=rounded(plus(ref, -n if g["ago"] == "ago" else n, unit), unit))


def read_in(g: Groups, ref: date | None) -> Reading | None:
    """For an act to come, "in two weeks" is a date; for a past one it says how long ("the first in two years")."""
    n, unit = count(g["n"]), unit_name(g["unit"])
    day = plus(ref, n, unit) if ref and n is not None else None
    when = rounded(day, unit)
    return Reading(value=when) if g["time"] else Reading(future=when)


def read_span(g: Groups, ref: date | None) -> Reading | None:
    """As in "the past two years", "the next 30 days": from or to the day of the document."""
    n, unit = count(g["n"]) if g["n"] or not (g["unit"] or "").endswith("s") else None, unit_name(g["unit"])
    back = (g["way"] or "").lower() in ("last", "past", "previous", "preceding")
    if ref is None or n is None or (day := plus(ref, -n if back else n, unit)) is None:
        return Reading("range")
    first, last = sorted((ref, day))
    return Reading("range", first.isoformat(), last.isoformat())


def read_duration(g: Groups, ref: date | None) -> Reading | None:
    n, unit = count(g["n"]) if g["n"] else None, unit_name(g["unit"])
    if g.get("long"):
        n = None if (g["unit"] or "").endswith("s") else 1
    if g.get("half_a"):
        return Reading("duration", {"hour": "PT30M", "year": "P6M", "decade": "P5Y", "century": "P50Y"}.get(unit))
    if n is None:
        return Reading("duration")
    return Reading("duration", _duration(n, unit, half=bool(g.get("half"))))


def _duration(n: int, unit: str, *, half: bool) -> str | None:
    larger = {"decade": (10, "Y"), "century": (100, "Y"), "fortnight": (14, "D")}
    factor, letter = larger.get(unit, (1, unit[0].upper()))
    whole = f"{n * factor}{letter}"
    time = "T" if unit in ("hour", "minute") else ""
    if not half:
        return f"P{time}{whole}"
    rest = {"year": "6M", "day": "T12H", "hour": "30M", "decade": "", "century": ""}.get(unit)
    if rest is None:
        return None
    return f"P{time}{whole}{rest}" if rest else f"P{n * factor + factor // 2}Y"


def read_anchored(g: Groups, ref: date | None) -> Reading | None:
    return Reading("anchored")


def read_set(g: Groups, ref: date | None) -> Reading | None:
    return Reading("set")


def read_feast(g: Groups, ref: date | None) -> Reading | None:
    month, day = FEASTS[(g["feast"] or "").lower().replace("’", "'")]
    return _in_year(g, ref, lambda year: _period(iso(year, month, day)))
