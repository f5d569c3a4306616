"""spaCy component `kg_persons`: full names, surnames and offices of the persons in one document.

'Keir Starmer', 'Starmer' and 'Prime Minister Starmer' are one person; 'British Prime Minister Keir Starmer' and 'Kirill
Dmitriev, Putin's envoy for ...' give positions.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from kg.gazetteer import Gazetteer
from kg.offices import Offices
from kg.text.annotation import Annotations, TokenMention, TokenPosition, columns_of, notes_of
from kg.text.lexicon import role_kinds, role_status, table, words
from kg.text.shapes import NAME_SUFFIXES

LEFT_LIMIT = 14
RIGHT_LIMIT = 18
RELATIONAL = frozenset({"counterpart", "successor", "predecessor", "opponent", "rival", "candidate", "nominee"})
ROLE_OF = frozenset({"of", "for", "to", "at", "on"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


class PersonLinker:
    """Callable on a Doc that `kg_entities` has seen."""

    def __init__(self, offices: Offices) -> None:
        self.offices = offices

    def __call__(self, doc: Doc) -> Doc:
        notes = notes_of(doc)
        merge_names(doc, notes, self.offices)
        for mention in [m for m in notes.mentions if notes.entities[m.entity].cls == "Person"]:
            for position in positions(doc, notes, mention):
                if position not in notes.positions:
                    notes.positions.append(position)
        self._give_states(doc, notes)
        return doc

    def _give_states(self, doc: Doc, notes: Annotations) -> None:
        """The state a person acts for: by what the text says, else by the office table."""
        titles = {m.entity: doc[m.start - 1].text for m in notes.mentions if m.start and _titled(doc, m.start)}
        for id_, entity in list(notes.entities.items()):
            if entity.cls != "Person" or entity.state:
                continue
            states = [s for p in notes.positions if p.holder == id_ and p.of and (s := state_of(notes, p.of))]
            if not states:
                states = self._of_the_day(entity.name, notes.document.date)
            if not states and id_ in titles and (realm := self.offices.realm(entity.name, titles[id_])):
                states = [realm] if realm.startswith("state-") else []
            if states:
                notes.entities[id_] = dataclasses.replace(entity, state=states[0])

    def _of_the_day(self, name: str, date: str | None) -> list[str]:
        """The state whose office a person held on the day; none for whoever then served an organisation of states."""
        terms = self.offices.named(name)
        current = [o for o in terms if date is not None and o.covers(date)] or list(terms)
        return [o.of for o in current if o.of.startswith("state-")][:1]


def state_of(notes: Annotations, id_: str) -> str | None:
    """The state that an entity is, or belongs to."""
    entity = notes.entities.get(id_)
    if entity is None:
        return None
    return entity.id if entity.cls == "State" else entity.state


def admitted(notes: Annotations, id_: str) -> str:
    """The identifier of a thing that the tables know, now among those of the document."""
    table = Gazetteer.load()
    notes.entities.setdefault(id_, table.entity(table[id_]))
    return id_


def merge_names(doc: Doc, notes: Annotations, offices: Offices) -> None:
    """Give every name of one person the same entity, and drop single names that nothing supports."""
    people = [m for m in notes.mentions if notes.entities[m.entity].cls == "Person"]
    full = [m for m in people if m.end - m.start > 1]
    renamed = _same_persons(doc, full)
    bearers = _bearers(doc, full, renamed, offices)
    singles = Counter(doc[m.start].text for m in people if m.end - m.start == 1)
    kept: list[TokenMention] = []
    for m in notes.mentions:
        text = doc[m.start : m.end].text
        if m.entity in renamed and m.end - m.start > 1:
            kept.append(dataclasses.replace(m, entity=renamed[m.entity]))
        elif m.rule == "model" and m.end - m.start == 1 and text in bearers and not _has_article(doc[m.start]):
            kept.append(dataclasses.replace(m, entity=bearers[text], rule="surname"))
        elif notes.entities[m.entity].cls == "Person":
            if kept_single := _single(doc, m, singles[text], notes, offices):
                kept.append(kept_single)
        else:
            kept.append(m)
    covered = {i for m in kept for i in range(m.start, m.end)}
    columns = columns_of(doc)
    for i, word in enumerate(columns.text):
        named = word in bearers and word[0].isupper() and columns.pos[i] == "PROPN"
        if named and i not in covered and not _has_article(doc[i]):
            kept.append(TokenMention(i, i + 1, bearers[word], "surname"))
    notes.replace(kept)


def _same_persons(doc: Doc, full: list[TokenMention]) -> dict[str, str]:
    """Entity of each full name -> that of the person: one given name and one surname are one person's."""
    canonical: dict[tuple[str, str], str] = {}
    renamed: dict[str, str] = {}
    for m in sorted(full, key=lambda m: m.rule != "office"):
        parts = _parts(doc, m)
        renamed[m.entity] = canonical.setdefault((parts[0], _surname(parts)), m.entity)
    return renamed


