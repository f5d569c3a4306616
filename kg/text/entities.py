"""spaCy component `kg_entities`: names in the text, from the gazetteer and from the model's own entity recogniser.

What the tables know overrules the model, and what the rest of the document shows overrules a single reading. Persons get
their offices in `kg_persons`; descriptions and pronouns are left to `kg_coreference`.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token

from kg.gazetteer import Gazetteer, Known, Reading
from kg.model import Entity, EntityClass, entity_id
from kg.offices import Offices
from kg.text.annotation import Annotations, TokenMention, notes_of
from kg.text.lexicon import role_kinds, words

TREATY_HEAD = re.compile(r"\b(Treaty|Convention|Protocols?|Covenant|Charter|Statute)\b")
DEAL_HEAD = re.compile(r"\b(Agreements?|Accords?|Memorandum|Communiqu[eé]|Declaration|Initiative|Pact)\b")
MEETING_HEAD = re.compile(r"\b(Summit|Conference|Congress|Forum)\b")
BODY_HEAD = re.compile(
    r"\b(Ministry|Department|Army|Navy|Air Force|Armed Forces|Parliament|Senate|Assembly|Embassy|Consulate|Court|House of|"
    r"Central Bank|Council of Ministers|Cabinet|Agency|Police|Intelligence|Bureau|Guard|Administration|Directorate|Office)\b"
)
LOCATIVE = words("grammar", "locative")
MOTION = words("grammar", "motion")
KINDS = ("strong", "adjective", "national", "metonym", "weak")
NER_CLASSES: dict[str, EntityClass] = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible name: tokens [start, end), what it would be, and by which rule."""

    start: int
    end: int
    cls: EntityClass
    rule: str
    readings: tuple[Reading, ...] = ()

    @property
    def rank(self) -> tuple[int, int, int]:
        """Longer before shorter, tables before the model, earlier before later."""
        return (self.start - self.end, 0 if self.readings or self.rule == "office" else 1, self.start)


