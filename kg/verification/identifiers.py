"""Every identifier that a graph gives to a thing against the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.gazetteer import WIKIDATA, Gazetteer, normal_form
from kg.graph.vocab import DKG, OWL, RDFS, SKOS
from kg.model import entity_id
from kg.offices import Offices
from kg.verification.findings import Findings, listed, quoted
from kg.verification.looking import Graph

IDENTIFIERS = "identifiers"  # what is counted
ADVICE = "correct the row in the name table (--gazetteer) that gave it, or the graph"
PROPERTIES = (DKG["iso3"], OWL["sameAs"], SKOS["exactMatch"])


@dataclass(frozen=True, slots=True)
class Bearer:
    """A thing of the tables that has an identifier, with all that it may be called."""

    id: str
    name: str
    names: frozenset[str]


def check_identifiers(graph: Graph, gazetteer: Gazetteer, findings: Findings) -> None:
    """Check ISO 3166 codes and links to Wikidata and elsewhere: the tables alone can give them."""
    bearers = _bearers(gazetteer)
    for property_ in PROPERTIES:
        for thing, identifier in graph.pairs(property_):
            findings.check(IDENTIFIERS)
            if problem := _problem(graph, thing, bearers.get((property_ == DKG["iso3"], identifier), ())):
                what = f"{graph.name(thing)} {identifier}"
                findings.fault(IDENTIFIERS, what, problem, ADVICE)


def _problem(graph: Graph, thing: str, bearers: Sequence[Bearer]) -> str | None:
    if not bearers:
        return "no table has this identifier"
    own = next((b for b in bearers if graph.base + b.id == thing), None)
    if own is None:
        return f"the tables give this identifier to {listed([f'{b.name} ({b.id})' for b in bearers])}"
    called = graph.values(thing, SKOS["prefLabel"]) | graph.values(thing, RDFS["label"])
    if not any(_form(name) in own.names for name in called):
        return (
            f"the tables call what has this identifier {own.name}, and the graph {listed(sorted(map(quoted, called)))}"
        )
    return None


def _bearers(gazetteer: Gazetteer) -> Mapping[tuple[bool, str], list[Bearer]]:
    """Things of the tables by whether it is an ISO code, and the identifier."""
    found: dict[tuple[bool, str], list[Bearer]] = defaultdict(list)
    for code, identifier, bearer in (*_of_names(gazetteer), *_of_offices()):
        if bearer not in found[code, identifier]:
            found[code, identifier].append(bearer)
    return dict(found)


def _of_names(gazetteer: Gazetteer) -> Iterator[tuple[bool, str, Bearer]]:
    for known in gazetteer:
        names = frozenset(map(_form, (known.name, *known.names, *known.weak)))
        bearer = Bearer(known.id, known.name, names)
        if known.iso3:
            yield True, known.iso3, bearer
        if known.wikidata:
            yield False, WIKIDATA + known.wikidata, bearer


def _of_offices() -> Iterator[tuple[bool, str, Bearer]]:
    for office in Offices.load().rows:
        if office.wikidata:
            names = frozenset(map(_form, (office.person, *office.aliases)))
            yield False, WIKIDATA + office.wikidata, Bearer(entity_id("Person", office.person), office.person, names)


def _form(name: str) -> str:
    return normal_form(name).casefold()
