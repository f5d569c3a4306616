"""THE boundary: a processed spaCy Doc in, an `Extraction` of plain values out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.events import SYMMETRIC, same_act, union
from kg.model import (
    ACTOR_CLASSES,
    INSTRUMENT_CLASSES,
    VERBAL_ACTS,
    Claim,
    Document,
    Entity,
    Event,
    Evidence,
    Extraction,
    Mention,
    Position,
)
from kg.text import grammar
from kg.text.agreements import agreement_terms, name_by_parties
from kg.text.annotation import Annotations, TokenMention, TokenPosition, notes_of
from kg.text.coreference import owners, people_at, resolve, whose
from kg.text.dates import TimeExpression
from kg.text.discourse import Story
from kg.text.frames import Frame, FrameTable, Match, match
from kg.text.later import only_talked_of
from kg.text.lexicon import table, words
from kg.text.modality import Telling, tell
from kg.text.nlp import prepare
from kg.text.persons import admitted, state_of
from kg.text.quotes import is_speech, quotes

HARMING = frozenset({"damage", "destroy", "injure", "kill", "wound"})  # what 'it' does to people may be an accident's
CARRYING = frozenset({"bring", "drive", "fly", "move", "return", "send", "take"})  # whom they take along pays no visit
ONE_SIDED = frozenset({"visit", "mediation"})  # modes of CONSULT whose sources are not each other's targets
OFFICIAL = frozenset({"GovernmentBody", "InternationalOrganization"})
EMBEDDING = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "TREATY_PROPOSE"})
JUDGEMENTS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
HOSTILE = frozenset(
    {"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "REJECT", "RETREAT", "TREATY_WITHDRAW", "TREATY_SUSPEND"}
)
FORCE = frozenset({"ASSAULT", "COERCE"})  # to say that one will do it is to threaten it
SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION"})  # told of whoever suffers it, even where nobody is said to act
LANDED = SUFFERED | {"CONCEDE", "RETREAT"}  # aimed at somebody by way of a thing or a piece of land
ACCIDENTS = frozenset({"blast", "explosion"})
EXPLOSIVES = frozenset({"bomb", "grenade", "missile", "rocket", "suicide"})
UNAIMED = FORCE | {"AID", "RETREAT"}  # told without a target where it has no name
HAPPENING = words("grammar", "happening")
TEMPORAL = words("grammar", "temporal")


@dataclass(frozen=True, slots=True)
class Told:
    """One event as one sentence tells it."""

    event: Event
    claim: Claim


@dataclass(frozen=True, slots=True)
class Hit:
    """A frame that fits, and the entities that fill its roles; `lacks` is the role that the story has to fill yet,
    `implied` where it has named the actors already."""

    match: Match
    roles: Mapping[str, tuple[str, ...]]
    lacks: str = ""
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """A frame held against a word: `unmet` is the restriction that it does not meet, `missing` the roles it needs."""

    frame: Frame
    match: Match | None = None
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    unmet: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What becomes of a hit: the event that is told, or why it is passed over in silence."""

    hit: Hit
    telling: Telling | None = None
    told: Told | None = None
    silent: str = ""


def extract(nlp: Language, documents: Iterable[Document], *, batch_size: int = 32) -> Iterator[Extraction]:
    """What each document says, in the order of the documents; long documents cost memory in proportion."""
    frames = FrameTable.load()
    for doc in nlp.pipe((prepare(nlp, d) for d in documents), batch_size=batch_size):
        yield extraction(doc, frames)


def extraction(doc: Doc, frames: FrameTable) -> Extraction:
    """The values that one processed Doc holds."""
    notes = notes_of(doc)
    told = merge(list(tellings(doc, notes, frames)), today=notes.document.date)
    claims = tuple(
        sorted({t.claim for t in told}, key=lambda c: (c.evidence[0].start, c.event, c.rule, c.claimed_by, c.modality))
    )
    events = tuple(sorted({t.event for t in told}, key=lambda e: e.id))
    positions = tuple(_position(doc, p) for p in notes.positions)
    terms = agreement_terms(doc, notes, [(t.event, t.claim) for t in told])
    name_by_parties(notes, terms)
    found = mentions(doc, notes)
    used = {m.entity for m in found} | {p.holder for p in positions} | {p.of for p in positions if p.of}
    used |= {i for e in events for i in (*e.sources, *e.targets, *e.about, e.place) if i} | {
        i for c in claims for i in c.claimed_by
    }
    used |= {i for t in terms for i in (t.agreement, *t.claimed_by, *([t.value] if t.kind == "party" else []))}
    entities = tuple(sorted((notes.entities[i] for i in used if i in notes.entities), key=lambda e: e.id))
    return Extraction(notes.document, entities, found, positions, events, claims, terms)


def mentions(doc: Doc, notes: Annotations) -> tuple[Mention, ...]:
    """What means an entity, in the order of the text."""
    return tuple(_mention(doc, m) for m in sorted([*notes.mentions, *_groups(doc, notes)], key=lambda m: m.start))


def _groups(doc: Doc, notes: Annotations) -> Iterator[TokenMention]:
    """'the two leaders', 'they': one mention for each of the group."""
    for i, members in notes.groups.items():
        yield from (TokenMention(doc[i].left_edge.i, i + 1, id_, "group") for id_ in members)


def _mention(doc: Doc, m: TokenMention) -> Mention:
    span = doc[m.start : m.end]
    return Mention(m.entity, span.start_char, span.end_char, _words(doc, span.start_char, span.end_char), m.rule)


def _words(doc: Doc, start: int, end: int) -> str:
    """The document's own characters: the Doc may have blanks for line ends."""
    return notes_of(doc).document.text[start:end]


