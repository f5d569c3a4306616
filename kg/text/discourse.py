"""What the clause of an act leaves open and the story so far fills in: whose veto is condemned, whose offer refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as calendar
from datetime import timedelta

from spacy.tokens import Span, Token

from kg.events import SYMMETRIC
from kg.model import ACTOR_CLASSES, INSTRUMENT_CLASSES, VERBAL_ACTS, Event
from kg.text import grammar
from kg.text.annotation import Annotations, text_of
from kg.text.dates import TimeExpression
from kg.text.frames import Match
from kg.text.lexicon import table, words
from kg.text.phrases import at_home, resolve, whose
from kg.text.telling import Telling

ANSWERS = frozenset({"REJECT", "ACCUSE", "SUPPORT"})  # acts that answer what another one did or said
EARLIER = frozenset({"earlier", "previously", "already", "before"})
AIMED = frozenset({"REJECT", "THREATEN"})  # acts that would touch somebody if they came about
BARGAINS = frozenset({"AGREE"})
DEALINGS = frozenset({"AGREE", "CONSULT", "COOPERATE", "REQUEST", "TREATY_SIGN", "TREATY_PROPOSE"})  # show who bargains
COMPACTS = frozenset({"AGREE", "TREATY_SIGN", "TREATY_RATIFY", "TREATY_PROPOSE"})
OPPOSING = frozenset({"ACCUSE", "REJECT", "THREATEN", "SANCTION", "REQUEST"})
SIGNING = frozenset({"sign", "ratify", "accede"})
FREEING = frozenset({"freedom", "liberation", "release"})
INSTRUMENTS_OF = frozenset({"ratification", "accession", "acceptance", "approval", "instrument", "participation"})
TALKS = frozenset({"talk", "negotiation", "discussion", "dialogue", "consultation"})
NOTHING: tuple[frozenset[str], int] = frozenset(), -1
NEAR = 2  # sentences back to which 'it' and 'this' reach
SPELL = 8  # sentences for which the day of the news goes on, unless it is the day of the document itself
FAR = 8  # and 'the veto', 'the offer'


@dataclass(slots=True)
class Story:
    """The acts of a document in the order in which they are told, each with the number of its sentence."""

    notes: Annotations
    told: list[tuple[int, Event]] = field(default_factory=list)
    body: tuple[str, ...] = ()
    speaker: Token | None = None
    day: str | None = None
    day_told: int = -1

    def reported(self, telling: Telling, match: Match) -> Telling:
        """The telling with whoever the sentence before quotes indirectly, where the tense shows that it goes on.

        'The Kremlin said the talks were useful. Prisoners would be exchanged on Friday.'
        """
        if self.speaker is None or telling.claimants or not _shifted_back(match.carrier):
            return telling
        if "would" in grammar.auxiliaries(match.carrier) and telling.modality == "Hypothetical":
            telling = replace(telling, modality="Planned")  # what 'will' be, in the past of the speech
        return telling.said_by(self.speaker, "the sentence before")

    def attributed(self, telling: Telling, following: Span | None) -> Telling:
        """The telling with whoever the next sentence names: 'The information was first published by Semafor.'"""
        if telling.claimants or following is None:
            return telling
        verb = following.root
        news = grammar.patient(verb)
        if verb.lemma_.lower() not in words("speech", "publishing") or news is None or not grammar.is_passive(verb):
            return telling
        means_it = news.lemma_.lower() in words("speech", "news") or news.lower_ in {"this", "it", "that"}
        return telling.said_by(grammar.subject(verb), "the next sentence") if means_it else telling

    def listen(self, sentence: Span, number: int) -> None:
        """Remember who is quoted indirectly, until a sentence is neither speech nor shifted back into the past, and
        the day on which what it tells was done or said."""
        self._mark_day(sentence, number)
        root = sentence.root
        who = grammar.child(root, "nsubj")
        if (
            root.tag_ == "VBD"
            and root.lemma_.lower() in words("speech", "verbs")
            and grammar.child(root, "ccomp") is not None
        ):
            known = who is not None and any(map(self._acts, resolve(self.notes, who)))
            self.speaker = who if known else None
        elif not _shifted_back(root):
            self.speaker = None

    def hear(self, sentence: Span) -> None:
        """Remember whose resolutions a list gives: 'The Security Council,' or 'After deliberations, the Authority:'."""
        text = text_of(sentence.doc)[sentence.start_char : sentence.end_char].strip()
        if not text.endswith((":", ",")):
            return
        heads = [t for t in sentence if t.dep_ in {"nsubj", "ROOT"} and t.pos_ in {"NOUN", "PROPN"}]
        named = next((ids for h in heads if (ids := resolve(self.notes, h)) and self._acts(ids[0])), ())
        if not named and text.endswith(":") and any(h.lower_ in words("nouns", "heads") for h in heads):
            present = {m.entity for m in self.notes.mentions if m.start < sentence.start}
            bodies = [i for i in present if self.notes.entities[i].cls == "InternationalOrganization"]
            named = tuple(bodies) if len(bodies) == 1 else ()
        self.body = named or self.body

    def add(self, event: Event, match: Match, sentence: int, *, actual: bool) -> None:
        """The act is told; if it is narrated as done on a certain day, what follows is of that day."""
        self.told.append((sentence, event))
        if actual and event.date and len(event.date) == 10 and event.time_expression and _narrated(match.carrier):
            self.day, self.day_told = event.date, sentence

    def date(self, match: Match, sentence: int, *, own: bool) -> str | None:
        """The day of an act that is narrated without one: the day of the news for some sentences, another for the next.

        A sentence with a date of its own takes none from the story. What a speaker does by saying it ('We condemn ...')
        is of the day of his speech, where it is the text's `own` word.
        """
        if own and _performed(match):
            today = self.notes.document.date
            return today if today and len(today) == 10 else None
        if self.day is None or not _narrated(match.carrier) or self._dated(match.trigger.sent):
            return None
        reach = SPELL if self._is_news(self.day) else 1
        near = sentence - self.day_told <= reach or self.day == self.notes.document.date
        return self.day if near else None

    def _mark_day(self, sentence: Span, number: int) -> None:
        for expression, verb in self._times(sentence):
            day = expression.resolve(future=False)
            if verb == sentence.root and _narrated(verb) and day and len(day) == 10:
                self.day, self.day_told = day, number

    def _dated(self, sentence: Span) -> bool:
        """Whether a sentence says when its acts are; 'the February earthquakes' and a relative clause do not."""
        return any(verb.dep_ != "relcl" for _, verb in self._times(sentence))

    def _times(self, sentence: Span) -> Iterator[tuple[TimeExpression, Token]]:
        """The time expressions of a sentence that say when the act of a verb is, with the verb."""
        for expression in self.notes.dates:
            if expression.dated and sentence.start_char <= expression.start < sentence.end_char:
                span = sentence.doc.char_span(expression.start, expression.end, alignment_mode="expand")
                verb = None if span is None else _timed(span.root)
                if verb is not None:
                    yield expression, verb

    def _is_news(self, day: str) -> bool:
        """Whether a day is that of the document or one of the three before."""
        today = self.notes.document.date
        if today is None or len(today) != 10:
            return False
        return timedelta(0) <= calendar.fromisoformat(today) - calendar.fromisoformat(day) <= timedelta(3)

    def fill(self, match: Match, roles: Mapping[str, tuple[str, ...]], sentence: int) -> dict[str, tuple[str, ...]]:
        """The actors and the treaty that the clause leaves out and the story gives."""
        given = {
            "target": () if roles.get("target") else self._target(match, roles.get("source", ()), sentence),
            "about": () if roles.get("about") else self._instrument(match),
            "source": () if roles.get("source") else self._actors(match, roles.get("target", ()), sentence),
        }
        return {role: ids for role, ids in given.items() if ids}

    def _actors(self, match: Match, targets: Sequence[str], sentence: int) -> tuple[str, ...]:
        attackers = tuple(i for i in self._attackers(match, sentence) if i not in targets)
        return attackers or (() if targets else self._signatories(match, sentence))

    def _instrument(self, match: Match) -> tuple[str, ...]:
        """The treaty that the text is about, where one is signed or kept without a name: 'Peru did not sign'."""
        if not match.frame.type.startswith("TREATY") or match.frame.type == "TREATY_PROPOSE":
            return ()
        thing = grammar.patient(match.trigger)
        named = match.heads("about") or (() if thing is None else (thing,))
        accession = thing is not None and thing.lemma_ in INSTRUMENTS_OF  # 'ratified the Finnish accession'
        if not accession and not (all(map(_means_a_treaty, named)) if named else match.trigger.lemma_ in SIGNING):
            return ()
        if not accession and any(c.dep_ in {"compound", "nmod"} for head in named for c in head.children):
            return ()  # 'the Wellington convention' is one that the text has not named before
        ranked = Counter(
            m.entity
            for m in self.notes.mentions
            if m.start < match.trigger.i and self.notes.entities[m.entity].cls in INSTRUMENT_CLASSES
        ).most_common(2)
        clear = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
        return (ranked[0][0],) if clear and not self._another_since(ranked[0][0], match.trigger) else ()

    def _another_since(self, treaty: str, act: Token) -> bool:
        """Whether the text has brought up another treaty since: 'A convention that was adopted in Wellington'."""
        last = max(m.end for m in self.notes.mentions if m.entity == treaty and m.start < act.i)
        return any(
            t.lemma_.lower() in words("nouns", "treaty") and any(c.lower_ in {"a", "an", "another"} for c in t.lefts)
            for t in act.doc[last : act.i]
        )

    def _signatories(self, match: Match, sentence: int) -> tuple[str, ...]:
        """Who signed where a passive does not say it, and whose treaty takes effect: whoever agreed last."""
        passive = match.frame.type == "TREATY_SIGN" and grammar.is_passive(match.trigger)
        if not passive and match.frame.type != "TREATY_IN_FORCE":
            return ()
        named = {i for h in match.heads("about") for i in resolve(self.notes, h)}
        for number, event in reversed(self.told):
            parties = (*event.sources, *event.targets)
            if named and named.isdisjoint(event.about):  # of another treaty
                continue
            if sentence - number <= NEAR and event.type in COMPACTS and len(parties) > 1:
                return parties
        return ()

    def _target(self, match: Match, sources: Sequence[str], sentence: int) -> tuple[str, ...]:
        """Whom an act without a named target answers; () where the story does not say."""
        if match.frame.mode == "mediation" and (thing := grammar.patient(match.trigger)) is not None:
            return tuple(i for i in self._talks(thing, sentence) if i not in sources)
        if match.frame.type == "SANCTION":
            against = (
                h for t in (match.trigger, match.carrier) for p in ("on", "against") for h in grammar.objects_of(t, p)
            )
            thing = grammar.patient(match.trigger)
            suspended = thing is not None and thing in match.heads("target") and thing.pos_ == "NOUN"  # 'that step'
            return () if suspended or any(h.pos_ == "NOUN" for h in against) else self._sanctioned(sources, sentence)
        if match.frame.mode == "ease-sanctions":
            return self._eased(match, sources)
        if match.claims_responsibility:
            return self._attacked(sources, sentence)
        conditional = match.frame.type == "THREATEN" or match.frame.clause is not None
        if match.frame.type in AIMED and conditional and (aim := self._aim(match.trigger, frozenset(sources))):
            return aim
        if match.frame.type in ANSWERS:
            return self._doer(match, frozenset(sources), sentence)
        if match.frame.type == "REQUEST":
            return self._asked(match, sources, sentence)
        aimed = any(resolve(self.notes, h) for h in match.heads("target"))  # at his own people: 'promised Americans'
        if match.frame.type in BARGAINS and len(sources) == 1 and not aimed:
            return self._partner(sources[0], sentence)
        return ()

    def _aim(self, verb: Token, sources: frozenset[str]) -> tuple[str, ...]:
        """Whom a refused or threatened act would touch: who must meet its condition, or the one other actor in it."""
        clauses = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"} and c.i > verb.i]
        conditions = [c for v in (verb, *clauses) for c in v.children if c.dep_ == "advcl" and _is_condition(c)]
        for heads in ([s for c in conditions if (s := grammar.subject(c)) is not None], _nouns(clauses)):
            named = dict.fromkeys(i for h in heads for i in resolve(self.notes, h))
            others = [i for i in named if self._acts(i) and not self._related([i], sources)]
            if len(others) == 1:
                return (others[0],)
        return ()

    def _asked(self, match: Match, sources: Sequence[str], sentence: int) -> tuple[str, ...]:
        """Who could give what is asked of nobody in particular: whoever holds a prisoner, whoever is at war."""
        things = [*grammar.objects_of(match.trigger, "for"), *filter(None, [grammar.patient(match.trigger)])]
        recent = list(self._recent(sentence))
        if any(t.lemma_.lower() in FREEING for t in things):
            held = {i for t in things for i in self._owned_by(t)}
            captors = (e.sources for e in recent if e.type == "COERCE" and held & set(e.targets) and e.sources)
            return next((ids for ids in captors if not self._related(ids, set(sources))), ())
        if any(t.lemma_.lower() in words("nouns", "peace") for t in things) and not match.heads("target"):
            wars = ((*e.sources, *e.targets) for e in recent if e.type == "ASSAULT" and e.sources and e.targets)
            return self._others(next(wars, ()), set(sources))
        return ()

    def _owned_by(self, thing: Token) -> tuple[str, ...]:
        """Whose release it is: 'Bazoum's release', 'the release of Bazoum'."""
        behind = [*(c for c in thing.lefts if c.dep_ == "poss"), *grammar.objects_of(thing, "of")]
        return tuple(i for h in behind for i in resolve(self.notes, h))

    def _acts(self, id_: str) -> bool:
        return self.notes.entities[id_].cls in ACTOR_CLASSES

    def _doer(self, match: Match, sources: frozenset[str], sentence: int) -> tuple[str, ...]:
        """Who did what the object of the act refers to."""
        thing = grammar.patient(match.trigger)
        over = next((h for h in match.heads("target") if h != thing), None)  # 'voiced concern over the launch'
        thing = over or thing
        if thing is None:
            return ()
        if owner := tuple(i for i in whose(self.notes, thing) if self._acts(i) and i not in sources):
            return owner
        if match.frame.type == "ACCUSE" and (parties := self._parties(thing, sources)):
            return parties
        types, reach = next((d for t in (thing, *grammar.objects_of(thing, "of")) if (d := _deeds(t))[1] >= 0), NOTHING)
        for number, event in reversed(self.told):
            if sentence - number > reach:
                break
            doers = event.sources
            if event.type in SYMMETRIC:  # who condemns a summit condemns all who held it; who welcomes it, nobody
                doers = (*event.sources, *event.targets) if match.frame.type == "ACCUSE" else ()
            if (not types or event.type in types) and doers and not self._related(doers, sources):
                return doers
        return ()

    def talkers(self, noun: Token, sentence: int) -> tuple[str, ...]:
        """Who is at 'the talks' or 'these negotiations' that begin, go on or end: the sides of the last talks told."""
        if noun.lemma_.lower() not in TALKS:
            return ()
        definite = any(c.lower_ in {"the", "these", "those", "this"} for c in noun.lefts)
        happens = noun.head.lemma_.lower() in words("grammar", "happening")
        return self._talks(noun, sentence) if definite and happens else ()

    def _talks(self, noun: Token, sentence: int) -> tuple[str, ...]:
        """The sides of the last talks told."""
        if noun.lemma_.lower() not in TALKS:
            return ()
        for event in self._recent(sentence):
            if event.type == "CONSULT" and event.sources and event.targets:
                return (*event.sources, *event.targets)
        return ()

    def _sanctioned(self, sources: Sequence[str], sentence: int) -> tuple[str, ...]:
        """Against whom measures are: whoever the same actor has just opposed, or was sanctioned last by others."""
        for number, event in reversed(self.told):
            asked = event.type == "REQUEST" and event.mode != "demand"  # 'urged Japan to wait' is no quarrel with it
            hostile = event.type in OPPOSING and not asked and set(event.sources) == set(sources)
            if sentence - number <= NEAR and hostile and len(event.targets) == 1:
                return event.targets
        for event in self._recent(sentence):
            if event.type == "SANCTION" and event.targets:
                return () if self._related(event.targets, set(sources)) else event.targets
        return self._others(at_home(self.notes), set(sources))

    def _eased(self, match: Match, sources: Sequence[str]) -> tuple[str, ...]:
        """From whom sanctions are lifted: whoever was sanctioned last, by the same side if it lifts its own."""
        thing = grammar.patient(match.trigger)
        own = thing is not None and any(c.tag_ == "PRP$" for c in thing.lefts)
        imposed = (e for _, e in reversed(self.told) if e.type == "SANCTION" and e.targets)
        last = next((e for e in imposed if not own or self._related(e.sources, set(sources))), None)
        return () if last is None or self._related(last.targets, set(sources)) else last.targets

    def _attacked(self, sources: Sequence[str], sentence: int) -> tuple[str, ...]:
        """For whose attack responsibility is claimed: whoever was attacked last, or whom the text is about."""
        last = next((e.targets for e in self._recent(sentence) if e.type == "ASSAULT" and e.targets), ())
        return last or self._others(at_home(self.notes), set(sources))

    def _attackers(self, match: Match, sentence: int) -> tuple[str, ...]:
        """Whose 'the airstrike' is in which somebody was killed: of whoever attacked last."""
        deeds = [h for p in ("in", "by", "during") for h in grammar.objects_of(match.trigger, p)]
        deeds = [d for d in deeds if d.lemma_.lower() in words("nouns", "attacks") or d.lemma_ == "operation"]
        if match.frame.type != "ASSAULT" or not deeds:
            return ()
        if owner := tuple(i for d in deeds for i in whose(self.notes, d) if self._acts(i)):
            return owner
        if not any(_definite(d) for d in deeds):
            return ()
        return next((e.sources for e in self._recent(sentence) if e.type == "ASSAULT" and e.sources), ())

    def _parties(self, thing: Token, sources: frozenset[str]) -> tuple[str, ...]:
        """Between whom the agreement is that an act answers: whoever the story says concluded it last."""
        if thing.lemma_.lower() not in words("nouns", "treaty", "agreement"):
            return ()
        meant = set(resolve(self.notes, thing))
        for _, event in reversed(self.told):
            parties = tuple(dict.fromkeys((*event.sources, *event.targets)))
            if event.type in COMPACTS and len(parties) > 1 and (not meant or meant & set(event.about)):
                return self._others(parties, sources)
        return ()

    def _partner(self, source: str, sentence: int) -> tuple[str, ...]:
        """The other side of the last dealing between two of which the source, or its state, is one."""
        for event in self._recent(sentence):
            if event.type not in DEALINGS:
                continue
            for mine, others in ((event.sources, event.targets), (event.targets, event.sources)):
                if len(others) == 1 and self._related(mine, {source}) and not self._related(others, {source}):
                    return others
        return ()

    def _recent(self, sentence: int) -> Iterator[Event]:
        """The acts told not too far back, the last first."""
        return (event for number, event in reversed(self.told) if sentence - number <= FAR)

    def _others(self, ids: Sequence[str], sources: frozenset[str] | set[str]) -> tuple[str, ...]:
        """Those who are none of the sources and act for none of their states."""
        return tuple(i for i in ids if not self._related([i], sources))

    def _related(self, ids: Sequence[str], others: frozenset[str] | set[str]) -> bool:
        """Whether some of the two are the same, or act for the same state."""
        return bool(self._sides(ids) & self._sides(others))

    def _sides(self, ids: Sequence[str] | frozenset[str] | set[str]) -> set[str]:
        return {*ids} | {s for i in ids if (s := self.notes.entities[i].state)}


