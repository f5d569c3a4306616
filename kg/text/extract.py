"""THE boundary: a processed spaCy Doc in, an `Extraction` of plain values out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.frames import FrameTable
from kg.model import Document, Extraction, Mention, Position, surest
from kg.text import grammar
from kg.text.agreements import agreement_terms, name_by_parties
from kg.text.annotation import Annotations, TokenMention, TokenPosition, columns_of, notes_of
from kg.text.batches import in_batches
from kg.text.discourse import Story
from kg.text.frames import Match, triggers
from kg.text.lexicon import table, words
from kg.text.modality import tell
from kg.text.roles import SUFFERED, Hit, best, fits
from kg.text.telling import Telling
from kg.text.told import Told, dated, merge, quoted, told_of, words_at

EMBEDDING = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "TREATY_PROPOSE"})
JUDGEMENTS = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
HAPPENING = words("grammar", "happening")
TEMPORAL = words("grammar", "temporal")


@dataclass(frozen=True, slots=True)
class Reading:
    """What becomes of a hit: the event that is told, or why it is passed over in silence."""

    hit: Hit
    telling: Telling | None = None
    told: Told | None = None
    silent: str = ""


def extract(
    nlp: Language, documents: Iterable[Document], *, frames: FrameTable | None = None, batch_size: int = 32
) -> Iterator[Extraction]:
    """What each document says by these frames, or those of the package, in the order of the documents."""
    known = frames or FrameTable.load()
    yield from in_batches(nlp, documents, lambda doc: extraction(doc, known), batch_size=batch_size)


def extraction(doc: Doc, frames: FrameTable) -> Extraction:
    """The values that one processed Doc holds."""
    notes = notes_of(doc)
    told = merge(list(tellings(doc, notes, frames)), today=notes.document.date)
    claims = surest(
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
    return Mention(m.entity, span.start_char, span.end_char, words_at(doc, span.start_char, span.end_char), m.rule)


def _position(doc: Doc, p: TokenPosition) -> Position:
    span = doc[p.start : p.end]
    return Position(p.holder, p.role, p.of, p.status, quoted(doc, span.start_char, span.end_char))


def tellings(doc: Doc, notes: Annotations, frames: FrameTable) -> Iterator[Told]:
    """Every event that a frame finds, sentence by sentence."""
    yield from (reading.told for reading in readings(doc, notes, frames) if reading.told is not None)


def readings(doc: Doc, notes: Annotations, frames: FrameTable) -> Iterator[Reading]:
    """What becomes of every frame that fits, sentence by sentence."""
    story = Story(notes)
    sentences, columns = list(doc.sents), columns_of(doc)
    for number, sentence in enumerate(sentences):
        following = next(iter(sentences[number + 1 : number + 2]), None)
        found: dict[int, Hit] = {}
        for i in triggers(frames, columns, sentence.start, sentence.end):
            token = doc[i]
            implied = story.body if story.body and _operative(token) else story.talkers(token, number)
            if hit := best(notes, frames, token, implied):
                found[i] = hit
        story.hear(sentence)
        consumed = {noun.i for hit in found.values() if not hit.lacks for noun in _consumed(hit.match)}
        for i, hit in found.items():
            if i in consumed:
                yield Reading(hit, silent="it is the object of a frame that fits its verb")
                continue
            telling = story.attributed(story.reported(tell(hit.match, notes.speech), hit.match), following)
            if silent := _silence(hit, telling, found):
                yield Reading(hit, telling, silent=silent)
                continue
            both = _each_other(hit)
            inferred = {} if both else _fitting(notes, hit.match, story.fill(hit.match, hit.roles, number))
            if hit.lacks and hit.lacks not in inferred and not both and not _judges_a_thing(hit.match):
                yield Reading(hit, telling, silent=f"its {hit.lacks} is not known")
                continue
            actual = telling.modality == "Actual" and telling.stance == "Affirms"
            own = not telling.claimants
            for roles in both or ({**hit.roles, **inferred},):
                told = told_of(doc, notes, hit.match, roles, telling, inferred=hit.implied or bool(inferred))
                if actual and told.event.date is None and (day := story.date(hit.match, number, own=own)):
                    told = dated(told, day)
                story.add(told.event, hit.match, number, actual=actual)
                yield Reading(hit, telling, told)
        story.listen(sentence, number)


def _silence(hit: Hit, telling: Telling, found: Mapping[int, Hit]) -> str:
    """Why a hit is no telling of an act; "" where it is one."""
    if telling.modality != "Actual" and _suffered(hit):
        return "nobody is said to do it, nor that it was done"
    return _mere_assent(hit) or _other_fault(hit) or _unasserted(hit, telling, found)


def _suffered(hit: Hit) -> bool:
    return hit.match.frame.type in SUFFERED and "source" in hit.match.frame.needs and not hit.roles.get("source")


def _fitting(notes: Annotations, match: Match, roles: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What the story gives, where it is of a class that the frame takes."""
    fitting = {role: tuple(i for i in ids if fits(role, notes.entities[i], match)) for role, ids in roles.items()}
    return {role: ids for role, ids in fitting.items() if ids}


def _each_other(hit: Hit) -> tuple[dict[str, tuple[str, ...]], ...]:
    """The roles of two who do something to each other, one act for each: 'each side accuses the other'."""
    two = hit.roles.get("source", ())
    mutual = any(
        h.lower_ in {"other", "another"} and any(c.lower_ in {"each", "one", "the"} for c in h.lefts)
        for h in hit.match.heads("target")
    )
    if not mutual or len(two) != 2 or hit.roles.get("target"):
        return ()
    return tuple({**hit.roles, "source": (one,), "target": (other,)} for one, other in (two, two[::-1]))


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
    if hit.match.frame.type != "ASSAULT" or thing is None or not hit.match.claims_responsibility:
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
