"""The event and the claim that a filled frame tells, and which tellings are of one act."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.events import same_act, union
from kg.model import ACTOR_CLASSES, INSTRUMENT_CLASSES, VERBAL_ACTS, Claim, Event, Evidence
from kg.text import grammar
from kg.text.annotation import Annotations, notes_of, text_of
from kg.text.dates import TimeExpression
from kg.text.frames import Match
from kg.text.later import only_talked_of
from kg.text.lexicon import words
from kg.text.persons import admitted, state_of
from kg.text.phrases import resolve
from kg.text.quotes import is_speech
from kg.text.roles import FORCE, places
from kg.text.telling import Telling

HOSTILE = frozenset(
    {"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "REJECT", "RETREAT", "TREATY_WITHDRAW", "TREATY_SUSPEND"}
)


@dataclass(frozen=True, slots=True)
class Told:
    """One event as one sentence tells it."""

    event: Event
    claim: Claim


def words_at(doc: Doc, start: int, end: int) -> str:
    """The document's own characters: the Doc may have blanks for line ends."""
    return notes_of(doc).document.text[start:end]


def told_of(
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
    future = future and hit.carrier.tag_ != "VBD"  # 'offered in April'
    date = when.resolve(future=future) if when else None
    place = _place(notes, hit, roles)
    targets = roles.get("target", ())
    if hit.frame.type == "PROTEST" and not targets and not hit.heads("target"):
        targets = _at_home(notes, roles.get("source", ()), place)
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
    return Told(event, _claim(doc, notes, hit, roles, telling, event.id, inferred=inferred))


def _claim(
    doc: Doc,
    notes: Annotations,
    hit: Match,
    roles: Mapping[str, tuple[str, ...]],
    telling: Telling,
    event: str,
    *,
    inferred: bool,
) -> Claim:
    """Who says so, how surely, and in which words."""
    sayers = (i for head in telling.claimants for i in resolve(notes, head))
    claimed_by = tuple(dict.fromkeys(i for i in sayers if notes.entities[i].cls in ACTOR_CLASSES))
    if telling.claimants and not claimed_by:  # 'an official said': nobody vouches for it, the text neither
        telling = telling.doubted("Probable", telling.claimants[0].text)
    return Claim(
        event=event,
        evidence=(_evidence(doc, hit.trigger),),
        stance=telling.stance,
        modality=telling.modality,
        certainty=telling.certainty,
        claimed_by=claimed_by,
        confidence=_confidence(notes, hit, roles, telling, inferred=inferred),
        rule=f"{hit.frame.id}+story" if inferred else hit.frame.id,
    )


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
    mark = grammar.child(verb, "mark")
    open_ = mark is not None and mark.lower_ in {"whether", "if"}
    if open_ or {"have", "had"} & grammar.auxiliaries(verb) or grammar.is_negated(verb.head):
        return False  # 'would not say whether it had attacked'
    speaker = grammar.subject(verb.head)
    return speaker is not None and bool(roles.get("source")) and resolve(notes, speaker) == roles["source"]


def _at_home(notes: Annotations, sources: tuple[str, ...], place: str | None) -> tuple[str, ...]:
    """Whom a protest without a named addressee is put to: the protesters' own state, unless they are abroad."""
    own = {state_of(notes, i) for i in sources}
    home = next(iter(own)) if len(own) == 1 else None
    if home is None or home in sources or (place and state_of(notes, place) not in {home, None}):
        return ()
    return (admitted(notes, home),)


def dated(told: Told, day: str) -> Told:
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
    return quoted(doc, start, sentence.start_char + len(text.rstrip()))


def quoted(doc: Doc, start: int, end: int) -> Evidence:
    return Evidence(start, end, words_at(doc, start, end))


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
    sentence, text = token.sent, text_of(token.doc)
    start = text.rfind(";", sentence.start_char, token.idx)
    end = text.find(";", token.idx, sentence.end_char)
    return (sentence.start_char if start < 0 else start), (sentence.end_char if end < 0 else end)


def _heading_date(doc: Doc, notes: Annotations, hit: Match) -> TimeExpression | None:
    """The date that a line of a chronology begins with: '8 December 1987: In Washington, ...'."""
    text = text_of(doc)
    start = text.rfind("\n", 0, hit.trigger.idx) + 1
    for expression in notes.dates:
        if expression.kind == "date" and expression.start == start and hit.trigger.idx > expression.end:
            after = text[expression.end : expression.end + 3].lstrip()
            return expression if after[:1] in {":", ".", "-", "–", "—"} else None
    return None


def _distance(root: Token, hit: Match) -> int | None:
    """How many predicates lie between a time expression and the act; None where it belongs to another clause or to a
    thing: 'last month's conference'."""
    own = {hit.trigger} if hit.frame.type in VERBAL_ACTS else {hit.trigger, hit.thing}  # 'condemned Friday's raid'
    if _names_a_thing(root) and root.head not in own:
        return None
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head == grammar.patient(hit.trigger):
        return None  # 'violated the Convention of 1948'
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
