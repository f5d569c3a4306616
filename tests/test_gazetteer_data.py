"""What must hold of the packaged tables of states, places and government bodies."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from kg.gazetteer import Gazetteer, Known, normal_form

ROOT = Path(__file__).parents[1]
TABLES = sorted((ROOT / "kg/data/gazetteer").glob("*.jsonl"))
OWN = {"states.jsonl": {"State"}, "places.jsonl": {"Place"}, "bodies.jsonl": {"GovernmentBody"}}

# Kosovo, Palestine, Taiwan, the Holy See, Western Sahara; the Cook Islands and Niue make treaties of their own.
NOT_UN_MEMBERS = {
    "state-xkx", "state-pse", "state-twn", "state-vat", "state-esh", "state-cok", "state-niu",
}  # fmt: skip
# English calls what belongs to these states by their names, or by an adjective that another state has for itself.
WITHOUT_ADJECTIVE = {
    "state-caf": "'Central African' is mostly the region",
    "state-cog": "'Congolese' is mostly the Democratic Republic",
    "state-dma": "'Dominican' is mostly the Dominican Republic",
    "state-nzl": "'New Zealand' is its own adjective",
}
STATUS = ("occupied", "province of china", "breakaway", "rebel", "so-called")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def rows(name: str) -> list[dict[str, Any]]:
    text = (ROOT / "kg/data/gazetteer" / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def states(gazetteer: Gazetteer) -> list[Known]:
    return [known for known in gazetteer if known.cls == "State"]


def current(gazetteer: Gazetteer) -> list[Known]:
    return [state for state in states(gazetteer) if state.kind != "historic"]


def meanings(gazetteer: Gazetteer, surface: str) -> dict[str, str]:
    return {reading.known.id: reading.kind for reading in gazetteer.lookup(surface)}


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_rows_are_sorted_by_their_identifiers_and_each_is_there_once(table: Path) -> None:
    ids = [row["id"] for row in rows(table.name)]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_text_is_in_normal_form_c_without_spaces_around_it_or_curly_apostrophes(table: Path) -> None:
    text = table.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    for row in rows(table.name):
        names = [row["name"], *(name for key in ("names", "weak", "metonyms") for name in row.get(key, []))]
        assert all(name == " ".join(name.split()) and "’" not in name for name in names), row["id"]


@pytest.mark.parametrize("name", OWN)
def test_a_table_has_one_class_and_every_row_names_its_source(name: str) -> None:
    assert {row["cls"] for row in rows(name)} == OWN[name]
    assert all(row["source"] for row in rows(name))


def test_identifiers_are_unique_over_all_tables() -> None:
    ids = [row["id"] for table in TABLES for row in rows(table.name)]
    assert len(ids) == len(set(ids))


def test_no_strong_name_belongs_to_two_rows(gazetteer: Gazetteer) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for known in gazetteer:
        if known.cls in {"State", "Place", "GovernmentBody"}:
            for name in known.names:
                owners[normal_form(name)].add(known.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_no_form_is_an_adjective_or_people_of_two_states(gazetteer: Gazetteer) -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for state in states(gazetteer):
        for form in {*state.adjectives, *state.nationals}:
            owners[form].append(state.id)
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


def test_states_and_parents_that_rows_point_to_are_there(gazetteer: Gazetteer) -> None:
    assert [k.id for k in gazetteer if k.state and (s := gazetteer.get(k.state)) and s.cls != "State"] == []
    assert [k.id for k in gazetteer if k.state and k.state not in {s.id for s in states(gazetteer)}] == []
    assert [k.id for k in gazetteer if k.parent and gazetteer.get(k.parent) is None] == []


def test_all_193_members_of_the_united_nations_are_there(gazetteer: Gazetteer) -> None:
    assert len({state.id for state in current(gazetteer)} - NOT_UN_MEMBERS) == 193
    assert {state.id for state in current(gazetteer)} > NOT_UN_MEMBERS


def test_every_state_has_its_code_in_its_identifier_and_a_wikidata_identifier(gazetteer: Gazetteer) -> None:
    for state in current(gazetteer):
        assert state.iso3 is not None
        assert re.fullmatch("[A-Z]{3}", state.iso3)
        assert state.id == f"state-{state.iso3.lower()}"
        assert re.fullmatch(r"Q[1-9]\d*", state.wikidata or ""), state.id


def test_codes_and_wikidata_identifiers_are_each_one_thing_s(gazetteer: Gazetteer) -> None:
    codes = [known.iso3 for known in gazetteer if known.iso3]
    wikidata = [known.wikidata for known in gazetteer if known.wikidata]
    assert len(codes) == len(set(codes))
    assert len(wikidata) == len(set(wikidata))


def test_historic_states_have_the_days_or_years_of_their_beginning_and_end(gazetteer: Gazetteer) -> None:
    historic = [state for state in states(gazetteer) if state.kind == "historic"]
    assert len(historic) > 10
    for state in historic:
        assert state.from_date is not None
        assert state.until is not None
        assert state.from_date < state.until


def test_every_member_has_an_adjective_of_nationality_or_a_reason_why_not(gazetteer: Gazetteer) -> None:
    members = [state for state in current(gazetteer) if state.id not in NOT_UN_MEMBERS]
    assert {state.id for state in members if not state.adjectives} == WITHOUT_ADJECTIVE.keys()


def test_nationals_are_the_forms_that_the_adjective_does_not_already_give(gazetteer: Gazetteer) -> None:
    assert [s.id for s in states(gazetteer) if set(s.nationals) & set(s.adjectives)] == []


def test_every_state_has_a_capital_among_the_places(gazetteer: Gazetteer) -> None:
    capitals = {known.state for known in gazetteer if known.cls == "Place" and known.kind == "capital"}
    assert {state.id for state in current(gazetteer)} - capitals == set()


def test_a_seat_that_stands_for_a_state_is_also_a_place(gazetteer: Gazetteer) -> None:
    for state in current(gazetteer):
        for seat in state.metonyms:
            assert any(r.known.cls == "Place" and r.known.state == state.id for r in gazetteer.lookup(seat)), seat


def test_names_take_no_side_in_disputes(gazetteer: Gazetteer) -> None:
    for known in gazetteer:
        if known.cls in {"State", "Place"}:
            assert not any(word in known.name.casefold() for word in STATUS), known.id


@pytest.mark.parametrize(
    ("surface", "state", "kind"),
    [
        ("U.K.", "gbr", "strong"),
        ("Great Britain", "gbr", "strong"),
        ("Brits", "gbr", "national"),
        ("USA", "usa", "strong"),
        ("America", "usa", "weak"),
        ("American", "usa", "adjective"),
        ("UAE", "are", "strong"),
        ("Emirati", "are", "adjective"),
        ("PRC", "chn", "strong"),
        ("Peking", "chn", "metonym"),
        ("DPRK", "prk", "strong"),
        ("ROK", "kor", "strong"),
        ("Republic of Korea", "kor", "strong"),
        ("DR Congo", "cod", "strong"),
        ("Republic of the Congo", "cog", "strong"),
        ("FYROM", "mkd", "strong"),
        ("Burma", "mmr", "strong"),
        ("Türkiye", "tur", "strong"),
        ("Turkiye", "tur", "strong"),
        ("Turks", "tur", "national"),
        ("Czech Republic", "cze", "strong"),
        ("Swaziland", "swz", "strong"),
        ("Cabo Verde", "cpv", "strong"),
        ("East Timor", "tls", "strong"),
        ("Holland", "nld", "weak"),
        ("Russian Federation", "rus", "strong"),
        ("The Gambia", "gmb", "strong"),
        ("St. Lucia", "lca", "strong"),
        ("St Lucian", "lca", "adjective"),
        ("Ni-Vanuatu", "vut", "adjective"),
        ("Icelander", "isl", "national"),
        ("Batswana", "bwa", "national"),
        ("Briton", "gbr", "national"),
        ("Pole", "pol", "national"),
        ("Bosnian", "bih", "adjective"),
        ("Georgia", "geo", "weak"),
        ("Jordan", "jor", "weak"),
        ("Chad", "tcd", "weak"),
        ("Guinea", "gin", "weak"),
        ("Niger", "ner", "strong"),
        ("Nigerien", "ner", "adjective"),
        ("Nigerian", "nga", "adjective"),
        ("Dominica", "dma", "strong"),
        ("Dominican", "dom", "adjective"),
        ("Vatican", "vat", "strong"),
        ("West Germany", "deu", "strong"),
        ("Soviet", "sun", "adjective"),
        ("USSR", "sun", "strong"),
        ("Yugoslav", "yug", "adjective"),
        ("Zaire", "zar", "strong"),
        ("Kiev", "ukr", "metonym"),
        ("Nur-Sultan", "kaz", "metonym"),
        ("Washington", "usa", "metonym"),
        ("Brussels", "bel", "weak"),
        ("Jerusalem", "isr", "weak"),
        ("Tel Aviv", "isr", "weak"),
    ],
)
def test_hard_names_of_states(gazetteer: Gazetteer, surface: str, state: str, kind: str) -> None:
    assert meanings(gazetteer, surface)[f"state-{state}"] == kind


@pytest.mark.parametrize("surface", ["Male", "Andola", "Kingdom", "States", "West", "Occupied Ukraine", "Albion"])
def test_common_words_and_foreign_spellings_are_no_names(gazetteer: Gazetteer, surface: str) -> None:
    assert meanings(gazetteer, surface) == {}


@pytest.mark.parametrize("surface", ["Congo", "Korea"])
def test_names_that_two_states_share_are_weak_for_both(gazetteer: Gazetteer, surface: str) -> None:
    assert list(meanings(gazetteer, surface).values()) == ["weak", "weak"]


@pytest.mark.parametrize(
    ("surface", "place", "state"),
    [
        ("New York", "new-york-city", "usa"),
        ("Washington, D.C.", "washington-d-c", "usa"),
        ("Odessa", "odesa", "ukr"),
        ("Crimea", "crimea", "ukr"),
        ("Abkhazia", "abkhazia", "geo"),
        ("Hong Kong", "hong-kong", "chn"),
        ("Greenland", "greenland", "dnk"),
        ("Malvinas", "falkland-islands", "gbr"),
        ("Gaza", "gaza-strip", "pse"),
        ("Oval Office", "oval-office", "usa"),
        ("Guantánamo Bay", "guantanamo-bay", "cub"),
        ("Saint Petersburg", "saint-petersburg", "rus"),
        ("St Petersburg", "saint-petersburg", "rus"),
        ("Kherson region", "kherson-oblast", "ukr"),
        ("Texas", "texas", "usa"),
        ("Kashmir", "kashmir", None),
        ("Nagorno-Karabakh", "nagorno-karabakh", "aze"),
        ("Panmunjom", "panmunjom", None),
        ("Strait of Hormuz", "strait-of-hormuz", None),
        ("the Balkans", "balkans", None),
        ("Middle East", "middle-east", None),
        ("Spratly Islands", "spratly-islands", None),
        ("Snake Island", "snake-island", "ukr"),
    ],
)
def test_hard_names_of_places(gazetteer: Gazetteer, surface: str, place: str, state: str | None) -> None:
    assert f"place-{place}" in meanings(gazetteer, surface)
    assert gazetteer[f"place-{place}"].state == (f"state-{state}" if state else None)


@pytest.mark.parametrize(
    ("surface", "body", "state", "kind"),
    [
        ("Kremlin", "kremlin", "rus", "strong"),
        ("the White House", "white-house", "usa", "strong"),
        ("No. 10", "downing-street", "gbr", "strong"),
        ("Elysee", "elysee", "fra", "strong"),
        ("Quai d’Orsay", "quai-d-orsay", "fra", "strong"),
        ("Pentagon", "us-department-of-defense", "usa", "strong"),
        ("State Department", "us-department-of-state", "usa", "strong"),
        ("Foggy Bottom", "us-department-of-state", "usa", "strong"),
        ("Congress", "us-congress", "usa", "weak"),
        ("Senate", "us-senate", "usa", "weak"),
        ("Duma", "state-duma", "rus", "strong"),
        ("Foreign Office", "foreign-commonwealth-and-development-office", "gbr", "weak"),
        ("Bundestag", "bundestag", "deu", "strong"),
        ("Verkhovna Rada", "verkhovna-rada", "ukr", "strong"),
        ("IDF", "israel-defense-forces", "isr", "strong"),
        ("IRGC", "islamic-revolutionary-guard-corps", "irn", "strong"),
        ("PLA", "people-s-liberation-army", "chn", "strong"),
        ("Politburo", "politburo-of-the-chinese-communist-party", "chn", "weak"),
        ("Red Army", "red-army", "sun", "strong"),
    ],
)
def test_hard_names_of_bodies(gazetteer: Gazetteer, surface: str, body: str, state: str, kind: str) -> None:
    assert meanings(gazetteer, surface)[f"body-{body}"] == kind
    assert gazetteer[f"body-{body}"].state == f"state-{state}"


def test_every_body_belongs_to_a_state(gazetteer: Gazetteer) -> None:
    assert [row["id"] for row in rows("bodies.jsonl") if not row.get("state")] == []


def test_the_table_of_states_is_what_its_script_makes(gazetteer: Gazetteer, tmp_path: Path) -> None:
    script = ROOT / "scripts/build_states.py"
    if not script.exists():
        pytest.skip("the scripts are in the repository, not in the source distribution")
    territories, made = tmp_path / "territories.jsonl", tmp_path / "states.jsonl"
    coded = [
        {"alpha3": s.iso3.lower(), "qid": s.wikidata, "is_historical": s.kind == "historic"}
        for s in states(gazetteer)
        if s.iso3
    ]
    territories.write_text("".join(json.dumps(row) + "\n" for row in coded), encoding="utf-8")
    subprocess.run([sys.executable, script, territories, made], check=True)
    assert made.read_bytes() == (ROOT / "kg/data/gazetteer/states.jsonl").read_bytes()
