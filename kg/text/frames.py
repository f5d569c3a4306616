"""Predicate frames (`kg.frames`) held against the words of a text: which fit, and what stands in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.frames import Frame, FrameTable
from kg.text import grammar
from kg.text.columns import Columns
from kg.text.lexicon import words

KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
LIGHT_VERBS = words("grammar", "light_verbs")


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that fits a trigger, and the light verb that carries tense and negation.

    `fillers` gives for each role the head tokens in each of its places, the preferred place first; `thing` is the
    object that the frame asks about.
    """

    frame: Frame
    trigger: Token
    carrier: Token
    fillers: Mapping[str, tuple[tuple[Token, ...], ...]]
    thing: Token | None = None

    @property
    def claims_responsibility(self) -> bool:
        """Whether it is the frame of who says that an attack was his."""
        return self.thing is not None and self.thing.lemma_.lower() == "responsibility"

    def heads(self, role: str) -> tuple[Token, ...]:
        """All the tokens that may fill a role."""
        return tuple(h for group in self.fillers.get(role, ()) for h in group)

    def places(self, role: str) -> Iterator[tuple[str, Token]]:
        """The same tokens, each with its place ("subj", "with")."""
        for slot in self.frame.roles.get(role, ()):
            for head in _slot(slot, self.frame, self.trigger, self.carrier, self.thing):
                yield slot, head


def candidates(frames: FrameTable, token: Token) -> Sequence[Frame]:
    """The frames whose trigger has this token's lemma, the most specific first."""
    return frames.by_trigger.get((KINDS.get(token.pos_, ""), token.lemma_.lower()), ())


def triggers(frames: FrameTable, columns: Columns, start: int, end: int) -> list[int]:
    """The tokens from `start` to `end` for which there are frames."""
    read = zip(range(start, end), columns.pos[start:end], columns.lemma[start:end], strict=True)
    return [i for i, pos, lemma in read if (KINDS.get(pos, ""), lemma) in frames.by_trigger]


def match(frame: Frame, token: Token, patient: Token | None) -> Match | str:
    """The frame's roles around the token, or the key of the first restriction that is not met.

    `patient` is the token's, which all its frames share.
    """
    carrier = token
    if frame.kind == "noun":
        carrier = _light_verb(frame, token) or token
    elif frame.kind == "adj":
        carrier = token.head if token.head.lemma_ == "be" else token
    thing: Token | None = None
    if frame.without and any(c.dep_ in frame.without and c != patient for c in token.children):
        return "without"
    if frame.complement and not frame.complement & _predicate(token):
        return "complement"
    if frame.subject and ((who := grammar.subject(carrier)) is None or not _lemmas(who) & frame.subject):
        return "subject"
    if frame.particle and not any(
        c.dep_ in {"prt", "advmod", "prep"} and c.lower_ == frame.particle for c in token.children
    ):
        return "particle"
    if frame.kind == "verb" and (frame.object or frame.not_object or frame.prep):
        thing = patient
        if frame.object and (thing is None or not _lemmas(thing) & frame.object):
            return "object"
        if thing is not None and _lemmas(thing) & frame.not_object:
            return "not_object"
    for preposition, lemmas in frame.prep:
        heads = list(_phrases(token, thing, preposition))
        if not heads or (lemmas and not any(_lemmas(h) & lemmas for h in heads)):
            return "prep"
    if frame.clause is not None or frame.modal:
        complement = _complement(token, before=bool(frame.modal)) or _completed(token, carrier)
        if complement is None or (frame.clause and complement.lemma_.lower() not in frame.clause):
            return "modal" if frame.modal else "clause"
        if frame.type == "THREATEN" and frame.clause and grammar.is_negated(complement):
            return "clause"  # 'promised not to attack'
        if frame.type == "ACCUSE" and complement.tag_ == "VB" and not grammar.auxiliaries(complement):
            return "clause"  # 'insisted that Norway attack'
        if frame.refusal and not _refuses(complement):
            return "refusal"
        if frame.modal and not (frame.modal & grammar.auxiliaries(complement) and _is_act(complement)):
            return "modal"
    fillers = {
        role: found for role, slots in frame.roles.items() if (found := _fill(slots, frame, token, carrier, thing))
    }
    return Match(frame, token, carrier, fillers, thing)


def _predicate(verb: Token) -> set[str]:
    """The lemmas of what a verb says its object is: 'called the raid a crime', 'declared it illegal'."""
    said = [c for c in verb.children if c.dep_ in {"oprd", "attr", "acomp"}]
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.i > verb.i:
            said += (
                [clause]
                if clause.pos_ in {"NOUN", "ADJ"}
                else [c for c in clause.children if c.dep_ in {"oprd", "attr", "acomp"}]
            )
    return {lemma for c in said for lemma in _lemmas(c)}


