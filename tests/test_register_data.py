"""What must hold of the packaged tables of organisations, outlets, treaties and office holders."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kg.model import ID_PREFIX

ROOT = Path(__file__).parents[1]
DATA = ROOT / "kg/data"
REGISTERS = {
    "organisations.jsonl": {"InternationalOrganization", "Organization"},
    "outlets.jsonl": {"Organization"},
    "treaties.jsonl": {"Treaty", "Agreement"},
}
KEYS = {
    "id", "cls", "name", "names", "weak", "kind", "state", "parent", "founded", "seat", "until", "official_title",
    "signed", "place_signed", "in_force", "depositary", "subject", "note", "source",
    "ended", "force", "joining", "withdrawal", "wikidata",
}  # fmt: skip
OFFICE_KEYS = {
    "person", "surname", "aliases", "role", "of", "from", "until", "as_of", "wikidata", "note", "source",
}  # fmt: skip
DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def register() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for name in REGISTERS for row in read(DATA / "gazetteer" / name)}


@pytest.fixture(scope="module")
def everything() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for table in sorted((DATA / "gazetteer").glob("*.jsonl")) for row in read(table)}


@pytest.fixture(scope="module")
def offices() -> list[dict[str, Any]]:
    return read(DATA / "offices.jsonl")


def strong(row: dict[str, Any]) -> set[str]:
    """The names that may be tagged alone; the canonical one is among them unless it is given as weak."""
    return ({row["name"]} - set(row.get("weak", []))) | set(row.get("names", []))


def holders(offices: list[dict[str, Any]], role: str, of: str, day: str) -> set[str]:
    terms = [o for o in offices if (o["role"], o["of"]) == (role, of)]
    return {o["person"] for o in terms if o["from"] <= day and (o["until"] is None or day < o["until"])}


@pytest.mark.parametrize("name", REGISTERS)
def test_rows_are_sorted_and_each_identifier_is_there_once(name: str) -> None:
    ids = [row["id"] for row in read(DATA / "gazetteer" / name)]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("name", REGISTERS)
def test_rows_have_known_keys_a_class_of_the_table_its_prefix_and_a_source(name: str) -> None:
    for row in read(DATA / "gazetteer" / name):
        assert row.keys() <= KEYS, row["id"]
        assert row["cls"] in REGISTERS[name], row["id"]
        assert re.fullmatch(rf"{ID_PREFIX[row['cls']]}-[a-z0-9]+(-[a-z0-9]+)*", row["id"])
        assert row["source"]


@pytest.mark.parametrize("name", [*REGISTERS, "../offices.jsonl"])
def test_text_is_composed_unicode_without_curly_apostrophes(name: str) -> None:
    text = (DATA / "gazetteer" / name).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "’" not in text


def test_no_strong_name_is_that_of_two_things(everything: dict[str, dict[str, Any]]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in everything.values():
        for name in strong(row):
            owners[name].add(row["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_a_name_is_strong_or_weak_and_given_once(register: dict[str, dict[str, Any]]) -> None:
    for row in register.values():
        given = [*row.get("names", []), *row.get("weak", [])]
        assert len(given) == len(set(given)), row["id"]
        assert row["name"] not in row.get("names", []), row["id"]
        assert all(name == " ".join(name.split()) for name in given), row["id"]


def test_states_and_parents_are_rows(
    register: dict[str, dict[str, Any]], everything: dict[str, dict[str, Any]]
) -> None:
    for row in register.values():
        assert "state" not in row or everything[row["state"]]["cls"] == "State", row["id"]
        assert {row.get("state"), row.get("parent")} - {None} <= everything.keys(), row["id"]


def test_dates_are_days_months_or_years_and_an_entry_into_force_follows_the_signature(
    register: dict[str, dict[str, Any]],
) -> None:
    for row in register.values():
        assert all(DATE.fullmatch(row[key]) for key in ("signed", "in_force", "founded", "until") if key in row)
        if "signed" in row and "in_force" in row:
            assert row["signed"] <= row["in_force"], row["id"]
        if "founded" in row and "until" in row:
            assert row["founded"] <= row["until"], row["id"]


def test_facts_name_more_than_general_usage_as_their_source(register: dict[str, dict[str, Any]]) -> None:
    facts = {"signed", "in_force", "seat"}
    assert [row["id"] for row in register.values() if facts & row.keys() and row["source"] == "general usage"] == []


def test_outlets_are_media_or_platforms(register: dict[str, dict[str, Any]]) -> None:
    assert {row["kind"] for row in read(DATA / "gazetteer/outlets.jsonl")} == {"media", "platform"}
    assert register["org-reuters"]["kind"] == "media"
    assert register["org-truth-social"]["kind"] == "platform"


def test_every_organisation_has_a_kind(register: dict[str, dict[str, Any]]) -> None:
    assert [row["id"] for row in register.values() if row["id"].startswith("org-") and "kind" not in row] == []


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("UN", "org-un"),
        ("U.N.", "org-un"),
        ("Nato", "org-nato"),
        ("North Atlantic Treaty Organization", "org-nato"),
        ("EU", "org-eu"),
        ("European Commission", "org-european-commission"),
        ("G7", "org-g7"),
        ("OPEC+", "org-opec-plus"),
        ("ASEAN", "org-asean"),
        ("IAEA", "org-iaea"),
        ("ICRC", "org-icrc"),
        ("UNIFIL", "org-unifil"),
        ("Hamas", "org-hamas"),
        ("ISIS", "org-islamic-state"),
        ("Gazprom", "org-gazprom"),
        ("Agence France-Presse", "org-afp"),
        ("Politico", "org-politico"),
        ("Ottawa Treaty", "treaty-ottawa-convention"),
        ("Mine Ban Treaty", "treaty-ottawa-convention"),
        ("NPT", "treaty-npt"),
        ("Law of the Sea Convention", "treaty-unclos"),
        ("Paris Agreement", "treaty-paris-agreement"),
        ("New START", "treaty-new-start"),
        ("JCPOA", "agreement-jcpoa"),
        ("Minsk Agreements", "agreement-minsk-agreements"),
        ("Budapest Memorandum", "agreement-budapest-memorandum"),
        ("Dayton Accords", "agreement-dayton"),
    ],
)
def test_well_known_names(register: dict[str, dict[str, Any]], name: str, identifier: str) -> None:
    assert name in strong(register[identifier])


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("ICC", "org-icc"),
        ("WHO", "org-who"),
        ("Alliance", "org-nato"),
        ("Security Council", "org-un-security-council"),
        ("IS", "org-islamic-state"),
        ("X", "org-x"),
        ("Telegram", "org-telegram"),
        ("Quad", "org-quad"),
        ("Republicans", "org-republican-party"),
    ],
)
def test_ambiguous_names_need_support(register: dict[str, dict[str, Any]], name: str, identifier: str) -> None:
    assert name in register[identifier]["weak"]
    assert name not in strong(register[identifier])


@pytest.mark.parametrize(
    ("treaty", "signed", "in_force"),
    [
        ("un-charter", "1945-06-26", "1945-10-24"),
        ("ottawa-convention", "1997-12-03", "1999-03-01"),
        ("cwc", "1993-01-13", "1997-04-29"),
        ("ccm", "2008-12-03", "2010-08-01"),
        ("att", "2013-06-03", "2014-12-24"),
        ("npt", "1968-07-01", "1970-03-05"),
        ("rome-statute", "1998-07-17", "2002-07-01"),
        ("vcdr", "1961-04-18", "1964-04-24"),
        ("north-atlantic-treaty", "1949-04-04", "1949-08-24"),
        ("versailles", "1919-06-28", "1920-01-10"),
        ("new-start", "2010-04-08", "2011-02-05"),
    ],
)
def test_dates_of_treaties(register: dict[str, dict[str, Any]], treaty: str, signed: str, in_force: str) -> None:
    row = register[f"treaty-{treaty}"]
    assert (row["signed"], row["in_force"]) == (signed, in_force)


def test_the_ottawa_convention_was_adopted_at_oslo_and_opened_for_signature_at_ottawa(
    register: dict[str, dict[str, Any]],
) -> None:
    row = register["treaty-ottawa-convention"]
    assert row["place_signed"] == "Ottawa"
    assert "adopted at Oslo on 18 September 1997" in row["note"]
    assert row["depositary"] == "UN Secretary-General"
    assert "XXVI-5" in row["source"]


def test_treaties_that_never_came_into_force_have_no_day_of_it(register: dict[str, dict[str, Any]]) -> None:
    for identifier in ("treaty-ctbt", "treaty-salt-ii", "treaty-start-ii", "treaty-sevres", "treaty-ttip"):
        assert "in_force" not in register[identifier]


def test_terms_have_known_keys_and_are_sorted(offices: list[dict[str, Any]]) -> None:
    order = [(o["of"], o["role"], o["from"], o["person"]) for o in offices]
    assert order == sorted(order)
    for office in offices:
        assert office.keys() <= OFFICE_KEYS
        assert office["person"]
        assert office["role"]
        assert office["source"]


def test_terms_are_of_states_or_organisations(
    offices: list[dict[str, Any]], everything: dict[str, dict[str, Any]]
) -> None:
    assert {o["of"] for o in offices} <= everything.keys()
    assert {everything[o["of"]]["cls"] for o in offices} == {"State", "InternationalOrganization", "Organization"}


def test_terms_begin_before_they_end_and_open_ones_say_as_of_when(offices: list[dict[str, Any]]) -> None:
    for office in offices:
        assert DATE.fullmatch(office["from"])
        if office["until"] is None:
            assert DATE.fullmatch(office["as_of"])
        else:
            assert DATE.fullmatch(office["until"])
            assert office["from"] <= office["until"]


def test_nobody_holds_an_office_while_somebody_else_does(offices: list[dict[str, Any]]) -> None:
    for before, after in pairwise(offices):
        if (before["of"], before["role"]) == (after["of"], after["role"]):
            assert before["until"] is not None, before
            assert before["until"] <= after["from"], (before, after)


def test_a_person_has_one_set_of_names_and_a_surname_that_is_in_them(offices: list[dict[str, Any]]) -> None:
    names: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    owners: dict[str, set[str]] = defaultdict(set)
    for office in offices:
        forms = (office["person"], *office.get("aliases", []))
        names[office["person"]].add((office["surname"], office.get("wikidata"), forms))
        for form in forms:
            owners[form].add(office["person"])
        assert any(office["surname"] in form for form in forms), office["person"]
        assert len(forms) == len(set(forms)), office["person"]
    assert [person for person, sets in names.items() if len(sets) > 1] == []
    assert {form: people for form, people in owners.items() if len(people) > 1} == {}


def test_wikidata_identifiers_are_one_person_s_each(offices: list[dict[str, Any]]) -> None:
    pairs = {(o["wikidata"], o["person"]) for o in offices if "wikidata" in o}
    assert len(pairs) > 200
    assert all(re.fullmatch(r"Q[1-9]\d*", q) for q, _ in pairs)
    assert [q for q, n in Counter(q for q, _ in pairs).items() if n > 1] == []


def test_names_are_not_left_in_capitals(offices: list[dict[str, Any]]) -> None:
    words = {word for o in offices for word in o["person"].split() if len(word) > 2 and word.isupper()}
    assert {word for word in words if not re.fullmatch("[IVX]+", word)} == set()


def test_a_name_with_accents_has_one_in_plain_letters_as_well(offices: list[dict[str, Any]]) -> None:
    for office in offices:
        forms = (office["person"], *office.get("aliases", []))
        assert any(form.isascii() for form in forms), office["person"]


@pytest.mark.parametrize(
    ("role", "of", "day", "person"),
    [
        ("President", "state-usa", "1997-12-03", "Bill Clinton"),
        ("President", "state-usa", "2025-03-01", "Donald Trump"),
        ("President", "state-ukr", "2022-02-24", "Volodymyr Zelenskyy"),
        ("President", "state-rus", "2010-04-08", "Dmitry Medvedev"),
        ("Prime Minister", "state-gbr", "2022-10-01", "Liz Truss"),
        ("Prime Minister", "state-gbr", "2023-01-01", "Rishi Sunak"),
        ("King", "state-gbr", "2023-05-06", "Charles III"),
        ("Queen", "state-gbr", "1997-01-01", "Elizabeth II"),
        ("Chancellor", "state-deu", "2015-07-14", "Angela Merkel"),
        ("President", "state-chn", "2020-01-01", "Xi Jinping"),
        ("Prime Minister", "state-isr", "1995-01-01", "Yitzhak Rabin"),
        ("Prime Minister", "state-isr", "2024-01-01", "Benjamin Netanyahu"),
        ("Supreme Leader", "state-irn", "2015-07-14", "Ali Khamenei"),
        ("President", "state-bra", "2024-01-01", "Luiz Inácio Lula da Silva"),
        ("Foreign Minister", "state-rus", "2022-01-01", "Sergey Lavrov"),
        ("Foreign Minister", "state-can", "1997-12-03", "Lloyd Axworthy"),
        ("Secretary of State", "state-usa", "2015-07-14", "John Kerry"),
        ("Secretary-General", "org-un", "1999-03-01", "Kofi Annan"),
        ("Secretary General", "org-nato", "2022-06-29", "Jens Stoltenberg"),
        ("High Representative", "org-eu", "2025-02-01", "Kaja Kallas"),
        ("President", "org-european-commission", "2024-01-01", "Ursula von der Leyen"),
        ("Director General", "org-iaea", "2022-01-01", "Rafael Grossi"),
        ("Pope", "state-vat", "2020-01-01", "Pope Francis"),
        ("President", "state-cyp", "2022-12-31", "Nikos Anastasiades"),
        ("President", "state-alb", "2023-01-01", "Bajram Begaj"),
    ],
)
def test_who_held_an_office(offices: list[dict[str, Any]], role: str, of: str, day: str, person: str) -> None:
    assert holders(offices, role, of, day) == {person}


@pytest.mark.parametrize(
    ("person", "surname", "alias"),
    [
        ("Volodymyr Zelenskyy", "Zelenskyy", "Volodymyr Zelensky"),
        ("Alexander Lukashenko", "Lukashenko", "Alyaksandr Lukashenka"),
        ("Benjamin Netanyahu", "Netanyahu", "Binyamin Netanyahu"),
        ("Muammar Gaddafi", "Gaddafi", "Muammar Qaddafi"),
        ("Xi Jinping", "Xi", None),
        ("Yoon Suk-yeol", "Yoon", "Yoon Suk Yeol"),
        ("Luiz Inácio Lula da Silva", "Lula", "Lula da Silva"),
        ("Ursula von der Leyen", "von der Leyen", None),
    ],
)
def test_names_as_the_press_has_them(
    offices: list[dict[str, Any]], person: str, surname: str, alias: str | None
) -> None:
    row = next(o for o in offices if o["person"] == person)
    assert row["surname"] == surname
    assert alias is None or alias in row["aliases"]


def built(tmp_path: Path, leaders: list[dict[str, Any]], factbook: list[dict[str, Any]]) -> list[dict[str, Any]]:
    script = ROOT / "scripts/build_offices.py"
    if not script.exists():
        pytest.skip("the scripts are in the repository, not in the source distribution")
    paths = [tmp_path / "leaders.jsonl", tmp_path / "factbook.jsonl"]
    for path, rows in zip(paths, (leaders, factbook), strict=True):
        path.write_text("".join(json.dumps({"gold": row}) + "\n" for row in rows), encoding="utf-8")
    made = subprocess.run([sys.executable, script, *paths], check=True, capture_output=True, encoding="utf-8")
    return [json.loads(line) for line in made.stdout.splitlines()]


def leader(country: str, position: str, person: str, qid: str, start: str, end: str = "") -> dict[str, str]:
    return {
        "country": country, "positionLabel": position, "officeholderLabel": person, "officeholder": qid,
        "start_year": start, "end_year": end,
    }  # fmt: skip


def government(name: str, state: str, head: str) -> dict[str, str]:
    return {"name": name, "long": name, "chief_of_state": state, "head_of_government": head}


def test_two_sources_of_one_term_make_one_row(tmp_path: Path) -> None:
    leaders = [leader("Benin", "President of the Republic of Benin", "Patrice Talon", "Q1", "2016")]
    factbook = [government("Benin", "President Patrice TALON (since 6 April 2016)", "")]
    (term,) = (o for o in built(tmp_path, leaders, factbook) if o["of"] == "state-ben")
    assert term == {
        "person": "Patrice Talon", "surname": "Talon", "role": "President", "of": "state-ben", "from": "2016-04-06",
        "until": None, "as_of": "2016-04-06", "wikidata": "Q1", "source": "CIA World Factbook (public domain)",
    }  # fmt: skip


def test_a_term_whose_end_no_source_has_ends_when_it_was_last_seen_and_says_so(tmp_path: Path) -> None:
    leaders = [leader("Algeria", "Prime Minister of Algeria", "Aymen Benabderrahmane", "Q2", "2021")]
    factbook = [government("Algeria", "", "Prime Minister Sifi GHRIEB (since 28 August 2025)")]
    first, second = (
        o for o in built(tmp_path, leaders, factbook) if o["role"] == "Prime Minister" and o["of"] == "state-dza"
    )
    assert (first["person"], first["until"]) == ("Aymen Benabderrahmane", "2022-10")
    assert "not in the sources" in first["note"]
    assert (second["person"], second["surname"], second["from"]) == ("Sifi Ghrieb", "Ghrieb", "2025-08-28")


def test_the_curated_terms_of_the_table_are_those_of_its_script(tmp_path: Path, offices: list[dict[str, Any]]) -> None:
    def key(office: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(office[k] for k in ("of", "role", "from", "person", "until", "source"))

    made = {key(o) for o in built(tmp_path, [], [])}
    assert len(made) > 1000
    assert made <= {key(o) for o in offices}


def with_leaders(
    tmp_path: Path, table: list[dict[str, Any]], peppercat: str = "", countryinfo: str = ""
) -> list[dict[str, Any]]:
    script = ROOT / "scripts/add_leaders.py"
    if not script.exists():
        pytest.skip("the scripts are in the repository, not in the source distribution")
    newer, older = tmp_path / "leaders-historic.csv", tmp_path / "people_leaders.csv"
    newer.write_text(f"catalog,position,person,personID,start,end\n{peppercat}", encoding="utf-8")
    older.write_text(f"country,name,title,startYr,endYr\n{countryinfo}", encoding="utf-8")
    lines = "".join(json.dumps(row) + "\n" for row in table)
    made = subprocess.run(
        [sys.executable, script, newer, older], input=lines, check=True, capture_output=True, encoding="utf-8"
    )
    return [json.loads(line) for line in made.stdout.splitlines()]


KENYA = {
    "person": "Mwai Kibaki", "surname": "Kibaki", "role": "President", "of": "state-ken", "from": "2002-12-30",
    "until": "2013-04-09", "source": "president.go.ke",
}  # fmt: skip


def test_an_earlier_term_joins_the_table_with_the_name_as_the_press_has_it(tmp_path: Path) -> None:
    rows = "germany,lothar_de_maiziere_,chairman of the council of minister,19900412,19901002\n"
    (term,) = with_leaders(tmp_path, [], countryinfo=rows)
    assert (term["person"], term["surname"], term["aliases"]) == (
        "Lothar de Maizière", "de Maizière", ["Lothar de Maiziere"],
    )  # fmt: skip
    assert (term["role"], term["of"]) == ("Prime Minister", "state-ddr")
    assert (term["from"], term["until"]) == ("1990-04-12", "1990-10-02")


def test_a_term_that_the_table_has_stays_as_it_is_and_gets_its_identifier(tmp_path: Path) -> None:
    (term,) = with_leaders(tmp_path, [KENYA], peppercat="Kenya,President,Mwai Kibaki,Q57291,2002-12-30,2013-04-08\n")
    assert term == KENYA | {"wikidata": "Q57291"}


def test_of_two_terms_of_one_office_that_overlap_the_longer_one_stays(tmp_path: Path) -> None:
    rows = (
        "cambodia,nhek_bun_chhay_,king,20040713,20040722\n"
        "cambodia,norodom_sihanouk_,king,19930924,20041006\n"
    )  # fmt: skip
    (term,) = with_leaders(tmp_path, [], countryinfo=rows)
    assert term["person"] == "Norodom Sihanouk"


def test_a_term_whose_end_the_list_has_not_ends_when_the_list_was_made_and_says_so(tmp_path: Path) -> None:
    rows = "gabon,omar_bongo_,president,19671128,20161201\ngabon,a_later_one_,premier,20090101,20161201\n"
    (term,) = with_leaders(tmp_path, [], countryinfo=rows)
    assert (term["person"], term["until"]) == ("Omar Bongo", "2008-07")
    assert "not in the source" in term["note"]


@pytest.mark.parametrize(
    ("role", "of", "day", "person"),
    [
        ("President", "state-civ", "2005-06-01", "Laurent Gbagbo"),
        ("Premier", "state-sun", "1975-08-01", "Alexei Kosygin"),
        ("Prime Minister", "state-jpn", "1985-09-22", "Yasuhiro Nakasone"),
        ("President", "state-chl", "1982-01-01", "Augusto Pinochet"),
        ("Foreign Minister", "state-tha", "2010-01-01", "Kasit Piromya"),
    ],
)
def test_who_held_an_office_in_earlier_years(
    offices: list[dict[str, Any]], role: str, of: str, day: str, person: str
) -> None:
    assert holders(offices, role, of, day) == {person}