def _definite(noun: Token) -> bool:
    return any(c.lower_ in {"the", "that", "this"} for c in noun.lefts)


def _timed(time: Token) -> Token | None:
    """The verb whose act a time expression dates, directly, by a preposition or a noun: 'in the May deal they ...'."""
    anchor = time.head.head if time.dep_ == "pobj" else time.head
    if anchor.dep_ == "pobj" and anchor.head.lower_ in {"at", "during", "in", "under"}:
        anchor = anchor.head.head
    return anchor if anchor.pos_ in {"VERB", "AUX"} else None


def _is_condition(clause: Token) -> bool:
    return any(c.lower_ in {"if", "unless"} and c.dep_ == "mark" for c in clause.children)


def _nouns(clauses: Sequence[Token]) -> list[Token]:
    return [t for c in clauses for t in c.subtree if t.dep_ in {"dobj", "pobj", "dative", "poss"} and t.pos_ == "PROPN"]


def _deeds(thing: Token) -> tuple[frozenset[str], int]:
    """The types of acts that an object refers to (none: any), and how many sentences back; no reach where to none."""
    if thing.tag_ in {"PRP", "DT"} and thing.lower_ in {"it", "this", "that", "these"}:
        return frozenset(), NEAR
    definite = any(c.lower_ in {"the", "this", "that", "these", "those", "such"} for c in thing.lefts)
    types = table("deeds")["nouns"].get(thing.lemma_.lower())
    return (frozenset(types), FAR) if definite and types is not None else NOTHING


