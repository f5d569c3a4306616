"""What saying makes of an act: who says it, and whether they deny, doubt, allege or only judge it."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.text import grammar
from kg.text.lexicon import words
from kg.text.telling import ORDER, Cue, Telling, effect_of, operators

CONDITIONS = frozenset({"if", "unless", "lest"})


def reported(verb: Token, node: Token, lemma: str, telling: Telling) -> Telling:
    """A clause of saying: who says it, and whether they deny or doubt it."""
    speaker = grammar.subject(verb) if verb.pos_ in {"VERB", "AUX"} else grammar.child(verb, "poss")
    if verb.pos_ in {"VERB", "AUX"} and grammar.is_passive(verb):
        telling = telling.doubted("Probable", verb.text)
    if (
        verb.tag_ in {"VBD", "VBN"}
        and telling.modality == "Hypothetical"
        and "would" in grammar.auxiliaries(node)
        and not _conditional(node)
    ):
        telling = replace(
            telling, modality="Planned", cues=(*telling.cues, Cue(verb.text, "Planned"))
        )  # "said that they would meet" is the past of "will meet"
    if lemma in words("speech", "announcing") and _own_act(node):
        return telling
    if verb.pos_ == "NOUN":
        telling = _hearsay(verb, lemma, telling)
    negation = grammar.negation(verb) if verb.pos_ in {"VERB", "AUX"} else None
    if negation is not None:  # 'did not believe that they had left', 'would not confirm that they had left'
        believed = lemma in words("speech", "believing")
        telling = telling.denied(negation) if believed else telling.weaker("Hypothetical", negation.text)
    elif lemma in words("speech", "denying"):
        telling = telling.denied(verb)
    if lemma in words("speech", "doubtful"):
        telling = telling.doubted("Possible" if lemma in {"allege", "speculate"} else "Probable", verb.text)
    return telling.said_by(speaker, verb.text)


def _hearsay(noun: Token, lemma: str, telling: Telling) -> Telling:
    """What 'rumours that ...' are worth, and 'claims that ... are false'."""
    if lemma in words("speech", "doubtful_nouns", "thoughts"):
        telling = telling.doubted("Possible", noun.text)
    if noun.dep_ == "nsubjpass" and noun.head.lemma_ in words("speech", "denying"):  # 'were denied by Moscow'
        by = grammar.child(noun.head, "agent")
        denier = grammar.child(by, "pobj") if by is not None else None
        return telling.denied(noun.head).said_by(denier, noun.head.text)
    worth = noun.head.head if noun.dep_ == "pobj" else None  # 'no truth in reports that ...'
    if worth is not None and worth.lemma_ in words("speech", "worth") and (none := none_of(worth)) is not None:
        return telling.denied(none)
    verdict = grammar.child(noun.head, "acomp", "attr") if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" else None
    if verdict is not None and verdict.lower_ in words("speech", "untrue"):
        return telling.denied(verdict) if grammar.negation(noun.head) is None else telling
    hearsay = verdict is None and lemma in words("speech", "hearsay")
    return telling.doubted("Probable", noun.text) if hearsay else telling


def _own_act(verb: Token) -> bool:
    """Whether the clause has no subject but its speaker: 'announced that it would leave'."""
    subject = grammar.child(verb, "nsubj", "nsubjpass")
    return subject is None or subject.lower_ in {"it", "they", "he", "she", "we", "i"}


def _conditional(verb: Token) -> bool:
    return any(
        c.dep_ == "advcl" and (m := grammar.child(c, "mark")) is not None and m.lower_ in CONDITIONS
        for c in verb.children
    )


def alleged(verb: Token, telling: Telling) -> Telling:
    """'They accused him of spying', and what is left of it where they did not, or did so falsely."""
    if (negation := grammar.negation(verb)) is not None:
        return telling.weaker("Hypothetical", negation.text)
    wrongly = next((c for c in verb.children if c.lower_ in words("speech", "wrongly")), None)
    if wrongly is not None and grammar.subject(verb) is None:
        return telling.denied(wrongly)
    return telling.doubted("Possible", verb.text).said_by(grammar.subject(verb), verb.text)


def stated(be: Token, telling: Telling) -> Telling:
    """What 'it is untrue that ...', 'it is possible that ...', 'the fear is that ...' leave of an act."""
    if (verdict := grammar.child(be, "acomp", "attr")) is not None:
        return _judged(verdict, telling)
    topic = grammar.child(be, "nsubj")
    if topic is None:
        return telling
    if topic.lemma_.lower() in words("speech", "doubtful_nouns"):
        telling = telling.doubted("Possible", topic.text)
    effect = effect_of(topic)
    return telling.weaker(effect, topic.text) if effect in ORDER else telling


def _judged(verdict: Token, telling: Telling) -> Telling:
    negation = grammar.negation(verdict.head)
    if verdict.lower_ in words("speech", "untrue"):
        return telling.denied(verdict) if negation is None else telling
    if verdict.lower_ in words("speech", "true"):
        return telling if negation is None else telling.denied(negation)
    effect = operators().get(verdict.lower_)
    if effect in ORDER:
        telling = telling.weaker(effect, verdict.text)
    denies = effect == "Denied" or verdict.lower_ in words("operators", "negative")
    return telling.denied(verdict) if denies else telling


def according(token: Token, telling: Telling) -> Telling:
    """'according to X' and "in X's version" anywhere above the trigger in its sentence."""
    node = token
    while True:
        joined = [g for c in node.children if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"} for g in c.children]
        for c in [*node.children, *joined]:
            if c.lower_ == "according" or (c.lower_ == "to" and c.i > 0 and c.nbor(-1).lower_ == "according"):
                inner = c if c.lower_ == "to" else grammar.child(c, "prep")
                who = grammar.child(inner, "pobj") if inner is not None else None
                telling = telling.said_by(who, "according to")
            if (teller := _in_whose_words(c)) is not None:
                telling = telling.said_by(teller, c.text)
        if node.head.i == node.i:
            return telling
        node = node.head


def _in_whose_words(preposition: Token) -> Token | None:
    """Who tells it so: "In the Kremlin's version, ...", 'By the account of the ministry, ...'."""
    if preposition.lower_ not in {"by", "in", "on", "under"}:
        return None
    telling = grammar.child(preposition, "pobj")
    if telling is None or telling.lemma_.lower() not in words("speech", "versions"):
        return None
    return grammar.child(telling, "poss") or next(iter(grammar.objects_of(telling, "of")), None)


def none_of(noun: Token) -> Token | None:
    return next((c for c in noun.lefts if c.dep_ == "det" and c.lower_ == "no"), None)
