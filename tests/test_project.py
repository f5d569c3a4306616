"""A project: a folder with a kg.toml that every command reads, and `kg init`, which makes one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.core import ParameterSource
from click.testing import CliRunner, Result
from click.types import FloatParamType, IntParamType

from kg import project
from kg.cli import main
from kg.cli.config import defaults, keys
from kg.cli.types import Place

SAMPLE = Path(__file__).parent / "graph" / "sample.ttl"
ARTICLE = "French President Emmanuel Macron met Japanese officials in Geneva on Tuesday.\n"


def run(*arguments: str | Path, **settings: Any) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], **settings)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a graph, in which the commands are run."""
    shutil.copy(SAMPLE, tmp_path / "graph.ttl")
    say(tmp_path, 'graph = "graph.ttl"')
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_CONFIG", raising=False)
    monkeypatch.delenv("KG_QUERIES", raising=False)
    return tmp_path


def say(folder: Path, text: str) -> None:
    (folder / "kg.toml").write_text(text, encoding="utf-8")


# ---- which graph


def test_the_graph_of_the_project_is_asked_where_none_is_given(folder: Path) -> None:
    given = run("query", "graph.ttl", "actors", "--format", "csv")
    assert run("query", "actors", "--format", "csv").stdout == given.stdout != ""
    assert run("stats").stdout == run("stats", "graph.ttl").stdout
    assert run("check").exit_code == 0
    assert run("show", "-o", "page.html").exit_code == 0
    assert run("export", "--format", "nquads").stdout == run("export", "graph.ttl", "--format", "nquads").stdout
    assert run("why", "Borduria").stdout == run("why", "graph.ttl", "Borduria").stdout != ""


def test_a_graph_that_is_typed_goes_before_that_of_the_project(folder: Path) -> None:
    (folder / "empty.ttl").write_text("", encoding="utf-8")
    assert run("query", "empty.ttl", "actors", "--format", "csv").stdout.count("\n") == 1
    assert run("stats", "empty.ttl").stdout != run("stats").stdout


def test_a_graph_alone_is_no_question(folder: Path) -> None:
    result = run("query", "graph.ttl")
    assert result.exit_code == 2
    assert "graph.ttl is a graph: give a question after it" in result.stderr


def test_the_store_that_is_built_is_also_asked(folder: Path) -> None:
    say(folder, 'store = "graph.ttl"')  # any graph will do for asking
    assert "CONSULT" in run("stats").stdout


def test_a_word_too_many_is_told(folder: Path) -> None:
    assert "unexpected extra argument (b)" in run("stats", "a", "b").stderr


def test_without_a_project_a_graph_must_be_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("stats")
    assert result.exit_code == 2
    assert "Missing argument 'GRAPH'" in result.stderr
    assert "kg init" in result.stderr


def test_what_is_named_and_not_yet_built_says_so(folder: Path) -> None:
    say(folder, 'store = "store"')
    for command in (["stats"], ["query", "actors"], ["status"]):
        result = run(*command)
        assert result.exit_code == 1
        assert "make it with kg build" in result.stderr
    assert run("query", "--list").exit_code == 0


def test_kg_treaties_asks_the_tables_unless_its_own_section_names_a_graph(folder: Path) -> None:
    asked = ["treaties", "parties", "Ottawa Convention", "--format", "csv"]
    assert len(run(*asked).stdout.splitlines()) > 10
    say(folder, 'graph = "graph.ttl"\n[treaties]\ngraph = "graph.ttl"')
    assert "nothing in the graph is called 'Ottawa Convention'" in run(*asked).stderr


# ---- which file


def test_a_project_is_found_from_a_folder_below_and_its_paths_are_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(folder / "a" / "b")
    say(folder, 'graph = "graph.ttl"\n[show]\nout = "page.html"')
    assert "Wrote ../../page.html" in run("show").stderr
    assert (folder / "page.html").is_file()


def test_another_file_is_named_by_an_option_or_by_the_environment(folder: Path) -> None:
    other = folder / "other" / "mine.toml"
    other.parent.mkdir()
    other.write_text('graph = "empty.ttl"', encoding="utf-8")
    (folder / "other" / "empty.ttl").write_text("", encoding="utf-8")
    nothing = run("stats", "other/empty.ttl").stdout
    assert run("--config", other, "stats").stdout == nothing
    assert run("stats", env={"KG_CONFIG": str(other)}).stdout == nothing
    assert run("--config", "kg.toml", "stats", env={"KG_CONFIG": str(other)}).stdout != nothing
    assert "nowhere.toml cannot be read" in run("--config", "nowhere.toml", "stats").stderr


