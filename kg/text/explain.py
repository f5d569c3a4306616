"""Why a sentence gave the events that it gave, and what stands in it that no frame knows.

Asks the functions that extraction itself uses, and keeps the reasons that extraction lets go.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.events import union
from kg.frames import Frame, FrameTable
from kg.model import ACTOR_CLASSES, Claim, Document, Event, Mention
from kg.text import grammar
from kg.text.annotation import Annotations, notes_of
from kg.text.batches import in_batches
from kg.text.extract import TEMPORAL, Reading, mentions, readings
from kg.text.frames import Match, match
from kg.text.lexicon import role_kinds
from kg.text.phrases import resolve, whose
from kg.text.roles import Trial, places, trials
from kg.text.telling import Cue
from kg.text.told import Told, accounts

SIDES = ("source", "target", "about")
CIRCUMSTANCES = TEMPORAL | {"at", "in"}  # phrases that say when and where, not with or against whom
TOGETHER = frozenset({"subj", "poss", "between", "among"})  # places in which two are each other's parties

UNMET = {
    "without": "it has {asks} beside it, which excludes the frame",
    "complement": "its object is not called {asks}",
    "subject": "its subject is not {asks}",
    "particle": "it has no “{asks}”",
    "object": "its object is not {asks}",
    "not_object": "its object is one of those excluded",
    "prep": "it has no phrase {asks}",
    "clause": "it has no clause of {asks}",
    "refusal": "its clause is no refusal",
    "modal": "it has no clause in which somebody {asks} act",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the parse; `head` is the place of its governor in the sentence, its own for the root."""

    text: str
    lemma: str
    pos: str
    dep: str
    head: int


@dataclass(frozen=True, slots=True)
class Meaning:
    """Words that mean an entity, and the rule by which they do; offsets are those of the document."""

    words: str
    start: int
    end: int
    entity: str
    name: str
    cls: str
    rule: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A frame: where it stands, in `kg/data/frames` or a file of the user's, what it asks for, what it is made for."""

    file: str
    line: int
    asks: str
    example: str


@dataclass(frozen=True, slots=True)
class Part:
    """Who or what fills a role: found at `slot`, a place of the frame ("subj", "with"), in these `words`.

    `words` are empty where the sentence does not name it and `slot` says where it is from.
    """

    role: str
    value: str
    slot: str
    words: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that bears on how real the act is, and how; `who` where it makes somebody claim the act."""

    word: str
    effect: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A frame that fits the word `trigger`, whose tense is that of `carrier`. `silent` says why nothing is told of it.

    `event` is as this sentence tells it, `event_id` that of the extraction, where the accounts of the `also` sentences
    are of the same event.
    """

    trigger: str
    carrier: str
    type: str
    mode: str | None
    rule: Rule
    parts: tuple[Part, ...]
    signs: tuple[Sign, ...]
    event: Event | None = None
    claim: Claim | None = None
    event_id: str | None = None
    also: tuple[int, ...] = ()
    silent: str = ""


