"""The network over time for Gephi: what GEXF 1.3 allows, and what the spells say."""

from __future__ import annotations

import io
import re
from datetime import date

import networkx as nx
import pyoxigraph as ox
import pytest
from lxml import etree
from press import ANNA, BORDURIA, FREEDONIA, PACT, RURITANIA, Paper, event, graph

from kg.graph.export import export
from kg.graph.vocab import BASE, DKG

NS = "{http://gexf.net/1.3}"
TYPES = {"integer", "long", "double", "float", "boolean", "string", "anyURI", "liststring"}
CHILDREN = {  # of each element, as in the grammar of GEXF 1.3
    "gexf": {"meta", "graph"}, "meta": {"creator", "keywords", "description"},
    "graph": {"attributes", "nodes", "edges"}, "attributes": {"attribute"}, "attribute": {"default", "options"},
    "nodes": {"node"}, "edges": {"edge"}, "node": {"attvalues", "spells"}, "edge": {"attvalues", "spells"},
    "attvalues": {"attvalue"}, "spells": {"spell"}, "creator": set(), "description": set(), "attvalue": set(),
    "spell": set(),
}  # fmt: skip
ALLOWED = {
    "gexf": {"version"}, "meta": {"lastmodifieddate"}, "attributes": {"class", "mode"},
    "graph": {"mode", "defaultedgetype", "timeformat", "timerepresentation", "timezone", "idtype", "start", "end"},
    "attribute": {"id", "title", "type"}, "node": {"id", "label", "start", "end", "pid"},
    "edge": {"id", "source", "target", "kind", "label", "weight", "type", "start", "end"},
    "attvalue": {"for", "value", "start", "end"}, "spell": {"start", "end"},
}  # fmt: skip
POST = (
    Paper("Post")
    .tell(event("CONSULT", ANNA, date="2020-05-01"))
    .tell(event("CONSULT", ANNA, date="2020-05"))
    .tell(event("CONSULT", ANNA, date="2021-02-03"))
    .tell(event("CONSULT", ANNA, date="2022-01-01"), modality="Planned")
    .tell(event("SANCTION", BORDURIA))
    .tell(event("TREATY_SIGN", target="", about=PACT, date="2019"))
    .tell(event("ACCUSE", BORDURIA, "", date="2018-03-04"), '"Lies" <&> \x0b\n]]>')
)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    found = graph(POST)
    position, graph_name = ox.NamedNode(BASE + "position-1"), ox.NamedNode(BASE + "graph-register")
    day = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
    facts: dict[str, ox.NamedNode | ox.Literal] = {
        "holder": ox.NamedNode(BASE + ANNA), "of": ox.NamedNode(BASE + RURITANIA), "role": ox.Literal("President"),
        "from": ox.Literal("2020-05-20", datatype=day),
    }  # fmt: skip
    found.extend(ox.Quad(position, ox.NamedNode(DKG[term]), value, graph_name) for term, value in facts.items())
    type_ = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    found.add(ox.Quad(position, type_, ox.NamedNode(DKG["Position"]), graph_name))
    return found


@pytest.fixture(scope="module")
def root(store: ox.Store) -> etree._Element:
    return etree.fromstring(export(store, "gexf").encode())


def spells(element: etree._Element) -> list[tuple[str | None, str | None]]:
    return [(spell.get("start"), spell.get("end")) for spell in element.iter(NS + "spell")]


def edge(root: etree._Element, kind: str) -> etree._Element:
    [found] = [e for e in root.iter(NS + "edge") if e.get("kind") == kind]
    return found


def value(element: etree._Element, name: str) -> list[str | None]:
    return [v.get("value") for v in element.iter(NS + "attvalue") if v.get("for") == name]


def test_the_file_has_only_what_the_grammar_of_gexf_allows(root: etree._Element) -> None:
    assert root.tag == NS + "gexf"
    assert root.get("version") == "1.3"
    for element in root.iter():
        name = element.tag.removeprefix(NS)
        assert {child.tag.removeprefix(NS) for child in element} <= CHILDREN[name]
        assert set(element.attrib) <= ALLOWED.get(name, set())
    [network] = root.findall(NS + "graph")
    assert [child.tag.removeprefix(NS) for child in network] == [*["attributes"] * 4, "nodes", "edges"]


def test_attributes_are_declared_with_a_type_before_they_are_used(root: etree._Element) -> None:
    declared = {
        (block.get("class"), attribute.get("id")): block.get("mode")
        for block in root.iter(NS + "attributes")
        for attribute in block
        if attribute.get("type") in TYPES
    }
    for class_ in ("node", "edge"):
        for element in root.iter(NS + class_):
            for found in element.iter(NS + "attvalue"):
                assert (found.get("start") is not None) == (declared[class_, found.get("for")] == "dynamic")


