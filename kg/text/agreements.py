"""What a document says of its agreements: parties, subject, duration, start and end, status, and their own terms.

Only of what no table knows: the register has the facts of the others. Parties are taken from the words ('between A and
B', 'the Turkish-Libyan deal') and from who is told to have agreed; whoever acts for a state binds the state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.gazetteer import Gazetteer
from kg.model import ACTOR_CLASSES, INSTRUMENT_CLASSES, Claim, Event, Evidence, Term
from kg.text import grammar
from kg.text.annotation import Annotations, TokenMention
from kg.text.dates import TimeExpression
from kg.text.later import content
from kg.text.lexicon import words
from kg.text.life import begins, lays_down, predicate, status_of
from kg.text.parties import bound, concluded_by, concludes, parties_of, telling_of
from kg.text.phrases import resolve
from kg.text.quotes import Quote
from kg.text.telling import Telling

CONCLUDING = frozenset({"AGREE", "TREATY_SIGN"})
ONE_SIDED = frozenset({"offer", "promise"})
MATTERS = frozenset({"on", "over", "about", "concerning", "to", "of", "for", "against"})
LONGEST = 300


def agreement_terms(doc: Doc, notes: Annotations, acts: Sequence[tuple[Event, Claim]]) -> tuple[Term, ...]:
    """The terms of the document's agreements, each once, in the order of the text."""
    speech = notes.speech
    found: dict[tuple[str, ...], Term] = {}
    for mention in notes.mentions:
        if _of_the_text(notes, mention.entity):
            for term in _of_mention(doc, notes, mention, speech):
                found.setdefault((term.agreement, term.kind, term.value, *term.claimed_by), term)
    to_come = {(t.agreement, t.evidence) for t in found.values() if t.kind == "status" and t.value == "Proposed"}
    for term in (t for t in _by_acts(notes, acts) if (t.agreement, t.evidence) not in to_come):
        found.setdefault((term.agreement, term.kind, term.value, *term.claimed_by), term)
    terms = sorted(
        _fullest(found.values()), key=lambda t: (t.agreement, t.evidence.start, t.kind, t.value, t.claimed_by)
    )
    return tuple(terms)


def name_by_parties(notes: Annotations, terms: Iterable[Term]) -> None:
    """Call an agreement by its parties where its own words name nobody: 'Peace treaty between Armenia and Iran'.

    Parties of which the document has only heard do not count: a name is said of the thing on nobody's account.
    """
    parties: dict[str, list[str]] = {}
    for term in terms:
        if term.kind == "party" and not term.claimed_by:
            parties.setdefault(term.agreement, []).append(notes.entities[term.value].name)
    for id_, names in parties.items():
        entity, names = notes.entities[id_], list(dict.fromkeys(names))
        described = all(m.rule not in {"shape", "name"} for m in notes.mentions if m.entity == id_)
        plain = not any(word in entity.name.split() for word in ("between", "with", "to"))
        if (
            described
            and plain
            and len(names) == 2
            and not any(n in entity.name for n in names)
            and _anonymous(notes, id_)
        ):
            notes.entities[id_] = replace(
                entity, name=f"{entity.name} between {names[0]} and {names[1]}", aliases=(*entity.aliases, entity.name)
            )


def _anonymous(notes: Annotations, id_: str) -> bool:
    """Whether nothing in the words of its first description names anything."""
    first = next(m for m in notes.mentions if m.entity == id_)
    return all((m := notes.at(i)) is None or m.entity == id_ for i in range(first.start, first.end))


def _of_the_text(notes: Annotations, id_: str) -> bool:
    return notes.entities[id_].cls in INSTRUMENT_CLASSES and Gazetteer.load().get(id_) is None


def _of_mention(doc: Doc, notes: Annotations, m: TokenMention, speech: tuple[Quote, ...]) -> Iterator[Term]:
    head = doc[m.start : m.end].root
    where = _quoted(doc, *_bounds(doc, m.start, m.end))
    yield from (Term(m.entity, "party", id_, where) for id_ in parties_of(notes, m, head))
    if subject := _subject(doc, notes, m, head):
        yield Term(m.entity, "subject", subject, where)
    for expression in _durations(doc, notes, m, head):
        if expression.value:
            yield Term(m.entity, "duration", expression.value, _quoted(doc, expression.start, expression.end))
    if (verb := concluded_by(head)) is not None:
        yield from _to_come(doc, notes, m.entity, verb, speech)
    if (verb := predicate(head)) is not None:
        yield from _of_predicate(doc, notes, m.entity, verb, speech)
    if head.dep_ == "pobj" and head.head.lower_ in words("agreements", "under"):
        yield from _wording(doc, notes, m.entity, head.head.head, speech)


