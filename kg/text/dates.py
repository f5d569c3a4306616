"""Date expressions of news and diplomatic English: found by one grammar, resolved against the document's own date.

`_RULES` is the grammar: an ordered table of a pattern and the function that reads it. The patterns are joined into one
regular expression, so that a text is scanned once; the first rule that fits at a place wins, hence the order. In a
pattern a blank stands for white space that may hold one line break, and words in capitals (`_WORDS`) for a class of
words. Values are ISO 8601 and never more precise than the words: "early 2024" is 2024, "last month" is a month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

Kind = Literal["date", "range", "duration", "anchored", "set"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, how long or how often; `start` and `end` are character offsets, `text` the words between.

    kind       "date"; "range" (`value` to `end_value`, both included); "duration"; "anchored": an offset from an event
               ("two days before the summit"), which has a value only if the event is itself a date; "set": a recurrence
    value      YYYY, YYYY-MM or YYYY-MM-DD, an ISO 8601 duration (P30D), or None where the words do not settle it
    past, future   the two readings of words whose date hangs on the tense ("on Tuesday", "March 3"), else None.
               `value` is then the past one, and `future_end` the end of the future one
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: str | None = None
    end_value: str | None = None
    past: str | None = None
    future: str | None = None
    future_end: str | None = None

    def resolve(self, *, future: bool) -> str | None:
        """The value, given whether the act is still to come."""
        return (self.future if future else self.past) or self.value

    def resolve_end(self, *, future: bool) -> str | None:
        """The end of a range, given whether the act is still to come."""
        return self.future_end if future and self.future else self.end_value


def find_dates(text: str, reference: str | None) -> tuple[TimeExpression, ...]:
    """All time expressions of a text, in order, none overlapping.

    `reference` is the ISO date of the document; without one, only absolute expressions have a value.
    Raise ValueError where it is not an ISO date.
    """
    day = date.fromisoformat(reference[:10]) if reference else None
    found = []
    for hit in _GRAMMAR.finditer(text):
        pattern, read = _RULE_BY_NAME[hit.lastgroup or ""]
        match = pattern.match(text, hit.start())
        assert match is not None, "a rule matches alone what it matches in the grammar"
        groups = {name: words and " ".join(words.split()) for name, words in match.groupdict().items()}
        if groups.get("bare") == "May" and _MAY_IS_A_PERSON.search(text):
            continue
        if reading := read(groups, day):
            start, end = match.span("span" if groups.get("span") else 0)
            found.append(TimeExpression(start, end, text[start:end], *reading))
    return tuple(_joined(text, found))


def document_date(text: str) -> str | None:
    """The ISO date that the head of a text gives itself, to the day: a dateline, a line that is a date, "Released on".

    Only the first lines count, and only a date with its year.
    """
    head = [line.strip() for line in text[:4000].splitlines() if line.strip()][:12]
    for line in head:
        if match := _DATELINE.match(line):
            words = match["date"] or match["labelled"] or match["placed"]
            if (dates := find_dates(words, None)) and dates[0].value and len(dates[0].value) == 10:
                return dates[0].value
    return None


# ---------------------------------------------------------------------------------------------------------- readings


class _Reading(NamedTuple):
    """What a rule makes of its words: the fields of a `TimeExpression` after the span."""

    kind: Kind = "date"
    value: str | None = None
    end_value: str | None = None
    past: str | None = None
    future: str | None = None
    future_end: str | None = None


_Groups = dict[str, str | None]
_Reader = Callable[[_Groups, date | None], _Reading | None]
_Period = tuple[str, str | None]  # first and last ISO value; None: the first is all

_UNRESOLVED = _Reading()


def _period(*values: str | None) -> _Period | None:
    """None where the calendar lacks one of the values."""
    first, last = (*values, None)[:2]
    return None if None in values or first is None else (first, last)


def _reading(period: _Period | None, later: _Period | None = None) -> _Reading:
    if period is None:
        return _UNRESOLVED
    kind: Kind = "range" if period[1] else "date"
    if later is None:
        return _Reading(kind, *period)
    return _Reading(kind, *period, period[0], *later)


# -------------------------------------------------------------------------------------------------------- arithmetic


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_MONTHS = _words("January February March April May June July August September October November December")
_WEEKDAYS = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_ONES = _words("one two three four five six seven eight nine")
_TEENS = _words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = _words(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth
    twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"""
)
_NUMBERS = (
    {word: n for n, word in enumerate(_ONES + _TEENS, 1)}
    | {word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)}
    | {"a": 1, "an": 1, "a couple of": 2, "a dozen": 12, "a hundred": 100, "one hundred": 100}
)
_STEP = {"last": -1, "past": -1, "this": 0, "the": 0, "the current": 0, "next": 1, "coming": 1}
_STEP |= {"this past": -1, "this coming": 1}
# Meteorological seasons of the northern hemisphere, first month
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_FEASTS = {"new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25), "new year's eve": (12, 31)}


def _month(word: str | None) -> int:
    return [name[:3].lower() for name in _MONTHS].index((word or "")[:3].lower()) + 1


def _weekday(word: str | None) -> int:
    return [name[:3].lower() for name in _WEEKDAYS].index((word or "")[:3].lower())


def _day(word: str | None) -> int:
    word = (word or "").lower()
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(word.rstrip("stndrh"))


def _number(word: str | None) -> int | None:
    """None for words such as "several"."""
    word = (word or "a").lower()
    if word.isdecimal():
        return int(word)
    tens, _, ones = word.partition("-")
    if ones in _ONES:
        return _NUMBERS[tens] + _NUMBERS[ones]
    return _NUMBERS.get(word)


def _unit(word: str | None) -> str:
    word = (word or "").lower()
    return "century" if word == "centuries" else word.removesuffix("s")


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """None where the calendar has no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def _first(value: str) -> date:
    return date(*([int(part) for part in value.split("-")] + [1, 1])[:3])


def _last(value: str) -> date:
    year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _plus(day: date, n: int, unit: str) -> date | None:
    """The day `n` units on; None beyond the calendar."""
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit)
    try:
        if months is None:
            days = n * {"week": 7, "fortnight": 14}.get(unit, 1)
            return day + timedelta(days=int(days / 24) if unit == "hour" else 0 if unit == "minute" else days)
        year, month = divmod(day.year * 12 + day.month - 1 + n * months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def _rounded(day: date | None, unit: str) -> str | None:
    """A day as precisely as a count of such units can be meant."""
    if day is None:
        return None
    return day.isoformat()[: {"month": 7, "year": 4, "decade": 4, "century": 4}.get(unit, 10)]


def _week(day: date, first: int = 0, days: int = 7) -> _Period:
    """The Monday to Sunday around a day, or `days` days of it."""
    monday = day - timedelta(days=day.weekday() - first)
    return monday.isoformat(), (monday + timedelta(days=days - 1)).isoformat()


def _yearly(ref: date | None, make: Callable[[int], _Period | None], slack: int = 0) -> _Reading | None:
    """The last and the next of something that comes once a year; None where it never comes (30 February).

    `slack`: days after the reference that still count as past.
    """
    if ref is None:
        return _UNRESOLVED if any(make(year) for year in (2000, 2001)) else None
    periods = [p for year in range(max(ref.year - 8, 1), min(ref.year + 9, 9999)) if (p := make(year))]
    past = [p for p in periods if _first(p[0]) <= ref + timedelta(days=slack)]
    future = [p for p in periods if _last(p[1] or p[0]) >= ref]
    return _reading(past[-1], future[0]) if past and future else None


def _in_year(g: _Groups, ref: date | None, make: Callable[[int], _Period | None], slack: int = 0) -> _Reading | None:
    """A period of the year that the words name ("2020", "last year"), or of any year where they name none."""
    if year := g.get("year"):
        return _reading(period) if (period := make(int(year))) else None
    if step := g.get("of_year") or g.get("the_year"):
        return _reading(make(ref.year + _STEP[step.lower()]) if ref else None)
    return _yearly(ref, make, slack)


# ----------------------------------------------------------------------------------------------- readers of the rules


def _read_iso(g: _Groups, ref: date | None) -> _Reading | None:
    value = _iso(int(g["year"] or 0), int(g["month"] or 0), int(g["day"] or 0))
    return _Reading(value=value) if value else None


def _read_numeric(g: _Groups, ref: date | None) -> _Reading | None:
    """21/11/1995. Where day and month could be swapped, only the year is sure."""
    a, b, year = int(g["a"] or 0), int(g["b"] or 0), int(g["year"] or 0)
    values = {value for month, day in ((a, b), (b, a)) if month and day and (value := _iso(year, month, day))}
    if not values:
        return None
    return _Reading(value=values.pop() if len(values) == 1 else _iso(year))


def _read_day(g: _Groups, ref: date | None) -> _Reading | None:
    """A day of a month, or some days of one or two months, with or without the year."""
    first = _month(g.get("first_month") or g["month"]), _day(g["day"] or g.get("ordinal"))
    end_day = g.get("day2") or g.get("day3")
    last = (_month(g.get("month2") or g["month"]), _day(end_day)) if end_day else None

    def make(year: int) -> _Period | None:
        if last is None:
            return _period(_iso(year, *first))
        return _period(_iso(year - (last < first), *first), _iso(year, *last))

    weekday = g.get("weekday")
    if ref and weekday and last is None and not g["year"] and not g["of_year"]:
        return _read_named_day(make, _weekday(weekday), ref)
    # A text is often dated a day earlier than the day it tells of, by the clock of another place.
    return _in_year(g, ref, make, slack=1)


def _read_named_day(make: Callable[[int], _Period | None], weekday: int, ref: date) -> _Reading | None:
    """“Friday, January 4": the nearest year in which that day is a Friday."""
    years = sorted(range(max(ref.year - 6, 1), ref.year + 7), key=lambda year: abs(year - ref.year))
    days = [p[0] for year in years if (p := make(year)) and _first(p[0]).weekday() == weekday]
    return _Reading(value=min(days, key=lambda day: abs((_first(day) - ref).days))) if days else _yearly(ref, make)


def _read_day_of_this_month(g: _Groups, ref: date | None) -> _Reading | None:
    """“on the 14th", "the 14th of last month"."""
    if ref is None:
        return _UNRESOLVED
    here = ref.replace(day=1)
    if step := g["which"]:
        month = _plus(here, _STEP.get(step.lower(), 0), "month") or here
        return _Reading(value=_iso(month.year, month.month, _day(g["day"])))
    months = [m for n in range(-2, 3) if (m := _plus(here, n, "month"))]
    days = [value for m in months if (value := _iso(m.year, m.month, _day(g["day"])))]
    past, future = [d for d in days if d <= ref.isoformat()], [d for d in days if d >= ref.isoformat()]
    return _reading((past[-1], None), (future[0], None)) if past and future else None


def _read_month(g: _Groups, ref: date | None) -> _Reading | None:
    """A month, or a run of months, with or without the year; "last March" is a March that is over."""
    first = _month(g["month"])
    last = _month(g["month2"]) if g.get("month2") else None

    def make(year: int) -> _Period | None:
        if last is None:
            return _period(_iso(year, first))
        return _period(_iso(year - (last < first), first), _iso(year, last))

    which = (g.get("which") or "").lower()
    if not which:
        return _in_year(g, ref, make)
    if ref is None:
        return _UNRESOLVED
    year = ref.year
    if _STEP[which] < 0:
        year -= first >= ref.month
    elif _STEP[which] > 0:
        year += first <= ref.month
    return _reading(make(year))


def _read_part_of_year(g: _Groups, ref: date | None) -> _Reading | None:
    """Quarters, halves and seasons, as months."""
    if season := g.get("season"):
        first, length = _SEASONS[season.lower()], 3
    elif half := g.get("half"):
        first, length = (1 if half == "first" else 7), 6
    else:
        first, length = (_quarter(g["quarter"] or g["q"]) - 1) * 3 + 1, 3

    def make(year: int) -> _Period | None:
        last = first + length - 1
        return _period(_iso(year, first), _iso(year + (last > 12), last - 12 if last > 12 else last))

    which = (g.get("which") or "").lower()
    if not which or which == "the":
        return _in_year(g, ref, make)
    if ref is None:
        return _UNRESOLVED
    periods = [p for year in range(max(ref.year - 2, 1), ref.year + 3) if (p := make(year))]
    if _STEP[which] < 0:
        return _reading([p for p in periods if _last(p[1] or p[0]) < ref][-1])
    ahead = [p for p in periods if (_first(p[0]) > ref if _STEP[which] else _last(p[1] or p[0]) >= ref)]
    return _reading(ahead[0])


def _quarter(word: str | None) -> int:
    word = (word or "").lower()
    return int(word) if word.isdecimal() else {"final": 4, "last": 4}.get(word) or _ORDINALS.index(word) + 1


def _read_decade(g: _Groups, ref: date | None) -> _Reading | None:
    if name := g.get("name"):
        first = 1900 + _NUMBERS[name.removesuffix("ies") + "y"]
    else:
        first = int(g.get("decade") or 0) or 1900 + int(g["short"] or 0)
    return _Reading("range", f"{first:04d}", f"{first + 9:04d}")


def _read_year(g: _Groups, ref: date | None) -> _Reading | None:
    return _Reading(value=g["year"])


def _read_years(g: _Groups, ref: date | None) -> _Reading | None:
    """1992-95, 1992 to 1995; a second part that cannot be a later year is a month (2019-05)."""
    first, second = g["year"] or "", g["second"] or ""
    last = first[: 4 - len(second)] + second
    if last > first:
        return _Reading("range", first, last)
    return _Reading(value=_iso(int(first), int(second))) if len(second) == 2 and 1 <= int(second) <= 12 else None


def _read_edge(g: _Groups, ref: date | None) -> _Reading | None:
    """“the end of the month": with "by" a day, the deadline; else no more than the last or first part of the period."""
    if g.get("month"):
        whole = _in_year(g, ref, lambda year: _period(_iso(year, _month(g["month"]))))
    elif g.get("whole_year"):
        whole = _Reading(value=g["whole_year"])
    else:
        whole = _read_calendar_unit(g, ref)
    if whole is None or whole.value is None:
        return whole
    value = _edge(whole.value, whole.end_value, g)
    future = _edge(whole.future, whole.future_end, g) if whole.future else None
    return _Reading(value=value, past=value if whole.past else None, future=future)


def _edge(value: str, end: str | None, g: _Groups) -> str:
    if g["edge"] in ("end", "close"):
        if g["by"] or end:
            return _last(end or value).isoformat()
        return f"{value}-12" if len(value) == 4 else value
    return f"{value}-01" if len(value) == 4 and g["edge"] != "middle" else value


def _read_calendar_unit(g: _Groups, ref: date | None) -> _Reading | None:
    """“last week", "this month", "next year": the calendar's own."""
    unit, step = _unit(g["unit"]), _STEP.get((g["which"] or "").lower(), 0)
    if ref is None or (day := _plus(ref, step, unit)) is None:
        return _UNRESOLVED
    if unit == "week":
        return _reading(_week(day))
    if unit == "decade":
        return _reading((f"{day.year // 10 * 10:04d}", f"{day.year // 10 * 10 + 9:04d}"))
    return _Reading(value=_rounded(day, unit))


def _read_weekend(g: _Groups, ref: date | None) -> _Reading | None:
    if ref is None:
        return _Reading("range")
    weeks = [_week(day, 5, 2) for n in (-1, 0, 1) if (day := _plus(ref, n, "week"))]
    if len(weeks) < 3:
        return _Reading("range")
    if which := g["which"]:
        return _reading(weeks[1 if which.lower() == "this coming" else 1 + _STEP[which.lower()]])
    return _reading(weeks[1 if ref.weekday() >= 5 else 0], weeks[1])


def _read_day_word(g: _Groups, ref: date | None) -> _Reading | None:
    """today, yesterday, this morning, last night, the day after tomorrow."""
    if ref is None:
        return _UNRESOLVED
    step = {"yesterday": -1, "last": -1, "tomorrow": 1}.get((g["word"] or "").lower().split()[0], 0)
    if g["beyond"]:
        step *= 2
    return _Reading(value=_rounded(_plus(ref, step, "day"), "day"))


def _read_weekday(g: _Groups, ref: date | None) -> _Reading | None:
    """Bare: the last or next such day, the reference day itself included. "last" and "next" leave it out."""
    if ref is None:
        return _UNRESOLVED
    offset = _weekday(g["weekday"]) - ref.weekday()
    behind, ahead = -(-offset % 7), offset % 7
    which = (g["which"] or "").lower()
    if week := g["week"]:
        return _on(ref, offset + 7 * _STEP[week.lower()])
    if which in ("last", "past", "this past"):
        return _on(ref, behind or -7)
    if which in ("next", "coming", "this coming"):
        return _on(ref, ahead or 7)
    if which == "this":
        return _on(ref, offset)
    past, future = _plus(ref, behind, "day"), _plus(ref, ahead, "day")
    return _reading((past.isoformat(), None), (future.isoformat(), None)) if past and future else _UNRESOLVED


def _on(ref: date, days: int) -> _Reading:
    return _Reading(value=_rounded(_plus(ref, days, "day"), "day"))


def _read_ago(g: _Groups, ref: date | None) -> _Reading | None:
    """“two weeks ago", "a year from now"."""
    n, unit = _number(g["n"]) if g["n"] and not g["half"] else None, _unit(g["unit"])
    if ref is None or n is None:
        return _UNRESOLVED
    return _Reading(value=_rounded(_plus(ref, -n if g["ago"] == "ago" else n, unit), unit))


def _read_in(g: _Groups, ref: date | None) -> _Reading | None:
    """“in two weeks": a date only if the act is to come; of a past one it says how long ("the first in two years")."""
    n, unit = _number(g["n"]), _unit(g["unit"])
    day = _plus(ref, n, unit) if ref and n is not None else None
    when = _rounded(day, unit)
    return _Reading(value=when) if g["time"] else _Reading(future=when)


def _read_span(g: _Groups, ref: date | None) -> _Reading | None:
    """“the past two years", "the next 30 days": from or to the day of the document."""
    n, unit = _number(g["n"]) if g["n"] or not (g["unit"] or "").endswith("s") else None, _unit(g["unit"])
    back = (g["way"] or "").lower() in ("last", "past", "previous", "preceding")
    if ref is None or n is None or (day := _plus(ref, -n if back else n, unit)) is None:
        return _Reading("range")
    first, last = sorted((ref, day))
    return _Reading("range", first.isoformat(), last.isoformat())


def _read_duration(g: _Groups, ref: date | None) -> _Reading | None:
    n, unit = _number(g["n"]) if g["n"] else None, _unit(g["unit"])
    if g.get("long"):
        n = None if (g["unit"] or "").endswith("s") else 1
    if g.get("half_a"):
        return _Reading("duration", {"hour": "PT30M", "year": "P6M", "decade": "P5Y", "century": "P50Y"}.get(unit))
    if n is None:
        return _Reading("duration")
    return _Reading("duration", _duration(n, unit, half=bool(g.get("half"))))


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


def _read_anchored(g: _Groups, ref: date | None) -> _Reading | None:
    return _Reading("anchored")


def _read_set(g: _Groups, ref: date | None) -> _Reading | None:
    return _Reading("set")


def _read_feast(g: _Groups, ref: date | None) -> _Reading | None:
    month, day = _FEASTS[(g["feast"] or "").lower().replace("’", "'")]
    return _in_year(g, ref, lambda year: _period(_iso(year, month, day)))


# ------------------------------------------------------------------------------------------------------- the grammar


def _any(words: Iterable[str]) -> str:
    return "|".join(words)


def _either_case(words: Iterable[str]) -> list[str]:
    return [f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words]


_ABBREVIATIONS = ["Sept", *(name[:3] for name in _MONTHS if name != "May")]
_TENS_AND_ONES = [f"{tens}(?:-(?:{_any(_ONES)}))?" for tens in _either_case(_TENS)]
_COUNTS = ["a couple of", "a dozen", "a hundred", "one hundred", "a few", "several", "many", "some", "dozens of"]
_COUNTS += ["hundreds of", "few"]

_WORDS = {
    "MONTH": rf"(?:{_any(_MONTHS)}|{_any(_MONTHS).upper()}|(?:{_any(_ABBREVIATIONS)})(?!\w)\.?)(?!\w)",
    # Alone, an abbreviation needs its full stop: Jan and Mar are also names.
    "LONEMONTH": rf"(?:{_any(_MONTHS)}|(?:{_any(_ABBREVIATIONS)})\.)(?!\w)",
    "WEEKDAYS": rf"(?:{_any(_WEEKDAYS)})s(?!\w)",
    "WEEKDAY": rf"(?:{_any(_WEEKDAYS)}|{_any(_WEEKDAYS).upper()})(?!\w)",
    "SHORTDAY": r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?!\w)\.?",
    "YEAR": r"(?:1\d|20)\d\d(?![\w%°]|[,.]\d|-[a-z])",
    "LATEYEAR": r"(?:1[89]|20)\d\d(?![\w%°]|[,.]\d|-[a-z])",
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%°]|[.,:/]\d)",
    "ORDINAL": rf"(?:{_any(sorted(_ORDINALS, key=len, reverse=True))})(?![\w-])",
    "NUM": rf"(?:\d{{1,4}}|{_any([*_either_case(_COUNTS), *_TENS_AND_ONES, *_either_case(_TEENS + _ONES)])})(?!\w)",
    "UNITS": r"(?:<SINGLE>|<PLURAL>)",
    "PLURAL": r"(?:[Mm]inutes|[Hh]ours|[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears|[Dd]ecades|[Cc]enturies)(?!\w)",
    "SINGLE": r"(?:[Mm]inute|[Hh]our|[Dd]ay|[Ww]eek|[Ff]ortnight|[Mm]onth|[Yy]ear|[Dd]ecade|[Cc]entury)(?!\w)",
    "BEFORE": r"(?:before|after|prior to|ahead of|following|earlier|later|afterwards?|beforehand|previously)(?!\w)",
    "SEASON": r"(?<!Arab\x20)(?<!Prague\x20)(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?!\w)",
    "NINETIES": r"(?:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)(?!\w)",
    "TO": r"(?: ?[-–—] ?| (?:to|through|until|till) )",
    "PART": r"(?:(?:[Ee]arl(?:y|ier)|[Ll]ater?|[Mm]id)(?:-| (?:in |on )?))",
    "CLOCK": r"\d{1,2}(?:[:.]\d\d)? ?"
             r"(?:[ap]\.?m(?!\w)\.?|[AP]M(?!\w)|GMT|UTC|CET|E[SD]T|local time|o['’]clock|hours(?!\w)|(?<=:\d\d))",
    "TIME": r"(?: (?:morning|afternoon|evening|night|midday|noon|lunchtime)(?!\w))?(?:,? (?:at |around |by )?<CLOCK>)?",
    "OFYEAR": r"(?:,? (?:of )?(?P<year><YEAR>)|,? (?:of )?(?P<of_year>last|this|next) year(?!\w))",
    "OFTHEYEAR": r"(?:<OFYEAR>| of (?P<the_year>the) year(?!\w))",
    "BY": r"(?:(?P<by>[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore) )?",
    # "the September 11 attacks", "the January 6 Committee": names of what once happened on such a day
    "NOTNAME": r"(?! (?:[Tt]error(?:ist)? )?[Aa]ttacks)",
    # After "March 3 and 4" and after a year: what cannot be a thing that is counted
    "UNCOUNTED": r"(?=\W*$|[.,;:)]| (?:in|at|with|to|for|as|by|on|and|of|after|before|during|when|the|an?)(?!\w))",
    "NOCOUNT": r"(?! (?!(?:as|was|is|has|his|its|this|says|talks|across|perhaps|thus|unless|versus|whereas)(?!\w))"
               r"(?:[a-z]+s|people|men|women|children|percent|per|million|billion|km)(?!\w))",
    "NOTHINGOF": r"(?! (?:ago|from now|hence|old|of age|<BEFORE>)|-old)",
    # Feast days, and days that got a name
    "NAMEDDAY": r"(?<!Good\x20)(?<!Black\x20)(?<!Super\x20)(?<!Easter\x20)(?<!Palm\x20)(?<!Holy\x20)(?<!Bloody\x20)"
                r"(?<!Cyber\x20)(?<!Ash\x20)(?<!Maundy\x20)(?<!Whit\x20)(?<!Shrove\x20)(?<!Fat\x20)(?<!Giving\x20)",
    "NOTPAPER": r"(?! (?:Times|Telegraph|Mirror|Mail|Express|Herald|Tribune|Post|World|Star|Independent|Night Live|"
                r"[Pp]rayers?|Agreement|Accords?)(?!\w))",
}  # fmt: skip

