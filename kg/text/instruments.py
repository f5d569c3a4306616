"""spaCy component `kg_instruments`: agreements without a name: 'a 30-day halt on strikes', 'the deal between A and B'.

Only what its own words tell from others becomes an agreement; bare 'deal' or 'ceasefire' is a description of one.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kg.gazetteer import Gazetteer
from kg.model import INSTRUMENT_CLASSES, Entity, EntityClass, entity_id
from kg.text import grammar
from kg.text.annotation import Annotations, TokenMention, columns_of, notes_of
from kg.text.introduced import introduced, scoped_id
from kg.text.later import content, earlier_by_words
from kg.text.lexicon import words
from kg.text.titles import YEAR, is_law

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
        "pause",
        "cessation",
        "convention",
        "protocol",
    }
)
LAWS = frozenset({"treaty", "convention", "protocol", "covenant"})  # what binds as law, by whatever adjectives
ASSEMBLIES = frozenset({"convention", "protocol"})  # nouns with other senses: 'the party's convention in Milwaukee'
MEETINGS = frozenset({"summit", "conference", "congress", "assembly", "forum"})
PLANS = frozenset({"plan", "initiative", "proposal", "roadmap", "framework", "formula"})
NOUNS = HEADS | MEETINGS | PLANS
PLAN_KINDS = frozenset({"peace", "withdrawal", "reunification", "settlement", "disarmament"})
STRIKES = frozenset(
    {"strike", "attack", "hostility", "fighting", "bombing", "shelling", "fire", "testing", "test", "settlement"}
)
STOPS = frozenset({"halt", "moratorium", "pause", "cessation"})  # ceasefires by what stops: strikes, not work
PHRASE = frozenset({"in", "on", "between", "with", "of", "for", "against", "to"})
CLAUSE = 12  # tokens
TELLING = 3  # fewer content words can fit several agreements: "30-day truce", "deal with Iran"
EMPTY = words("grammar", "empty_modifiers")


def add_instruments(doc: Doc) -> Doc:
    """Add the agreements and meetings that noun phrases describe, or acts introduce, so that one knows them again."""
    notes = notes_of(doc)
    columns = columns_of(doc)
    for i, low in enumerate(columns.lower):
        if low not in NOUNS or columns.pos[i] not in {"NOUN", "PROPN"} or columns.tag[i] in {"NNS", "NNPS"}:
            continue
        if notes.at(i) is not None:
            continue
        token = doc[i]
        cls: EntityClass
        if low in HEADS or (low in PLANS and _kind_of_plan(token)):
            cls = "Treaty" if low in LAWS else "Agreement"
        elif low in MEETINGS:
            cls = "Meeting"
        else:
            continue
        capital = token.text[0].isupper() and low in ASSEMBLIES  # names have been tried: 'the National Convention'
        inside = cls != "Meeting" and any(_instrument_at(notes, c.i) for c in token.lefts)  # 'the New START treaty'
        if inside or capital or _says_what_something_is(token) or _idiom(token):
            continue
        if span := _described(doc, notes, token, cls):
            _describe(doc, notes, token, cls, span)
        elif cls != "Meeting" and (known := introduced(notes, token, cls)):
            rule = "description" if known.id in notes.entities else "described"
            notes.entities.setdefault(known.id, known)
            notes.add(TokenMention(token.i, token.i + 1, known.id, rule))
    notes.mentions.sort(key=lambda m: m.start)
    return doc


def _describe(doc: Doc, notes: Annotations, token: Token, cls: EntityClass, span: tuple[int, int]) -> None:
    start, end = span
    name = _name(doc, start, end)
    if is_law(name):
        cls = "Treaty"
    if (other := _apposed(notes, token)) is not None:
        notes.add(TokenMention(start, end, other, "description"))
    elif tabled := _tabled(name):
        id_ = notes.entities.setdefault(tabled.id, tabled).id
        notes.add(TokenMention(start, end, id_, "described"))
    elif earlier := earlier_by_words(notes, token, name, cls):
        notes.add(TokenMention(start, end, earlier, "description"))
    else:
        known = _known(notes, name, cls)
        id_ = known or _new_id(notes, name, cls)
        notes.entities.setdefault(id_, Entity(id_, cls, name))
        notes.add(TokenMention(start, end, id_, "description" if known else "described"))


def _new_id(notes: Annotations, name: str, cls: EntityClass) -> str:
    """Its name where that tells it from all others of its kind; else it is one of this document."""
    telling = {w for w in content(name) if len(w) > 1 and not w.isdigit()} - words("agreements", "kinds")
    pointing = not words("agreements", "pointing").isdisjoint(name.casefold().split())
    dated = cls == "Treaty" and YEAR.search(name) is not None
    if cls == "Meeting" or dated or (len(telling) >= TELLING and not pointing):
        return entity_id(cls, name)
    return scoped_id(notes, cls, name)


def _apposed(notes: Annotations, token: Token) -> str | None:
    """The instrument that the noun stands in apposition to: 'the Rio Protocol, the treaty of 1942'."""
    mention = notes.at(token.head.i) if token.dep_ == "appos" else None
    return mention.entity if mention and notes.entities[mention.entity].cls in INSTRUMENT_CLASSES else None


def _only_wanted(token: Token) -> bool:
    """Whether a halt is what somebody calls for, and nobody's agreement: 'demanded a halt to the attacks'."""
    head = token.head.head if token.dep_ == "pobj" else token.head
    return head.lemma_.lower() in words("agreements", "wanting")


