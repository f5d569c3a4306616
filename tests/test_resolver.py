"""One thing has one identifier over a corpus, two things have two, and every decision has its reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.decisions import Ruling, Side
from kg.model import (
    Claim,
    Document,
    Entity,
    EntityClass,
    Event,
    Evidence,
    Extraction,
    Mention,
    Position,
    Term,
    entity_id,
)  # fmt: skip
from kg.resolver import resolve

WORDS = Evidence(0, 4, "text")


def person(name: str, state: str | None = None) -> Entity:
    return Entity(entity_id("Person", name), "Person", name, state=state)


def organisation(name: str, cls: EntityClass = "Organization") -> Entity:
    return Entity(entity_id(cls, name), cls, name)


def told(
    name: str, *entities: Entity, role: tuple[str, str] | None = None, events: tuple[Event, ...] = ()
) -> Extraction:
    """What a document says that names each entity once; `role` is the office of the first."""
    positions = (Position(entities[0].id, role[0], role[1], "current", WORDS),) if role else ()
    return Extraction(
        Document(f"text of {name}", source=f"/news/{name}.txt"),
        entities=entities,
        mentions=tuple(Mention(e.id, 0, 4, e.name, "model") for e in entities),
        positions=positions,
        events=events,
        claims=tuple(Claim(e.id, (WORDS,)) for e in events),
    )


def people(extractions: list[Extraction]) -> set[str]:
    return {e.id for x in extractions for e in x.entities}


def test_spellings_of_one_name_meet_where_the_state_agrees() -> None:
    found, decisions = resolve(
        [told("a", person("Yevgeny Petrov", "state-rus")), told("b", person("Evgeny Petrov", "state-rus"))]
    )
    assert len(people(found)) == 1
    (decision,) = decisions
    assert decision.verdict == "Same"
    assert decision.features == ("same-name-other-spelling", "same-state")
    assert decision.score == 2.0


def test_a_spelling_alone_joins_nobody() -> None:
    found, _ = resolve([told("a", person("Yevgeny Petrov")), told("b", person("Evgeny Petrov"))])
    assert len(people(found)) == 2


def test_a_surname_is_the_one_bearer_of_the_same_state() -> None:
    found, _ = resolve([told("a", person("Aino Virtanen", "state-fin")), told("b", person("Virtanen", "state-fin"))])
    assert people(found) == {"person-aino-virtanen"}


def test_a_surname_of_two_bearers_stays_by_itself() -> None:
    aino, eero, one = (person(n, "state-fin") for n in ("Aino Virtanen", "Eero Virtanen", "Virtanen"))
    found, _ = resolve([told("a", aino), told("b", eero), told("c", one)])
    assert len(people(found)) == 3


def test_two_presidents_of_one_name_never_meet_through_a_third() -> None:
    elder, younger = person("John Q. A. Miller", "state-usa"), person("John W. Miller", "state-usa")
    short = person("John Miller", "state-usa")
    found, decisions = resolve([told("a", elder), told("b", younger), told("c", short)])
    assert len(people(found)) == 3, "'John Miller' could be either"
    apart = next(d for d in decisions if "other-middle-name" in d.features)
    assert apart.verdict == "Different"


def test_an_office_tells_which_of_them_a_short_name_means() -> None:
    elder, younger = person("John Q. A. Miller", "state-usa"), person("John W. Miller", "state-usa")
    short = person("John Miller", "state-usa")
    office = ("ambassador", "state-deu")
    found, _ = resolve([told("a", elder), told("b", younger, role=office), told("c", short, role=office)])
    assert people(found) == {elder.id, younger.id}


def test_one_name_in_two_states_with_two_offices_is_two_persons() -> None:
    british = told("london", person("David Reed", "state-gbr"), role=("ambassador", "state-gbr"))
    irish = told("dublin", person("David Reed", "state-irl"), role=("minister", "state-irl"))
    found, _ = resolve([british, irish])
    assert people(found) == {"person-david-reed", "person-david-reed-irl"}


def test_one_name_in_two_states_is_one_person_where_nothing_else_tells_them_apart() -> None:
    found, _ = resolve([told("a", person("David Reed", "state-gbr")), told("b", person("David Reed", "state-irl"))])
    assert people(found) == {"person-david-reed"}


def test_an_abbreviation_is_the_name_that_another_document_introduces() -> None:
    long, short = organisation("Baltic Fisheries Board"), organisation("BFB")
    introduced = replace(
        told("a", long), mentions=(Mention(long.id, 0, 4, long.name, "model"), Mention(long.id, 5, 8, "BFB", "model"))
    )
    found, decisions = resolve([introduced, told("b", short)])
    assert people(found) == {long.id}
    assert decisions[0].features == ("abbreviation",)


def test_a_name_tagged_as_two_kinds_of_things_is_one_thing() -> None:
    found, _ = resolve([told("a", organisation("Kestrel")), told("b", organisation("Kestrel", "GovernmentBody"))])
    assert len(people(found)) == 1


def test_what_a_table_knows_keeps_its_identifier() -> None:
    known = Entity("org-nato", "InternationalOrganization", "North Atlantic Treaty Organization", aliases=("NATO",))
    found, _ = resolve([told("a", known), told("b", organisation("North Atlantic Treaty Organization"))])
    assert people(found) == {"org-nato"}


def test_one_act_told_by_two_documents_is_one_event() -> None:
    ann, bo = person("Ann Alder", "state-nor"), person("Bo Birch", "state-swe")
    here = Event("CONSULT", (ann.id,), (bo.id,), date="2024-05-01", mode="meeting")
    there = Event("CONSULT", (bo.id,), (ann.id,), date="2024-05-01")
    found, _ = resolve([told("a", ann, bo, events=(here,)), told("b", ann, bo, events=(there,))])
    assert len({e.id for x in found for e in x.events}) == 1
    assert all(c.event == x.events[0].id for x in found for c in x.claims)


def test_events_follow_the_persons_that_became_one() -> None:
    one, other = person("Yevgeny Petrov", "state-rus"), person("Evgeny Petrov", "state-rus")
    acts = [Event("CONSULT", (p.id,), ("state-fin",), date="2024-05-01") for p in (one, other)]
    found, _ = resolve([told("a", one, events=(acts[0],)), told("b", other, events=(acts[1],))])
    assert len({e.id for x in found for e in x.events}) == 1


def test_terms_of_agreements_follow_what_became_one() -> None:
    one, other = organisation("Baltic Fisheries Board"), organisation("Baltic Fisheries Board", "GovernmentBody")
    terms = [Term("agreement-truce", "party", o.id, WORDS, (o.id,)) for o in (one, other)]
    documents = [replace(told(name, o), terms=(t,)) for name, o, t in zip("ab", (one, other), terms, strict=True)]
    found, _ = resolve(documents)
    assert len({t for x in found for t in x.terms}) == 1


@pytest.mark.parametrize("turn", [1, -1])
def test_the_order_of_the_documents_does_not_matter(turn: int) -> None:
    documents = [
        told("a", person("Yevgeny Petrov", "state-rus")), told("b", person("Evgeny Petrov", "state-rus")),
        told("c", person("Petrov", "state-rus")), told("d", person("Evgeny Petrov")),
    ]  # fmt: skip
    assert resolve(documents[::turn]) == resolve(documents)


class TestRulings:
    """What a human decided comes before all signs."""

    def test_same(self) -> None:
        ruling = Ruling("same", Side("Nikita Orlov"), Side("N. Orlov-Chayka"), "mk", "2026-03-01", "her married name")
        found, decisions = resolve([told("a", person("Nikita Orlov")), told("b", person("N. Orlov-Chayka"))], [ruling])
        assert len(people(found)) == 1
        assert (decisions[0].by, decisions[0].reason) == ("mk", "her married name")

    def test_different(self) -> None:
        ruling = Ruling("different", Side("Yevgeny Petrov"), Side("Evgeny Petrov"))
        found, decisions = resolve(
            [told("a", person("Yevgeny Petrov", "state-rus")), told("b", person("Evgeny Petrov", "state-rus"))],
            [ruling],
        )
        assert len(people(found)) == 2
        assert decisions[0].verdict == "Different"
        assert decisions[0].by == "curator"

    def test_one_name_of_two_documents(self) -> None:
        ruling = Ruling("different", Side("John Smith", "london.txt"), Side("John Smith", "perth.txt"))
        found, _ = resolve([told("london", person("John Smith")), told("perth", person("John Smith"))], [ruling])
        assert len(people(found)) == 2

    def test_by_identifier_and_iri(self) -> None:
        iri = "https://w3id.org/diplomatic-kg/id/person-b-bee"
        ruling = Ruling("same", Side("person-a-ay"), Side(iri))
        found, _ = resolve([told("a", person("A. Ay")), told("b", person("B. Bee"))], [ruling])
        assert len(people(found)) == 1