_RULES: tuple[tuple[str, str, _Reader], ...] = (
    ("iso", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T\d[\d:.]*Z?)?(?![\w-])", _read_iso),
    ("numeric", r"(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<year>(?:19|20)\d\d)(?![\w/])", _read_numeric),
    ("days_between",
     r"[Bb]etween (?P<span>(?P<first_month><MONTH>) (?P<day><DAY>) and (?P<month><MONTH>) (?P<day2><DAY>)<OFYEAR>?)",
     _read_day),
    ("between_days",
     r"[Bb]etween (?P<span>(?P<day><DAY>)(?: (?P<first_month><MONTH>))? and (?P<day2><DAY>) "
     r"(?P<month><MONTH>)<OFYEAR>?)", _read_day),
    ("month_day",
     r"(?!(?<=the\x20)<MONTH> <DAY> [A-Z][a-z])(?:(?P<weekday><WEEKDAY>|<SHORTDAY>),? (?:the )?)?"
     r"(?P<month><MONTH>) (?:the )?(?P<day><DAY>)<NOTNAME>"
     r"(?:<TO>(?:(?P<month2><MONTH>) )?(?P<day2><DAY>)"
     r"|(?:, <DAY>){0,3},? (?:and|&) (?P<day3><DAY>)(?:<UNCOUNTED>|(?=,? <YEAR>)))?<OFYEAR>?<TIME>", _read_day),
    ("day_month",
     r"(?!(?:[Tt]he |(?<=the\x20))\d{1,2} <MONTH> [A-Z][a-z])(?:(?P<weekday><WEEKDAY>|<SHORTDAY>),? )?"
     r"(?:[Tt]he )?(?:(?P<day><DAY>)|(?P<ordinal><ORDINAL>))"
     r"(?:(?: (?:of )?(?P<first_month><MONTH>))?<TO>(?:the )?(?P<day2><DAY>)"
     r"|(?:, <DAY>){0,3},? (?:and|&) (?:the )?(?P<day3><DAY>))?"
     r" (?:of )?(?P<month><MONTH>)<NOTNAME><OFYEAR>?<TIME>", _read_day),
    ("day_of_month",
     r"(?:[Oo]n|[Bb]y|[Uu]ntil|[Ff]rom|[Ss]ince) (?P<span>the (?P<day><DAY>)"
     r"(?: of (?P<which>this|last|next|the) month(?!\w)|(?=[.,;)])))", _read_day_of_this_month),
    ("months", r"(?P<month><MONTH>)<TO>(?P<month2><MONTH>)<OFYEAR>", _read_month),
    ("months_between",
     r"(?:[Ff]rom|[Bb]etween) (?P<span><PART>?(?P<month><LONEMONTH>)(?:<TO>| and )"
     r"<PART>?(?P<month2><LONEMONTH>)<OFYEAR>?)(?! \d)", _read_month),
    ("edge",
     r"<BY>(?P<span>(?:[Tt]he )?(?P<edge>end|close|beginning|start|middle) of (?:(?P<month><LONEMONTH>)<OFYEAR>?(?! \d)"
     r"|(?P<whole_year><YEAR>)|(?P<which>the current|the|this|last|next) (?P<unit>week|month|year|decade)(?!\w)))",
     _read_edge),
    ("year_end", r"<BY>(?P<span>(?:the )?(?P<which>)(?P<unit>year|month)(?:['’]s |-)(?P<edge>end))(?!\w)", _read_edge),
    ("month_year", r"<PART>?(?P<month><MONTH>)<OFYEAR>", _read_month),
    ("which_month",
     r"<PART>?(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?) (?P<month><LONEMONTH>)(?! \d)", _read_month),
    ("part_month", r"<PART>(?P<month>(?P<bare><LONEMONTH>))(?! \d)", _read_month),
    ("month",
     r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Tt]hroughout) (?P<span>(?P<month>(?P<bare><LONEMONTH>)))"
     r"(?! \d|<TO>[A-Z\d]|,? (?:of )?(?:\d{4}|(?:last|this|next) year)|['’]s)", _read_month),
    ("month_by",
     r"(?:[Bb]y|[Ff]rom|[Ff]or|[Oo]f|[Bb]efore|[Aa]fter) (?P<span>(?P<month>(?P<bare><LONEMONTH>)))"
     r"(?! [A-Z\d]|<TO>[A-Z\d]|,? (?:of )?(?:\d{4}|(?:last|this|next) year)|['’]s)",
     _read_month),
    ("quarter",
     r"(?:[Tt]he )?"
     r"(?:Q(?P<q>[1-4])|(?P<quarter>first|second|third|fourth|final|last) quarter)<OFTHEYEAR>", _read_part_of_year),
    ("half", r"(?:[Tt]he )?(?P<half>first|second) half<OFTHEYEAR>", _read_part_of_year),
    ("season", r"(?:[Tt]he )?<PART>?(?P<season><SEASON>)<OFYEAR>", _read_part_of_year),
    ("which_season", r"<PART>?(?P<which>[Tt]his|[Ll]ast|[Nn]ext) (?P<season><SEASON>)", _read_part_of_year),
    ("in_season",
     r"(?:[Ii]n|[Dd]uring|[Ss]ince|[Bb]y|[Uu]ntil|[Oo]ver) (?P<span>(?:<PART>|the )(?P<season><SEASON>))(?! of(?!\w))",
     _read_part_of_year),
    ("decade",
     r"(?:[Tt]he )?<PART>?(?:(?P<decade>(?:1[5-9]\d|20\d)0)|['’](?P<short>[2-9]0))['’]?s(?!\w)", _read_decade),
    ("nineties", r"[Tt]he <PART>?(?:(?P<name><NINETIES>)|(?P<short>[2-9]0)s(?!\w))", _read_decade),
    ("years", r"(?P<year>(?:1[5-9]|20)\d\d)[-–—](?P<second>\d{4}|\d\d)(?![\w-]|[.,]\d)", _read_years),
    ("years_between",
     r"(?:[Ff]rom|[Bb]etween) (?P<span><PART>?(?P<year><YEAR>)(?:<TO>| and )<PART>?(?P<second><YEAR>))<NOCOUNT>",
     _read_years),
    ("part_year", r"<PART>(?P<year><YEAR>)", _read_year),
    ("year",
     r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Tt]hroughout|[Cc]irca|[Cc]a?\.|[Tt]he year)"
     r" (?:the year )?(?P<span>(?P<year><YEAR>))(?![-–—]\d)", _read_year),
    ("year_by",
     r"(?:[Bb]y|[Oo]f|[Bb]efore|[Aa]fter|[Ff]rom|[Ff]or) (?:the year )?(?P<span>(?P<year><LATEYEAR>))"
     r"<NOCOUNT>(?![-–—]\d)", _read_year),
    ("year_and", r"(?<=\b[12]\d\d\d\x20)(?:and|or) (?P<span>(?P<year><LATEYEAR>))<NOCOUNT>", _read_year),
    ("feast",
     r"(?P<feast>(?:Christmas|New Year['’]s) (?:Eve|Day))<OFYEAR>?", _read_feast),
    ("set",
     r"(?:[Ee]very|[Ee]ach) (?:(?:other|second|third|<NUM>) )?"
     r"(?:<WEEKDAY>|<MONTH>|<UNITS>|<SEASON>|(?:morning|evening|night)(?!\w))"
     r"|(?:[Oo]nce|[Tt]wice|<NUM> times) (?:an?|every|per) <SINGLE>|<WEEKDAYS>|(?:(?:bi)?annually|yearly)(?!\w)",
     _read_set),
    ("weekend",
     r"(?:(?P<which>[Tt]his past|[Tt]his coming|[Tt]his|[Ll]ast|[Nn]ext|[Pp]ast|[Cc]oming)|[Tt]he) weekend(?!\w)",
     _read_weekend),
    ("same_day",
     r"(?:[Tt]hat same|[Tt]hat|[Tt]he (?:following|previous|next|preceding|same)) "
     r"(?:day|week|month|year|morning|afternoon|evening|night|weekend)(?!\w)"
     r"|[Tt]he (?:following|previous|next|preceding|same) <WEEKDAY>", _read_anchored),
    ("weekday",
     r"<NAMEDDAY><PART>?(?:(?P<which>[Tt]his past|[Tt]his coming|[Tt]his|[Ll]ast|[Nn]ext|[Pp]ast|[Cc]oming) )?"
     r"(?P<weekday><WEEKDAY>)<NOTPAPER><TIME>(?:,? (?:of )?(?P<week>last|this|next) week(?!\w))?",
     _read_weekday),
    ("over_the",
     r"(?:[Oo]ver|[Ii]n|[Ww]ithin|[Dd]uring|[Ff]or|[Tt]hroughout) "
     r"(?P<span>the (?P<way>last|next) (?P<n>)(?P<unit><SINGLE>))", _read_span),
    ("span",
     r"(?:(?:[Tt]he|[Tt]hese|[Tt]his) )?(?P<way>[Pp]ast|[Ll]ast|[Pp]revious|[Nn]ext|[Cc]oming|[Pp]receding|[Rr]ecent) "
     r"(?:(?P<n><NUM>) )?(?P<unit><PLURAL>)", _read_span),
    ("past_year", r"[Tt]h(?:e|is) (?P<way>past|coming) (?P<n>)(?P<unit><SINGLE>)", _read_span),
    ("calendar_unit",
     r"(?<!the\x20)<PART>?(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he current) (?P<unit>week|month|year|decade)(?!\w)",
     _read_calendar_unit),
    ("day_word",
     r"<PART>?(?P<beyond>[Tt]he day (?:before (?=yesterday)|after (?=tomorrow)))?"
     r"(?P<word>yesterday|today|tomorrow|tonight|overnight|(?<!\w\x20)(?:Yesterday|Today|Tomorrow|Tonight|Overnight)"
     r"|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))(?!\w)<TIME>", _read_day_word),
    ("ago",
     r"(?:(?P<n><NUM>|[Aa]n?)(?P<half> and a half)? )?(?P<unit><UNITS>)(?: and a half)? "
     r"(?P<ago>ago|from now|hence)(?!\w)", _read_ago),
    ("eve", r"(?:[Tt]he )?eve of(?!\w)", _read_anchored),
    ("anchored", r"(?:(?:<NUM>|[Aa]n?|[Tt]he) <UNITS>|<PLURAL>) <BEFORE>", _read_anchored),
    ("in",
     r"[Ii]n (?P<span>(?P<n><NUM>|an?) (?P<unit><UNITS>)(?P<time>['’]s? time(?!\w))?)<NOTHINGOF>(?! of(?!\w))",
     _read_in),
    ("duration_adjective", r"(?P<n><NUM>)-(?P<unit><SINGLE>)(?:-long)?(?![\w-])", _read_duration),
    ("long",
     r"(?P<n>)(?P<unit>(?:[Hh]our|[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade)s?)(?P<long>-?long)(?!\w)", _read_duration),
    ("half_an_hour", r"(?P<half_a>[Hh]alf) an? (?P<n>)(?P<unit><SINGLE>)<NOTHINGOF>", _read_duration),
    ("duration", r"(?P<n><NUM>)(?P<half> and a half)? (?P<unit><UNITS>)<NOTHINGOF>", _read_duration),
    ("for_a_year",
     r"(?:[Ff]or|[Ww]ithin|[Nn]early|[Aa]lmost|than|about|last(?:ed|ing|s)?|[Aa]fter|[Oo]ver) "
     r"(?P<span>(?P<n>an?) (?P<unit><SINGLE>)(?P<half> and a half)?)<NOTHINGOF>", _read_duration),
    ("for_years", r"[Ff]or (?P<span>(?P<n>)(?P<unit><PLURAL>))<NOTHINGOF>", _read_duration),
)  # fmt: skip