class EntityFinder:
    """Finds names in a Doc and writes them to its annotations."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer, offices: Offices) -> None:
        self.gazetteer = gazetteer
        self.offices = offices
        self.readings: dict[str, list[Reading]] = defaultdict(list)
        for surface, reading in gazetteer.surfaces():
            for form in {surface, surface.replace("'", "’")}:
                self.readings[form].append(reading)
        self.matcher = PhraseMatcher(nlp.vocab, attr="ORTH")
        self.matcher.add("name", list(nlp.tokenizer.pipe(self.readings)))
        self.matcher.add("person", list(nlp.tokenizer.pipe(sorted(offices.names()))))

    def __call__(self, doc: Doc) -> Doc:
        notes = notes_of(doc)
        headline = frozenset(headline_tokens(doc))
        taken: set[int] = set()
        for candidate in sorted(self._candidates(doc, headline), key=lambda c: c.rank):
            tokens = range(candidate.start, candidate.end)
            if taken.isdisjoint(tokens) and (entity := self._entity(doc, candidate)):
                taken.update(tokens)
                notes.entities.setdefault(entity.id, entity)
                notes.add(TokenMention(candidate.start, candidate.end, entity.id, candidate.rule))
        unify(doc, notes)
        notes.mentions.sort(key=lambda m: m.start)
        return doc

    def _candidates(self, doc: Doc, headline: frozenset[int]) -> Iterator[Candidate]:
        persons: list[Candidate] = []
        for match_id, start, end in self.matcher(doc):
            if doc.vocab.strings[match_id] == "person":
                persons.append(Candidate(start, end, "Person", "office"))
            else:
                yield from self._from_table(doc, start, end)
        yield from persons
        covered = {i for p in persons for i in range(p.start, p.end)}
        yield from (c for c in bodies(doc))
        yield from instruments_by_shape(doc)
        yield from resolutions(doc)
        for ent in doc.ents:
            if ent.label_ in NER_CLASSES and covered.isdisjoint(range(ent.start, ent.end)):
                yield from self._from_model(doc, ent, headline)

    def _from_table(self, doc: Doc, start: int, end: int) -> Iterator[Candidate]:
        readings = self.readings.get(doc[start:end].text) or self.readings.get(
            doc[start:end].text.replace("’", "'"), []
        )
        for reading in sorted(readings, key=lambda r: KINDS.index(r.kind))[:1]:
            alike = tuple(r for r in readings)
            yield Candidate(start, end, reading.known.cls, "name" if reading.kind == "strong" else reading.kind, alike)

    def _from_model(self, doc: Doc, ent: Span, headline: frozenset[int]) -> Iterator[Candidate]:
        span = self._trimmed(doc, ent)
        if span is None or (span.start in headline and not _elsewhere(doc, span, headline)):
            return
        text = span.text
        if not text[0].isupper() or "\n" in text or len(text) < 2 or any(ch in text for ch in "@/#$%|<>{}"):
            return
        cls = NER_CLASSES[ent.label_]
        if cls != "Person" and (tail := _after_inner_role(doc, span)) is not None:
            span, cls, text = tail, "Person", tail.text
        if cls == "Organization" and BODY_HEAD.search(text):
            cls = "GovernmentBody"
        elif cls != "Person" and _after_role(doc, span):
            cls = "Person"
        yield Candidate(span.start, span.end, cls, "model")

    def _trimmed(self, doc: Doc, ent: Span) -> Span | None:
        """The entity without determiners, titles, nationality words and possessive endings that are not of the name."""
        start, end = ent.start, ent.end
        person = ent.label_ == "PERSON"
        drop = words("roles", "titles", "modifiers") | role_kinds().keys() if person else frozenset()
        while start < end:
            token = doc[start]
            known = person and end - start > 1 and token.text in self.readings
            if (
                token.lower_ in {"the", "a", "an", "-", "’s", "'s", "former", "then"}
                or token.lower_ in drop
                or known
                or token.is_punct
            ):
                start += 1
            else:
                break
        while end > start and (
            doc[end - 1].lower_ in {"'s", "’s", "’", "'"}
            or (doc[end - 1].is_punct and doc[end - 1].text not in {".", ")"})
            or doc[end - 1].is_space
        ):
            end -= 1
        while person and end - start > 1 and doc[end - 1].pos_ in {"VERB", "AUX", "ADP", "DET"}:
            end -= 1
        while person and start > ent.sent.start and end > start and self._goes_on_before(doc, start, end):
            start -= 1
        return doc[start:end] if end > start else None

    def _goes_on_before(self, doc: Doc, start: int, end: int) -> bool:
        """Whether the model cut a name short: 'Antony' in front of 'J. Blinken'."""
        token = doc[start - 1]
        inside = start <= token.head.i < end and token.dep_ in {"compound", "nmod", "amod"}
        title = token.lower_ in words("roles", "titles", "modifiers", "honorifics") or token.lower_ in role_kinds()
        return inside and token.pos_ == "PROPN" and token.is_title and not title and token.text not in self.readings

    def _entity(self, doc: Doc, candidate: Candidate) -> Entity | None:
        span = doc[candidate.start : candidate.end]
        if candidate.rule == "office":
            return self._office_holder(span.text)
        if candidate.readings:
            known = self._choose(span, candidate.readings)
            return self.gazetteer.entity(known) if known else None
        if candidate.cls == "Person":
            return _person(span)
        if candidate.rule == "body":
            return self._body(doc, span)
        if candidate.rule == "model" and candidate.cls in {"Organization", "GovernmentBody"}:
            return self._organisation(doc, span, candidate.cls)
        if candidate.rule == "model" and candidate.cls == "Place" and not _place_like(span):
            return None
        name = span.text
        return Entity(entity_id(candidate.cls, name), candidate.cls, name)

    def _office_holder(self, name: str) -> Entity | None:
        person = self.offices.named(name)[0]
        same = (f"http://www.wikidata.org/entity/{person.wikidata}",) if person.wikidata else ()
        return Entity(entity_id("Person", person.person), "Person", person.person, aliases=person.aliases, same_as=same)

    def _organisation(self, doc: Doc, span: Span, cls: EntityClass) -> Entity | None:
        """An organisation that the model found; a nationality or state in front of its name tells whose it is."""
        if span.root.pos_ not in {"PROPN", "NOUN"} or (len(span) == 1 and _no_name(span[0])):
            return None
        if (
            all(t.text in self.readings or t.is_stop for t in span)
            or self._several_names(span)
            or span[0].lower_ == "government"
        ):
            return None
        state = next(
            (
                r.known.id
                for t in span
                for r in self.readings.get(t.text, ())
                if r.known.cls == "State" and r.kind != "weak"
            ),
            None,
        )
        return Entity(entity_id(cls, span.text), cls, span.text, state=state)

    def _several_names(self, span: Span) -> bool:
        """Whether the model ran names together ('NATO Allies Turkey'): the table knows two of its words."""
        return sum(t.text in self.readings for t in span) > 1 and not BODY_HEAD.search(span.text)

    def _body(self, doc: Doc, span: Span) -> Entity | None:
        """A ministry, army, parliament, embassy ... that the words around it give to a state."""
        state = self.state_near(doc, span)
        head = body_name(span, self.readings)
        if state is None:
            if not any(t.is_title for t in span) or len(span) < 2:
                return None
            return Entity(entity_id("GovernmentBody", head), "GovernmentBody", head)
        name = f"{head} of {state.name}"
        return Entity(entity_id("GovernmentBody", name), "GovernmentBody", name, iso3=None, state=state.id)

    def state_near(self, doc: Doc, span: Span) -> Known | None:
        """The state whose name or adjective is in the span, before it ("Turkey's army") or after it ("of Turkey")."""
        before = [
            doc[i]
            for i in range(span.start - 1, max(span.start - 3, -1), -1)
            if doc[i].text not in {"'s", "’s", "'", "’"}
        ][:1]
        after = []
        if span.end + 1 < len(doc) and doc[span.end].lower_ in {"of", "in"}:
            after = [t for t in doc[span.end + 1 : span.end + 5]]
        for token in [*span, *before, *after]:
            for end in (token.i + 3, token.i + 2, token.i + 1):
                for reading in self.readings.get(doc[token.i : end].text, ()):
                    if reading.known.cls == "State" and reading.kind != "weak":
                        return reading.known
        return None

    def _choose(self, span: Span, readings: tuple[Reading, ...]) -> Known | None:
        """Which of the things of this name is meant here, or None where the context supports none."""
        states = [r for r in readings if r.known.cls == "State"]
        places = [r for r in readings if r.known.cls == "Place"]
        if states and places:
            metonym = states[0].kind in {"metonym", "weak"}
            if metonym and (is_locative(span) or (states[0].kind == "weak" and not is_agentive(span))):
                return places[0].known
            return states[0].known
        best = min(readings, key=lambda r: KINDS.index(r.kind))
        if best.kind == "weak" and not self._supported(span, best):
            return None
        if best.kind == "metonym" and is_locative(span):
            name = span.text
            return Known(id=entity_id("Place", name), cls="Place", name=name, state=best.known.id)
        return best.known

    def _supported(self, span: Span, reading: Reading) -> bool:
        """Whether the context speaks for an ambiguous name: the model's label, or another name of the same thing."""
        known, doc = reading.known, span.doc
        labels = {t.ent_type_ for t in span}
        others = {s for s in (*known.names, *known.adjectives, *known.nationals, *known.metonyms) if s != span.text}
        text = doc.text
        if any(re.search(rf"\b{re.escape(s)}\b", text) for s in others if len(s) > 2):
            return True
        if known.cls in {"State", "Place"}:
            return bool(labels & {"GPE", "LOC", "NORP"}) and not _us_state_context(span)
        if known.kind in {"platform", "media"}:
            return span.start > 0 and span.doc[span.start - 1].lower_ == "on" and span[0].pos_ == "PROPN"
        return (
            known.cls in {"InternationalOrganization", "GovernmentBody", "Organization"}
            and "ORG" in labels
            and len(span.text) > 2
        )