def _instrument_at(notes: Annotations, i: int) -> bool:
    known = notes.entity_at(i)
    return known is not None and known.cls in INSTRUMENT_CLASSES


def _says_what_something_is(token: Token) -> bool:
    """Whether the noun only classes what is spoken of: 'This is anything but a peace plan', 'it was a good deal'."""
    indefinite = any(c.lower_ in words("agreements", "undetermined") for c in token.lefts)
    if token.dep_ == "pobj" and token.head.lower_ == "but":
        return True
    subject = grammar.child(token.head, "nsubj") if token.dep_ == "attr" else None
    return indefinite and subject is not None and subject.lower_ in {"it", "this", "that", "which", "what"}


def _idiom(token: Token) -> bool:
    """'a great deal of', 'a big deal', 'the New Deal'."""
    if token.lower_ != "deal":
        return False
    before = {c.lower_ for c in token.lefts if c.dep_ in {"amod", "compound"}}
    of = token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "of"
    much = of and bool(before & {"good", "great"})
    return much or bool(before & words("agreements", "idiom_modifiers")) or (token.text == "Deal" and "new" in before)


def _tabled(name: str) -> Entity | None:
    """The instrument that the tables know by this name, whatever its capitals: 'the genocide convention'."""
    table = Gazetteer.load()
    known = (r.known for r in table.lookup(name) if r.known.cls in INSTRUMENT_CLASSES)
    return next(map(table.entity, known), None)


def _known(notes: Annotations, name: str, cls: EntityClass) -> str | None:
    """An instrument of this document that the name means too: the same content words, or three in common."""
    mine = content(name)
    for id_, entity in notes.entities.items():
        if {entity.cls, cls} <= (INSTRUMENT_CLASSES if cls != "Meeting" else {cls}) and Gazetteer.load().get(
            id_
        ) is None:
            theirs = content(entity.name)
            if mine == theirs or len(mine & theirs) >= 3:
                return id_
    return None


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
    if (last := _phrase_end(doc, notes, token) or _clause_end(doc, notes, token)) is not None:
        end, telling = last, True
    if token.lower_ in STOPS and (_only_wanted(token) or not any(t.lemma_.lower() in STRIKES for t in doc[start:end])):
        return None
    if cls == "Meeting":
        return (start, end) if any(notes.at(i) for i in range(start, end)) else None
    return (start, end) if telling else None


def _phrase_end(doc: Doc, notes: Annotations, token: Token) -> int | None:
    """The end of the phrase right after a noun that tells which one it is: 'on cluster munitions', 'of 1921'.

    The parser likes to hang the phrase of a law on the verb: 'signed the convention on cluster munitions'.
    """
    for prep in doc[token.i + 1 : token.i + 2]:
        own = prep.head == token or (token.lower_ in LAWS and prep.lower_ in {"on", "against"}) or _matter(token, prep)
        elsewhere = prep.lower_ == "in" and token.lower_ not in words("agreements", "ceasefires")
        if prep.dep_ != "prep" or prep.lower_ not in PHRASE or not own or elsewhere:
            return None
        last = next((t.i for t in prep.subtree if t.text in {",", ";", "—"}), prep.right_edge.i + 1)
        if token.lower_ in words("agreements", "bargains"):
            last = next((t.i for t in doc[prep.i + 1 : last] if _where(notes, t)), last)
        return _trim(doc, last) if 1 < last - prep.i <= 9 and _telling_phrase(notes, prep, token) else None
    return None


def _matter(token: Token, prep: Token) -> bool:
    """Whether 'on' after a bargain tells its matter, though the parser hangs it on the verb: 'a deal on plates'."""
    thing = grammar.child(prep, "pobj")
    if prep.lower_ != "on" or token.lower_ not in words("agreements", "bargains") or thing is None:
        return False
    aside = thing.ent_type_ in {"DATE", "TIME"} or thing.lemma_.lower() in words("agreements", "circumstances")
    return prep.head == token.head and token.dep_ == "dobj" and thing.tag_ in {"NN", "NNS"} and not aside


def _where(notes: Annotations, prep: Token) -> bool:
    """Whether 'in Brussels' after a bargain's matter says where it was struck."""
    thing = grammar.child(prep, "pobj")
    place = notes.entity_at(thing.i) if prep.lower_ == "in" and thing is not None else None
    return place is not None and place.cls == "Place"


def _clause_end(doc: Doc, notes: Annotations, token: Token) -> int | None:
    """The end of a clause right after a bargain that tells what it is for: 'to construct the pipeline'."""
    clause = next((c for c in token.rights if c.dep_ in {"acl", "relcl"} and c.left_edge.i == token.i + 1), None)
    if clause is None or token.lower_ not in words("agreements", "bargains") or clause.tag_ not in {"VB", "VBG"}:
        return None
    if clause.tag_ == "VB" and doc[token.i + 1].lower_ != "to":
        return None
    thing = grammar.child(clause, "dobj")
    if thing is None:
        return None
    last = thing.right_edge.i + 1
    dated = (t.i - 1 for t in doc[token.i + 1 : last] if t.ent_type_ in {"DATE", "TIME"} and doc[t.i - 1].pos_ == "ADP")
    last = min([last, *dated])
    return _trim(doc, last) if last - token.i <= CLAUSE and last > thing.i else None


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
