"""`kg export`: what it offers, what it writes where, and what it says."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.cli.export import STANDINGS
from kg.graph.export import FORMATS, TEXTS
from kg.graph.formats import records
from kg.graph.store import load

SAMPLE = Path(__file__).parent / "graph" / "sample.ttl"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, words)])


def test_help_has_a_line_for_each_format() -> None:
    lines = run("--help").stdout.splitlines()
    for name, format_ in FORMATS.items():
        assert f"  {name:<16} {format_.about}" in lines


def test_the_standings_are_those_of_the_records() -> None:
    assert STANDINGS == records.STANDINGS


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_goes_to_standard_output_and_to_a_file(name: str, tmp_path: Path) -> None:
    out = tmp_path / "graph"
    printed, written = run(SAMPLE, "--format", name), run(SAMPLE, "--format", name, "-o", out)
    assert (printed.exit_code, written.exit_code) == (0, 0)
    assert out.read_text(encoding="utf-8") == printed.stdout
    assert written.stdout == ""


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in TEXTS])
def test_a_folder_gets_all_files_and_none_is_asked_for_without_one(name: str, tmp_path: Path) -> None:
    missing = run(SAMPLE, "--format", name)
    assert missing.exit_code == 2
    assert "give a folder with -o" in missing.stderr
    assert run(SAMPLE, "--format", name, "-o", tmp_path / "new" / "folder").exit_code == 0
    assert len(list((tmp_path / "new" / "folder").glob("*.csv"))) >= 2


def test_the_panel_says_what_it_leaves_out_and_where_to_look(tmp_path: Path) -> None:
    said = run(SAMPLE, "--format", "panel", "-o", tmp_path)
    assert said.stdout == ""
    assert said.stderr.startswith("Events counted: ")
    assert "planned (see --standing)" in said.stderr


def test_options_of_the_panel_reach_it(tmp_path: Path) -> None:
    words = ("--standing", "planned", "--standing", "asserted", "--undirected", "--balanced", "--since", "2025-03")
    assert run(SAMPLE, "--format", "panel", "-o", tmp_path, *words, "--until", "2025").exit_code == 0
    book = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    for line in ("2025-03 to 2025-12", "planned, asserted", "Dyads: undirected", "a row for each pair and month"):
        assert line in book
    with (tmp_path / "panel.csv").open(encoding="utf-8", newline="") as file:
        assert {row["standing"] for row in csv.DictReader(file)} == {"asserted", "planned"}
    assert run(SAMPLE, "--format", "panel", "-o", tmp_path, "--no-lift", "--publication-dates").exit_code == 0
    book = (tmp_path / "codebook.md").read_text(encoding="utf-8")
    for line in ("Persons and bodies: do not count", "in the month of their first document"):
        assert line in book


ELSEWHERE = [("--since", "2025"), ("--undirected",), ("--state", "XRU"), ("--standing", "planned")]


@pytest.mark.parametrize("words", ELSEWHERE)
def test_an_option_of_the_panel_is_refused_for_other_formats(words: tuple[str, ...]) -> None:
    said = run(SAMPLE, "--format", "gexf", *words)
    assert said.exit_code == 2
    assert "say --format panel" in said.stderr


def test_quickstatements_say_on_standard_error_what_cannot_be_said() -> None:
    said = run(SAMPLE, "--format", "quickstatements")
    assert said.stdout == ""
    assert said.stderr.startswith("0 statements; left out:")


def test_a_store_gives_the_same_as_a_file(tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "store"))
    store.extend(load(SAMPLE))
    store.flush()
    del store
    for name in ("tables", "panel", "neo4j-csv"):
        assert run(SAMPLE, "--format", name, "-o", tmp_path / "one").exit_code == 0
        assert run(tmp_path / "store", "--format", name, "-o", tmp_path / "other").exit_code == 0
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes()


def test_a_misspelt_format_is_met_with_the_one_that_was_meant() -> None:
    said = run(SAMPLE, "--format", "pannel")
    assert said.exit_code == 2
    assert "panel" in said.stderr