def headline_tokens(doc: Doc) -> Iterator[int]:
    """Tokens of lines in title case, where capitals say nothing."""
    start = 0
    for token in doc:
        if "\n" in token.text or token.i == len(doc) - 1:
            line = doc[start : token.i + 1]
            long_words = [t for t in line if t.is_alpha and len(t) > 3]
            ends = line.text.strip()[-1:] if len(line) else ""
            if (
                ends not in {".", "”", '"', "?", ":"}
                and sum(t.text[0].isupper() for t in long_words) > 0.7 * len(long_words) >= 2
                and len(line) < 30
            ):
                yield from range(line.start, line.end)
            start = token.i + 1


def _after_inner_role(doc: Doc, span: Span) -> Span | None:
    """The name in 'National Security Advisor Akiba Takeo' where the model takes it all for an organisation."""
    roles = [t.i for t in span if t.lower_ in role_kinds()]
    if not roles or roles[-1] + 1 >= span.end:
        return None
    tail = doc[roles[-1] + 1 : span.end]
    return tail if all(t.is_title and t.pos_ == "PROPN" for t in tail) and len(tail) <= 3 else None


def _no_name(token: Token) -> bool:
    """A single word that offices and headings have ("Defense", "Secretary"), or one without a capital."""
    return token.lower_ in role_kinds() or token.lower_ in words("roles", "modifiers") or token.is_lower


