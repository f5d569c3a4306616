"""spaCy component `kg_coreference`: descriptions, groups and pronouns.

"The Ukrainian president" is whoever the text or the office table gives that office on the day; "the two leaders" are
the last two leaders named together; pronouns take the nearest subject that fits. What is not sure stays unresolved.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from functools import cache

from spacy.tokens import Doc, Span, Token

from kg.gazetteer import Gazetteer
from kg.model import ACTOR_CLASSES, INSTRUMENT_CLASSES, Entity, entity_id
from kg.offices import HEAD_OF_GOVERNMENT, HEAD_OF_STATE, Offices
from kg.text import grammar
from kg.text.annotation import Annotations, TokenMention, notes_of
from kg.text.later import instrument_before, later_instrument
from kg.text.lexicon import role_kinds, role_status, words
from kg.text.life import lays_down, status_of
from kg.text.persons import admitted, role_kind, state_of
from kg.text.quotes import Quote, quotes
from kg.text.unify import named_before

LEADERSHIP = frozenset({"head-of-state", "head-of-government", "leader"})
SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
PLURAL_FIRST = frozenset({"we", "us", "our", "ourselves"})
PARTIES = frozenset({"parties", "sides"})
PORTFOLIOS = frozenset({"defence", "defense", "economy", "energy", "finance", "foreign", "interior", "prime", "trade"})
OPPOSED = frozenset({"two", "warring", "rival", "opposing", "hostile", "conflicting"})
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
MANY = 6  # at most so many share a title
ADDRESS = 3  # sentences in the first person that make a text a speech
APART = frozenset({"territory", "disputed area"})  # places with a government of their own, or of which it is disputed
SURE = 2  # signs, counted by weight, that make a state the speaker
WINDOW = 3  # sentences that a pronoun looks back


class Coreference:
    """Callable on a Doc that `kg_persons` has seen."""

    def __init__(self, offices: Offices) -> None:
        self.offices = offices
        self.issuer: str | None = None

    def __call__(self, doc: Doc) -> Doc:
        notes = notes_of(doc)
        sentences = list(doc.sents)
        speech = quotes(doc)
        self.issuer = _issuer(doc, notes, speech)
        for number, sentence in enumerate(sentences):
            for token in sentence:
                if (
                    token.pos_ in {"NOUN", "PROPN"}
                    and token.dep_ not in {"compound", "nmod"}
                    and notes.at(token.i) is None
                    and not _in_title(doc, notes, token)
                ):
                    self._description(doc, notes, token, sentences[max(0, number - 8) : number + 1])
            for token in sentence:
                if _both(token):
                    _two(notes, token, sentences[max(0, number - WINDOW) : number + 1])
                elif token.tag_ in {"PRP", "PRP$"} and notes.at(token.i) is None:
                    self._pronoun(doc, notes, token, sentences[max(0, number - WINDOW) : number + 1], speech)
        notes.mentions.sort(key=lambda m: m.start)
        return doc

    def _description(self, doc: Doc, notes: Annotations, token: Token, sentences: list[Span]) -> None:
        chunk = doc[token.left_edge.i : token.i + 1]
        definite = (
            chunk[0].lower_ in {"the", "both", "these", "those", "all"}
            or chunk[0].tag_ == "PRP$"
            or any(t.dep_ in {"poss", "amod"} for t in chunk)
        )
        if chunk[0].lower_ == "the" and (fighters := _fighters(notes, token)):
            notes.add(TokenMention(chunk.start, chunk.end, fighters, "description"))
            return
        if token.tag_ in {"NNS", "NNPS"}:
            if definite:
                _group(notes, token, chunk, sentences)
            return
        if chunk[0].lower_ == "each" and token.lower_ in {"party", "side"}:
            _group(notes, token, chunk, sentences)
            return
        found = None
        if definite and token.lower_ in role_kinds():
            found = self._holder(doc, notes, token, chunk)
        elif token.lower_ == "capital" and (seat := _capital(notes, token)):
            found = seat
        elif instrument := later_instrument(notes, token):
            found = instrument
        elif chunk[0].lower_ == "the":
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
            holders = {p.holder for p in fitting} or set(_so_titled(doc, notes, token.lower_, token.i))
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
            _they(notes, token, sentences if token.head.dep_ == "ROOT" else sentences[-2:])
            return
        elif word in NEUTER:
            classes = INSTRUMENT_CLASSES if _means_an_instrument(notes, token) else ACTOR_CLASSES - {"Person"}
        else:
            return
        if _joined_to_name(notes, token) or _joined_to_unknown(notes, token):
            return
        if found := (
            _joined_owner(notes, token, classes)
            or _ahead(notes, token, classes)
            or _antecedent(notes, token, sentences, classes)
        ):
            notes.add(TokenMention(token.i, token.i + 1, found, "pronoun"))


def _speaks_for_many(notes: Annotations, subject: Token, they: Token) -> bool:
    """Whether 'they' go on for a body of people: 'The ministry denied it. They invited both to talks.'"""
    body = notes.at(subject.i)
    collective = body is not None and notes.entities[body.entity].cls in {"GovernmentBody", "Organization"}
    return (
        collective
        and subject.head == subject.sent.root
        and they.dep_ in grammar.SUBJECTS
        and they.head == they.sent.root
    )


def _listed(notes: Annotations, token: Token) -> tuple[str, ...]:
    """The persons whose names follow their offices, one for each state: 'his Greek and French counterparts, A and B'.

    Whoever has no state yet gets that of the same place in the list.
    """
    if token.lemma_.lower() not in role_kinds():
        return ()
    behind = [e for g in members_of(token) for e in resolve(notes, g)]
    realms = owners(notes, token) or tuple(behind)
    i = token.i + 1 if not behind else max(t.i for g in members_of(token) for t in _conjoined(g)) + 1
    people = _names_from(notes, token.doc, i)
    if len(people) != len(realms) or len(people) < 2:
        return ()
    for person, realm in zip(people, realms, strict=True):
        entity = notes.entities[person]
        if entity.state is None:
            notes.entities[person] = dataclasses.replace(entity, state=state_of(notes, realm))
        _appoint(notes, token, person, realm)
    return people


def _appoint(notes: Annotations, token: Token, person: str, realm: str) -> None:
    """The office of somebody in a list of counterparts: that of whom they are the counterparts."""
    same = [p for p in notes.positions if p.start < token.i and p.end <= token.i and p.status == "current"]
    model = same[-1] if same and token.lemma_.lower() == "counterpart" else None
    mention = next((m for m in notes.mentions if m.entity == person and m.start > token.i), None)
    if model is not None and mention is not None and not any(p.holder == person for p in notes.positions):
        held = dataclasses.replace(model, holder=person, of=realm, start=mention.start, end=mention.end)
        notes.positions.append(held)


def _conjoined(token: Token) -> list[Token]:
    return [token, *token.conjuncts]


def _names_from(notes: Annotations, doc: Doc, i: int) -> tuple[str, ...]:
    """The persons of a list of names that a comma at token `i` begins."""
    people: list[str] = []
    while i + 1 < len(doc) and doc[i].text in {",", "and"}:
        i += 2 if doc[i + 1].text == "and" else 1
        mention = notes.at(i) if i < len(doc) else None
        if mention is None or mention.start != i or notes.entities[mention.entity].cls != "Person":
            break
        people.append(mention.entity)
        i = mention.end
    return tuple(dict.fromkeys(people))


def _both(token: Token) -> bool:
    """Whether a number stands for two persons or states by itself: 'the two then asked', 'both refused'."""
    if token.dep_ not in {*grammar.SUBJECTS, "dobj", "pobj"} or any(c.dep_ == "prep" for c in token.children):
        return False
    return token.lower_ == "both" or (token.lower_ == "two" and any(c.lower_ == "the" for c in token.lefts))


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


def _issuer(doc: Doc, notes: Annotations, speech: tuple[Quote, ...]) -> str | None:
    """Who says 'we' outside of quotes in a speech: the state that its title names, that acts in sentences which say so,
    whose people and bodies these speak of, and to which 'we' do nothing. None where no state stands out.

    Where 'I' prevails somebody speaks of himself, as in an interview.
    """
    quoted = {i for q in speech for i in range(q.start, q.end)}
    own = [t for t in doc if t.lower_ in FIRST and t.tag_ in {"PRP", "PRP$"} and t.i not in quoted]  # 'US' is no 'us'
    plural = [t for t in own if t.lower_ in PLURAL_FIRST]
    if len(plural) < ADDRESS or 2 * len(plural) <= len(own):
        return None
    said = {t.sent.start for t in own}
    signs: Counter[str] = Counter(dict.fromkeys(_titular(notes), SURE))
    signs.update(dict.fromkeys(_publishers(notes), ADDRESS * SURE))
    for m in notes.mentions:
        state, sentence = state_of(notes, m.entity), doc[m.start].sent
        if state is not None and sentence.start in said:
            signs[state] += _of_speaker(notes, doc, m)
    ranked = [*signs.most_common(2), ("", 0), ("", 0)]
    return admitted(notes, ranked[0][0]) if ranked[0][1] >= max(SURE, ranked[1][1] + 2) else None


def _titular(notes: Annotations) -> set[str]:
    """The states that the title, or the name of the publisher or source, tells of as more than a topic."""
    document = notes.document
    heads = (document.title, document.publisher, document.source)
    named = {m.entity for m in notes.mentions if notes.entities[m.entity].cls == "State"}
    return {i for i in named if any(_heads(n, head) for n in _called(notes.entities[i]) for head in heads)}


def _publishers(notes: Annotations) -> set[str]:
    """The states whose ministry, office or parliament the metadata say published the document."""
    document = notes.document
    issuers = (r.known for text in (document.publisher, document.source) for r in Gazetteer.load().lookup(text))
    return {known.state for known in issuers if known.state and known.kind != "media"}


TOPIC = r"(?:about|against|for|from|in|into|on|over|regarding|to|toward|towards|with) (?:the )?"


def _heads(name: str, title: str) -> bool:
    """Whether a title names somebody as more than its topic: 'Address by X', not 'Sanctions in Response to X'."""
    found = list(re.finditer(rf"({TOPIC})?\b{re.escape(name)}\b", title))
    return any(m[1] is None for m in found)


def _called(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(alias for alias in entity.aliases if len(alias) > 3))


def _of_speaker(notes: Annotations, doc: Doc, m: TokenMention) -> int:
    """How far a mention in a sentence with 'we' tells of the speaker's own state: it acts, its people are meant, its
    bodies are named as if there were no others ('the Senate'); 'we' act on others."""
    entity, head = notes.entities[m.entity], doc[m.start : m.end].root
    if entity.cls == "GovernmentBody":
        return int(m.rule == "weak")
    if entity.cls != "State":
        return 0
    if head.dep_ in grammar.SUBJECTS:
        return 2
    if head.dep_ == "amod":
        return 2 if head.head.lower_ in words("nouns", "own_people") else 0
    subject = grammar.subject(grammar.clause_of(head))
    return -2 if subject is not None and subject.lower_ in FIRST else 0


def _so_titled(doc: Doc, notes: Annotations, title: str, before: int) -> list[str]:
    """The persons whom the text before a token calls by a title: 'the pope' after 'Pope Francis'."""
    return [
        m.entity
        for m in notes.mentions
        if 0 < m.start < before
        and notes.entities[m.entity].cls == "Person"
        and title in {doc[m.start - 1].lower_, doc[m.start].lower_}
    ]


def _joined_objects(notes: Annotations, token: Token) -> tuple[str, ...]:
    """The last objects that the sentence coordinates before 'them': 'called A, B and C and urged them to settle'."""
    for earlier in reversed(token.doc[token.sent.start : token.i]):
        if earlier.dep_ in {"dobj", "pobj", "dative"} and len(found := resolve(notes, earlier)) > 1:
            return found
    return ()


def _subjects_together(notes: Annotations, sentence: Span, end: int, classes: set[str]) -> tuple[str, ...]:
    """The last coordinated subject of the class before token `end`, or the two sides of the last act."""
    for token in reversed(sentence.doc[sentence.start : end]):
        if token.dep_ in grammar.SUBJECTS:
            joined = resolve(notes, token)
            joined = joined if len(joined) > 1 else _act_of(notes, token, end)
            if classes == {"State"}:  # 'Macron and Scholz met. The two countries ...'
                joined = tuple(
                    s if notes.entities[e].cls == "Person" and s else e for e, s in _with_states(notes, joined)
                )
            if len(joined) > 1 and all(notes.entities[e].cls in classes for e in joined):
                return joined
    return ()


def _with_states(notes: Annotations, ids: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """Each with its state, which the document then knows; None where several share one."""
    states = [state_of(notes, i) for i in ids]
    return [(i, admitted(notes, s) if s and states.count(s) == 1 else None) for i, s in zip(ids, states, strict=True)]


def _classes_of(token: Token, number: int | None) -> set[str]:
    """What a plural noun can stand for: 'leaders' for persons, 'countries' and 'the two armies' for states."""
    if token.lower_ in PARTIES or token.lower_ in {"party", "side"}:
        return {"State", "GovernmentBody", "Organization"}
    if token.lower_ in words("nouns", "persons") and token.lower_ != "men":
        return {"Person"}
    two_organs = number == 2 and token.lower_ in words("nouns", "state_organs")
    return {"State"} if token.lower_ in words("nouns", "states") or two_organs else set()


def _stands_for_others(notes: Annotations, token: Token, chunk: Span) -> bool:
    """Whether a plural noun has nothing beside it that says whom it means, but for 'warring' and 'foreign'."""
    plain = OPPOSED | PORTFOLIOS
    told = any(c.dep_ in {"amod", "compound", "poss"} and c.lower_ not in plain for c in token.children)
    closer = any(c.dep_ in {"prep", "relcl", "acl", "appos"} and c.lower_ != "in" for c in token.children)
    return not told and not closer and not any(notes.at(t.i) for t in chunk)


def _so_ranked(notes: Annotations, token: Token, chunk: Span) -> tuple[str, ...]:
    """All whom the text so far gives the office of 'the two presidents' or 'the foreign ministers', if several."""
    noun = token.lemma_.lower()
    wanted = {noun, *(t.lower_ for t in chunk if t.lower_ in PORTFOLIOS)}
    holders = [
        p.holder
        for p in notes.positions
        if p.start < token.i and p.status == "current"
        and (wanted <= set(p.role.lower().split()) or (noun == "leader" and p.kind in LEADERSHIP))
    ]  # fmt: skip
    ranked = tuple(
        dict.fromkeys([*holders, *(_so_titled(token.doc, notes, noun, token.i) if wanted == {noun} else ())])
    )
    return ranked if 1 < len(ranked) <= MANY else ()


def _between(notes: Annotations, sentence: Span, end: int, classes: set[str]) -> tuple[str, ...]:
    """The last two between whom there is something: 'the talks between A and B'."""
    for token in reversed(sentence.doc[sentence.start : end]):
        if token.lower_ == "between":
            joined = tuple(dict.fromkeys(e for c in token.children if c.dep_ == "pobj" for e in resolve(notes, c)))
            if len(joined) > 1 and all(notes.entities[e].cls in classes for e in joined):
                return joined
    return ()


def _coordinated(notes: Annotations, sentence: Span, end: int, classes: set[str]) -> tuple[str, ...]:
    """The last entities of the class before token `end` that one phrase or one act joins: 'A and B', 'A met with B'."""
    for token in reversed(sentence.doc[sentence.start : end]):
        if token.pos_ not in {"PROPN", "NOUN", "PRON", "ADJ"} or not _takes_part(token):
            continue
        joined = (
            resolve(notes, token) if token.i in notes.groups or any(c.dep_ == "conj" for c in token.children) else ()
        )
        if len(joined) > 1 and all(notes.entities[e].cls in classes for e in joined):
            return joined
    return ()


def _takes_part(token: Token) -> bool:
    """Whether a noun stands where somebody acts: not 'the peoples of Laos and Cambodia', 'weapons for A and B'."""
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ != "pobj":
        return True
    governor = token.head.head
    if token.head.lower_ == "of":
        return (
            governor.lower_ in words("nouns", "persons", "meeting", "states", "agreement")
            or governor.lower_ in role_kinds()
        )
    return token.head.lower_ in {"between", "with", "by", "from", "among"}


def _foremost(notes: Annotations) -> tuple[str, ...]:
    """The two states that a text is about: clearly more often named than any third."""
    named = Counter(m.entity for m in notes.mentions if notes.entities[m.entity].cls == "State")
    ranked = named.most_common(3)
    clear = len(ranked) == 2 or (len(ranked) == 3 and ranked[1][1] >= 2 * ranked[2][1])
    return tuple(id_ for id_, _ in ranked[:2]) if clear else ()


def _act_of(notes: Annotations, subject: Token, end: int) -> tuple[str, ...]:
    """The subject of a verb with its object or 'with' phrase."""
    sides = [subject]
    for c in subject.head.children:
        if c.dep_ == "dobj" and c.i < end:
            sides.append(c)
        elif c.dep_ == "prep" and c.lower_ == "with":
            sides += [g for g in c.children if g.dep_ == "pobj" and g.i < end]
    return tuple(dict.fromkeys(e for s in sides for e in resolve(notes, s)))


def _side_by_side(notes: Annotations, sentence: Span, end: int, classes: set[str]) -> tuple[str, ...]:
    """All entities of the class that the sentence names before token `end`."""
    inside = (m for m in notes.mentions if sentence.start <= m.start < end and m.rule != "pronoun")
    return tuple(dict.fromkeys(m.entity for m in inside if notes.entities[m.entity].cls in classes))


def _participants(notes: Annotations, token: Token) -> tuple[str, ...]:
    """Who takes part in the act of the clause around 'their': its subject, object and 'with' phrase."""
    node = grammar.clause_of(token)
    sides = [c for c in node.children if c.dep_ in {*grammar.SUBJECTS, "dobj"} and c.i < token.i]
    sides += [
        g
        for c in node.children
        if c.dep_ == "prep" and c.lower_ == "with"
        for g in c.children
        if g.dep_ == "pobj" and g.i < token.i
    ]
    if node.dep_ == "xcomp":
        sides += [c for c in node.head.children if c.dep_ in grammar.SUBJECTS]
    return tuple(dict.fromkeys(e for s in sides for e in resolve(notes, s)))


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


def _capital(notes: Annotations, token: Token) -> str | None:
    """The city that 'the Chinese capital' or 'the capital of China' is."""
    owned = owners(notes, token) or tuple(e for g in members_of(token) for e in resolve(notes, g))
    seats = (_capitals().get(e) for e in owned)
    seat = next((s for s in seats if s is not None), None)
    return notes.entities.setdefault(seat.id, seat).id if seat is not None else None


@cache
def _capitals() -> dict[str, Entity]:
    table = Gazetteer.load()
    return {known.state: table.entity(known) for known in table if known.kind == "capital" and known.state}


def resolve(notes: Annotations, token: Token, depth: int = 0) -> tuple[str, ...]:
    """The entities that a noun phrase with this head means, its coordinated parts included; () where it is none.

    'Poland and the Baltic states of Lithuania and Latvia' gives three states, 'Iranian forces' the state,
    'two members of the party' nothing.
    """
    if depth > 6:
        return ()
    found = notes.groups.get(token.i) or (*_titled_before(notes, token), *_one(notes, token, depth))
    rest = [c for c in token.children if c.dep_ == "conj" and c.pos_ in {"PROPN", "NOUN", "PRON", "ADJ", "X", "NUM"}]
    rest += [c for c in token.children if c.dep_ == "appos" and _listed_states(notes, token, c)]
    for conjunct in rest:
        found = (*found, *resolve(notes, conjunct, depth + 1))
    if (
        token.lower_ in role_kinds()
    ):  # 'Israeli Prime Minister and Defence Minister Benjamin Gantz' is one person, not Israel
        states = {s for e in found if (entity := notes.entities[e]).cls == "Person" and (s := entity.state)}
        found = tuple(e for e in found if e not in states)
    return tuple(dict.fromkeys(found))


def _listed_states(notes: Annotations, first: Token, second: Token) -> bool:
    """Whether the parser took a list for an apposition: 'troops from Senegal, Nigeria, and Ghana'."""
    one, two = notes.entity_at(first.i), notes.entity_at(second.i)
    between, after = second.doc[second.left_edge.i - 1].text, second.doc[second.i + 1 : second.i + 2].text
    listed = between == "," and after in {",", "and"}
    return listed and one is not None and two is not None and one.cls == two.cls == "State" and one != two


def _titled_before(notes: Annotations, token: Token) -> tuple[str, ...]:
    """The others in 'US President A and French President B', which the parser hangs on the last title."""
    own = notes.at(token.i)
    if own is None or notes.entities[own.entity].cls != "Person":
        return ()
    start = token.left_edge.i
    joints = [t.i for t in token.doc[start : own.start] if t.lower_ == "and"]
    before = (m for m in notes.mentions if joints and start <= m.start and m.end <= joints[-1])
    titled = {p.holder for p in notes.positions if start <= p.start < own.start}
    return tuple(dict.fromkeys(m.entity for m in before if m.entity in titled and m.entity != own.entity))


def _one(notes: Annotations, token: Token, depth: int) -> tuple[str, ...]:
    mention = notes.at(token.i)
    office = next((p for p in notes.positions if p.start <= token.i < p.end), None)
    if office is not None and token.pos_ in {"PROPN", "NOUN"} and not office.start <= token.head.i < office.end:
        return (office.holder,)  # 'met with Republic of Cyprus (ROC) Foreign Minister X', however it is parsed
    if (
        mention is not None
        and notes.entities[mention.entity].cls == "Place"
        and token.lower_ in words("nouns", "states")
    ):
        inner = [e for g in members_of(token) for e in resolve(notes, g, depth + 1)]
        return tuple(inner) or (mention.entity,)
    if mention is not None:
        appos = [m.entity for c in token.children if c.dep_ == "appos" and (m := notes.at(c.i))]
        if appos and notes.entities[mention.entity].cls not in ACTOR_CLASSES:
            return tuple(appos)
        return (mention.entity,)
    if token.tag_ in {"WDT", "WP"} and token.head.head != token:
        return _relative(notes, token, depth)
    if office is not None and token.lower_ in role_kinds():
        return (office.holder,)
    if token.lower_ == "meeting" and token.i and (noun := token.nbor(-1)).tag_ == "NNS" and noun.head == token:
        return resolve(notes, noun, depth + 1)  # 'EU foreign ministers meeting in Luxembourg condemned it'
    members = members_of(token)
    low = token.lower_
    if low == "capital" and (seat := _capital(notes, token)):
        return (seat,)
    if low in words("nouns", "quantity") or low in words("nouns", "states"):
        owned_sides = owners(notes, token) if low in PARTIES else ()  # 'the Greek and Turkish sides of the island'
        inner = [*owned_sides] or [e for g in members for e in resolve(notes, g, depth + 1)]
        if inner:
            return tuple(inner)
    if low in words(
        "nouns", "treaty", "agreement", "meeting"
    ):  # 'the New START Treaty' where only 'New START' is known
        inside = (m.entity for c in token.lefts if c.dep_ in {"compound", "nmod"} and (m := notes.at(c.i)))
        return tuple(
            e for e in inside if notes.entities[e].cls not in ACTOR_CLASSES and notes.entities[e].cls != "Place"
        )
    if low in words("nouns", "sites"):  # 'the harbour of Odesa'
        inside = (e for g in members_of(token) for e in resolve(notes, g, depth + 1))
        return tuple(e for e in inside if notes.entities[e].cls in {"Place", "State"})
    if low in words("nouns", "combatants") and (found := _organised(notes, token, depth)):
        return found
    if low in words("nouns", "groups"):
        return _people(notes, token)
    if low in words("speech", "nouns"):
        own = owners(notes, token) or tuple(e for g in members_of(token) for e in resolve(notes, g, depth + 1))
        return own or _author(notes, token)
    if low in words("nouns", "state_organs", "states") or low in {"member", "members"}:
        if named := _named_after(notes, token):
            return named
        owned = owners(notes, token) or tuple(e for g in members for e in resolve(notes, g, depth + 1))
        if low in words("nouns", "realms"):
            owned = _realms(notes, token, owned)
        if low in {"ally", "partner"}:  # 'its NATO ally' is not NATO
            owned = tuple(i for i in owned if notes.entities[i].cls != "InternationalOrganization")
        if not owned and low in words("nouns", "authorities"):
            owned = _seated(notes, token)
        if not owned and low == "government":
            owned = _same_government(notes, token)
        if not owned and not members and low in words("nouns", "domestic"):
            owned = at_home(notes) if any(c.lower_ == "the" for c in token.lefts) else ()
        if owned:
            return owned
    before = (c.lower_ for c in token.lefts if c.dep_ in {"compound", "nmod"})
    if token.tag_ in {"NN", "NNS"} and any(word in words("nouns", "armed") for word in before):
        return owners(notes, token)
    appositives = [c for c in token.children if c.dep_ == "appos"]
    if appositives:
        return tuple(e for c in appositives for e in resolve(notes, c, depth + 1))
    return ()


def _author(notes: Annotations, token: Token) -> tuple[str, ...]:
    """Whose 'the statement' is that was mentioned before: 'The ministry said in a statement ...'."""
    if not any(c.lower_ == "the" for c in token.lefts):
        return ()
    for earlier in reversed(token.doc[: token.i]):
        if earlier.lemma_ == token.lemma_ and earlier.sent != token.sent:
            verb = grammar.clause_of(earlier)
            speaker = grammar.subject(verb) if verb.pos_ == "VERB" else None
            found = owners(notes, earlier) or (() if speaker in {None, earlier} else resolve(notes, speaker))
            return found if len(found) == 1 else ()
    return ()


def _named_after(notes: Annotations, token: Token) -> tuple[str, ...]:
    """The persons whose names follow their office: 'his Greek and French counterparts, A and B'."""
    apposed = (e for c in token.children if c.dep_ == "appos" for e in resolve(notes, c))
    return tuple(e for e in apposed if notes.entities[e].cls == "Person")


def _organised(notes: Annotations, token: Token, depth: int) -> tuple[str, ...]:
    """Whose fighters or movement: 'Hezbollah guerrillas', 'the rebels of the FARC', 'the al-Qaeda network'."""
    named = (*owners(notes, token), *(e for g in members_of(token) for e in resolve(notes, g, depth + 1)))
    found = tuple(e for e in named if notes.entities[e].cls == "Organization" and notes.entities[e].kind != "group")
    return found[-1:]


def _seated(notes: Annotations, token: Token) -> tuple[str, ...]:
    """The state in whose land or capital authorities sit: 'officials in Ankara', 'security forces in Guinea'."""
    for seat in grammar.objects_of(token, "in"):
        mention = notes.at(seat.i)
        place = notes.entities[mention.entity] if mention else None
        if place is not None and place.cls == "State":
            return (place.id,)
        if place is not None and place.cls == "Place" and place.kind == "capital" and place.state:
            return (admitted(notes, place.state),)
    return ()


def _same_government(notes: Annotations, token: Token) -> tuple[str, ...]:
    """Whose 'the Government' is, after 'the Government of Ethiopia' or 'the Ethiopian government'."""
    if not any(c.lower_ == "the" for c in token.lefts):
        return ()
    for earlier in reversed(token.doc[: token.i]):
        if earlier.lower_ == "government" and (found := owners(notes, earlier)):
            return found
        if earlier.lower_ == "government" and (named := [g for g in members_of(earlier) if notes.at(g.i)]):
            return resolve(notes, named[0])
    return ()


def _realms(notes: Annotations, token: Token, owned: tuple[str, ...]) -> tuple[str, ...]:
    """The state whose government or army is called somebody's: 'his government', 'the forces of Assad'."""
    if grammar.child(token, "poss") is None and not any(grammar.objects_of(token, "of")):
        return owned
    persons = [i for i in owned if notes.entities[i].cls == "Person" and notes.entities[i].state]
    return tuple(admitted(notes, notes.entities[i].state or i) if i in persons else i for i in owned)


