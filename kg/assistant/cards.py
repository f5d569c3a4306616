"""What the graph holds on one thing, the quotes behind an event or claim, and an overview of it all."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from kg.assistant.answers import Card, Happening, Overview, Quote, Quotes, Said
from kg.assistant.asking import Asking, Row, ask, guide
from kg.assistant.names import the_one
from kg.assistant.questions import table
from kg.assistant.text import Scalar, iri, line, short, value
from kg.errors import QueryError
from kg.graph.answer import PREFIXES, Result
from kg.graph.query import local
from kg.graph.vocab import DKG, EVENT_TYPES, MODES, PLAIN, RDF, RDFS, SKOS
from kg.model import ENTITY_CLASSES

LISTED = 25  # offices and memberships on a card
NAMES = {RDFS["label"], SKOS["prefLabel"], SKOS["altLabel"], DKG["mention"]}
NO_FACTS = {RDF["type"], *NAMES, *(DKG[p] for p in PLAIN.values())}  # told elsewhere on the card


def entity(graph: Asking, name_or_id: str) -> Card:
    """The card of one thing. QueryError where nothing, or more than one thing, has this name."""
    thing = iri(name_or_id) or the_one(graph, name_or_id)
    facts = graph.answer(guide("facts.rq"), params={"thing": thing})
    by_property = _by_property(facts)
    classes = sorted(c for c in map(_name, by_property.get(RDF["type"], ())) if c in ENTITY_CLASSES)
    if not by_property:
        raise QueryError(f"nothing in the graph has the id {short(thing)}: look for its name with find")
    if not classes:
        raise QueryError(f"{short(thing)} is no person, state, body, place or instrument: use evidence, or sparql")
    events = ask(graph, "event-count", thing)[0]["events"]
    return {
        "id": short(thing),
        "label": str(next(iter(by_property.get(RDFS["label"], ())), "")),
        "classes": classes,
        "also_called": [str(n) for n in by_property.get(SKOS["altLabel"], ())],
        "named_in_texts": [str(n) for n in by_property.get(DKG["mention"], ())],
        "facts": {_key(p): values for p, values in by_property.items() if p not in NO_FACTS},
        "offices": table(graph.answer(guide("offices.rq"), params={"thing": thing}), LISTED),
        "memberships": table(graph.answer(guide("memberships.rq"), params={"thing": thing}), LISTED),
        "latest_events": _happenings(ask(graph, "events", thing)),
        "number_of_events": int(events or 0),
        "note": "All events: run_query timeline with the parameter actor. The words behind one: evidence with its id.",
    }


def _by_property(result: Result) -> dict[str, list[Scalar]]:
    found: dict[str, list[Scalar]] = {}
    for predicate, term, label in result.rows:
        values = found.setdefault(predicate.value, [])  # type: ignore[union-attr]
        shown = value(term)
        values.append(f"{value(label)} ({shown})" if label is not None else shown)
    return found


def _key(property_: str) -> str:
    """The name of a property as SPARQL takes it where its vocabulary is not ours."""
    return local(property_) if property_.startswith(DKG.iri) else short(property_)


def _happenings(rows: list[Row]) -> list[Happening]:
    found: list[Happening] = []
    for event, group in groupby(rows, key=lambda r: r["event"]):
        listed = list(group)
        first = listed[0]
        found.append(
            {
                "event": str(event),
                "date": _text(first["date"]),
                "what": _text(first["what"]),
                "type": _name(first["type"]),
                "status": _name(first["status"]),
                "claims": [_said(copies) for copies in _by_text(_by_claim(listed, "claim"))],
            }
        )
    return found


def _by_claim(rows: list[Row], *keys: str) -> list[list[Row]]:
    """Rows that differ only in who claims it, together."""
    grouped: dict[tuple[Scalar, ...], list[Row]] = {}
    for row in rows:
        grouped.setdefault(tuple(row[k] for k in keys), []).append(row)
    return list(grouped.values())


def _by_text(claims: list[list[Row]], *keys: str) -> list[list[list[Row]]]:
    """Claims that copies of one text make in the same way, together."""
    grouped: dict[tuple[Scalar, ...], list[list[Row]]] = {}
    for rows in claims:
        first, claimants = rows[0], _claimants(rows)
        text = (first["text"], first["event"], *(first[key] for key in keys))
        grouped.setdefault((*text, _reading(first, claimants)), []).append(rows)
    return list(grouped.values())


def _also_in(copies: list[list[Row]]) -> list[str]:
    """The outlets of the copies beside the first."""
    outlets = (_text(rows[0]["publisher"]) for rows in copies)
    return list(dict.fromkeys(o for o in outlets if o not in {"", _text(copies[0][0]["publisher"])}))


def _said(copies: list[list[Row]]) -> Said:
    rows = copies[0]
    first = rows[0]
    return {
        "claim": _text(first["claim"]),
        "reading": _reading(first, _claimants(rows)),
        "stance": _name(first["stance"]),
        "modality": _name(first["modality"]),
        "certainty": _name(first["certainty"]),
        "claimed_by": _claimants(rows),
        "published": _text(first["published"]),
        "publisher": _text(first["publisher"]),
        "also_in": _also_in(copies),
    }


def _claimants(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(str(r["by"]) for r in rows if r["by"] is not None))


def _reading(claim: Row, claimants: list[str]) -> str:
    """What a claim amounts to, in words."""
    modality, certainty = _name(claim["modality"]).lower(), _name(claim["certainty"]).lower()
    if not modality:
        return "stated by the document or a table"
    who = " and ".join(claimants) or "the document itself"
    told = "" if modality == "actual" else f"{modality}, not told as done; "
    doubt = "" if certainty == "certain" else f" as {certainty}"
    if claim["stance"] == short(DKG["Denies"]):
        return f"{told}denied by {who}{doubt}"
    return f"{told}{'according to' if claimants else 'stated by'} {who}{doubt}"


def _name(term: Scalar) -> str:
    """What a term of ours is called, without its prefix."""
    return _text(term).removeprefix("dkg:").removeprefix("et:")


def _text(content: Scalar) -> str:
    return "" if content is None else str(content)


def evidence(graph: Asking, event_or_claim: str, limit: int) -> Quotes:
    """The quotes behind an event, claim, office or term. QueryError where it has none, or the name is unknown."""
    rows = ask(graph, "evidence", iri(event_or_claim) or event_or_claim)
    if not rows:
        raise QueryError(
            f"no quotes for {line(event_or_claim)!r}: give the id or label of an event, or the id of a claim"
        )
    claims = _by_claim(rows, "claim", "document", "start", "end")
    quotes = [_quote(copies) for copies in _by_text(claims, "quote")]
    return {"quotes": quotes[:limit], "left_out": max(0, len(quotes) - limit)}


def _quote(copies: list[list[Row]]) -> Quote:
    rows = copies[0]
    first: Any = rows[0]
    claimants = _claimants(rows)
    return {
        "event": first["event"],
        "what": first["what"],
        "date": first["date"],
        "quote": first["quote"],
        "reading": _reading(first, claimants),
        "title": first["title"],
        "published": first["published"],
        "publisher": first["publisher"],
        "source": first["source"],
        "document": first["document"],
        "also_in": _also_in(copies),
        "start": first["start"],
        "end": first["end"],
        "before": _text(first["before"]),
        "after": _text(first["after"]),
        "claim": first["claim"],
        "stance": _name(first["stance"]),
        "modality": _name(first["modality"]),
        "certainty": _name(first["certainty"]),
        "claimed_by": claimants,
        "confidence": first["confidence"],
    }


def overview(graph: Asking) -> Overview:
    """What the graph holds, and the terms in which to ask it."""
    found: dict[str, Row] = {}
    for row in ask(graph, "overview"):
        found.setdefault(_text(row["part"]), {})[_name(row["name"])] = row["number"]
    numbers: Any = found
    return {
        "documents": int(found["documents"][""] or 0),
        "copies": int(found["copies"][""] or 0),
        "dates_of_documents": next(iter(found.get("dates of documents", {})), ""),
        "dates_of_events": next(iter(found.get("dates of events", {})), ""),
        "publishers": numbers.get("publishers", {}),
        "entities": numbers.get("entities", {}),
        "events": numbers.get("events", {}),
        "claims": numbers.get("claims", {}),
        "event_types": {t: list(MODES.get(t, ())) for t in EVENT_TYPES},
        "prefixes": dict(PREFIXES),
        "vocabulary": guide("vocabulary.md"),
    }