def test_ids_are_unique_and_edges_join_nodes(root: etree._Element) -> None:
    nodes = [node.get("id") for node in root.iter(NS + "node")]
    edges = [edge.get("id") for edge in root.iter(NS + "edge")]
    assert len(nodes) == len(set(nodes))
    assert len(edges) == len(set(edges))
    ends = [(e.get("source"), e.get("target"), e.get("kind")) for e in root.iter(NS + "edge")]
    assert {end for ends_ in ends for end in ends_[:2]} <= set(nodes)
    assert len(ends) == len(set(ends))  # Gephi joins parallel edges of one kind


def test_all_times_are_days_in_order(root: etree._Element) -> None:
    [network] = root.findall(NS + "graph")
    assert (network.get("mode"), network.get("timeformat")) == ("dynamic", "date")
    assert (network.get("start"), network.get("end")) == ("2018-03-04", "2022-01-01")
    for element in root.iter():
        start, end = element.get("start"), element.get("end")
        if start and end:
            assert date.fromisoformat(start) <= date.fromisoformat(end)


def test_an_edge_has_a_spell_for_each_time_of_its_events_and_a_month_is_all_its_days(root: etree._Element) -> None:
    found = edge(root, "CONSULT")
    assert spells(found) == [("2020-05-01", "2020-05-31"), ("2021-02-03", "2021-02-03")]
    active = [
        (v.get("value"), v.get("start"), v.get("end")) for v in found.iter(NS + "attvalue") if v.get("for") == "active"
    ]
    assert active == [
        ("2", "2020-05-01", "2020-05-01"), ("1", "2020-05-02", "2020-05-31"), ("1", "2021-02-03", "2021-02-03"),
    ]  # fmt: skip
    assert found.get("weight") == "3"


def test_what_is_planned_is_an_edge_of_another_kind(root: etree._Element) -> None:
    assert value(edge(root, "CONSULT (planned)"), "standing") == ["planned"]
    assert spells(edge(root, "CONSULT (planned)")) == [("2022-01-01", "2022-01-01")]


def test_an_undated_edge_has_no_spell_and_says_so(root: etree._Element) -> None:
    found = edge(root, "SANCTION")
    assert spells(found) == []
    assert value(found, "undated") == ["1"]


def test_a_node_lasts_as_long_as_its_dated_events_also_those_without_a_second_end(root: etree._Element) -> None:
    nodes = {node.get("label"): spells(node) for node in root.iter(NS + "node")}
    assert nodes["Pact"] == [("2019-01-01", "2019-12-31")]
    assert nodes["Borduria"] == [("2018-03-04", "2018-03-04")]
    assert nodes["Freedonia"][0] == ("2020-05-01", "2020-05-31")


def test_persons_have_their_offices_in_time_open_where_no_end_is_known(root: etree._Element) -> None:
    [anna] = [node for node in root.iter(NS + "node") if node.get("label") == "Anna Elphberg"]
    [office] = [v for v in anna.iter(NS + "attvalue") if v.get("for") == "office"]
    assert (office.get("value"), office.get("start"), office.get("end")) == ("President, Ruritania", "2020-05-20", None)


def test_networkx_reads_it(store: ox.Store) -> None:
    found = nx.read_gexf(io.BytesIO(export(store, "gexf").encode()))
    assert found.graph["mode"] == "dynamic"
    assert {data["label"] for _, data in found.nodes(data=True)} >= {"Ruritania", "Pact"}
    kinds = {data["label"] for _, _, data in found.edges(data=True)}
    assert kinds == {"CONSULT", "CONSULT (planned)", "SANCTION", "TREATY_SIGN"}


def test_an_edge_leads_to_the_words_and_to_the_events(root: etree._Element) -> None:
    assert value(edge(root, "SANCTION"), "quote") == [POST.lines[4]]
    [iris] = value(edge(root, "CONSULT"), "event_iris")
    assert iris is not None
    assert len(re.findall("event-", iris)) == 3


def test_a_graph_without_events_is_still_a_file() -> None:
    assert etree.fromstring(export(ox.Store(), "gexf").encode()).find(f"{NS}graph").get("start") is None


def test_the_ends_of_edges_are_those_of_the_network(root: etree._Element) -> None:
    found = edge(root, "SANCTION")
    assert (found.get("source"), found.get("target")) == (BASE + BORDURIA, BASE + FREEDONIA)
