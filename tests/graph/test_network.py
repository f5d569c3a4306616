"""The graph as a network."""

from __future__ import annotations

import json
import random
import re

import pyoxigraph as ox
import pytest

from kg.graph import vocab
from kg.graph.layout import GAP, layout
from kg.graph.network import QUADS, network
from kg.graph.query import named_queries

ID = vocab.BASE


def test_an_event_between_two_actors_is_an_edge_with_its_claims(sample: ox.Store) -> None:
    [call] = network(sample).get_edge_data(ID + "person-anna-elphberg", ID + "person-rufus-teasdale").values()
    assert (call["type"], call["mode"], call["date"], call["quad"]) == (
        "CONSULT", "call", "2025-03-18", "verbal cooperation",
    )  # fmt: skip
    assert [(c["by"], c["document"]) for c in call["claims"]] == [
        ([], "A call, a visit and a withdrawal"),
        (["Ministry of Foreign Affairs of Ruritania"], "Borduria protests"),
    ]
    assert call["claims"][0]["suffix"].startswith(". Teasdale")
    assert call["asserted"]


def test_an_act_without_a_target_goes_to_what_it_is_about(sample: ox.Store) -> None:
    graph = network(sample)
    assert graph.has_edge(ID + "state-syldavia", ID + "treaty-convention-on-river-navigation")


def test_what_is_said_about_an_actor_is_no_act_towards_him() -> None:
    store = ox.Store()
    store.load(
        b"""@prefix dkg: <https://w3id.org/diplomatic-kg/ontology#> .
        @prefix et: <https://w3id.org/diplomatic-kg/event-type/> . @prefix : <https://example.org/> .
        :e a dkg:Event ; dkg:eventType et:REQUEST ; dkg:source :kenya ; dkg:about :russia .
        :kenya a dkg:State, dkg:Actor . :russia a dkg:State, dkg:Actor .""",
        format=ox.RdfFormat.TURTLE,
    )
    graph = network(store)
    assert not graph.edges
    assert graph.nodes["https://example.org/kenya"]["events"]


def test_those_who_meet_are_joined_though_both_are_sources(sample: ox.Store) -> None:
    assert network(sample).has_edge(ID + "state-borduria", ID + "state-syldavia")


def test_an_event_with_one_end_stays_with_its_node(sample: ox.Store) -> None:
    [exercises] = network(sample).nodes[ID + "state-borduria"]["events"]
    assert (exercises["type"], exercises["stance"], exercises["status"]) == ("MOBILIZE", "Denies", "DeniedOnly")


def test_no_event_is_lost(sample: ox.Store) -> None:
    graph = network(sample)
    found = {key for _, _, key in graph.edges(keys=True)}
    found |= {e["event"] for _, node in graph.nodes(data=True) for e in node["events"]}
    assert len(found) == 12


def test_nodes_carry_names_class_state_and_offices(sample: ox.Store) -> None:
    graph = network(sample)
    person, state = graph.nodes[ID + "person-anna-elphberg"], graph.nodes[ID + "state-ruritania"]
    assert (person["label"], person["cls"], person["state"]) == ("Anna Elphberg", "Person", "Ruritania")
    assert person["offices"] == ["President, Ruritania"]
    assert "Elphberg" in person["aliases"]
    assert (state["iso3"], state["degree"]) == ("XRU", 3)
    assert ID + "org-strelsau-post" not in graph, "a source of claims alone takes part in nothing"


@pytest.mark.parametrize(
    ("event", "stance", "modality", "asserted", "contested"),
    [
        ("embargo", "Affirms", "Actual", True, True),
        ("threat", "Affirms", "Actual", False, False),
        ("visit", "Affirms", "Planned", False, False),
        ("support", "Affirms", "Hypothetical", True, False),
    ],
)
def test_what_the_claims_come_to(
    sample: ox.Store, event: str, stance: str, modality: str, asserted: bool, contested: bool
) -> None:
    [found] = [e for _, _, key, e in network(sample).edges(keys=True, data=True) if key == f"{ID}event-{event}"]
    verdict = (found["stance"], found["modality"], found["asserted"], found["contested"])
    assert verdict == (stance, modality, asserted, contested)


def test_the_network_is_json_and_does_not_depend_on_the_order_of_triples(sample: ox.Store) -> None:
    quads = list(sample)
    random.Random(2).shuffle(quads)
    shuffled = ox.Store()
    shuffled.extend(quads)

    def dump(store: ox.Store) -> str:
        graph = network(store)
        return json.dumps([graph.graph, list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))])

    assert dump(shuffled) == dump(sample)


def test_an_empty_store_is_an_empty_network() -> None:
    assert network(ox.Store()).number_of_nodes() == 0


def test_quad_classes_are_those_of_the_ontology() -> None:
    ontology = ox.Store()
    ontology.load(vocab.ontology("event-types.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    stated = {
        q.subject.value.removeprefix(vocab.ET.iri): q.object.value.removeprefix(vocab.DKG.iri)
        for q in ontology.quads_for_pattern(None, ox.NamedNode(vocab.DKG["quadClass"]), None)
    }
    assert set(QUADS) == set(vocab.EVENT_TYPES)
    assert {t: q.title().replace(" ", "") for t, q in QUADS.items()} == {t: stated[t] for t in QUADS}


def test_the_dyads_query_has_the_same_quad_classes() -> None:
    text = named_queries()["dyads"].text
    assert dict(re.findall(r'\(et:(\w+) "([\w ]+)"\)', text)) == {
        t: q for t, q in QUADS.items() if not t.startswith("TREATY_")
    }


def test_no_two_boxes_of_a_layout_overlap() -> None:
    rng = random.Random(5)
    boxes = [(rng.randint(40, 170), rng.randint(40, 90)) for _ in range(60)]
    edges = [(rng.randrange(i), i) for i in range(1, 55)] + [(rng.randrange(40), rng.randrange(40)) for _ in range(30)]
    points = layout(boxes, edges)
    for i, (x, y) in enumerate(points):
        for j in range(i):
            room = [(boxes[i][k] + boxes[j][k]) / 2 for k in (0, 1)]
            apart = (abs(x - points[j][0]), abs(y - points[j][1]))
            assert apart[0] >= room[0] - 1 or apart[1] >= room[1] - 1, (i, j, apart, room, GAP)
    assert points == layout(boxes, edges)


def test_layouts_of_nothing_of_one_and_of_many() -> None:
    assert layout([], []) == []
    assert len(layout([(10, 10)], [])) == 1
    many = 1500
    assert len(set(layout([(10, 10)] * many, [(i, i + 1) for i in range(many - 1)]))) > many * 0.9
