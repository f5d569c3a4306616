"""The values that flow between the stages: pure, frozen, identified by their content.

Standard library only. `kg.text` makes them, `kg.graph` turns them into RDF, and JSON lines carry them between commands.
Identifiers are local names ("state-ukr", "person-keir-starmer", "doc-1f0c..."); `kg.graph.vocab` makes IRIs of them.
All offsets are characters of `Document.text`, half open.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

EntityClass = Literal[
    "Person", "State", "InternationalOrganization", "GovernmentBody", "Organization",
    "Place", "Treaty", "Agreement", "Meeting",
]  # fmt: skip
Stance = Literal["Affirms", "Denies"]
Modality = Literal["Actual", "Planned", "Proposed", "Hypothetical"]
Certainty = Literal["Certain", "Probable", "Possible"]
TermKind = Literal["party", "subject", "duration", "start", "end", "wording", "status"]

INSTRUMENT_STATUSES = ("Proposed", "Agreed", "InForce", "Suspended", "Broken", "Expired", "Rejected")

# The types of events and their finer modes (ontology/event-types.ttl explains them).
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "TREATY_SIGN", "TREATY_RATIFY", "TREATY_ACCEDE",
    "TREATY_WITHDRAW", "TREATY_SUSPEND", "TREATY_VIOLATE", "TREATY_PROPOSE", "TREATY_IN_FORCE",
)  # fmt: skip
MODES = {
    "CONSULT": ("call", "visit", "meeting", "negotiation", "mediation"),
    "AGREE": ("ceasefire", "trade", "military", "peace", "exchange", "promise", "offer", "accept"),
    "SUPPORT": ("recognise", "thank", "congratulate", "praise", "apologise"),
    "CONCEDE": ("release", "ease-sanctions", "ceasefire", "resign"),
    "AID": ("economic", "military", "humanitarian"),
    "RETREAT": ("withdraw-troops",),
    "REQUEST": ("demand", "urge", "ask", "invite"),
    "ACCUSE": ("criticise", "condemn", "investigate"),
    "REJECT": ("refuse", "veto", "deny"),
    "THREATEN": ("warn", "ultimatum"),
    "PROTEST": ("demonstrate",),
    "SANCTION": ("expel", "recall", "embargo", "asset-freeze", "sever-relations", "travel-ban"),
    "MOBILIZE": ("deploy", "exercise", "alert"),
    "COERCE": ("arrest", "seize", "ban", "cyber"),
    "ASSAULT": ("attack", "bomb", "kill", "invade", "occupy"),
    "TREATY_WITHDRAW": ("announce",),
}

ENTITY_CLASSES: tuple[str, ...] = get_args(EntityClass)
ACTOR_CLASSES = frozenset({"Person", "State", "InternationalOrganization", "GovernmentBody", "Organization"})
INSTRUMENT_CLASSES = frozenset({"Treaty", "Agreement"})

# Signs for and against two names being of one thing, with their weights (ontology/features.ttl explains them).
FEATURES: Mapping[str, float] = {
    "same-identifier": 6.0,
    "other-identifier": -6.0,
    "same-name": 3.0,
    "same-name-other-order": 1.0,
    "same-name-other-spelling": 1.0,
    "same-name-other-class": 2.0,
    "given-name-agrees": 1.0,
    "first-words-left-out": 1.5,
    "name-within-name": 1.0,
    "same-surname": 0.0,
    "other-given-name": -4.0,
    "other-middle-name": -4.0,
    "other-generation": -4.0,
    "abbreviation": 3.0,
    "same-state": 1.0,
    "other-state": -1.5,
    "same-office": 2.0,
    "other-office": -1.0,
    "only-bearer": 1.0,
    "in-one-document": 1.0,
    "curated-same": 100.0,
    "curated-different": -100.0,
}

CURATOR = "curator"  # the rule that made a claim which a curator has corrected

# Acts of speech: what is said makes them the same act or another one.
VERBAL_ACTS = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})

ID_PREFIX = {
    "Person": "person", "State": "state", "InternationalOrganization": "org", "GovernmentBody": "body",
    "Organization": "org", "Place": "place", "Treaty": "treaty", "Agreement": "agreement", "Meeting": "meeting",
}  # fmt: skip


def digest(*parts: str) -> str:
    """The first 16 hex digits of the SHA-256 of the parts, kept apart by a unit separator."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def slug(name: str) -> str:
    """A name as part of an identifier: ASCII letters, digits and hyphens; a digest where nothing of it is ASCII."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.casefold()).strip("-") or digest(name)


def entity_id(cls: str, name: str) -> str:
    """The identifier of an entity that no table knows, made from its class and its canonical name."""
    return f"{ID_PREFIX[cls]}-{slug(name)}"


@dataclass(frozen=True, slots=True)
class Document:
    """One text as it was read. `date` is YYYY-MM-DD, YYYY-MM, YYYY or None; `source` an address or a file name.

    `language` is an ISO 639-1 code.
    """

    text: str
    title: str = ""
    date: str | None = None
    source: str = ""
    publisher: str = ""
    language: str = "en"

    @property
    def id(self) -> str:
        return f"doc-{digest(self.source, self.text)}"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hex."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def card(self) -> Card:
        return Card(self.id, self.title, self.date, self.source, self.publisher)


Located = tuple[Document, str]  # with the file or address that it was read from, or ""


@dataclass(frozen=True, slots=True)
class Card:
    """A document without its text."""

    id: str
    title: str = ""
    date: str | None = None
    source: str = ""
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the document that support something: `exact == document.text[start:end]`."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing of the graph. `state` is the identifier of the state that it belongs to or acts for."""

    id: str
    cls: EntityClass
    name: str
    aliases: tuple[str, ...] = ()
    iso3: str | None = None
    state: str | None = None
    kind: str | None = None
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a document names an entity, and by which rule ("name", "metonym", "description", "pronoun", ...)."""

    entity: str
    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Position:
    """An office or function that the text says a person has. `status`: current, former, acting or designate."""

    holder: str
    role: str
    of: str | None
    status: str
    evidence: Evidence

    @property
    def id(self) -> str:
        return f"position-{digest(self.holder, self.role.casefold(), self.of or '', self.status)}"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened or is said to: no certainty, polarity or attribution, which are on its claims.

    `date` and `date_end` are YYYY, YYYY-MM or YYYY-MM-DD. `scope` is the document's identifier where the event has
    nothing (such as a day) that would tell it from a like event of another document, else "".
    """

    type: str
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    mode: str | None = None
    place: str | None = None
    date: str | None = None
    date_end: str | None = None
    time_expression: str | None = None
    topic: str | None = None
    scope: str = ""

    @property
    def id(self) -> str:
        actors = [",".join(sorted(ids)) for ids in (self.sources, self.targets, self.about)]
        matter = (self.topic or "").casefold() if self.type in VERBAL_ACTS and not self.about else ""
        return f"event-{digest(self.type, self.mode or '', *actors, self.date or '', self.scope, matter)}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one document says of an event, in one place. `claimed_by` is empty where the document itself asserts it."""

    event: str
    evidence: tuple[Evidence, ...]
    stance: Stance = "Affirms"
    modality: Modality = "Actual"
    certainty: Certainty = "Certain"
    claimed_by: tuple[str, ...] = ()
    confidence: float = 0.5
    rule: str = ""

    def id(self, document_id: str) -> str:
        where = [f"{e.start}-{e.end}" for e in self.evidence]
        where += [CURATOR] if self.rule == CURATOR else []  # a correction may leave all the rest as it is
        return f"claim-{digest(document_id, self.event, self.stance, self.modality, *sorted(self.claimed_by), *where)}"


