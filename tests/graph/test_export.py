"""Formats for others."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import InputError
from kg.graph import export
from kg.graph.store import load


@pytest.mark.parametrize("name", ["turtle", "trig", "nquads", "json-ld", "rdfxml"])
def test_rdf_formats_keep_every_triple(sample: ox.Store, tmp_path: Path, name: str) -> None:
    endings = {"turtle": "ttl", "trig": "trig", "nquads": "nq", "json-ld": "jsonld", "rdfxml": "rdf"}
    file = tmp_path / f"graph.{endings[name]}"
    file.write_text(export.export(sample, name), encoding="utf-8")
    assert {q.triple for q in load(file)} == {q.triple for q in sample}


def test_turtle_reads_the_same_in_rdflib(sample: ox.Store) -> None:
    assert len(rdflib.Graph().parse(data=export.turtle(sample), format="turtle")) == len({q.triple for q in sample})


def test_turtle_is_sorted_and_starts_with_prefixes(sample: ox.Store) -> None:
    text = export.turtle(sample)
    assert text.startswith("@prefix dcterms:")
    subjects = [line.split(" ", 1)[0] for line in text.splitlines() if line.startswith("id:")]
    assert subjects == sorted(set(subjects))


def test_networks_can_be_read_back(sample: ox.Store, tmp_path: Path) -> None:
    for name, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        file = tmp_path / name
        file.write_text(export.export(sample, name), encoding="utf-8")
        graph = read(file)
        assert graph.number_of_nodes() > 5
        assert "Ruritania" in {data.get("label") for _, data in graph.nodes(data=True)}


def test_csv_has_nodes_and_edges(sample: ox.Store) -> None:
    files = export.csv_files(sample)
    nodes = {row["Id"] for row in csv.DictReader(io.StringIO(files["nodes.csv"]))}
    edges = list(csv.DictReader(io.StringIO(files["edges.csv"])))
    assert edges
    assert {e["Source"] for e in edges} | {e["Target"] for e in edges} <= nodes


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert export.safe_cell(cell) == f"'{cell}"


def test_an_unknown_format_names_the_known_ones(sample: ox.Store) -> None:
    with pytest.raises(InputError, match="turtle, trig"):
        export.export(sample, "punchcards")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("graph.ttl", "this is no turtle", "not well-formed"),
        ("graph.docx", "", "is not read"),
        ("missing.ttl", None, "no file"),
    ],
)
def test_a_graph_that_cannot_be_read_says_why(tmp_path: Path, name: str, content: str | None, says: str) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        load(file)