def _position(doc: Doc, p: TokenPosition) -> Position:
    span = doc[p.start : p.end]
    return Position(p.holder, p.role, p.of, p.status, _quoted(doc, span.start_char, span.end_char))


def tellings(doc: Doc, notes: Annotations, frames: FrameTable) -> Iterator[Told]:
    """Every event that a frame finds, sentence by sentence."""
    yield from (reading.told for reading in readings(doc, notes, frames) if reading.told is not None)


def readings(doc: Doc, notes: Annotations, frames: FrameTable) -> Iterator[Reading]:
    """What becomes of every frame that fits, sentence by sentence."""
    speech = quotes(doc)
    story = Story(notes)
    sentences = list(doc.sents)
    for number, sentence in enumerate(sentences):
        following = next(iter(sentences[number + 1 : number + 2]), None)
        found: dict[int, Hit] = {}
        for token in sentence:
            implied = story.body if story.body and _operative(token) else story.talkers(token, number)
            if hit := _best(notes, frames, token, implied):
                found[token.i] = hit
        story.hear(sentence)
        consumed = {noun.i for hit in found.values() if not hit.lacks for noun in _consumed(hit.match)}
        for i, hit in found.items():
            if i in consumed:
                yield Reading(hit, silent="it is the object of a frame that fits its verb")
                continue
            telling = story.attributed(story.reported(tell(hit.match, speech), hit.match), following)
            if telling.modality != "Actual" and _suffered(hit):
                yield Reading(hit, telling, silent="nobody is said to do it, nor that it was done")
                continue
            if silent := _mere_assent(hit) or _other_fault(hit) or _unasserted(hit, telling, found):
                yield Reading(hit, telling, silent=silent)
                continue
            if both := _each_other(hit):
                for source, target in (both, both[::-1]):
                    told = _told(doc, notes, hit.match, {**hit.roles, **_pair(source, target)}, telling, inferred=False)
                    story.add(told.event, hit.match, number, actual=telling.modality == "Actual")
                    yield Reading(hit, telling, told)
                continue
            inferred = _fitting(notes, hit.match, story.fill(hit.match, hit.roles, number))
            if hit.lacks and hit.lacks not in inferred and not _judges_a_thing(hit.match):
                yield Reading(hit, telling, silent=f"its {hit.lacks} is not known")
                continue
            told = _told(
                doc, notes, hit.match, {**hit.roles, **inferred}, telling, inferred=hit.implied or bool(inferred)
            )
            actual = telling.modality == "Actual" and telling.stance == "Affirms"
            own = not telling.claimants
            if actual and told.event.date is None and (day := story.date(hit.match, number, own=own)):
                told = _dated(told, day)
            story.add(told.event, hit.match, number, actual=actual)
            yield Reading(hit, telling, told)
        story.listen(sentence, number)


def _suffered(hit: Hit) -> bool:
    return hit.match.frame.type in SUFFERED and "source" in hit.match.frame.needs and not hit.roles.get("source")