@pytest.mark.skipif(os.name != "posix", reason="owners and sticky folders are of POSIX")
def test_a_file_that_a_stranger_put_into_a_folder_for_all_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(tmp_path, "")
    tmp_path.chmod(0o1777)
    assert project.find(tmp_path) == tmp_path / "kg.toml"
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    stranger = tmp_path.stat().st_uid != 0  # what root put there is trusted
    assert (project.find(tmp_path) is None) == stranger


def test_addresses_and_absolute_paths_are_not_those_of_the_folder(tmp_path: Path) -> None:
    for value in ("-", "http://localhost:7878", str(tmp_path / "x")):
        assert project.located(tmp_path / "project", value) == value


# ---- what goes before what


def test_what_is_typed_goes_before_the_environment_and_that_before_the_file(folder: Path) -> None:
    for name in ("typed", "environment", "file"):
        (folder / name).mkdir()
        (folder / name / "mine.rq").write_text(f"# title: Of the {name}\nSELECT * {{ }}", encoding="utf-8")
    say(folder, 'queries = ["file"]')
    environment = {"KG_QUERIES": str(folder / "environment")}
    assert "mine: Of the file" in run("query", "--list").stdout
    assert "mine: Of the environment" in run("query", "--list", env=environment).stdout
    assert "mine: Of the typed" in run("query", "--list", "--queries", "typed", env=environment).stdout


def test_a_section_goes_before_what_is_for_all_and_an_inner_one_before_an_outer(folder: Path) -> None:
    say(
        folder,
        'publisher = "all"\n[build]\npublisher = "build"\n[treaties]\ndate = "1990"\n[treaties.status]\ndate = "2000"',
    )
    made = defaults(folder / "kg.toml", main)
    assert (made["extract"]["publisher"], made["build"]["publisher"]) == ("all", "build")
    assert (made["treaties"]["parties"]["date"], made["treaties"]["status"]["date"]) == ("1990", "2000")


def test_a_store_keeps_its_tables_so_that_packing_it_takes_them_from_there(folder: Path) -> None:
    say(folder, 'store = "s"\ngazetteer = ["names.jsonl"]\ndecisions = "decisions.csv"')
    made = defaults(folder / "kg.toml", main)
    assert made["build"].keys() >= {"gazetteer", "decisions"}
    assert not made["pack"].keys() & {"gazetteer", "decisions"}


# ---- every option of every command


def commands(group: click.Group = main, where: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*where, name))
        else:
            yield (*where, name)


def command_at(where: tuple[str, ...]) -> click.Command:
    command: click.Command = main
    for name in where:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    return command


def example(param: click.Parameter) -> Any:
    """A value for the file that the option takes, other than its default."""
    if getattr(param, "is_flag", False):
        return True
    if isinstance(param.type, click.Choice):
        return param.type.choices[-1]
    if isinstance(param.type, IntParamType):
        return 3
    if isinstance(param.type, FloatParamType):
        return 2.5
    of_folders = isinstance(param.type, click.Path) and not param.type.file_okay
    return "folder" if of_folders else "graph.ttl"