def at_home(notes: Annotations) -> tuple[str, ...]:
    """The country of a text that is about one, to which 'the government' and 'the police' belong: it, its people and
    places are named by far the most often."""
    named = Counter(
        s
        for m in notes.mentions
        if m.rule != "pronoun" and notes.entities[m.entity].kind not in APART and (s := state_of(notes, m.entity))
    )
    ranked = [*named.most_common(2), ("", 0), ("", 0)]
    clear = ranked[0][1] >= max(4, 3 * ranked[1][1])
    return (admitted(notes, ranked[0][0]),) if clear else ()


def _people(notes: Annotations, token: Token) -> tuple[str, ...]:
    """'Rwandan rebels', 'students in Iran': a group of that state's people, which is not the state."""
    states = [e for e in owners(notes, token) if notes.entities[e].cls == "State"]
    if not states:
        inside = (
            g
            for c in token.children
            if c.dep_ == "prep" and c.lower_ in {"in", "of", "from", "throughout", "across"}
            for g in c.children
        )
        states = [
            m.entity
            for g in inside
            if g.dep_ == "pobj" and (m := notes.at(g.i)) and notes.entities[m.entity].cls == "State"
        ]
    if not states:  # 'the crews of two Italian trawlers'
        inner = (notes.entities[e].state for g in grammar.objects_of(token, "of") for e in resolve(notes, g))
        states = [s for s in inner if s][:1]
    return (_people_of(notes, token, states[0]),) if len(states) == 1 else ()


