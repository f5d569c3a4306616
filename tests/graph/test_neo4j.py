"""The property graph for Neo4j: files for its importer, and a script for its shell."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from press import ANNA, BORDURIA, FREEDONIA, PACT, RURITANIA, Paper, event, graph

from kg.graph.export import export, files
from kg.graph.formats.cypher import BATCH, literal
from kg.graph.formats.property_model import EDGES, ENDS, NODES, constant
from kg.graph.formats.records import Records
from kg.graph.vocab import BASE, PLAIN

POST = (
    Paper("Post")
    .tell(event("CONSULT", ANNA, date="2020-05-01", mode="meeting"), 'The president;\n"met" her peer\'s aide.')
    .tell(event("SANCTION", BORDURIA, date="2020-06"), modality="Planned")
    .tell(event("ASSAULT", BORDURIA, RURITANIA), claimed_by=(RURITANIA,))
    .tell(event("PROTEST", BORDURIA, date="2020"))
    .tell(event("TREATY_SIGN", target="", about=PACT, date="2020-05-02"))
    .tell(event("TREATY_WITHDRAW", target="", about=PACT, mode="announce", date="2020-05-03"))
)
WIRE = Paper("Wire").tell(event("PROTEST", BORDURIA, date="2020"), stance="Denies")
Row = dict[str, str]


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return graph(POST, WIRE)


@pytest.fixture(scope="module")
def tables(store: ox.Store) -> dict[str, list[Row]]:
    made = files(store, "neo4j-csv")
    return {name: list(csv.DictReader(io.StringIO(text))) for name, text in made.items() if name.endswith(".csv")}


def test_headers_have_the_types_of_the_importer(tables: dict[str, list[Row]]) -> None:
    known = re.compile(r"(iri:ID|:LABEL|:START_ID|:END_ID|:TYPE|[a-z_0-9]+(:(int|double|date|string\[\]))?)")
    for name, rows in tables.items():
        for column in rows[0] if rows else ():
            assert known.fullmatch(column), (name, column)
    assert "first_day:date" in tables["events.csv"][0]
    assert "confidence:double" in tables["claims.csv"][0]
    assert "aliases:string[]" in tables["entities.csv"][0]


def test_every_node_has_an_identifier_of_its_own_and_every_relationship_leads_somewhere(
    tables: dict[str, list[Row]],
) -> None:
    ids = [row["iri:ID"] for name in NODES for row in tables[f"{name}.csv"]]
    assert len(ids) == len(set(ids))
    for name in EDGES:
        for row in tables[f"{name}.csv"]:
            assert {row[":START_ID"], row[":END_ID"]} <= set(ids)
            assert re.fullmatch("[A-Z_]+", row[":TYPE"])


def test_links_join_what_the_script_looks_for(tables: dict[str, list[Row]]) -> None:
    label = {row["iri:ID"]: NODES[name][0] for name in NODES for row in tables[f"{name}.csv"]}
    for row in tables["links.csv"]:
        assert (label[row[":START_ID"]], label[row[":END_ID"]]) == ENDS[row[":TYPE"]]
    for name in EDGES.keys() - {"links"}:
        for row in tables[f"{name}.csv"]:
            assert label[row[":START_ID"]] == label[row[":END_ID"]] == "Entity"


def test_values_fit_their_types(tables: dict[str, list[Row]]) -> None:
    for row in (row for rows in tables.values() for row in rows):
        for column, value in row.items():
            if value and column.endswith(":date"):
                assert re.fullmatch(r"\d{4}-\d\d-\d\d", value)
            elif value and column.endswith((":int", ":double")):
                assert float(value) >= 0


def test_a_month_leaves_all_its_days_open(tables: dict[str, list[Row]]) -> None:
    [planned] = [row for row in tables["events.csv"] if row["type"] == "SANCTION"]
    assert (planned["date"], planned["first_day:date"], planned["last_day:date"]) == (
        "2020-06", "2020-06-01", "2020-06-30",
    )  # fmt: skip


def test_the_second_label_of_an_event_is_its_standing(tables: dict[str, list[Row]]) -> None:
    labels = {row["type"]: row[":LABEL"] for row in tables["events.csv"]}
    assert labels == {
        "CONSULT": "Event;Asserted", "SANCTION": "Event;Planned", "ASSAULT": "Event;Reported",
        "PROTEST": "Event;Contested", "TREATY_SIGN": "Event;Asserted", "TREATY_WITHDRAW": "Event;Asserted",
    }  # fmt: skip


def test_only_what_is_asserted_has_a_plain_edge_and_a_mere_announcement_has_none(
    tables: dict[str, list[Row]],
) -> None:
    facts = {
        (row[":START_ID"].removeprefix(BASE), row[":TYPE"], row[":END_ID"].removeprefix(BASE))
        for row in tables["facts.csv"]
    }
    assert facts == {(ANNA, "CONSULTED", FREEDONIA), (RURITANIA, "SIGNED", PACT)}


def test_from_a_plain_edge_the_way_leads_to_the_words(tables: dict[str, list[Row]]) -> None:
    [fact] = [row for row in tables["facts.csv"] if row[":TYPE"] == "CONSULTED"]
    links = [(row[":START_ID"], row[":TYPE"], row[":END_ID"]) for row in tables["links.csv"]]
    [claim] = [start for start, type_, end in links if type_ == "OF_EVENT" and end == fact["event"]]
    [evidence] = [end for start, type_, end in links if type_ == "HAS_EVIDENCE" and start == claim]
    [document] = [end for start, type_, end in links if type_ == "QUOTED_FROM" and start == evidence]
    [quote] = [row for row in tables["evidence.csv"] if row["iri:ID"] == evidence]
    assert document == BASE + POST.document.id
    assert quote["quote"] == POST.document.text[int(quote["start:int"]) : int(quote["end:int"])] == POST.lines[0]


def test_whose_say_so_it_is_stands_at_the_claim(tables: dict[str, list[Row]]) -> None:
    said_by = {row[":END_ID"].removeprefix(BASE) for row in tables["links.csv"] if row[":TYPE"] == "CLAIMED_BY"}
    assert said_by == {RURITANIA}
    assert [row["speakers:string[]"] for row in tables["claims.csv"] if row["speakers:string[]"]] == ["Ruritania"]


def test_the_readme_names_every_file_in_the_command(store: ox.Store) -> None:
    made = files(store, "neo4j-csv")
    for name in NODES:
        assert f"--nodes={name}.csv" in made["README.md"]
    for name in EDGES:
        assert f"--relationships={name}.csv" in made["README.md"]
    assert "--multiline-fields=true" in made["README.md"]


def test_a_type_of_relationships_is_made_of_every_plain_property() -> None:
    names = {constant(name) for name in PLAIN.values()}
    assert {"WITHDREW_FROM", "CONSULTED", "MOBILIZED_AGAINST"} <= names
    assert all(re.fullmatch("[A-Z_]+", name) for name in names)


# ---- the script. Cypher 5 takes \uXXXX for a character before it reads the text, Cypher 25 only within a literal.

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
HOSTILE = st.text(st.sampled_from("\\\\'\"`uU0027u005c;{}\n\r/*"), max_size=40)
PLAIN_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "\\": "\\", "'": "'"}


def unescaped_first(script: str) -> str:
    """What Cypher 5 makes of the escapes of a query, in the way that is worst for us: also behind a backslash."""
    return re.sub(r"\\u+([0-9A-Fa-f]{4})", lambda found: chr(int(found[1], 16)), script)


def read(expression: str) -> str:
    """The text of an expression of literals and pluses; ValueError where it is anything else."""
    found, rest = "", expression.removeprefix("(").removesuffix(")")
    while rest:
        match = re.match(r"'((?:[^\\'\n\r]|\\u[0-9A-Fa-f]{4}|\\[nrtbf\\'])*)'(?: \+ (?=')|$)", rest)
        if not match:
            raise ValueError(rest)
        found += re.sub(
            r"\\(?:u([0-9A-Fa-f]{4})|(.))", lambda m: chr(int(m[1], 16)) if m[1] else PLAIN_ESCAPES[m[2]], match[1]
        )
        rest = rest[match.end() :]
    return found


@given(TEXTS | HOSTILE)
@example("\\u0027 DETACH DELETE n //")
@example("a\\\\u005c' + '")
@example("\x07\\\x07'")
@example("line\u2028separator\u0085")
def test_any_text_is_one_literal_and_survives(text: str) -> None:
    assert read(literal(text)) == text
    assert "\n" not in literal(text)


@given(TEXTS | HOSTILE)
@example("\\u0027 DETACH DELETE n //")
@example("\\\\u0027")
@example("\\u005c\\u0027")
def test_no_escape_in_a_text_ends_its_literal_where_escapes_are_read_first(text: str) -> None:
    expression = unescaped_first(literal(text))
    assert read_raw(expression) == text


def read_raw(expression: str) -> str:
    """As `read`, where control characters may already stand in a literal as they are."""
    found, rest = "", expression.removeprefix("(").removesuffix(")")
    while rest:
        match = re.match(r"'((?:[^\\']|\\[nrtbf\\'])*)'(?: \+ (?=')|$)", rest, re.DOTALL)
        if not match:
            raise ValueError(rest)
        found += re.sub(r"\\(.)", lambda m: PLAIN_ESCAPES[m[1]], match[1])
        rest = rest[match.end() :]
    return found


def statements(store: ox.Store) -> list[str]:
    """The statements of a script: no literal goes over a line, so that a semicolon at its end is the end of one."""
    lines = [line for line in export(store, "cypher").splitlines() if not line.startswith("//")]
    return "\n".join(lines).removesuffix(";").split(";\n")


def test_a_script_makes_constraints_then_nodes_then_relationships(store: ox.Store) -> None:
    found = statements(store)
    kinds = [re.sub(r"\W.*", "", statement, flags=re.DOTALL) for statement in found]
    assert kinds[:5] == ["CREATE"] * 5
    assert set(kinds[5:]) == {"UNWIND", "MATCH"}
    assert "MERGE (n:Event {iri: row.iri}) REMOVE n:Asserted:Reported" in export(store, "cypher")
    assert "MERGE (a)-[r:CONSULTED {event: row.p.event}]->(b)" in export(store, "cypher")
    assert "first_day: date('2020-06-01')" in export(store, "cypher")


def test_the_text_of_others_stands_in_the_script_only_within_literals() -> None:
    words = "x'}]; MATCH (n) DETACH DELETE n; // \\u0027}] `"
    quiet = graph(Paper().tell(event("AID"), "A sentence."))
    loud = graph(Paper().tell(event("AID"), words))

    def skeleton(store: ox.Store) -> list[str]:
        without = (
            re.sub(r"\('(\\.|[^\\'])*'( \+ '(\\.|[^\\'])*')+\)|'(\\.|[^\\'])*'", "?", s) for s in statements(store)
        )
        return [re.sub(r"\b\d+\b", "0", statement) for statement in without]

    assert skeleton(loud) == skeleton(quiet)


def test_large_graphs_come_in_batches() -> None:
    paper = Paper()
    for number in range(BATCH + 1):
        paper.tell(event("AID", topic=f"matter {number}", date=f"{1000 + number}"))
    evidence = [s for s in statements(graph(paper)) if "MERGE (n:Evidence" in s]
    assert [statement.count("\n{iri:") for statement in evidence] == [BATCH, 1]


def test_script_and_files_have_the_same_nodes(store: ox.Store, tables: dict[str, list[Row]]) -> None:
    script = export(store, "cypher")
    records = Records(store)
    assert len(tables["events.csv"]) == len(records.events) == 6
    named: list[Any] = re.findall(r"^\{iri: '([^']*)'", script, flags=re.MULTILINE)
    assert sorted(named) == sorted(row["iri:ID"] for name in NODES for row in tables[f"{name}.csv"])
