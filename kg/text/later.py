"""Later mentions of an instrument: 'the deal', 'the truce', 'the border agreement' for one that the text has told of.

A word stands for the last instrument that it can be said of; a description with words of its own for the one instrument
before it whose name has all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.gazetteer import Gazetteer
from kg.model import INSTRUMENT_CLASSES, Entity
from kg.text.annotation import Annotations
from kg.text.lexicon import words

DEFINITE = frozenset({"the", "this", "that"})
OTHERS = frozenset({"amod", "compound", "nmod", "nummod", "prep", "relcl", "acl", "poss"})


def later_instrument(notes: Annotations, token: Token) -> str | None:
    """The instrument that 'the deal' or 'the fragile truce' is; None where the words tell of another one."""
    word = token.lower_
    if word not in words("nouns", "treaty", "agreement") or not any(c.lower_ in DEFINITE for c in token.lefts):
        return None
    if any(c.dep_ in OTHERS and not _keeps(c, token) for c in token.children):
        return None
    return _last_so_called(word, notes, token)


def earlier_by_words(notes: Annotations, token: Token, name: str, cls: str) -> str | None:
    """The one instrument before it that a definite description repeats in part: 'the border agreement'.

    Adjectives of mere quality do not count: 'the fragile truce' is the truce.
    """
    if not any(c.lower_ in DEFINITE for c in token.lefts):
        return None
    mine = content(name) - words("agreements", "qualities")
    years = {w for w in mine if w.isdigit() and len(w) == 4}
    if years and mine - years == content(token.text):  # 'the 1960 treaty'
        return next((e.id for e in _earlier(notes, token) if _signed(e) in years), None)
    if mine == content(token.text):
        return _last_so_called(token.lower_, notes, token)
    whole = {e.id: content(e.name) | _surfaces(token.doc, notes, e.id, token.i) for e in _earlier(notes, token)}
    fitting = [id_ for id_, theirs in whole.items() if mine <= theirs]
    return fitting[0] if len(fitting) == 1 else None


def instrument_before(notes: Annotations, pronoun: Token) -> bool:
    """Whether the sentence before names an instrument, as 'it' needs that 'entered into force'."""
    start = pronoun.sent.start
    before = pronoun.doc[start - 1].sent.start if start else start
    return any(
        before <= m.start < pronoun.i and notes.entities[m.entity].cls in INSTRUMENT_CLASSES for m in notes.mentions
    )


def instrument_of_family(notes: Annotations, token: Token) -> bool:
    """Whether the text has told of an instrument already that the word can mean."""
    return _last_so_called(token.lower_, notes, token) is not None


def only_talked_of(doc: Doc, notes: Annotations, id_: str, start: int, end: int) -> bool:
    """Whether between two tokens an instrument is only what talks are about."""
    inside = [m for m in notes.mentions if m.entity == id_ and start <= m.start < end]
    return bool(inside) and all(_only_talked_of(doc[m.start : m.end].root) for m in inside)


def _last_so_called(word: str, notes: Annotations, token: Token) -> str | None:
    """The last instrument that has the word in its name, else the last that it can be said of.

    What is only talked of comes after what is told to be: 'the halt ..., and talks on a truce. They hailed the truce.'
    """
    for talked_of in (False, True):
        earlier = list(_earlier(notes, token, talked_of=talked_of))
        exact = (e.id for e in earlier if word in _core(e.name))
        family = (e.id for e in earlier if _stands_for(word, e))
        if found := next(exact, None) or next(family, None):
            return found
    return None


def _earlier(notes: Annotations, token: Token, *, talked_of: bool | None = None) -> Iterator[Entity]:
    """The instruments that the text has named before a token, the last first."""
    for m in sorted((m for m in notes.mentions if m.end <= token.i), key=lambda m: -m.start):
        entity = notes.entities[m.entity]
        if entity.cls in INSTRUMENT_CLASSES and talked_of in {None, _only_talked_of(token.doc[m.start : m.end].root)}:
            yield entity


def _only_talked_of(noun: Token) -> bool:
    """Whether a mention only says what talks are about: 'talks on a truce', 'talks on the start of a truce'."""
    node = noun
    while node.dep_ in {"pobj", "prep", "pcomp", "dobj", "conj"} and node.head != node:
        node = node.head
        if node.lemma_.lower() in words("agreements", "talks"):
            return True
        if node.pos_ in {"VERB", "AUX"} and node.tag_ != "VBG":
            return False
    return False


def _core(name: str) -> str:
    """What an instrument is, without whose and about what: 'pact' of 'Pact between NATO and the Warsaw Treaty'."""
    return re.split(r" (?:against|among|between|for|of|on|to|with) ", name.casefold(), maxsplit=1)[0]


def _stands_for(word: str, entity: Entity) -> bool:
    """Whether a word can be said of an instrument that is called otherwise: 'the deal' of a ceasefire."""
    if word in words("agreements", "ceasefires"):
        return bool(content(entity.name) & {"ceasefire"})
    agreement = "agreement" in content(entity.name)
    if word == "treaty":  # 'a Reciprocal Access Agreement ... The treaty allows'
        return entity.cls == "Treaty" or (agreement and entity.name.istitle())
    return word in words("agreements", "bargains") and (entity.cls == "Agreement" or agreement)


def _keeps(child: Token, noun: Token) -> bool:
    """Whether a word beside 'the truce' leaves it the same: 'the fragile truce', 'the truce, which expires'."""
    if child.dep_ in {"amod", "compound"}:
        return child.lower_ in words("agreements", "qualities")
    aside = child.dep_ in {"relcl", "acl"} and noun.i + 1 < child.i and noun.nbor(1).text == ","
    return aside or (child.dep_ == "prep" and child.i > noun.i and child.lower_ in {"by", "after", "before", "during"})


def content(name: str) -> frozenset[str]:
    """The words that tell it from others, ceasefires of all names as one word."""
    found = (w for w in re.findall(r"\w+(?:-fire)?", name.casefold()) if w not in words("grammar", "little"))
    return frozenset(_plainest(w) for w in found)


def _plainest(word: str) -> str:
    if word in words("agreements", "ceasefires"):
        return "ceasefire"
    return "agreement" if word in words("agreements", "bargains") else word


def _signed(entity: Entity) -> str | None:
    """The year in which the tables say that an instrument was signed."""
    known = Gazetteer.load().get(entity.id)
    signed = known.fact("signed") if known else None
    return signed[:4] if isinstance(signed, str) else None


def _surfaces(doc: Doc, notes: Annotations, entity: str, before: int) -> frozenset[str]:
    """The content words by which the text has called an instrument so far."""
    spans = (doc[m.start : m.end].text for m in notes.mentions if m.entity == entity and m.end <= before)
    return frozenset(w for span in spans for w in content(span))