def _bearers(doc: Doc, full: list[TokenMention], renamed: dict[str, str], offices: Offices) -> dict[str, str]:
    """Surname (in Eastern order the first name too) -> whom it means alone: an office holder before his relatives, then
    who has a title, then who is named most often."""
    times = Counter(renamed[m.entity] for m in full)
    first = Counter(doc[m.start].text for m in {renamed[m.entity]: m for m in full}.values())
    found: dict[str, str] = {}
    for m in sorted(
        full, key=lambda m: (m.rule != "office", not _titled(doc, m.start), -times[renamed[m.entity]], m.start)
    ):
        parts = _parts(doc, m)
        surnames = {_surname(parts), *(o.surname for o in offices.named(" ".join(parts)) if o.surname)}
        for name in surnames:
            for spelled in (name, name[:1].upper() + name[1:]):  # 'Al-Quaety' at the beginning of a sentence
                found.setdefault(spelled, renamed[m.entity])
    for m in full:
        if first[doc[m.start].text] == 1:
            found.setdefault(doc[m.start].text, renamed[m.entity])
    return found


def _parts(doc: Doc, m: TokenMention) -> list[str]:
    return [t.text for t in doc[m.start : m.end] if t.text not in POSSESSIVE]


def _has_article(token: Token) -> bool:
    """'the Moon' is nobody's name, 'the Moon government' may be."""
    return any(c.lower_ in {"the", "a", "an"} and c.dep_ == "det" for c in token.children)


def _titled(doc: Doc, i: int) -> bool:
    """Whether a title or an office stands right before token `i`."""
    before = doc[i - 1].lower_ if i else ""
    return before in words("roles", "titles") or before in role_kinds()


def _surname(parts: list[str]) -> str:
    rest = [p for p in parts if p not in NAME_SUFFIXES and p != ","]
    return rest[-1] if rest else parts[-1]


def _single(doc: Doc, m: TokenMention, count: int, notes: Annotations, offices: Offices) -> TokenMention | None:
    """A single name without a full one: an office holder of the day, or supported by a title or by repetition."""
    name = doc[m.start].text
    holder = offices.surnamed(name, notes.document.date)
    if holder and (_titled(doc, m.start) or _at_home_here(notes, offices, holder)):
        entity = offices.entity(holder)
        notes.entities.setdefault(entity.id, entity)
        return dataclasses.replace(m, entity=entity.id, rule="surname")
    proper = doc[m.start].pos_ == "PROPN" and len(name) > 2
    return m if proper and (_titled(doc, m.start) or count > 1) else None


def _at_home_here(notes: Annotations, offices: Offices, holder: str) -> bool:
    """Whether the text speaks of what the person held office in; else another of the same surname is as likely."""
    present = {m.entity for m in notes.mentions}
    present |= {s for i in present if (s := notes.entities[i].state)}
    return any(office.of in present for office in offices.named(holder))


def positions(doc: Doc, notes: Annotations, mention: TokenMention) -> Iterator[TokenPosition]:
    """The offices that stand right before or after a name."""
    left = _left_context(doc, mention.start)
    if left is not None and (
        found := _role_in(doc, notes, left, mention.entity, last=True, of=_of_after(doc, notes, mention))
    ):
        yield found
    right = _right_context(doc, mention.end)
    if right is None or (_titled(doc, mention.start) and _leads_to_another(doc, notes, right.end, mention.entity)):
        return
    if found := _role_in(doc, notes, right, mention.entity, last=False):
        yield found


def _leads_to_another(doc: Doc, notes: Annotations, end: int, holder: str) -> bool:
    """Whether an office is the next name's: 'invited by Premier Li Qiang, the President of Ghana, John Mahama,'."""
    i = end + 1
    while i < len(doc) and doc[i].lower_ in words("roles", "honorifics"):
        i += 1
    entity = notes.entity_at(i) if i < len(doc) and doc[end].text == "," else None
    return entity is not None and entity.cls == "Person" and entity.id != holder


