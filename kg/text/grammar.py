"""Grammatical relations over a spaCy parse (CLEAR labels), with passives, participles, relatives and control undone."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.text.lexicon import words

FINITE = frozenset({"VBD", "VBZ", "VBP"})
OBJECT_CONTROL = words("grammar", "object_control")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def child(token: Token, *deps: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def is_passive(verb: Token) -> bool:
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ == "aux" and c.lemma_ in {"have", "'ve"} for c in verb.children):
        return (
            verb.dep_ == "conj"
            and verb.tag_ == "VBN"
            and verb.head.tag_ == "VBN"
            and is_passive(verb.head)
            and child(verb, "aux", "nsubj") is None
        )
    return (
        (verb.dep_ == "acl" and not _is_whole(verb))
        or any(c.dep_ == "agent" for c in verb.children)
        or (verb.dep_ == "advcl" and child(verb, "nsubj", "dobj") is None)
    )


def _is_whole(verb: Token) -> bool:
    """Whether a noun with a participle is a sentence that the parser missed: 'The coalition bombed Yemen'."""
    whom = child(verb, "dobj")
    return verb.head.dep_ == "ROOT" and whom is not None and whom.pos_ == "PROPN" and child(verb, "agent") is None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Who acts: the subject of the active voice, the 'by' phrase of the passive, or whoever controls the clause."""
    if depth > 5:
        return None
    if is_passive(verb):
        agent = child(verb, "agent") or _late_agent(verb) or _shared_agent(verb)
        return child(agent, "pobj") if agent is not None else None
    own = child(verb, "nsubj", "csubj") or _subject_of_auxiliary(verb)
    if own is not None and not _on_a_platform(verb):
        return _head_of_clause(own)
    return _controller(verb, depth)


def further_subjects(verb: Token, first: Token) -> list[Token]:
    """The others of a coordinated subject that the parser did not join: 'President Sadat and Prime Minister Begin'."""
    joined = any(c.dep_ == "cc" for s in (first, *first.children) for c in s.children)
    beside = [c for t in (verb, first) for c in t.children if c.dep_ == "nsubj" and c != first]
    return [c for c in beside if c.pos_ == "PROPN"] if joined else []


def _on_a_platform(verb: Token) -> bool:
    """Whether the parser took where it was said for who says it: 'posted a message on Facebook blaming Colombia'."""
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ in {"on", "via"}


def _head_of_clause(subject: Token) -> Token:
    """The noun of a subject that the parser took for a clause: 'The Red Cross operating in Iraq said'."""
    noun = child(subject, "nsubj") if subject.tag_ in {"VBG", "VBN"} and subject.dep_ == "nsubj" else None
    return subject if noun is None else noun


def _subject_of_auxiliary(verb: Token) -> Token | None:
    """The subject that the parser hung on an auxiliary: 'Norway has been urging'."""
    return next((s for c in verb.children if c.dep_ == "aux" and (s := child(c, "nsubj")) is not None), None)


def _late_agent(verb: Token) -> Token | None:
    """The agent that the parser took for a plain phrase, or hung on one: 'was recognised as a state by Norway'."""
    inner = (o for c in verb.children if c.dep_ == "prep" and c.lower_ == "as" for o in c.children)
    outer = (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "by")
    return next((p for o in inner if o.dep_ == "pobj" for p in o.children if p.lower_ == "by"), next(outer, None))


def _shared_agent(verb: Token) -> Token | None:
    """The agent that follows the second of two joined participles: 'was invaded and occupied by Indonesia'."""
    joined = next((c for c in verb.children if c.dep_ == "conj" and c.i == verb.i + 2 and c.tag_ == "VBN"), None)
    return None if joined is None else child(joined, "agent")


def is_finite(verb: Token) -> bool:
    return verb.tag_ in FINITE or any(c.tag_ == "MD" for c in verb.children)


def coordinate(verb: Token) -> Token:
    """The verb that a coordinated one goes with: a finite one ('asked A to help and met B') not with an infinitive."""
    head = verb.head
    while verb.tag_ in FINITE and not is_finite(head) and _is_below(head):
        head = head.head
    return head


def _is_below(verb: Token) -> bool:
    """Whether a verb hangs on another that may have a coordinate; 'denied that it had been used and protested'."""
    denied = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in words("speech", "denying")
    return verb.head != verb and (denied or verb.dep_ in {"xcomp", "advcl", "conj"})