def surest(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Each claim once, in their order: of what several rules say in the same words, what the surest says."""
    best: dict[object, Claim] = {}
    for claim in claims:
        key = claim.event, claim.stance, claim.modality, frozenset(claim.claimed_by), frozenset(claim.evidence)
        other = best.setdefault(key, claim)
        if (-claim.confidence, claim.rule) < (-other.confidence, other.rule):
            best[key] = claim
    return tuple(best.values())


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a document says of an agreement: who is to be bound, about what, for how long, since when.

    `value` is an identifier where `kind` is "party", an ISO 8601 duration or date where it is "duration", "start" or
    "end", one of INSTRUMENT_STATUSES where it is "status", and else words. `claimed_by` is as that of a claim.
    """

    agreement: str
    kind: TermKind
    value: str
    evidence: Evidence
    claimed_by: tuple[str, ...] = ()

    def id(self, document_id: str) -> str:
        where = f"{self.evidence.start}-{self.evidence.end}"
        return f"term-{digest(document_id, self.agreement, self.kind, self.value, *sorted(self.claimed_by), where)}"


@dataclass(frozen=True, slots=True)
class Curation:
    """What a curator decided of claims: `claims` names them by words and document, `changes` says what is so."""

    verdict: Literal["ClaimRejected", "ClaimCorrected"]
    claims: str
    by: str = ""
    date: str = ""
    reason: str = ""
    changes: str = ""

    @property
    def id(self) -> str:
        return f"decision-{digest(self.verdict, self.claims, self.by, self.date, self.reason, self.changes)}"

    def __str__(self) -> str:
        reason = f": {self.reason}" if self.reason else ""
        return f"{self.verdict.removeprefix('Claim').casefold()} by {self.by or CURATOR}{reason}"


@dataclass(frozen=True, slots=True)
class Overruled:
    """A claim that counts no longer, with its event, why, and the claim that takes its place, if one does."""

    claim: Claim
    event: Event
    curation: Curation
    revision: Claim | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that was found in one document; `overruled` is what a curator has made of some of it."""

    document: Document
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    positions: tuple[Position, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    terms: tuple[Term, ...] = ()
    overruled: tuple[Overruled, ...] = ()

    def to_json(self) -> str:
        """One line of JSON; `from_json` gives an equal value back. Events carry their `id`, which claims refer to."""
        return to_json(self)

    @classmethod
    def from_json(cls, line: str) -> Extraction:
        """Raise ValueError or TypeError where the line is not what `to_json` writes."""
        data = json.loads(line)
        return cls(
            document=Document(**data["document"]),
            entities=values(Entity, data["entities"]),
            mentions=values(Mention, data["mentions"]),
            positions=values(Position, data["positions"]),
            events=events(data["events"]),
            claims=values(Claim, data["claims"]),
            terms=values(Term, data.get("terms", ())),
            overruled=tuple(map(_overruled, data.get("overruled", ()))),
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """Why two names are one thing, or two: signs (keys of FEATURES) and the sum of their weights.

    `entity` and `other` are identifiers after the decision, equal where the verdict is "Same". `by`, `date` and
    `reason` are those of the curator who decided, empty where signs alone did.
    """

    verdict: Literal["Same", "Different"]
    entity: str
    other: str
    name: str
    other_name: str
    score: float
    features: tuple[str, ...]
    by: str = ""
    date: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        return f"decision-{digest(self.verdict, self.entity, self.other, self.name, self.other_name, *self.features)}"


def to_json(value: object) -> str:
    """One line of JSON for a value of these classes; events carry their `id`."""
    return json.dumps(value, default=_fields, ensure_ascii=False, sort_keys=True)


def _fields(value: Any) -> dict[str, Any]:
    found = {name: getattr(value, name) for name in value.__slots__}
    if isinstance(value, Extraction) and not value.overruled:
        del found["overruled"]
    return found | {"id": value.id} if isinstance(value, Event) else found


def _overruled(row: dict[str, Any]) -> Overruled:
    (event,), revision = events([row["event"]]), row["revision"]
    return Overruled(
        _value(Claim, row["claim"]), event, _value(Curation, row["curation"]), revision and _value(Claim, revision)
    )


def events(rows: Iterable[dict[str, Any]]) -> tuple[Event, ...]:
    """Events from rows of JSON, whose `id` follows from the rest."""
    found: tuple[Event, ...] = values(Event, ({k: v for k, v in row.items() if k != "id"} for row in rows))
    return found


def values(cls: type[Any], rows: Iterable[dict[str, Any]]) -> tuple[Any, ...]:
    """Values of one class from rows of JSON; ValueError where a row has a field that the class has not."""
    return tuple(_value(cls, row) for row in rows)


def _value(cls: type[Any], row: dict[str, Any]) -> Any:
    if unknown := row.keys() - cls.__slots__:
        raise ValueError(f"{cls.__name__} has no {', '.join(sorted(unknown))}")
    made = {name: tuple(value) if type(value) is list else value for name, value in row.items()}
    if words := row.get("evidence"):
        made["evidence"] = tuple(Evidence(**e) for e in words) if type(words) is list else Evidence(**words)
    return cls(**made)
