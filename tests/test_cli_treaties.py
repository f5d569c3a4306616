"""`kg treaties`: what a user types, and what comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.graph.store import load
from kg.graph.validate import validate

LIST = "State,Signature,Ratification,Page\nLithuania,26 Feb 1999,12 May 2003,7\nRuritania,1 Jan 2000,,8\n"


def kg(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["list", "--subject", "space"], "Outer Space Treaty"),
        (["show", "Mine Ban Treaty"], "20(3)"),
        (["parties", "Ottawa Convention", "--date", "2026-03-01"], "Canada"),
        (
            ["status", "--state", "Lithuania", "--instrument", "Ottawa Convention", "--date", "2025-09-01"],
            "party, leaving",
        ),
        (["signatories", "--instrument", "Rome Statute"], "Israel"),
        (["shared", "Iran", "United States"], "Chemical Weapons Convention"),
        (["timeline", "--instrument", "INF Treaty", "--since", "2019", "--until", "2019-02"], "Suspension"),
    ],
)
def test_the_tables_of_the_package_answer_without_a_graph(arguments: list[str], says: str) -> None:
    found = kg("treaties", *arguments, "--format", "csv")
    assert found.exit_code == 0, found.stderr
    assert says in found.stdout


def test_conflicts_need_a_graph_of_articles(tmp_path: Path) -> None:
    found = kg("treaties", "conflicts")
    assert (found.exit_code, "--graph" in found.stderr) == (2, True)
    sample = Path(__file__).parent / "graph/sample.ttl"
    answer = kg("treaties", "conflicts", "--graph", sample, "--format", "json")
    assert [b["who"]["value"] for b in json.loads(answer.stdout)["results"]["bindings"]] == ["Syldavia"]


def test_an_unknown_treaty_gets_the_closest_names() -> None:
    found = kg("treaties", "show", "Otawa Convention")
    assert found.exit_code == 1
    assert "did you mean Ottawa Convention" in found.stderr


def test_an_import_says_what_it_read_and_what_it_left_out(table: Path, tmp_path: Path) -> None:
    out, left = tmp_path / "list.trig", tmp_path / "left.jsonl"
    found = kg(
        "treaties", "import", table, "--instrument", "Ottawa Convention", "--source", "my list", "-o", out,
        "--left-out", left,
    )  # fmt: skip
    assert found.exit_code == 0, found.stderr
    assert found.stderr.splitlines() == [
        f"{table}: column 'Page' holds no acts and was not read",
        f"{table}, line 3: no state 'Ruritania' is known",
        "Read 2 acts of 1 participants towards 1 instruments; left out 1",
    ]
    [row] = map(json.loads, left.read_text(encoding="utf-8").splitlines())
    assert (row["line"], row["row"]["State"], row["row"]["Signature"]) == (3, "Ruritania", "1 Jan 2000")
    answer = kg("treaties", "status", "--graph", out, "--date", "2003-06-01", "--format", "csv").stdout
    assert 'Lithuania,Ottawa Convention,"joined, not yet in force"' in answer
    assert validate(load(out)).conforms


def test_strict_imports_fail_where_a_row_was_left_out(table: Path) -> None:
    assert (
        kg("treaties", "import", table, "--instrument", "Ottawa Convention", "--source", "x", "--strict").exit_code == 1
    )


def test_a_list_joins_a_graph_and_stays_apart_from_what_articles_say(table: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first.trig", tmp_path / "second.trig"
    options = ("--instrument", "Ottawa Convention", "--source")
    assert kg("treaties", "import", table, *options, "one list", "-o", first).exit_code == 0
    leaving = tmp_path / "leaving.csv"
    leaving.write_text("state,action,date\nLithuania,withdrawal,27 Jun 2025\n", encoding="utf-8")
    joined = kg("treaties", "import", leaving, *options, "another list", "--into", first, "-o", second)
    assert joined.exit_code == 0, joined.stderr
    answer = kg("treaties", "status", "--graph", second, "--date", "2026-01-01", "--format", "csv").stdout
    assert "Lithuania,Ottawa Convention,left" in answer
    lists = {str(g) for g in load(second).named_graphs() if "participations-" in str(g)}
    assert len(lists) == 2


def test_a_graph_without_named_graphs_is_not_joined(table: Path) -> None:
    sample = Path(__file__).parent / "graph/sample.ttl"
    found = kg("treaties", "import", table, "--instrument", "Ottawa Convention", "--source", "x", "--into", sample)
    assert found.exit_code == 1
    assert "graph.trig" in found.stderr


@pytest.mark.parametrize("ending", [".ttl", ".nq"])
def test_the_ending_of_the_file_is_its_format(table: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"list{ending}"
    kg("treaties", "import", table, "--instrument", "Ottawa Convention", "--source", "x", "-o", out)
    assert len(load(out)) > 20


def test_the_same_list_gives_the_same_bytes(table: Path) -> None:
    command = ("treaties", "import", table, "--instrument", "Ottawa Convention", "--source", "x")
    assert kg(*command).stdout == kg(*command).stdout


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        (["--source", "x"], "--instrument"),
        (["--instrument", "Ottawa Convention"], "--source"),
        (["--instrument", "Ottawa Convention", "--source", "x", "-o", "list.doc"], ".trig"),
        (["--instrument", "Ottawa Convention", "--source", "x", "--column", "state"], "NAME=VALUE"),
        (["--instrument", "Ottawa Convention", "--source", "x", "--as-of", "soon"], "no date"),
    ],
)
def test_mistakes_say_what_to_do(table: Path, extra: list[str], says: str) -> None:
    found = kg("treaties", "import", table, *extra)
    assert found.exit_code in {1, 2}
    assert says in found.stderr
