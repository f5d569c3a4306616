"""Date expressions of news and diplomatic English: found by one grammar, resolved against the document's own date.

Values are ISO 8601 and never more precise than the words: "early 2024" is 2024, "last month" is a month. The rules are
in `date_grammar`, what they make of their words in `date_readings`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.text.date_arithmetic import (
    count,
    iso,
    plus,
    rounded,
    unit_name,
)
from kg.text.date_grammar import GRAMMAR, RULES, expanded
from kg.text.date_readings import Kind


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when, how long or how often; `start` and `end` are character offsets, `text` the words between.

    kind       "date"; "range" (`value` to `end_value`, both included); "duration"; "anchored": an offset from an event
               ("two days before the summit"), which has a value if the event is itself a date, or from the last date
               that the text names ("a day later", "that year"); "set": a recurrence
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

    @property
    def dated(self) -> bool:
        """Whether the words name a day, month, year or range, known or not, or an offset that could be counted."""
        return self.kind in {"date", "range"} or (self.kind == "anchored" and self.value is not None)

    def resolve(self, *, future: bool) -> str | None:
        """The value, given whether the act is still to come."""
        return (self.future if future else self.past) or self.value

    def resolve_end(self, *, future: bool) -> str | None:
        """The end of a range, given whether the act is still to come."""
        return self.future_end if future and self.future else self.end_value


def find_dates(text: str, reference: str | None) -> tuple[TimeExpression, ...]:
    """All time expressions of a text, in order, none overlapping.

    `reference` is the ISO date of the document; without one to the day, only absolute expressions have a value.
    Raise ValueError where it is not an ISO date.
    """
    day = date.fromisoformat(reference) if reference and len(reference) not in (4, 7) else None
    found = []
    for hit in GRAMMAR.finditer(text):
        pattern, read = RULES[hit.lastgroup or ""]
        match = pattern.match(text, hit.start())
        assert match is not None, "a rule matches alone what it matches in the grammar"
        groups = {name: words and " ".join(words.split()) for name, words in match.groupdict().items()}
        if groups.get("bare") == "May" and _MAY_IS_A_PERSON.search(text):
            continue
        if reading := read(groups, day):
            start, end = match.span("span" if groups.get("span") else 0)
            found.append(TimeExpression(start, end, text[start:end], *reading))
    return tuple(_anchored(text, _joined(text, found)))


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


_MAY_IS_A_PERSON = re.compile(r"\b(?:Theresa|M(?:r|s|rs)\.?|Minister|Secretary|Leader)\s+May\b")

_OFFSET = re.compile(expanded(r"(?:(?P<n><NUM>|[Aa]n?|[Tt]he) )?(?P<unit><UNITS>|eve) (?P<way><BEFORE>|of)"))
_BEFORE = frozenset({"before", "prior to", "ahead of", "of"})
_OF_THAT_YEAR = re.compile(r",?\s(?:of\s)?(?:that|the\ssame)(?:\ssame)?\syear\b")
_DETERMINER = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s$")
_SAME = re.compile(
    r"(?i:that same|that|the (?P<which>following|previous|next|preceding|same)) "
    r"(?P<unit>day|week|month|year|morning|afternoon|evening|night)"
)
_LATER = re.compile(
    expanded(r"(?P<n><NUM>|[Aa]n?) (?P<unit><UNITS>) (?P<way>later|earlier|afterwards?|beforehand|previously)")
)
_LENGTH = {"month": 7, "year": 4, "decade": 4}
# No spaced dash: a dateline ends in one, and the text may begin with a day.
_UNTIL = re.compile(r"[-–—]|,?\s(?:to|through|until|till)\s")
_BETWEEN = re.compile(r"(?i:\bbetween)\s(?:the\s)?$")
_FULL_DATE = (
    r"(?P<date>(?:(?:<WEEKDAY>|<SHORTDAY>),? )?(?:<MONTH> <DAY>,? <YEAR>|<DAY> (?:of )?<MONTH>,? <YEAR>"
    r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d))"
)
# The date alone, after a label, or after a place or name and before a dash, a bracket or the end of the line
_DATELINE = re.compile(
    expanded(
        rf"{_FULL_DATE}\W*(?:<CLOCK>.*)?$"
        rf"|(?i:[^\n]{{0,20}}\b(?:released|published|issued|posted|updated|dated?|press release|delivered|for release))"
        rf"\b[^\n]{{0,15}}?\b{_FULL_DATE.replace('<date>', '<labelled>')}"
        r"|[(]?(?:[A-Z][\w.'’]*[\s,/|(–—-]{1,3}){1,8}"
        rf"{_FULL_DATE.replace('<date>', '<placed>')}[)]?(?:\s*[-–—:(/|]|\W*$)"
    )
)


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
    """As in "two days before" and "March 3"."""
    if left.kind != "anchored" or right.kind != "date" or text[left.end : right.start].strip():
        return None
    if (match := _OFFSET.match(left.text)) is None or match["way"] in ("earlier", "later"):
        return None
    unit = unit_name(match["unit"].replace("eve", "day"))
    n = count(match["n"].lower().replace("the", "one")) if match["n"] else 1 if match["unit"] == "eve" else None
    sign = -1 if " ".join(match["way"].split()) in _BEFORE else 1

    def moved(value: str | None) -> str | None:
        if n is None or value is None or len(value) < 10:
            return None
        return rounded(plus(date.fromisoformat(value), sign * n, unit), unit)

    return TimeExpression(
        left.start, right.end, text[left.start : right.end], "anchored",
        moved(right.value), None, moved(right.past), moved(right.future),
    )  # fmt: skip


def _anchored(text: str, found: Iterable[TimeExpression]) -> Iterator[TimeExpression]:
    """Count offsets without an event, and days "of that year", from the last date that the text names."""
    anchor: str | None = None
    end = 0
    for expression in found:
        if expression.start < end:
            continue
        if anchor and (of_year := _OF_THAT_YEAR.match(text, expression.end)):
            expression = _in_that_year(text, expression, anchor, of_year.end())
        elif anchor and expression.kind == "anchored" and expression.value is None:
            expression = replace(expression, value=_moved(" ".join(expression.text.split()), anchor))
        yield expression
        end = expression.end
        if expression.kind in {"date", "anchored"} and expression.value and not _names_a_thing(text, expression):
            anchor = expression.value


def _names_a_thing(text: str, expression: TimeExpression) -> bool:
    """Whether a date is part of what something is called: "the November 27 deal", "its 1997 convention"."""
    return bool(_DETERMINER.search(text, max(expression.start - 8, 0), expression.start))


def _in_that_year(text: str, expression: TimeExpression, anchor: str, end: int) -> TimeExpression:
    """As in "Feb. 17 of that year"."""
    parts = [int(part) for part in (expression.value or "").split("-")[1:]]
    value = iso(int(anchor[:4]), *parts) if parts else None
    return TimeExpression(expression.start, end, text[expression.start : end], "date", value)


def _moved(words: str, anchor: str) -> str | None:
    """What "the following day", "that year" or "three weeks later" is, counted from an ISO value."""
    if match := _SAME.fullmatch(words):
        unit, step = match["unit"], {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(match["which"], 0)
    elif (match := _LATER.fullmatch(words)) and (n := count(match["n"].lower())):
        unit, step = unit_name(match["unit"]), n if match["way"] in {"later", "afterwards", "afterward"} else -n
    else:
        return None
    length = _LENGTH.get(unit, 10)
    if len(anchor) < length:
        return None
    if step == 0:
        return anchor[:length] if unit != "week" else None
    day = date.fromisoformat(f"{anchor}-01-01"[:10])
    return rounded(plus(day, step, unit), unit)


def _interval(text: str, left: TimeExpression, right: TimeExpression) -> TimeExpression | None:
    """As in "from March 3, 2020 to May 1, 2021", "between Monday and Wednesday"."""
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
