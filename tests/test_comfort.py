"""What makes the commands pleasant: suggestions, tables on a terminal, colours, completion, `python -m kg`."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.screen import Screen, counts, fitting, table, wanted

SAMPLE = Path(__file__).parent / "graph" / "sample.ttl"
KG = [sys.executable, "-m", "kg"]
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def run(*arguments: str | Path, **settings: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], **settings)  # type: ignore[arg-type]


def on_terminal(*arguments: str | Path, columns: int = 100, **environment: str) -> str:
    """What a command shows on a terminal so wide."""
    ours, its = pty.openpty()
    termios.tcsetwinsize(its, (24, columns))
    quiet = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    process = subprocess.Popen(
        [*KG, *map(str, arguments)], stdout=its, stderr=its, env={**quiet, "TERM": "xterm", **environment}
    )
    os.close(its)
    shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    assert process.wait() == 0, shown
    return shown.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that nobody writes to a terminal any more
        return b""


# ---- suggestions


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["quary"], "Did you mean 'query'?"),
        (["treaties", "stat"], "Did you mean 'status'?"),
        (["build", "--publsher", "x", "y"], "'--publisher'"),
        (["query", SAMPLE, "who-meet-whom"], "did you mean who-met-whom"),
        (["query", SAMPLE, "who-met-whom", "--param", "sinse=2020"], "did you mean since?"),
        (["query", SAMPLE, "who-met-whom", "--param", "actor=Ruritannia"], "did you mean Ruritania"),
        (["query", SAMPLE, "actors", "--format", "tabel"], "Did you mean table?"),
        (["export", SAMPLE, "--format", "grafml"], "Did you mean graphml"),
        (["why", SAMPLE, "Bordurya"], "did you mean Borduria?"),
        (["treaties", "parties", "Ottava Convention"], "did you mean Ottawa Convention"),
        (["treaties", "status", "--state", "Litauen"], "did you mean Lithuania?"),
        (["build", SAMPLE.with_name("sampel.ttl")], "did you mean sample.ttl?"),
    ],
)
def test_a_word_that_is_not_known_is_told_with_its_likely_spelling(arguments: list[str | Path], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code in {1, 2}
    assert says in result.stderr


# ---- tables


STEERING = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]"
HOSTILE = "[red]x[/red] \x1b[31m \x1b]0;owned\x07 \u202etxt.exe \r\n- [link=http://evil.example]x[/link]"


def test_a_table_for_a_pipe_is_the_same_whatever_the_terminal() -> None:
    asked = [*KG, "query", str(SAMPLE), "actors"]
    plain = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "FORCE_COLOR"}}
    one = subprocess.run(asked, capture_output=True, text=True, check=True, env={**plain, "TERM": "xterm"})
    two = subprocess.run(asked, capture_output=True, text=True, check=True, env={**plain, "TERM": "dumb"})
    assert one.stdout == two.stdout
    assert "Borduria" in one.stdout
    assert not ESCAPE.search(one.stdout)


@pytest.mark.parametrize("columns", [200, 80, 60, 30])
def test_a_table_keeps_to_the_width_and_loses_no_word(columns: int) -> None:
    said = "spoke for well over an hour about the war and agreed to go on talking. " * 4
    rows = [
        ["2025-03-18", "Donald Trump", "Vladimir Putin", "", said],
        ["1998", "Bill Clinton", "Gerry Adams", "", "x"],
    ]
    shown = table(["date", "who", "whom", "place", "evidence"], rows, Screen(columns, color=False))
    assert max(map(len, shown.splitlines())) <= columns
    for word in " ".join(" ".join(row) for row in rows).split():
        assert word in "".join(shown.split()), word


def test_where_a_table_is_too_narrow_to_read_columns_without_a_word_go_first() -> None:
    columns = ["date", *(f"column {n}" for n in range(9)), "who"]
    shown = table(columns, [["2025-03-18", *[""] * 9, "Donald Trump"]], Screen(40, color=False))
    assert shown.splitlines()[0] == "date        who"


def test_where_that_does_not_help_it_is_shown_row_by_row() -> None:
    columns = [f"column {n}" for n in range(9)]
    shown = table(columns, [["words", *["other words"] * 7, ""], ["w", *[""] * 8]], Screen(40, color=False))
    lines = shown.splitlines()
    assert lines[:2] == ["column 0  words", "column 1  other words"]
    assert lines[8:10] == ["", "column 0  w"]


def test_dates_are_never_broken() -> None:
    assert fitting([10, 40, 40, 10], 60) == [10, 17, 17, 10]
    assert fitting([10, 40, 40, 10], 20) is None


@pytest.mark.parametrize("columns", [100, 20])
def test_text_of_articles_is_never_markup_and_steers_no_terminal(columns: int) -> None:
    shown = table(["a", "b"], [[HOSTILE, ""]], Screen(columns, color=True))
    plain = ESCAPE.sub("", shown)
    assert "[red]x[/red]" in "".join(plain.split())
    assert "[link=http://evil.example]x[/link]" in "".join(plain.split())
    assert not re.search(STEERING, plain)
    assert "\x1b[31m" not in shown


def test_the_counts_of_others_steer_no_terminal() -> None:
    shown = counts([("Events", "1"), (f"  {HOSTILE}", "1")], ("What", "Number"), Screen(80, color=True))
    assert not re.search(STEERING, ESCAPE.sub("", shown))


# ---- colours


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        ({}, None),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, None),
        ({"TERM": "dumb"}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_the_environment_says_whether_there_are_colours(environment: dict[str, str], says: bool | None) -> None:
    assert wanted(environment) is says


def test_a_terminal_has_colours_unless_somebody_says_no() -> None:
    asked = ("query", SAMPLE, "actors")
    coloured = on_terminal(*asked)
    assert "\x1b[1m" in coloured
    plain = ESCAPE.sub("", coloured)
    for said in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert [line.rstrip() for line in on_terminal(*asked, **said).splitlines()] == [
            line.rstrip() for line in plain.splitlines()
        ]
    assert not ESCAPE.search(on_terminal("--no-color", *asked))


def test_colours_for_a_pipe_are_there_when_they_are_asked_for() -> None:
    assert not ESCAPE.search(run("stats", SAMPLE).stdout)
    assert ESCAPE.search(run("--color", "stats", SAMPLE).stdout)
    assert ESCAPE.search(run("stats", SAMPLE, env={"FORCE_COLOR": "1"}).stdout)
    assert ESCAPE.search(run("--color", "stats", SAMPLE, env={"NO_COLOR": "1"}).stdout)
    assert not ESCAPE.search(run("--no-color", "stats", SAMPLE, env={"FORCE_COLOR": "1"}).stdout)


# ---- completion


def completed(typed: str, shell: str = "zsh", **environment: str) -> list[str]:
    """What is offered for the last of the words, as kg tells it to the shell."""
    words = typed.split(" ")
    told = {"_KG_COMPLETE": f"{shell}_complete", "COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    done = CliRunner().invoke(main, [], prog_name="kg", env={**told, **environment})
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    return lines[1::3] if shell == "zsh" else [line.partition(",")[2] for line in lines]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_each_shell(shell: str) -> None:
    assert f"_KG_COMPLETE={shell}_complete" in run("completion", shell).stdout


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("kg que", "query"),
        ("kg treaties sta", "status"),
        ("kg query who-m", "who-met-whom"),
        ("kg query out/graph.ttl who-m", "who-met-whom"),
        ("kg query who-met-whom --param si", "since="),
        ("kg query claims --param kind=CONS", "kind=CONSULT"),
        ("kg query --format ma", "markdown"),
        ("kg export --format gra", "graphml"),
        ("kg treaties parties Ottawa", "Ottawa Convention"),
        ("kg treaties status --state Lithu", "Lithuania"),
        ("kg completion z", "zsh"),
        ("kg build --pub", "--publisher"),
    ],
)
def test_what_a_shell_offers(typed: str, offered: str) -> None:
    assert offered in completed(typed)


def test_bash_is_given_names_as_they_are_typed() -> None:
    assert completed("kg treaties parties Ottawa", "bash") == [r"Ottawa\\ Convention"]
    assert completed('kg treaties parties "Ottawa', "bash") == ["Ottawa Convention"]


def test_queries_of_the_project_are_offered_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert "where" in completed("kg query whe")


def test_a_tab_waits_for_nothing_heavy() -> None:
    words = {"COMP_WORDS": "kg\nquery\nwho", "COMP_CWORD": "2", "_KG_COMPLETE": "bash_complete"}
    code = (
        "import atexit, sys; heavy = {'spacy', 'rdflib', 'pyoxigraph', 'networkx', 'numpy', 'rich'}; "
        "atexit.register(lambda: print(sorted(heavy & sys.modules.keys()))); "
        "from kg.cli import main; main(prog_name='kg')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, **words})
    assert "who-met-whom" in done.stdout
    assert done.stdout.endswith("[]\n")


# ---- python -m kg


def test_python_m_kg_is_kg() -> None:
    done = subprocess.run([*KG, "--help"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: kg [OPTIONS] COMMAND")