@dataclass(frozen=True, slots=True)
class Miss:
    """Frames considered at a word that did not fit, all for one reason."""

    trigger: str
    reason: str
    frames: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A verb or noun with two actors as its arguments, for whose lemma there is no frame."""

    lemma: str
    kind: str
    trigger: str
    arguments: tuple[Part, ...]

    @property
    def pattern(self) -> str:
        """Where the actors stand: 'subj + with'."""
        return " + ".join(dict.fromkeys(a.slot for a in self.arguments))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, counted from 1, and all that was made of it."""

    number: int
    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    meanings: tuple[Meaning, ...]
    acts: tuple[Act, ...]
    misses: tuple[Miss, ...]
    unmatched: tuple[Unmatched, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A document, sentence by sentence."""

    document: Document
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A lemma that frames should perhaps know: how often it had two actors, where they mostly stood, an example.

    The `arguments` are the actors of the example.
    """

    lemma: str
    kind: str
    times: int
    pattern: str
    example: str
    arguments: tuple[Part, ...] = ()


def explain(
    nlp: Language, documents: Iterable[Document], *, frames: FrameTable | None = None, batch_size: int = 32
) -> Iterator[Explanation]:
    """What `kg.text.extract.extract` makes of each document, and why, in the order of the documents."""
    known = frames or FrameTable.load()
    yield from in_batches(nlp, documents, lambda doc: explanation(doc, known), batch_size=batch_size)


def explanation(doc: Doc, frames: FrameTable) -> Explanation:
    """The reasons behind the extraction of one processed Doc."""
    notes = notes_of(doc)
    spans = [s for s in doc.sents if s.text.strip()]
    numbers = {s.start: n for n, s in enumerate(spans, 1)}
    read: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings(doc, notes, frames):
        if reading.told is None and reading.hit.lacks:
            continue  # the frame did not fit in full, and nothing before it made up for that
        read[numbers[reading.hit.match.trigger.sent.start]].append(reading)
    acts = dict(_acts(notes, read))
    fitting = {r.hit.match.trigger.i: r.hit.match.frame for listed in read.values() for r in listed}
    meanings = [_meaning(notes, m) for m in mentions(doc, notes)]
    sentences = (
        _sentence(notes, frames, span, n, meanings, acts.get(n, ()), fitting) for n, span in enumerate(spans, 1)
    )
    return Explanation(notes.document, tuple(sentences))


@dataclass(slots=True)
class Tally:
    """Counts the unmatched candidates of many documents, and forgets the rest of them."""

    times: Counter[tuple[str, str]] = field(default_factory=Counter)
    patterns: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    examples: dict[tuple[str, str, str], tuple[str, tuple[Part, ...]]] = field(default_factory=dict)

    def add(self, explanation: Explanation) -> None:
        for sentence in explanation.sentences:
            for found in sentence.unmatched:
                key = (found.lemma, found.kind)
                self.times[key] += 1
                self.patterns[key][found.pattern] += 1
                self.examples.setdefault((*key, found.pattern), (sentence.text, found.arguments))

    def gaps(self) -> list[Gap]:
        """The candidates by lemma, the most frequent first."""
        return [self._gap(*key) for key in sorted(self.times, key=lambda k: (-self.times[k], k))]

    def _gap(self, lemma: str, kind: str) -> Gap:
        counted = self.patterns[lemma, kind]
        pattern = min(counted, key=lambda p: (-counted[p], p))
        return Gap(lemma, kind, self.times[lemma, kind], pattern, *self.examples[lemma, kind, pattern])


def _sentence(
    notes: Annotations,
    frames: FrameTable,
    span: Span,
    number: int,
    meanings: Iterable[Meaning],
    acts: tuple[Act, ...],
    fitting: Mapping[int, Frame],
) -> Sentence:
    tried = {t.i: list(trials(notes, frames, t)) for t in span}
    text = span.text.strip()
    start = span.start_char + span.text.index(text)
    end = start + len(text)
    return Sentence(
        number=number,
        start=start,
        end=end,
        text=notes.document.text[start:end],
        words=_parse(span),
        meanings=tuple(m for m in meanings if start <= m.start < end),
        acts=acts,
        misses=tuple(m for t in span for m in _misses(notes, t, tried[t.i], fitting.get(t.i))),
        unmatched=tuple(_unmatched(notes, span, tried)),
    )


def _parse(span: Span) -> tuple[Word, ...]:
    seen = [t for t in span if not t.is_space]
    place = {t.i: n for n, t in enumerate(seen)}
    return tuple(Word(t.text, t.lemma_, t.pos_, t.dep_, place.get(t.head.i, place[t.i])) for t in seen)


def _meaning(notes: Annotations, m: Mention) -> Meaning:
    entity = notes.entities[m.entity]
    return Meaning(m.text, m.start, m.end, m.entity, entity.name, entity.cls, m.rule)


# ------------------------------------------------------------------------------------------------------ what is told


def _acts(notes: Annotations, read: Mapping[int, list[Reading]]) -> Iterator[tuple[int, tuple[Act, ...]]]:
    """The acts of each sentence; those that are told know the event that they are accounts of."""
    numbered = [(r.told, n) for n, listed in read.items() for r in listed if r.told is not None]
    events: dict[Told, tuple[str, tuple[int, ...]]] = {}
    for group in accounts([told for told, _ in numbered], today=notes.document.date):
        where = sorted({n for told, n in numbered if told in group})
        events |= dict.fromkeys(group, (union([t.event for t in group]).id, tuple(where)))
    for number, listed in read.items():
        yield number, tuple(_act(notes, r, number, events) for r in listed)


def _act(notes: Annotations, reading: Reading, number: int, events: Mapping[Told, tuple[str, tuple[int, ...]]]) -> Act:
    hit, told = reading.hit.match, reading.told
    event_id, sentences = events[told] if told is not None else (None, ())
    return Act(
        trigger=hit.trigger.text,
        carrier=hit.carrier.text,
        type=hit.frame.type,
        mode=told.event.mode if told is not None else hit.frame.mode,
        rule=rule_of(hit.frame),
        parts=tuple(_parts(notes, reading)),
        signs=tuple(_sign(notes, cue) for cue in reading.telling.cues) if reading.telling is not None else (),
        event=told.event if told is not None else None,
        claim=told.claim if told is not None else None,
        event_id=event_id,
        also=tuple(n for n in sentences if n != number),
        silent=reading.silent,
    )


def _parts(notes: Annotations, reading: Reading) -> Iterator[Part]:
    """Who and what fills the roles: those of the event where one is told, else those that the frame finds."""
    hit, roles = reading.hit.match, reading.hit.roles
    event = reading.told.event if reading.told is not None else None
    filled = {"source": event.sources, "target": event.targets, "about": event.about} if event is not None else roles
    for role in SIDES:
        yield from (_side(notes, hit, role, id_) for id_ in filled.get(role, ()))
    if event is None:
        return
    if event.place:
        yield _where(notes, hit, roles, event.place)
    if event.date or event.time_expression:
        yield _when(notes, hit, event)
    if event.topic:
        yield Part("topic", event.topic, *next(((slot, h.text) for slot, h in hit.places("topic")), ("clause", "")))


def _side(notes: Annotations, hit: Match, role: str, id_: str) -> Part:
    name = notes.entities[id_].name
    for other in (role, *(r for r in SIDES if r != role)):  # a symmetric act has its second party on the other side
        for slot, head in hit.places(other):
            if id_ in _meant(notes, head):
                return Part(role, name, slot, _named(notes, head, id_), id_)
    return Part(role, name, "the clause" if role == "about" else "the story so far", "", id_)


def _meant(notes: Annotations, head: Token) -> set[str]:
    """Who is meant by a head: what it names, whose it is, and the state of a city."""
    ids = {*resolve(notes, head), *whose(notes, head)}
    return ids | {s for i in ids if notes.entities[i].cls == "Place" and (s := notes.entities[i].state)}


def _named(notes: Annotations, head: Token, id_: str) -> str:
    """The words in a phrase by which it means an entity: 'Japanese officials', of 'Germany and Japan' the second."""
    mention = next((m for t in head.subtree if (m := notes.at(t.i)) is not None and m.entity == id_), None)
    if mention is None:
        return head.text
    end = head.i + 1 if mention.end <= head.i else mention.end
    return head.doc[mention.start : end].text


def _where(notes: Annotations, hit: Match, roles: Mapping[str, tuple[str, ...]], id_: str) -> Part:
    slot = next((how for how, place in places(notes, hit, roles) if place == id_), "")
    name = notes.entities[id_].name
    return _side(notes, hit, "place", id_) if slot == "place" else Part("place", name, slot, name, id_)


def _when(notes: Annotations, hit: Match, event: Event) -> Part:
    """The date, and the preposition or dependency by which its words hang on theirs."""
    date, sentence = event.date or "unknown", hit.trigger.sent
    for d in notes.dates:
        span = hit.trigger.doc.char_span(d.start, d.end, alignment_mode="expand")
        if d.text == event.time_expression and span is not None and sentence.start <= span.start < sentence.end:
            root = span.root
            return Part("date", date, root.head.lower_ if root.dep_ == "pobj" else root.dep_, d.text)
    return Part("date", date, "the heading" if event.time_expression else "the story so far", "")


def _sign(notes: Annotations, cue: Cue) -> Sign:
    if cue.who is None:
        return Sign(cue.word, cue.effect)
    names = [notes.entities[i].name for i in resolve(notes, cue.who)]
    return Sign(cue.word, cue.effect, ", ".join(names) or f"“{cue.who.text}”, nobody known")


# ----------------------------------------------------------------------------------------------------- what is not told


def _misses(notes: Annotations, token: Token, tried: list[Trial], fitting: Frame | None) -> Iterator[Miss]:
    """The frames that did not fit a word, those with one reason together."""
    reasons: dict[str, list[Rule]] = defaultdict(list)
    for trial in tried:
        if trial.frame is fitting and trial.missing == {"target"}:
            continue  # the story gave the target; all other frames were tried as well
        if trial.frame is fitting or not (trial.missing or trial.unmet):
            break
        reason = _unmet(trial, token) if trial.match is None else _missing(notes, trial, trial.match)
        reasons[reason].append(rule_of(trial.frame))
    for reason, rules in reasons.items():
        yield Miss(token.text, reason, tuple(rules))


def _unmet(trial: Trial, token: Token) -> str:
    key = trial.unmet or ""
    asks = trial.frame.asked(key)
    reason = UNMET[key].format(asks=asks)
    if key not in {"object", "not_object"}:
        return reason
    thing = grammar.patient(token)
    return f"{reason} (“{thing.text}”)" if thing is not None else f"it has no object such as {asks}"


def _missing(notes: Annotations, trial: Trial, hit: Match) -> str:
    return "; ".join(_lack(notes, hit, role) for role in sorted(trial.missing))


def _lack(notes: Annotations, hit: Match, role: str) -> str:
    """Why a role that a frame needs is not filled."""
    heads = [head for _, head in hit.places(role)]
    if not heads:
        where = ", ".join(hit.frame.roles.get(role, ()))
        return f"it has no {role} ({where})" if where else f"it has no {role}, and its frame names no place for one"
    for head in heads:
        if ids := resolve(notes, head):
            entity = notes.entities[ids[0]]
            return f"its {role} “{_named(notes, head, entity.id)}” does not fit: {entity.name} ({entity.cls})"
    return f"its {role} “{heads[0].text}” is nobody known"


def rule_of(frame: Frame) -> Rule:
    """What is said of a frame."""
    return Rule(frame.file, frame.line, frame.asks, frame.example)


def _unmatched(notes: Annotations, span: Span, tried: Mapping[int, list[Trial]]) -> Iterator[Unmatched]:
    """The verbs and nouns of a sentence that have two actors and no frame, but no verbs that only carry a noun."""
    matches = [t.match for listed in tried.values() for t in listed if t.match is not None]
    probes = [m for t in span if not tried[t.i] and (m := _probe(notes, t)) is not None]
    carriers = {m.carrier.i for m in (*matches, *probes) if m.carrier != m.trigger}
    for probe in probes:
        arguments = tuple(_actors(notes, probe))
        if probe.trigger.i not in carriers and _several(notes, arguments):
            word = probe.trigger
            yield Unmatched(word.lemma_.lower(), probe.frame.kind, word.text, arguments)


def _probe(notes: Annotations, token: Token) -> Match | None:
    """A match of a frame that asks for nothing: it has all the arguments of a verb, or of a noun that names nobody."""
    kind = {"VERB": "verb", "NOUN": "noun"}.get(token.pos_)
    if kind is None or (kind == "noun" and (resolve(notes, token) or token.lower_ in role_kinds())):
        return None
    phrases = dict.fromkeys(p.lower_ for p in grammar.prepositions(token) if p.lower_ not in CIRCUMSTANCES)
    slots = ("subj", "obj", "dative", *phrases) if kind == "verb" else ("subj", "poss", *phrases)
    hit = match(Frame("", "", kind, token.lemma_, roles={"source": slots}), token, grammar.patient(token))
    return hit if isinstance(hit, Match) else None


def _actors(notes: Annotations, probe: Match) -> Iterator[Part]:
    seen: set[str] = set()
    for slot, head in probe.places("source"):
        for id_ in resolve(notes, head):
            if notes.entities[id_].cls in ACTOR_CLASSES and id_ not in seen:
                seen.add(id_)
                yield Part("actor", notes.entities[id_].name, slot, _named(notes, head, id_), id_)


def _several(notes: Annotations, arguments: tuple[Part, ...]) -> bool:
    """Whether two actors face each other or act together, none of them only the state of another."""
    ids = {a.entity for a in arguments if a.entity is not None}
    slots = {a.slot for a in arguments}
    return len(ids - {notes.entities[i].state for i in ids}) > 1 and (len(slots) > 1 or slots <= TOGETHER)
