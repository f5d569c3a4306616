"""Annotated documents and predictions as extractions, so that both sides of a comparison are of one kind.

An annotated document is a JSON object:

    {"id": "oslo", "title": "...", "date": "2024-05-15", "source": "...", "genre": "wire",
     "text": "Norway denied that it met Iran.",
     "entities": [{"id": "norway", "type": "State", "name": "Norway", "mentions": ["Norway"], "iso3": "NOR"}, ...],
     "relations": [{"subject": "the-minister", "predicate": "holdsPosition", "object": "norway"}, ...],
     "events": [{"id": "e1", "type": "CONSULT", "sources": ["norway"], "targets": ["iran"], "about": [], "date": null,
                 "place": null, "modality": "denied", "reported_by": ["norway"], "evidence": "denied that it met"}]}

`relations`, the head (`title`, `date`, `source`, `genre`) and what is null or empty above may be left out; other keys
are passed over. Actors, `about`, `place` and `reported_by` are ids of entities; mentions and evidence are copied from
the text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.graph.vocab import EVENT_TYPES
from kg.model import ENTITY_CLASSES, Claim, Document, Entity, Event, Evidence, Extraction, Mention

MODALITIES = ("actual", "planned", "proposed", "denied", "hypothetical")
BELONGS = frozenset({"holdsPosition", "partOf", "representativeOf", "locatedIn"})

_REQUIRED = {
    "document": ("id", "text", "entities", "events"),
    "entity": ("id", "type", "name", "mentions"),
    "relation": ("subject", "predicate", "object"),
    "event": ("id", "type", "sources", "modality", "evidence"),
}
_OPTIONAL = {
    "document": ("title", "date", "source", "genre", "relations"),
    "entity": ("iso3",),
    "relation": (),
    "event": ("targets", "about", "date", "place", "reported_by"),
}
_LISTS = {"entities", "mentions", "relations", "events"}  # the other fields are texts
_IDS = ("sources", "targets", "about", "reported_by")
_TEXT_LISTS = {"mentions", *_IDS}
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated document under its own id; `register` is the manner of its text ("wire", "readout"), if annotated.

    Each event has one claim, and the annotator's id of the event as its scope: like acts that were annotated as two
    stay two.
    """

    id: str
    extraction: Extraction
    register: str = ""


def read(path: Path) -> tuple[Gold, ...]:
    """The annotated document of a file, or those of all `*.json` in a folder, by name.

    Raise InputError, with the file, where it is no such document or an id is used for two.
    """
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise InputError(f"{path} has no annotated document: give a folder with .json files, or one such file")
    golds = tuple(map(_read_file, files))
    if twice := _repeated(gold.id for gold in golds):
        raise InputError(f"{path} has several documents with the id {twice!r}: give each its own")
    return golds


