"""How far an act is said to be real, and who says so: modality, stance, certainty and attribution of one trigger.

Found by climbing from the trigger to the root of its sentence; a step may only make the act less certain, never more.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.model import Certainty, Modality
from kg.text import grammar
from kg.text.frames import Match
from kg.text.lexicon import table, words
from kg.text.quotes import Quote, is_speech
from kg.text.reported import CONDITIONS, according, alleged, none_of, reported, stated
from kg.text.telling import ORDER, Telling, effect_of, operators
from kg.text.unreal import effects

TOPICAL = frozenset({"for", "to", "of", "on", "about", "over", "against"})
COMPLEMENTS = frozenset({"xcomp", "ccomp", "pcomp", "acl"})


def tell(match: Match, speech: tuple[Quote, ...]) -> Telling:
    """The telling of a matched act, by its own verb phrase, what governs it and who is quoted."""
    telling = _own(match.carrier, Telling())
    if match.carrier != match.trigger and match.trigger.pos_ == "NOUN":
        telling = _modifiers(match.trigger, telling)
        effect = effect_of(match.carrier)
        if effect in ORDER:  # 'arranged a meeting'
            telling = telling.weaker(effect, match.carrier.text)
    if _is_offer(match):
        telling = telling.weaker("Proposed", match.trigger.text)
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
    return according(match.carrier, telling)


def _is_offer(match: Match) -> bool:
    """Whether an act is only offered: help, asylum, talks, a pact; condolences and assurances are given with it."""
    frame = match.frame
    return frame.lemma == "offer" and (frame.mode == "offer" or frame.type in {"AID", "CONCEDE", "CONSULT"})


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
            effect = operators().get(c.lower_)
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
        if aside or _apart(node, head) or _side_by_side(node, head):
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


def _side_by_side(node: Token, head: Token) -> bool:
    """Whether a clause only stands before another that the parser hangs it on: 'A left, B stayed, and C waited'."""
    subject = grammar.child(head, "nsubj", "nsubjpass")
    if node.dep_ != "ccomp" or is_speech(head) or subject is None or grammar.child(node, "mark") is not None:
        return False
    return node.i < subject.i and any(t.text in {",", ";"} for t in node.doc[node.i : subject.i])


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
            if effect_of(node.head)
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
    says = is_speech(head) or lemma in words("speech", "nouns", "thoughts")
    speech = node.pos_ in {"VERB", "AUX", "ADJ"} and clausal and says
    if speech and not (node.tag_ == "VB" and "to" in grammar.auxiliaries(node)):
        return reported(head, node, lemma, telling)
    if lemma in CLAIMING and node.dep_ == "xcomp":  # 'claimed to have killed'
        return telling.doubted("Probable", head.text).said_by(grammar.subject(head), head.text)
    if (
        lemma in words("speech", "denying")
        and node.tag_ in {"VBG", "VBN"}
        and node.dep_ != "ccomp"
        and grammar.negation(head) is None
    ):
        return telling.denied(head).said_by(grammar.subject(head), head.text)  # 'denied attacking'
    if lemma in ALLEGING and preposition is not None and node.dep_ == "pcomp":  # 'two men accused of spying'
        return alleged(head, telling).under(head)
    if lemma in CLEARING and preposition is not None and preposition.lower_ == "of":
        return telling.denied(head)  # 'cleared them of attacking'
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
    said = node.dep_ == "dobj" and node.lemma_.lower() in words("speech", "nouns")
    if said and lemma in words("speech", "rebutting"):  # 'dismissed reports that it had attacked'
        return telling if telling.claimants else telling.denied(head).said_by(grammar.subject(head), head.text)
    if node.dep_ == "attr" and (noun_object or node.lower_ in words("operators", "ranks")):
        # 'was the target of an attack', 'would be the first to sign'
        return _own(head, telling)
    return _operate(head, node, telling.under(head), preposition)


def _operate(head: Token, node: Token, telling: Telling, preposition: Token | None) -> Telling:
    """What a governing word that says nothing makes of an act: 'plans to', 'refused to', 'has yet to'."""
    effect, lemma = effect_of(head), head.lemma_.lower()
    negation = grammar.negation(head)
    open_ = effect == "Denied" and negation is not None and lemma not in words("operators", "undone")
    if lemma == "be" and node.dep_ == "ccomp":
        return stated(head, telling)
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
        if head.pos_ == "NOUN" and (none := none_of(head)) is not None:  # 'has no plans to leave'
            telling = telling.denied(none)
        if lemma in words("operators", "negative"):  # 'is unlikely to leave'
            telling = telling.denied(head)
    elif open_:
        telling = telling.weaker("Hypothetical", head.text)  # 'has not ruled out leaving'
    elif effect == "Denied":
        telling = telling.denied(head)
    elif effect == "wish":
        telling = telling.wished(head)
    elif effect == "seeming":
        telling = telling.doubted("Probable", head.text)
    if head.pos_ in {"VERB", "AUX"} and effect is not None and node.pos_ not in {"NOUN", "PROPN"}:
        if negation is not None and not open_:
            telling = telling.denied(negation)
        modals: dict[str, Modality] = table("operators")["modals"]
        for word in sorted(grammar.auxiliaries(head) & modals.keys()):
            telling = telling.weaker(modals[word], word)
    elif effect is None and node.dep_ == "dobj" and effect_of(node) in ORDER and none_of(node) is None:
        return telling if negation is None else telling.denied(negation)  # 'has not announced any plans to leave'
    return telling


def _is_content(verb: Token, noun: Token) -> bool:
    """Whether what the parser took for a relative clause is what a noun tells: 'an allegation he killed her'."""
    whole = grammar.child(verb, "dobj") is not None and _finite(verb)
    relative = any(c.tag_ in {"WDT", "WP"} for c in verb.children)
    return verb.dep_ == "relcl" and whole and not relative and noun.lemma_.lower() in words("speech", "nouns")


def _finite(verb: Token) -> bool:
    """Whether a clause has a subject of its own: 'rumours that they had left' is not 'people left behind'."""
    return grammar.child(verb, "nsubj", "nsubjpass") is not None


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
