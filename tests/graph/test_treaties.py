"""Where states stood towards real treaties on real days, as the rules and queries compute it from dated acts."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg import pipeline
from kg.gazetteer import Gazetteer
from kg.graph import rdf
from kg.graph.infer import infer, renew, rules
from kg.graph.query import named_queries, render, run
from kg.memberships import Memberships
from kg.model import Claim, Document, Entity, Event, Evidence, Extraction
from kg.participations import Listing, Participation, Participations

REGISTER = Gazetteer.load()


@pytest.fixture(scope="module")
def tables() -> ox.Store:
    return pipeline.treaties()


def ask(store: ox.Store, query: str, **params: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(run(store, named_queries()[query].text, params), "csv"))))


def status(store: ox.Store, state: str, instrument: str, date: str) -> str:
    [row] = ask(store, "treaty-status", state=state, instrument=instrument, date=date)
    return row["status"]


def parties(store: ox.Store, instrument: str, date: str) -> set[str]:
    return {row["party"] for row in ask(store, "treaty-parties", instrument=instrument, date=date)}


@pytest.mark.parametrize(
    ("state", "treaty", "date", "expected"),
    [
        # the Ottawa Convention: six months after the notice, under Article 20
        ("Lithuania", "Ottawa Convention", "1999-02-25", "none"),
        ("Lithuania", "Ottawa Convention", "2003-05-01", "signatory"),
        ("Lithuania", "Ottawa Convention", "2003-10-31", "joined, not yet in force"),
        ("Lithuania", "Ottawa Convention", "2003-11-01", "party"),
        ("Lithuania", "Ottawa Convention", "2025-04-01", "party"),  # it was announced in March, and binds all the same
        ("Lithuania", "Ottawa Convention", "2025-09-01", "party, leaving"),
        ("Lithuania", "Ottawa Convention", "2025-12-26", "party, leaving"),
        ("Lithuania", "Ottawa Convention", "2026-01-01", "left"),
        ("Estonia", "Ottawa Convention", "2025-12-27", "left"),
        ("Latvia", "Ottawa Convention", "2025-12-27", "left"),
        ("Finland", "Ottawa Convention", "2026-01-09", "party, leaving"),
        ("Finland", "Ottawa Convention", "2026-01-10", "left"),
        ("Poland", "Ottawa Convention", "2026-02-19", "party, leaving"),
        ("Poland", "Ottawa Convention", "2026-02-20", "left"),
        ("Ukraine", "Ottawa Convention", "2025-12-31", "party"),  # a decree at home is no notice to the depositary
        ("United States", "Ottawa Convention", "2025-12-31", "none"),
        ("Marshall Islands", "Ottawa Convention", "2015-06-01", "signatory"),
        ("Marshall Islands", "Ottawa Convention", "2025-09-01", "party"),
        ("Canada", "Ottawa Convention", "1999-02-28", "joined, not yet in force"),
        ("Canada", "Ottawa Convention", "1999-03-01", "party"),
        # the Convention on Cluster Munitions
        ("Lithuania", "Convention on Cluster Munitions", "2025-03-05", "party, leaving"),
        ("Lithuania", "Convention on Cluster Munitions", "2025-03-06", "left"),
        # the Rome Statute: a year after the notice; two notices were taken back
        ("Burundi", "Rome Statute", "2017-10-26", "party, leaving"),
        ("Burundi", "Rome Statute", "2017-10-27", "left"),
        ("Philippines", "Rome Statute", "2019-03-16", "party, leaving"),
        ("Philippines", "Rome Statute", "2019-03-17", "left"),
        ("South Africa", "Rome Statute", "2017-01-01", "party, leaving"),
        ("South Africa", "Rome Statute", "2017-12-01", "party"),
        ("Gambia", "Rome Statute", "2018-01-01", "party"),
        ("Mali", "Rome Statute", "2025-12-01", "party"),  # only announced
        ("United States", "Rome Statute", "2020-01-01", "signatory"),
        ("China", "Rome Statute", "2020-01-01", "none"),
        ("Ukraine", "Rome Statute", "2024-12-31", "joined, not yet in force"),
        ("Ukraine", "Rome Statute", "2025-01-01", "party"),
        # the Kyoto Protocol
        ("Canada", "Kyoto Protocol", "2005-02-15", "joined, not yet in force"),
        ("Canada", "Kyoto Protocol", "2012-12-14", "party, leaving"),
        ("Canada", "Kyoto Protocol", "2012-12-15", "left"),
        ("United States", "Kyoto Protocol", "2012-12-31", "signatory"),
        # the Paris Agreement: left, joined again, left
        ("United States", "Paris Agreement", "2018-01-01", "party"),  # announced on 1 June 2017
        ("United States", "Paris Agreement", "2020-11-03", "party, leaving"),
        ("United States", "Paris Agreement", "2020-11-04", "left"),
        ("United States", "Paris Agreement", "2021-02-01", "joined, not yet in force"),
        ("United States", "Paris Agreement", "2021-02-19", "party"),
        ("United States", "Paris Agreement", "2026-01-27", "left"),
        ("Iran", "Paris Agreement", "2024-01-01", "signatory"),
        # treaties between two
        ("United States", "INF Treaty", "2019-02-01", "party"),
        ("United States", "INF Treaty", "2019-08-01", "party, leaving"),
        ("United States", "INF Treaty", "2019-08-02", "left"),
        ("Russia", "INF Treaty", "2019-05-01", "party, suspended"),
        ("Russia", "INF Treaty", "2019-08-02", "ended"),
        ("United States", "ABM Treaty", "2002-06-12", "party, leaving"),
        ("United States", "ABM Treaty", "2002-06-13", "left"),
        ("Russia", "New START", "2023-03-01", "party, suspended"),
        # the Treaty on Open Skies
        ("United States", "Treaty on Open Skies", "2020-11-22", "left"),
        ("Russia", "Treaty on Open Skies", "2020-11-22", "party"),
        ("Russia", "Treaty on Open Skies", "2021-12-18", "left"),
        # the Istanbul Convention: on the first of the month after three months
        ("Turkey", "Istanbul Convention", "2021-06-30", "party, leaving"),
        ("Turkey", "Istanbul Convention", "2021-07-01", "left"),
        # the European Convention on Human Rights: Greece came back
        ("Greece", "European Convention on Human Rights", "1970-06-13", "left"),
        ("Greece", "European Convention on Human Rights", "1975-01-01", "party"),
        ("Russia", "European Convention on Human Rights", "2022-09-15", "party, leaving"),
        ("Russia", "European Convention on Human Rights", "2022-09-16", "left"),
        # a protocol left three months after the notice
        ("Jamaica", "First Optional Protocol to the ICCPR", "1998-01-22", "party, leaving"),
        ("Jamaica", "First Optional Protocol to the ICCPR", "1998-01-23", "left"),
        # others
        ("United Kingdom", "Treaty on European Union", "2019-06-01", "party, leaving"),
        ("United Kingdom", "Treaty on European Union", "2020-02-01", "left"),
        ("Japan", "International Convention for the Regulation of Whaling", "2019-06-29", "party, leaving"),
        ("Japan", "International Convention for the Regulation of Whaling", "2019-06-30", "left"),
        ("Nicaragua", "Charter of the Organization of American States", "2023-11-18", "party, leaving"),
        ("Nicaragua", "Charter of the Organization of American States", "2023-11-19", "left"),
        ("North Korea", "NPT", "2010-01-01", "party"),  # what it announced in 2003 is disputed
        ("United States", "CTBT", "2014-01-01", "signatory"),
        ("France", "CTBT", "2014-01-01", "joined, not yet in force"),  # the treaty itself is in force for nobody
        ("United States", "Convention on the Rights of the Child", "2014-01-01", "signatory"),
        ("United States", "United Nations Convention on the Law of the Sea", "2013-01-01", "none"),
    ],
)  # fmt: skip
def test_where_a_state_stands(tables: ox.Store, state: str, treaty: str, date: str, expected: str) -> None:
    if treaty == "First Optional Protocol to the ICCPR":
        treaty = REGISTER["treaty-iccpr-op1"].name
    assert status(tables, state, treaty, date) == expected


@pytest.mark.parametrize(
    ("treaty", "date", "number"),
    [
        ("Ottawa Convention", "1999-02-28", 0),
        ("Ottawa Convention", "2025-12-01", 166),
        ("Ottawa Convention", "2026-03-01", 161),
        ("Rome Statute", "2025-12-31", 125),
        ("Chemical Weapons Convention", "2019-01-01", 193),
        ("Comprehensive Nuclear-Test-Ban Treaty", "2014-01-01", 0),
    ],
)
def test_how_many_are_bound(tables: ox.Store, treaty: str, date: str, number: int) -> None:
    assert len(parties(tables, treaty, date)) == number


@pytest.mark.parametrize("date", ["2012-01-01", "2018-01-01", "2020-01-01", "2026-01-01"])
def test_the_parties_of_the_rome_statute_are_the_members_of_its_court(tables: ox.Store, date: str) -> None:
    members = {REGISTER[id_].name for id_ in Memberships.load().members("org-icc", date)}
    assert parties(tables, "Rome Statute", date) == members


@pytest.mark.parametrize(
    ("state", "treaty", "since"),
    [
        ("Finland", "Ottawa Convention", "2012-07-01"),  # deposited on 9 January: the sixth month after
        ("Poland", "Ottawa Convention", "2013-06-01"),
        ("Tonga", "Ottawa Convention", "2025-12-01"),
        ("Afghanistan", "Rome Statute", "2003-05-01"),
        ("Australia", "Rome Statute", "2002-09-01"),
        ("Gambia", "Rome Statute", "2002-09-01"),  # deposited on 28 June: the month after the sixtieth day
        ("Armenia", "Rome Statute", "2024-02-01"),
        ("Turkey", "Kyoto Protocol", "2009-08-26"),  # the ninetieth day
        ("Iran", "Chemical Weapons Convention", "1997-12-03"),  # the thirtieth day
        ("Turkey", "Paris Agreement", "2021-11-10"),
    ],
)
def test_a_treaty_takes_effect_by_its_own_clause(tables: ox.Store, state: str, treaty: str, since: str) -> None:
    [row] = ask(tables, "treaty-status", state=state, instrument=treaty, date="2025-12-15")
    assert row["since"] == since


def test_who_signed_and_never_ratified(tables: ox.Store) -> None:
    def found(treaty: str, date: str) -> set[str]:
        return {row["who"] for row in ask(tables, "signed-not-ratified", instrument=treaty, date=date)}

    assert found("Ottawa Convention", "2014") == {"Marshall Islands"}
    assert found("Ottawa Convention", "2025") == set()
    assert found("Kyoto Protocol", "2014") == {"United States"}
    assert {"United States", "Israel", "Russia"} <= found("Rome Statute", "2014")


def test_what_two_states_share(tables: ox.Store) -> None:
    shared = {row["treaty"] for row in ask(tables, "shared-treaties", state="Iran", other="United States")}
    assert {"Charter of the United Nations", "Chemical Weapons Convention"} <= shared
    assert "Convention on the Rights of the Child" not in shared
    left = ask(tables, "shared-treaties", state="Finland", other="Sweden", date="2026-02-01")
    assert "Ottawa Convention" not in {row["treaty"] for row in left}


def test_a_timeline_has_each_act_with_its_source_and_effect(tables: ox.Store) -> None:
    life = ask(tables, "treaty-timeline", state="Finland", instrument="Ottawa Convention")
    assert [(r["date"], r["act"], r["effective"], r["ends"]) for r in life] == [
        ("2012-01-09", "Accession", "2012-07-01", "2026-01-10"),
        ("2025-04-01", "WithdrawalAnnouncement", "", ""),
        ("2025-07-10", "Withdrawal", "2026-01-10", ""),
    ]
    assert all(row["source"] for row in life)


def test_the_facts_of_a_treaty_name_the_article_of_each_clause(tables: ox.Store) -> None:
    facts = {(r["fact"], r["value"], r["source"]) for r in ask(tables, "treaty-facts", instrument="Mine Ban Treaty")}
    assert ("withdrawal takes effect after", "P6M", "treaty text, Article 20(3)") in facts
    assert ("list of acts", "complete up to 2012-12-27", "UN Treaty Collection, XXVI-5, as of 2015") in facts


# ---- articles


TEXT = "Lithuania told of the Ottawa Convention."
NAMES = {"state-ltu": ("State", "Lithuania"), "treaty-ottawa-convention": ("Treaty", "Ottawa Convention")}


def article(
    *, date: str = "2025-06-27", mode: str | None = None, type_: str = "TREATY_WITHDRAW", **said: object
) -> Extraction:
    event = Event(type_, mode=mode, sources=("state-ltu",), about=("treaty-ottawa-convention",), date=date)
    words = {"stance": "Affirms", "modality": "Actual", "certainty": "Certain", "confidence": 0.9, **said}
    claim = Claim(event=event.id, evidence=(Evidence(0, len(TEXT), TEXT),), **words)  # type: ignore[arg-type]
    entities = tuple(Entity(id_, cls, name) for id_, (cls, name) in NAMES.items())  # type: ignore[arg-type]
    return Extraction(Document(TEXT, title="Report"), entities=entities, events=(event,), claims=(claim,))


def built(extraction: Extraction) -> ox.Store:
    return rdf.dataset([extraction], tables=rdf.Tables(REGISTER, participations=Participations.load()))


EFFECT = """SELECT ?effective ?effect {
  ?event a dkg:TreatyAction OPTIONAL { ?event dkg:effectiveDate ?effective } OPTIONAL { ?event dkg:effect ?effect }
}"""


def effective(store: ox.Store) -> tuple[str, str]:
    [row] = csv.DictReader(io.StringIO(render(run(store, EFFECT), "csv")))
    return row["effective"], row["effect"].rpartition("#")[2]


def test_a_withdrawal_that_an_article_tells_takes_effect_by_the_clause_of_the_treaty() -> None:
    assert effective(built(article())) == ("2025-12-27", "Releases")


@pytest.mark.parametrize(
    "said",
    [
        {"mode": "announce"},
        {"modality": "Planned"},
        {"modality": "Proposed"},
        {"modality": "Hypothetical"},
        {"stance": "Denies"},
        {"certainty": "Possible"},
        {"claimed_by": ("state-ltu",)},
    ],
)
def test_what_is_announced_planned_denied_or_hearsay_releases_nobody(said: dict[str, object]) -> None:
    store = built(article(**said))  # type: ignore[arg-type]
    assert effective(store) == ("", "")
    assert ask(store, "treaty-conflicts") == []


def test_an_act_towards_two_instruments_at_once_gets_no_day_of_effect() -> None:
    one = article()
    event = replace(one.events[0], about=("treaty-ottawa-convention", "treaty-rome-statute"))
    both = replace(
        one,
        entities=(*one.entities, Entity("treaty-rome-statute", "Treaty", "Rome Statute")),
        events=(event,),
        claims=(replace(one.claims[0], event=event.id),),
    )
    assert effective(built(both)) == ("", "Releases")


def test_a_date_that_is_no_day_gives_no_day_of_effect() -> None:
    assert effective(built(article(date="2025"))) == ("", "Releases")


def test_articles_do_not_change_where_a_state_stands_and_are_told_beside_it() -> None:
    store = built(article(date="2024-05-02"))
    [row] = ask(store, "treaty-status", state="Lithuania", date="2024-12-31")
    assert (row["status"], row["reported"]) == ("party", "2024-05-02 TREATY_WITHDRAW")


def test_an_article_with_another_day_than_the_list_is_a_conflict_and_one_with_its_day_is_none() -> None:
    [conflict] = ask(built(article(date="2025-06-20")), "treaty-conflicts")
    assert (conflict["differs"], conflict["listed"], conflict["listed_date"]) == ("day", "Withdrawal", "2025-06-27")
    assert (conflict["who"], conflict["told_date"], conflict["document"]) == ("Lithuania", "2025-06-20", "Report")
    assert ask(built(article(date="2025-06-27")), "treaty-conflicts") == []
    assert ask(built(article(date="2025-06")), "treaty-conflicts") == []
    assert ask(built(article(date="2025-12-27")), "treaty-conflicts") == []  # the day on which it took effect


def test_an_act_that_a_list_complete_beyond_its_day_does_not_have_is_a_conflict() -> None:
    [conflict] = ask(built(article(date="2001-02-03", type_="TREATY_SUSPEND")), "treaty-conflicts")
    assert (conflict["differs"], conflict["listed"]) == ("act", "no such act")
    assert ask(built(article(date="2024-02-03", type_="TREATY_SUSPEND")), "treaty-conflicts") == []  # beyond the list


def test_a_build_has_the_acts_of_its_own_states_and_instruments_in_graphs_of_their_own() -> None:
    store = built(article())
    found = {q.subject for q in store.quads_for_pattern(None, ox.NamedNode(rdf.DKG["participant"]), None)}
    assert len(found) == 4  # signed, ratified, announced, withdrew
    graphs = {q.graph_name.value for q in store.quads_for_pattern(None, ox.NamedNode(rdf.DKG["participant"]), None)}
    assert all(re.search(r"/participations-[0-9a-f]+$", g) for g in graphs)
    assert len(graphs) == 3  # the list of the collection, the announcement, the notifications


# ---- rules


def test_rules_say_what_they_do_and_empty_no_graph() -> None:
    assert [name for name, _ in rules()] == sorted(name for name, _ in rules())
    for name, text in rules():
        assert text.startswith("# "), name
        assert "INSERT" in text, name
        assert not re.search(r"\b(DROP|CLEAR|LOAD)\b", text), name


def test_the_rules_give_the_same_when_they_run_again() -> None:
    store = built(article())
    before = set(store)
    renew(store)
    assert set(store) == before
    assert set(infer(store)) <= before


def table(*acts: tuple[str, str, str], instrument: str = "treaty-ottawa-convention") -> Participations:
    rows = [Participation(f"state-{who}", instrument, action, date, "a list") for who, action, date in acts]
    return Participations(rows, [Listing(instrument, "a list", "2030-01-01")])


def test_an_act_of_a_known_year_only_counts_from_that_year() -> None:
    store = rdf.instruments(REGISTER, table(("fra", "Ratification", "1998")))
    assert status(store, "France", "Ottawa Convention", "1997-12-31") == "none"
    assert status(store, "France", "Ottawa Convention", "1999-06-01") == "party"


def test_a_withdrawal_from_a_treaty_without_a_known_clause_has_no_day_of_effect() -> None:
    acts = table(("fra", "Ratification", "1990-01-01"), ("fra", "Withdrawal", "2000-01-01"), instrument="treaty-cedaw")
    store = rdf.instruments(REGISTER, acts)
    [row] = ask(store, "treaty-status", state="France", instrument="CEDAW", date="2020-01-01")
    assert (row["status"], row["until"]) == ("party, leaving", "")


def test_a_successor_is_bound_without_the_delay_of_the_clause() -> None:
    store = rdf.instruments(REGISTER, table(("mne", "Succession", "2006-10-23")))
    assert status(store, "Montenegro", "Ottawa Convention", "2006-10-23") == "party"


def test_lists_join_a_graph_of_articles_and_change_what_follows_from_it() -> None:
    store = rdf.dataset([article()], tables=rdf.Tables(REGISTER))
    assert ask(store, "treaty-status", state="Lithuania", date="2026-01-01")[0]["status"] == "none"
    rdf.join(store, REGISTER, table(("ltu", "Ratification", "2003-05-12")))
    assert status(store, "Lithuania", "Ottawa Convention", "2026-01-01") == "party"
    rdf.join(store, REGISTER, table(("ltu", "Withdrawal", "2025-06-27")))
    assert status(store, "Lithuania", "Ottawa Convention", "2026-01-01") == "left"
    state, label = ox.NamedNode(rdf.BASE + "state-ltu"), ox.NamedNode(rdf.RDFS["label"])
    assert len(list(store.quads_for_pattern(state, label, None))) == 1
