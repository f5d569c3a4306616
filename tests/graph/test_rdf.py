"""From extractions to RDF: what the vocabulary promises."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.errors import InputError
from kg.graph import export
from kg.graph.label import label
from kg.graph.rdf import dataset, date_literal
from kg.graph.validate import validate
from kg.graph.vocab import DKG, iri
from kg.model import Claim, Document, Entity, Event, Evidence, Extraction, Mention, Position

TEXT = "President Anna Elphberg of Ruritania met Freedonia's leader. Borduria denied it."
STATES = (Entity("state-rur", "State", "Ruritania", iso3="XRU"), Entity("state-fre", "State", "Freedonia", iso3="XFR"))
ANNA = Entity("person-anna-elphberg", "Person", "Anna Elphberg", state="state-rur")
MET = Event("CONSULT", ("person-anna-elphberg",), ("state-fre",), mode="meeting", date="2025-03-18")


def quote(text: str, words: str) -> Evidence:
    start = text.index(words)
    return Evidence(start, start + len(words), words)


def telling(publisher: str, text: str = TEXT, **claim: object) -> Extraction:
    document = Document(text, title="A meeting", date="2025-03-18", source=f"{publisher}.txt", publisher=publisher)
    evidence = (quote(text, "met Freedonia's leader"),)
    return Extraction(
        document,
        entities=(*STATES, ANNA),
        mentions=(Mention("state-rur", 27, 36, "Ruritania", "name"),),
        positions=(Position(ANNA.id, "President", "state-rur", "current", quote(text, "President Anna Elphberg")),),
        events=(MET,),
        claims=(Claim(MET.id, evidence, rule="test", **claim),),  # type: ignore[arg-type]
    )


def objects(store: ox.Store, subject: str, term: str) -> set[str]:
    pattern = store.quads_for_pattern(ox.NamedNode(iri(subject)), ox.NamedNode(DKG[term]), None)
    return {str(q.object.value).removeprefix(DKG.iri) for q in pattern}


def test_what_one_document_says_is_in_its_own_graph() -> None:
    one = telling("Strelsau Post")
    store = dataset([one])
    claims = [q for q in store if q.predicate.value == DKG["ofEvent"]]
    assert {q.graph_name for q in claims} == {ox.NamedNode(iri(one.document.id))}


def test_an_asserted_act_makes_a_plain_edge() -> None:
    assert objects(dataset([telling("A")]), ANNA.id, "consulted") == {iri("state-fre")}


@pytest.mark.parametrize(
    "claim", [{"claimed_by": ("state-rur",)}, {"modality": "Planned"}, {"stance": "Denies"}, {"certainty": "Possible"}]
)
def test_a_reported_planned_denied_or_doubtful_act_makes_none(claim: dict[str, object]) -> None:
    assert objects(dataset([telling("A", **claim)]), ANNA.id, "consulted") == set()


def test_an_announced_withdrawal_makes_no_plain_edge() -> None:
    one = telling("A")
    pact = Entity("treaty-pact", "Treaty", "Pact")
    for mode, edges in ((None, {iri("treaty-pact")}), ("announce", set())):
        event = Event("TREATY_WITHDRAW", ("state-fre",), about=("treaty-pact",), mode=mode, date="2025-03-18")
        claim = Claim(event.id, one.claims[0].evidence)
        store = dataset([Extraction(one.document, (*STATES, pact), (), (), (event,), (claim,))])
        assert objects(store, "state-fre", "withdrewFrom") == edges


@pytest.mark.parametrize(
    ("claims", "status"),
    [
        ([{}], set()),
        ([{"claimed_by": ("state-rur",)}], {"Reported"}),
        ([{}, {}], {"Corroborated"}),
        ([{}, {"stance": "Denies"}], {"Contested"}),
        ([{"stance": "Denies"}], {"DeniedOnly"}),
        ([{"modality": "Planned"}], {"Announced"}),
    ],
)
def test_the_status_sums_up_all_claims(claims: list[dict[str, object]], status: set[str]) -> None:
    store = dataset([telling(f"Paper {n}", f"{TEXT} So paper {n}.", **claim) for n, claim in enumerate(claims)])
    assert objects(store, MET.id, "status") == status


def test_what_one_text_says_in_two_papers_is_not_corroborated() -> None:
    papers = [telling("A"), telling("B")]
    store = dataset(papers)
    assert objects(store, MET.id, "status") == set()
    [(copy, original)] = [(q.subject, q.object) for q in store if q.predicate.value == DKG["copyOf"]]
    assert {copy.value, original.value} == {iri(x.document.id) for x in papers}
    assert validate(store).conforms


def test_one_event_of_two_documents_is_one_node_with_two_claims() -> None:
    store = dataset([telling("A"), telling("B")])
    about = store.quads_for_pattern(None, ox.NamedNode(DKG["ofEvent"]), ox.NamedNode(iri(MET.id)))
    assert len(list(about)) == 2


def test_every_shape_is_kept() -> None:
    report = validate(dataset([telling("A"), telling("B", stance="Denies", claimed_by=("state-fre",))]))
    assert report.conforms, report.problems


def test_a_claim_without_evidence_breaks_a_shape() -> None:
    bare = telling("A")
    store = dataset([Extraction(bare.document, bare.entities, (), (), bare.events, (Claim(MET.id, ()),))])
    assert any("evidence" in p.message for p in validate(store).problems)


@pytest.mark.parametrize("bad", ["2025-02-30", "2025-13", "18 March", ""])
def test_a_date_that_is_none_is_refused(bad: str) -> None:
    with pytest.raises(InputError):
        date_literal(bad)


def test_the_order_of_documents_does_not_matter() -> None:
    tellings = [telling(name, stance=stance) for name in "ABC" for stance in ("Affirms", "Denies")]
    texts = set()
    for seed in range(4):
        random.Random(seed).shuffle(tellings)
        texts.add(export.turtle(dataset(tellings)) + export.trig(dataset(tellings)))
    assert len(texts) == 1


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60))
def test_hostile_text_stays_text_in_every_rdf_format(words: str) -> None:
    text = TEXT + words
    document = Document(text, title=words, source="x")
    name = Entity("person-x", "Person", words or "x", aliases=(words + "2",))
    evidence = (Evidence(0, len(text), text),)
    event = Event("ACCUSE", ("person-x",), topic=words)
    store = dataset([Extraction(document, (name,), (), (), (event,), (Claim(event.id, evidence),))])
    turtle = rdflib.Graph().parse(data=export.turtle(store), format="turtle")
    triples = rdflib.Graph()
    for quad in store:
        triples.parse(data=f"{quad.triple} .", format="nt")
    assert isomorphic(turtle, triples)
    again = ox.Store()
    again.load(export.trig(store).encode(), format=ox.RdfFormat.TRIG)
    assert set(again) == set(store)


@pytest.mark.parametrize(
    ("claims", "text"),
    [
        ([Claim("e", ())], "Anna Elphberg met Freedonia"),
        ([Claim("e", (), claimed_by=("x",))], "Anna Elphberg met Freedonia (reported)"),
        ([Claim("e", (), modality="Planned")], "Anna Elphberg to meet Freedonia"),
        ([Claim("e", (), modality="Proposed")], "Proposed: Anna Elphberg to meet Freedonia"),
        ([Claim("e", (), stance="Denies")], "Denied: Anna Elphberg met Freedonia"),
    ],
)
def test_a_label_says_no_more_than_the_claims(claims: list[Claim], text: str) -> None:
    assert label(MET, claims, {ANNA.id: "Anna Elphberg", "state-fre": "Freedonia"}) == text


def test_a_label_gives_the_matter_rather_than_the_actors_in_it() -> None:
    asked = Event("REQUEST", sources=("state-ken",), about=("state-rus",), topic="sanctions against Russia")
    claim = Claim(event=asked.id, evidence=())
    assert label(asked, [claim], {"state-ken": "Kenya", "state-rus": "Russia"}).endswith(": sanctions against Russia")


@pytest.mark.parametrize(
    ("kind", "others", "states"),
    [
        ("media", (), set()),
        ("media", STATES, {iri("state-rur")}),
        ("agency", (), {iri("state-rur")}),
    ],
)
def test_an_outlet_brings_no_state_into_a_story_that_does_not_name_it(
    kind: str, others: tuple[Entity, ...], states: set[str]
) -> None:
    post = Entity("org-strelsau-post", "Organization", "Strelsau Post", state="state-rur", kind=kind)
    store = dataset([Extraction(Document(TEXT, source="x"), (post, *others), (), (), (), ())])
    assert objects(store, post.id, "state") == states
