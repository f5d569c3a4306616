"""`kg why` shows how a thing is known: what means it, what was joined, what was kept apart."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.graph.rdf import dataset
from kg.graph.why import render, why
from kg.model import Claim, Decision, Document, Entity, Event, Evidence, Extraction, Mention

TEXT = "Ann Alder met Bo Birch. The Norwegian minister thanked him."


def mention(entity: str, words: str, rule: str) -> Mention:
    start = TEXT.index(words)
    return Mention(entity, start, start + len(words), words, rule)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    event = Event("SUPPORT", ("person-ann-alder",), ("person-bo-birch",), mode="thank")
    sentence = Evidence(24, len(TEXT), TEXT[24:])
    extraction = Extraction(
        Document(TEXT, title="A meeting"),
        entities=(
            Entity("person-ann-alder", "Person", "Ann Alder", state="state-nor"),
            Entity("person-bo-birch", "Person", "Bo Birch"),
            Entity("person-bo-beech", "Person", "Bo Beech", aliases=("Bo",)),
            Entity("state-nor", "State", "Norway", iso3="NOR"),
        ),
        mentions=(
            mention("person-ann-alder", "Ann Alder", "model"),
            mention("person-bo-birch", "Bo Birch", "model"),
            mention("person-ann-alder", "The Norwegian minister", "description"),
            mention("person-bo-birch", "him", "pronoun"),
        ),
        events=(event,),
        claims=(Claim(event.id, (sentence,)),),
    )
    decisions = (
        Decision(
            "Same", "person-ann-alder", "person-ann-alder", "A. Alder", "Ann Alder", 2.0,
            ("given-name-agrees", "same-state"),
        ),
        Decision(
            "Different", "person-bo-birch", "person-bo-beech", "Bo Birch", "Bo Beech", -100.0, ("curated-different",),
            by="mk", date="2026-03-01", reason="two clerks",
        ),
    )  # fmt: skip
    return dataset([extraction], decisions=decisions)


def test_a_description_is_shown_with_its_rule_and_its_words(store: ox.Store) -> None:
    (inferred,) = why(store, "Ann Alder").inferred
    assert (inferred.words, inferred.rule, inferred.document) == ("The Norwegian minister", "description", "A meeting")
    assert "The Norwegian minister thanked" in inferred.context


def test_what_a_claim_inferred_is_marked_on_it(store: ox.Store) -> None:
    found = store.query(
        "SELECT ?words { ?claim dkg:reliesOn/dkg:evidence/oa:exact ?words } ORDER BY ?words",
        prefixes={"dkg": "https://w3id.org/diplomatic-kg/ontology#", "oa": "http://www.w3.org/ns/oa#"},
        use_default_graph_as_union=True,
    )
    assert [row["words"].value for row in found] == ["The Norwegian minister", "him"]


def test_a_decision_has_its_signs_with_their_weights(store: ox.Store) -> None:
    (decision,) = why(store, "person-ann-alder").decisions
    assert decision.signs == (("given-name-agrees", 1.0), ("same-state", 1.0))
    assert decision.other is None


def test_the_curator_is_named(store: ox.Store) -> None:
    (decision,) = why(store, "Bo Birch").decisions
    assert (decision.other, decision.curator, decision.reason) == ("Bo Beech", "mk", "two clerks")


def test_the_text_reads_as_an_explanation(store: ox.Store) -> None:
    text = render(why(store, "Bo Birch"))
    assert text.startswith("Bo Birch  (Person, person-bo-birch)\n")
    assert (
        "Kept apart\n  Bo Beech / Bo Birch (from Bo Beech): -100.0 by mk (two clerks) = curated-different -100.0"
        in text
    )


def test_an_unknown_name_gets_a_hint(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="did you mean"):
        why(store, "Ann Adler")