# ----------------------------------------------------------------------------------------------------------- subject


def _subject(doc: Doc, notes: Annotations, m: TokenMention, head: Token) -> str | None:
    """What it is about, in its own words: after 'on' or 'to', else the words before its noun."""
    after = next((t.i for t in doc[head.i + 1 : m.end] if t.head == head or t.i == head.i + 1), None)
    if after is not None and doc[after].lower_ in MATTERS:
        last = next((t.i for t in doc[after + 1 : m.end] if t.lower_ in {"between", "among"}), m.end)
        return _plain(doc[after + 1 : last].text) if not _names_parties(notes, doc[after]) else None
    if after is not None and doc[after].tag_ == "VBG":
        return _plain(doc[after : m.end].text)
    if m.rule == "shape":
        return None
    owner = max((t.i + 1 for t in doc[m.start : head.i] if t.text in {"'s", "’s", "'", "’"}), default=m.start)
    telling = [t for t in doc[owner : head.i] if _tells_the_matter(notes, m, t)]
    joined = telling and telling[-1].i - telling[0].i + 1 == len(telling)
    if head.lower_ in words("agreements", "ceasefires") and all(t.tag_ == "JJ" for t in telling):
        return None  # 'a maritime ceasefire' tells where, 'a total ceasefire' how
    return _plain(" ".join(t.text for t in telling)) if joined else None


def _names_parties(notes: Annotations, prep: Token) -> bool:
    """Whether the phrase only says whose it is: 'the agreement of the two states', 'a treaty of 1942'."""
    thing = grammar.child(prep, "pobj")
    return prep.lower_ in {"of", "for"} and (
        thing is None or thing.pos_ not in {"NOUN", "VERB"} or bool(resolve(notes, thing))
    )


def _tells_the_matter(notes: Annotations, m: TokenMention, token: Token) -> bool:
    mention = notes.at(token.i)
    named = mention is not None and mention.entity != m.entity
    idle = words("grammar", "empty_modifiers") | words("agreements", "qualities")
    part = (token.dep_ in {"compound", "amod", "nmod"} and token.tag_ != "VBN") or token.text == "-"
    dated = token.ent_type_ in {"DATE", "TIME", "CARDINAL"} or token.like_num
    return part and not named and not dated and token.lower_ not in idle and not token.is_punct


def _plain(text: str) -> str | None:
    plain = re.sub(r"^(?:the|a|an) ", "", re.sub(r"\s+", " ", text).strip(" ,.;:“”\"'"))
    return plain[:LONGEST] or None


def _fullest(terms: Iterable[Term]) -> list[Term]:
    """Of the subjects of one agreement, those whose words no other has: not 'energy' beside 'strikes on energy'."""
    kept = list(terms)
    subjects = [t for t in kept if t.kind == "subject"]
    said = {t: content(t.value) for t in subjects}
    lesser = {t for t in subjects for o in subjects if t.agreement == o.agreement and said[t] < said[o]}
    return [t for t in kept if t not in lesser]


# --------------------------------------------------------------------------------------------------- time and status


def _durations(doc: Doc, notes: Annotations, m: TokenMention, head: Token) -> Iterator[TimeExpression]:
    """'a 30-day halt', 'a halt for 30 days', 'agreed a truce for 30 days', 'the truce will last 30 days'."""
    start, end = _bounds(doc, m.start, m.end)
    for expression in notes.dates:
        span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
        if expression.kind != "duration" or span is None or span.sent != head.sent:
            continue
        if (start <= expression.start and expression.end <= end) or _lasts(span.root, head):
            yield expression


def _lasts(root: Token, head: Token) -> bool:
    prep = root.head if root.dep_ == "pobj" else None
    if prep is not None and prep.lower_ in {"for", "of"}:
        own = prep.head == head
        concluded = prep.lower_ == "for" and concludes(prep.head) and head.i < prep.i and _object_of(head, prep.head)
        root = prep
        if own or concluded:
            return True
    lemma = root.head.lemma_.lower()
    clause = root.head.head == head and root.head.dep_ in {"acl", "relcl"}
    return lemma in words("agreements", "lasting") and (clause or predicate(head) == root.head)