def _expanded(pattern: str) -> str:
    """A pattern of the grammar as a regular expression."""
    while "<" in (expanded := re.sub(r"<([A-Z]+)>", lambda word: _WORDS[word[1]], pattern)) and expanded != pattern:
        pattern = expanded
    return expanded.replace(" ", r"(?:[^\S\n]{1,2}|[^\S\n]?\n[^\S\n]{0,4})")


def _without_groups(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _begins_with(words: Iterable[str]) -> str:
    """A pattern for the beginnings of words, in lower case or capitalised, told apart by their first letter at once."""
    rests: dict[str, set[str]] = {}
    for word in words:
        rests.setdefault(word[0], set()).add(word[1:])
    return _any(f"[{letter}{letter.upper()}](?:{_any(sorted(rest))})" for letter, rest in sorted(rests.items()))


# Trying every rule at every word takes four times as long as first looking how the word, or the one after, begins.
_FIRST = (*(name[:3].lower() for name in (*_MONTHS, *_WEEKDAYS)), *_ONES, *_TEENS, *_TENS, *_ORDINALS, *_SEASONS)
_FIRST += tuple(name[:3].upper() for name in (*_MONTHS, *_WEEKDAYS))
_FIRST += _words("""minute hour day week fortnight month year decade centur many some several few half every each once
    twice last this next past coming recent previous preceding earl late mid yesterday today tomorrow tonight overnight
    bi annually dozens hundreds eve end close beginning start middle christmas new q""")
_BEFORE_FIRST = _words("""in of for by from since until till during throughout circa c ca before after on between over
    within nearly almost than about last lasts lasted lasting the that these a an and or""")
_SECOND = _words("""the a an current following same morning afternoon evening night weekend couple dozen hundred
    twenties thirties forties fifties sixties seventies eighties nineties""")
_LIKELY = (
    rf"(?=[\d'’]|{_begins_with(_FIRST)}"
    rf"|(?:{_begins_with(_BEFORE_FIRST)})\.?\s{{1,6}}(?:[\d'’]|{_begins_with(_FIRST + _SECOND)}))"
)
# No date begins inside a word, an amount, an address or a longer number, or after a hyphen (non-March, F-16).
_START = r"(?<![\w$€£¥#@/])(?<![A-Za-z]-)(?<!\d[.,:–—-])(?=[\w'’])"
_PATTERNS = {name: f"{_START}(?:{_expanded(pattern)})" for name, pattern, _ in _RULES}
_RULE_BY_NAME = {name: (re.compile(_PATTERNS[name]), read) for name, _, read in _RULES}
_GRAMMAR = re.compile(
    f"{_START}{_LIKELY}(?:"
    + _any(f"(?P<{name}>{_without_groups(_expanded(pattern))})" for name, pattern, _ in _RULES)
    + ")"
)
_MAY_IS_A_PERSON = re.compile(r"\b(?:Theresa|M(?:r|s|rs)\.?|Minister|Secretary|Leader)\s+May\b")

_OFFSET = re.compile(_expanded(r"(?:(?P<n><NUM>|[Aa]n?|[Tt]he) )?(?P<unit><UNITS>|eve) (?P<way><BEFORE>|of)"))
_BEFORE = frozenset({"before", "prior to", "ahead of", "of"})
_UNTIL = re.compile(r"\s?[-–—]\s?|,?\s(?:to|through|until|till)\s", re.ASCII)
_BETWEEN = re.compile(r"(?i:\bbetween)\s(?:the\s)?$")
_FULL_DATE = (
    r"(?P<date>(?:(?:<WEEKDAY>|<SHORTDAY>),? )?(?:<MONTH> <DAY>,? <YEAR>|<DAY> (?:of )?<MONTH>,? <YEAR>"
    r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d))"
)
# The date alone, after a label, or after a place or name and before a dash, a bracket or the end of the line
_DATELINE = re.compile(
    _expanded(
        rf"{_FULL_DATE}\W*(?:<CLOCK>.*)?$"
        rf"|(?i:[^\n]{{0,20}}\b(?:released|published|issued|posted|updated|dated?|press release|delivered|for release))"
        rf"\b[^\n]{{0,15}}?\b{_FULL_DATE.replace('<date>', '<labelled>')}"
        r"|[(]?(?:[A-Z][\w.'’]*[\s,/|(–—-]{1,3}){1,8}"
        rf"{_FULL_DATE.replace('<date>', '<placed>')}[)]?(?:\s*[-–—:(/|]|\W*$)"
    )
)


