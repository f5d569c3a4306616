"""How far an act is said to be real, and who says so: modality, stance, certainty and attribution of one trigger.

Found by climbing from the trigger to the root of its sentence; a step may only make the act less certain, never more.
Levels follow FactBank (Saurí & Pustejovsky 2009) in coarser form.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from kg.model import Certainty, Modality, Stance
from kg.text import grammar
from kg.text.frames import Match
from kg.text.lexicon import table, words
from kg.text.quotes import Quote, is_speech
from kg.text.unreal import effects

ORDER: tuple[Modality, ...] = ("Actual", "Planned", "Proposed", "Hypothetical")
CERTAINTIES: tuple[Certainty, ...] = ("Certain", "Probable", "Possible")
CONDITIONS = frozenset({"if", "unless", "lest"})
TOPICAL = frozenset({"for", "to", "of", "on", "about", "over", "against"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "acl"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A word and what it does to an act: "Planned", "Denies", "Possible", "wished", or "claimed", then by `who`."""

    word: str
    effect: str
    who: Token | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """What a text says of one act. `claimants` are the heads of whoever it names as its source; `governors` the verbs
    and nouns that the act is a complement of, nearest first; `wish` where the act is only wished or made possible;
    `cues` why it is so."""

    modality: Modality = "Actual"
    stance: Stance = "Affirms"
    certainty: Certainty = "Certain"
    claimants: tuple[Token, ...] = ()
    governors: tuple[Token, ...] = ()
    wish: bool = False
    cues: tuple[Cue, ...] = ()

    def weaker(self, modality: Modality, by: str) -> Telling:
        if ORDER.index(modality) <= ORDER.index(self.modality):
            return self
        return replace(self, modality=modality, cues=(*self.cues, Cue(by, modality)))

    def doubted(self, certainty: Certainty, by: str) -> Telling:
        if CERTAINTIES.index(certainty) <= CERTAINTIES.index(self.certainty):
            return self
        return replace(self, certainty=certainty, cues=(*self.cues, Cue(by, certainty)))

    def denied(self, by: Token) -> Telling:
        stance: Stance = "Affirms" if self.stance == "Denies" else "Denies"
        return replace(self, stance=stance, cues=(*self.cues, Cue(by.text, stance)))

    def wished(self, by: Token) -> Telling:
        return replace(self, wish=True, cues=(*self.cues, Cue(by.text, "wished")))

    def said_by(self, who: Token | None, by: str) -> Telling:
        if who is None or who in self.claimants:
            return self
        return replace(self, claimants=(*self.claimants, who), cues=(*self.cues, Cue(by, "claimed", who)))

    def under(self, governor: Token) -> Telling:
        return replace(self, governors=(*self.governors, governor))


@cache
def _operators() -> dict[str, str]:
    data = table("operators")
    effects: dict[str, str] = {}
    for effect in ("actual", "seeming", "wish", "Planned", "Proposed", "Hypothetical", "Denied"):
        for word in data[effect]:
            effects[word] = effect
    return effects


def _effect(word: Token) -> str | None:
    """What a governing word does to an act, a particle included: 'ruled out', 'called off'."""
    particle = grammar.child(word, "prt")
    whole = None if particle is None else _operators().get(f"{word.lemma_.lower()} {particle.lower_}")
    return whole or _operators().get(word.lemma_.lower())


def tell(match: Match, speech: tuple[Quote, ...]) -> Telling:
    """The telling of a matched act, by its own verb phrase, what governs it and who is quoted."""
    telling = _own(match.carrier, Telling())
    if match.carrier != match.trigger and match.trigger.pos_ == "NOUN":
        telling = _modifiers(match.trigger, telling)
        effect = _effect(match.carrier)
        if effect in ORDER:  # 'arranged a meeting'
            telling = telling.weaker(effect, match.carrier.text)
    telling = _climb(match.carrier, telling)
    for node in (match.carrier, *match.carrier.ancestors):
        for aside in node.children:  # 'The pact, it said, had been broken'
            if aside.dep_ == "parataxis" and aside.lemma_.lower() in words("speech", "verbs"):
                telling = telling.said_by(grammar.child(aside, "nsubj"), aside.text)
    if match.claims_responsibility:
        telling = telling.said_by(grammar.subject(match.trigger), match.trigger.text)
    for quote in speech:
        if quote.start <= match.trigger.i < quote.end and quote.speaker is not None:
            telling = telling.said_by(quote.speaker, quote.verb.text if quote.verb is not None else "")
    return _according(match.carrier, telling)