def people_at(notes: Annotations, token: Token, verb: Token) -> tuple[str, ...]:
    """People whom only the place of their act tells from others: 'Prisoners rioted at a jail in Dili'."""
    if token.lower_ not in words("nouns", "groups") or resolve(notes, token):
        return ()
    heads = [h for p in ("in", "at", "outside", "near") for h in grammar.objects_of(verb, p)]
    near = [t for h in heads for t in (h, *grammar.objects_of(h, "in"))]
    places = [notes.at(t.i) for t in near if t.lemma_.lower() not in words("nouns", "missions")]  # of another state
    states = {s for m in places if m is not None and (s := state_of(notes, m.entity))}
    return (_people_of(notes, token, states.pop()),) if len(states) == 1 else ()


def _people_of(notes: Annotations, token: Token, state_id: str) -> str:
    state = notes.entities[admitted(notes, state_id)]
    name = f"{token.text} of {state.name}"
    id_ = entity_id("Organization", name)
    notes.entities.setdefault(
        id_, Entity(id_, "Organization", name[0].upper() + name[1:], state=state.id, kind="group")
    )
    return id_


def members_of(token: Token) -> list[Token]:
    """What a group consists of: 'states of X and Y', 'ministers from X', 'allies including X', 'allies such as X'."""
    return [
        g
        for c in token.children
        if c.dep_ == "prep" and (c.lower_ in {"of", "from", "including", "like"} or _such_as(c) or _speaks_for(c))
        for g in c.children
        if g.dep_ == "pobj"
    ]


