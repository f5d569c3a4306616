"""The words of dates as numbers, and days and periods as ISO 8601 values."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MONTHS = words("January February March April May June July August September October November December")
WEEKDAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
ONES = words("one two three four five six seven eight nine")
TEENS = words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
TENS = words("twenty thirty forty fifty sixty seventy eighty ninety")
ORDINALS = words(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth
    twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"""
)
NUMBERS = (
    {word: n for n, word in enumerate(ONES + TEENS, 1)}
    | {word: n for n, word in zip(range(20, 100, 10), TENS, strict=True)}
    | {"a": 1, "an": 1, "a couple of": 2, "a dozen": 12, "a hundred": 100, "one hundred": 100}
)
STEP = {"last": -1, "past": -1, "this": 0, "the": 0, "the current": 0, "next": 1, "coming": 1}
STEP |= {"this past": -1, "this coming": 1}
# Meteorological seasons of the northern hemisphere, first month
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
FEASTS = {"new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25), "new year's eve": (12, 31)}


def month_number(word: str | None) -> int:
    return [name[:3].lower() for name in MONTHS].index((word or "")[:3].lower()) + 1


def weekday_number(word: str | None) -> int:
    return [name[:3].lower() for name in WEEKDAYS].index((word or "")[:3].lower())


def day_number(word: str | None) -> int:
    word = (word or "").lower()
    return ORDINALS.index(word) + 1 if word in ORDINALS else int(word.rstrip("stndrh"))


def count(word: str | None) -> int | None:
    """None for words such as "several"."""
    word = (word or "a").lower()
    if word.isdecimal():
        return int(word)
    tens, _, ones = word.partition("-")
    if ones in ONES:
        return NUMBERS[tens] + NUMBERS[ones]
    return NUMBERS.get(word)


def unit_name(word: str | None) -> str:
    word = (word or "").lower()
    return "century" if word == "centuries" else word.removesuffix("s")


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """None where the calendar has no such day."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def first_day(value: str) -> date:
    return date(*([int(part) for part in value.split("-")] + [1, 1])[:3])


def last_day(value: str) -> date:
    year, month, day = ([int(part) for part in value.split("-")] + [0, 0])[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def plus(day: date, n: int, unit: str) -> date | None:
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


def rounded(day: date | None, unit: str) -> str | None:
    """A day as precisely as a count of such units can be meant."""
    if day is None:
        return None
    return day.isoformat()[: {"month": 7, "year": 4, "decade": 4, "century": 4}.get(unit, 10)]


def week_of(day: date, first: int = 0, days: int = 7) -> tuple[str, str]:
    """The Monday to Sunday around a day, or `days` days of it."""
    monday = day - timedelta(days=day.weekday() - first)
    return monday.isoformat(), (monday + timedelta(days=days - 1)).isoformat()
