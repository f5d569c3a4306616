"""spaCy component `kg_coreference`: descriptions, groups and pronouns.

"The Ukrainian president" is whoever the text or the office table gives that office on the day; "the two leaders" are
the last two leaders named together; pronouns take the nearest subject that fits. What is not sure stays unresolved.
"""

from __future__ import annotations

import dataclasses
import re

from spacy.tokens import Doc, Span, Token

from kg.model import ACTOR_CLASSES, INSTRUMENT_CLASSES
from kg.offices import HEAD_OF_GOVERNMENT, HEAD_OF_STATE, Offices
from kg.text import grammar
from kg.text.annotation import Annotations, TokenMention, columns_of, notes_of
from kg.text.groups import LEADERSHIP, is_both, mark_group, mark_they, mark_two, so_titled
from kg.text.issuer import FIRST, issuer
from kg.text.later import instrument_before, later_instrument
from kg.text.lexicon import role_kinds, role_status, words
from kg.text.life import lays_down, status_of
from kg.text.persons import role_kind, state_of
from kg.text.phrases import resolve, seat_meant
from kg.text.quotes import Quote, quotes
from kg.text.unify import named_before

SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
WINDOW = 3  # sentences that a pronoun looks back


class Coreference:
    """Callable on a Doc that `kg_persons` has seen."""

    def __init__(self, offices: Offices) -> None:
        self.offices = offices
        self.issuer: str | None = None

    def __call__(self, doc: Doc) -> Doc:
        notes = notes_of(doc)
        sentences = list(doc.sents)
        notes.speech = speech = quotes(doc)
        self.issuer = issuer(doc, notes, speech)
        columns = columns_of(doc)
        for number, sentence in enumerate(sentences):
            for i in range(sentence.start, sentence.end):
                noun = columns.pos[i] in {"NOUN", "PROPN"} and columns.dep[i] not in {"compound", "nmod"}
                if noun and notes.at(i) is None and not _in_title(doc, notes, doc[i]):
                    self._description(doc, notes, doc[i], sentences[max(0, number - 8) : number + 1])
            for i in range(sentence.start, sentence.end):
                near = sentences[max(0, number - WINDOW) : number + 1]
                if columns.lower[i] in {"both", "two"} and is_both(doc[i]):
                    mark_two(notes, doc[i], near)
                elif columns.tag[i] in {"PRP", "PRP$"} and notes.at(i) is None:
                    self._pronoun(doc, notes, doc[i], near, speech)
        notes.mentions.sort(key=lambda m: m.start)
        return doc

    def _description(self, doc: Doc, notes: Annotations, token: Token, sentences: list[Span]) -> None:
        columns, start = columns_of(doc), token.left_edge.i
        chunk, first = doc[start : token.i + 1], columns.lower[start]
        definite = (
            first in {"the", "both", "these", "those", "all"}
            or columns.tag[start] == "PRP$"
            or not {"poss", "amod"}.isdisjoint(columns.dep[start : token.i + 1])
        )
        if first == "the" and (fighters := _fighters(notes, token)):
            notes.add(TokenMention(chunk.start, chunk.end, fighters, "description"))
            return
        if token.tag_ in {"NNS", "NNPS"}:
            if definite:
                mark_group(notes, token, chunk, sentences)
            return
        if first == "each" and token.lower_ in {"party", "side"}:
            mark_group(notes, token, chunk, sentences)
            return
        found = None
        if definite and token.lower_ in role_kinds():
            found = self._holder(doc, notes, token, chunk)
        elif token.lower_ == "capital" and (seat := seat_meant(notes, token)):
            found = seat
        elif instrument := later_instrument(notes, token):
            found = instrument
        elif first == "the":
            found = _earlier_thing(notes, token)
        if found:
            notes.add(TokenMention(chunk.start, chunk.end, found, "description"))

    def _holder(self, doc: Doc, notes: Annotations, token: Token, chunk: Span) -> str | None:
        """The person that an office describes: 'the Ukrainian president', 'Kyiv's leader', 'the king of Jordan'."""
        if any(t.lower_ in role_status() for t in chunk) or chunk[0].lower_ in {"a", "an"}:
            return None
        apposed = [*(c.i for c in token.children if c.dep_ == "appos"), *_set_off(doc, notes, token.i + 1)]
        if name := next((m for i in apposed if (m := notes.at(i)) and notes.entities[m.entity].cls == "Person"), None):
            return name.entity
        of = next((m.entity for t in chunk if (m := notes.at(t.i))), None)
        if of is None:
            of = next(
                (
                    m.entity
                    for p in token.children
                    if p.dep_ == "prep" and p.lower_ == "of"
                    for t in p.subtree
                    if (m := notes.at(t.i))
                ),
                None,
            )
        kind = role_kind(chunk.text, token.lower_)
        before = [p for p in notes.positions if p.start < token.i] + [p for p in notes.positions if p.start > token.i]
        if of is None:
            if chunk[0].lower_ != "the" or kind in {"other", "official", "leader", "envoy"}:
                return None
            fitting = [p for p in before if p.kind == kind and token.lower_ in p.role.lower() and p.start < token.i]
            titled = set(so_titled(doc, notes, token.lower_, token.i))
            plain = titled - {p.holder for p in fitting}  # 'President Trump', but 'President Moon of South Korea'
            holders = plain if token.is_title and plain else titled | {p.holder for p in fitting}
            return holders.pop() if len(holders) == 1 else None
        of_state = state_of(notes, of)
        if token.lower_ == "counterpart":
            return self._head(of_state, "leader", notes) if self._heads_a_state(notes, token) else None
        for p in before:
            same = p.of == of or (of_state and p.of and state_of(notes, p.of) == of_state and kind in LEADERSHIP)
            if same and p.status == "current" and (p.kind == kind or (kind == "leader" and p.kind in LEADERSHIP)):
                return p.holder
        return self._head(of_state, kind, notes)

    def _heads_a_state(self, notes: Annotations, token: Token) -> bool:
        """Whether the last person named before a word heads a state: the counterpart of a minister does not."""
        people = [m.entity for m in notes.mentions if m.start < token.i and notes.entities[m.entity].cls == "Person"]
        if not people:
            return False
        kinds = {p.kind for p in notes.positions if p.holder == people[-1] and p.status == "current"}
        return bool(kinds & LEADERSHIP) or people[-1] == self._head(notes.entities[people[-1]].state, "leader", notes)

    def _head(self, state: str | None, kind: str, notes: Annotations) -> str | None:
        """Who the office table says was head of the state or of its government on the document's day."""
        if state is None or kind not in LEADERSHIP:
            return None
        date = notes.document.date
        roles = (
            [HEAD_OF_STATE, HEAD_OF_GOVERNMENT]
            if kind == "leader"
            else [HEAD_OF_STATE if kind == "head-of-state" else HEAD_OF_GOVERNMENT]
        )
        for names in roles:
            if person := self.offices.holder(state, names, date):
                holder = dataclasses.replace(self.offices.entity(person), state=state)
                notes.entities.setdefault(holder.id, holder)
                return holder.id
        return None

    def _pronoun(
        self, doc: Doc, notes: Annotations, token: Token, sentences: list[Span], speech: tuple[Quote, ...]
    ) -> None:
        word = token.lower_
        if word in FIRST:
            quote = next((q for q in speech if q.start <= token.i < q.end), None)
            speaker = resolve(notes, quote.speaker) if quote and quote.speaker is not None else ()
            if quote is None and self.issuer is not None:
                notes.add(TokenMention(token.i, token.i + 1, self.issuer, "pronoun"))
            elif len(speaker) == 1:
                notes.add(TokenMention(token.i, token.i + 1, speaker[0], "pronoun"))
            return
        if word in SINGULAR:
            classes = frozenset({"Person"})
        elif word in PLURAL:
            mark_they(notes, token, sentences if token.head.dep_ == "ROOT" else sentences[-2:])
            return
        elif word in NEUTER:
            classes = INSTRUMENT_CLASSES if _means_an_instrument(notes, token) else ACTOR_CLASSES - {"Person"}
        else:
            return
        if _joined_to_name(notes, token) or _joined_to_unknown(notes, token):
            return
        if word == "it" and (judges := _judges(notes, token)):
            parties = _parties(notes, sentences, judges)
            if len(parties) == 1:
                notes.add(TokenMention(token.i, token.i + 1, parties[0], "pronoun"))
            return
        if found := (
            _joined_owner(notes, token, classes)
            or _ahead(notes, token, classes)
            or _antecedent(notes, token, sentences, classes)
        ):
            notes.add(TokenMention(token.i, token.i + 1, found, "pronoun"))