def _speaks_for(preposition: Token) -> bool:
    return preposition.lower_ == "for" and role_kinds().get(preposition.head.lower_) == "spokesperson"


def _such_as(preposition: Token) -> bool:
    return preposition.lower_ == "as" and any(c.lower_ == "such" for c in preposition.children)


def _relative(notes: Annotations, token: Token, depth: int) -> tuple[str, ...]:
    clause = token.head
    while clause.dep_ != "relcl" and clause.head.i != clause.i:
        clause = clause.head
    return resolve(notes, clause.head, depth + 1) if clause.dep_ == "relcl" else ()


def owners(notes: Annotations, token: Token) -> tuple[str, ...]:
    """The states or bodies before a noun as adjective, compound or possessor: 'Greek and Turkish officials'."""
    found: list[str] = []
    for child in token.lefts:
        if child.dep_ in {"amod", "compound", "nmod", "poss", "nummod"}:
            pair = [c for c in child.lefts if token.doc[c.i + 1].text == "-"]  # 'the Turkish-Libyan agreement'
            if child.lower_ in words("grammar", "backing"):  # 'US-backed forces' are not of the United States
                continue
            for part in (*pair, child, *child.conjuncts):
                found += notes.groups.get(part.i, ()) if part.dep_ == "poss" else ()
                mention = notes.at(part.i)
                if mention and notes.entities[mention.entity].cls in ACTOR_CLASSES:
                    found.append(mention.entity)
            if child.dep_ in {"compound", "nmod"} and notes.at(child.i) is None:  # 'Israeli army bulldozers'
                found += owners(notes, child)
    return tuple(dict.fromkeys(found))


