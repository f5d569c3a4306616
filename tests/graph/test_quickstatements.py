"""Statements for Wikidata: only what is known to have an item, a property and a web address behind it."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from press import ANNA, BORDURIA, FREEDONIA, LEAGUE, PACT, RURITANIA, Paper, event, graph

from kg.graph.export import export, made
from kg.graph.formats.quickstatements import address
from kg.graph.vocab import BASE, DKG, TA

ADDRESS = "https://post.example/pact"
SIGNED = event("TREATY_SIGN", target="", about=PACT, date="2020-05-02")
LINE = re.compile(
    r'Q[1-9]\d*\tP\d+\tQ[1-9]\d*(\tP\d+\t\+\d{4}-\d\d-\d\dT00:00:00Z/(9|10|11))?\tS854\t"https?://[^\s"|]+"\n'
)


def listed(
    action: str, date: str = "1999-03-04", *, source: str = "UN Treaty Collection, IV-8, as of 2015"
) -> ox.Store:
    """A graph in which a register has Ruritania act towards the Pact."""
    found = graph(Paper().tell(event("AID")))
    node, name = ox.NamedNode(BASE + "participation-1"), ox.NamedNode(BASE + "graph-register")
    facts: dict[str, ox.NamedNode | ox.Literal] = {
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#type": ox.NamedNode(DKG["Participation"]),
        DKG["participant"]: ox.NamedNode(BASE + RURITANIA),
        DKG["instrument"]: ox.NamedNode(BASE + PACT),
        DKG["action"]: ox.NamedNode(TA[action]),
        DKG["date"]: ox.Literal(date),
        "http://purl.org/dc/terms/source": ox.Literal(source),
    }
    found.extend(ox.Quad(node, ox.NamedNode(term), value, name) for term, value in facts.items())
    return found


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2020-05-02", "+2020-05-02T00:00:00Z/11"),
        ("2020-05", "+2020-05-00T00:00:00Z/10"),
        ("2020", "+2020-00-00T00:00:00Z/9"),
    ],
)
def test_a_signature_that_a_text_asserts_is_a_statement_with_its_date_and_reference(date: str, written: str) -> None:
    told = event("TREATY_SIGN", target="", about=PACT, date=date)
    found = export(graph(Paper(source=ADDRESS).tell(told)), "quickstatements")
    assert found == f'Q9004\tP1891\tQ9001\tP585\t{written}\tS854\t"{ADDRESS}"\n'
    assert LINE.fullmatch(found)


def test_an_undated_act_has_no_date() -> None:
    found = export(graph(Paper(source=ADDRESS).tell(event("TREATY_RATIFY", target="", about=PACT))), "quickstatements")
    assert found == f'Q9004\tP6193\tQ9001\tS854\t"{ADDRESS}"\n'


def test_a_state_that_joins_an_organisation_is_a_member_from_then_on() -> None:
    joined = event("TREATY_ACCEDE", target="", about=LEAGUE, date="2020-05-02")
    found = export(graph(Paper(source=ADDRESS).tell(joined)), "quickstatements")
    assert found == f'Q9001\tP463\tQ9003\tP580\t+2020-05-02T00:00:00Z/11\tS854\t"{ADDRESS}"\n'


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ({"claimed_by": (BORDURIA,)}, "not asserted"),
        ({"modality": "Planned"}, "not asserted"),
        ({"stance": "Denies"}, "not asserted"),
        ({"certainty": "Possible"}, "not asserted"),
    ],
)
def test_claims_of_others_plans_and_doubts_are_never_written(claim: dict[str, object], reason: str) -> None:
    found = made(graph(Paper(source=ADDRESS).tell(SIGNED, **claim)), "quickstatements")
    assert "".join(found.files[""]) == ""
    assert reason in " ".join(found.notes)


def test_what_another_text_denies_is_not_written() -> None:
    store = graph(Paper(source=ADDRESS).tell(SIGNED), Paper("Wire").tell(SIGNED, stance="Denies"))
    assert export(store, "quickstatements") == ""


@pytest.mark.parametrize(
    ("told", "source", "reason"),
    [
        (SIGNED, "notes.txt", "no web address"),
        (SIGNED, "https://post.example/a|b", "no web address"),
        (event("TREATY_SIGN", BORDURIA, "", about=PACT), ADDRESS, "without an item: Borduria"),
        (event("TREATY_SIGN", ANNA, "", about=PACT), ADDRESS, "others than states"),
        (event("TREATY_WITHDRAW", target="", about=PACT), ADDRESS, "no property"),
        (event("CONSULT"), ADDRESS, "no property"),
    ],
)
def test_what_cannot_be_said_is_counted_with_the_reason(told: object, source: str, reason: str) -> None:
    found = made(graph(Paper(source=source).tell(told)), "quickstatements")  # type: ignore[arg-type]
    assert "".join(found.files[""]) == ""
    assert reason in " ".join(found.notes)


@pytest.mark.parametrize(
    ("action", "term"),
    [("Signature", "P1891"), ("Ratification", "P6193"), ("Accession", "P6193"), ("Acceptance", "P6193")],
)
def test_an_act_of_a_register_has_the_page_of_the_depositary_as_reference(action: str, term: str) -> None:
    page = "http://treaties.un.org/pages/ViewDetails.aspx?src=TREATY&mtdsg_no=IV-8&chapter=4&lang=en"
    found = export(listed(action), "quickstatements")
    assert found == f'Q9004\t{term}\tQ9001\tP585\t+1999-03-04T00:00:00Z/11\tS854\t"{page}"\n'


@pytest.mark.parametrize("action", ["Succession", "Withdrawal"])
def test_an_act_without_a_property_of_its_own_is_not_forced_into_another(action: str) -> None:
    assert export(listed(action), "quickstatements") == ""


def test_an_act_with_a_note_is_left_to_people() -> None:
    store = listed("Signature")
    note = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    words = ox.Literal("Ruritania in the place of the Old Empire")
    store.add(ox.Quad(ox.NamedNode(BASE + "participation-1"), note, words, ox.NamedNode(BASE + "graph-register")))
    found = made(store, "quickstatements")
    assert "".join(found.files[""]) == ""
    assert "a note qualifies them" in " ".join(found.notes)


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("UN Treaty Collection, XXVI-2-b, as of 2015", "mtdsg_no=XXVI-2-b&chapter=26&"),
        ("UN Treaty Collection, XIV-1", "mtdsg_no=XIV-1&chapter=14&"),
    ],
)
def test_pages_of_the_treaty_collection_have_their_chapter_in_arabic_numbers(source: str, page: str) -> None:
    assert page in address(source)


@pytest.mark.parametrize("source", ["", "general knowledge", "UN Treaty Collection", 'https://a.example/"\tP31'])
def test_what_is_no_address_makes_none(source: str) -> None:
    assert address(source) == ""


def test_each_statement_is_there_once_in_order() -> None:
    papers = [Paper(name, source=ADDRESS).tell(SIGNED) for name in ("Post", "Wire")]
    joint = event("TREATY_SIGN", (RURITANIA, FREEDONIA), "", about=PACT, date="2020-05-02")
    lines = export(graph(*papers, Paper("Echo", source=ADDRESS).tell(joint)), "quickstatements").splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) == 2