def _own(token: Token, telling: Telling) -> Telling:
    """Auxiliaries, negation and adverbs of the verb (or adjectives of the noun) itself."""
    if token.pos_ in {"NOUN", "PROPN"}:
        return _modifiers(token, telling)
    modals: dict[str, Modality] = table("operators")["modals"]
    auxiliaries = grammar.auxiliaries(token)
    for word in sorted(auxiliaries & modals.keys()):
        telling = telling.weaker(modals[word], word)
        if word in {"may", "might", "could"}:
            telling = telling.doubted("Possible", word)
    if token.tag_ == "VB" and "to" in auxiliaries and token.dep_ == "ROOT":
        telling = telling.weaker("Planned", "to")
    for governor in _asked(token):
        telling = telling.weaker("Proposed", governor.text).under(governor)
    if (negation := grammar.negation(token)) is not None:
        telling = telling.denied(negation)
    return _adverbs(token, telling)


ASSERTIVE = frozenset({"insist", "suggest", "suggestion"})  # what is so, or what ought to be


def _asked(verb: Token) -> list[Token]:
    """The words that make a clause in the subjunctive one of what ought to be: 'its demand that Israel ease ...'."""
    if verb.dep_ == "relcl" and grammar.child(verb, "mark") is None:
        return []
    if verb.dep_ not in {"ccomp", "acl", "relcl"} or verb.tag_ not in {"VB", "VBP"} or grammar.auxiliaries(verb):
        return []
    above = [verb.head, *(c for c in verb.head.children if c.dep_ == "dobj")]
    stated = ASSERTIVE if verb.tag_ == "VBP" and _plural(grammar.child(verb, "nsubj")) else frozenset()
    return [word for word in above if word.lemma_.lower() in words("operators", "mandative") - stated]


def _plural(subject: Token | None) -> bool:
    """Whether a subject takes the same form of the verb in a statement: 'suggest that most states support it'."""
    return subject is not None and (subject.tag_ in {"NNS", "NNPS"} or any(c.dep_ == "conj" for c in subject.children))


def _adverbs(token: Token, telling: Telling) -> Telling:
    adverbs: dict[str, Certainty] = table("operators")["adverbs"]
    for c in token.children:
        if c.dep_ == "advmod" and c.lower_ in words("operators", "near_misses"):
            telling = telling.denied(c)
        if c.dep_ == "advmod" and c.lower_ in adverbs:
            telling = telling.doubted(adverbs[c.lower_], c.text)
    return telling


def _modifiers(noun: Token, telling: Telling) -> Telling:
    for c in noun.children:
        if c.dep_ in {"amod", "compound"}:
            effect = _operators().get(c.lower_)
            if effect in ORDER:
                telling = telling.weaker(effect, c.text)
            elif effect == "Denied":
                telling = telling.denied(c)
            if c.lower_ == "alleged":
                telling = telling.doubted("Possible", c.text)
        if c.dep_ == "det" and c.lower_ == "no":
            telling = telling.denied(c)
    return telling


def _climb(token: Token, telling: Telling) -> Telling:
    node, scope, said = token, True, False
    while node.head.i != node.i:
        head, dep = node.head, node.dep_
        before = telling
        if scope:
            telling = _unreal(node, telling)
        if dep == "conj":
            head = grammar.coordinate(node)
        content = _is_content(node, head)
        aside = dep in {"relcl", "appos", "parataxis"} and not _ranked_act(node, head) and not content
        if aside or _apart(node, head):
            scope = False
        if (
            mark := grammar.child(node, "mark")
        ) is not None and mark.lower_ == "whether":  # 'unclear whether they left'
            telling = telling.weaker("Hypothetical", mark.text)
        if dep == "advcl":
            telling, scope = _adverbial(node, telling, scope)
        elif dep == "pcomp" or (dep == "pobj" and head.dep_ in {"prep", "agent"}):
            if scope:
                telling = _govern(head.head, node, telling, preposition=head)
            if node.pos_ in {"NOUN", "PROPN"} and head.lower_ not in TOPICAL:
                scope = False  # what happens during or after a planned act is not planned by that
            head = head.head if head.dep_ == "prep" else head
        elif (
            dep in COMPLEMENTS
            or content
            or (dep in {"dobj", "nsubjpass", "nsubj", "attr"} and node.pos_ == "NOUN")
            or (dep == "attr" and node.lower_ in words("operators", "ranks"))
            or (dep == "dep" and is_speech(head))
        ):
            telling = _govern(head, node, telling, preposition=None, scope=scope)
        if said and telling.stance != before.stance:  # 'refused to say that they had attacked' denies nothing
            telling = replace(telling, stance=before.stance).weaker("Hypothetical", head.text)
        said = said or (dep in COMPLEMENTS and is_speech(head))
        node = head
    if scope and _is_asked(node):
        telling = telling.weaker("Hypothetical", "?")
    return telling


