"""What exports read of a graph: the standing of events, dates of different grain, sides of a dyad, spells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from press import ANNA, BORDURIA, FREEDONIA, LEAGUE, RURITANIA, Paper, event, graph

from kg.graph.formats.dyads import dyads, undirected
from kg.graph.formats.records import STANDINGS, Records
from kg.graph.formats.spells import cut, joined
from kg.graph.formats.when import bounds, grain, months
from kg.graph.rdf import dataset
from kg.model import Entity, Event

MET = event("CONSULT", date="2020-05-01")
REPORTED = {"claimed_by": (BORDURIA,)}


@pytest.mark.parametrize(
    ("claims", "standing"),
    [
        ([{}], "asserted"),
        ([REPORTED], "reported"),
        ([REPORTED, {}], "asserted"),
        ([{"certainty": "Probable"}], "uncertain"),
        ([{"certainty": "Probable"}, REPORTED], "reported"),
        ([{}, {"stance": "Denies"}], "contested"),
        ([{"stance": "Denies"}], "denied"),
        ([{"stance": "Denies", "modality": "Planned"}], "denied"),
        ([{"modality": "Planned"}], "planned"),
        ([{"modality": "Planned"}, {"modality": "Planned", "stance": "Denies"}], "contested"),
        ([{"modality": "Proposed"}, {"modality": "Hypothetical"}], "proposed"),
        ([{"modality": "Hypothetical"}], "hypothetical"),
    ],
)
def test_the_standing_says_in_a_word_what_the_claims_come_to(claims: list[dict[str, object]], standing: str) -> None:
    papers = [Paper(f"Paper {n}").tell(MET, **claim) for n, claim in enumerate(claims)]
    [found] = Records(graph(*papers)).events
    assert found.standing == standing
    assert found.standing in STANDINGS


def test_behind_an_asserted_event_are_the_texts_that_assert_it_not_those_that_report_it() -> None:
    store = graph(Paper("Post").tell(MET), Paper("Wire").tell(MET, **REPORTED))
    records = Records(store)
    [found] = records.events
    assert [paper.publisher for paper in records.papers_of(found.behind)] == ["Post"]
    assert len(found.claims) == 2


@pytest.mark.parametrize(
    ("given_", "end", "days"),
    [
        ("2020-02-29", "", ("2020-02-29", "2020-02-29")),
        ("2020-02", "", ("2020-02-01", "2020-02-29")),
        ("2021", "", ("2021-01-01", "2021-12-31")),
        ("2020-02-28", "2020-03", ("2020-02-28", "2020-03-31")),
        ("2020-02-28", "2019", ("2020-02-28", "2020-02-28")),
        ("2020-02", "nonsense", ("2020-02-01", "2020-02-29")),
    ],
)
def test_a_month_or_a_year_is_all_its_days(given_: str, end: str, days: tuple[str, str]) -> None:
    assert bounds(given_, end) == days


@pytest.mark.parametrize("none", ["", "2021-02-30", "2021-13", "21", "2021-06-01T00:00:00", "20210601", "２０２１"])
def test_what_is_no_date_has_no_days_and_no_grain(none: str) -> None:
    assert bounds(none) is None
    assert grain(none) == ""


def test_months_run_over_the_end_of_a_year() -> None:
    assert list(months("2019-11", "2020-02")) == ["2019-11", "2019-12", "2020-01", "2020-02"]


def ends(what: Event, *, lift: bool = True) -> list[tuple[str, str, bool]]:
    records = Records(graph(Paper().tell(what)))
    [found] = records.events
    names = [(d.source, d.target, d.joint) for d in dyads(records, found, lift=lift)]
    return [(s.rpartition("/")[2], t.rpartition("/")[2], joint) for s, t, joint in names]


def test_persons_stand_for_their_states_unless_only_states_are_asked_for() -> None:
    assert ends(event("ACCUSE", ANNA)) == [(RURITANIA, FREEDONIA, False)]
    assert ends(event("ACCUSE", ANNA), lift=False) == []


@pytest.mark.parametrize(
    "what", [event("ACCUSE", ANNA, RURITANIA), event("ACCUSE", LEAGUE), event("ACCUSE", target="")]
)
def test_acts_within_a_state_or_of_what_is_none_are_in_no_dyad(what: Event) -> None:
    assert ends(what) == []


def test_whoever_acts_for_what_is_no_state_is_in_no_dyad() -> None:
    told = Paper().tell(event("ACCUSE", "person-otto")).extraction
    otto = Entity("person-otto", "Person", "Otto", state="place-zenda")
    records = Records(dataset([replace(told, entities=(*told.entities, otto))]))
    assert dyads(records, records.events[0]) == []


def test_a_state_and_its_president_are_one_side() -> None:
    assert ends(event("ACCUSE", (ANNA, RURITANIA))) == [(RURITANIA, FREEDONIA, False)]


def test_a_joint_meeting_goes_both_ways_and_a_joint_accusation_nowhere() -> None:
    both = (RURITANIA, FREEDONIA)
    assert ends(event("CONSULT", both, "")) == [(FREEDONIA, RURITANIA, True), (RURITANIA, FREEDONIA, True)]
    assert ends(event("ACCUSE", both, "")) == []


def test_undirected_dyads_are_each_there_once_in_the_order_asked_for() -> None:
    records = Records(graph(Paper().tell(event("CONSULT", (RURITANIA, FREEDONIA), ""))))
    [found] = undirected(dyads(records, records.events[0]), lambda iri: iri)
    assert found.source < found.target


# ---- spells

DAYS = st.dates(date(2000, 1, 1), date(2000, 2, 28))
SPELLS = st.tuples(DAYS, DAYS).map(lambda ends: (min(ends).isoformat(), max(ends).isoformat()))


def days(spell: tuple[str, str]) -> set[str]:
    first, last = map(date.fromisoformat, spell)
    return {(first + timedelta(n)).isoformat() for n in range((last - first).days + 1)}


@given(st.lists(SPELLS))
def test_joined_spells_cover_the_same_days_and_do_not_overlap(spells: list[tuple[str, str]]) -> None:
    found = joined(spells)
    assert set().union(*map(days, found)) == set().union(*map(days, spells))
    assert sum(len(days(spell)) for spell in found) == len(set().union(*map(days, found)))


@given(st.lists(SPELLS))
def test_cut_spells_say_for_each_day_how_many_hold(spells: list[tuple[str, str]]) -> None:
    found = {day: len(held) for spell, held in cut((spell, 1) for spell in spells) for day in days(spell)}
    assert found == {day: sum(day in days(s) for s in spells) for day in set().union(*map(days, spells))}


def test_an_open_spell_stays_open() -> None:
    spells = [(("2000-01-01", ""), "president"), (("2000-02-01", "2000-02-10"), "chair")]
    assert list(cut(spells)) == [
        (("2000-01-01", "2000-01-31"), ["president"]),
        (("2000-02-01", "2000-02-10"), ["president", "chair"]),
        (("2000-02-11", ""), ["president"]),
    ]