def _complement(token: Token, *, before: bool) -> Token | None:
    """The head of the clause that completes a verb or noun: 'agreed to meet', 'said that ...', 'accused of lying'.

    Only after a verb of saying does it count as well where it stands `before`: 'Russia must leave, Poland said'.
    """
    clauses = [c for c in token.children if c.dep_ in {"xcomp", "ccomp", "acl", "advcl"} and (before or c.i > token.i)]
    clauses.sort(key=lambda c: (c.i < token.i, ("xcomp", "ccomp", "acl", "advcl").index(c.dep_)))
    return clauses[0] if clauses else next(iter(_pcomp(token)), None)


def _completed(noun: Token, carrier: Token) -> Token | None:
    """The clause of a noun that the parser hung on its light verb: 'repeated its demand today that Israel ease ...'."""
    return None if carrier == noun else next((c for c in carrier.children if c.dep_ == "ccomp" and c.i > noun.i), None)


def _refuses(verb: Token) -> bool:
    """Whether a clause says of the speaker himself what he will not do: 'said it would not attend'."""
    who = grammar.child(verb, "nsubj", "nsubjpass")
    own = who is not None and who.lower_ in {"it", "he", "she", "they", "we", "i"}
    return own and grammar.is_negated(verb) and bool(grammar.auxiliaries(verb) & {"will", "would", "wo", "'ll"})


def _is_act(verb: Token) -> bool:
    """Whether a clause speaks of what its subject does, not of how it is or what is done to it."""
    return verb.pos_ == "VERB" and verb.lemma_ not in {"be", "have", "remain"} and not grammar.is_passive(verb)


def _in_complement(complement: Token | None, slot: str) -> list[Token]:
    """The subject, object, or phrase with a preposition, inside a complement clause."""
    if complement is None:
        return []
    if slot == "subj":
        found = grammar.child(complement, "nsubj", "nsubjpass") or grammar.subject(complement)
    elif slot == "obj":
        found = grammar.patient(complement)
    else:
        thing = grammar.patient(complement)
        heads = [*grammar.objects_of(complement, slot), *(grammar.objects_of(thing, slot) if thing is not None else ())]
        return [h for h in heads if h.dep_ == "pobj"]
    return [] if found is None else [found]


def _lemmas(token: Token) -> set[str]:
    """The lemma of a noun, of its coordinated nouns and, for 'round of talks', of the inner noun."""
    if token.tag_ in {"WDT", "WP"} and token.head.dep_ == "relcl":  # 'the attacks, which were carried out by ...'
        token = token.head.head
    found = {token.lemma_.lower(), *(c.lemma_.lower() for c in token.conjuncts)}
    for head in grammar.objects_of(token, "of"):
        found.add(head.lemma_.lower())
    return found


def _pcomp(token: Token) -> Iterable[Token]:
    for prep in grammar.prepositions(token):
        yield from (c for c in prep.children if c.dep_ == "pcomp")


def _light_verb(frame: Frame, noun: Token) -> Token | None:
    """The verb that lends an event noun its subject: 'held talks', 'paid a visit', 'the talks were held by'."""
    head = noun.head
    if noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        return _light_verb(frame, noun.head)
    if noun.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in {"round", "series", "day", "hour"}:
        return _light_verb(frame, head.head)
    lights = LIGHT_VERBS | frame.light
    if noun.dep_ in {"dobj", "nsubjpass", "obj"} and head.lemma_.lower() in lights:
        return head
    into = noun.dep_ == "pobj" and head.dep_ == "prep" and head.lower_ in {"in", "into", "for", "on"}
    return head.head if into and head.head.lemma_.lower() in words("grammar", "light_verbs_with_preposition") else None


def _phrases(token: Token, thing: Token | None, preposition: str) -> Iterable[Token]:
    yield from grammar.objects_of(token, preposition)
    if thing is not None and thing != token:
        yield from grammar.objects_of(thing, preposition)


def _fill(
    slots: tuple[str, ...], frame: Frame, token: Token, carrier: Token, thing: Token | None
) -> tuple[tuple[Token, ...], ...]:
    """The heads in each place; a symmetric act takes all of them together."""
    places = [tuple(_slot(slot, frame, token, carrier, thing)) for slot in slots]
    if frame.symmetric:
        places = [tuple(dict.fromkeys(h for heads in places for h in heads))]
    return tuple(heads for heads in places if heads)