def _is_asked(root: Token) -> bool:
    """Whether a sentence asks if it is so; 'Why did they attack?' takes it for granted."""
    end = next((t for t in reversed(root.sent) if not (t.is_quote or t.is_space)), root)
    taken = {"why", "how", "when", "where"}
    return end.text == "?" and not any(c.lower_ in taken for c in root.lefts)


def _unreal(node: Token, telling: Telling) -> Telling:
    """What the build of a sentence takes from an act: 'instead of attacking', 'no evidence that they attacked'."""
    for effect, word in effects(node):
        telling = telling.denied(word) if effect == "Denied" else telling.weaker("Hypothetical", word.text)
    return telling


def _apart(node: Token, head: Token) -> bool:
    """Whether a semicolon stands between a clause and what the parser takes for its governor."""
    return any(t.text == ";" for t in node.doc[min(node.i, head.i) : max(node.i, head.i)])


def _adverbial(node: Token, telling: Telling, scope: bool) -> tuple[Telling, bool]:
    mark = grammar.child(node, "mark")
    if mark is not None and mark.lower_ in CONDITIONS:
        return telling.weaker("Hypothetical", mark.text), False
    if node.tag_ == "VB" and "to" in grammar.auxiliaries(node):
        return (
            _govern(node.head, node, telling, preposition=None)
            if _effect(node.head)
            else telling.wished(node.head).under(node.head)
        ), scope
    if node.tag_ == "VBG" and node.i > 0 and node.nbor(-1) in (node.head, grammar.child(node.head, "prt")):
        return _govern(node.head, node, telling, preposition=None), scope  # 'ruled out attacking'
    return telling, False


ALLEGING = frozenset({"accuse", "charge", "suspect"})
CLEARING = frozenset({"absolve", "acquit", "clear"})
CLAIMING = frozenset({"claim", "profess", "purport"})


def _govern(head: Token, node: Token, telling: Telling, *, preposition: Token | None, scope: bool = True) -> Telling:
    """The effect of the word that the act is a complement of."""
    lemma = head.lemma_.lower()
    clausal = (
        node.dep_ in {"ccomp", "dep"}
        or _is_content(node, head)
        or (node.dep_ == "acl" and head.pos_ == "NOUN" and (_finite(node) or node.tag_ not in {"VBN", "VBG"}))
    )
    speech = node.pos_ in {"VERB", "AUX", "ADJ"} and clausal and (is_speech(head) or lemma in words("speech", "nouns"))
    if speech and not (node.tag_ == "VB" and "to" in grammar.auxiliaries(node)):
        return _reported(head, node, lemma, telling)
    if lemma in CLAIMING and node.dep_ == "xcomp":  # 'claimed to have killed'
        return telling.doubted("Probable", head.text).said_by(grammar.subject(head), head.text)
    if lemma in ALLEGING and preposition is not None and node.dep_ == "pcomp":  # 'two men accused of spying'
        return _alleged(head, telling).under(head)
    if lemma in words("grammar", "of_clause") and preposition is not None and preposition.lower_ == "of":
        return telling.denied(head) if _effect(head) == "Denied" or lemma in CLEARING else telling
    if lemma == "accuse" and preposition is not None:
        return telling.said_by(grammar.subject(head), head.text).under(head)
    if not scope:
        return telling
    noun_object = node.pos_ in {"NOUN", "PROPN"}
    if noun_object and preposition is not None and preposition.lower_ not in TOPICAL:
        return telling
    if noun_object and node.dep_ in {"nsubj", "nsubjpass", "pobj"} and not _bears_on(head, node, preposition):
        verbal = head.pos_ in {"VERB", "AUX"} and node.dep_ in {"nsubj", "nsubjpass"}
        return telling.weaker(_own(head, Telling()).modality, head.text) if verbal else telling
    if node.dep_ == "attr" and (noun_object or node.lower_ in words("operators", "ranks")):
        # 'was the target of an attack', 'would be the first to sign'
        return _own(head, telling)
    return _operate(head, node, telling.under(head), preposition)