def _set_off(doc: Doc, notes: Annotations, i: int) -> list[int]:
    """Where a name stands that commas set off from token `i` on: 'his Chinese counterpart, Wang Yi, agreed'."""
    if i + 1 >= len(doc) or doc[i].text != "," or (name := notes.at(i + 1)) is None or name.start != i + 1:
        return []
    return [name.start] if name.end < len(doc) and doc[name.end].text in {",", ".", ";"} else []


def _in_title(doc: Doc, notes: Annotations, token: Token) -> bool:
    """Whether a noun is of the title right before a name: 'Deputy Prime Minister X', but not 'Kyiv's leader, X'."""
    return any(p.start <= token.i < p.end and doc[p.end].text != "," for p in notes.positions if p.end < len(doc))


def _means_an_instrument(notes: Annotations, token: Token) -> bool:
    """Whether 'it' or 'its' stands where a treaty does: 'ratified it', 'its terms', 'spoke of the deal, calling it'."""
    verb = token.head
    if token.dep_ == "poss":
        return verb.lemma_.lower() in words("nouns", "clauses")
    if token.dep_ == "dobj" and verb.lemma_ in words("grammar", "treaty_verbs"):
        return True
    judging = verb.head if verb.dep_ == "ccomp" else verb
    if token.dep_ in grammar.SUBJECTS and (status_of(verb) or lays_down(verb)) and instrument_before(notes, token):
        return True
    if token.dep_ not in {"dobj", "nsubj"} or judging.lemma_ not in words("grammar", "judging"):
        return False
    near = (m for m in notes.mentions if token.sent.start <= m.start < token.i)
    return any(notes.entities[m.entity].cls in INSTRUMENT_CLASSES for m in near)