def _fitting(notes: Annotations, match: Match, roles: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What the story gives, where it is of a class that the frame takes."""
    fitting = {role: tuple(i for i in ids if _fits(role, notes.entities[i], match)) for role, ids in roles.items()}
    return {role: ids for role, ids in fitting.items() if ids}


def _each_other(hit: Hit) -> tuple[str, ...]:
    """The two who do something to each other, each in an act of its own: 'each side accuses the other'."""
    two = hit.roles.get("source", ())
    mutual = any(
        h.lower_ in {"other", "another"} and any(c.lower_ in {"each", "one", "the"} for c in h.lefts)
        for h in hit.match.heads("target")
    )
    return two if mutual and len(two) == 2 and not hit.roles.get("target") else ()


def _pair(source: str, target: str) -> dict[str, tuple[str, ...]]:
    return {"source": (source,), "target": (target,)}


def _mere_assent(hit: Hit) -> str:
    """Why 'agreed' makes no pact: one alone agrees, and to nothing, with what was said, or some agree that it is so."""
    verb = hit.match.trigger
    if hit.match.frame.lemma != "agree" or verb.pos_ != "VERB":
        return ""
    view = grammar.child(verb, "ccomp")
    bare = not any(c.dep_ in {"xcomp", "ccomp", "prep", "dobj", "prt"} for c in verb.children)
    alone = len(hit.roles.get("source", ())) < 2 and not hit.roles.get("target") and not hit.roles.get("about")
    views = (view, *(o for p in ("on", "about", "with") for o in grammar.objects_of(verb, p) if o.dep_ == "pcomp"))
    held = any(v is not None and v.i > verb.i and grammar.is_finite(v) and not _bound(v) for v in views)
    return "it only shares a view" if held or (bare and alone) else ""


def _bound(clause: Token) -> bool:
    """Whether a clause says what shall be done: 'agreed that the talks would go on', 'that a truce is needed'."""
    modals = grammar.auxiliaries(clause) & {"will", "would", "shall", "should", "must"}
    return bool(modals) or clause.lemma_ in {"need", "require"}


def _other_fault(hit: Hit) -> str:
    """Why to claim responsibility tells of no attack: it is claimed for something else, as for a delay."""
    thing = hit.match.thing
    if hit.match.frame.type != "ASSAULT" or thing is None or thing.lemma_.lower() != "responsibility":
        return ""
    deeds: dict[str, list[str]] = table("deeds")["nouns"]
    violent = words("nouns", "attacks") | words("nouns", "suffered") | {d for d, t in deeds.items() if "ASSAULT" in t}
    behind = [h for t in (hit.match.trigger, thing) for h in grammar.objects_of(t, "for")]
    named = {h.lemma_.lower() for h in behind if h.pos_ == "NOUN"}
    return "it is for no attack" if named and not violent & named else ""


def _judges_a_thing(match: Match) -> bool:
    """Whether an act without a known target is still told in full: 'denounced the accord', 'rejected the map'."""
    thing = grammar.patient(match.trigger)
    return (
        match.frame.type in JUDGEMENTS
        and (bool(match.frame.object) or match.frame.lemma not in {"accuse", "attack", "blame"})
        and thing is not None
        and thing.tag_ in {"NN", "NNS"}
        and thing.i > match.trigger.i
    )


def _operative(token: Token) -> bool:
    """Whether a verb opens a paragraph of a resolution or communiqué, its subject said above: 'Condemns the ...'."""
    while token.dep_ == "conj" and grammar.child(token, "nsubj", "nsubjpass") is None:
        token = token.head
    first = next((t for t in token.sent if t.is_alpha and len(t) > 1), None)
    return token == first and grammar.child(token, "nsubj", "nsubjpass") is None


def _best(notes: Annotations, frames: FrameTable, token: Token, implied: tuple[str, ...]) -> Hit | None:
    """The most specific frame of the token whose needed roles are filled by known entities.

    Where only its target or treaty, or who signed it, is missing, the first such frame of a verb: the story may tell.
    What is done to people or things without a name needs no target: 'The army shelled a hospital'.
    """
    unfinished: Hit | None = None
    for trial in trials(notes, frames, token, implied):
        if trial.match is None:
            continue
        if not trial.missing:
            return Hit(trial.match, trial.roles, implied=bool(implied) and trial.frame.kind == "noun")
        told_of = (
            trial.frame.kind == "verb" or trial.match.carrier != trial.match.trigger
        )  # 'voiced regret at the move'
        if len(trial.missing) == 1 and told_of and unfinished is None:
            (role,) = trial.missing
            if role == "target" and trial.frame.type in UNAIMED and _unnamed(trial, token):
                unfinished = Hit(trial.match, trial.roles)
                continue
            if role in {"target", "about"} or (role == "source" and trial.frame.type == "TREATY_SIGN"):
                unfinished = Hit(trial.match, trial.roles, lacks=role)
    return unfinished


def trials(notes: Annotations, frames: FrameTable, token: Token, implied: tuple[str, ...] = ()) -> Iterator[Trial]:
    """The frames of a token, the most specific first, and how each fits; who is `implied` acts where nobody does."""
    for frame in frames.candidates(token):
        hit = match(frame, token)
        if isinstance(hit, str):
            yield Trial(frame, unmet=hit)
            continue
        roles = _roles(notes, hit)
        if implied and not roles.get("source"):
            roles |= {"source": implied} if frame.kind == "verb" else {"source": implied[:1], "target": implied[1:]}
        missing = {role for role in frame.needs if not roles.get(role)}
        if frame.type == "CONSULT" and not roles.get("target"):
            missing = missing - {"target"} if _convenes(notes, hit, roles) else missing | {"target"}
        if missing == {"source"} and frame.type in SUFFERED and (_agentless(notes, token) or _blasted(notes, token)):
            missing.clear()
        yield Trial(frame, hit, roles, frozenset(missing))


def _unnamed(trial: Trial, verb: Token) -> bool:
    """Whether the act goes to people or things that no name tells from others: 'bombed a market', 'gave villagers
    food'."""
    if trial.match is None:
        return False
    if trial.frame.type not in FORCE:
        return bool(trial.frame.object or trial.frame.prep) and any(
            h.tag_ in {"NN", "NNS"} for h in trial.match.heads("target")
        )
    whom = grammar.patient(verb)
    return whom is not None and whom.pos_ == "NOUN" and bool(
        {whom.lower_, whom.lemma_.lower()} & words("nouns", "groups", "strikeable")
    )  # fmt: skip


def _convenes(notes: Annotations, hit: Match, roles: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether one meets with itself: 'The Security Council met on Friday', 'held an emergency session'."""
    if hit.frame.source_class:
        return bool(roles.get("source"))
    verb = hit.trigger.pos_ == "VERB" and hit.frame.lemma in {"meet", "convene", "gather"} and not hit.heads("target")
    sources = () if grammar.patient(hit.trigger) is not None else roles.get("source", ())  # who convenes a summit
    return verb and bool(sources) and all(notes.entities[i].cls == "InternationalOrganization" for i in sources)


def _agentless(notes: Annotations, verb: Token) -> bool:
    """Whether a passive leaves out who acts, and names by himself whom it is done to: 'Navalny was arrested'."""
    if verb.pos_ != "VERB" or not grammar.is_passive(verb) or grammar.subject(verb) is not None:
        return False
    if verb.dep_ in {"advcl", "pcomp"}:  # 'when a church is attacked', 'reported by X as convicted'
        return False
    patient = grammar.patient(verb)
    if patient is None or any(c.dep_ == "poss" for c in patient.lefts):
        return False
    mention = notes.at(patient.i)
    return bool(resolve(notes, patient)) and (mention is None or mention.rule not in {"pronoun", "description"})


def _blasted(notes: Annotations, verb: Token) -> bool:
    """Whether an attack of which nobody is told kills or wounds whom the text names: 'A bombing killed two Britons'.

    An explosion may be an accident, but for one of a bomb.
    """
    deed, whom = grammar.child(verb, "nsubj"), grammar.patient(verb)
    if deed is None or whom is None or deed.lemma_.lower() not in words("nouns", "attacks"):
        return False
    if deed.lemma_.lower() in ACCIDENTS and not any(c.lemma_.lower() in EXPLOSIVES for c in deed.lefts):
        return False
    return not whose(notes, deed) and bool(resolve(notes, whom))


def _roles(notes: Annotations, hit: Match) -> dict[str, tuple[str, ...]]:
    """The roles as entity identifiers; what is no entity, or not one of a fitting class, is left out."""
    roles: dict[str, tuple[str, ...]] = {}
    for role, places in hit.fillers.items():
        found = [ids for heads in places if role != "topic" and (ids := _filled(notes, hit, role, heads, roles))]
        taken = set(roles.get("source", ())) if role == "target" else set()  # rather somebody else than who acts
        if first := next((ids for ids in found if set(ids) - taken), found[0] if found else ()):
            roles[role] = first
    if hit.frame.symmetric and _of_an_unknown(notes, hit):
        roles.pop("source", None)
    talks = hit.frame.type == "CONSULT" and hit.frame.kind == "noun" and hit.frame.mode != "mediation"
    if talks and any(grammar.objects_of(hit.trigger, "between")):  # whoever arranges 'a meeting between A and B' ...
        both = _between(notes, hit)  # ... is not of it
        roles |= {"source": both[:1], "target": both[1:]}
    if hit.frame.mode == "visit":
        roles["source"] = tuple(
            i for i in roles.get("source", ()) if _on_duty(notes, i, hit) and not _goes_home(notes, i, roles)
        )
    if hit.frame.type == "REQUEST" and not roles.get("target") and (asked := _written_to(notes, hit)):
        roles["target"] = asked
    if hit.frame.type == "COERCE" and not roles.get("source") and (here := _jurisdiction(notes, hit)):
        roles["source"] = here
    partner_unknown = bool(hit.heads("target")) and "target" not in roles
    symmetric = (hit.frame.type in SYMMETRIC or hit.frame.symmetric) and hit.frame.mode not in ONE_SIDED
    return _sides(roles, symmetric=symmetric and not partner_unknown)


def _on_duty(notes: Annotations, traveller: str, hit: Match) -> bool:
    """Whether who travels acts for a state, as the text or a table says: private journeys are no visits of state."""
    if hit.frame.lemma in CARRYING and grammar.child(hit.trigger, "dobj") is not None:
        return False  # 'flew him to Costa Rica'
    entity = notes.entities[traveller]
    if entity.cls != "Person" or entity.state or hit.frame.lemma not in words("grammar", "motion"):
        return True
    titled = any(m.entity == traveller and m.rule in {"office", "titled"} for m in notes.mentions)
    return titled or any(p.holder == traveller for p in notes.positions)


def _goes_home(notes: Annotations, traveller: str, roles: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether it is no visit: somebody comes back to his own country."""
    own = state_of(notes, traveller)
    return own is not None and own in {state_of(notes, i) for i in roles.get("target", ())}


def _written_to(notes: Annotations, hit: Match) -> tuple[str, ...]:
    """Who gets the letter that asks for something: 'wrote to the embassy asking it to ...'."""
    verb = hit.trigger
    if verb.tag_ != "VBG" or verb.dep_ not in {"acl", "advcl", "xcomp"}:
        return ()
    letter = verb.head if verb.head.pos_ == "VERB" else verb.head.head
    heads = [h for v in (verb, letter) for h in (*grammar.objects_of(v, "to"), *grammar.datives(v))]
    ids = dict.fromkeys(i for h in heads for i in resolve(notes, h) if _fits("target", notes.entities[i], hit))
    return tuple(ids)


def _jurisdiction(notes: Annotations, hit: Match) -> tuple[str, ...]:
    """The state in whose land somebody is arrested, tried or banned by nobody else: 'was jailed in Iran'."""
    verb = hit.trigger
    lawful = verb.lemma_.lower() in words("grammar", "enforcing")
    if not lawful or not grammar.is_passive(verb) or grammar.subject(verb) is not None:
        return ()
    lands = (notes.at(h.i) for h in grammar.objects_of(verb, "in"))
    return tuple(m.entity for m in lands if m is not None and notes.entities[m.entity].cls == "State")


def _of_an_unknown(notes: Annotations, hit: Match) -> bool:
    """Whether somebody unknown does it with those named: 'The delegates spoke with Norway and Sweden'."""
    own = [h for slot, h in hit.places("source") if slot == "subj" and h not in (hit.trigger, hit.thing)]
    return bool(own) and not any(resolve(notes, h) for h in own) and own[0].pos_ in {"NOUN", "PROPN", "PRON"}


def _between(notes: Annotations, hit: Match) -> tuple[str, ...]:
    ids = dict.fromkeys(i for h in grammar.objects_of(hit.trigger, "between") for i in resolve(notes, h))
    return tuple(i for i in ids if notes.entities[i].cls in ACTOR_CLASSES)


def _filled(
    notes: Annotations, hit: Match, role: str, heads: tuple[Token, ...], roles: dict[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The entities of fitting classes that the heads mean."""
    if role == "source" and hit.frame.type == "PROTEST":  # a state that protests makes a complaint; its people march
        heads = tuple(h for h in heads if not _names_a_state(notes, h))
        if here := [i for h in heads for i in people_at(notes, h, hit.trigger)]:
            return tuple(dict.fromkeys(here))
    if role == "source" and hit.frame.lemma in HARMING:  # a fire or a storm, as a rule
        heads = tuple(h for h in heads if h.lower_ != "it")
    if role == "source" and hit.frame.mode == "visit":  # troops that arrive pay no visit
        heads = tuple(h for h in heads if h.lemma_.lower() not in words("nouns", "troops"))
    ids = dict.fromkeys(i for h in heads for i in resolve(notes, h))
    if role == "source" and hit.frame.lemma == "host":  # 'Astana will host the summit'
        ids = dict.fromkeys(_lifted(notes, i) for i in ids)
    fitting = [i for i in ids if _fits(role, notes.entities[i], hit)]
    talks = hit.frame.type == "CONSULT" and hit.frame.kind == "verb" and not hit.frame.object
    if role == "target" and talks and any(map(_completes_a_noun, heads)):
        fitting = [i for i in fitting if notes.entities[i].cls != "State"]
    if role == "target":
        if (
            not fitting and hit.frame.type in VERBAL_ACTS
        ):  # 'criticised Trump's plan' is aimed at Trump and about the plan
            fitting = [i for h in heads for i in whose(notes, h) if _fits(role, notes.entities[i], hit)]
            roles.setdefault("about", tuple(i for i in ids if _fits("about", notes.entities[i], hit)))
        if not fitting and hit.frame.type in LANDED:  # 'bombed villages in Iraq', 'seized a Greek tanker'
            own = {state_of(notes, i) for i in roles.get("source", ())}
            struck = [i for h in heads for i in _struck(notes, h) if state_of(notes, i) not in own]
            fitting = [i for i in struck if _fits(role, notes.entities[i], hit)]
        fitting = [_lifted(notes, i) for i in fitting]
        if hit.frame.type == "AGREE":  # what a president promises his own country is no pact with it
            own = {notes.entities[i].state for i in roles.get("source", ())}
            fitting = [i for i in fitting if i not in own]
    if role == "about" and not fitting:  # 'violated the terms of the treaty'
        inner = [g for h in heads for p in ("of", "under", "in") for g in grammar.objects_of(h, p)]
        inner += [c for h in heads for c in h.lefts if c.dep_ == "poss"]
        fitting = [i for g in inner for i in resolve(notes, g) if _fits(role, notes.entities[i], hit)]
    return tuple(dict.fromkeys(fitting))


def _struck(notes: Annotations, thing: Token) -> tuple[str, ...]:
    """Who suffers what is done to a thing: the state or body whose it is, else the state in whose land it lies."""
    if thing.lemma_.lower() not in words("nouns", "strikeable"):
        return ()
    owned = owners(notes, thing) or tuple(i for h in grammar.objects_of(thing, "of") for i in resolve(notes, h))
    if owned:
        return tuple(i for i in owned if notes.entities[i].cls != "Person")
    lands = (notes.at(h.i) for p in ("in", "near", "at", "of") for h in grammar.objects_of(thing, p))
    states = (state_of(notes, land.entity) for land in lands if land is not None)
    found = next((s for s in states if s), None)
    return () if found is None else (admitted(notes, found),)


def _completes_a_noun(head: Token) -> bool:
    """Whether 'with X' belongs to the noun before it: 'discussed relations with Libya' says of nobody in Libya."""
    before = head.doc[head.head.i - 1] if head.dep_ == "pobj" and head.head.i else None
    return before is not None and head.head.lower_ == "with" and before.lemma_.lower() in words("grammar", "with_nouns")


def _names_a_state(notes: Annotations, head: Token) -> bool:
    mention = notes.at(head.i)
    return (
        mention is not None
        and mention.rule in {"name", "metonym", "weak"}
        and notes.entities[mention.entity].cls == "State"
    )


def _fits(role: str, entity: Entity, hit: Match) -> bool:
    if role == "source":
        if hit.frame.source_class and entity.cls not in hit.frame.source_class:
            return False
        if hit.frame.type in {"CONSULT", "REQUEST", "AGREE"} and entity.kind == "media":
            return False  # that reporters talk to people is their trade
        if hit.frame.type == "ACCUSE" and entity.kind == "media" and is_speech(hit.trigger):
            return False  # and so is to report what others do wrong
        if hit.frame.mode == "visit" and entity.cls == "Organization":
            return False
        return entity.cls in ACTOR_CLASSES and not (hit.frame.type == "PROTEST" and entity.cls in OFFICIAL)
    if role == "target" and hit.frame.type == "CONSULT" and entity.kind == "media":
        return False
    if role == "target" and hit.frame.target_class:
        return entity.cls in hit.frame.target_class
    if role == "target":
        return entity.cls in ACTOR_CLASSES or (entity.cls == "Place" and entity.kind is not None)
    if role == "about" and hit.frame.type.startswith("TREATY"):
        joined = hit.frame.type in {"TREATY_ACCEDE", "TREATY_RATIFY", "TREATY_WITHDRAW", "TREATY_SUSPEND"}
        return entity.cls in INSTRUMENT_CLASSES or (joined and entity.cls == "InternationalOrganization")
    return role != "place" or entity.cls in {"Place", "State"}


def _lifted(notes: Annotations, id_: str) -> str:
    """A capital or city stands for its state where an act is aimed at it."""
    entity = notes.entities[id_]
    if entity.cls == "Place" and entity.kind in {"capital", "city"} and entity.state:
        return admitted(notes, entity.state)
    return id_


def _sides(roles: dict[str, tuple[str, ...]], *, symmetric: bool) -> dict[str, tuple[str, ...]]:
    """Nobody on both sides; a symmetric act of several without another side gets the first as its source."""
    source, target = roles.get("source", ()), roles.get("target", ())
    target = tuple(t for t in target if t not in source)
    if symmetric and len(source) > 1 and not target:
        source, target = source[:1], source[1:]
    roles = {k: v for k, v in roles.items() if k not in {"source", "target"}}
    return roles | ({"source": source} if source else {}) | ({"target": target} if target else {})


def _consumed(hit: Match) -> list[Token]:
    """The nouns that a verb frame takes as its object, so that they make no event of their own."""
    if hit.frame.kind != "verb" or not hit.frame.object:
        return []
    thing = grammar.patient(hit.trigger)
    return [] if thing is None else [thing, *thing.conjuncts]


def _unasserted(hit: Hit, telling: Telling, found: Mapping[int, Hit]) -> str:
    """Why the sentence does not tell of the act, but only of somebody's wish or demand for it; "" where it does."""
    if telling.wish:
        return "it is only wished for or made possible"
    for governor in telling.governors:
        other = found.get(governor.i)
        treaty_act = hit.match.frame.type.startswith("TREATY") and bool(hit.roles.get("about"))
        embedded = other is not None and other.match.frame.type in EMBEDDING and governor != hit.match.carrier
        if embedded and not treaty_act:
            return f"it is what “{governor.text}” is about"
    return "" if _named_in_full(hit) else "the noun alone names too few of its actors"


def _named_in_full(hit: Hit) -> bool:
    """Whether an event noun says enough to be told of: all verbs do, and nouns that a verb carries."""
    trigger, carrier = hit.match.trigger, hit.match.carrier
    if hit.match.frame.kind != "noun" or carrier != trigger:
        return True
    if trigger.dep_ in {"nsubj", "nsubjpass"} and trigger.head.lemma_.lower() in HAPPENING:
        return True
    actors = len(hit.roles.get("source", ())) + len(hit.roles.get("target", ()))
    both = actors >= 2 or bool(hit.roles.get("about") and hit.roles.get("source"))
    if trigger.dep_ == "pobj" and trigger.head.lower_ in TEMPORAL:
        return both or trigger.head.lower_ in {"during", "after", "following"}
    return both


def _told(
    doc: Doc,
    notes: Annotations,
    hit: Match,
    roles: Mapping[str, tuple[str, ...]],
    telling: Telling,
    *,
    inferred: bool,
) -> Told:
    """The event and the claim of a hit; `inferred` where the story and not the clause gave a role."""
    when = _when(doc, notes, hit)
    auxiliaries = grammar.auxiliaries(hit.carrier)
    future = (telling.modality != "Actual" or "will" in auxiliaries) and "have" not in auxiliaries
    date = when.resolve(future=future) if when else None
    place = _place(notes, hit, roles)
    targets = roles.get("target", ())
    if hit.frame.type == "PROTEST" and not targets and not hit.heads("target"):
        targets = _at_home(notes, roles.get("source", ()), place)
    evidence = _evidence(doc, hit.trigger)
    ultimatum = _is_ultimatum(hit, telling)
    threat = ultimatum or _is_threat(notes, hit, roles, telling)
    if threat:
        telling = replace(telling, modality="Actual")
    event = Event(
        type="THREATEN" if threat else hit.frame.type,
        mode=("ultimatum" if ultimatum else None)
        if threat
        else hit.frame.mode or (hit.frame.mode_apart if _apart(notes, hit, roles) else None),
        sources=roles.get("source", ()),
        targets=targets,
        about=roles.get("about") or _spoken_of(notes, hit, roles),
        place=place,
        date=date,
        date_end=when.resolve_end(future=future) if when and when.kind == "range" else None,
        time_expression=when.text if when else None,
        topic=_topic(hit),
        scope="" if date and len(date) == 10 else notes.document.id,
    )
    claimed_by = tuple(
        dict.fromkeys(
            i for head in telling.claimants for i in resolve(notes, head) if notes.entities[i].cls in ACTOR_CLASSES
        )
    )
    if telling.claimants and not claimed_by:  # 'an official said': nobody vouches for it, the text neither
        telling = telling.doubted("Probable", telling.claimants[0].text)
    claim = Claim(
        event=event.id,
        evidence=(evidence,),
        stance=telling.stance,
        modality=telling.modality,
        certainty=telling.certainty,
        claimed_by=claimed_by,
        confidence=_confidence(notes, hit, roles, telling, inferred=inferred),
        rule=f"{hit.frame.id}+story" if inferred else hit.frame.id,
    )
    return Told(event, claim)


def _is_ultimatum(hit: Match, telling: Telling) -> bool:
    """Whether a hostile act is only held out: 'will cut ties unless ...'."""
    hostile = (
        hit.frame.type in HOSTILE and telling.modality in {"Planned", "Hypothetical"} and telling.stance == "Affirms"
    )
    clauses = [c for c in hit.carrier.children if c.dep_ == "advcl"]
    return hostile and any(g.lower_ == "unless" for c in clauses for g in c.children)


def _is_threat(notes: Annotations, hit: Match, roles: Mapping[str, tuple[str, ...]], telling: Telling) -> bool:
    """Whether those say it who will do it: 'Israel said it would strike Iran'."""
    verb, to_come = hit.carrier, telling.modality in {"Planned", "Hypothetical"} and telling.stance == "Affirms"
    if hit.frame.type not in FORCE or not to_come or verb.dep_ != "ccomp" or not is_speech(verb.head):
        return False
    speaker = grammar.subject(verb.head)
    return speaker is not None and bool(roles.get("source")) and resolve(notes, speaker) == roles["source"]


def _at_home(notes: Annotations, sources: tuple[str, ...], place: str | None) -> tuple[str, ...]:
    """Whom a protest without a named addressee is put to: the protesters' own state, unless they are abroad."""
    own = {state_of(notes, i) for i in sources}
    home = next(iter(own)) if len(own) == 1 else None
    if home is None or home in sources or (place and state_of(notes, place) not in {home, None}):
        return ()
    return (admitted(notes, home),)


def _dated(told: Told, day: str) -> Told:
    """The act on the day of the story; it keeps no words for it."""
    event = replace(told.event, date=day, scope="")
    return Told(event, replace(told.claim, event=event.id))


def _apart(notes: Annotations, hit: Match, roles: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether persons of different states act, and nothing says that they were in one place."""
    people = [notes.entities[i] for i in (*roles.get("source", ()), *roles.get("target", ()))]
    states = {p.state for p in people}
    foreign = all(p.cls == "Person" and p.state for p in people) and len(states) == len(people)
    return foreign and _place(notes, hit, roles) is None


def _evidence(doc: Doc, token: Token) -> Evidence:
    """The trigger's sentence without surrounding white space."""
    sentence = token.sent
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip(" \t\n\r,;:–—-"))
    return _quoted(doc, start, sentence.start_char + len(text.rstrip()))


def _quoted(doc: Doc, start: int, end: int) -> Evidence:
    return Evidence(start, end, _words(doc, start, end))


# Log-odds that a claim's type and its actors' states are right, by logistic regression on 419 claims of 60 annotated
# news articles, readouts, speeches and country profiles; `kg evaluate` prints how often claims of each confidence are.
LOG_ODDS = {
    "named": 1.6,
    "no target": -2.5,
    "unknown organisation": -0.9,
    "from the story": -0.9,
    "denied": -0.8,
    "by a description": -0.2,
    "doubted": -0.4,
    "treaty": 0.2,
}


def _confidence(
    notes: Annotations, hit: Match, roles: Mapping[str, tuple[str, ...]], telling: Telling, *, inferred: bool
) -> float:
    """How likely type and actors are right, from how they are named."""
    heads = [*hit.heads("source"), *hit.heads("target")]
    treaty = hit.frame.type.startswith("TREATY")
    actors = [notes.entities[i] for role in ("source", "target") for i in roles.get(role, ())]
    signs = {
        "named": True,
        "no target": not roles.get("target") and not treaty,
        "unknown organisation": any(e.cls == "Organization" and e.kind is None for e in actors),
        "from the story": inferred,
        "denied": telling.stance == "Denies",
        "by a description": any(_described(notes, h) for h in heads),
        "doubted": telling.certainty != "Certain",
        "treaty": treaty,
    }
    return round(1 / (1 + math.exp(-sum(LOG_ODDS[sign] for sign, present in signs.items() if present))), 2)


def _described(notes: Annotations, head: Token) -> bool:
    mention = notes.at(head.i)
    return head.i in notes.groups or (mention is not None and mention.rule in {"pronoun", "description"})


def _place(notes: Annotations, hit: Match, roles: Mapping[str, tuple[str, ...]]) -> str | None:
    return next((id_ for _, id_ in places(notes, hit, roles)), None)


def places(notes: Annotations, hit: Match, roles: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Where: by its role, after 'in' or 'at' at the act's own words, or as the goal of a visit; the best one first."""
    yield from (("place", id_) for id_ in roles.get("place", ()))
    anchors = dict.fromkeys([hit.carrier, hit.trigger])
    thing = grammar.patient(hit.carrier)
    if thing is not None and thing not in hit.heads("topic"):  # 'discussed the war in X' was not held there
        anchors[thing] = None
    heads = [(p, h) for anchor in anchors for p in ("in", "at") for h in grammar.objects_of(anchor, p)]
    if hit.frame.mode == "visit":
        heads += [("visit", h) for h in hit.heads("target")]
    for how, head in heads:
        mention = notes.at(head.i)
        if mention and notes.entities[mention.entity].cls in {"Place", "State"}:
            yield how, mention.entity


def _spoken_of(notes: Annotations, hit: Match, roles: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What an act of speech concerns: the instruments that it names, else the actors in its topic who take no part.

    'criticised Iran for leaving the accord' is about the accord, 'urged Iran to free two Germans' about Germany.
    """
    if hit.frame.type not in VERBAL_ACTS:
        return ()
    named = _named_below(notes, hit.trigger)
    if hit.frame.type == "AGREE":  # 'agreed on talks about a truce' agrees on no truce
        bounds = hit.trigger.sent.start, hit.trigger.sent.end
        named = tuple(i for i in named if not only_talked_of(hit.trigger.doc, notes, i, *bounds))
    if instruments := tuple(i for i in named if notes.entities[i].cls in INSTRUMENT_CLASSES):
        return instruments
    partners = {*roles.get("source", ()), *roles.get("target", ())}
    known = partners | {s for i in partners if (s := notes.entities[i].state)}
    told = dict.fromkeys(i for head in hit.heads("topic") for i in _named_below(notes, head))
    actors = (i for i in told if notes.entities[i].cls in ACTOR_CLASSES and notes.entities[i].kind != "media")
    return tuple(i for i in actors if not {i, notes.entities[i].state} & known)


def _named_below(notes: Annotations, top: Token) -> tuple[str, ...]:
    """What is named under a word, but for clauses that tell an actor or another act by the way."""
    return tuple(dict.fromkeys(m.entity for t in top.subtree if (m := notes.at(t.i)) and not _aside(t, top)))


def _aside(token: Token, top: Token) -> bool:
    """Whether a word below another stands in a relative clause, or in a clause with an act of its own subject."""
    while token != top:
        if token.dep_ in {"relcl", "appos", "conj", "parataxis"} and token.pos_ in {"VERB", "AUX"}:
            return True
        if token.dep_ == "advcl" and grammar.child(token, "nsubj", "nsubjpass") is not None:
            return True
        token = token.head
    return False


def _topic(hit: Match) -> str | None:
    """The words of the topic, as they stand."""
    heads = tuple(h for h in hit.heads("topic") if h.ent_type_ not in {"DATE", "TIME"})
    if not heads and hit.frame.type == "AGREE":
        clause = grammar.child(hit.trigger, "ccomp", "xcomp")
        view = grammar.patient(hit.trigger)
        told = clause or (view if view is not None and grammar.child(view, "acl", "ccomp") is not None else None)
        heads = () if told is None else (told,)
    if not heads:
        return None
    phrase = heads[0].doc[heads[0].left_edge.i : heads[0].right_edge.i + 1].text
    return re.sub(r"\s+", " ", phrase).strip(' ,.;:“”"')[:300] or None


def _when(doc: Doc, notes: Annotations, hit: Match) -> TimeExpression | None:
    """The time expression of the act's own clause, else of the verb that it is a complement of."""
    start, end = _segment(hit.trigger)
    inside = [d for d in notes.dates if start <= d.start < end and d.dated]
    best: tuple[int, TimeExpression] | None = None
    for expression in inside:
        span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
        if span is None:
            continue
        distance = _distance(span.root, hit)
        if distance is not None and (best is None or distance < best[0]):
            best = (distance, expression)
    return best[1] if best else _heading_date(doc, notes, hit)


def _segment(token: Token) -> tuple[int, int]:
    """Where the part of the sentence begins and ends, in characters, that semicolons set off around a token."""
    sentence, text = token.sent, token.doc.text
    start = text.rfind(";", sentence.start_char, token.idx)
    end = text.find(";", token.idx, sentence.end_char)
    return (sentence.start_char if start < 0 else start), (sentence.end_char if end < 0 else end)


def _heading_date(doc: Doc, notes: Annotations, hit: Match) -> TimeExpression | None:
    """The date that a line of a chronology begins with: '8 December 1987: In Washington, ...'."""
    start = doc.text.rfind("\n", 0, hit.trigger.idx) + 1
    for expression in notes.dates:
        if expression.kind == "date" and expression.start == start and hit.trigger.idx > expression.end:
            after = doc.text[expression.end : expression.end + 3].lstrip()
            return expression if after[:1] in {":", ".", "-", "–", "—"} else None
    return None


def _distance(root: Token, hit: Match) -> int | None:
    """How many predicates lie between a time expression and the act; None where it belongs to another clause or to a
    thing: 'last month's conference'."""
    own = {hit.trigger} if hit.frame.type in VERBAL_ACTS else {hit.trigger, hit.thing}  # 'condemned Friday's raid'
    if _names_a_thing(root) and root.head not in own:
        return None
    node = root
    while node.head.i != node.i and node.pos_ not in {"VERB", "AUX"} and node != hit.trigger:
        node = node.head
    if node in (hit.trigger, hit.carrier):
        return 0
    if node.dep_ == "acl" and node.head.lemma_.lower() in words("speech", "nouns") | {"release"}:
        paper = node.head  # 'In a statement issued on Friday, the ministry denounced ...'
        if paper.dep_ == "pobj" and paper.head.head == hit.carrier:
            return 1
    verb, steps = hit.carrier, 0
    while verb.head.i != verb.i:
        if verb.dep_ == "ccomp" and steps == 0 and verb.pos_ in {"VERB", "AUX"} and not _done_by_saying(hit, verb):
            return None
        if verb.dep_ == "relcl" or (verb.dep_ == "advcl" and _at_another_time(verb)):
            return None
        verb = verb.head
        steps += verb.pos_ in {"VERB", "AUX"}
        if verb == node:
            return steps if steps <= 2 else None
    if (
        (node.dep_ in {"advcl", "xcomp", "acl", "conj"} or (node.dep_ == "ccomp" and node.i < hit.carrier.i))
        and node.head == hit.carrier
        and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in node.children)
    ):
        return 3
    return None


def _names_a_thing(time: Token) -> bool:
    """Whether a time expression tells which thing is meant, and is not merely run together with it by the parser: 'on
    Sunday Presidents A and B'."""
    before = time.doc[time.left_edge.i - 1].lower_ if time.left_edge.i else ""
    alone = before == "on" or time.left_edge.i == time.sent.start  # 'Last March Norway ...'
    inside = time.dep_ == "poss" or (time.dep_ in {"nmod", "compound"} and not alone)
    return inside and time.head.pos_ in {"NOUN", "PROPN"}


def _done_by_saying(hit: Match, verb: Token) -> bool:
    """Whether to say it is to do it: 'said on Tuesday that it supported Kenya', 'announced that it was withdrawing'."""
    progressive = verb.tag_ == "VBG" or bool(grammar.auxiliaries(verb) & {"will", "would"})
    if hit.frame.type in VERBAL_ACTS:
        who = grammar.child(verb, "nsubj")
        return who is not None and who.tag_ == "PRP" and not progressive
    decreed = hit.frame.type == "SANCTION" or hit.frame.type.startswith("TREATY")
    return decreed and progressive and verb.head.lemma_.lower() in {"announce", "declare", "say"}


def _at_another_time(verb: Token) -> bool:
    """Whether a clause is before or after its governor: 'three months after Russia invaded'."""
    marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "prep", "advmod"}}
    return bool(marks & {"after", "before", "since", "until", "once"})


def merge(told: list[Told], *, today: str | None) -> list[Told]:
    """One act told twice is one event: the fullest account."""
    merged: list[Told] = []
    for group in accounts(told, today=today):
        event = union([t.event for t in group])
        merged += [Told(event, replace(t.claim, event=event.id)) for t in group]
    return merged


def accounts(told: list[Told], *, today: str | None) -> list[list[Told]]:
    """What is told, by act: same type and actors, and nothing (date, matter) that tells them apart."""
    groups: list[list[Told]] = []
    for t in told:
        home = next((g for g in groups if all(_one_act(t, o, today) for o in g)), None)
        if home is None:
            groups.append([t])
        else:
            home.append(t)
    return groups


def _one_act(a: Told, b: Told, today: str | None) -> bool:
    return same_act(a.event, b.event) and not _past_and_to_come(a, b, today)


def _past_and_to_come(a: Told, b: Told, today: str | None) -> bool:
    """Whether one is done and the other planned: before the document's day, in one sentence, or of talks to begin."""
    for plan, act in ((a, b), (b, a)):
        if plan.claim.modality == "Planned" and act.claim.modality == "Actual" and not plan.event.date:
            over = act.event.date is not None and today is not None and act.event.date < today[: len(act.event.date)]
            if over or plan.claim.evidence == act.claim.evidence or plan.claim.rule.endswith("+story"):
                return True
    return False