def shared_subject(verb: Token, depth: int = 0) -> Token | None:
    """The subject of a clause in its own voice, which the next of its coordinated verbs shares."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if not is_passive(verb):
        return subject(verb, depth)
    return child(verb, "nsubjpass") or (verb.head if verb.dep_ == "acl" else subject(verb, depth))


def _controller(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ == "conj":
        return shared_subject(coordinate(verb), depth + 1)
    if verb.dep_ in {"acl", "relcl"}:
        if head.dep_ == "ROOT" and (verb.tag_ in FINITE or (verb.tag_ == "VBN" and _is_whole(verb))):
            return head  # a whole sentence, taken for a noun with a clause: 'The Swiss envoy offered to mediate'
        if head.dep_ == "attr" and head.head.lemma_ in {"be", "become"} and "to" in auxiliaries(verb):
            return subject(head.head, depth + 1)  # 'became the first state to sign'
        if verb.dep_ == "acl" and head.lemma_.lower() in words("speech", "nouns"):
            author = next((o for p in ("by", "from") for o in objects_of(head, p)), None)
            return author or _noun_subject(head)  # 'issued a declaration demanding that ...'
        if verb.tag_ == "VBG" and head.pos_ == "PROPN" and head.dep_ == "pobj" and head.head.lower_ in {"on", "via"}:
            return subject(head.head.head, depth + 1)  # 'posted a message on Twitter blaming ...'
        if verb.tag_ == "VBG" or verb.dep_ == "relcl":
            return head
        return _called_on(head, verb) or _noun_subject(head)
    if verb.dep_ in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        if head.lemma_.lower() in OBJECT_CONTROL:
            called_on = (o for p in ("on", "upon", "to", "for") for o in objects_of(head, p) if o.i < verb.i)
            return (
                patient(head, depth + 1) or child(head, "dative") or next(called_on, None) or subject(head, depth + 1)
            )
        if head.pos_ == "ADJ":
            return subject(head.head, depth + 1) if head.dep_ in {"acomp", "xcomp"} else child(head, "nsubj")
        return child(head, "nsubjpass") or subject(head, depth + 1)
    if verb.dep_ in {"advcl", "dep"} and head.pos_ in {"VERB", "AUX"}:
        return child(head, "nsubjpass") or subject(head, depth + 1)
    if verb.dep_ == "pcomp":
        prep = head
        governor = prep.head
        if governor.pos_ in {"VERB", "AUX"}:
            if prep.lower_ in {"of", "from", "for", "into"} and patient(governor, depth + 1) is not None:
                return patient(governor, depth + 1)
            return child(governor, "nsubjpass") or subject(governor, depth + 1)
        if _on_a_platform(verb) and child(verb, "nsubj") is not None:
            return subject(governor.head, depth + 1) if governor.pos_ == "NOUN" else subject(governor, depth + 1)
        if governor.pos_ in {"NOUN", "PROPN"} and prep.lower_ not in {"on", "against", "from"}:  # 'limits on flying'
            return _noun_subject(governor)
    return None


def _called_on(noun: Token, verb: Token) -> Token | None:
    """Who is to do what a call is for: 'Belgium's call for the Union to impose sanctions'."""
    if noun.lemma_.lower() not in OBJECT_CONTROL or "to" not in auxiliaries(verb):
        return None
    return next((o for p in ("for", "on", "upon", "to") for o in objects_of(noun, p) if noun.i < o.i < verb.i), None)


def _noun_subject(noun: Token) -> Token | None:
    """Who does what a noun's complement says: 'Russia's plan to ...', 'X announced a decision to ...'."""
    owner = child(noun, "poss")
    if owner is not None:
        return owner
    if noun.lemma_.lower() in words("grammar", "for_others"):  # 'blocked an invitation to join'
        return None
    head = noun.head.head if noun.dep_ == "pobj" else noun.head  # 'voted on a resolution to expel ...'
    return subject(head, 1) if noun.dep_ in {"dobj", "pobj", "attr"} and head.pos_ in {"VERB", "AUX"} else None


def patient(verb: Token, depth: int = 0) -> Token | None:
    """Whom the act is done to: the direct object, or the subject of the passive."""
    if depth > 5:
        return None
    if is_passive(verb):
        own = child(verb, "nsubjpass")
        if own is not None:
            return own
        if verb.dep_ == "acl":
            return verb.head
        if verb.dep_ == "conj":
            return shared_subject(coordinate(verb), depth + 1)
        if verb.dep_ in {"advcl", "xcomp"}:
            return _controller(verb, depth + 1)
        return None
    own = child(verb, "dobj", "obj") or _only_complement(verb) or _up_to(verb) or _so_called(verb)
    if own is not None:
        return own
    if verb.dep_ == "relcl" and (child(verb, "nsubj") is not None):
        return (
            verb.head
            if not any(c.dep_ in {"dobj", "ccomp", "xcomp"} for c in verb.children) and verb.tag_ != "VBG"
            else None
        )
    return None


