"""What hangs on the wrong word: 'accused the rebels of attacking' is no attack by those who accuse.

Small parsers hang the complement of such a verb on its object, as if it were 'the leader of the rebels'. A clause
cannot belong to the object there, so it is hung on the verb. And what 'the accusation that ...' tells they like to hang
on the verb of the sentence, as if it were told on its own.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.text.columns import column
from kg.text.lexicon import words

OBJECTS = frozenset({"dobj", "nsubjpass"})


@Language.component("kg_attachments")
def attach(doc: Doc) -> Doc:
    """Hang 'of' and 'from' with a clause on the verb that asks for it, and 'that ...' on the noun before it."""
    for i, word in enumerate(column(doc, "LOWER")):
        if word == "that" and (clause := _told_by(doc[i])) is not None:
            clause.head, clause.dep_ = doc[i - 1], "acl"
        if word in {"of", "from"} and (verb := _asked_by(doc[i], words("grammar", f"{word}_clause"))) is not None:
            doc[i].head = verb
    return doc


def _told_by(that: Token) -> Token | None:
    """The verb of a clause that tells what the noun before it is: 'the accusation that they had attacked'."""
    if that.dep_ != "mark" or not that.i:
        return None
    noun = that.nbor(-1)
    telling = words("speech", "nouns", "thoughts", "doubtful_nouns", "worth") | words("operators", "prospects")
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in telling:
        return None
    clause = that.head.head if that.head.dep_ in {"aux", "auxpass"} else that.head
    return clause if clause.dep_ in {"acl", "advcl", "ccomp", "relcl"} and clause != noun else None


def _asked_by(preposition: Token, verbs: frozenset[str]) -> Token | None:
    """The verb whose complement a preposition with a clause is, where it hangs on the object of the verb."""
    thing = preposition.head
    if preposition.dep_ != "prep" or thing.dep_ not in OBJECTS or thing.head.lemma_.lower() not in verbs:
        return None
    return thing.head if any(c.dep_ == "pcomp" for c in preposition.children) else None