def _slot(slot: str, frame: Frame, token: Token, carrier: Token, thing: Token | None) -> Iterable[Token]:
    verb = carrier if carrier.pos_ in {"VERB", "AUX"} else token
    if slot == "subj":
        who = grammar.subject(verb) if verb.pos_ in {"VERB", "AUX"} else _occasion(token)
        return [] if who is None else [who, *grammar.further_subjects(verb, who)]
    if slot == "subj.poss":
        act = grammar.subject(verb)
        return [] if act is None else [*_before(act), *grammar.objects_of(act, "by")]
    if slot == "subj.sent":
        thing_sent = grammar.subject(verb)
        return [] if thing_sent is None else _senders(thing_sent)
    if slot == "obj":
        whom = grammar.patient(token)
        return [] if whom is None else [whom]
    if slot == "dative":
        return grammar.datives(token)
    if slot == "poss":
        return _before(token)
    if slot == "object":
        return [] if thing is None else [thing]
    if slot == "object.poss":
        named = [c for c in thing.children if c.dep_ == "appos" and c.pos_ == "PROPN"] if thing is not None else []
        return named or ([] if thing is None else _before(thing))
    if slot.startswith("comp."):
        clause = _complement(token, before=bool(frame.modal)) or _completed(token, carrier)
        return _in_complement(clause, slot.removeprefix("comp."))
    if "." in slot:
        outer, inner_preposition = slot.split(".", 1)
        if inner_preposition == "poss":
            return [b for o in _phrases(token, thing, outer) for b in _before(o)]
        return [
            h
            for o in _phrases(token, thing, outer)
            for h in grammar.objects_of(o, inner_preposition)
            if h.dep_ == "pobj"
        ]
    if slot == "by" and token.pos_ == "VERB" and grammar.is_passive(token):
        return []  # whoever acts is not whom it is done to
    inner_thing = thing if thing is not None else (grammar.patient(token) if token.pos_ == "VERB" else None)
    found = [*grammar.objects_of(token, slot)]
    if carrier != token:
        found += grammar.objects_of(carrier, slot)
    if inner_thing is not None and not found:
        found += grammar.objects_of(inner_thing, slot)
    if not found and frame.kind == "noun":  # 'the exchange of prisoners between A and B', hung on the prisoners
        found += [h for inner in grammar.objects_of(token, "of") for h in grammar.objects_of(inner, slot)]
    if not found and frame.kind == "noun" and slot in {"on", "against"} and (whom := _predicated(token)) is not None:
        return [whom]
    if not found and slot == "with":  # the parser likes to hang it on the place: 'met in Washington, D.C., with ...'
        found += grammar.stranded(carrier, slot)
    return [h for h in found if h.dep_ == "pobj"]


def _predicated(deed: Token) -> Token | None:
    """Who is said to be the target of a deed: 'Abqaiq was the target of an attack'."""
    noun = deed.head.head if deed.dep_ == "pobj" and deed.head.lower_ == "of" else deed
    aim = noun.dep_ == "attr" and noun.lemma_.lower() in {"object", "subject", "target", "victim"}
    return grammar.subject(noun.head) if aim else None


LAUNCHING = frozenset({"deploy", "dispatch", "fire", "launch", "lob", "rain", "send", "shoot", "unleash"})


def _senders(thing: Token) -> list[Token]:
    """Who launched what then strikes: 'Iran launched missiles targeting Israel'."""
    sent = thing.dep_ == "dobj" and thing.head.lemma_ in LAUNCHING  # not who intercepts or condemns it
    who = grammar.subject(thing.head) if sent else None
    return [] if who is None else [who]


def _occasion(noun: Token) -> Token | None:
    """Whose act an event noun is in 'During a visit to Finland, the president ...': the subject of the clause."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in words("grammar", "occasions") or prep.head.pos_ not in {"VERB", "AUX"}:
        return None
    owned = any(c.dep_ == "poss" or (c.dep_ in {"compound", "amod"} and c.text[0].isupper()) for c in noun.children)
    return None if owned else grammar.subject(prep.head)


_MODIFIERS = frozenset({"amod", "compound", "npadvmod"})


def _before(noun: Token) -> list[Token]:
    """Possessor, nationality or name in front of a noun."""
    found = []
    for c in noun.lefts:
        if c.dep_ in {"poss", "compound", "amod", "nmod"} and c.lower_ not in words("grammar", "backing"):
            found.append(c)
            found += [g for g in c.subtree if g != c and g.dep_ in _MODIFIERS and g.text[0].isupper()]
    found.sort(key=lambda t: t.dep_ != "poss")
    return found
