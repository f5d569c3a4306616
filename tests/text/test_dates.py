"""Date expressions: a table of phrases in sentences, and what must hold for any text.

`dates.jsonl` holds one sentence a line, each read on Tuesday, 18 March 2025: `span` the words that are the expression
(null: the sentence has none), then the fields of a `TimeExpression`. Where `future` is given, the tense decides, and
`value` is the past reading.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.text import date_grammar
from kg.text.dates import TimeExpression, document_date, find_dates

TUESDAY = "2025-03-18"
TABLE = [json.loads(line) for line in Path(__file__).with_name("dates.jsonl").read_text("utf-8").splitlines()]
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?|P(\d+[YMWD])*(T(\d+[HM])+)?")


@pytest.mark.parametrize("row", TABLE, ids=[row["sentence"] for row in TABLE])
def test_phrase(row: dict[str, Any]) -> None:
    found = find_dates(row["sentence"], TUESDAY)
    if row["span"] is None:
        assert not found
        return
    assert [e.text for e in found] == [row["span"]]
    expression = found[0]
    assert expression.kind == row["kind"]
    assert (expression.value, expression.end_value) == (row["value"], row.get("end_value"))
    assert (expression.future, expression.future_end) == (row.get("future"), row.get("future_end"))
    if expression.future and expression.value:
        assert expression.past == expression.value


def test_the_table_is_large_and_has_counterexamples() -> None:
    assert len(TABLE) >= 150
    assert sum(row["span"] is None for row in TABLE) >= 25


def only(text: str, reference: str | None = TUESDAY) -> TimeExpression:
    (found,) = find_dates(text, reference)
    return found


def test_the_tense_chooses_between_two_readings() -> None:
    monday = only("on Monday")
    assert (monday.resolve(future=False), monday.resolve(future=True)) == ("2025-03-17", "2025-03-24")
    days = only("on 20-21 March")
    assert (days.resolve_end(future=False), days.resolve_end(future=True)) == ("2024-03-21", "2025-03-21")


def test_what_does_not_hang_on_the_tense_has_one_reading() -> None:
    year = only("in 2012")
    assert year.resolve(future=True) == year.resolve(future=False) == "2012"
    assert year.past is year.future is None


def test_within_two_weeks_is_a_date_only_for_what_is_to_come() -> None:
    assert only("will meet in two weeks").resolve(future=True) == "2025-04-01"
    assert only("the first visit in two weeks").resolve(future=False) is None


@pytest.mark.parametrize("words", ["on Tuesday", "yesterday", "last week", "March 3", "two years ago", "this summer"])
def test_without_a_reference_relative_words_are_found_but_have_no_value(words: str) -> None:
    expression = only(words, None)
    assert expression.resolve(future=False) is expression.resolve(future=True) is None


@pytest.mark.parametrize("reference", ["2025", "2025-03"])
def test_nothing_is_counted_from_a_reference_that_is_no_day(reference: str) -> None:
    assert only("on Tuesday", reference).value is None
    assert only("on 4 March 2024", reference).value == "2024-03-04"


def test_without_a_reference_absolute_words_have_their_value() -> None:
    assert only("on 4 July 1776", None).value == "1776-07-04"


def test_a_surname_is_no_month_where_the_text_shows_it() -> None:
    assert only("He was elected in May.").value == "2024-05"
    assert not find_dates("Mrs. May won, but confidence in May fell.", TUESDAY)


def test_several_expressions_keep_their_order() -> None:
    text = "After a 30-day pause from 3 to 5 March, talks resumed on Monday, two days before the summit, and in 2024."
    assert [e.text for e in find_dates(text, TUESDAY)] == [
        "30-day",
        "3 to 5 March",
        "Monday",
        "two days before",
        "2024",
    ]


def test_a_dateline_and_the_first_day_of_the_text_are_two_dates() -> None:
    assert len(find_dates("BERLIN, March 4, 2020 — Tuesday brought snow.", TUESDAY)) == 2


def test_a_reference_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        find_dates("today", "18 March 2025")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BERLIN, March 4, 2021 (AP) — The chancellor said.", "2021-03-04"),
        ("Washington, D.C., March 4, 2021 - The secretary met him.", "2021-03-04"),
        ("KYIV (4 March 2021) – The ministry said.", "2021-03-04"),
        ("Friday, January 4, 2019\n\nThe minister met his colleague.", "2019-01-04"),
        ("Call with the President\n\n2019-01-04\n\nThe minister spoke.", "2019-01-04"),
        ("Readout\nReleased on 5 June 2020 by the press office\nThe text.", "2020-06-05"),
        ("PRESS RELEASE 12/20 of 5 June 2020\nThe text.", "2020-06-05"),
        ("BERLIN, March 4 (AP) — The chancellor said.", None),
        ("The treaty was signed on March 4, 2021, in Berlin.", None),
        ("The ministers met.\n" * 20 + "March 4, 2021", None),
        ("", None),
    ],
)
def test_the_date_that_a_document_gives_itself(text: str, expected: str | None) -> None:
    assert document_date(text) == expected


# Words of the grammar in any order reach far more of it than random characters do.
VOCABULARY = """the of in on last next this every March May Sept. Tuesday 3 31 29 1992 2020 -95 5-7 - to and between
from by end week weeks two a 30-day year years ago before after eve Q3 quarter first half early mid-March '90s 1990s
summer weekend tomorrow yesterday morning at 6:00 p.m. 03/04/1995 2020-02-30 , . New Year's Day several past MARCH"""
words = st.sampled_from(VOCABULARY.split())
texts = st.one_of(st.text(max_size=200), st.lists(words, max_size=40).map(" ".join))
references = st.one_of(st.none(), st.sampled_from(["2025", "2025-03"]), st.dates().map(date.isoformat))


