"""Dates of different grain as days and months."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date as day

GRAINS = {10: "day", 7: "month", 4: "year"}


def grain(date: str) -> str:
    """Whether an ISO date is that of a "day", a "month" or a "year"; "" for none or what is no date."""
    return GRAINS[len(date)] if bounds(date) else ""


def bounds(date: str, end: str = "") -> tuple[str, str] | None:
    """The first and the last day of an ISO day, month or year, or of the time from one to another; None where unknown.

    An end that is no date, or is before its beginning, counts for nothing.
    """
    first, last = _first(date), _last(date)
    if not first or not last:
        return None
    later = _last(end)
    return first, later if later and later > last else last


def months(since: str, until: str) -> Iterator[str]:
    """The months from one to another, both included: "2018-11", "2018-12", "2019-01"."""
    year, month = int(since[:4]), int(since[5:7])
    while (found := f"{year:04}-{month:02}") <= until:
        yield found
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _first(date: str) -> str:
    return _day(date + {7: "-01", 4: "-01-01"}.get(len(date), ""))


def _last(date: str) -> str:
    if len(date) == 4:
        return _day(date + "-12-31")
    first = _first(date)
    return f"{date}-{monthrange(int(date[:4]), int(date[5:7]))[1]}" if first and len(date) == 7 else first


def _day(text: str) -> str:
    """The text where it is a day of the calendar, YYYY-MM-DD."""
    try:
        return text if day.fromisoformat(text).isoformat() == text else ""
    except ValueError:
        return ""
