"""Tidy tables: one row an event, one a claim with its words, and so on."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pyoxigraph as ox
import pytest
from press import ANNA, BORDURIA, FREEDONIA, RURITANIA, Paper, event, graph, texts

from kg.graph.export import files
from kg.graph.formats.codebook import columns
from kg.graph.handle import KnowledgeGraph
from kg.graph.vocab import BASE

POST = (
    Paper("Post")
    .tell(event("CONSULT", ANNA, date="2020-05"))
    .tell(event("ACCUSE", BORDURIA), '=HYPERLINK("x")', claimed_by=(RURITANIA,))
)
WIRE = Paper("Wire", date=None).tell(event("CONSULT", ANNA, date="2020-05"), modality="Planned")
NAMES = ("events", "claims", "entities", "documents", "dyads")


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return graph(POST, WIRE)


@pytest.fixture(scope="module")
def tables(store: ox.Store) -> dict[str, list[dict[str, str]]]:
    made = files(store, "tables")
    return {name: list(csv.DictReader(io.StringIO(made[f"{name}.csv"]))) for name in NAMES}


def test_each_event_has_one_row_whatever_is_claimed_of_it(tables: dict[str, list[dict[str, str]]]) -> None:
    [met] = [row for row in tables["events"] if row["type"] == "CONSULT"]
    told = {name: met[name] for name in ("sources", "targets", "standing", "date", "first_day", "last_day", "claims")}
    assert told == {
        "sources": "Anna Elphberg", "targets": "Freedonia", "standing": "asserted", "date": "2020-05",
        "first_day": "2020-05-01", "last_day": "2020-05-31", "claims": "2",
    }  # fmt: skip


def test_each_claim_has_its_words_at_their_offsets(tables: dict[str, list[dict[str, str]]]) -> None:
    known = texts(POST, WIRE)
    assert len(tables["claims"]) == 3
    for row in tables["claims"]:
        text = known[row["document"].removeprefix(BASE)]
        assert row["quote"].removeprefix("'") == text[int(row["start"]) : int(row["end"])]


def test_who_says_so_and_how_stands_at_the_claim(tables: dict[str, list[dict[str, str]]]) -> None:
    assert {(row["speakers"], row["modality"]) for row in tables["claims"]} == {
        ("", "Actual"), ("", "Planned"), ("Ruritania", "Actual"),
    }  # fmt: skip


def test_no_quote_becomes_a_formula(tables: dict[str, list[dict[str, str]]]) -> None:
    assert [row["quote"] for row in tables["claims"] if "HYPERLINK" in row["quote"]] == ['\'=HYPERLINK("x")']


def test_the_date_of_a_document_never_stands_for_that_of_an_event(tables: dict[str, list[dict[str, str]]]) -> None:
    [accused] = [row for row in tables["events"] if row["type"] == "ACCUSE"]
    assert (accused["date"], accused["first_day"]) == ("", "")
    assert {row["date"] for row in tables["documents"]} == {"2020-05-15", ""}


def test_the_tables_join(tables: dict[str, list[dict[str, str]]]) -> None:
    events, entities, documents = (
        {row[key] for row in tables[name]}
        for name, key in (("events", "event"), ("entities", "entity"), ("documents", "document"))
    )
    assert {row["event"] for row in tables["claims"]} | {row["event"] for row in tables["dyads"]} <= events
    assert {row["document"] for row in tables["claims"]} <= documents
    for row in tables["events"]:
        assert {*row["source_iris"].split(), *row["target_iris"].split()} <= entities


def test_dyads_have_persons_as_their_states(tables: dict[str, list[dict[str, str]]]) -> None:
    found = {(row["source"], row["target"], row["source_actors"], row["standing"]) for row in tables["dyads"]}
    assert found == {("XRU", "XFR", "Anna Elphberg", "asserted"), ("XBO", "XFR", "Borduria", "reported")}


def test_the_codebook_explains_every_column(store: ox.Store) -> None:
    made = files(store, "tables")
    for name in NAMES:
        assert next(csv.reader(io.StringIO(made[f"{name}.csv"]))) == list(columns(f"{name}.csv"))
        assert f"## {name}.csv" in made["codebook.md"]


def test_pandas_reads_them_and_a_graph_gives_the_same_as_frames(store: ox.Store) -> None:
    made, frames = files(store, "tables"), KnowledgeGraph(store).frames()
    assert set(frames) == set(NAMES)
    for name in ("events", "entities", "documents", "dyads"):
        read = pd.read_csv(io.StringIO(made[f"{name}.csv"]))
        assert list(read.columns) == list(frames[name].columns)
        assert len(read) == len(frames[name])
    counted = frames["claims"].groupby("modality")["claim"].count()
    assert counted.to_dict() == {"Actual": 2, "Planned": 1}
    assert frames["events"].loc[frames["events"]["type"] == "ACCUSE", "date"].isna().all()


def test_entities_say_in_how_many_events_they_are(tables: dict[str, list[dict[str, str]]]) -> None:
    events = {row["entity"].removeprefix(BASE): row["events"] for row in tables["entities"]}
    assert (events[FREEDONIA], events[ANNA], events[RURITANIA]) == ("2", "1", "0")
