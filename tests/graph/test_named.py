"""Named queries: their headers and examples, and folders of users' own."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.errors import QueryError
from kg.gazetteer import Gazetteer
from kg.graph.named import FOLDERS, example, listing, named_queries, parse, user_folders
from kg.graph.query import bind
from kg.offices import Offices

SAMPLE = Path(__file__).parent / "sample.ttl"
SHIPPED = named_queries()
OWN = """# title: Treaties of mine
# description: Those that I care for.
# param word: string required -- in the name
# example: word="River Navigation"
SELECT ?name WHERE {
  VALUES ?word { UNDEF }
  ?t a dkg:Treaty ; rdfs:label ?name FILTER(CONTAINS(STR(?name), STR(?word)))
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "my-treaties.rq").write_text(OWN, encoding="utf-8")
    (folder / "actors.rq").write_text(OWN.replace("Treaties of mine", "My actors"), encoding="utf-8")
    (folder / "notes.txt").write_text("no query", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def names() -> ox.Store:
    """The names of the tables, for the examples are about real states and treaties."""
    offices = Offices.load()
    persons = {offices.entity(office.person).name for office in offices.rows}
    called = sorted(persons.union(*(known.names for known in Gazetteer.load())))
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    store = ox.Store()
    store.extend(
        ox.Quad(ox.NamedNode(f"https://example.org/{i}"), label, ox.Literal(name)) for i, name in enumerate(called)
    )
    return store


# ---- headers


def test_there_are_thirty_queries_and_more_each_with_an_example() -> None:
    assert len(SHIPPED) >= 30
    assert all("\n# example:" in query.text for query in SHIPPED.values())


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_the_parameters_of_an_example_fit_their_query(name: str, names: ox.Store) -> None:
    query = SHIPPED[name]
    assert {p.name for p in query.params if p.required} <= dict(query.example).keys()
    bound = bind(names, query, dict(query.example))
    names.query(bound)
    assert all(f"VALUES ?{parameter} {{ UNDEF }}" not in bound for parameter in dict(query.example))


def test_an_example_is_a_command_for_a_shell() -> None:
    query = parse("mine", OWN)
    assert shlex.split(example(query)) == ["kg", "query", "out/graph.ttl", "mine", "--param", "word=River Navigation"]
    assert example(query) in listing({"mine": query})
    assert "kg query out/graph.ttl who-met-whom --param since=" in listing()


@pytest.mark.parametrize(
    ("line", "says"), [("wurd=x", "'wurd' in the example"), ("word", "parameter=value"), ('word="x', "quotation mark")]
)
def test_an_example_that_does_not_fit_is_told(line: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        parse("mine", OWN.replace('word="River Navigation"', line))


def test_a_comment_in_sparql_without_a_header_is_no_example() -> None:
    assert parse("query", "# example: all of them\nSELECT * {}").example == ()


def test_a_query_with_bound_parameters_declares_none(names: ox.Store) -> None:
    bound = bind(names, parse("mine", OWN), {"word": "River"})
    again = parse("mine", bound)
    assert (again.params, again.example, again.title) == ((), (), "Treaties of mine")
    assert bound.count("\n") == OWN.count("\n")


# ---- folders


def test_queries_of_a_folder_join_the_shipped_ones_and_go_before_them(folder: Path, tmp_path: Path) -> None:
    found = named_queries([folder])
    assert found.keys() == SHIPPED.keys() | {"my-treaties"}
    assert list(found) == sorted(found)
    assert found["actors"].title == "My actors"
    assert named_queries()["actors"].title == "Actors"
    other = tmp_path / "other"
    other.mkdir()
    (other / "actors.rq").write_text(OWN, encoding="utf-8")
    assert named_queries([other, folder])["actors"].title == "Treaties of mine"


def test_a_bad_file_is_told_in_a_line_and_stops_no_other(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.rq").write_text("# param c: colour\nSELECT * { VALUES ?c { UNDEF } }", encoding="utf-8")
    (folder / "broken.rq").write_bytes(b"\xff\xfe")
    problems: list[str] = []
    found = named_queries([folder, tmp_path / "missing"], on_problem=problems.append)
    assert "my-treaties" in found
    assert "bad" not in found
    assert [p.split(": ")[0].rpartition("/")[2] for p in problems] == [
        "missing is no folder of queries",
        "bad.rq",
        "broken.rq",
    ]
    assert "type 'colour'" in problems[1]
    assert not any("\n" in problem for problem in problems)
    with pytest.raises(QueryError, match=r"bad\.rq: .*type 'colour'"):
        named_queries([folder])


def test_folders_come_from_the_environment_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDERS, os.pathsep.join(["one", "", "two"]))
    assert user_folders([Path("zero")]) == (Path("zero"), Path("one"), Path("two"))


# ---- the command


def test_the_command_asks_and_lists_queries_of_a_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "bad.rq").write_text("# param c: colour\nSELECT * {}", encoding="utf-8")
    asked = ["query", str(SAMPLE), "my-treaties", "--param", "word=River", "--format", "csv"]
    done = CliRunner().invoke(main, [*asked, "--queries", str(folder)])
    assert done.stdout == "name\nConvention on River Navigation\n"
    assert done.stderr.startswith("skipped ")
    assert "Treaties of mine" in CliRunner().invoke(main, ["query", "--list", "--queries", str(folder)]).stdout
    monkeypatch.setenv(FOLDERS, str(folder))
    assert CliRunner().invoke(main, asked).stdout == done.stdout
