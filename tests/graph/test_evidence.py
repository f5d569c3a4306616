"""The words behind the rows of an answer."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner
from endpoints import oxigraph

from kg.cli import main
from kg.errors import QueryError
from kg.graph import evidence
from kg.graph.answer import Result, render
from kg.graph.engine import Engine
from kg.graph.query import named_queries, run
from kg.graph.remote import RemoteStore

SAMPLE = Path(__file__).parent / "sample.ttl"
CALL = "“President Anna Elphberg of Ruritania called Freedonia's leader Rufus Teasdale on Tuesday”"
FIRST = "(A call, a visit and a withdrawal, 2025-03-18)"


@pytest.fixture(params=["here", "behind an endpoint"])
def engine(request: pytest.FixtureRequest, sample: ox.Store, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "here":
        yield sample
        return
    with oxigraph(tmp_path) as url:
        store = RemoteStore(url)
        graph = ox.NamedNode("https://example.org/all")
        store.replace([graph], [ox.Quad(q.subject, q.predicate, q.object, graph) for q in sample])
        yield store


def asked(store: Engine, name: str, **params: str) -> Result:
    return run(store, named_queries()[name].text, params, evidence=True)


def test_a_row_about_an_event_comes_with_its_words_their_document_and_date(engine: Engine) -> None:
    found = [row["evidence"] for row in asked(engine, "who-met-whom") if row["how"] == "call"]
    assert (
        found
        == [f"{CALL} {FIRST} “Elphberg and Teasdale spoke by telephone on 18 March” (Borduria protests, 2025-03-19)"]
        * 2
    )


def test_a_row_about_a_claim_has_only_the_words_of_that_claim(sample: ox.Store) -> None:
    for row in asked(sample, "claims"):
        assert str(row["evidence"]).startswith(f"“{row['quote']}” (")


def test_offices_and_agreements_have_words_too(sample: ox.Store) -> None:
    assert any(row["evidence"] for row in asked(sample, "offices"))
    [agreement] = asked(sample, "what-was-agreed")
    assert agreement["evidence"] == f"“Elphberg proposed a ceasefire, the Zenda Ceasefire, to Borduria” {FIRST}"


def test_a_row_of_actors_alone_has_words_of_an_act(engine: Engine) -> None:
    found = {row["actor"]: str(row["evidence"]) for row in asked(engine, "actors")}
    assert found["Anna Elphberg"] == f"in an act: {CALL} {FIRST}"
    assert all(words.startswith("in an act: “") for words in found.values())


def test_a_row_without_things_has_an_empty_cell(sample: ox.Store) -> None:
    result = run(sample, "SELECT ?n ?s { VALUES ?n { 1 } OPTIONAL { ?s a dkg:Nothing } }", evidence=True)
    assert result.rows == ((ox.Literal(1), None, None, None),)


def test_own_sparql_gets_evidence_without_asking_row_by_row(sample: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    questions: list[str] = []
    monkeypatch.setattr(evidence, "sparql", lambda store, text: questions.append(text) or run(store, text))
    result = run(sample, "SELECT ?x { ?x a dkg:Event }", evidence=True)
    assert all(row["evidence"] for row in result)
    assert len(questions) == 1
    monkeypatch.setattr(evidence, "ASKED", 5)
    assert run(sample, "SELECT ?x { ?x a dkg:Event }", evidence=True) == result
    assert len(questions) == 1 + 3


def test_there_are_no_more_than_three_quotes_in_a_row(sample: ox.Store) -> None:
    result = run(
        sample,
        "SELECT ?e ?f ?g ?h { "
        + " ".join(f"{{ SELECT ?{v} {{ ?{v} a dkg:Event }} ORDER BY ?{v} LIMIT 4 }}" for v in "efgh")
        + " }",
        evidence=True,
    )
    assert max(str(row["evidence_iri"]).count(" ") for row in result) == 2


def test_the_iris_are_in_the_data_and_not_in_tables_for_people(sample: ox.Store) -> None:
    result = asked(sample, "evidence", event="Syldavia withdrew from the Convention on River Navigation")
    [row] = csv.DictReader(io.StringIO(render(result, "csv")))
    assert row["evidence_iri"].startswith("https://w3id.org/diplomatic-kg/id/evidence-")
    assert "evidence_iri" in json.loads(render(result, "json"))["results"]["bindings"][0]
    for format_ in ("table", "markdown"):
        assert "evidence iri" not in render(result, format_)
        assert "“" in render(result, format_)


def test_triples_and_yes_or_no_have_no_rows_for_evidence(sample: ox.Store) -> None:
    with pytest.raises(QueryError, match="rows of a SELECT"):
        run(sample, "ASK {}", evidence=True)


def test_a_column_of_that_name_is_not_overwritten(sample: ox.Store) -> None:
    with pytest.raises(QueryError, match="a column evidence of its own"):
        run(sample, "SELECT ?evidence { ?claim dkg:evidence ?evidence }", evidence=True)


def test_the_command_adds_it(sample: ox.Store) -> None:
    done = CliRunner().invoke(main, ["query", str(SAMPLE), "timeline", "--with-evidence", "--format", "csv"])
    assert next(csv.DictReader(io.StringIO(done.stdout)))["evidence"]
