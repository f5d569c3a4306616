"""Formats for others."""

from __future__ import annotations

import csv
import io
import random
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.graph import export, rdf_text
from kg.graph.cells import safe_cell
from kg.graph.quads import Writer, date_literal
from kg.graph.store import load
from kg.graph.vocab import BASE

DKG = "https://w3id.org/diplomatic-kg/ontology#"
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
CONTROLS = "".join(map(chr, [*range(1, 32), *range(0x7F, 0xA0), *range(0x200E, 0x2010), *range(0x2028, 0x202F)]))
BIDI = "\u061c\u2066\u2067\u2068\u2069\ufeff\ufffe\U0010ffff"


def said(*values: ox.Literal | ox.NamedNode, graph: str = "g") -> ox.Store:
    """A store in which one thing has these values."""
    store = ox.Store()
    about, says = ox.NamedNode(BASE + "state-borduria"), ox.NamedNode(DKG + "mention")
    store.extend(ox.Quad(about, says, value, ox.NamedNode(BASE + graph)) for value in values)
    return store


def reread(text: str, format_: ox.RdfFormat) -> set[ox.Triple]:
    return {q.triple for q in ox.parse(text.encode(), format_)}


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


@pytest.mark.parametrize("name", ["turtle", "trig", "nquads"])
def test_the_order_in_which_quads_came_does_not_show(sample: ox.Store, name: str) -> None:
    quads = list(sample)
    random.Random(1).shuffle(quads)
    shuffled = ox.Store()
    shuffled.extend(quads)
    assert export.export(shuffled, name) == export.export(sample, name)


@pytest.mark.parametrize("name", export.TEXTS)
def test_a_file_gets_the_same_as_a_string(sample: ox.Store, name: str) -> None:
    out = io.StringIO()
    export.write(sample, name, out)
    assert out.getvalue() == export.export(sample, name)


def test_a_type_comes_first_and_a_blank_line_after_each_subject(sample: ox.Store) -> None:
    blocks = export.turtle(sample).split("\n\n")[1:-1]
    assert len(blocks) == len({q.subject for q in sample})
    assert {block.split(" ", 2)[1] for block in blocks} == {"a"}


def test_many_values_get_a_line_each() -> None:
    names = [f"a rather long name of Borduria, number {n}" for n in range(9)]
    lines = export.turtle(said(*map(ox.Literal, names))).splitlines()
    assert [line.strip(' ",.') for line in lines if "number" in line] == names
    assert max(map(len, lines)) <= rdf_text.WIDTH


def test_what_several_graphs_say_is_written_once_in_turtle_and_kept_apart_in_trig() -> None:
    store = said(ox.Literal("Borduria"))
    store.extend(list(said(ox.Literal("Borduria"), graph="h")))
    assert export.turtle(store).count('"Borduria"') == 1
    assert set(ox.parse(export.trig(store).encode(), ox.RdfFormat.TRIG)) == set(store)


@pytest.mark.parametrize("held", [0, 1_000_000])
def test_turtle_and_trig_in_one_go_are_those_made_one_by_one(
    sample: ox.Store, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdf_text, "HELD", held)
    store = ox.Store()
    store.extend([*sample, *(ox.Quad(q.subject, q.predicate, q.object, ox.DefaultGraph()) for q in sample)])
    store.extend(said(*(ox.Literal(f"a line\n    and value {n}") for n in range(30))))
    turtle, trig = export.turtle_and_trig(store)
    assert ("".join(turtle), "".join(trig)) == (export.turtle(store), export.trig(store))


def test_lines_of_nquads_are_in_the_order_of_their_bytes(sample: ox.Store) -> None:
    lines = export.nquads(sample).encode().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(sample)


@pytest.mark.parametrize("format_", [ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.N_QUADS])
@given(text=TEXTS | st.text(CONTROLS + BIDI + '"\\'))
def test_any_text_survives(format_: ox.RdfFormat, text: str) -> None:
    write = {ox.RdfFormat.TURTLE: export.turtle, ox.RdfFormat.TRIG: export.trig, ox.RdfFormat.N_QUADS: export.nquads}
    store = said(ox.Literal(text), ox.Literal(text, language="en"))
    assert reread(write[format_](store), format_) == {q.triple for q in store}


def test_no_control_character_reaches_a_terminal_by_turtle() -> None:
    assert not set(export.turtle(said(ox.Literal(CONTROLS[:63])))) & set(CONTROLS[:63]) - {"\n"}