def _alleged(verb: Token, telling: Telling) -> Telling:
    """'They accused him of spying', and what is left of it where they did not, or did so falsely."""
    if (negation := grammar.negation(verb)) is not None:
        return telling.weaker("Hypothetical", negation.text)
    wrongly = next((c for c in verb.children if c.lower_ in words("speech", "wrongly")), None)
    if wrongly is not None and grammar.subject(verb) is None:
        return telling.denied(wrongly)
    return telling.doubted("Possible", verb.text).said_by(grammar.subject(verb), verb.text)


def _operate(head: Token, node: Token, telling: Telling, preposition: Token | None) -> Telling:
    """What a governing word that says nothing makes of an act: 'plans to', 'refused to', 'has yet to'."""
    effect, lemma = _effect(head), head.lemma_.lower()
    if lemma == "be" and node.dep_ == "ccomp":
        return _stated(head, telling)
    if preposition is not None and preposition.lower_ == "but" and node.dep_ == "pcomp":  # 'has no choice but to go'
        return telling.weaker("Planned", head.text)
    if lemma == "have" and node.dep_ == "xcomp" and any(c.lower_ == "yet" for c in head.children):  # 'has yet to sign'
        return telling.denied(head)
    if node.dep_ == "acl" and "to" not in grammar.auxiliaries(node):
        return telling
    if node.dep_ == "acl" and effect is None and not _ranked(head):  # 'a resolution to expel them'
        return telling.weaker("Planned", head.text)
    if effect in ORDER:
        telling = telling.weaker(effect, head.text)
        if head.pos_ == "NOUN" and (none := _none(head)) is not None:  # 'has no plans to leave'
            telling = telling.denied(none)
        if lemma in words("operators", "negative"):  # 'is unlikely to leave'
            telling = telling.denied(head)
    elif effect == "Denied" and grammar.negation(head) is not None and lemma not in words("operators", "undone"):
        telling = telling.weaker("Hypothetical", head.text)  # 'has not ruled out leaving'
    elif effect == "Denied":
        telling = telling.denied(head)
    elif effect == "wish":
        telling = telling.wished(head)
    elif effect == "seeming":
        telling = telling.doubted("Probable", head.text)
    if head.pos_ in {"VERB", "AUX"} and effect is not None and node.pos_ not in {"NOUN", "PROPN"}:
        open_ = effect == "Denied" and lemma not in words("operators", "undone")
        if (negation := grammar.negation(head)) is not None and not open_:
            telling = telling.denied(negation)
        modals: dict[str, Modality] = table("operators")["modals"]
        for word in sorted(grammar.auxiliaries(head) & modals.keys()):
            telling = telling.weaker(modals[word], word)
    return telling


def _stated(be: Token, telling: Telling) -> Telling:
    """What 'it is untrue that ...', 'it is possible that ...', 'the fear is that ...' leave of an act."""
    if (verdict := grammar.child(be, "acomp", "attr")) is not None:
        return _judged(verdict, telling)
    topic = grammar.child(be, "nsubj")
    if topic is None:
        return telling
    if topic.lemma_.lower() in words("speech", "doubtful_nouns"):
        telling = telling.doubted("Possible", topic.text)
    effect = _effect(topic)
    return telling.weaker(effect, topic.text) if effect in ORDER else telling


