"""spaCy component `kg_entities`: names in the text, from the gazetteer and from the model's own entity recogniser.

What the tables know overrules the model, and what the rest of the document shows overrules a single reading. Persons
get their offices in `kg_persons`; descriptions and pronouns are left to `kg_coreference`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token

from kg.gazetteer import Gazetteer, Known, Reading
from kg.model import INSTRUMENT_CLASSES, Entity, EntityClass, entity_id
from kg.offices import Offices
from kg.text.annotation import TokenMention, columns_of, notes_of, text_of
from kg.text.introduced import scoped_id
from kg.text.lexicon import role_kinds, words
from kg.text.shapes import Candidate, bodies, body_name, instruments_by_shape, resolutions, titled_names
from kg.text.titles import among_treaties, is_genre, is_title
from kg.text.unify import unify

BODY_HEAD = re.compile(
    r"\b(Ministry|Department|Army|Navy|Air Force|Armed Forces|Parliament|Senate|Assembly|Embassy|Consulate|Court|"
    r"House of|Central Bank|Council of Ministers|Cabinet|Agency|Police|Intelligence|Bureau|Guard|Administration|"
    r"Directorate|Office)\b"
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
        self.matcher.add("name", [nlp.make_doc(surface) for surface in self.readings])
        self.matcher.add("person", [nlp.make_doc(name) for name in sorted(offices.names())])
        self.given = frozenset(name.split()[0] for name in offices.names() if " " in name) - self.readings.keys()

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
        tabled: set[int] = set()
        for match_id, start, end in self.matcher(doc):
            if doc.vocab.strings[match_id] == "person":
                persons.append(Candidate(start, end, "Person", "office"))
            else:
                tabled.update(range(start, end))
                yield from self._from_table(doc, start, end)
        yield from persons
        yield from (c for c in titled_names(doc, tabled) if c.start not in headline)
        covered = {i for p in persons for i in range(p.start, p.end)}
        yield from bodies(doc)
        yield from self._communities(doc)
        yield from instruments_by_shape(doc)
        yield from resolutions(doc)
        for ent in doc.ents:
            if ent.label_ in NER_CLASSES and covered.isdisjoint(range(ent.start, ent.end)):
                yield from self._from_model(doc, ent, headline)

    def _communities(self, doc: Doc) -> Iterator[Candidate]:
        """'Bosnian Serbs', 'Turkish Cypriots': a people within a state is neither of the two states."""
        columns = columns_of(doc)
        for i, (word, after) in enumerate(pairwise(columns.text)):
            if word in self.readings and after in self.readings and columns.tag[i + 1] in {"NNS", "NNPS", "NNP"}:
                first = self._state_read(word, {"adjective"})
                second = self._state_read(after, {"national", "adjective"})
                if first and second and first != second:
                    yield Candidate(i, i + 2, "Organization", "community")

    def _state_read(self, text: str, kinds: set[str]) -> str | None:
        return next(
            (r.known.id for r in self.readings.get(text, ()) if r.known.cls == "State" and r.kind in kinds), None
        )

    def _from_table(self, doc: Doc, start: int, end: int) -> Iterator[Candidate]:
        readings = self.readings.get(doc[start:end].text) or self.readings.get(
            doc[start:end].text.replace("’", "'"), []
        )
        if start and doc[start - 1].text == "-" and all(r.known.cls == "Place" for r in readings):
            return  # 'Al-Sabah' is not Sabah
        if start > 1 and doc[start - 1].text == "-" and doc[start - 2].lower_ in words("grammar", "stances"):
            return  # nor is 'the pro-Russian president' the president of Russia
        for reading in sorted(readings, key=lambda r: KINDS.index(r.kind))[:1]:
            rule = "name" if reading.kind == "strong" else reading.kind
            yield Candidate(start, end, reading.known.cls, rule, tuple(readings))

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
        if cls == "Organization" and (_is_office(span) or self._is_government(span)):
            return
        if len(span) == 1 and not self.readings.get(text) and self.offices.surnamed(text, notes_of(doc).document.date):
            cls = "Person"
        if span[-1].text in words("nouns", "site_heads") and len(span) > 1:
            cls = "Place"
        elif cls == "Organization" and BODY_HEAD.search(text):
            cls = "GovernmentBody"
        elif cls != "Person" and (self._named_like_a_person(span) or _after_role(doc, span) or _apposed_to_role(span)):
            cls = "Person"
        yield Candidate(span.start, span.end, cls, "model")

    def _is_government(self, span: Span) -> bool:
        """Whether the name is that of a state's government, which stands for it: 'the Lithuanian Government'."""
        name = span[1:-1] if span[0].lower_ == "the" else span[:-1]
        return span[-1].text == "Government" and self._state_read(name.text, {"adjective", "strong"}) is not None

    def _named_like_a_person(self, span: Span) -> bool:
        """Whether a name of two or three words begins with a given name: 'Alexei Navalny'."""
        if not 2 <= len(span) <= 3 or span[0].text not in self.given or span.text in self.readings:
            return False
        return all(t.is_alpha and t.text[0].isupper() and t.text not in self.readings for t in span) and not (
            {t.lower_ for t in span} & words("nouns", "heads")
        )

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
                or (person and token.pos_ in {"ADV", "SCONJ", "ADP"})
                or known
                or token.is_punct
            ):
                start += 1
            else:
                break
        end = next((t.i for t in doc[start + 1 : end] if t.text == "("), end)
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
            return self.offices.entity(span.text)
        if candidate.readings:
            known = self._choose(span, candidate.readings)
            return self.gazetteer.entity(known) if known else None
        if candidate.cls == "Person":
            return self._person(doc, span)
        if candidate.rule == "body":
            return self._body(doc, span)
        if candidate.rule == "model" and candidate.cls in {"Organization", "GovernmentBody"}:
            return self._organisation(doc, span, candidate.cls)
        if candidate.rule == "model" and candidate.cls == "Place" and not _place_like(span):
            return None
        if candidate.rule == "community":
            name = span.text if span.text.endswith(("s", "i", "ese", "ish")) else f"{span.text}s"
            state = self._state_read(span[0].text, {"adjective"})
            return Entity(entity_id("Organization", name), "Organization", name, state=state, kind="community")
        if candidate.rule == "shape" and not self._plausible(span, candidate.cls):
            return None
        name = span.text
        if candidate.rule == "shape" and (tabled := self._tabled(span)):
            return self.gazetteer.entity(tabled)
        if candidate.rule == "shape" and is_genre(span) and not any(t.text in self.readings for t in span):
            return Entity(scoped_id(notes_of(doc), candidate.cls, name), candidate.cls, name)
        state = self.state_in(span) if candidate.cls == "Place" else None
        return Entity(entity_id(candidate.cls, name), candidate.cls, name, state=state)

    def _person(self, doc: Doc, span: Span) -> Entity | None:
        """A person by the name, or the office holder whose name it spells otherwise, if an office is before it."""
        person = _person(span)
        if person is not None and person.name != span.text and self.offices.named(person.name):
            return self.offices.entity(person.name)
        if person is None or " " not in person.name or not span.start or doc[span.start - 1].lower_ not in role_kinds():
            return person
        holder = self.offices.alike(person.name)
        return self.offices.entity(holder) if holder else person

    def state_in(self, span: Span) -> str | None:
        """The state whose name or adjective is a word of the span: 'Mahan Air of Iran', 'Western Cambodia'."""
        readings = (r for t in span for r in self.readings.get(t.text, ()))
        return next((r.known.id for r in readings if r.known.cls == "State" and r.kind != "weak"), None)

    def _plausible(self, span: Span, cls: EntityClass) -> bool:
        """Whether a shape names an instrument or a meeting of states: party conventions and trade fairs look alike."""
        if cls == "Meeting":
            known = any(t.text in self.readings for t in span)
            return known or any(t.text in words("nouns", "meeting_words") for t in span)
        return is_title(span, self._is_place)

    def _tabled(self, span: Span) -> Known | None:
        """The instrument that the tables know by a title, without year or parties: 'the 1997 Ottawa Convention'."""
        plain = re.sub(r"^[0-9]{4} ", "", span.text)
        head, _, matter = plain.partition(" on ")
        forms = (span.text, plain, re.split(" (?:between|among|with) ", plain)[0], f"{matter} {head}")
        found = (
            r.known for form in forms for r in self.gazetteer.lookup(form) if r.kind == "strong" or among_treaties(span)
        )
        return next((known for known in found if known.cls in INSTRUMENT_CLASSES), None)

    def _is_place(self, name: str) -> bool:
        """Whether the tables know a state or place by this name."""
        return any(r.known.cls in {"State", "Place"} for r in self.readings.get(name, ()))

    def _organisation(self, doc: Doc, span: Span, cls: EntityClass) -> Entity | None:
        """An organisation that the model found; a nationality or state in front of its name tells whose it is."""
        if span.root.pos_ not in {"PROPN", "NOUN"} or (len(span) == 1 and _no_name(span[0])):
            return None
        if (
            all(t.text in self.readings or t.is_stop for t in span)
            or self._several_names(span)
            or span[0].lower_ == "government"
            or span[0].text in words("nouns", "plural_heads", "storms")
            or (len(span) > 1 and span[-1].text in words("nouns", "laws"))
        ):
            return None
        return Entity(entity_id(cls, span.text), cls, span.text, state=self.state_in(span))

    def _several_names(self, span: Span) -> bool:
        """Whether the model ran names together ('NATO Allies Turkey'): the table knows two of its words."""
        return sum(t.text in self.readings for t in span) > 1 and not BODY_HEAD.search(span.text)

    def _body(self, doc: Doc, span: Span) -> Entity | None:
        """A ministry, army, parliament, embassy ... that the words around it give to a state."""
        mission = span.root.lower_ in words("nouns", "missions")
        state = self.state_near(doc, span, seated=not mission)
        head = body_name(span, self.readings)
        if state is None:
            if mission or not any(t.is_title for t in span) or len(span) < 2:
                return None
            return Entity(entity_id("GovernmentBody", head), "GovernmentBody", head)
        article = "the " if state.name in words("names", "with_article") else ""
        name = f"{head} of {article}{state.name}" + (self._seat(doc, span) if mission else "")
        return Entity(entity_id("GovernmentBody", name), "GovernmentBody", name, iso3=None, state=state.id)

    def _seat(self, doc: Doc, span: Span) -> str:
        """Where a mission is: ' in Chengdu' after 'the American consulate in Chengdu', else nothing."""
        places = [doc[span.end + 1 : span.end + 1 + n] for n in (3, 2, 1)] if span.end < len(doc) else []
        known = (p for p in places if any(r.known.cls in {"Place", "State"} for r in self.readings.get(p.text, ())))
        found = next(known, None)
        return f" in {found.text}" if found is not None and doc[span.end].lower_ == "in" else ""

    def state_near(self, doc: Doc, span: Span, *, seated: bool = True) -> Known | None:
        """The state whose name or adjective is in the span, before it ("Turkey's army") or after it ("of Turkey").

        What is `seated` may also be of the state in which it is: 'the parliament in Kyiv', but no embassy there.
        """
        before = [
            doc[i]
            for i in range(span.start - 1, max(span.start - 3, -1), -1)
            if doc[i].text not in {"'s", "’s", "'", "’"}
        ][:1]
        after = []
        if span.end + 1 < len(doc) and doc[span.end].lower_ in ({"of", "in"} if seated else {"of"}):
            after = list(doc[span.end + 1 : span.end + 5])
        windows = [(t.i, t.i + length) for t in [*span, *after] for length in (3, 2, 1)]
        windows += [(max(t.i + 1 - length, 0), t.i + 1) for t in before for length in (3, 2, 1)]
        for start, end in windows:
            for reading in self.readings.get(doc[start:end].text, ()):
                if reading.known.cls == "State" and reading.kind != "weak":
                    return reading.known
        return None

    def _choose(self, span: Span, readings: tuple[Reading, ...]) -> Known | None:
        """Which of the things of this name is meant here, or None where the context supports none."""
        states = [r for r in readings if r.known.cls == "State"]
        places = [r for r in readings if r.known.cls == "Place"]
        if states and places:
            metonym = states[0].kind in {"metonym", "weak"}
            if metonym and (states[0].kind == "weak" or is_locative(span)):
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
        if span.start and doc[span.start - 1].pos_ == "PROPN" and span.start <= doc[span.start - 1].head.i < span.end:
            return False  # 'the Maryland General Assembly' is not the General Assembly
        if known.cls == "GovernmentBody" and known.state:  # 'the Parliament of Iraq' is not that of Britain
            near = self.state_near(doc, span)
            if near is not None and near.id != known.state:
                return False
        labels = {t.ent_type_ for t in span}
        others = {s for s in (*known.names, *known.adjectives, *known.nationals, *known.metonyms) if s != span.text}
        text = text_of(doc)
        if any(re.search(rf"\b{re.escape(s)}\b", text) for s in others if len(s) > 2):
            return True
        if (
            known.cls == "State" and labels == {"PERSON"} and len(span) == 1
        ):  # 'Jordan denounced ...' among other states
            return sum(e.label_ in {"GPE", "NORP"} for e in doc.ents) > 1
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
    texts = columns_of(doc).text
    ends = [i + 1 for i, text in enumerate(texts) if "\n" in text or i == len(texts) - 1]
    for start, end in pairwise([0, *ends]):
        long_words = [word for word in texts[start:end] if len(word) > 3 and word.isalpha()] if end - start < 30 else []
        capitals = sum(word[0].isupper() for word in long_words)
        if capitals > 0.7 * len(long_words) >= 2 and doc[start:end].text.strip()[-1:] not in {".", "”", '"', "?", ":"}:
            yield from range(start, end)


