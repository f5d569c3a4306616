"""Whether capitalised words with a head such as 'Convention' are the title of an instrument, and how far it goes.

'Treaty', 'Pact' and 'Accords' name one wherever they end a name. 'Convention', 'Charter', 'Declaration' or 'Initiative'
are also party conventions and programmes: they need a legal phrase ('on', 'against'), a place alone before them, or a
word beside them that speaks of treaties.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Doc, Span, Token

from kg.text.lexicon import words

YEAR = re.compile("1[6789][0-9]{2}|20[0-9]{2}")
PARTIES = frozenset({"between", "among", "with"})


def is_title(span: Span, is_place: Callable[[str], bool]) -> bool:
    """Whether the words can be the title of an instrument; `is_place` knows the names of states and places."""
    head = next((t for t in span if t.text in words("agreements", "weak_heads")), None)
    if head is None:
        return True
    joined = head.i + 1 < span.end and span.doc[head.i + 1].lower_ in words("agreements", "legal_joints")
    return joined or _of_a_place(span, head, is_place) or among_treaties(span)


def _of_a_place(span: Span, head: Token, is_place: Callable[[str], bool]) -> bool:
    """'Rome Statute', 'Charter of Paris', 'Turkish-Libyan Protocol'; not 'Texas Haunters Convention'."""
    before = [t for t in span.doc[span.start : head.i] if not YEAR.fullmatch(t.text)]
    if head.text == "Initiative":
        return False
    if before and "".join(t.text_with_ws for t in before).strip():
        return is_place("".join(t.text_with_ws for t in before).strip()) or (
            len(before) == 3 and before[1].text in {"-", "–"} and all(is_place(t.text) for t in (before[0], before[2]))
        )
    after = span.doc[head.i + 2 : span.end]
    return bool(after.text) and span.doc[head.i + 1].lower_ == "of" and is_place(after.text)


def among_treaties(span: Span) -> bool:
    """Whether the name stands where treaties do: 'signed the X', 'parties to the X', 'under the X'."""
    root = span.root
    governor = root.head
    if root.dep_ == "pobj":
        if governor.lower_ == "under":
            return True
        governor = governor.head
    noun = governor.lemma_.lower() in words("agreements", "keeping") and root.dep_ in {"pobj", "poss"}
    verb = governor.lemma_.lower() in words("agreements", "joining")
    return noun or (verb and root.dep_ in {"dobj", "nsubjpass", "pobj"})


def with_year(doc: Doc, start: int, limit: int) -> int:
    """Where a title begins if a year before it is of it: 'the 1997 Convention on ...'."""
    return start - 1 if start > limit and YEAR.fullmatch(doc[start - 1].text) else start


def with_parties(doc: Doc, end: int, limit: int) -> int:
    """The end of 'between Romania and Moldova' after a title; `end` itself where no such phrase of names follows."""
    if end >= limit or doc[end].lower_ not in PARTIES:
        return end
    j = end + 1
    while j < limit and (doc[j].pos_ == "PROPN" or _goes_on(doc, j, limit)):
        j += 1
    return j if j > end + 1 and doc[j - 1].pos_ == "PROPN" else end


def _goes_on(doc: Doc, i: int, limit: int) -> bool:
    """Whether a name follows a small word: 'and Moldova', 'and the Republic of Moldova'."""
    small = {"and", "the", "of", ","}
    j = i
    while j < limit and j - i < 3 and doc[j].lower_ in small:
        j += 1
    return i < j < limit and doc[j].pos_ == "PROPN"


def is_genre(span: Span) -> bool:
    """Whether a title is that of a kind of agreement, of which many states have one: 'Reciprocal Access Agreement'."""
    heads = {"Agreement", "Agreements", "Memorandum"}
    named = any(t.ent_type_ in {"GPE", "LOC", "NORP", "PERSON", "FAC"} or YEAR.fullmatch(t.text) for t in span)
    return not heads.isdisjoint(t.text for t in span) and not named


def is_law(name: str) -> bool:
    """Whether an agreement of this name is a treaty by its kind: 'Canada-Ukraine Free Trade Agreement'."""
    low = name.casefold()
    return any(kind in low for kind in words("agreements", "legal_kinds"))