def _joined_owner(notes: Annotations, token: Token, classes: frozenset[str]) -> str | None:
    """Whose the thing is that the possessed one is joined to: 'Cuba's repression and its support for ...'."""
    if token.dep_ != "poss" or token.head.dep_ != "conj":
        return None
    thing = token.head.head
    owner = grammar.child(thing, "poss")
    if thing.dep_ == "pobj" and thing.head.lower_ == "of" and (owner is None or owner.tag_ == "PRP$"):
        owner = grammar.child(thing.head.head, "poss")  # 'Cuba's repression of its people and its support'
    meant = () if owner is None else resolve(notes, owner)
    return meant[0] if len(meant) == 1 and notes.entities[meant[0]].cls in classes else None


def _joined_to_unknown(notes: Annotations, token: Token) -> bool:
    """Whether it is that of somebody whom no name tells: 'condemned the army's seizure of power and its arrests'."""
    owner = grammar.child(token.head.head, "poss") if token.dep_ == "poss" and token.head.dep_ == "conj" else None
    return owner is not None and owner.tag_ != "PRP$" and not resolve(notes, owner)


def _joined_to_name(notes: Annotations, token: Token) -> bool:
    """Whether it may be either's, the doer's or the other's: 'Sweden's criticism of Russia and its war'."""
    name = token.head.head
    joined = token.dep_ == "poss" and token.head.dep_ == "conj" and name.dep_ == "pobj"
    return joined and notes.entity_at(name.i) is not None and grammar.child(name.head.head, "poss") is not None