def predictions(text: str, name: str) -> tuple[Extraction, ...]:
    """The JSON lines that `kg extract` writes; InputError with `name` and the line where one is not."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                found.append(Extraction.from_json(line))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise InputError(f"{name}, line {number}: is not what `kg extract` writes ({error!r})") from error
    return tuple(found)


def pair(golds: Sequence[Gold], found: Iterable[Extraction]) -> list[tuple[Gold, Extraction | None]]:
    """Each annotated document with the first prediction for its text; space around a text makes no difference."""
    by_text: dict[str, Extraction] = {}
    for extraction in found:
        by_text.setdefault(extraction.document.text.strip(), extraction)
    return [(gold, by_text.get(gold.extraction.document.text.strip())) for gold in golds]


def _read_file(path: Path) -> Gold:
    try:
        return _gold(json.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"{path} is no annotated document: {error}") from error


def _gold(data: Any) -> Gold:
    row = _checked(data, "document", "the document")
    text: str = row["text"]
    things = _rows(row, "entities", "entity")
    known = {thing["id"] for thing in things}
    events = _rows(row, "events", "event")
    for event in events:
        _check_event(event, known)
    _check_date(row, "the document")
    made = [_event(event) for event in events]
    extraction = Extraction(
        document=Document(text, title=row["title"], date=row["date"] or None, source=row["source"]),
        entities=_entities(things, _rows(row, "relations", "relation")),
        mentions=tuple(_mention(text, thing["id"], surface) for thing in things for surface in thing["mentions"]),
        events=tuple(made),
        claims=tuple(_claim(text, event, act) for event, act in zip(events, made, strict=True)),
    )
    return Gold(row["id"], extraction, row["genre"])


def _rows(document: Mapping[str, Any], key: str, what: str) -> list[dict[str, Any]]:
    rows = [_checked(row, what, f"{what} {number}") for number, row in enumerate(document[key], 1)]
    if twice := _repeated(row["id"] for row in rows if "id" in row):
        raise ValueError(f"there are two of {what} {twice!r}")
    return rows


def _checked(row: Any, what: str, where: str) -> dict[str, Any]:
    """The fields of a row, "" or [] for what may be left out; ValueError where one is missing or of another kind."""
    if not isinstance(row, dict):
        raise ValueError(f"{where} is no JSON object")
    where = f"{what} {row['id']!r}" if isinstance(row.get("id"), str) else where
    if missing := [key for key in _REQUIRED[what] if row.get(key) in (None, "")]:
        raise ValueError(f"{where} has no {', '.join(missing)}")
    values = {}
    for key in (*_REQUIRED[what], *_OPTIONAL[what]):
        kind, said = (list, "a list") if key in {*_LISTS, *_IDS} else (str, "a text")
        values[key] = kind() if row.get(key) is None else row[key]
        if not isinstance(values[key], kind):
            raise ValueError(f"{key} of {where} is {said}, not {row[key]!r}")
        if key in _TEXT_LISTS and not all(isinstance(item, str) for item in values[key]):
            raise ValueError(f"{key} of {where} is a list of texts")
    return values


def _repeated(ids: Iterable[str]) -> str | None:
    return next((id_ for id_, times in Counter(ids).items() if times > 1), None)


def _entities(things: list[dict[str, Any]], relations: list[dict[str, Any]]) -> tuple[Entity, ...]:
    states = _states(things, relations)
    for thing in things:
        if thing["type"] not in ENTITY_CLASSES:
            raise ValueError(
                f"entity {thing['id']!r} has the unknown type {thing['type']!r}: use one of {', '.join(ENTITY_CLASSES)}"
            )
    return tuple(
        Entity(e["id"], e["type"], e["name"], iso3=e["iso3"] or None, state=states.get(e["id"])) for e in things
    )


def _states(things: list[dict[str, Any]], relations: list[dict[str, Any]]) -> dict[str, str]:
    """Who belongs to which state by office, parent body or place, also through several of these."""
    states = {thing["id"]: thing["id"] for thing in things if thing["iso3"]}
    belongs = [(r["subject"], r["object"]) for r in relations if r["predicate"] in BELONGS]
    for _ in belongs:
        for part, whole in belongs:
            if whole in states:
                states.setdefault(part, states[whole])
    return states


def _mention(text: str, entity: str, surface: str) -> Mention:
    start = text.find(surface)
    if start < 0:
        raise ValueError(f"the mention {surface!r} of entity {entity!r} is not in the text: copy it exactly")
    return Mention(entity, start, start + len(surface), surface, "annotated")


def _check_event(row: Mapping[str, Any], known: Collection[str]) -> None:
    where = f"event {row['id']!r}"
    for key in (*_IDS, "place"):
        named = row[key] if key in _IDS else [row[key]] if row[key] else []
        if unknown := [id_ for id_ in named if id_ not in known]:
            raise ValueError(f"{where} names the unknown entity {unknown[0]!r} in {key}")
    for key, values in (("type", EVENT_TYPES), ("modality", MODALITIES)):
        if row[key] not in values:
            raise ValueError(f"{where} has the unknown {key} {row[key]!r}: use one of {', '.join(values)}")
    _check_date(row, where)


def _check_date(row: Mapping[str, Any], where: str) -> None:
    if row["date"] and not _DATE.fullmatch(row["date"]):
        raise ValueError(f"the date of {where} is YYYY, YYYY-MM or YYYY-MM-DD, not {row['date']!r}")


def _event(row: Mapping[str, Any]) -> Event:
    sources, targets, about = (tuple(row[key]) for key in ("sources", "targets", "about"))
    return Event(
        row["type"], sources, targets, about, place=row["place"] or None, date=row["date"] or None, scope=row["id"]
    )


def _claim(text: str, row: Mapping[str, Any], event: Event) -> Claim:
    """The claim shows its words wherever the text has them."""
    words = row["evidence"]
    spans = tuple(Evidence(m.start(), m.end(), words) for m in re.finditer(re.escape(words), text))
    if not spans:
        raise ValueError(f"the evidence of event {row['id']!r} is not in the text: copy it exactly ({words!r})")
    modality = row["modality"]
    told: dict[str, Any] = {"stance": "Denies"} if modality == "denied" else {"modality": modality.title()}
    return Claim(event.id, spans, claimed_by=tuple(row["reported_by"]), **told)