def _after_role(doc: Doc, span: Span) -> bool:
    """'Foreign Minister Nikos Christodoulides', whatever the model calls it."""
    before = doc[span.start - 1].lower_ if span.start else ""
    return before in role_kinds() and 2 <= len(span) <= 3 and all(t.is_title and t.pos_ == "PROPN" for t in span)


def _elsewhere(doc: Doc, span: Span, headline: frozenset[int]) -> bool:
    pattern = re.compile(rf"\b{re.escape(span.text)}\b")
    outside = "".join(t.text_with_ws for t in doc if t.i not in headline)
    return bool(pattern.search(outside))


def _us_state_context(span: Span) -> bool:
    """'Atlanta, Georgia': a name after a comma after another capitalised name."""
    i = span.start
    return i >= 2 and span.doc[i - 1].text == "," and span.doc[i - 2].is_title and span.doc[i - 2].ent_type_ == "GPE"


def _place_like(span: Span) -> bool:
    return span.root.pos_ == "PROPN" and span[0].text[0].isupper()


def _person(span: Span) -> Entity | None:
    tokens = [
        t for t in span if t.pos_ in {"PROPN", "NOUN", "ADJ", "ADP", "X", "PART", "PUNCT"} and t.text[0].isalpha()
    ]
    if not tokens or not any(t.pos_ == "PROPN" for t in span) or not span.text[0].isupper():
        return None
    if len(span) > 6 or any(ch.isdigit() for ch in span.text):
        return None
    return Entity(entity_id("Person", span.text), "Person", span.text)


def is_locative(span: Span) -> bool:
    """Whether a capital or seat is used as the place ("a meeting in Kyiv") and not for its state ("Kyiv said")."""
    root = span.root
    head = root.head
    if root.dep_ == "conj" and head.i < root.i:
        return is_locative(span.doc[head.i : head.i + 1])
    if root.dep_ == "pobj":
        governor = head.head
        if head.lower_ in LOCATIVE:
            return True
        if head.lower_ == "of":
            return governor.lower_ in {
                "city",
                "capital",
                "town",
                "suburb",
                "outskirts",
                "centre",
                "center",
                "streets",
                "north",
                "south",
                "east",
                "west",
            }
        return head.lower_ in {"to", "for"} and governor.lemma_.lower() in MOTION
    if root.dep_ in {"dobj", "obj"}:
        return head.lemma_.lower() in MOTION
    if root.dep_ in {"compound", "nmod", "appos", "npadvmod", "amod", "nsubjpass", "ROOT"}:
        return True
    return root.dep_ == "nsubj" and head.lemma_ in {"be", "become", "lie", "host"}