def _up_to(verb: Token) -> Token | None:
    """The object behind a number that the parser took for a particle: 'kidnapped up to 16 advisers'."""
    particle = next((c for c in verb.children if c.dep_ == "prt" and c.lower_ == "up"), None)
    if particle is None:
        return None
    behind = (noun for word in (particle, verb) for noun in objects_of(word, "to") if noun.head.i == particle.i + 1)
    return next((noun for noun in behind if child(noun, "nummod") is not None), None)


def _so_called(verb: Token) -> Token | None:
    """The noun in 'condemned what it called the arrogance of the regime'."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is None or not any(c.lower_ == "what" for c in clause.children):
        return None
    named = child(clause, "oprd", "attr")
    return named if named is not None and named.pos_ == "NOUN" else None


def _only_complement(verb: Token) -> Token | None:
    """A noun complement that stands alone: 'became a party', 'called the president' (not 'called it a lie')."""
    label = {"become": "attr", "call": "oprd"}.get(verb.lemma_)
    if label is None:
        return None
    found = [c for c in verb.children if c.dep_ == label]
    return found[0] if len(found) == 1 and found[0].pos_ in {"NOUN", "PROPN"} else None


def prepositions(token: Token) -> Iterator[Token]:
    """The prepositions that govern a phrase of this token, 'according to' and chained ones included."""
    for c in token.children:
        if (
            c.dep_ in {"prep", "agent", "dative"}
            and c.pos_ in {"ADP", "SCONJ", "VERB", "PART", "ADV"}
            and c.lower_ != "according"
        ):
            yield c
            yield from (
                g for g in c.children if g.dep_ in {"prep", "conj"} and g.pos_ in {"ADP", "SCONJ", "VERB", "ADV"}
            )


def objects_of(token: Token, preposition: str) -> Iterator[Token]:
    """The heads of '<preposition> X' phrases of a token."""
    for prep in prepositions(token):
        if prep.lower_ == preposition:
            yield from (c for c in prep.children if c.dep_ in {"pobj", "pcomp"})


def datives(verb: Token) -> list[Token]:
    """The indirect objects of a verb: 'gave Kenya a loan', 'gave a loan to Kenya'."""
    found: list[Token] = []
    for c in verb.children:
        if c.dep_ == "dative":
            found += [c] if c.pos_ in {"NOUN", "PROPN", "PRON"} else [g for g in c.children if g.dep_ == "pobj"]
    return found or _merged_dative(verb)


def _merged_dative(verb: Token) -> list[Token]:
    """The indirect object that the parser took for a part of the direct one: 'granted Skopje candidate status'."""
    thing = child(verb, "dobj")
    if thing is None or verb.lemma_ not in words("grammar", "giving") or any(objects_of(verb, "to")):
        return []
    first = next(iter(thing.lefts), None)
    named = first is not None and first.dep_ in {"compound", "nmod"} and first.pos_ == "PROPN"
    return [first] if first is not None and named and first.ent_type_ in {"GPE", "ORG", "PERSON"} else []


def stranded(verb: Token, preposition: str) -> list[Token]:
    """The heads of a '<preposition> X' phrase anywhere to the right in the verb's own clause."""
    for token in verb.subtree:
        if token.i > verb.i and token.lower_ == preposition and token.dep_ == "prep":
            node = token.head
            while node.i != verb.i and node.pos_ not in {"VERB", "AUX"}:
                node = node.head
            if node.i == verb.i:
                return [c for c in token.children if c.dep_ == "pobj"]
    return []


def is_negated(token: Token) -> bool:
    """Whether the verb is negated: 'did not', 'never', 'no longer', or its object or subject has 'no'."""
    return negation(token) is not None


def negation(token: Token) -> Token | None:
    """The word that negates a verb."""
    if (own := child(token, "neg")) is not None:
        return own
    for c in token.children:
        if c.dep_ in {"nsubj", "dobj", "nsubjpass"}:
            if c.lower_ in {"nobody", "none"}:
                return c
            for g in c.children:
                if g.lower_ in {"no", "neither"} and g.dep_ in {"det", "cc", "preconj"}:
                    return g
        if c.lower_ in {"neither", "nor", "without"} and c.dep_ in {"cc", "preconj"}:
            return c
    return None


def auxiliaries(verb: Token) -> frozenset[str]:
    """The lower-case auxiliaries of a verb, taken over from the first verb of a coordination."""
    own = frozenset(c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"})
    if (
        not own
        and verb.dep_ == "conj"
        and verb.tag_ in {"VB", "VBN"}
        and verb.head.pos_ in {"VERB", "AUX"}
        and child(verb, "nsubj") is None
    ):
        return auxiliaries(verb.head)
    return own


def clause_of(token: Token) -> Token:
    """The verb of the clause that a token stands in ('following' and the like are prepositions)."""
    node = token
    while node.head.i != node.i and (node.pos_ not in {"VERB", "AUX"} or node.dep_ == "prep"):
        node = node.head
    return node
