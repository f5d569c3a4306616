"""Names by their shape, without a table: ministries and embassies, treaties and agreements, resolutions, summits."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from kg.gazetteer import Reading
from kg.model import EntityClass
from kg.text.annotation import columns_of
from kg.text.lexicon import role_kinds, words
from kg.text.titles import is_law, with_parties, with_year

TREATY_HEAD = re.compile(r"\b(Treaty|Convention|Protocols?|Covenant|Charter|Statute)\b")
DEAL_HEAD = re.compile(r"\b(Agreements?|Accords?|Memorandum|Communiqu[eé]|Declaration|Initiative|Pact)\b")
MEETING_HEAD = re.compile(r"\b(Summit|Conference|Congress|Forum)\b")

NAME_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
TITLES = frozenset(
    {"head-of-state", "head-of-government", "minister", "envoy", "spokesperson", "official", "legislator"}
)


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
        return (
            self.start - self.end,
            0 if self.rule in {"office", "community"} else 1 if self.readings else 3 if self.rule == "model" else 2,
            self.start,
        )


def bodies(doc: Doc) -> Iterator[Candidate]:
    """Ministries, armies, parliaments, embassies: 'Turkish Ministry of Defence', 'France's foreign ministry'."""
    heads, columns = words("nouns", "bodies"), columns_of(doc)
    for i, low in enumerate(columns.lower):
        if low not in heads or columns.pos[i] not in {"NOUN", "PROPN"} or columns.dep[i] == "compound":
            continue
        token = doc[i]
        start, end = token.i, token.i + 1
        while start > token.sent.start and _names_a_body(doc[start - 1], token):
            start -= 1
        if end + 1 < len(doc) and doc[end].lower_ in {"of", "for"} and token.lower_ in {"ministry", "department"}:
            end = _of_phrase(doc, end)
        owned = start > 1 and doc[start - 1].text in {"'s", "’s"}
        if token.is_title or end - start > 1 or owned:
            yield Candidate(start, end, "GovernmentBody", "body")


def _names_a_body(token: Token, head: Token) -> bool:
    """Whether a word before 'ministry' or 'army' is of the name: 'Turkish', 'Interior', 'foreign', not 'previous'."""
    part = token.head.i == head.i and token.dep_ in {"compound", "amod", "nmod"}
    return part and (token.text[0].isupper() or token.lower_ in words("roles", "modifiers"))


def _of_phrase(doc: Doc, i: int) -> int:
    """The end of 'of Foreign Affairs', 'of Defence', 'for Foreign and Commonwealth Affairs' that begins at token i."""
    end = i + 1
    while (
        end < len(doc) and (doc[end].is_title or doc[end].lower_ in {"and", "&", "the"}) and doc[end].ent_type_ != "GPE"
    ):
        end += 1
    while end > i + 1 and not doc[end - 1].is_title:
        end -= 1
    return end if end > i + 1 else i


def body_name(span: Span, readings: Mapping[str, Sequence[Reading]]) -> str:
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


def titled_names(doc: Doc, tabled: Container[int]) -> Iterator[Candidate]:
    """Names of several words right after an office: 'Kuwaiti Foreign Minister Sheikh Ahmad Nasser Al-Sabah'.

    `tabled` are the tokens that a table knows: what an office is of, and never part of such a name.
    """
    kinds, columns = role_kinds(), columns_of(doc)
    for i, low in enumerate(columns.lower):
        if kinds.get(low) not in TITLES or columns.pos[i] not in {"NOUN", "PROPN"}:
            continue
        token = doc[i]
        start = _after_office(doc, token.i + 1, token.sent.end, tabled)
        end = start
        while end < token.sent.end and _of_a_name(doc, end, start, tabled):
            end += 1
        if sum(t.is_title for t in doc[start:end]) > 1 and doc[end - 1].is_title:
            yield Candidate(start, _with_suffix(doc, end), "Person", "titled")


def _after_office(doc: Doc, i: int, limit: int, tabled: Container[int]) -> int:
    """Where a name can begin after an office: behind 'General', 'of Foreign Affairs', '(OAS)' and honorifics."""
    if i < limit and doc[i].lower_ in {"general", "designate"}:
        i += 1
    if i < limit and doc[i].lower_ in {"of", "for", "on", "to"}:
        i += 1
        while i < limit and (i in tabled or doc[i].lower_ in words("roles", "modifiers", "portfolios")):
            i += 1
    if i + 2 < limit and doc[i].text == "(" and doc[i + 1].is_upper and doc[i + 2].text == ")":
        i += 3
    while i < limit and doc[i].lower_ in words("roles", "honorifics"):
        i += 1
    return i


