"""The grammar of date expressions: an ordered table of patterns, joined into one regular expression.

The first rule that fits at a place wins, hence the order. In a pattern a blank stands for white space that may hold one
line break, and <WORD> for a class of words. The group "span" is the expression where a rule also needs words around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.text.date_arithmetic import (
    MONTHS,
    ONES,
    ORDINALS,
    SEASONS,
    TEENS,
    TENS,
    WEEKDAYS,
    words,
)
from kg.text.date_readings import (
    Reader,
    read_ago,
    read_anchored,
    read_calendar_unit,
    read_day,
    read_day_of_this_month,
    read_day_word,
    read_decade,
    read_duration,
    read_edge,
    read_feast,
    read_in,
    read_iso,
    read_month,
    read_numeric,
    read_part_of_year,
    read_set,
    read_span,
    read_weekday,
    read_weekend,
    read_year,
    read_years,
)


def _any(words: Iterable[str]) -> str:
    return "|".join(words)


def _either_case(words: Iterable[str]) -> list[str]:
    return [f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words]


_ABBREVIATIONS = ["Sept", *(name[:3] for name in MONTHS if name != "May")]
_TENS_AND_ONES = [f"{tens}(?:-(?:{_any(ONES)}))?" for tens in _either_case(TENS)]
_COUNTS = ["a couple of", "a dozen", "a hundred", "one hundred", "a few", "several", "many", "some", "dozens of"]
_COUNTS += ["hundreds of", "few"]

_WORDS = {
    "MONTH": rf"(?:{_any(MONTHS)}|{_any(MONTHS).upper()}|(?:{_any(_ABBREVIATIONS)})(?!\w)\.?)(?!\w)",
    # Alone, an abbreviation needs its full stop: Jan and Mar are also names.
    "LONEMONTH": rf"(?:{_any(MONTHS)}|(?:{_any(_ABBREVIATIONS)})\.)(?!\w)",
    "WEEKDAYS": rf"(?:{_any(WEEKDAYS)})s(?!\w)",
    "WEEKDAY": rf"(?:{_any(WEEKDAYS)}|{_any(WEEKDAYS).upper()})(?!\w)",
    "SHORTDAY": r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)(?!\w)\.?",
    "YEAR": r"(?:1\d|20)\d\d(?![\w%°]|[,.]\d|-[a-z])",
    "LATEYEAR": r"(?:1[89]|20)\d\d(?![\w%°]|[,.]\d|-[a-z])",
    "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%°]|[.,:/]\d)",
    "ORDINAL": rf"(?:{_any(sorted(ORDINALS, key=len, reverse=True))})(?![\w-])",
    "NUM": rf"(?:\d{{1,4}}|{_any([*_either_case(_COUNTS), *_TENS_AND_ONES, *_either_case(TEENS + ONES)])})(?!\w)",
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

_TABLE: tuple[tuple[str, str, Reader], ...] = (
    ("iso", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T\d[\d:.]*Z?)?(?![\w-])", read_iso),
    ("numeric", r"(?P<a>\d{1,2})[./](?P<b>\d{1,2})[./](?P<year>(?:19|20)\d\d)(?![\w/])", read_numeric),
    ("days_between",
     r"[Bb]etween (?P<span>(?P<first_month><MONTH>) (?P<day><DAY>) and (?P<month><MONTH>) (?P<day2><DAY>)<OFYEAR>?)",
     read_day),
    ("between_days",
     r"[Bb]etween (?P<span>(?P<day><DAY>)(?: (?P<first_month><MONTH>))? and (?P<day2><DAY>) "
     r"(?P<month><MONTH>)<OFYEAR>?)", read_day),
    ("month_day",
     r"(?!(?<=the\x20)<MONTH> <DAY> [A-Z][a-z])(?:(?P<weekday><WEEKDAY>|<SHORTDAY>),? (?:the )?)?"
     r"(?P<month><MONTH>) (?:the )?(?P<day><DAY>)<NOTNAME>"
     r"(?:<TO>(?:(?P<month2><MONTH>) )?(?P<day2><DAY>)"
     r"|(?:, <DAY>){0,3},? (?:and|&) (?P<day3><DAY>)(?:<UNCOUNTED>|(?=,? <YEAR>)))?<OFYEAR>?<TIME>", read_day),
    ("day_month",
     r"(?!(?:[Tt]he |(?<=the\x20))\d{1,2} <MONTH> [A-Z][a-z])(?:(?P<weekday><WEEKDAY>|<SHORTDAY>),? )?"
     r"(?:[Tt]he )?(?:(?P<day><DAY>)|(?P<ordinal><ORDINAL>))"
     r"(?:(?: (?:of )?(?P<first_month><MONTH>))?<TO>(?:the )?(?P<day2><DAY>)"
     r"|(?:, <DAY>){0,3},? (?:and|&) (?:the )?(?P<day3><DAY>))?"
     r" (?:of )?(?P<month><MONTH>)<NOTNAME><OFYEAR>?<TIME>", read_day),
    ("day_of_month",
     r"(?:[Oo]n|[Bb]y|[Uu]ntil|[Ff]rom|[Ss]ince) (?P<span>the (?P<day><DAY>)"
     r"(?: of (?P<which>this|last|next|the) month(?!\w)|(?=[.,;)])))", read_day_of_this_month),
    ("months", r"(?P<month><MONTH>)<TO>(?P<month2><MONTH>)<OFYEAR>", read_month),
    ("months_between",
     r"(?:[Ff]rom|[Bb]etween) (?P<span><PART>?(?P<month><LONEMONTH>)(?:<TO>| and )"
     r"<PART>?(?P<month2><LONEMONTH>)<OFYEAR>?)(?! \d)", read_month),
    ("edge",
     r"<BY>(?P<span>(?:[Tt]he )?(?P<edge>end|close|beginning|start|middle) of (?:(?P<month><LONEMONTH>)<OFYEAR>?(?! \d)"
     r"|(?P<whole_year><YEAR>)|(?P<which>the current|the|this|last|next) (?P<unit>week|month|year|decade)(?!\w)))",
     read_edge),
    ("year_end", r"<BY>(?P<span>(?:the )?(?P<which>)(?P<unit>year|month)(?:['’]s |-)(?P<edge>end))(?!\w)", read_edge),
    ("month_year", r"<PART>?(?P<month><MONTH>)<OFYEAR>", read_month),
    ("which_month",
     r"<PART>?(?P<which>[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?) (?P<month><LONEMONTH>)(?! \d)", read_month),
    ("part_month", r"<PART>(?P<month>(?P<bare><LONEMONTH>))(?! \d)", read_month),
    ("month",
     r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Tt]hroughout) (?P<span>(?P<month>(?P<bare><LONEMONTH>)))"
     r"(?! \d|<TO>[A-Z\d]|,? (?:of )?(?:\d{4}|(?:last|this|next) year)|['’]s)", read_month),
    ("month_by",
     r"(?:[Bb]y|[Ff]rom|[Ff]or|[Oo]f|[Bb]efore|[Aa]fter) (?P<span>(?P<month>(?P<bare><LONEMONTH>)))"
     r"(?! [A-Z\d]|<TO>[A-Z\d]|,? (?:of )?(?:\d{4}|(?:last|this|next) year)|['’]s)",
     read_month),
    ("quarter",
     r"(?:[Tt]he )?"
     r"(?:Q(?P<q>[1-4])|(?P<quarter>first|second|third|fourth|final|last) quarter)<OFTHEYEAR>", read_part_of_year),
    ("half", r"(?:[Tt]he )?(?P<half>first|second) half<OFTHEYEAR>", read_part_of_year),
    ("season", r"(?:[Tt]he )?<PART>?(?P<season><SEASON>)<OFYEAR>", read_part_of_year),
    ("which_season", r"<PART>?(?P<which>[Tt]his|[Ll]ast|[Nn]ext) (?P<season><SEASON>)", read_part_of_year),
    ("in_season",
     r"(?:[Ii]n|[Dd]uring|[Ss]ince|[Bb]y|[Uu]ntil|[Oo]ver) (?P<span>(?:<PART>|the )(?P<season><SEASON>))(?! of(?!\w))",
     read_part_of_year),
    ("decade",
     r"(?:[Tt]he )?<PART>?(?:(?P<decade>(?:1[5-9]\d|20\d)0)|['’](?P<short>[2-9]0))['’]?s(?!\w)", read_decade),
    ("nineties", r"[Tt]he <PART>?(?:(?P<name><NINETIES>)|(?P<short>[2-9]0)s(?!\w))", read_decade),
    ("years", r"(?P<year>(?:1[5-9]|20)\d\d)[-–—](?P<second>\d{4}|\d\d)(?![\w-]|[.,]\d)", read_years),
    ("years_between",
     r"(?:[Ff]rom|[Bb]etween) (?P<span><PART>?(?P<year><YEAR>)(?:<TO>| and )<PART>?(?P<second><YEAR>))<NOCOUNT>",
     read_years),
    ("part_year", r"<PART>(?P<year><YEAR>)", read_year),
    ("year",
     r"(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Dd]uring|[Tt]hroughout|[Cc]irca|[Cc]a?\.|[Tt]he year)"
     r" (?:the year )?(?P<span>(?P<year><YEAR>))(?![-–—]\d)", read_year),
    ("year_by",
     r"(?:[Bb]y|[Oo]f|[Bb]efore|[Aa]fter|[Ff]rom|[Ff]or) (?:the year )?(?P<span>(?P<year><LATEYEAR>))"
     r"<NOCOUNT>(?![-–—]\d)", read_year),
    ("year_and", r"(?<=\b[12]\d\d\d\x20)(?:and|or) (?P<span>(?P<year><LATEYEAR>))<NOCOUNT>", read_year),
    ("feast",
     r"(?P<feast>(?:Christmas|New Year['’]s) (?:Eve|Day))<OFYEAR>?", read_feast),
    ("set",
     r"(?:[Ee]very|[Ee]ach) (?:(?:other|second|third|<NUM>) )?"
     r"(?:<WEEKDAY>|<MONTH>|<UNITS>|<SEASON>|(?:morning|evening|night)(?!\w))"
     r"|(?:[Oo]nce|[Tt]wice|<NUM> times) (?:an?|every|per) <SINGLE>|<WEEKDAYS>|(?:(?:bi)?annually|yearly)(?!\w)",
     read_set),
    ("weekend",
     r"(?:(?P<which>[Tt]his past|[Tt]his coming|[Tt]his|[Ll]ast|[Nn]ext|[Pp]ast|[Cc]oming)|[Tt]he) weekend(?!\w)",
     read_weekend),
    ("same_day",
     r"(?:[Tt]hat same|[Tt]hat|[Tt]he (?:following|previous|next|preceding|same)) "
     r"(?:day|week|month|year|morning|afternoon|evening|night|weekend)(?!\w)"
     r"|[Tt]he (?:following|previous|next|preceding|same) <WEEKDAY>", read_anchored),
    ("weekday",
     r"<NAMEDDAY><PART>?(?:(?P<which>[Tt]his past|[Tt]his coming|[Tt]his|[Ll]ast|[Nn]ext|[Pp]ast|[Cc]oming) )?"
     r"(?P<weekday><WEEKDAY>)<NOTPAPER><TIME>(?:,? (?:of )?(?P<week>last|this|next) week(?!\w))?",
     read_weekday),
    ("over_the",
     r"(?:[Oo]ver|[Ii]n|[Ww]ithin|[Dd]uring|[Ff]or|[Tt]hroughout) "
     r"(?P<span>the (?P<way>last|next) (?P<n>)(?P<unit><SINGLE>))", read_span),
    ("span",
     r"(?:(?:[Tt]he|[Tt]hese|[Tt]his) )?(?P<way>[Pp]ast|[Ll]ast|[Pp]revious|[Nn]ext|[Cc]oming|[Pp]receding|[Rr]ecent) "
     r"(?:(?P<n><NUM>) )?(?P<unit><PLURAL>)", read_span),
    ("past_year", r"[Tt]h(?:e|is) (?P<way>past|coming) (?P<n>)(?P<unit><SINGLE>)", read_span),
    ("calendar_unit",
     r"(?<!the\x20)<PART>?(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he current) (?P<unit>week|month|year|decade)(?!\w)",
     read_calendar_unit),
    ("earlier_in",
     r"(?:[Ee]arlier|[Ll]ater) in the (?P<which>)(?P<unit>week|month|year|decade)(?!\w)", read_calendar_unit),
    ("day_word",
     r"<PART>?(?P<beyond>[Tt]he day (?:before (?=yesterday)|after (?=tomorrow)))?"
     r"(?P<word>yesterday|today|tomorrow|tonight|overnight|(?<!\w\x20)(?:Yesterday|Today|Tomorrow|Tonight|Overnight)"
     r"|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))(?!\w)<TIME>", read_day_word),
    ("ago",
     r"(?:(?P<n><NUM>|[Aa]n?)(?P<half> and a half)? )?(?P<unit><UNITS>)(?: and a half)? "
     r"(?P<ago>ago|from now|hence)(?!\w)", read_ago),
    ("eve", r"(?:[Tt]he )?eve of(?!\w)", read_anchored),
    ("anchored", r"(?:(?:<NUM>|[Aa]n?|[Tt]he) <UNITS>|<PLURAL>) <BEFORE>", read_anchored),
    ("in",
     r"[Ii]n (?P<span>(?P<n><NUM>|an?) (?P<unit><UNITS>)(?P<time>['’]s? time(?!\w))?)<NOTHINGOF>(?! of(?!\w))",
     read_in),
    ("duration_adjective", r"(?P<n><NUM>)-(?P<unit><SINGLE>)(?:-long)?(?![\w-])", read_duration),
    ("long",
     r"(?P<n>)(?P<unit>(?:[Hh]our|[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade)s?)(?P<long>-?long)(?!\w)", read_duration),
    ("half_an_hour", r"(?P<half_a>[Hh]alf) an? (?P<n>)(?P<unit><SINGLE>)<NOTHINGOF>", read_duration),
    ("duration", r"(?P<n><NUM>)(?P<half> and a half)? (?P<unit><UNITS>)<NOTHINGOF>", read_duration),
    ("for_a_year",
     r"(?:[Ff]or|[Ww]ithin|[Nn]early|[Aa]lmost|than|about|last(?:ed|ing|s)?|[Aa]fter|[Oo]ver) "
     r"(?P<span>(?P<n>an?) (?P<unit><SINGLE>)(?P<half> and a half)?)<NOTHINGOF>", read_duration),
    ("for_years", r"[Ff]or (?P<span>(?P<n>)(?P<unit><PLURAL>))<NOTHINGOF>", read_duration),
)  # fmt: skip


def expanded(pattern: str) -> str:
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
_FIRST = (*(name[:3].lower() for name in (*MONTHS, *WEEKDAYS)), *ONES, *TEENS, *TENS, *ORDINALS, *SEASONS)
_FIRST += tuple(name[:3].upper() for name in (*MONTHS, *WEEKDAYS))
_FIRST += words("""minute hour day week fortnight month year decade centur many some several few half every each once
    twice last this next past coming recent previous preceding earl late mid yesterday today tomorrow tonight overnight
    bi annually dozens hundreds eve end close beginning start middle christmas new q""")
_BEFORE_FIRST = words("""in of for by from since until till during throughout circa c ca before after on between over
    within nearly almost than about last lasts lasted lasting the that these a an and or""")
_SECOND = words("""the a an current following same morning afternoon evening night weekend couple dozen hundred
    twenties thirties forties fifties sixties seventies eighties nineties""")
_LIKELY = (
    rf"(?=[\d'’]|{_begins_with(_FIRST)}"
    rf"|(?:{_begins_with(_BEFORE_FIRST)})\.?\s{{1,6}}(?:[\d'’]|{_begins_with(_FIRST + _SECOND)}))"
)
# No date begins inside a word, an amount, an address or a longer number, or after a hyphen (non-March, F-16).
_START = r"(?<![\w$€£¥#@/])(?<![A-Za-z]-)(?<!\d[.,:–—-])(?=[\w'’])"
_PATTERNS = {name: f"{_START}(?:{expanded(pattern)})" for name, pattern, _ in _TABLE}
RULES = {name: (re.compile(_PATTERNS[name]), read) for name, _, read in _TABLE}
GRAMMAR = re.compile(
    f"{_START}{_LIKELY}(?:"
    + _any(f"(?P<{name}>{_without_groups(expanded(pattern))})" for name, pattern, _ in _TABLE)
    + ")"
)
