"""Questions to a small graph of invented states, and the answers they must get."""

from __future__ import annotations

import csv
import io
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from endpoints import oxigraph

from kg.errors import QueryError
from kg.graph.answer import plain
from kg.graph.query import Result, ask, bind, counts, entities, listing, named_queries, parse, render, run
from kg.graph.remote import RemoteStore

SAMPLE = Path(__file__).parent / "sample.ttl"
NAMES = sorted(named_queries())
RIVER = "Convention on River Navigation"
ANSWERING = {
    "claims-by": {"who": "Borduria"}, "treaty-parties": {"instrument": RIVER}, "treaty-facts": {"instrument": RIVER},
    "shared-treaties": {"state": "Borduria", "other": "Freedonia"}, "neighbours": {"of": "Borduria"},
    "entity": {"entity": "Borduria"},
}  # fmt: skip


def rows(store: ox.Store, name: str, **params: str) -> list[dict[str, str]]:
    text = render(run(store, named_queries()[name].text, params), "csv")
    return list(csv.DictReader(io.StringIO(text)))


def column(store: ox.Store, name: str, key: str, **params: str) -> list[str]:
    return [row[key] for row in rows(store, name, **params)]


# ---- the shipped queries


def test_the_questions_of_the_manual_are_all_there() -> None:
    assert set(NAMES) >= {
        "who-met-whom", "actors", "countries", "treaties", "treaty-actions", "agreements", "claims", "claims-by",
        "evidence", "timeline", "sanctions", "visits", "demands", "planned", "denied-or-contested", "offices",
        "reported-by", "dyads", "documents", "contradictions", "what-was-agreed", "publishers", "neighbours", "entity",
        "quad-class-timeline",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_each_query_says_what_it_asks_and_answers_on_the_sample(name: str, syndicated: ox.Store) -> None:
    known = named_queries()[name]
    assert known.title
    assert known.description.endswith(".")
    assert all(p.help for p in known.params)
    assert run(syndicated, known.text, ANSWERING.get(name)).rows


@pytest.mark.parametrize("name", NAMES)
def test_each_query_is_plain_sparql_for_any_engine(name: str, sample: ox.Store) -> None:
    sample.query(named_queries()[name].text)  # with its own prefixes and unset parameters


@pytest.mark.parametrize("name", NAMES)
def test_a_query_about_events_names_them(name: str) -> None:
    [columns] = re.findall(r"^SELECT (?:DISTINCT )?((?:.|\n)*?) WHERE \{", named_queries()[name].text, re.MULTILINE)
    assert "?quote" not in columns or {"?event", "?claim", "?position"} & set(columns.split())
    assert "?said_by" not in columns or "?event" in columns.split()


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_triples_does_not_change_an_answer(name: str, sample: ox.Store) -> None:
    quads = list(sample)
    random.Random(1).shuffle(quads)
    shuffled = ox.Store()
    shuffled.extend(quads)
    text, params = named_queries()[name].text, ANSWERING.get(name)
    assert render(run(shuffled, text, params), "csv") == render(run(sample, text, params), "csv")


@pytest.mark.parametrize("name", NAMES)
def test_a_named_graph_for_each_document_does_not_change_an_answer(name: str, sample: ox.Store) -> None:
    split = ox.Store()
    graphs = [ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b")]
    split.extend(ox.Quad(q.subject, q.predicate, q.object, graphs[i % 2]) for i, q in enumerate(sample))
    text, params = named_queries()[name].text, ANSWERING.get(name)
    assert render(run(split, text, params), "csv") == render(run(sample, text, params), "csv")


def test_who_met_whom_has_the_done_and_not_the_planned(sample: ox.Store) -> None:
    found = rows(sample, "who-met-whom")
    assert [(r["who"], r["how"], r["whom"], r["said_by"]) for r in found] == [
        ("Borduria", "meeting", "Syldavia", "the text itself"),
        ("Anna Elphberg", "call", "Rufus Teasdale", "Ministry of Foreign Affairs of Ruritania"),
        ("Anna Elphberg", "call", "Rufus Teasdale", "the text itself"),
    ]


def test_treaty_actions_tell_when_the_act_was_and_when_it_takes_effect(sample: ox.Store) -> None:
    [withdrawal] = [r for r in rows(sample, "treaty-actions") if r["action"] == "TREATY_WITHDRAW"]
    assert (withdrawal["who"], withdrawal["date"], withdrawal["effective"]) == ("Syldavia", "2025-03-17", "2025-09-17")


def test_an_agreement_comes_with_its_parties_duration_and_status(sample: ox.Store) -> None:
    [found] = [r for r in rows(sample, "agreements") if r["about"]]
    assert (found["about"], found["parties"], found["duration"]) == ("Zenda Ceasefire", "Borduria", "P30D")
    assert found["status"] == "Proposed, Rejected (reported)"


def test_what_was_agreed_keeps_apart_what_is_only_reported(sample: ox.Store) -> None:
    [found] = rows(sample, "what-was-agreed")
    assert (found["agreement"], found["state"], found["reported"]) == ("Zenda Ceasefire", "Proposed", "Rejected")


@pytest.mark.parametrize(("status", "number"), [("Rejected", 1), ("InForce", 0)])
def test_agreements_can_be_asked_for_by_status(sample: ox.Store, status: str, number: int) -> None:
    assert len(rows(sample, "what-was-agreed", status=status, actor="Borduria")) == number


def test_planned_leaves_out_what_somebody_affirms_as_done(sample: ox.Store) -> None:
    assert column(sample, "planned", "modality") == ["Planned", "Proposed", "Hypothetical"]


def test_a_contested_act_comes_with_both_sides(sample: ox.Store) -> None:
    found = [(r["said_by"], r["stance"]) for r in rows(sample, "denied-or-contested") if "embargo" in r["what"]]
    assert found == [("the text itself", "Affirms"), ("Borduria", "Denies")]


def test_a_denial_contradicts_what_is_affirmed_as_done(sample: ox.Store) -> None:
    [found] = rows(sample, "contradictions")
    assert (found["differs"], found["said_by"], found["but_said_by"]) == ("whether", "the text itself", "Borduria")


def test_reported_by_leaves_out_what_a_text_asserts_itself(sample: ox.Store) -> None:
    assert column(sample, "reported-by", "said_by") == ["Freedonia", "Strelsau Post"]
    assert column(sample, "reported-by", "said_by", who="strelsau post") == ["Strelsau Post"]


def test_countries_count_the_acts_of_those_who_act_for_them(sample: ox.Store) -> None:
    found = {r["country"]: (r["events"], r["as_source"], r["as_target"]) for r in rows(sample, "countries")}
    assert found["Freedonia"] == ("3", "2", "1")  # the ratification; its leader's visit and the call to him


def test_dyads_count_only_acts_affirmed_as_done(sample: ox.Store) -> None:
    found = {(r["acting"], r["towards"], r["quad_class"]) for r in rows(sample, "dyads")}
    assert ("Ruritania", "Borduria", "material conflict") in found
    assert ("Ruritania", "Borduria", "verbal cooperation") not in found  # only proposed


def test_evidence_gives_the_place_of_the_words(sample: ox.Store) -> None:
    [found] = rows(sample, "evidence", event="Syldavia withdrew from the Convention on River Navigation")
    assert int(found["end"]) - int(found["start"]) == len(found["quote"])


# ---- parameters


@pytest.mark.parametrize(
    ("since", "until", "number"),
    [
        ("2025-03-17", None, 3),
        ("2025-03-18", "2025-03-18", 1),
        ("2024", "2024", 2),  # a year counts as within itself, and so does a month of it
        ("2024-11", "2024-12", 2),
        ("2025", "2025-03", 2),
        (None, "2023", 0),
        (None, None, 12),
    ],
)
def test_dates_may_be_days_months_or_years(sample: ox.Store, since: str | None, until: str | None, number: int) -> None:
    params = {k: v for k, v in {"since": since, "until": until}.items() if v}
    assert len(rows(sample, "timeline", **params)) == number


@pytest.mark.parametrize("name", ["Syldavia", "  syldavia ", "https://w3id.org/diplomatic-kg/id/state-syldavia"])
def test_a_label_is_found_in_any_case_or_by_its_iri(sample: ox.Store, name: str) -> None:
    assert len(rows(sample, "timeline", actor=name)) == 3


def test_other_names_count_as_labels_but_parts_of_names_do_not(sample: ox.Store) -> None:
    assert [e.value.rpartition("/")[2] for e in entities(sample, "lss")] == ["org-league-of-small-states"]
    with pytest.raises(QueryError, match="League of Small States"):
        entities(sample, "League of Small State")


@pytest.mark.parametrize(
    "hostile", ['" } DELETE WHERE { ?s ?p ?o', "Borduria> } #", "\\", '"""', "}\n}", "https://x/> ?p ?o . <"]
)
def test_a_value_cannot_become_part_of_the_query(sample: ox.Store, hostile: str) -> None:
    text = "# param word: string\nSELECT ?word ?n WHERE { VALUES ?word { UNDEF } BIND(1 AS ?n) }"
    assert run(sample, text, {"word": hostile}).rows[0][0] == ox.Literal(hostile)
    with pytest.raises(QueryError):
        rows(sample, "timeline", actor=hostile)


def test_defaults_and_integers(sample: ox.Store) -> None:
    text = "# param n: integer = 2\nSELECT (?n * 2 AS ?twice) WHERE { VALUES ?n { UNDEF } }"
    assert render(run(sample, text), "csv") == "twice\n4\n"
    assert render(run(sample, text, {"n": "-3"}), "csv") == "twice\n-6\n"


@pytest.mark.parametrize(
    ("name", "params", "says"),
    [
        ("timeline", {"sinse": "2024"}, "did you mean since"),
        ("timeline", {"since": "tomorrow"}, "YYYY-MM-DD"),
        ("timeline", {"since": "2024-13"}, "YYYY-MM-DD"),
        ("timeline", {"actor": "Syldavya"}, "did you mean Syldavia"),
        ("claims-by", {}, "--param who="),
        ("actors", {"since": "2024"}, "takes no parameters"),
    ],
)
def test_mistakes_in_parameters_say_what_to_do(sample: ox.Store, name: str, params: dict[str, str], says: str) -> None:
    with pytest.raises(QueryError, match=says) as caught:
        run(sample, named_queries()[name].text, params)
    assert "\n" not in str(caught.value)


def test_a_query_with_a_bad_header_is_refused() -> None:
    with pytest.raises(QueryError, match="type 'colour'"):
        parse("x", "# param c: colour\nSELECT * { VALUES ?c { UNDEF } }")
    with pytest.raises(QueryError, match="VALUES"):
        parse("x", "# param c: string\nSELECT * { ?s ?p ?c }")


# ---- own SPARQL


def test_own_sparql_needs_no_prefixes(sample: ox.Store) -> None:
    assert run(sample, "ASK { id:state-borduria a dkg:State ; rdfs:label ?name }").rows == ((ox.Literal(True),),)


def test_bad_sparql_is_told_with_its_line(sample: ox.Store) -> None:
    with pytest.raises(QueryError, match="2:"):
        run(sample, "SELECT * {\n ?s ?p }")
    with pytest.raises(QueryError):
        run(sample, "DELETE WHERE { ?s ?p ?o }")


def test_an_unknown_name_gets_the_closest_ones() -> None:
    with pytest.raises(QueryError, match="who-met-whom"):
        ask(SAMPLE, "who-meet-whom")


def test_a_question_may_be_a_file_or_text(tmp_path: Path) -> None:
    text = "SELECT ?n WHERE { ?s a dkg:Treaty ; rdfs:label ?n }"
    file = tmp_path / "treaties.rq"
    file.write_text(text, encoding="utf-8")
    assert ask(SAMPLE, str(file)) == ask(SAMPLE, text) == ask(str(SAMPLE), text)
    with pytest.raises(QueryError, match=r"missing\.rq"):
        ask(SAMPLE, str(tmp_path / "missing.rq"))


# ---- formats

CONSTRUCT = "CONSTRUCT { ?s rdfs:label ?n } WHERE { ?s a dkg:Treaty ; rdfs:label ?n }"
ODD = Result(
    "select",
    ("a", "b"),
    ((ox.Literal('x|y <b>"\n\t', language="en"), None), (ox.NamedNode("https://x.org/"), ox.Literal(1))),
)


def test_json_is_that_of_the_sparql_standard(sample: ox.Store) -> None:
    answer = json.loads(render(ODD, "json"))
    assert answer["head"] == {"vars": ["a", "b"]}
    assert answer["results"]["bindings"][0] == {"a": {"type": "literal", "value": 'x|y <b>"\n\t', "xml:lang": "en"}}
    assert answer["results"]["bindings"][1]["b"]["datatype"] == "http://www.w3.org/2001/XMLSchema#integer"
    assert json.loads(render(run(sample, "ASK {}"), "json"))["boolean"] is True


def test_odd_text_breaks_no_format() -> None:
    assert list(csv.reader(io.StringIO(render(ODD, "csv"))))[1] == ['x|y <b>"\n\t', ""]
    assert [line.count("\t") for line in render(ODD, "tsv").splitlines()] == [1, 1, 1]
    assert render(ODD, "markdown").splitlines()[2].startswith("| x\\|y \\<b\\>")
    assert "x|y <b>" in render(ODD, "table")


def test_turtle_is_for_triples(sample: ox.Store) -> None:
    turtle = render(run(sample, CONSTRUCT), "turtle")
    assert "id:treaty-convention-on-river-navigation rdfs:label" in turtle
    with pytest.raises(QueryError, match="CONSTRUCT"):
        render(run(sample, "SELECT * { ?s a dkg:Treaty }"), "turtle")
    with pytest.raises(QueryError, match="csv"):
        render(ODD, "punchcards")


def test_a_table_shows_labels_and_short_iris(sample: ox.Store) -> None:
    table = render(run(sample, named_queries()["actors"].text), "table")
    assert "id:state-borduria" in table
    assert table.endswith("7 rows\n")


def test_terminal_control_characters_do_not_reach_the_table() -> None:
    assert "\x1b" not in render(Result("select", ("a",), ((ox.Literal("\x1b[31mred"),),)), "table")


def test_the_listing_names_every_query_with_its_parameters() -> None:
    text = listing()
    assert all(f"{name}: " in text for name in NAMES)
    assert "since" in text


def test_counts_add_up(sample: ox.Store) -> None:
    found = dict(counts(sample))
    assert (found["Documents"], found["Entities"], found["Events"], found["Claims"]) == (2, 13, 12, 14)
    assert found["  that deny"] == 2


def test_the_query_module_needs_neither_rdflib_nor_spacy() -> None:
    code = "import sys, kg.graph.query; print({'rdflib', 'spacy', 'networkx', 'rich'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# ---- engines


def in_two_graphs(store: ox.Store) -> list[ox.Quad]:
    graphs = [ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b")]
    quads = enumerate(sorted(store, key=str))
    return [ox.Quad(q.subject, q.predicate, q.object, graphs[i % 2]) for i, q in quads]


@pytest.fixture(scope="module")
def on_disk(sample: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    folder = str(tmp_path_factory.mktemp("store"))
    ox.Store(folder).extend(in_two_graphs(sample))
    return ox.Store.read_only(folder)


@pytest.fixture(scope="module")
def remote(sample: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    with oxigraph(tmp_path_factory.mktemp("server")) as url:
        store = RemoteStore(url)
        quads = in_two_graphs(sample)
        store.replace([ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b")], quads)
        yield store


@pytest.fixture(scope="module")
def in_rdflib(sample: ox.Store) -> rdflib.Graph:
    return rdflib.Graph().parse(data="".join(f"{q.triple} .\n" for q in sample), format="nt")


def texts(answer: Result) -> list[list[str]]:
    return [[plain(term) for term in row] for row in answer.rows]


@pytest.mark.parametrize("name", NAMES)
def test_a_store_on_disk_gives_the_same_answer(name: str, sample: ox.Store, on_disk: ox.Store) -> None:
    text, params = named_queries()[name].text, ANSWERING.get(name)
    assert texts(run(on_disk, text, params)) == texts(run(sample, text, params))


@pytest.mark.parametrize("name", NAMES)
def test_a_server_gives_the_same_answer(name: str, sample: ox.Store, remote: RemoteStore) -> None:
    text, params = named_queries()[name].text, ANSWERING.get(name)
    assert texts(run(remote, text, params)) == texts(run(sample, text, params))


@pytest.mark.parametrize("name", NAMES)
def test_another_engine_gives_the_same_answer(name: str, sample: ox.Store, in_rdflib: rdflib.Graph) -> None:
    text, params = named_queries()[name].text, ANSWERING.get(name, {})
    theirs = in_rdflib.query(bind(sample, parse(name, text), params))
    assert [["" if t is None else str(t) for t in row] for row in theirs] == texts(run(sample, text, params))


def test_names_and_counts_are_the_same_everywhere(sample: ox.Store, on_disk: ox.Store, remote: RemoteStore) -> None:
    for engine in (on_disk, remote):
        assert counts(engine) == counts(sample)
        for name in ("borduria", "LSS", RIVER):
            assert entities(engine, name) == entities(sample, name)
        with pytest.raises(QueryError, match="did you mean Syldavia"):
            entities(engine, "Syldavya")


def test_a_name_as_it_is_written_goes_before_one_in_another_case() -> None:
    store = ox.Store()
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    pronoun, state, film = (ox.NamedNode(f"https://example.org/{name}") for name in ("pronoun", "state", "film"))
    store.extend(
        ox.Quad(thing, label, name)
        for thing, name in (
            (pronoun, ox.Literal("us")),
            (state, ox.Literal("US", language="en")),
            (film, ox.Literal("Us")),
        )
    )
    assert entities(store, "US") == [state]
    assert entities(store, "uS") == [film, pronoun, state]


def test_a_query_may_name_its_graphs(sample: ox.Store) -> None:
    split = ox.Store()
    graphs = [ox.NamedNode("https://example.org/a"), ox.NamedNode("https://example.org/b")]
    split.extend(ox.Quad(q.subject, q.predicate, q.object, graphs[i % 2]) for i, q in enumerate(sample))
    number = "SELECT (COUNT(*) AS ?n) {} {{ ?s ?p ?o }}"
    whole, part = (int(run(split, number.format(of)).rows[0][0].value) for of in ("", f"FROM {graphs[0]}"))  # type: ignore[union-attr]
    assert part * 2 - whole in {0, 1}


def test_a_query_asks_no_other_server(sample: ox.Store) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        run(sample, "SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }")
