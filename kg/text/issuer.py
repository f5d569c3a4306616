"""Who says "we" outside of quotes: the state for which a speech or a statement speaks."""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc

from kg.gazetteer import Gazetteer
from kg.model import Entity
from kg.text import grammar
from kg.text.annotation import Annotations, TokenMention, columns_of
from kg.text.lexicon import words
from kg.text.persons import admitted, state_of
from kg.text.quotes import Quote

FIRST = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
PLURAL_FIRST = frozenset({"we", "us", "our", "ourselves"})
ADDRESS = 3  # sentences in the first person that make a text a speech
SURE = 2  # signs, counted by weight, that make a state the speaker


def issuer(doc: Doc, notes: Annotations, speech: tuple[Quote, ...]) -> str | None:
    """Who says 'we' outside of quotes in a speech: the state that its title names, that acts in sentences which say so,
    whose people and bodies these speak of, and to which 'we' do nothing. None where no state stands out.

    Where 'I' prevails somebody speaks of himself, as in an interview.
    """
    quoted = {i for q in speech for i in range(q.start, q.end)}
    columns = columns_of(doc)
    said_first = (i for i, low in enumerate(columns.lower) if low in FIRST and i not in quoted)
    own = [doc[i] for i in said_first if columns.tag[i] in {"PRP", "PRP$"}]  # 'US' is no 'us'
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