def is_agentive(span: Span) -> bool:
    """Whether an ambiguous seat ("Washington", "Brussels") acts or owns something here."""
    return span.root.dep_ in {"nsubj", "poss", "agent"} or (
        span.root.dep_ == "pobj" and span.root.head.lower_ in {"by", "with", "between", "against"}
    )


def bodies(doc: Doc) -> Iterator[Candidate]:
    """Ministries, armies, parliaments, embassies: 'Turkish Ministry of Foreign Affairs', 'France's foreign ministry'."""
    heads = words("nouns", "bodies")
    for token in doc:
        if token.lower_ not in heads or token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
            continue
        start = token.i
        while (
            start > 0
            and doc[start - 1].head.i == token.i
            and doc[start - 1].dep_ in {"compound", "amod", "nmod"}
            and doc[start - 1].sent == token.sent
        ):
            start -= 1
        end = token.i + 1
        capital = token.text[0].isupper()
        if (
            end + 1 < len(doc)
            and doc[end].lower_ in {"of", "for"}
            and token.lower_ in {"ministry", "department", "office"}
        ):
            end = _of_phrase(doc, end)
        if capital or end - start > 1 or (start > 1 and doc[start - 1].text in {"'s", "’s"}):
            yield Candidate(start, end, "GovernmentBody", "body")


def _of_phrase(doc: Doc, i: int) -> int:
    """The end of 'of Foreign Affairs', 'of Defence', 'for Foreign and Commonwealth Affairs' that begins at token i."""
    end = i + 1
    while (
        end < len(doc)
        and (doc[end].is_title or doc[end].lower_ in {"and", "&", "the"})
        and not doc[end].ent_type_ == "GPE"
    ):
        end += 1
    while end > i + 1 and not doc[end - 1].is_title:
        end -= 1
    return end if end > i + 1 else i


def body_name(span: Span, readings: dict[str, list[Reading]]) -> str:
    """The body's name without its state: 'Foreign Ministry', 'Ministry of Defence', 'Army'."""
    kept = [
        t
        for t in span
        if not any(r.known.cls == "State" for r in readings.get(t.text, ())) and t.text not in {"'s", "’s", "-"}
    ]
    name = " ".join(t.text for t in kept).strip()
    ministry = re.fullmatch(r"(?i)(\w+) ministry", name)
    if ministry:
        subject = ministry.group(1).title()
        return f"Ministry of {'Foreign Affairs' if subject == 'Foreign' else subject}"
    return name.title() if name.islower() else name


SHAPE_TAIL = frozenset(
    {
        "of",
        "on",
        "for",
        "against",
        "between",
        "the",
        "and",
        "to",
        "in",
        "with",
        "relating",
        "concerning",
        "Relating",
        "Concerning",
        "Prohibiting",
        "prohibiting",
    }
)


def instruments_by_shape(doc: Doc) -> Iterator[Candidate]:
    """Treaties, agreements and meetings by the shape of their names: 'Treaty of X', 'the 1997 Convention on ...', 'X Accords'."""
    i = 0
    while i < len(doc):
        token = doc[i]
        cls = _shape_class(token.text)
        if cls is None or token.pos_ not in {"PROPN", "NOUN"}:
            i += 1
            continue
        start, end = i, i + 1
        while start > 0 and _name_word(doc[start - 1]):
            start -= 1
        while end < len(doc):
            ahead = end
            while ahead < len(doc) and doc[ahead].text in SHAPE_TAIL and ahead - end < 3:
                ahead += 1
            if (
                ahead < len(doc)
                and doc[ahead].pos_ == "PROPN"
                and doc[ahead].is_title
                and ahead > end
                and doc[end].text not in {"and", "to", "in", "with", "between", "against", "for"}
            ):
                end = ahead + 1
            elif doc[end].pos_ == "PROPN" and doc[end].text[0].isupper() and doc[end].sent == token.sent:
                end += 1
            else:
                break
        if end - start > 1:
            yield Candidate(start, end, cls, "shape")
        i = end