def _left_context(doc: Doc, end: int) -> Span | None:
    """The nominal words right before a name: 'the acting German Chancellor', 'Chinese Ministry of X spokesman,'."""
    while end > 1 and doc[end - 1].lower_ in words("roles", "honorifics"):
        end -= 1
    i = end
    if i > 1 and doc[i - 1].text == ",":
        i -= 1
    stop = max(0, end - LEFT_LIMIT)
    while i > stop:
        token = doc[i - 1]
        if token.i < _phrase_start(doc, end) or _other_person(doc, token, end) or _serves(doc, i - 1, end):
            break
        nominal = token.pos_ in {"PROPN", "NOUN", "ADJ"} or token.text in {"-", "&"} or token.text in POSSESSIVE
        linking = token.lower_ in {"of", "the", "for", "and", "to", "at", "on"} and i < end
        acronym = token.text in {"(", ")"} or (token.is_upper and doc[max(i - 2, 0)].text == "(")
        capital = token.text[0].isupper() and token.i > _phrase_start(doc, end)
        status = token.lower_ in role_status()
        if "\n" in token.text or not (nominal or linking or capital or status or acronym):
            break
        i -= 1
    limit = end - 1 if doc[end - 1].text == "," else end
    return doc[i:limit] if limit > i else None


def _serves(doc: Doc, i: int, end: int) -> bool:
    """Whether a preposition tells whom somebody else serves: 'a former advisor for President Donald Trump'."""
    if not i or doc[i].lower_ not in {"for", "of", "to"} or doc[i - 1].lower_ not in role_kinds():
        return False
    return any(t.lower_ in role_kinds() for t in doc[i + 1 : end])


def _phrase_start(doc: Doc, i: int) -> int:
    """The start of the sentence; the parser often breaks one behind 'Organization of American States (OAS)'."""
    start = doc[i].sent.start
    return doc[start - 1].sent.start if start and doc[start - 1].text == ")" else start


def _of_after(doc: Doc, notes: Annotations, mention: TokenMention) -> str | None:
    """'King Abdullah II of Jordan': what the office is of, after the name."""
    if mention.end + 1 < len(doc) and doc[mention.end].lower_ == "of":
        i = mention.end + 1 + (doc[mention.end + 1].lower_ == "the")
        found = notes.at(i)
        return found.entity if found else None
    return None


def _other_person(doc: Doc, token: Token, end: int) -> bool:
    """Whether another person's name ends here: what stands before it is that person's title (a possessor is none)."""
    entity = notes_of(doc).entity_at(token.i)
    return (
        entity is not None and entity.cls == "Person" and token.i + 1 < end and doc[token.i + 1].text not in POSSESSIVE
    )


def _right_context(doc: Doc, start: int) -> Span | None:
    """The words of an apposition after a name, up to its closing comma: ', former commander of U.S. forces,'."""
    if start + 1 >= len(doc) or doc[start].text not in {",", "("}:
        return None
    end = start + 1
    while end < len(doc) and end - start < RIGHT_LIMIT:
        token = doc[end]
        if (
            token.text in {",", ")", "(", ";", ":", "“", "”", '"', "."}
            or "\n" in token.text
            or token.tag_ in {"VBD", "VBZ", "VBP", "MD", "WP", "WDT"}
        ):
            break
        end += 1
    return doc[start + 1 : end] if end > start + 1 else None


def _role_in(
    doc: Doc, notes: Annotations, span: Span, holder: str, *, last: bool, of: str | None = None
) -> TokenPosition | None:
    """The role that some words name. `last`: the role noun must lead up to the name (only 'of ...' may follow)."""
    noun = _role_noun(doc, notes, span, holder, last=last)
    if noun is None:
        return None
    start = noun.i
    while start > span.start and _role_word(doc[start - 1], notes):
        start -= 1
    end = _role_end(doc, noun, span.end)
    of = of or _nearest_before(notes, doc, span.start, start)
    if end < span.end and doc[end].lower_ in ROLE_OF:
        joint = doc[end].lower_
        thing = _entity_after(notes, doc, end + 1, span.end)
        if thing is None or joint == "for":
            end = _plain_of(doc, end, span.end, notes)
            thing = thing or (_entity_after(notes, doc, end + 1, span.end) if end < span.end else None)
        own = joint == "of" and thing is not None and _stands_alone(notes, thing)
        if thing is not None and thing != holder and (of is None or own):
            of = thing
    status = next(
        (role_status()[t.lower_] for t in doc[max(span.start, start - 3) : noun.i + 1] if t.lower_ in role_status()),
        "current",
    )
    words_of_role = [w for w in doc[start:end].text.split() if w.lower() not in role_status()]
    while words_of_role and words_of_role[-1].lower() in {*ROLE_OF, "the"}:
        words_of_role.pop()
    role = " ".join(words_of_role)
    of = of or _default_state(notes, role)
    if not role or of is None or noun.lower_ in RELATIONAL:
        return None
    kind = role_kind(role, noun.lower_)
    return TokenPosition(holder, role, kind, of, status, span.start, max(end, span.end if not last else end))