def _judged(verdict: Token, telling: Telling) -> Telling:
    negation = grammar.negation(verdict.head)
    if verdict.lower_ in words("speech", "untrue"):
        return telling.denied(verdict) if negation is None else telling
    if verdict.lower_ in words("speech", "true"):
        return telling if negation is None else telling.denied(negation)
    effect = _operators().get(verdict.lower_)
    if effect in ORDER:
        telling = telling.weaker(effect, verdict.text)
    denies = effect == "Denied" or verdict.lower_ in words("operators", "negative")
    return telling.denied(verdict) if denies else telling


def _is_content(verb: Token, noun: Token) -> bool:
    """Whether what the parser took for a relative clause is what a noun tells: 'an allegation he killed her'."""
    whole = grammar.child(verb, "dobj") is not None and _finite(verb)
    relative = any(c.tag_ in {"WDT", "WP"} for c in verb.children)
    return verb.dep_ == "relcl" and whole and not relative and noun.lemma_.lower() in words("speech", "nouns")


def _finite(verb: Token) -> bool:
    """Whether a clause has a subject of its own: 'rumours that they had left' is not 'people left behind'."""
    return grammar.child(verb, "nsubj", "nsubjpass") is not None


def _none(noun: Token) -> Token | None:
    return next((c for c in noun.lefts if c.dep_ == "det" and c.lower_ == "no"), None)


def _ranked_act(verb: Token, noun: Token) -> bool:
    """Whether an infinitive that the parser took for a relative clause tells what the first or last to do it does."""
    infinitive = verb.tag_ == "VB" and "to" in grammar.auxiliaries(verb)
    return infinitive and (_ranked(noun) or noun.lower_ in words("operators", "ranks"))


def _ranked(noun: Token) -> bool:
    """Whether an infinitive after a noun tells what it did: 'the first state to sign'."""
    return any(c.tag_ == "JJS" or c.lower_ in words("operators", "ranks") for c in noun.lefts)


def _bears_on(head: Token, node: Token, preposition: Token | None) -> bool:
    """Whether a verb changes how real the event noun beside it is: 'the visit was cancelled', 'called for talks'."""
    lemma = head.lemma_.lower()
    if preposition is not None and lemma in words("operators", "prepositional"):
        return True
    return node.dep_ != "nsubj" and lemma in words("operators", "event_objects")


def _reported(verb: Token, node: Token, lemma: str, telling: Telling) -> Telling:
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
    if lemma in words("speech", "doubtful_nouns"):
        telling = telling.doubted("Possible", noun.text)
    if noun.dep_ == "nsubjpass" and noun.head.lemma_ in words("speech", "denying"):  # 'were denied by Moscow'
        by = grammar.child(noun.head, "agent")
        denier = grammar.child(by, "pobj") if by is not None else None
        return telling.denied(noun.head).said_by(denier, noun.head.text)
    worth = noun.head.head if noun.dep_ == "pobj" else None  # 'no truth in reports that ...'
    if worth is not None and worth.lemma_ in words("speech", "worth") and (none := _none(worth)) is not None:
        return telling.denied(none)
    verdict = grammar.child(noun.head, "acomp", "attr") if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" else None
    if verdict is not None and verdict.lower_ in words("speech", "untrue"):
        telling = telling.denied(verdict) if grammar.negation(noun.head) is None else telling
    return telling


def _own_act(verb: Token) -> bool:
    """Whether the clause has no subject but its speaker: 'announced that it would leave'."""
    subject = grammar.child(verb, "nsubj", "nsubjpass")
    return subject is None or subject.lower_ in {"it", "they", "he", "she", "we", "i"}


def _conditional(verb: Token) -> bool:
    return any(
        c.dep_ == "advcl" and (m := grammar.child(c, "mark")) is not None and m.lower_ in CONDITIONS
        for c in verb.children
    )


def _according(token: Token, telling: Telling) -> Telling:
    """'according to X' anywhere above the trigger in its sentence."""
    node = token
    while True:
        joined = [g for c in node.children if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"} for g in c.children]
        for c in [*node.children, *joined]:
            if c.lower_ == "according" or (c.lower_ == "to" and c.i > 0 and c.nbor(-1).lower_ == "according"):
                inner = c if c.lower_ == "to" else grammar.child(c, "prep")
                who = grammar.child(inner, "pobj") if inner is not None else None
                telling = telling.said_by(who, "according to")
        if node.head.i == node.i:
            return telling
        node = node.head