def _of_a_name(doc: Doc, i: int, start: int, tabled: Container[int]) -> bool:
    token = doc[i]
    hyphenated = i > start and doc[i - 1].text == "-"
    if (i in tabled and not hyphenated) or token.lower_ in role_kinds() or token.text in words("grammar", "calendar"):
        return False
    if token.is_title or re.fullmatch(r"[A-Z]\.", token.text):
        return token.is_alpha or "." in token.text or "’" in token.text or "'" in token.text
    joint = token.text == "-" or token.lower_ in words("names", "particles")
    return (
        joint and start < i < len(doc) - 1 and (doc[i + 1].is_title or doc[i + 1].lower_ in words("names", "particles"))
    )


def _with_suffix(doc: Doc, end: int) -> int:
    """The end of the name with ', Jr.' or 'III'."""
    comma = end + 1 < len(doc) and doc[end].text == ","
    after = end + comma
    return after + 1 if after < len(doc) and doc[after].text in NAME_SUFFIXES else end


def instruments_by_shape(doc: Doc) -> Iterator[Candidate]:
    """Treaties, agreements, meetings by the shape of a name: 'Treaty of X', 'Convention on the Y of Z', 'W Accords'."""
    columns = columns_of(doc)
    for i, (text, pos) in enumerate(zip(columns.text, columns.pos, strict=True)):
        if pos not in {"PROPN", "NOUN"} or (cls := _shape_class(text)) is None:
            continue
        token = doc[i]
        start, end = token.i, token.i + 1
        while start > token.sent.start and _name_word(doc[start - 1]):
            start -= 1
        if end < token.sent.end and doc[end].pos_ == "PROPN" and doc[end].is_title:
            continue  # 'Convention Center', 'Congress President'
        while (ahead := _tail(doc, end, token.sent.end)) > end:
            end = ahead
        if cls != "Meeting":
            start, end = with_year(doc, start, token.sent.start), with_parties(doc, end, token.sent.end)
            cls = "Treaty" if is_law(doc[start:end].text) else cls
        if end - start > 1:
            yield Candidate(start, end, cls, "shape")


def _tail(doc: Doc, i: int, limit: int) -> int:
    """The end of 'of Lisbon', 'on the Law of the Sea' that begins at token i; i itself where none does."""
    if i >= limit or doc[i].lower_ not in words("grammar", "title_joints"):
        return i
    j = i
    while j < limit and j - i < 3 and doc[j].lower_ in words("grammar", "title_joints") | {"the", "all", "forms"}:
        j += 1
    end = j
    while end < limit and (_title_word(doc[end]) or _joins_matters(doc, end, limit)):
        end += 1
    return end if end > j else i


def _joins_matters(doc: Doc, i: int, limit: int) -> bool:
    """Whether 'and' joins two matters of a title: 'of Commerce and Navigation', but not 'of Lisbon and Germany'."""
    if doc[i].lower_ != "and" or i + 1 >= limit:
        return False
    names = {"GPE", "LOC", "NORP", "PERSON"}
    return all(_title_word(t) and t.ent_type_ not in names for t in (doc[i - 1], doc[i + 1]))


def _title_word(token: Token) -> bool:
    """A word of a title: capitalised, and no day or month ('the Convention on Monday')."""
    if token.text in words("grammar", "calendar") or token.ent_type_ in {"DATE", "TIME"}:
        return False
    return token.text == "-" or (token.is_title and token.pos_ in {"PROPN", "NOUN", "ADJ"})


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


def resolutions(doc: Doc) -> Iterator[Candidate]:
    """'UN Security Council Resolution 2259', 'Resolution 1701'."""
    for i, text in enumerate(columns_of(doc).text[:-1]):
        if text not in {"Resolution", "resolution"}:
            continue
        number = doc[i + 1]
        if number.is_digit and len(number.text) >= 2:
            start = i
            while (start > 0 and doc[start - 1].is_title and doc[start - 1].pos_ == "PROPN") or (
                start > 0 and doc[start - 1].text in {"UN", "U.N.", "UNSC"}
            ):
                start -= 1
            yield Candidate(start, i + 2, "Agreement", "shape")