def _ahead(notes: Annotations, token: Token, classes: frozenset[str]) -> str | None:
    """The subject that a pronoun in a phrase before it points forward to: 'During his stay, Macron ...'."""
    if token.dep_ != "poss":
        return None
    node = grammar.clause_of(token)
    subject = next((c for c in node.children if c.dep_ in grammar.SUBJECTS), None)
    if subject is None or subject.i < token.i or subject in token.ancestors:
        return None
    mention = notes.at(subject.i)
    return mention.entity if mention and notes.entities[mention.entity].cls in classes else None


def _antecedent(notes: Annotations, token: Token, sentences: list[Span], classes: frozenset[str]) -> str | None:
    """The nearest earlier subject of the class; else the nearest earlier mention that is not nested in another name."""
    own = _own_subject(notes, token)
    if token.head.dep_ == "parataxis":
        if speaker := _last_speaker(notes, token, classes):
            return speaker
        sentences = sentences[:-1]
    for sentence in reversed(sentences):
        inside = [
            m
            for m in notes.mentions
            if sentence.start <= m.start < min(sentence.end, token.i) and notes.entities[m.entity].cls in classes
        ]
        inside = [m for m in inside if m.rule not in {"adjective"} and m.entity not in own]
        subjects = [m for m in inside if _is_subject(notes, sentence.doc[m.start : m.end], m.entity)]
        if token.dep_ == "poss" and sentence is sentences[-1] and _rivals(notes, token, classes):
            return None
        if subjects and sentence is not sentences[-1] and _opens(token):  # goes on with what the sentence is about
            main = [m for m in subjects if _of_main_clause(sentence.doc[m.start : m.end].root)]
            return (main or subjects)[-1].entity
        if subjects:
            return subjects[-1].entity if sentence is not sentences[-1] else subjects[0].entity
        heads = [m for m in inside if sentence.doc[m.start : m.end].root.dep_ not in {"compound", "nmod", "poss"}]
        if heads and not (sentence is sentences[-1] and _opens(token)):
            return heads[-1].entity
    return None


def _judges(notes: Annotations, token: Token) -> tuple[str, ...]:
    """The court that finds what 'it' has done: 'The Court found that it had broken the treaty' is not of the Court."""
    if token.dep_ != "nsubj" or token.head.dep_ != "ccomp" or token.head.head.lemma_ not in JUDGING:
        return ()
    judge = grammar.subject(token.head.head)
    judges = () if judge is None or judge.i > token.i else resolve(notes, judge)
    return tuple(i for i in judges if COURT.search(notes.entities[i].name))


def _parties(notes: Annotations, sentences: list[Span], judges: tuple[str, ...]) -> list[str]:
    """The states that the last sentences name beside the court's own."""
    start, end = sentences[-2:][0].start, sentences[-1].end
    near = (m.entity for m in notes.mentions if start <= m.start < end)
    own = {notes.entities[j].state for j in judges}
    return [i for i in dict.fromkeys(near) if notes.entities[i].cls == "State" and i not in own]


def _own_subject(notes: Annotations, token: Token) -> tuple[str, ...]:
    """Whom an object cannot mean: the subject of its verb ('Bolivia left and accused it')."""
    verb = token.head if token.dep_ in {"dobj", "dative"} else token.head.head if token.dep_ == "pobj" else None
    if verb is None or verb.pos_ != "VERB" or token.lower_.endswith(("self", "selves")):
        return ()
    who = grammar.subject(verb)
    return () if who is None or who == token else resolve(notes, who)


def _of_main_clause(token: Token) -> bool:
    """Whether a word is, or belongs to, the subject of the main verb of its sentence."""
    while token.dep_ in {"poss", "compound", "amod", "nmod", "appos", "conj"}:
        token = token.head
    return token.dep_ in grammar.SUBJECTS and token.head.dep_ == "ROOT"


