"""Which frame fits a word, and which entities fill its roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.events import SYMMETRIC
from kg.frames import Frame, FrameTable
from kg.model import ACTOR_CLASSES, INSTRUMENT_CLASSES, VERBAL_ACTS, Entity
from kg.text import grammar
from kg.text.annotation import Annotations
from kg.text.frames import Match, candidates, match
from kg.text.lexicon import words
from kg.text.persons import admitted, state_of
from kg.text.phrases import owners, people_at, resolve, whose
from kg.text.quotes import is_speech

HARMING = frozenset({"damage", "destroy", "injure", "kill", "wound"})  # what 'it' does to people may be an accident's
CARRYING = frozenset({"bring", "drive", "fly", "move", "return", "send", "take"})  # whom they take along pays no visit
ONE_SIDED = frozenset({"mediation", "offer", "promise", "visit"})  # modes whose sources are not each other's targets
OFFICIAL = frozenset({"GovernmentBody", "InternationalOrganization"})
FORCE = frozenset({"ASSAULT", "COERCE"})  # to say that one will do it is to threaten it
SUFFERED = frozenset({"ASSAULT", "COERCE", "SANCTION"})  # told of whoever suffers it, even where nobody is said to act
LANDED = SUFFERED | {"CONCEDE", "RETREAT"}  # aimed at somebody by way of a thing or a piece of land
ACCIDENTS = frozenset({"blast", "explosion"})
EXPLOSIVES = frozenset({"bomb", "grenade", "missile", "rocket", "suicide"})
UNAIMED = FORCE | {"AID", "RETREAT"}  # told without a target where it has no name


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


def best(notes: Annotations, frames: FrameTable, token: Token, implied: tuple[str, ...]) -> Hit | None:
    """The most specific frame of the token whose needed roles are filled by known entities.

    Where only its target or treaty, or who signed it, is missing, the first such frame of a verb: the story may tell.
    What is done to people or things without a name needs no target: 'The army shelled a hospital'.
    """
    unfinished: Hit | None = None
    for trial in trials(notes, frames, token, implied, unmet=False):
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


def trials(
    notes: Annotations, frames: FrameTable, token: Token, implied: tuple[str, ...] = (), *, unmet: bool = True
) -> Iterator[Trial]:
    """The frames of a token, the most specific first, and how each fits; who is `implied` acts where nobody does.

    Those that do not fit are among them where they are asked for.
    """
    listed = candidates(frames, token)
    patient = grammar.patient(token) if listed else None
    for frame in listed:
        hit = match(frame, token, patient)
        if isinstance(hit, str):
            if unmet:
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
    ids = dict.fromkeys(i for h in heads for i in resolve(notes, h) if fits("target", notes.entities[i], hit))
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
    if role == "source" and hit.frame.type in FORCE:
        heads = tuple(h for h in heads if not _are_some(notes, h))
    if role == "source" and hit.frame.lemma in HARMING:  # a fire or a storm, as a rule
        heads = tuple(h for h in heads if h.lower_ != "it")
    if role == "source" and hit.frame.mode == "visit":  # troops that arrive pay no visit
        heads = tuple(h for h in heads if h.lemma_.lower() not in words("nouns", "troops"))
    ids = dict.fromkeys(i for h in heads for i in resolve(notes, h))
    if role == "source" and hit.frame.lemma == "host":  # 'Astana will host the summit'
        ids = dict.fromkeys(_lifted(notes, i) for i in ids)
    fitting = [i for i in ids if fits(role, notes.entities[i], hit)]
    talks = hit.frame.type == "CONSULT" and hit.frame.kind == "verb" and not hit.frame.object
    if role == "target" and talks and any(map(_completes_a_noun, heads)):
        fitting = [i for i in fitting if notes.entities[i].cls != "State"]
    if role == "target":
        if (
            not fitting and hit.frame.type in VERBAL_ACTS
        ):  # 'criticised Trump's plan' is aimed at Trump and about the plan
            fitting = [i for h in heads for i in whose(notes, h) if fits(role, notes.entities[i], hit)]
            roles.setdefault("about", tuple(i for i in ids if fits("about", notes.entities[i], hit)))
        if not fitting and hit.frame.type in LANDED:  # 'bombed villages in Iraq', 'seized a Greek tanker'
            own = {state_of(notes, i) for i in roles.get("source", ())}
            struck = [i for h in heads for i in _struck(notes, h) if state_of(notes, i) not in own]
            fitting = [i for i in struck if fits(role, notes.entities[i], hit)]
        fitting = [_lifted(notes, i) for i in fitting]
        if hit.frame.type == "AGREE":  # what a president promises his own country is no pact with it
            own = {notes.entities[i].state for i in roles.get("source", ())}
            fitting = [i for i in fitting if i not in own]
    if role == "about" and not fitting:  # 'violated the terms of the treaty'
        inner = [g for h in heads for p in ("of", "under", "in") for g in grammar.objects_of(h, p)]
        inner += [c for h in heads for c in h.lefts if c.dep_ == "poss"]
        fitting = [i for g in inner for i in resolve(notes, g) if fits(role, notes.entities[i], hit)]
    return tuple(dict.fromkeys(fitting))


def _are_some(notes: Annotations, people: Token) -> bool:
    """Whether it is people of a state and not the state who act: 'two Moroccans', 'several Russians'."""
    mention = notes.at(people.i)
    counted = any(c.dep_ == "nummod" or c.lower_ in words("grammar", "some") for c in people.lefts)
    return counted and mention is not None and mention.rule == "national"


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


def fits(role: str, entity: Entity, hit: Match) -> bool:
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
