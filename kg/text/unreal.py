"""What takes an act out of the world of fact by its build rather than by a verb that governs it.

'instead of attacking', 'no evidence that they attacked', 'fears of an attack', 'the novel tells how they attack'.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.text import grammar
from kg.text.lexicon import words

Effect = tuple[str, Token]  # "Denied" or "Hypothetical", and the word that does it


def effects(node: Token) -> list[Effect]:
    """What the step from an act, or from what governs it, to what that hangs on takes from it."""
    ways = (_in_place_of, _unfounded, _feared, _awaited, _inverted, _invented)
    return [found for way in ways if (found := way(node)) is not None]


def _in_place_of(node: Token) -> Effect | None:
    """'instead of attacking', 'rather than attack', 'stopped short of attacking'."""
    if node.dep_ == "advcl":
        mark = grammar.child(node, "mark")
        return ("Denied", mark) if mark is not None and mark.lower_ == "than" and _rather(mark) else None
    if node.dep_ != "pcomp":
        return None
    preposition = node.head
    if preposition.lower_ == "of":
        beside = [preposition.head, *preposition.children]
        taken = next((w for w in beside if w.lower_ in {"instead", "short"} and w.i < preposition.i), None)
        return ("Denied", taken) if taken is not None else None
    return ("Denied", preposition) if preposition.lower_ == "than" and _rather(preposition) else None


def _rather(than: Token) -> bool:
    return than.i > 0 and than.nbor(-1).lower_ == "rather"


def _unfounded(node: Token) -> Effect | None:
    """'there is no evidence that they attacked', 'found no proof of an attack', 'without a sign of an attack'."""
    clause = node.dep_ in {"acl", "relcl"} and any(c.lower_ == "that" for c in node.lefts)
    ground = node.head if clause else _of(node)
    if ground is None or ground.lemma_.lower() not in words("speech", "worth"):
        return None
    none = next((c for c in ground.lefts if c.lower_ == "no"), None)
    if none is None and ground.dep_ in {"attr", "dobj", "nsubjpass"}:
        none = grammar.negation(ground.head)
    if none is None and ground.dep_ == "pobj" and ground.head.lower_ == "without":
        none = ground.head
    return ("Denied", none) if none is not None else None


def _of(node: Token) -> Token | None:
    """What a noun or clause is 'of' or 'for'."""
    return node.head.head if node.dep_ in {"pobj", "pcomp"} and node.head.lower_ in {"of", "for"} else None


def _feared(node: Token) -> Effect | None:
    """'fears of a Russian attack', 'on the brink of attacking': what a noun says may come, unless it is 'the' act."""
    prospect = _of(node)
    if prospect is None:
        return None
    known = node.pos_ in {"NOUN", "PROPN"} and any(c.lower_ in {"the", "this", "that"} for c in node.lefts)
    ahead = prospect.lemma_.lower() in words("operators", "prospects") and not known
    return ("Hypothetical", prospect) if ahead else None


def _awaited(node: Token) -> Effect | None:
    """'its veto on their accession', 'support for their membership': what is still to come."""
    if node.dep_ != "pobj" or node.lemma_.lower() not in words("operators", "awaited"):
        return None
    stance = node.head.head
    return ("Hypothetical", stance) if stance.lemma_.lower() in words("operators", "awaiting") else None


def _inverted(node: Token) -> Effect | None:
    """A condition without 'if': 'Had they left, ...', 'Should they leave, ...'."""
    if node.dep_ not in {"advcl", "ccomp"} or grammar.child(node, "mark") is not None:
        return None
    first, subject = next(iter(node.lefts), None), grammar.child(node, "nsubj", "nsubjpass")
    if first is None or subject is None or first.i > subject.i:
        return None
    return ("Hypothetical", first) if first.dep_ == "aux" and first.lower_ in {"had", "should", "were"} else None


def _invented(node: Token) -> Effect | None:
    """'The novel tells how they attack', 'The exercise simulated an attack'."""
    told = grammar.subject(node.head) if node.dep_ in {"ccomp", "dobj", "xcomp"} else None
    if told is None or told.lemma_.lower() not in words("operators", "fictions"):
        return None
    return "Hypothetical", told