def _object_of(noun: Token, verb: Token) -> bool:
    return noun.head == verb or (noun.dep_ == "pobj" and noun.head.head == verb)


def _of_predicate(doc: Doc, notes: Annotations, id_: str, verb: Token, speech: tuple[Quote, ...]) -> Iterator[Term]:
    """Status, start and end, as the verb tells them; what is to come gives a date and no status."""
    telling = telling_of(verb, speech)
    if telling.stance != "Affirms" or telling.certainty != "Certain" or telling.wish:
        return
    by = _claimants(notes, telling)
    where = _sentence(doc, verb)
    status = status_of(verb)
    if status and telling.modality == "Actual":
        yield Term(id_, "status", status, where, by)
    date = _date(doc, notes, verb, future=telling.modality != "Actual" or "will" in grammar.auxiliaries(verb))
    if date and telling.modality in {"Actual", "Planned"}:
        if begins(verb):
            yield Term(id_, "start", date, where, by)
        elif status == "Expired":
            yield Term(id_, "end", date, where, by)
    if (lays_down(verb) or verb.lemma_.lower() in words("agreements", "providing")) and not grammar.is_passive(verb):
        yield from _wording(doc, notes, id_, verb, speech)


def _to_come(doc: Doc, notes: Annotations, id_: str, verb: Token, speech: tuple[Quote, ...]) -> Iterator[Term]:
    """'agreed to conclude a treaty', 'met to sign an accord': what is still to be concluded is proposed."""
    telling = telling_of(verb, speech)
    if telling.stance == "Affirms" and (telling.modality in {"Planned", "Proposed"} or telling.wish):
        yield Term(id_, "status", "Proposed", _sentence(doc, verb), _claimants(notes, telling))


def _wording(doc: Doc, notes: Annotations, id_: str, verb: Token, speech: tuple[Quote, ...]) -> Iterator[Term]:
    """The sentence that says what it lays down."""
    telling = telling_of(verb, speech)
    if verb.pos_ in {"VERB", "AUX"} and telling.modality != "Hypothetical":
        where = _sentence(doc, verb)
        yield Term(id_, "wording", re.sub(r"\s+", " ", where.exact), where, _claimants(notes, telling))


def _claimants(notes: Annotations, telling: Telling) -> tuple[str, ...]:
    ids = dict.fromkeys(i for head in telling.claimants for i in resolve(notes, head))
    return tuple(i for i in ids if notes.entities[i].cls in ACTOR_CLASSES)


def _date(doc: Doc, notes: Annotations, verb: Token, *, future: bool) -> str | None:
    """The date that belongs to the verb itself."""
    for expression in notes.dates:
        span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
        if expression.dated and expression.kind != "range" and span is not None and span.sent == verb.sent:
            node = span.root
            while node.head != node and node.pos_ not in {"VERB", "AUX"}:
                node = node.head
            if node == verb:
                return expression.resolve(future=future)
    return None


def _by_acts(notes: Annotations, acts: Sequence[tuple[Event, Claim]]) -> Iterator[Term]:
    """Who is told to have agreed, as parties."""
    for event, claim in acts:
        done = (claim.stance, claim.modality, claim.certainty) == ("Affirms", "Actual", "Certain")
        if event.type in CONCLUDING and event.mode not in ONE_SIDED and done:
            for id_ in (i for i in event.about if _of_the_text(notes, i)):
                for party in bound(notes, (*event.sources, *event.targets)):
                    yield Term(id_, "party", party, claim.evidence[0], claim.claimed_by)


# ------------------------------------------------------------------------------------------------------------- words


def _bounds(doc: Doc, start: int, end: int) -> tuple[int, int]:
    span = doc[start:end]
    return span.start_char, span.end_char


def _sentence(doc: Doc, token: Token) -> Evidence:
    text = token.sent.text
    start = token.sent.start_char + len(text) - len(text.lstrip(" \t\n\r,;:–—-"))
    return _quoted(doc, start, token.sent.start_char + len(text.rstrip()))


def _quoted(doc: Doc, start: int, end: int) -> Evidence:
    """The document's own characters: the Doc may have blanks for line ends."""
    annotated: Annotations = doc._.kg
    return Evidence(start, end, annotated.document.text[start:end])
