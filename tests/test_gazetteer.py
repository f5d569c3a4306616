"""The name tables: graded names, lookup, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.gazetteer import Gazetteer, Known, Reading, normal_form, read_table

NORDLAND = {
    "id": "state-nrd", "cls": "State", "name": "Nordland", "names": ["Kingdom of Nordland", "N.L."],
    "weak": ["the North", "Nordhaven"], "adjectives": ["Nordic", "Nordlandish"], "nationals": ["Nordlanders"],
    "metonyms": ["Nordhaven"], "iso3": "NRD", "wikidata": "Q1", "from_date": "1901",
}  # fmt: skip


def table(folder: Path, *rows: object, name: str = "own.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def nordland(tmp_path: Path) -> Gazetteer:
    return Gazetteer.load(table(tmp_path, NORDLAND))


def meanings(gazetteer: Gazetteer, surface: str) -> list[tuple[str, str]]:
    return [(reading.known.id, reading.kind) for reading in gazetteer.lookup(surface)]


def test_a_row_becomes_a_value_with_its_canonical_name_among_the_strong_ones(nordland: Gazetteer) -> None:
    known = nordland["state-nrd"]
    assert known.names == ("Nordland", "Kingdom of Nordland", "N.L.")
    assert (known.iso3, known.from_date, known.until, known.state) == ("NRD", "1901", None, None)


def test_a_canonical_name_that_is_weak_is_not_made_strong(tmp_path: Path) -> None:
    gazetteer = Gazetteer.load(table(tmp_path, {"id": "place-x", "cls": "Place", "name": "Xx", "weak": ["Xx"]}))
    assert gazetteer["place-x"].names == ()
    assert meanings(gazetteer, "Xx") == [("place-x", "weak")]


def test_the_tables_of_the_package_are_there_beside_a_user_s_own(nordland: Gazetteer) -> None:
    assert len(nordland) == len(Gazetteer.load()) + 1
    assert nordland["state-ukr"].name == "Ukraine"
    assert "state-nrd" in {known.id for known in nordland}


def test_a_user_s_row_replaces_the_packaged_row_of_its_identifier(tmp_path: Path) -> None:
    own = Gazetteer.load(table(tmp_path, {"id": "state-ukr", "cls": "State", "name": "Ukrayina"}))
    assert own["state-ukr"].name == "Ukrayina"
    assert len(own) == len(Gazetteer.load())


def test_an_unknown_identifier_is_none_by_get_and_an_error_by_index() -> None:
    assert Gazetteer.load().get("state-nowhere") is None
    with pytest.raises(KeyError):
        Gazetteer.load()["state-nowhere"]


def test_the_tables_are_read_once_in_a_process() -> None:
    assert Gazetteer.load() is Gazetteer.load()


def test_every_form_is_given_once_for_a_thing_in_its_most_telling_kind(nordland: Gazetteer) -> None:
    forms = [(form, r.kind) for form, r in nordland.surfaces() if r.known.id == "state-nrd"]
    assert forms == [
        ("Nordland", "strong"), ("Kingdom of Nordland", "strong"), ("N.L.", "strong"), ("Nordic", "adjective"),
        ("Nordlandish", "adjective"), ("Nordlanders", "national"), ("Nordhaven", "metonym"), ("the North", "weak"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "surface",
    ["Côte d'Ivoire", "Côte d’Ivoire", "Cote d'Ivoire", "the Ivory Coast", "Ivory  Coast", "IVORY COAST"],
)
def test_lookup_overlooks_apostrophes_accents_spaces_articles_and_the_capitals_of_long_names(surface: str) -> None:
    assert meanings(Gazetteer.load(), surface) == [("state-civ", "strong")]


@pytest.mark.parametrize("surface", ["US", "U.S.", "U.S", "USA", "the U.S.A.", "the US"])
def test_lookup_overlooks_the_dots_of_acronyms(surface: str) -> None:
    assert meanings(Gazetteer.load(), surface) == [("state-usa", "strong")]


@pytest.mark.parametrize("surface", ["us", "chad", "uk", "polish", "turks", "", "the", "Nowhere", "Ukrain"])
def test_short_names_acronyms_and_adjectives_count_only_in_their_own_capitals(surface: str) -> None:
    assert Gazetteer.load().lookup(surface) == ()


def test_lookup_gives_all_that_a_form_can_mean_the_more_telling_kind_first() -> None:
    gazetteer = Gazetteer.load()
    assert meanings(gazetteer, "Kyiv") == [("place-kyiv", "strong"), ("state-ukr", "metonym")]
    assert meanings(gazetteer, "Congolese") == [("state-cod", "adjective"), ("state-cog", "weak")]


def test_lookup_keeps_the_article_that_is_part_of_a_name() -> None:
    gazetteer = Gazetteer.load()
    assert meanings(gazetteer, "The Hague") == [("place-the-hague", "strong"), ("state-nld", "metonym")]
    assert gazetteer.lookup("Hague") == ()


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("U.S. Department of State", "US Department of State"),
        ("Nuku’alofa", "Nuku'alofa"),
        ("Guinea–Bissau", "Guinea-Bissau"),
        ("  New \n York ", "New York"),
        ("St. John's", "St. John's"),
        ("J. Smith", "J. Smith"),
        ("Tu\u0308rkiye", "Türkiye"),
    ],
)
def test_normal_form(written: str, normal: str) -> None:
    assert normal_form(written) == normal


def test_a_row_as_an_entity_has_its_strong_names_as_aliases_and_its_wikidata_address(nordland: Gazetteer) -> None:
    entity = nordland.entity(nordland["state-nrd"])
    assert (entity.id, entity.cls, entity.name, entity.iso3) == ("state-nrd", "State", "Nordland", "NRD")
    assert entity.aliases == ("Kingdom of Nordland", "N.L.")
    assert entity.same_as == ("http://www.wikidata.org/entity/Q1",)


def test_a_thing_without_an_identifier_elsewhere_claims_none() -> None:
    known = Known(id="place-x", cls="Place", name="X", state="state-ukr")
    assert Gazetteer.load().entity(known).same_as == ()
    assert Reading(known, "strong").known.state == "state-ukr"


def test_facts_of_a_treaty_are_kept_as_they_stand(tmp_path: Path) -> None:
    treaty = {"id": "treaty-x", "cls": "Treaty", "name": "X", "signed": "1997-12-03", "subject": ["mines", "war"]}
    known = Gazetteer.load(table(tmp_path, treaty))["treaty-x"]
    assert known.facts == (("signed", "1997-12-03"), ("subject", ("mines", "war")))
    assert (known.fact("signed"), known.fact("in_force")) == ("1997-12-03", None)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"nickname": "Nordy"}, "unknown key nickname"),
        ({"cls": "Country"}, "unknown class 'Country'"),
        ({"name": ""}, "has no name"),
        ({"id": "country-nrd"}, "starts with 'state'"),
        ({"names": "Nordland"}, "names is a list of strings"),
        ({"weak": [None]}, "weak is a list of strings"),
        ({"iso3": 578}, "iso3 is a string"),
        ({"signed": 1997}, "signed is a list of strings"),
    ],
)
def test_a_bad_row_is_refused_with_its_file_and_line(tmp_path: Path, change: dict[str, object], complaint: str) -> None:
    path = table(tmp_path, NORDLAND, NORDLAND | change)
    with pytest.raises(InputError, match=r"own\.jsonl, line 2: .*") as error:
        Gazetteer.load(path)
    assert complaint in str(error.value)


@pytest.mark.parametrize("line", ["{", "[]", '"state-nrd"'])
def test_a_line_that_is_no_row_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.jsonl, line 2"):
        Gazetteer.load(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.jsonl: cannot be read"):
        Gazetteer.load(tmp_path / "missing.jsonl")


def test_the_legal_force_of_a_treaty_is_one_of_three(tmp_path: Path) -> None:
    table = tmp_path / "own.jsonl"
    table.write_text('{"id": "treaty-x", "cls": "Treaty", "name": "Treaty X", "force": "strong"}', encoding="utf-8")
    with pytest.raises(InputError, match="in force, not in force, ended"):
        list(read_table(table))


@pytest.mark.parametrize(
    ("clause", "says"),
    [
        ({"article": "20"}, "after"),
        ("P6M", "after"),
        ({"after": "half a year"}, "P6M"),
        ({"after": "P6M", "rounded": "year"}, "month"),
        ({"after": "P6M", "colour": "red"}, "after"),
    ],
)
def test_a_clause_of_a_treaty_says_after_which_time(tmp_path: Path, clause: object, says: str) -> None:
    table = tmp_path / "own.jsonl"
    row = {"id": "treaty-x", "cls": "Treaty", "name": "Treaty X", "withdrawal": clause}
    table.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(InputError, match=says):
        list(read_table(table))