def _role_noun(doc: Doc, notes: Annotations, span: Span, holder: str, *, last: bool) -> Token | None:
    """The noun of an office among some words: the last one that leads up to the name, or the first after it."""
    nouns = [
        t
        for t in span
        if t.lower_ in role_kinds()
        and t.pos_ in {"NOUN", "PROPN", "ADJ"}
        and t.lower_ not in words("nouns", "groups")
        and not _of_a_general(doc, t)
        and _in_foreign_mention(notes, t, holder) is None
    ]
    if not nouns:
        return None
    noun = nouns[-1] if last else nouns[0]
    if last and noun.i + 1 < span.end and doc[noun.i + 1].lower_ not in {*ROLE_OF, "general", "elect", "-", "and"}:
        return None
    if last and len(nouns) > 1 and noun.i > span.start and doc[noun.i - 1].lower_ == "of":
        return nouns[-2]
    return noun


def _of_a_general(doc: Doc, token: Token) -> bool:
    """Whether 'General' belongs to 'Secretary-General', 'Attorney General'."""
    before = doc[token.i - 2] if token.i > 1 and doc[token.i - 1].text == "-" else doc[max(token.i - 1, 0)]
    return token.lower_ == "general" and before.i < token.i and before.lower_ in words("roles", "generals")


def _role_end(doc: Doc, noun: Token, limit: int) -> int:
    """Behind the noun, and behind '-General' where that follows."""
    end = noun.i + 1
    after = end + (end < limit and doc[end].text == "-")
    return after + 1 if after < limit and doc[after].lower_ == "general" else end


def _stands_alone(notes: Annotations, id_: str) -> bool:
    """Whether a thing says enough for an office: not 'Trade' in 'New Zealand Secretary of Trade'."""
    entity = notes.entities[id_]
    return entity.cls in {"State", "InternationalOrganization"} or entity.state is not None


def _default_state(notes: Annotations, role: str) -> str | None:
    """Offices that the press names without a state because one state alone calls them so ('Secretary of State')."""
    id_: str | None = table("roles")["default_state"].get(role.casefold())
    return None if id_ is None else admitted(notes, id_)


def role_kind(role: str, noun: str) -> str:
    low = role.casefold()
    if "vice" in low or "deputy" in low or "assistant" in low or "under" in low:
        return "official"
    for phrase, kind in role_kinds().items():
        if " " in phrase and phrase in low:
            return kind
    return role_kinds().get(noun, "official")


def _role_word(token: Token, notes: Annotations) -> bool:
    if token.text == "-":
        return True
    return (token.lower_ in words("roles", "modifiers") and notes.at(token.i) is None) or token.lower_ in role_status()


def _in_foreign_mention(notes: Annotations, token: Token, holder: str) -> TokenMention | None:
    mention = notes.at(token.i)
    return mention if mention is not None and mention.entity != holder and mention.end - mention.start > 1 else None


def _nearest_before(notes: Annotations, doc: Doc, start: int, end: int) -> str | None:
    for i in range(end - 1, start - 1, -1):
        if mention := notes.at(i):
            return mention.entity
    return None


def _entity_after(notes: Annotations, doc: Doc, start: int, end: int) -> str | None:
    for i in range(start, min(end, start + 8)):
        if mention := notes.at(i):
            return mention.entity
    return None


def _plain_of(doc: Doc, i: int, end: int, notes: Annotations) -> int:
    """The end of 'of Foreign Affairs', 'for international cooperation' that starts at the preposition i."""
    j = i + 1
    while (
        j < end and notes.at(j) is None and (doc[j].pos_ in {"PROPN", "NOUN", "ADJ"} or doc[j].lower_ in {"and", "the"})
    ):
        j += 1
    return j