def resolutions(doc: Doc) -> Iterator[Candidate]:
    """'UN Security Council Resolution 2259', 'Resolution 1701'."""
    for token in doc[:-1]:
        number = doc[token.i + 1]
        if token.text in {"Resolution", "resolution"} and number.is_digit and len(number.text) >= 2:
            start = token.i
            while (start > 0 and doc[start - 1].is_title and doc[start - 1].pos_ == "PROPN") or (
                start > 0 and doc[start - 1].text in {"UN", "U.N.", "UNSC"}
            ):
                start -= 1
            yield Candidate(start, token.i + 2, "Agreement", "shape")


def unify(doc: Doc, notes: Annotations) -> None:
    """What the model tags three ways is one thing: by majority, by its fuller name, and by its abbreviation in brackets."""
    found = [m for m in notes.mentions if m.rule == "model"]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for m in found:
        votes[doc[m.start : m.end].text][m.entity] += 1
    same = _abbreviations(doc, notes)
    fuller = _fuller_names(doc, notes, found)
    renamed = {}
    for m in found:
        text = doc[m.start : m.end].text
        best = min(votes[text], key=lambda id_: (-votes[text][id_], id_))
        target = same.get(text) or fuller.get(text) or best
        renamed[m] = same.get(notes.entities[target].name, target)
    notes.replace([dataclasses.replace(m, entity=renamed.get(m, m.entity)) for m in notes.mentions])


def _fuller_names(doc: Doc, notes: Annotations, found: list[TokenMention]) -> dict[str, str]:
    """'Mahan' after 'Mahan Air': the first word of one organisation's name."""
    full: dict[str, set[str]] = defaultdict(set)
    for m in found:
        if m.end - m.start > 1 and notes.entities[m.entity].cls == "Organization":
            full[doc[m.start].text].add(m.entity)
    return {word: next(iter(ids)) for word, ids in full.items() if len(ids) == 1}


def _abbreviations(doc: Doc, notes: Annotations) -> dict[str, str]:
    """Name or abbreviation -> entity, from 'Nordic Defence Cooperation (NORDEFCO)'; what a table knows wins."""
    same: dict[str, str] = {}
    for m in notes.mentions:
        if (
            m.end + 2 < len(doc)
            and doc[m.end].text == "("
            and doc[m.end + 2].text == ")"
            and doc[m.end + 1].text.isupper()
        ):
            short, long = doc[m.end + 1].text, doc[m.start : m.end].text
            inner = notes.at(m.end + 1)
            if not abbreviates(short, long) or notes.entities[m.entity].cls in {"Person", "State"}:
                continue
            known = inner.entity if inner is not None and inner.rule != "model" and m.rule == "model" else m.entity
            same[short] = same[long] = known
    return same


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` stand in this order in `long`, the first one at its beginning (Schwartz & Hearst 2003)."""
    letters = iter(long.casefold())
    return long[:1].casefold() == short[:1].casefold() and all(c in letters for c in short.casefold() if c.isalnum())


def _shape_class(word: str) -> EntityClass | None:
    if TREATY_HEAD.fullmatch(word):
        return "Treaty"
    if DEAL_HEAD.fullmatch(word):
        return "Agreement"
    return "Meeting" if MEETING_HEAD.fullmatch(word) else None


def _name_word(token: Token) -> bool:
    return (
        token.pos_ in {"PROPN", "ADJ", "NOUN"}
        and token.text[0].isupper()
        and token.dep_ in {"compound", "amod", "nmod", "poss", "pobj", "nsubj"}
    ) or (token.text in {"-", "–"} and token.i > 0 and not token.whitespace_)