@pytest.mark.parametrize("local", ["state-x", "-x", "a.b", "a/b", "", "é", "x%20y", "#", "x#y"])
@pytest.mark.parametrize("base", [BASE, "https://example.org/id/", "urn:x:", "https://w3id.org/diplomatic-kg/"])
def test_any_iri_survives_under_any_base(base: str, local: str) -> None:
    store = said(ox.NamedNode(base + local), ox.NamedNode(BASE + local))
    thing = ox.NamedNode(base + "thing")
    store.add(ox.Quad(thing, ox.NamedNode(DKG + "about"), thing, ox.NamedNode(base + "graph-entities")))
    assert reread(export.turtle(store), ox.RdfFormat.TURTLE) == {q.triple for q in store}


# ---- what an Oxigraph store makes of values, and what we do about it


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (ox.Literal("0.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")), "0.5"),
        (ox.Literal("007", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")), "7"),
        (ox.Literal("2020-02-30", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")), "2020-02-30"),
    ],
)
def test_a_store_rewrites_numbers_and_takes_days_that_are_none(value: ox.Literal, kept: str) -> None:
    [quad] = said(value)
    assert quad.object.value == kept  # type: ignore[union-attr]


def test_a_store_writes_languages_in_small_letters() -> None:
    [quad] = said(ox.Literal("x", language="en-GB"))
    assert quad.object.language == "en-gb"  # type: ignore[union-attr]


@given(st.floats(-1000, 1000) | st.sampled_from([0.5, 0.97, 1.0, 0.0, -0.0, -0.001, 100.0, -4.0]))
def test_our_decimals_are_those_that_a_store_keeps(value: float) -> None:
    quad = Writer(BASE, "g").decimal(ox.NamedNode(BASE + "x"), DKG + "confidence", value)
    store = ox.Store()
    store.add(quad)
    assert list(store) == [quad]
    assert float(quad.object.value) == pytest.approx(value, abs=0.0051)  # type: ignore[union-attr]


@pytest.mark.parametrize("value", ["2024-02-30", "2023-02-29", "2024-13", "0000"])
def test_our_dates_are_those_of_the_calendar(value: str) -> None:
    with pytest.raises(InputError, match="no date"):
        date_literal(value)


def test_networks_can_be_read_back(sample: ox.Store, tmp_path: Path) -> None:
    for name, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        file = tmp_path / name
        file.write_text(export.export(sample, name), encoding="utf-8")
        graph = read(file)
        assert graph.number_of_nodes() > 5
        assert "Ruritania" in {data.get("label") for _, data in graph.nodes(data=True)}


def test_csv_has_nodes_and_edges(sample: ox.Store) -> None:
    files = export.files(sample, "csv")
    nodes = {row["Id"] for row in csv.DictReader(io.StringIO(files["nodes.csv"]))}
    edges = list(csv.DictReader(io.StringIO(files["edges.csv"])))
    assert edges
    assert {e["Source"] for e in edges} | {e["Target"] for e in edges} <= nodes


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_cell_is_never_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


# ---- the registry of formats


@pytest.mark.parametrize("name", list(export.FORMATS))
def test_every_format_is_made_and_is_one_text_or_several_files(sample: ox.Store, name: str) -> None:
    files = export.files(sample, name)
    assert (set(files) == {""}) == (name in export.TEXTS)
    assert len(export.FORMATS[name].about) <= 62  # so that it takes one line in the help of kg export
    assert all(files.values()) or name == "quickstatements"


@pytest.mark.parametrize("name", list(export.FORMATS))
def test_the_same_graph_gives_the_same_bytes_in_whatever_order_it_came(sample: ox.Store, name: str) -> None:
    quads = list(sample)
    random.Random(2).shuffle(quads)
    shuffled = ox.Store()
    shuffled.extend(quads)
    assert export.files(shuffled, name) == export.files(sample, name)


def test_an_unknown_format_names_the_known_ones(sample: ox.Store) -> None:
    with pytest.raises(InputError, match="turtle, trig"):
        export.export(sample, "punchcards")


def test_several_files_are_no_text(sample: ox.Store) -> None:
    with pytest.raises(InputError, match="several files"):
        export.export(sample, "panel")


def test_an_option_of_another_format_is_refused(sample: ox.Store) -> None:
    with pytest.raises(InputError, match="gexf has no option 'since'"):
        export.made(sample, "gexf", since="2020")


def test_the_formats_are_known_without_the_libraries_that_make_them() -> None:
    code = (
        "import sys; from kg.graph.formats.registry import FORMATS; assert len(FORMATS) > 10; "
        "assert not {'networkx', 'pyoxigraph', 'pandas', 'lxml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


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
