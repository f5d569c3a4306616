"""The commands as a user types them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.graph.export import TEXTS

ARTICLE = """Ministers meet in Geneva

French President Emmanuel Macron met Japanese officials in Geneva on Tuesday. Poland announced its withdrawal from the
Ottawa Convention. Norway will visit nobody. The Kremlin said that Germany had imposed sanctions on Iran.
"""


def run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    article = folder / "geneva.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    result = run("build", article, "-o", folder / "out", "--date", "2024-05-15", "--publisher", "The Daily Example")
    assert result.exit_code == 0, result.output
    assert "CONSULT" in result.output
    assert "Documents" in result.output
    return folder / "out"


def test_build_writes_the_graph_the_page_and_the_extractions(out: Path) -> None:
    assert {p.name for p in out.iterdir()} == {"graph.ttl", "graph.trig", "graph.html", "extractions.jsonl"}
    [line] = (out / "extractions.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["document"]["publisher"] == "The Daily Example"


def test_build_reads_standard_input(tmp_path: Path) -> None:
    result = run("build", "-", "-o", tmp_path / "out", stdin="Japan condemned Russia.")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out" / "graph.ttl").is_file()


def test_explain_says_why_in_every_format(tmp_path: Path) -> None:
    article = tmp_path / "oslo.txt"
    article.write_text("Norway met Iran in Oslo. Norway quarrelled with Iran.", encoding="utf-8")
    assert "CONSULT.jsonl:1" in run("explain", article).stdout
    assert json.loads(run("explain", article, "--format", "json").stdout)["sentences"][0]["acts"][0]["trigger"] == "met"
    assert "<svg" in run("explain", "--text", "Norway met Iran.", "--format", "html").stdout
    assert "quarrel (verb)" in run("explain", "-", "--unmatched", stdin="Norway quarrelled with Iran.").stdout
    assert "[2] Norway quarrelled" in run("explain", article, "--sentence", "2").stdout


def test_a_named_query_answers_in_every_format(out: Path) -> None:
    rows = list(csv.reader(io.StringIO(run("query", out / "graph.ttl", "who-met-whom", "--format", "csv").stdout)))
    assert any("Emmanuel Macron" in cell for row in rows for cell in row)
    for name in ("table", "json", "tsv", "markdown"):
        answer = run("query", out / "graph.ttl", "who-met-whom", "--format", name)
        assert answer.exit_code == 0
        assert "Emmanuel Macron" in answer.stdout


def test_own_sparql_comes_from_a_file_or_standard_input(out: Path, tmp_path: Path) -> None:
    text = "SELECT ?name { ?s a dkg:State ; rdfs:label ?name } ORDER BY ?name"
    file = tmp_path / "states.rq"
    file.write_text(text, encoding="utf-8")
    from_file = run("query", out / "graph.ttl", file, "--format", "csv")
    from_stdin = run("query", out / "graph.ttl", "-", "--format", "csv", stdin=text)
    assert "Poland" in from_file.stdout
    assert from_file.stdout == from_stdin.stdout


def test_the_list_shows_the_named_queries_with_their_parameters() -> None:
    listed = run("query", "--list").stdout
    assert "who-met-whom" in listed
    assert "since" in listed


@pytest.mark.parametrize("name", [f for f in TEXTS if f != "quickstatements"])
def test_export_writes_every_format(out: Path, tmp_path: Path, name: str) -> None:
    result = run("export", out / "graph.trig", "--format", name, "-o", tmp_path / "file")
    assert result.exit_code == 0, result.output
    assert "Macron" in (tmp_path / "file").read_text(encoding="utf-8")


def test_csv_export_makes_nodes_and_edges(out: Path, tmp_path: Path) -> None:
    assert run("export", out / "graph.ttl", "--format", "csv", "-o", tmp_path / "net").exit_code == 0
    assert {p.name for p in (tmp_path / "net").iterdir()} == {"nodes.csv", "edges.csv"}


def test_show_stats_and_check(out: Path, tmp_path: Path) -> None:
    assert run("show", out / "graph.ttl", "-o", tmp_path / "page.html").exit_code == 0
    assert "Macron" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "CONSULT" in run("stats", out / "graph.ttl").stdout
    checked = run("check", out / "graph.ttl")
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["build", "no-such-file.txt"], 1, "no-such-file.txt"),
        (["build"], 2, "Missing argument"),
        (["query", "no-such.ttl", "who-met-whom"], 1, "no-such.ttl"),
        (["query"], 2, "--list"),
        (["explain"], 2, "--text"),
        (["explain", "--text", "Norway met Iran.", "--sentence", "9"], 1, "from 1 to 1"),
        (["explain", "--text", "Norway met Iran.", "--date", "soon"], 1, "soon"),
        (["export", "no-such.ttl", "--format", "punchcards"], 2, "punchcards"),
    ],
)
def test_mistakes_end_with_a_code_and_one_line_that_helps(arguments: list[str], code: int, says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert says in result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_query_names_its_likely_spelling(out: Path) -> None:
    result = run("query", out / "graph.ttl", "who-meet-whom")
    assert result.exit_code == 1
    assert "who-met-whom" in result.stderr


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from kg.cli import main; "
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0; "
        "print(sorted({'spacy', 'rdflib', 'pyoxigraph', 'networkx', 'numpy', 'rich'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_why_explains_who_somebody_is(out: Path) -> None:
    text = run("why", out / "graph.ttl", "emmanuel macron").stdout
    assert text.startswith("Emmanuel Macron  (Person, person-emmanuel-macron)")
    assert "President of France" in text
    data = json.loads(run("why", out / "graph.ttl", "person-emmanuel-macron", "--format", "json").stdout)
    assert data["label"] == "Emmanuel Macron"


def test_why_of_a_stranger_says_who_is_near(out: Path) -> None:
    result = run("why", out / "graph.ttl", "Emanuel Macron")
    assert result.exit_code == 1
    assert "did you mean Emmanuel Macron" in result.output


def test_a_table_of_the_user_names_new_things(tmp_path: Path) -> None:
    table = tmp_path / "mine.jsonl"
    row = {"id": "org-orchid", "cls": "Organization", "name": "Orchid Circle", "state": "state-nor", "source": "ours"}
    table.write_text(json.dumps(row) + "\n", encoding="utf-8")
    article = tmp_path / "a.txt"
    article.write_text("The Orchid Circle condemned Sweden on Monday.", encoding="utf-8")
    result = run("build", article, "-o", tmp_path / "out", "--gazetteer", table)
    assert result.exit_code == 0, result.output
    assert "id:org-orchid" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")


def test_a_broken_table_is_named_with_its_line(tmp_path: Path) -> None:
    table = tmp_path / "mine.jsonl"
    table.write_text('{"id": "org-x", "cls": "Club", "name": "X"}\n', encoding="utf-8")
    result = run("build", "-", "-o", tmp_path / "out", "--gazetteer", table, stdin="Japan condemned Russia.")
    assert result.exit_code == 1
    assert "mine.jsonl, line 1: unknown class 'Club'" in result.output


def test_a_curator_decides_and_the_graph_says_so(tmp_path: Path) -> None:
    for name, person in (("a", "Aino Virtanen"), ("b", "Aina Wirtanen-Koski")):
        text = f"Finnish Foreign Minister {person} met Swedish officials in Stockholm on Monday."
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    rulings = tmp_path / "decisions.csv"
    line = "same,Aina Wirtanen-Koski,Aino Virtanen,mk,2026-03-01,her name by marriage\n"
    rulings.write_text("verdict,one,other,by,date,reason\n" + line, encoding="utf-8")
    articles = [tmp_path / "a.txt", tmp_path / "b.txt"]
    result = run("build", *articles, "-o", tmp_path / "out", "--decisions", rulings)
    assert result.exit_code == 0, result.output
    text = run("why", tmp_path / "out" / "graph.ttl", "Aino Virtanen").stdout
    assert "by mk (her name by marriage)" in text
    assert run("check", tmp_path / "out" / "graph.ttl").exit_code == 0


def test_the_register_answers_who_was_a_member_on_a_day(tmp_path: Path) -> None:
    register = tmp_path / "register.ttl"
    assert run("register", "-o", register).exit_code == 0
    asked = ["query", register, "members", "--param", "organisation=NATO", "--format", "csv", "--param"]
    before, after = (run(*asked, f"date={day}").stdout for day in ("1990-01-01", "2024-01-01"))
    assert len(before.splitlines()) - 1 == 16
    assert "Finland" in after
    assert "Finland" not in before


def test_a_graph_has_the_memberships_among_its_own(tmp_path: Path) -> None:
    text = "Finland thanked NATO on Monday. Switzerland thanked NATO on Tuesday."
    assert run("build", "-", "-o", tmp_path / "out", stdin=text).exit_code == 0
    answer = run("query", tmp_path / "out" / "graph.ttl", "members", "--format", "csv").stdout
    assert [line.split(",")[0] for line in answer.splitlines()[1:]] == ["Finland"]


def test_a_ruling_on_nobody_is_reported(tmp_path: Path) -> None:
    rulings = tmp_path / "decisions.csv"
    rulings.write_text("verdict,one,other\nsame,Japan,Jappan\n", encoding="utf-8")
    result = run("build", "-", "-o", tmp_path / "out", "--decisions", rulings, stdin="Japan condemned Russia.")
    assert result.exit_code == 0
    assert "nothing in these documents is called 'Jappan'" in result.output