def toml(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


@pytest.mark.parametrize("where", list(commands()), ids=" ".join)
def test_every_option_and_argument_can_be_said_in_the_file(folder: Path, where: tuple[str, ...]) -> None:
    command = command_at(where)
    said: dict[str, Any] = {}
    for key, param in keys(command).items():
        several = param.nargs == -1 or getattr(param, "multiple", False)
        said[key] = [example(param)] if several else example(param)
    say(folder, f"[{'.'.join(where)}]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in said.items()))

    context = click.Context(main, info_name="kg", default_map=defaults(folder / "kg.toml", main))
    for name in where[:-1]:
        context = click.Context(command_at(where[:-1]), info_name=name, parent=context)
    context = command.make_context(where[-1], [], parent=context)
    for key, param in keys(command).items():
        assert context.get_parameter_source(str(param.name)) is ParameterSource.DEFAULT_MAP, key
        got = context.params[str(param.name)]
        assert str(got[0] if isinstance(got, tuple) else got) == str(example(param)), key


def test_every_option_that_takes_a_path_knows_that_it_does() -> None:
    """Else a path of the file would be one of the folder in which a command happens to be run."""
    for where in commands():
        for key, param in keys(command_at(where)).items():
            of_paths = key in {"paths", "parts", "graph", "store", "out", "sources"}
            words = str(getattr(param, "help", "") or "")
            if of_paths or words.startswith(("File", "Folder", "CSV file", "Name table", "Graph")):
                assert isinstance(param.type, click.Path | Place), (where, key)


# ---- mistakes


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('stor = "x"', "kg.toml: no key 'stor' is for all commands; did you mean store?"),
        ("[biuld]\n", "kg.toml: there is no section [biuld]; did you mean build?"),
        ("[treaties.stats]\n", "there is no section [treaties.stats]; did you mean status"),
        ("[serve]\nmax_rows = 5", "kg.toml: [serve] has no key 'max_rows'; did you mean max-rows?"),
        (
            '[show]\ngazetteer = ["x"]',
            "[show] has no key 'gazetteer': for all commands it stands above the first section",
        ),
        ("store = 3", "kg.toml: store must be text in quotes, not 3"),
        ('[query]\nwith-evidence = "yes"', "kg.toml: [query] with-evidence must be true or false, not 'yes'"),
        ('[serve]\nport = "80"', "[serve] port must be a whole number, not '80'"),
        ("[serve]\nport = true", "[serve] port must be a whole number, not True"),
        ("[serve]\nport = 99999", "[serve] port: 99999 is not in the range"),
        ('[build]\ndelay = "1"', "[build] delay must be a number, not '1'"),
        ('[show]\ntitle = ["a", "b"]', "[show] title takes one value, not a list"),
        ('[query]\nformat = "tabel"', "[query] format: 'tabel' is not one of"),
        ('[query]\nformat = "tabel"', "Did you mean table?"),
        ("[build\n", "kg.toml is not well-formed TOML"),
    ],
)
def test_a_mistake_in_the_file_is_one_line_with_file_key_and_what_to_do(folder: Path, text: str, says: str) -> None:
    say(folder, text)
    result = run("stats", "graph.ttl")
    assert result.exit_code == 1
    assert says in result.stderr
    assert result.stderr.count("\n") == 1


def test_text_of_a_file_steers_no_terminal(folder: Path) -> None:
    say(folder, '"\\u001b[31mred" = 1')
    assert "\x1b" not in run("stats", color=True).stderr


def test_help_is_given_and_a_project_begun_whatever_the_file_says(folder: Path) -> None:
    say(folder, "nonsense")
    for command in (["--help"], ["query", "--help"], ["init", "new"], ["completion", "zsh"]):
        assert run(*command).exit_code == 0
    assert run("stats", "graph.ttl").exit_code == 1


def test_a_day_needs_no_quotes(folder: Path) -> None:
    say(folder, "[build]\ndate = 2024-05-15")
    assert defaults(folder / "kg.toml", main)["build"]["date"] == "2024-05-15"


# ---- kg init


def test_in_a_new_project_the_next_commands_need_no_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = run("init", tmp_path / "mine").stderr
    assert "kg build" in told
    monkeypatch.chdir(tmp_path / "mine")
    assert "no document was found in texts" in run("build").stderr
    Path("texts/geneva.txt").write_text(ARTICLE, encoding="utf-8")
    assert run("build", "--jobs", "1").exit_code == 0
    assert "Emmanuel Macron" in run("query", "who-met-whom").stdout
    assert "Geneva" in run("query", "where").stdout
    assert run("why", "Emmanuel Macron").exit_code == 0
    assert run("show").exit_code == 0
    assert Path("network.html").is_file()
    assert run("treaties", "conflicts").exit_code == 0
    assert "Documents         1" in run("status").stdout
    assert run("forget", "--dry-run", "geneva.txt").stdout.count("\n") == 1
    assert run("pack", "-o", "proof.zip").exit_code == 0
    assert run("forget", "store", "geneva.txt").exit_code == 0
    assert "Documents         0" in run("status").stdout


def test_what_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("# mine", encoding="utf-8")
    told = run("init", tmp_path).stderr
    assert f"left {tmp_path / 'kg.toml'} as it is" in told
    assert (tmp_path / "kg.toml").read_text(encoding="utf-8") == "# mine"
    assert {p.name for p in tmp_path.iterdir()} >= {"README.md", "texts", "names.jsonl", "decisions.csv", "queries"}
    assert "Wrote 0 files" in run("init", tmp_path).stderr


def test_the_samples_come_along_where_they_are_wanted(tmp_path: Path) -> None:
    run("init", tmp_path, "--samples")
    samples = Path(project.__file__).parent / "data" / "samples"
    assert {p.name for p in (tmp_path / "texts" / "samples").iterdir()} == {p.name for p in samples.iterdir()}
