"""Whom an agreement binds: between whom its words say it is, and for whom those act who conclude it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.frames import Frame
from kg.model import ACTOR_CLASSES
from kg.text import grammar
from kg.text.annotation import Annotations, TokenMention
from kg.text.frames import Match
from kg.text.lexicon import words
from kg.text.modality import tell
from kg.text.persons import admitted
from kg.text.phrases import owners, resolve
from kg.text.quotes import Quote
from kg.text.telling import Telling

MEDIATING = frozenset({"broker", "underwrite"})


def parties_of(notes: Annotations, m: TokenMention, head: Token) -> tuple[str, ...]:
    """Between whom the words say it is; one name alone may be the host's, the author's or the matter's."""
    sides = [h for p in ("between", "among") for h in grammar.objects_of(head, p)]
    partners = list(grammar.objects_of(head, "with"))
    owned = () if head.lower_ in words("agreements", "mere_plans") else owners(notes, head)
    owned = tuple(i for i in owned if notes.entities[i].cls != "Person")  # whose deal it is says who made it
    verb = concluded_by(head)
    if verb is not None:
        sides += list(grammar.objects_of(verb, "between"))
        partners += list(grammar.objects_of(verb, "with")) if verb != head.head or head.dep_ != "nsubjpass" else []
    ids = [i for h in sides for i in _named(notes, m, h)]
    if partners and (verb is None or _done(verb)):
        subject = grammar.subject(verb) if verb is not None and head.dep_ != "nsubjpass" else None
        ids += [*owned, *(resolve(notes, subject) if subject is not None else ())]
        ids += [i for h in partners for i in _named(notes, m, h)]
    ids += owned if len(owned) > 1 else ()
    if verb is not None and not ids and _done(verb) and verb.lemma_.lower() != "announce":
        joint = resolve(notes, subject) if (subject := grammar.subject(verb)) is not None else ()
        ids += joint if len(joint) > 1 else ()
    return bound(notes, ids)


def _named(notes: Annotations, m: TokenMention, noun: Token) -> tuple[str, ...]:
    """Whom a noun means; where the mention itself covers it, whoever is named below: 'with the government of Syria'."""
    covering = notes.at(noun.i)
    if covering is None or covering.entity != m.entity:
        return resolve(notes, noun)
    below = (inner.entity for t in noun.subtree if (inner := notes.at(t.i)) is not None)
    return tuple(dict.fromkeys(i for i in below if i != m.entity))


def concluded_by(noun: Token) -> Token | None:
    """The verb by which its parties conclude it."""
    head = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"to", "on", "into"} else noun.head
    return head if (noun.dep_ in {"dobj", "nsubjpass"} or head != noun.head) and concludes(head) else None


def _done(verb: Token) -> bool:
    """Whether the text itself tells the concluding as done; else the claims say who is told to have acted."""
    telling = telling_of(verb, ())
    real = (telling.modality, telling.stance, telling.certainty) == ("Actual", "Affirms", "Certain")
    return real and not telling.wish and not telling.claimants


def concludes(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in words("agreements", "concluding") and lemma not in MEDIATING and not grammar.is_negated(verb)


def bound(notes: Annotations, ids: Iterable[str]) -> tuple[str, ...]:
    """Those whom the acts of these bind: the state of a minister, the movement of its leader; nobody for himself.

    An army and a militia of one state that agree with each other bind themselves.
    """
    actors = [i for i in dict.fromkeys(ids) if notes.entities[i].cls in ACTOR_CLASSES]
    principals = dict.fromkeys(_principal(notes, i) for i in actors)
    if len(principals) == 1 and len(actors) > 1 and all(notes.entities[i].cls == "GovernmentBody" for i in actors):
        principals = dict.fromkeys(actors)
    return tuple(i for i in principals if notes.entities[i].cls != "Person")


def _principal(notes: Annotations, id_: str) -> str:
    entity = notes.entities[id_]
    if entity.cls == "GovernmentBody" and entity.state:
        return admitted(notes, entity.state)
    if entity.cls != "Person":
        return id_
    offices = [p for p in notes.positions if p.holder == id_ and p.status in {"current", "acting"} and p.of]
    of = next((p.of for p in offices if p.kind in words("agreements", "acting_for")), None)
    if of is None:
        return admitted(notes, entity.state) if entity.state and not offices else id_
    return _principal(notes, of) if of in notes.entities and notes.entities[of].cls in ACTOR_CLASSES else id_


def telling_of(verb: Token, speech: tuple[Quote, ...]) -> Telling:
    """How far what a verb says of an agreement is said to be real, and by whom."""
    frame = Frame(id="agreement", type="", kind="verb", lemma=verb.lemma_)
    return tell(Match(frame, verb, verb, {}), speech)