def _means_a_treaty(noun: Token) -> bool:
    """Whether a noun can stand for the treaty that one knows of: 'the agreement', 'its ratification'."""
    if noun.lemma_.lower() in INSTRUMENTS_OF:
        return True
    definite = any(c.lower_ in {"the", "this", "that", "its", "their"} for c in noun.lefts)
    return definite and noun.lemma_.lower() in words("nouns", "treaty", "agreement")


def _performed(match: Match) -> bool:
    """Whether the words are the act: 'I thank', 'we urge' (Austin's performative)."""
    who = grammar.child(match.trigger, "nsubj")
    first = who is not None and who.lower_ in {"i", "we"}
    return first and match.trigger.tag_ == "VBP" and match.frame.type in VERBAL_ACTS and match.carrier == match.trigger


def _narrated(verb: Token) -> bool:
    """Whether a verb carries the story on: in the simple past, in no relative clause, no background ('had met')."""
    if verb.tag_ != "VBD" and not (
        verb.tag_ == "VBN" and any(c.tag_ == "VBD" and c.dep_ == "auxpass" for c in verb.children)
    ):
        return False
    if any(c.lower_ in {"had", *EARLIER} for c in verb.children):
        return False
    return all(t.dep_ not in {"relcl", "advcl", "acl"} for t in (verb, *verb.ancestors))


def _shifted_back(verb: Token) -> bool:
    """Whether a main verb has the tense of indirect speech: 'would meet', 'had met'; no condition, no background."""
    if verb.dep_ not in {"ROOT", "conj"} or any(c.dep_ == "advcl" and _is_condition(c) for c in verb.children):
        return False
    return bool(grammar.auxiliaries(verb) & {"would", "had"}) and not any(c.lower_ in EARLIER for c in verb.children)