# --------------------------------------------------------------------------------------------- expressions that join


def _joined(text: str, found: list[TimeExpression]) -> Iterator[TimeExpression]:
    """Join offsets with the date that they count from, and two dates that are a beginning and an end."""
    left: TimeExpression | None = None
    for right in found:
        if left is None:
            left = right
        elif joined := _offset(text, left, right) or _interval(text, left, right):
            left = joined
        else:
            yield left
            left = right
    if left is not None:
        yield left


def _offset(text: str, left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    """“two days before" and "March 3"."""
    if left.kind != "anchored" or right.kind != "date" or text[left.end : right.start].strip():
        return None
    if (match := _OFFSET.match(left.text)) is None or match["way"] in ("earlier", "later"):
        return None
    unit = _unit(match["unit"].replace("eve", "day"))
    n = _number(match["n"].lower().replace("the", "one")) if match["n"] else 1 if match["unit"] == "eve" else None
    sign = -1 if " ".join(match["way"].split()) in _BEFORE else 1

    def moved(value: str | None) -> str | None:
        if n is None or value is None or len(value) < 10:
            return None
        return _rounded(_plus(date.fromisoformat(value), sign * n, unit), unit)

    return TimeExpression(
        left.start, right.end, text[left.start : right.end], "anchored",
        moved(right.value), None, moved(right.past), moved(right.future),
    )  # fmt: skip


def _interval(text: str, left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    """“from March 3, 2020 to May 1, 2021", "between Monday and Wednesday"."""
    if left.kind != "date" or right.kind != "date":
        return None
    gap = text[left.end : right.start]
    between = gap.strip() == "and" and _BETWEEN.search(text, max(left.start - 12, 0), left.start)
    if not between and not _UNTIL.fullmatch(gap):
        return None
    end = right.value
    if left.value and end and end < left.value:
        end = right.future
    if left.value is None or end is None or end < left.value:
        return None
    whole = replace(left, end=right.end, text=text[left.start : right.end], kind="range", end_value=end)
    if left.future and right.future and left.future <= right.future:
        return replace(whole, future_end=right.future)
    return replace(whole, past=None, future=None)