def _opens(token: Token) -> bool:
    """Whether a pronoun is the subject of its sentence: then it means what an earlier one was about."""
    return token.dep_ in grammar.SUBJECTS and token.head.dep_ == "ROOT"


def _last_speaker(notes: Annotations, token: Token, classes: frozenset[str]) -> str | None:
    """Who last said something: in 'Belarus, it said, had agreed' that is not Belarus."""
    for m in reversed(notes.mentions):
        root = token.doc[m.start : m.end].root
        speaks = root.dep_ == "nsubj" and root.head.lemma_.lower() in words("speech", "verbs")
        if speaks and m.end <= token.sent.start and notes.entities[m.entity].cls in classes:
            return m.entity
    return None


def _is_subject(notes: Annotations, span: Span, entity: str) -> bool:
    """Whether a mention is the subject, or whose the subject is: 'the U.S. side', 'Iranian forces'."""
    if any(t.dep_ in grammar.SUBJECTS for t in span):
        return True
    root = span.root
    if root.dep_ == "appos" and root.head.dep_ in grammar.SUBJECTS:
        return True
    if root.dep_ == "poss" and root.head.dep_ in grammar.SUBJECTS:  # "The Kremlin's version is narrower."
        return resolve(notes, root.head) == (entity,) or root.head.lemma_.lower() in words("speech", "accounts")
    return (
        root.dep_ in {"amod", "compound", "nmod", "poss"}
        and root.head.dep_ in grammar.SUBJECTS
        and resolve(notes, root.head) == (entity,)
    )


def _rivals(notes: Annotations, token: Token, classes: frozenset[str]) -> bool:
    """Whether subject and object of the clause could both be the owner: 'A called B before his talks with C'."""
    sides = [
        c
        for c in grammar.clause_of(token).children
        if c.dep_ in {*grammar.SUBJECTS, "dobj", "dative"} and c.i < token.i and token not in c.subtree
    ]
    people = {m.entity for c in sides if (m := notes.at(c.i)) and notes.entities[m.entity].cls in classes}
    return len(people) > 1


JUDGING = frozenset({"conclude", "declare", "determine", "find", "hold", "rule"})
COURT = re.compile(r"\b(?:Court|Tribunal)\b")
BLOC = frozenset({"union", "asean", "group", "nations", "community"})


def _earlier_thing(notes: Annotations, token: Token) -> str | None:
    """'the court', 'the conference', 'the bloc': the last thing that has the word as its head or is one."""
    if any(c.dep_ in {"amod", "compound", "prep", "relcl", "acl"} for c in token.children):
        return None
    word = token.lower_
    if word in words("nouns", "heads") and (found := named_before(token.doc, notes, token)):
        return found
    for m in reversed([m for m in notes.mentions if m.start < token.i and m.rule != "description"]):
        entity = notes.entities[m.entity]
        name = entity.name.casefold()
        if entity.cls == "Meeting" and word in {"summit", "conference"} and word in name:
            return m.entity
        if entity.cls == "InternationalOrganization":
            fits = {"alliance": "north atlantic treaty" in name, "bloc": any(w in name for w in BLOC)}
            if fits.get(word):
                return m.entity
    return None


def _fighters(notes: Annotations, token: Token) -> str | None:
    """The one armed group that the text has named before 'the rebels', 'the militants', 'the militia'."""
    if token.lower_ not in words("nouns", "combatants") or token.lower_ not in words("nouns", "groups"):
        return None
    if any(c.dep_ in {"amod", "compound", "poss", "prep", "relcl", "acl", "appos"} for c in token.children):
        return None
    before = {m.entity for m in notes.mentions if m.start < token.i}
    armed = [i for i in before if notes.entities[i].kind == "armed group"]
    return armed[0] if len(armed) == 1 else None