def _after_inner_role(doc: Doc, span: Span) -> Span | None:
    """The name in 'National Security Advisor Akiba Takeo' where the model takes it all for an organisation."""
    roles = [t.i for t in span if t.lower_ in role_kinds()]
    if not roles or roles[-1] + 1 >= span.end:
        return None
    tail = doc[roles[-1] + 1 : span.end]
    return tail if all(t.is_title and t.pos_ == "PROPN" for t in tail) and len(tail) <= 3 else None


def _is_office(span: Span) -> bool:
    """'UN Special Coordinator for the Middle East', which the model takes for an organisation."""
    end = next((t.i for t in span if t.lower_ in {"of", "for", "on", "to"}), span.end)
    return end > span.start and span.doc[end - 1].lower_ in role_kinds()


def _no_name(token: Token) -> bool:
    """A single word that offices and headings have ("Defense", "Secretary"), or one without a capital."""
    return token.lower_ in role_kinds() or token.lower_ in words("roles", "modifiers") or token.is_lower


def _after_role(doc: Doc, span: Span) -> bool:
    """'Foreign Minister Nikos Christodoulides', whatever the model calls it."""
    before = doc[span.start - 1].lower_ if span.start else ""
    return before in role_kinds() and 2 <= len(span) <= 3 and all(t.is_title and t.pos_ == "PROPN" for t in span)


def _apposed_to_role(span: Span) -> bool:
    """'the two ministers, Fernando de Trazegnies and Jose Ayala Lasso,': names in apposition to an office."""
    root = span.root
    while root.dep_ == "conj":
        root = root.head
    office = root.head.lemma_.lower() in role_kinds() and root.dep_ == "appos"
    return office and 2 <= len(span) <= 4 and span[0].is_title and span[-1].is_title


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
    if len([t for t in tokens if t.lower_ not in words("names", "particles")]) > 6 or any(map(str.isdigit, span.text)):
        return None
    name = plain_case(span.text)
    return Entity(entity_id("Person", name), "Person", name)


def plain_case(name: str) -> str:
    """A name without the capitals that some publishers give the surname: 'Jacques CHIRAC'."""
    parts = name.split()
    if all(part.isupper() for part in parts):
        return name
    return " ".join(part.title() if part.isupper() and len(part) > 3 and part.isalpha() else part for part in parts)


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
