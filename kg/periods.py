"""Periods of time between dates of different grain."""

from __future__ import annotations


def covers(start: str | None, end: str | None, date: str | None) -> bool:
    """Whether a period includes a date; all three are ISO days, months or years.

    An unknown start is before everything, no end after everything. An unknown date is in no period that has ended.
    """
    if date is None:
        return end is None
    first, last = start or "", end or "9999"
    return first[: len(date)] <= date[: len(first) or None] and date[: len(last)] <= last
