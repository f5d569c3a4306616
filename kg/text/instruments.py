"""spaCy component `kg_instruments`: agreements without a name: 'a 30-day halt on strikes', 'the deal between A and B'.

Only what its own words tell from others becomes an agreement; bare 'deal' or 'ceasefire' is a description of one.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kg.gazetteer import Gazetteer
from kg.model import INSTRUMENT_CLASSES, Entity, EntityClass, entity_id
from kg.text.annotation import Annotations, TokenMention, notes_of
from kg.text.lexicon import words

HEADS = frozenset(
    {
        "ceasefire",
        "cease-fire",
        "truce",
        "armistice",
        "agreement",
        "accord",
        "deal",
        "pact",
        "treaty",
        "memorandum",
        "halt",
        "moratorium",
        "convention",
        "protocol",
    }
)
LAWS = frozenset({"treaty", "convention", "protocol", "covenant"})  # what binds as law, by whatever adjectives
ASSEMBLIES = frozenset({"convention", "protocol"})  # nouns with other senses: 'the party's convention in Milwaukee'
MEETINGS = frozenset({"summit", "conference", "congress", "assembly", "forum"})
PLANS = frozenset({"plan", "initiative", "proposal", "roadmap", "framework", "formula"})
PLAN_KINDS = frozenset({"peace", "withdrawal", "reunification", "settlement", "disarmament"})
YEAR = re.compile("1[789][0-9]{2}|20[0-9]{2}")
STRIKES = frozenset(
    {"strike", "attack", "hostility", "fighting", "bombing", "shelling", "fire", "testing", "test", "settlement"}
)
PHRASE = frozenset({"in", "on", "between", "with", "of", "for", "against", "to"})
LITTLE = words("grammar", "little")
STANDS_FOR = dict.fromkeys(("halt", "truce", "armistice", "moratorium"), "ceasefire") | {
    "accord": "agreement",
    "deal": "agreement",
    "pact": "agreement",
}
EMPTY = words("grammar", "empty_modifiers")


def add_instruments(doc: Doc) -> Doc:
    """Add the agreements and meetings that noun phrases describe closely enough to know them again."""
    notes = notes_of(doc)
    for token in doc:
        if token.pos_ not in {"NOUN", "PROPN"} or notes.at(token.i) is not None or token.tag_ in {"NNS", "NNPS"}:
            continue
        low = token.lower_
        cls: EntityClass
        if low in HEADS or (low in PLANS and _kind_of_plan(token)):
            cls = "Treaty" if low in LAWS else "Agreement"
        elif low in MEETINGS:
            cls = "Meeting"
        else:
            continue
        if span := _described(doc, notes, token, cls):
            start, end = span
            name = _name(doc, start, end)
            entity = _tabled(name) or Entity(_known(notes, name, cls) or entity_id(cls, name), cls, name)
            id_ = notes.entities.setdefault(entity.id, entity).id
            notes.add(TokenMention(start, end, id_, "described"))
    notes.mentions.sort(key=lambda m: m.start)
    return doc


def _tabled(name: str) -> Entity | None:
    """The instrument that the tables know by this name, whatever its capitals: 'the genocide convention'."""
    table = Gazetteer.load()
    known = (r.known for r in table.lookup(name) if r.known.cls in INSTRUMENT_CLASSES)
    return next(map(table.entity, known), None)


def _known(notes: Annotations, name: str, cls: EntityClass) -> str | None:
    """An instrument of this document that the name means too: the same content words, or three in common."""
    mine = _content(name)
    for id_, entity in notes.entities.items():
        if entity.cls == cls and id_ == entity_id(cls, entity.name):
            theirs = _content(entity.name)
            if mine == theirs or len(mine & theirs) >= 3:
                return id_
    return None


def _content(name: str) -> frozenset[str]:
    """The words that tell it from others, ceasefires of all names as one word."""
    found = (w for w in re.findall(r"\w+", name.casefold()) if w not in LITTLE)
    return frozenset(STANDS_FOR.get(w, w) for w in found)


def _kind_of_plan(token: Token) -> bool:
    return any(c.dep_ in {"compound", "amod"} and c.lower_ in PLAN_KINDS for c in token.children)


def _described(doc: Doc, notes: Annotations, token: Token, cls: EntityClass) -> tuple[int, int] | None:
    """The tokens that name it: what stands before the noun that tells it apart, and one phrase after it."""
    start = token.i
    telling = False
    for c in sorted(token.lefts, key=lambda t: -t.i):
        if c.dep_ not in {"compound", "amod", "nmod", "nummod", "poss"} or c.tag_ == "PRP$":
            continue
        if c.dep_ == "poss" and (notes.at(c.i) is None or cls == "Meeting"):
            continue
        start = c.left_edge.i if c.left_edge.dep_ != "det" else c.left_edge.i + 1
        telling = telling or c.lower_ not in EMPTY
    end = token.i + 1
    if token.lower_ in ASSEMBLIES and not (telling and _tabled(doc[start:end].text)):
        telling = token.lower_ == "protocol" and any(c.dep_ == "poss" and c.i >= start for c in token.lefts)
    if (last := _phrase_end(doc, notes, token)) is not None:
        end, telling = last, True
    if token.lower_ in {"halt", "moratorium"} and not any(t.lemma_.lower() in STRIKES for t in doc[start:end]):
        return None
    if cls == "Meeting":
        return (start, end) if any(notes.at(i) for i in range(start, end)) else None
    return (start, end) if telling else None


def _phrase_end(doc: Doc, notes: Annotations, token: Token) -> int | None:
    """The end of the phrase right after a noun that tells which one it is: 'on cluster munitions', 'of 1921'.

    The parser likes to hang the phrase of a law on the verb: 'signed the convention on cluster munitions'.
    """
    for prep in doc[token.i + 1 : token.i + 2]:
        own = prep.head == token or (token.lower_ in LAWS and prep.lower_ in {"on", "against"})
        elsewhere = prep.lower_ == "in" and token.lower_ in ASSEMBLIES
        if prep.dep_ != "prep" or prep.lower_ not in PHRASE or not own or elsewhere:
            return None
        last = next((t.i for t in prep.subtree if t.text in {",", ";", "—"}), prep.right_edge.i + 1)
        return _trim(doc, last) if 1 < last - prep.i <= 9 and _telling_phrase(notes, prep, token) else None
    return None


def _telling_phrase(notes: Annotations, prep: Token, head: Token) -> bool:
    if prep.lower_ in {"between", "with"}:
        return any(notes.at(t.i) for t in prep.subtree)
    if prep.lower_ == "of" and head.lower_ in LAWS and any(YEAR.fullmatch(t.text) for t in prep.children):
        return True  # 'the convention of 1921'
    return any(t.pos_ in {"NOUN", "PROPN"} and t.ent_type_ not in {"DATE", "TIME"} for t in prep.subtree) and not any(
        t.pos_ in {"VERB", "AUX"} for t in prep.subtree
    )


def _trim(doc: Doc, end: int) -> int:
    while end > 0 and (doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].text in {"'s", "’s"}):
        end -= 1
    return end


def _name(doc: Doc, start: int, end: int) -> str:
    name = re.sub(r"\s+", " ", doc[start:end].text).strip()
    return name[0].upper() + name[1:]
