"""The dyad-month panel: counts that scholars can trace to sentences."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pyoxigraph as ox
import pytest
from press import (
    ANNA,
    BORDURIA,
    EMPIRE,
    FREEDONIA,
    LEAGUE,
    PACT,
    RURITANIA,
    Paper,
    event,
    graph,
    texts,
)

from kg.errors import InputError, QueryError
from kg.graph.export import files, made
from kg.graph.formats.codebook import columns
from kg.graph.handle import KnowledgeGraph
from kg.graph.vocab import BASE

Row = Mapping[str, str]
QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
STANDINGS = ("asserted", "reported", "uncertain", "contested", "denied", "planned", "proposed", "hypothetical")

POST = (
    Paper("Post")
    .tell(event("CONSULT", ANNA, date="2020-05-01"))
    .tell(event("ACCUSE", date="2020-05"), "- Freedonia, Ruritania said,\nlies.")
    .tell(event("SANCTION", BORDURIA, date="2020-06-03"), modality="Planned")
    .tell(event("ASSAULT", BORDURIA, (RURITANIA, FREEDONIA), date="2020-06-03"), claimed_by=(RURITANIA,))
    .tell(event("CONSULT", (RURITANIA, BORDURIA), "", date="2020-07-09"))
    .tell(event("AID", EMPIRE, date="1910-03"))
    .tell(event("AID", FREEDONIA, RURITANIA))
    .tell(event("AID", FREEDONIA, BORDURIA, date="2019"))
    .tell(event("REQUEST", LEAGUE, date="2020-05-02"))
    .tell(event("TREATY_SIGN", target="", about=PACT, date="2020-05-02"))
)
WIRE = (
    Paper("Wire", "2020-05-02")
    .tell(event("CONSULT", ANNA, date="2020-05-01"))
    .tell(event("ACCUSE", date="2020-05"), claimed_by=(BORDURIA,))
    .tell(event("PROTEST", date="2020-05-11"))
)
DENIAL = Paper("Gazette", "2020-06-01").tell(event("PROTEST", date="2020-05-11"), stance="Denies")
COPIED = [
    Paper("Agency", "2020-05-03").tell(event("CONSULT", ANNA, date="2020-05-01"), "The president met her peer."),
    Paper("Echo", "2020-05-04").tell(event("CONSULT", ANNA, date="2020-05-01"), "The president met her peer."),
]
PAPERS = (POST, WIRE, DENIAL, *COPIED)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return graph(*PAPERS)


def tables(store: ox.Store, **scope: Any) -> tuple[list[Row], list[Row]]:
    found = files(store, "panel", **scope)
    panel, evidence = (csv.DictReader(io.StringIO(found[name])) for name in ("panel.csv", "evidence.csv"))
    return list(panel), list(evidence)


def cells(store: ox.Store, **scope: Any) -> dict[str, int]:
    return {row["cell"]: int(row["events"]) for row in tables(store, **scope)[0]}


def test_only_what_texts_assert_is_counted_by_month_and_by_pair_of_states(store: ox.Store) -> None:
    assert cells(store) == {
        "old-empire-XFR-1910-03-asserted": 1,
        "XRU-XFR-2020-05-asserted": 2,
        "XBO-XRU-2020-07-asserted": 1,
        "XRU-XBO-2020-07-asserted": 1,
    }


def test_types_and_quad_classes_are_counted(store: ox.Store) -> None:
    [row] = [row for row in tables(store)[0] if row["cell"] == "XRU-XFR-2020-05-asserted"]
    told = {name: row[name] for name in ("source_name", "target_name", "consult", "accuse", "assault", *QUADS)}
    assert told == {
        "source_name": "Ruritania", "target_name": "Freedonia", "consult": "1", "accuse": "1", "assault": "0",
        "verbal_cooperation": "1", "material_cooperation": "0", "verbal_conflict": "1", "material_conflict": "0",
    }  # fmt: skip


def test_copies_of_one_text_are_one_source(store: ox.Store) -> None:
    [row] = [row for row in tables(store)[0] if row["cell"] == "XRU-XFR-2020-05-asserted"]
    assert (row["sources"], row["documents"]) == ("3", "4")  # Post, Wire, and the agency's text in two papers


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        ("planned", {"XBO-XFR-2020-06-planned": 1}),
        ("reported", {"XBO-XFR-2020-06-reported": 1, "XBO-XRU-2020-06-reported": 1}),
        ("contested", {"XRU-XFR-2020-05-contested": 1}),
        ("denied", {}),
    ],
)
def test_other_standings_are_counted_only_when_asked_for(store: ox.Store, standing: str, found: dict[str, int]) -> None:
    assert cells(store, standings=(standing,)) == found


# ---- each count can be traced


@pytest.mark.parametrize("scope", [{}, {"directed": False}, {"publication_dates": True}, {"lift": False}])
def test_the_sums_of_the_evidence_are_the_counts_of_the_panel(store: ox.Store, scope: dict[str, Any]) -> None:
    panel, evidence = tables(store, standings=STANDINGS, **scope)
    by_cell: dict[str, list[Row]] = defaultdict(list)
    for row in evidence:
        by_cell[row["cell"]].append(row)
    assert by_cell.keys() == {row["cell"] for row in panel}
    for row in panel:
        behind = by_cell[row["cell"]]
        events = {e["event"]: e for e in behind}.values()
        assert int(row["events"]) == len(events)
        assert int(row["sources"]) == len({e["text"] for e in behind})
        assert int(row["documents"]) == len({e["document"] for e in behind})
        for type_ in {e["event_type"] for e in behind}:
            assert int(row[type_.lower()]) == sum(e["event_type"] == type_ for e in events)
        for quad in QUADS:
            assert int(row[quad]) == sum(e["quad_class"].replace(" ", "_") == quad for e in events)


def test_every_quote_is_in_its_document_at_its_offsets(store: ox.Store) -> None:
    known = texts(*PAPERS)
    _, evidence = tables(store, standings=STANDINGS)
    assert len(evidence) >= 10
    for row in evidence:
        text = known[row["document"].removeprefix(BASE)]
        found = text[int(row["start"]) : int(row["end"])]
        assert row["quote"] == (f"'{found}" if found.startswith("-") else found)


def test_evidence_says_who_acted_who_says_so_and_in_what_document(store: ox.Store) -> None:
    _, evidence = tables(store, standings=("reported",))
    told = {(row["source_actors"], row["speakers"], row["modality"], row["publisher"]) for row in evidence}
    assert told == {("Borduria", "Ruritania", "Actual", "Post")}
    assert {
        row["source_actors"] for row in tables(store)[1] if row["event_type"] == "CONSULT" and row["joint"] == "no"
    } == {"Anna Elphberg"}


# ---- dates


def test_undated_events_and_those_of_a_year_are_in_no_month_and_are_counted_as_left_out(store: ox.Store) -> None:
    said = "\n".join(made(store, "panel").notes)
    assert "Events counted: 4, in 4 cells. Left out: 7" in said
    assert "1 without a date" in said
    assert "1 dated by no more than the year" in said
    assert "2 not between two states" in said


def test_the_date_of_publication_is_used_only_when_asked_for_and_said_in_the_evidence(store: ox.Store) -> None:
    assert cells(store, publication_dates=True).keys() - cells(store).keys() == {"XFR-XRU-2020-05-asserted"}
    basis = {row["cell"]: row["date_basis"] for row in tables(store, publication_dates=True)[1]}
    assert basis["XFR-XRU-2020-05-asserted"] == "publication"
    assert basis["XRU-XFR-2020-05-asserted"] == "event"


def test_a_period_takes_in_both_its_ends(store: ox.Store) -> None:
    assert set(cells(store, since="2020-05", until="2020-06")) == {"XRU-XFR-2020-05-asserted"}
    assert len(cells(store, since="2020", until="2020")) == 3


@pytest.mark.parametrize(
    ("scope", "says"),
    [
        ({"since": "2020-13"}, "no month"),
        ({"since": "2020-05-01"}, "write YYYY-MM or YYYY"),
        ({"since": "2021", "until": "2020"}, "ends before it begins"),
        ({"standings": ("true",)}, "use one of asserted"),
        ({"states": ("League",)}, "no state of this graph"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_what_to_do(store: ox.Store, scope: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError, match=says):
        files(store, "panel", **scope)


def test_a_state_that_is_not_in_the_graph_is_refused(store: ox.Store) -> None:
    with pytest.raises(QueryError, match="Syldavia"):
        files(store, "panel", states=("Syldavia",))


# ---- shapes of panels


def test_undirected_dyads_count_a_joint_act_once(store: ox.Store) -> None:
    assert "XBO-XRU-2020-07-asserted" in cells(store, directed=False)
    assert "XRU-XBO-2020-07-asserted" not in cells(store, directed=False)


def test_a_balanced_panel_has_a_row_for_each_pair_and_month(store: ox.Store) -> None:
    scope: dict[str, Any] = {"balanced": True, "since": "2020-05", "until": "2020-07", "standings": ["asserted"] * 2}
    directed, undirected = tables(store, **scope)[0], tables(store, directed=False, **scope)[0]
    assert (len(directed), len(undirected)) == (3 * 2 * 3, 3 * 3)
    assert sum(int(row["events"]) for row in directed) == 4
    assert {row["month"] for row in directed} == {"2020-05", "2020-06", "2020-07"}
    assert {row["sources"] for row in directed if row["events"] == "0"} == {"0"}


def test_states_may_be_chosen_by_code_or_name_and_make_up_a_balanced_panel(store: ox.Store) -> None:
    rows, _ = tables(store, states=("xru", "Freedonia"), balanced=True, since="2020-05", until="2020-05")
    assert [row["cell"] for row in rows] == ["XFR-XRU-2020-05-asserted", "XRU-XFR-2020-05-asserted"]


def test_a_balanced_panel_of_no_reasonable_size_is_refused(store: ox.Store) -> None:
    with pytest.raises(InputError, match="shorter period"):
        files(store, "panel", balanced=True, since="0001", until="9999", standings=STANDINGS, publication_dates=True)


def test_without_lifting_persons_do_not_count(store: ox.Store) -> None:
    assert cells(store, lift=False)["XRU-XFR-2020-05-asserted"] == 1


# ---- the codebook


def test_the_codebook_explains_every_column_and_says_what_was_asked_and_left_out(store: ox.Store) -> None:
    found = files(store, "panel", since="2020", directed=False)
    book = found["codebook.md"]
    for name in ("panel.csv", "evidence.csv"):
        header = next(csv.reader(io.StringIO(found[name])))
        assert header == list(columns(name))
        assert all(f"| {column} |" in book for column in header)
    assert "- Period: 2020-01 to the last event" in book
    assert "- Dyads: undirected" in book
    assert "not between two states" in book
    assert "$" not in book


# ---- for programs


def test_pandas_reads_the_files_and_a_graph_gives_the_same_frames(store: ox.Store) -> None:
    found = files(store, "panel", standings=STANDINGS)
    counts, evidence = KnowledgeGraph(store).panel(standings=STANDINGS)
    read = pd.read_csv(io.StringIO(found["panel.csv"]))
    pd.testing.assert_frame_equal(read, counts, check_dtype=False)
    assert list(pd.read_csv(io.StringIO(found["evidence.csv"]))["claim"]) == list(evidence["claim"])
    assert counts.attrs["left_out"]["not between two states"] == 2


def test_an_empty_graph_gives_empty_tables() -> None:
    panel, evidence = tables(ox.Store(), balanced=True)
    assert (panel, evidence) == ([], [])
