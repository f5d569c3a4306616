"""The life of an agreement as its own verbs tell it: 'took effect', 'is holding', 'collapsed', 'expires on Monday'."""

from __future__ import annotations

from spacy.tokens import Token

from kg.text import grammar
from kg.text.lexicon import words


def predicate(noun: Token) -> Token | None:
    """The verb whose subject the noun is, in its own clause or in a relative one: 'the truce, which collapsed'."""
    if noun.dep_ in grammar.SUBJECTS:
        return noun.head
    clause = next((c for c in noun.rights if c.dep_ == "relcl"), None)
    who = grammar.child(clause, *grammar.SUBJECTS) if clause is not None else None
    return clause if who is not None and who.tag_ in {"WDT", "WP"} else None


def status_of(verb: Token) -> str | None:
    """What the verb says of its subject's being in force: one of INSTRUMENT_STATUSES, or None."""
    lemma = verb.lemma_.lower()
    if grammar.is_passive(verb):
        return "Broken" if lemma in words("agreements", "violating") else None
    if lemma in words("agreements", "ending") or (lemma == "run" and _particle(verb, "out")):
        return "Expired"
    if lemma in words("agreements", "breaking") or (lemma in {"break", "fall"} and _particle(verb, "down", "apart")):
        return "Broken"
    return "InForce" if begins(verb) or _goes_on(verb) else None


def lays_down(verb: Token) -> bool:
    """'provides for', 'calls for', 'stipulates': what only a text does."""
    lemma = verb.lemma_.lower()
    return lemma == "stipulate" or (lemma in {"call", "provide"} and any(True for _ in grammar.objects_of(verb, "for")))


def begins(verb: Token) -> bool:
    """'took effect', 'entered into force', 'came into effect', 'began', said of an agreement."""
    lemma = verb.lemma_.lower()
    if lemma == "take":
        return any(c.lower_ == "effect" for c in verb.children)
    if lemma in words("agreements", "entering"):
        return any(
            h.lower_ in words("agreements", "force") for p in ("into", "in") for h in grammar.objects_of(verb, p)
        )
    return lemma in words("agreements", "beginning") and grammar.child(verb, "dobj", "xcomp") is None


def _goes_on(verb: Token) -> bool:
    """'is holding', 'holds', 'remains in force'."""
    lemma = verb.lemma_.lower()
    if lemma == "hold":
        return grammar.child(verb, "dobj") is None
    places = {h.lower_ for h in grammar.objects_of(verb, "in")}
    return lemma in {"be", "remain", "stay"} and bool(places & {"force", "effect", "place"})


def _particle(verb: Token, *particles: str) -> bool:
    return any(c.lower_ in particles for c in verb.children)
