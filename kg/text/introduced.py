"""Agreements that an act brings into the story and nothing describes: 'Israel and Hamas agreed on a ceasefire'.

Who agreed tells it from others, and the document that says so: another text may speak of another ceasefire of the two.
Where one side is known only, the words of the sentence may still say which of the agreements told before is meant.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.gazetteer import Gazetteer
from kg.model import ACTOR_CLASSES, INSTRUMENT_CLASSES, Entity, EntityClass, digest, entity_id
from kg.text import grammar
from kg.text.annotation import Annotations
from kg.text.later import content, instrument_of_family
from kg.text.lexicon import words
from kg.text.life import status_of
from kg.text.phrases import resolve

MANY = 4  # names of parties that a name can hold


def introduced(notes: Annotations, token: Token, cls: EntityClass) -> Entity | None:
    """The agreement that a bare noun is: 'agreed to a ceasefire', 'a deal was reached between A and B'."""
    determiner = next((c.lower_ for c in token.lefts if c.dep_ == "det"), "a")
    if determiner == "the":
        return _taken_for_known(notes, token, cls)
    verb = _concluded_by(token)
    if determiner not in words("agreements", "undetermined") or verb is None or grammar.is_negated(verb):
        return None
    if known := _shared_words(notes, token):
        return notes.entities[known]
    sides = _sides(notes, token, verb)
    if not 2 <= len(sides) <= MANY:
        return None
    noun = token.lemma_.casefold()
    name = f"{noun[0].upper()}{noun[1:]} between {', '.join(sides[:-1])} and {sides[-1]}"
    same = (e for e in notes.entities.values() if e.cls == cls and content(e.name) == content(name))
    return next(same, None) or Entity(scoped_id(notes, cls, name), cls, name)


def _taken_for_known(notes: Annotations, token: Token, cls: EntityClass) -> Entity | None:
    """'The truce collapsed' where the text has told of none: its readers know which one."""
    if token.lower_ not in words("agreements", "truces") or instrument_of_family(notes, token):
        return None
    verb = token.head
    lives = token.dep_ in grammar.SUBJECTS and status_of(verb) is not None
    acted_on = token.dep_ in {"dobj", "nsubjpass"} and verb.lemma_.lower() in words("agreements", "minding")
    bare = all(c.dep_ in {"det", "punct", "relcl"} for c in token.children)
    if not bare or not (lives or acted_on):
        return None
    return Entity(scoped_id(notes, cls, "Ceasefire"), cls, "Ceasefire")


def scoped_id(notes: Annotations, cls: str, name: str) -> str:
    """An identifier of this document's own, for what its name alone does not tell from others."""
    return f"{entity_id(cls, name)}-{digest(notes.document.id)[:8]}"


def _concluded_by(token: Token) -> Token | None:
    """The verb by which the noun's agreement comes about."""
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in {"to", "on", "upon", "into"}:
        head = head.head
    elif token.dep_ not in {"dobj", "nsubjpass"}:
        return None
    return head if head.lemma_.lower() in words("agreements", "concluding") else None


def _sides(notes: Annotations, token: Token, verb: Token) -> list[str]:
    """The names of those between whom it is, persons and bodies of states by their state."""
    passive = token.dep_ == "nsubjpass"
    subject = None if passive else grammar.subject(verb)
    heads = [subject] if subject is not None else []
    heads += [h for anchor in (token, verb) for p in ("between", "with", "by") for h in grammar.objects_of(anchor, p)]
    ids = dict.fromkeys(i for h in heads for i in resolve(notes, h) if notes.entities[i].cls in ACTOR_CLASSES)
    names = (_acting(notes.entities[i]) for i in ids)
    return list(dict.fromkeys(names))


def _acting(entity: Entity) -> str:
    state = Gazetteer.load().get(entity.state) if entity.state and entity.cls in {"Person", "GovernmentBody"} else None
    return state.name if state else entity.name


def _shared_words(notes: Annotations, token: Token) -> str | None:
    """The agreement of its kind told before with which the sentence shares most words, and two at least."""
    kind = content(token.text)
    here = content(" ".join(t.text for t in token.sent if t.is_alpha or t.is_digit or "-" in t.text))
    before = {m.entity for m in notes.mentions if m.end <= token.sent.start}
    scored = sorted(
        (
            (len((content(entity.name) - kind) & here), id_)
            for id_ in before
            if (entity := notes.entities[id_]).cls in INSTRUMENT_CLASSES and kind & content(entity.name)
        ),
        reverse=True,
    )
    clear = scored and scored[0][0] > 1 and (len(scored) == 1 or scored[0][0] > scored[1][0])
    return scored[0][1] if clear else None