@given(texts, references)
def test_any_text_gives_true_spans_and_iso_values(text: str, reference: str | None) -> None:
    last = 0
    for e in find_dates(text, reference):
        assert last <= e.start < e.end
        assert e.text == text[e.start : e.end]
        last = e.end
        for value in (e.value, e.end_value, e.past, e.future, e.future_end):
            assert value is None or ISO.fullmatch(value)
            if value and not value.startswith("P"):
                date(*([int(part) for part in value.split("-")] + [1, 1])[:3])
        if e.end_value and e.value:
            assert e.value <= e.end_value
        if e.kind == "duration":
            assert e.value is None or e.value.startswith("P")


@settings(deadline=None)
@given(texts)
def test_any_text_has_a_date_of_its_own_or_none(text: str) -> None:
    found = document_date(text)
    assert found is None or date.fromisoformat(found)


@settings(deadline=None)
@given(texts)
def test_the_look_ahead_leaves_nothing_out(text: str) -> None:
    """The cheap test of how words begin must let through all that the rules match."""
    every_place = re.compile(date_grammar.GRAMMAR.pattern.replace(date_grammar._LIKELY, "", 1))
    assert [m.span() for m in every_place.finditer(text)] == [m.span() for m in date_grammar.GRAMMAR.finditer(text)]


def repetitions(tree: Any) -> Iterator[tuple[int, list[Any]]]:
    """The greatest number of turns of every loop in a parsed regular expression, and what it repeats."""
    for op, argument in tree:
        if op in (constants.MAX_REPEAT, constants.MIN_REPEAT):
            yield argument[1], list(argument[2])
        for part in argument if isinstance(argument, list | tuple) else ():
            if isinstance(part, parser.SubPattern):
                yield from repetitions(part)
            elif isinstance(part, list):
                for branch in part:
                    yield from repetitions(branch) if isinstance(branch, parser.SubPattern) else ()


def test_the_grammar_cannot_be_made_to_backtrack() -> None:
    """Only runs of single characters may be long; whatever repeats more than that does so a few times at most."""
    one_character = {constants.IN, constants.LITERAL, constants.NOT_LITERAL, constants.ANY}
    loops = list(repetitions(parser.parse(date_grammar.GRAMMAR.pattern)))
    assert loops
    for turns, body in loops:
        assert turns <= 6 or ([op for op, _ in body][1:] == [] and body[0][0] in one_character)


@pytest.mark.parametrize("line", ["March " * 10_000, "the " * 10_000, "1 " * 10_000, "3, 4, " * 10_000, " " * 100_000])
def test_a_long_line_of_one_word_is_read(line: str) -> None:
    find_dates(line, TUESDAY)
    document_date(line)
