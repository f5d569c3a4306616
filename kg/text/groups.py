"""Whom plural descriptions and pronouns mean: "the two leaders", "both sides", "the foreign ministers", "they"."""

from __future__ import annotations

import dataclasses
from collections import Counter

from spacy.tokens import Doc, Span, Token

from kg.text import grammar
from kg.text.annotation import Annotations, columns_of
from kg.text.lexicon import role_kinds, words
from kg.text.persons import admitted, state_of
from kg.text.phrases import PARTIES, members_of, owners, resolve

LEADERSHIP = frozenset({"head-of-state", "head-of-government", "leader"})
PORTFOLIOS = frozenset({"defence", "defense", "economy", "energy", "finance", "foreign", "interior", "prime", "trade"})
OPPOSED = frozenset({"two", "warring", "rival", "opposing", "hostile", "conflicting"})
NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
MANY = 6  # at most so many share a title


def mark_group(notes: Annotations, token: Token, chunk: Span, sentences: list[Span]) -> None:
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
    if sides := classes >= {"State", "Organization"}:
        ways, number = [_between, _subjects_together], number or 2
    elif classes == {"State"}:
        ways.insert(0, _between)
    elif classes == {"Person"}:
        ways.append(_side_by_side)
    if any(t.lower_ in PORTFOLIOS for t in chunk):
        ways = []
    for together in ways:
        closely = together is (_subjects_together if sides else _between)
        near = sentences[-2:] if closely else sentences
        for sentence in reversed(near):
            found = together(notes, sentence, min(sentence.end, token.i), classes)
            if len(found) == number or (len(found) > 1 and number is None):
                notes.groups[token.i] = found
                return
    last = _so_ranked(notes, token, chunk) if classes == {"Person"} else _foremost(notes)
    if last and len(last) == (number or len(last)):
        notes.groups[token.i] = last


def mark_two(notes: Annotations, token: Token, sentences: list[Span]) -> None:
    """'the two', 'both': the last two actors of one kind that act together."""
    for sentence in reversed(sentences):
        for classes in ({"Person"}, {"State"}):
            found = _subjects_together(notes, sentence, min(sentence.end, token.i), classes)
            if len(found) == 2:
                notes.groups[token.i] = found
                return


def mark_they(notes: Annotations, token: Token, sentences: list[Span]) -> None:
    """A plural pronoun: the nearest earlier subject that is coordinated or a group, or both sides of one act."""
    if token.dep_ == "poss" and len(both := _participants(notes, token)) > 1:
        notes.groups[token.i] = both
        return
    if token.lower_ == "them" and (joined := _joined_objects(notes, token)):
        notes.groups[token.i] = joined
        return
    columns = columns_of(token.doc)
    for sentence in reversed(sentences):
        before = range(sentence.start, min(sentence.end, token.i))
        for subject in [sentence.doc[i] for i in reversed(before) if columns.dep[i] in grammar.SUBJECTS]:
            found = notes.groups.get(subject.i) or resolve(notes, subject)
            if len(found) > 1:
                notes.groups[token.i] = found
                return
            if found and (subject.tag_ in {"NNS", "NNPS"} or _speaks_for_many(notes, subject, token)):
                notes.groups[token.i] = found
                return


def is_both(token: Token) -> bool:
    """Whether a number stands for two persons or states by itself: 'the two then asked', 'both refused'."""
    if token.dep_ not in {*grammar.SUBJECTS, "dobj", "pobj"} or any(c.dep_ == "prep" for c in token.children):
        return False
    return token.lower_ == "both" or (token.lower_ == "two" and any(c.lower_ == "the" for c in token.lefts))


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


def so_titled(doc: Doc, notes: Annotations, title: str, before: int) -> list[str]:
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
    ranked = tuple(dict.fromkeys([*holders, *(so_titled(token.doc, notes, noun, token.i) if wanted == {noun} else ())]))
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