def whose(notes: Annotations, noun: Token) -> tuple[str, ...]:
    """Whose plan, attack or deal a noun is: 'Canada's', 'of Canada', 'between A and B', 'carried out by Canada', 'that
    Canada carried out'."""
    suffered = noun.lemma_.lower() in words("nouns", "suffered")  # 'the killing of X' is not X's
    behind = [
        h
        for p in ("of", "by", "from", "between")
        for h in grammar.objects_of(noun, p)
        if h.dep_ == "pobj" and not (suffered and p == "of")
    ]
    behind += [
        who
        for c in noun.children
        if (c.dep_ == "relcl" or (c.dep_ == "acl" and c.tag_ == "VBN"))
        and (who := grammar.subject(c)) not in {None, noun}
        and who.tag_ not in {"WDT", "WP"}
        and c.lemma_ in words("grammar", "authoring")  # nor whose judgement it is
    ]
    return owners(notes, noun) or next((ids for h in behind if (ids := resolve(notes, h))), ())


def _group(notes: Annotations, token: Token, chunk: Span, sentences: list[Span]) -> None:
    """'the two leaders', 'both sides', 'the ministers': the last ones of that class that stand together."""
    if listed := _listed(notes, token):
        notes.groups[token.i] = listed
        return
    number = next((NUMBERS[t.lower_] for t in chunk if t.lower_ in NUMBERS), None)
    if token.lower_ in PARTIES and chunk[0].lower_ == "all":  # 'called upon all parties'
        return
    classes = _classes_of(token, number)
    if not classes or not _stands_for_others(notes, token, chunk):
        return
    if number is None and chunk[0].lower_ != "each" and token.lower_ not in words("grammar", "plain_groups"):
        return
    ways = [_subjects_together, _coordinated]
    if classes >= {"State", "Organization"}:
        ways, number = [_between, _subjects_together], number or 2
    elif classes == {"Person"}:
        ways.append(_side_by_side)
    if any(t.lower_ in PORTFOLIOS for t in chunk):
        ways = []
    for together in ways:
        near = sentences[-2:] if together is _subjects_together and classes >= {"State", "Organization"} else sentences
        for sentence in reversed(near):
            found = together(notes, sentence, min(sentence.end, token.i), classes)
            if len(found) == number or (len(found) > 1 and number is None):
                notes.groups[token.i] = found
                return
    last = _so_ranked(notes, token, chunk) if classes == {"Person"} else _foremost(notes)
    if last and len(last) == (number or len(last)):
        notes.groups[token.i] = last


def _two(notes: Annotations, token: Token, sentences: list[Span]) -> None:
    """'the two', 'both': the last two actors of one kind that act together."""
    for sentence in reversed(sentences):
        for classes in ({"Person"}, {"State"}):
            found = _subjects_together(notes, sentence, min(sentence.end, token.i), classes)
            if len(found) == 2:
                notes.groups[token.i] = found
                return


def _they(notes: Annotations, token: Token, sentences: list[Span]) -> None:
    """A plural pronoun: the nearest earlier subject that is coordinated or a group, or both sides of one act."""
    if token.dep_ == "poss" and len(both := _participants(notes, token)) > 1:
        notes.groups[token.i] = both
        return
    if token.lower_ == "them" and (joined := _joined_objects(notes, token)):
        notes.groups[token.i] = joined
        return
    for sentence in reversed(sentences):
        for subject in reversed([t for t in sentence if t.i < token.i and t.dep_ in grammar.SUBJECTS]):
            found = notes.groups.get(subject.i) or resolve(notes, subject)
            if len(found) > 1:
                notes.groups[token.i] = found
                return
            if found and (subject.tag_ in {"NNS", "NNPS"} or _speaks_for_many(notes, subject, token)):
                notes.groups[token.i] = found
                return
