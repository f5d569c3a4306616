"""What the page carries of a network."""

from __future__ import annotations

import json
import random
from typing import Any

import pyoxigraph as ox
import pytest

from kg.graph.columns import columns, line, wrapped
from kg.graph.network import network
from kg.graph.vocab import BASE


@pytest.fixture(scope="module")
def made(sample: ox.Store) -> dict[str, Any]:
    return columns(network(sample))


def pairs(made: dict[str, Any]) -> dict[tuple[str, str], list[int]]:
    names, links = made["nodes"]["id"], made["links"]
    ends = zip(links["a"], links["b"], strict=True)
    return {(names[a], names[b]): events for (a, b), events in zip(ends, links["events"], strict=True)}


def test_columns_of_a_table_are_equally_long(made: dict[str, Any]) -> None:
    for name in ("documents", "nodes", "events", "claims", "links"):
        assert len({len(column) for column in made[name].values()}) == 1, name
    assert len(made["events"]["id"]) == 12
    assert len(made["claims"]["quote"]) == 14


def test_identifiers_under_the_base_are_short(made: dict[str, Any]) -> None:
    assert made["base"] == BASE
    assert "person-anna-elphberg" in made["nodes"]["id"]


def test_one_line_for_each_pair_holds_all_its_events(made: dict[str, Any]) -> None:
    found = pairs(made)
    assert len({frozenset(pair) for pair in found}) == len(found) == len(made["links"]["a"])
    assert max(map(len, found.values())) == 2


def test_those_who_act_for_a_state_are_tied_to_it(made: dict[str, Any]) -> None:
    ties = {pair for pair, events in pairs(made).items() if not events}
    assert ("person-anna-elphberg", "state-ruritania") in ties
    assert ("person-rufus-teasdale", "state-freedonia") in ties


def test_an_arrow_points_at_whom_an_act_is_directed_and_talks_have_none(made: dict[str, Any]) -> None:
    arrows = dict(zip(pairs(made), made["links"]["arrows"], strict=True))
    assert arrows["person-anna-elphberg", "person-rufus-teasdale"] == 0
    assert arrows["state-syldavia", "treaty-convention-on-river-navigation"] == 1


def test_claims_name_event_and_document_by_index(made: dict[str, Any]) -> None:
    claims, events = made["claims"], made["events"]
    [at] = [i for i, quote in enumerate(claims["quote"]) if quote == "Ruritania imposed an embargo on Borduria"]
    assert events["id"][claims["event"][at]] == "event-embargo"
    assert made["documents"]["title"][claims["document"][at]]


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ({}, "stated"),
        ({"asserted": False}, "reported"),
        ({"modality": "Proposed"}, "planned"),
        ({"mode": "announce"}, "planned"),
        ({"stance": "Denies", "modality": "Planned"}, "denied"),
    ],
)
def test_only_what_a_text_states_as_done_is_a_fact(said: dict[str, Any], how: str) -> None:
    assert line({"stance": "Affirms", "modality": "Actual", "asserted": True, "mode": None} | said) == how


def test_labels_are_wrapped_as_the_page_does_it() -> None:
    assert wrapped("Convention on River Navigation") == ["Convention on River", "Navigation"]
    assert wrapped("\u202eevil\u202c") == ["evil"]
    assert wrapped("") == ["?"]


def test_the_order_of_triples_makes_no_difference(sample: ox.Store, made: dict[str, Any]) -> None:
    quads = list(sample)
    random.Random(3).shuffle(quads)
    shuffled = ox.Store()
    shuffled.extend(quads)
    assert json.dumps(columns(network(shuffled))) == json.dumps(made)


def test_a_small_graph_has_no_communities_and_an_empty_one_no_rows(made: dict[str, Any]) -> None:
    assert made["communities"] is None
    assert columns(network(ox.Store()))["nodes"]["id"] == []


def test_a_large_graph_is_carried_with_its_communities(sample: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.graph.columns.LARGE", 5)
    made = columns(network(sample))
    groups = made["communities"]
    assert sum(groups["size"]) == len(made["nodes"]["id"])
    assert set(made["nodes"]["community"]) == set(range(len(groups["label"])))
    assert all(groups["label"])
