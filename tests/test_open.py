"""`kg.open`: one object for a graph in programs and notebooks."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.errors import InputError, KGError, QueryError
from kg.graph.handle import KnowledgeGraph
from kg.graph.store import load

SAMPLE = Path(__file__).parent / "graph" / "sample.ttl"


@pytest.fixture
def graph() -> KnowledgeGraph:
    return kg.open(SAMPLE)


# ---- what can be opened


def test_files_folders_and_stores_are_opened_alike(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    ox.Store(str(folder)).extend(load(SAMPLE))
    for target in (SAMPLE, str(SAMPLE), folder, load(SAMPLE)):
        with kg.open(target) as graph:
            assert len(graph.query("who-met-whom").rows) == 3


def test_what_is_no_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.ttl"):
        kg.open(tmp_path / "missing.ttl")


def test_importing_kg_imports_nothing_that_costs_time() -> None:
    code = (
        "import sys, kg; print(sorted(m for m in sys.modules if m.partition('.')[0] in {'kg', 'rdflib', 'pyoxigraph'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['kg']"


# ---- questions


def test_questions_are_names_files_or_sparql(graph: KnowledgeGraph, tmp_path: Path) -> None:
    text = "SELECT ?name { ?s a dkg:State ; rdfs:label ?name } ORDER BY ?name"
    file = tmp_path / "states.rq"
    file.write_text(text, encoding="utf-8")
    assert graph.query(text) == graph.query(str(file))
    assert [row["name"] for row in graph.query(text)] == ["Borduria", "Freedonia", "Ruritania", "Syldavia"]
    with pytest.raises(QueryError, match="did you mean timeline"):
        graph.query("timelin")


def test_parameters_are_plain_values(graph: KnowledgeGraph) -> None:
    assert len(graph.query("timeline", actor="Syldavia", since=date(2025, 1, 1)).rows) == 1
    assert len(graph.query("timeline", since=2025, until="2025-03").rows) == 2
    assert all(row["evidence"] for row in graph.query("timeline", evidence=True))


def test_queries_of_ones_own_have_names_too(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("SELECT ?n { ?t a dkg:Treaty ; rdfs:label ?n }", encoding="utf-8")
    assert len(kg.open(SAMPLE, queries=[tmp_path]).query("mine").rows) == 1


def test_rows_are_dictionaries_of_plain_values(graph: KnowledgeGraph) -> None:
    row = next(iter(graph.query("claims", since="2025-03-18", until="2025-03-18")))
    assert isinstance(row["confidence"], float)
    assert row["date"] == "2025-03-18"
    assert next(iter(graph.query("ASK { ?s a dkg:State }"))) == {"answer": True}
    assert next(iter(graph.query("SELECT (3 AS ?n) ?none {}"))) == {"n": 3, "none": None}


# ---- views


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")  # within rdflib
def test_rdflib_sees_the_same_store_with_all_graphs_together() -> None:
    store = ox.Store()
    store.bulk_extend(
        ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode("https://example.org/graph")) for q in load(SAMPLE)
    )
    with kg.open(store) as graph:
        assert len(graph.graph) == len(store)
        states = graph.graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://w3id.org/diplomatic-kg/ontology#State"))
        assert len(set(states)) == 4
        [row] = graph.graph.query("SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a dkg:Event }")
        assert row.n.toPython() == 12


def test_the_network_is_that_of_networkx(graph: KnowledgeGraph) -> None:
    assert "https://w3id.org/diplomatic-kg/id/state-borduria" in graph.to_networkx()


def test_data_frames_are_made_where_pandas_is(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    pandas = ModuleType("pandas")
    pandas.DataFrame = lambda rows, columns: SimpleNamespace(rows=rows, columns=columns)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    frame = graph.to_pandas("members")
    assert frame.columns[:2] == ["state", "of"]
    assert len(frame.rows) == 1
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(QueryError, match="pip install pandas"):
        graph.to_pandas("members")


def test_an_answer_shows_the_columns_that_are_asked_for_in_their_order(graph: KnowledgeGraph) -> None:
    answer = graph.query("members", evidence=False).only("of", "state")
    assert repr(answer) == "<1 row of of, state>"
    assert re.findall(r"<th[^>]*>(.*?)</th>", answer._repr_html_()) == ["of", "state"]
    with pytest.raises(QueryError, match="no column 'party'; it has state, of"):
        graph.query("members").only("party")


def test_it_tells_what_it_holds(graph: KnowledgeGraph) -> None:
    assert repr(graph).endswith("sample.ttl: 2 documents, 13 entities, 12 events, 14 claims>")
    assert "<td>Events</td><td>12</td>" in graph._repr_html_()
    graph.name = "<script>"
    assert "<script>" not in graph._repr_html_()
    assert ">Borduria</td>" in graph.query("actors")._repr_html_()
    odd = graph.query('SELECT ("<b>" AS ?odd) {}')
    assert "<b>" not in odd._repr_html_()


# ---- the end


def test_a_closed_graph_says_so_and_lets_go_of_its_folder(tmp_path: Path) -> None:
    with kg.open(SAMPLE) as graph:
        graph.to_networkx()
    graph.close()
    assert repr(graph).endswith("sample.ttl, closed>")
    with pytest.raises(KGError, match="open it again"):
        graph.query("actors")
    with pytest.raises(KGError, match="open it again"):
        graph.to_networkx()
