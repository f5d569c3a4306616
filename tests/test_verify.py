"""`kg verify`: a good graph is sound, and each kind of damage is named."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg import verification
from kg.cli import main
from kg.entry import pack, unpack
from kg.gazetteer import Gazetteer
from kg.graph import export
from kg.graph.store import load
from kg.graph.validate import Report as Conforming
from kg.model import Document, Extraction
from kg.pipeline import build
from kg.verification import Report
from kg.verification.edges import check_edges
from kg.verification.findings import Findings
from kg.verification.looking import Graph

TEXTS = {
    "paris.txt": "Poland ratified the Paris Agreement on 7 October 2016. Japan criticised Russia over the islands.",
    "berlin.txt": "Emmanuel Macron will meet Olaf Scholz in Berlin. Iran rejected the demand, Norway said.",
    "ottawa.txt": "Lithuania withdrew from the Ottawa Convention on 6 March 2025. Mexico condemned the withdrawal.",
    "truce.txt": "Norway and Russia agreed on a ceasefire on 3 May 2024. Iran denied that it had attacked Iraq.",
}
DOCUMENTS = [Document(text, date="2025-05-15", source=name, publisher="Ours") for name, text in TEXTS.items()]
ID = "https://w3id.org/diplomatic-kg/id/"
DKG = "https://w3id.org/diplomatic-kg/ontology#"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good graph: a store in `store`, files in `out`."""
    folder = tmp_path_factory.mktemp("built")
    build(DOCUMENTS, folder / "out", store=folder / "store")
    return folder


@pytest.fixture
def out(built: Path, tmp_path: Path) -> Path:
    """A copy of the files, to be damaged."""
    return Path(shutil.copytree(built / "out", tmp_path / "out"))


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built / "store", tmp_path / "store"))


@pytest.fixture
def shapes() -> None:
    """Asked for where the shapes are looked at, too: that takes a second each time."""


@pytest.fixture(autouse=True)
def quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "shapes" not in request.fixturenames:
        monkeypatch.setattr("kg.verification.terms.validate", lambda _: Conforming(conforms=True, problems=()))


def verify(target: Path, *options: str) -> tuple[int, str]:
    """The exit code and the lines on standard output."""
    result = CliRunner().invoke(main, ["verify", str(target), *options])
    return result.exit_code, result.stdout


def faults(target: Path, **options: object) -> dict[str, list[str]]:
    """The faults by what was checked."""
    report = verification.verify(str(target), **options)  # type: ignore[arg-type]
    return by_check(report)


def by_check(report: Report) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for fault in report.faults:
        found.setdefault(fault.check, []).append(str(fault))
    return found


def edited(folder: Path, old: str, new: str, *, name: str = "graph.trig") -> Path:
    """The folder after the first place of a text in a file of it was changed."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    return folder


def rewritten(folder: Path, change: Callable[[ox.Store], None]) -> Path:
    """The folder after its graph was changed and written by the same writer."""
    graph = load(folder / "graph.trig")
    change(graph)
    (folder / "graph.trig").write_text(export.trig(graph), encoding="utf-8", newline="\n")
    return folder


def quad(subject: str, property_: str, value: str, graph: str) -> ox.Quad:
    terms = (ox.NamedNode(t) for t in (ID + subject, DKG + property_, value if ":" in value else ID + value))
    return ox.Quad(*terms, ox.NamedNode(ID + graph))


# ---- what is good


def test_what_a_build_writes_is_sound(shapes: None, built: Path) -> None:
    for target in (built / "out", built / "out" / "graph.trig", built / "store"):
        report = verification.verify(str(target))
        assert report.sound(strict=True), (target, report)
        for kind in ("quotes", "texts", "terms", "plain edges", "statuses", "inferred", "identifiers"):
            assert report.counts[kind].checked, (target, kind)


def test_a_sound_graph_is_exit_code_0_and_nothing_on_standard_output(built: Path) -> None:
    assert verify(built / "store") == (0, "")


def test_the_samples_are_sound(shapes: None, tmp_path: Path) -> None:
    samples = Path(verification.__file__).parents[1] / "data" / "samples"
    assert CliRunner().invoke(main, ["build", str(samples), "-o", str(tmp_path), "--jobs", "1"]).exit_code == 0
    assert verification.verify(str(tmp_path)).faults == ()


@pytest.mark.slow
def test_the_graph_of_the_registers_is_sound_but_has_no_texts(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["register", "-o", str(tmp_path / "all.ttl")]).exit_code == 0
    assert verification.verify(str(tmp_path / "all.ttl")).faults == ()


# ---- quotes and texts


def test_a_quote_that_is_shifted_by_one_is_named_with_its_true_place(out: Path) -> None:
    text = (out / "graph.trig").read_text(encoding="utf-8")
    start = re.search(r"oa:exact .*?oa:start (\d+)", text, re.DOTALL)
    assert start
    edited(out, start[0], start[0].removesuffix(start[1]) + str(int(start[1]) + 1))
    [line] = faults(out)["quotes"]
    assert re.search(
        rf"quotes: evidence-\w+ of doc-\w+: at {int(start[1]) + 1} to \d+ .* they are at {start[1]} to", line
    )


def test_words_that_nobody_wrote_are_named(out: Path) -> None:
    edited(out, 'oa:exact "Iran rejected', 'oa:exact "Iran accepted')
    [line] = faults(out)["quotes"]
    assert "not the words “Iran accepted the demand, Norway said.”: they stand nowhere in it" in line


def test_a_prefix_that_does_not_stand_before_the_quote_is_named(out: Path) -> None:
    edited(out, 'oa:suffix " Iran rejected', 'oa:suffix " Iran accepted')
    assert any("its prefix or suffix" in line for line in faults(out)["quotes"])


def test_a_changed_text_is_named(out: Path) -> None:
    file = out / "extractions.jsonl"
    text = file.read_text(encoding="utf-8").replace("Japan criticised Russia", "Japan applauded Russia")
    file.write_text(text, encoding="utf-8", newline="\n")
    [line] = faults(out)["texts"]
    assert f"{DOCUMENTS[0].id}: the SHA-256 of its text is" in line


def test_a_recorded_hash_that_is_not_that_of_the_text_is_named(out: Path) -> None:
    digest = DOCUMENTS[0].sha256
    edited(out, digest, "0" * 64)
    [line] = faults(out)["texts"]
    assert DOCUMENTS[0].id in line
    assert digest in line


def test_without_texts_quotes_are_counted_as_unchecked_and_strict_makes_that_a_failure(out: Path) -> None:
    (out / "extractions.jsonl").unlink()
    code, lines = verify(out)
    assert code == 0
    assert re.search(r"quotes: \d+ could not be checked: no text is at hand of doc-.* --sources", lines)
    assert verify(out, "--strict")[0] == 1


def test_sources_are_read_again(out: Path, tmp_path: Path) -> None:
    (out / "extractions.jsonl").unlink()
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    paths = [option for name in TEXTS for option in ("--sources", str(tmp_path / name))]
    assert verify(out, "--strict", *paths) == (0, "")


def test_a_source_that_has_changed_since_is_named(out: Path, tmp_path: Path) -> None:
    (tmp_path / "paris.txt").write_text("Poland left the Paris Agreement, which is another text.", encoding="utf-8")
    [line] = faults(out, sources=[tmp_path / "paris.txt"])["texts"]
    assert DOCUMENTS[0].id in line


# ---- terms and shapes


def test_a_misspelt_property_is_named_with_the_one_that_was_meant(out: Path) -> None:
    edited(out, "dkg:agreedWith", "dkg:agredWith")
    [line] = faults(out)["terms"]
    assert "dkg:agredWith: used as a property that leads to a thing" in line
    assert "the ontology has no such term, but dkg:agreedWith" in line


def test_a_class_that_does_not_exist_is_named(out: Path) -> None:
    edited(out, "a dkg:Actor , dkg:Person", "a dkg:Actor , dkg:Persona")
    assert any("dkg:Persona: used as a class" in line for line in faults(out)["terms"])


def test_a_property_with_the_wrong_kind_of_value_is_named(out: Path) -> None:
    rewritten(out, lambda graph: graph.add(quad("state-nor", "iso3", "state-rus", "graph-entities")))
    assert any("in the ontology it is a property that has a value" in line for line in faults(out)["terms"])


def test_what_breaks_a_shape_is_named(shapes: None, out: Path) -> None:
    edited(out, "dkg:stance dkg:Affirms", "dkg:stance dkg:Affirms , dkg:Denies")
    assert any("a claim affirms or denies" in line for line in faults(out)["shapes"])


# ---- identifiers


def test_identifiers_that_were_swapped_are_both_named(out: Path) -> None:
    text = (out / "graph.trig").read_text(encoding="utf-8")
    swapped = text.replace('"NOR"', '"???"').replace('"RUS"', '"NOR"').replace('"???"', '"RUS"')
    (out / "graph.trig").write_text(swapped, encoding="utf-8", newline="\n")
    one, other = faults(out)["identifiers"]
    assert "state-nor RUS: the tables give this identifier to Russia (state-rus)" in one
    assert "state-rus NOR: the tables give this identifier to Norway (state-nor)" in other


def test_an_identifier_that_no_table_has_is_named(out: Path) -> None:
    edited(out, "http://www.wikidata.org/entity/Q", "http://www.wikidata.org/entity/Q999999")
    [line] = faults(out)["identifiers"]
    assert "no table has this identifier" in line


def test_a_name_that_is_not_that_of_its_identifier_is_named(out: Path) -> None:
    text = (out / "graph.trig").read_text(encoding="utf-8")
    (out / "graph.trig").write_text(text.replace('"Norway"@en', '"Narnia"@en'), encoding="utf-8", newline="\n")
    assert any("the tables call what has this identifier Norway" in line for line in faults(out)["identifiers"])


def test_identifiers_of_the_users_own_table_are_known(tmp_path: Path) -> None:
    table = tmp_path / "mine.jsonl"
    row = {"id": "org-blue-shore", "cls": "Organization", "name": "Blue Shore Council", "wikidata": "Q424242424"}
    table.write_text(json.dumps(row) + "\n", encoding="utf-8")
    document = Document("The Blue Shore Council condemned Russia on 3 May 2024.", source="shore.txt")
    build([document], tmp_path / "out", store=tmp_path / "store", gazetteer=[table])
    assert verification.verify(str(tmp_path / "store")).faults == ()
    assert verification.verify(str(tmp_path / "out"), tables=[table]).faults == ()
    assert any("Q424242424: no table has" in line for line in faults(tmp_path / "out")["identifiers"])


# ---- what is derived


def test_an_edge_that_no_claim_supports_is_named(out: Path) -> None:
    rewritten(out, lambda graph: graph.add(quad("state-nor", "sanctioned", "state-rus", "graph-derived")))
    [line] = faults(out)["plain edges"]
    assert "state-nor dkg:sanctioned state-rus: no claim of a document itself" in line


def test_an_edge_from_a_denied_act_is_named_with_what_is_claimed(out: Path) -> None:
    rewritten(out, lambda graph: graph.add(quad("state-irn", "assaulted", "state-irq", "graph-derived")))
    [line] = faults(out)["plain edges"]
    assert re.search(r"event-\w+ has only claims that are denies actual", line)


def test_an_edge_that_was_taken_away_is_named(out: Path) -> None:
    edge = quad("state-nor", "agreedWith", "state-rus", "graph-derived")
    rewritten(out, lambda graph: graph.remove(edge))
    assert any("dkg:agreedWith state-rus: is not there" in line for line in faults(out)["plain edges"])


CLAIM = """
@prefix dkg: <https://w3id.org/diplomatic-kg/ontology#> . @prefix id: <https://w3id.org/diplomatic-kg/id/> .
@prefix et: <https://w3id.org/diplomatic-kg/event-type/> . @prefix prov: <http://www.w3.org/ns/prov#> .
id:event-1 a dkg:Event ; dkg:eventType et:SANCTION ; dkg:source id:state-a ; dkg:target id:state-b .
id:claim-1 a dkg:Claim ; dkg:ofEvent id:event-1 ; dkg:stance dkg:Affirms ; dkg:modality dkg:Actual ;
    dkg:certainty dkg:Certain ; dkg:evidence id:evidence-1 .
id:evidence-1 prov:wasQuotedFrom id:doc-1 .
id:state-a dkg:sanctioned id:state-b .
"""
UNSUPPORTED = {
    "denied": ("dkg:Affirms", "dkg:Denies"),
    "planned": ("dkg:Actual", "dkg:Planned"),
    "proposed": ("dkg:Actual", "dkg:Proposed"),
    "not certain": ("dkg:Certain", "dkg:Possible"),
    "hearsay": ("dkg:evidence", "dkg:claimedBy id:state-c ; dkg:evidence"),
    "of another type": ("et:SANCTION", "et:CONSULT"),
    "the other way round": ("dkg:sanctioned id:state-b", "dkg:sanctioned id:state-a"),
    "only announced": ("et:SANCTION", "et:SANCTION ; dkg:mode et:TREATY_WITHDRAW-announce"),
    "denied by the same text": (
        "id:evidence-1 prov",
        "id:claim-2 a dkg:Claim ; dkg:ofEvent id:event-1 ; dkg:stance dkg:Denies ; dkg:modality dkg:Actual ; "
        "dkg:certainty dkg:Certain ; dkg:evidence id:evidence-1 . id:evidence-1 prov",
    ),
}


def edges(turtle: str) -> list[str]:
    graph = ox.Store()
    graph.load(turtle.encode(), format=ox.RdfFormat.TURTLE)
    findings = Findings()
    check_edges(Graph(graph), findings)
    return [fault.subject for fault in findings.faults if fault.check == "plain edges"]


def test_an_act_that_the_text_itself_affirms_supports_its_edge() -> None:
    assert edges(CLAIM) == []


@pytest.mark.parametrize("how", UNSUPPORTED)
def test_an_act_that_is_told_otherwise_supports_no_edge(how: str) -> None:
    assert "state-a dkg:sanctioned state-" in edges(CLAIM.replace(*UNSUPPORTED[how], 1))[0]


def test_a_status_that_the_claims_do_not_give_is_named(out: Path) -> None:
    edited(out, "dkg:status dkg:DeniedOnly", "dkg:status dkg:Corroborated")
    [line] = faults(out)["statuses"]
    assert "its status is Corroborated, and by its claims DeniedOnly" in line


def test_what_was_inferred_and_taken_away_is_named(out: Path) -> None:
    graph = load(out / "graph.trig")
    inferred = next(iter(graph.quads_for_pattern(None, None, None, ox.NamedNode(ID + "graph-inferred"))))
    rewritten(out, lambda store: store.remove(inferred))
    assert any("follows from what is asserted, and is not there" in line for line in faults(out)["inferred"])


def test_what_is_put_beside_the_inferred_and_does_not_follow_is_named(out: Path) -> None:
    rewritten(out, lambda graph: graph.add(quad("event-0", "effect", DKG + "Binds", "graph-inferred")))
    [line] = faults(out)["inferred"]
    assert "event-0 dkg:effect dkg:Binds: does not follow by any rule" in line


def test_turtle_without_named_graphs_says_what_cannot_be_told(out: Path) -> None:
    report = verification.verify(str(out / "graph.ttl"))
    assert report.faults == ()
    assert any("verify graph.trig instead" in note for note in report.unchecked)


# ---- statements


def test_a_claim_turned_round_is_named(out: Path) -> None:
    edited(out, "dkg:modality dkg:Planned", "dkg:modality dkg:Actual")
    assert any("dkg:modality its document has “dkg:Planned”" in line for line in faults(out)["statements"])


def test_a_claim_that_was_made_up_is_named(out: Path) -> None:
    claim = next(iter(Graph(load(out / "graph.trig")).instances("Claim")))

    def made_up(graph: ox.Store) -> None:
        name = ox.NamedNode(ID + "claim-made-up")
        graph.extend(
            [ox.Quad(name, q.predicate, q.object, q.graph_name) for q in graph.quads_for_pattern(claim, None, None)]
        )

    rewritten(out, made_up)
    [line] = faults(out)["statements"]
    assert "claim-made-up of doc-" in line
    assert "it is made up" in line


def test_a_name_that_no_document_gives_is_named(out: Path) -> None:
    edited(out, '"Olaf Scholz"@en', '"Olaf Schulz"@en')
    assert any("“Olaf Schulz”, from no document" in line for line in faults(out)["statements"])


def test_a_statement_that_was_left_out_is_named(out: Path) -> None:
    graph = load(out / "graph.trig")
    claim = Graph(graph).instances("Claim")[0]
    rewritten(out, lambda store: [store.remove(q) for q in graph.quads_for_pattern(claim, None, None)] and None)
    assert any("was found in its document, and is not in the graph" in line for line in faults(out)["statements"])


# ---- stores


def damaged(store: Path, change: Callable[[ox.Store], None]) -> Path:
    """The store after its graph was changed behind the ledger's back."""
    graph = ox.Store(str(store))
    change(graph)
    graph.flush()
    del graph
    return store


def test_a_store_whose_graph_was_changed_is_named_with_the_graph_and_the_subject(store: Path) -> None:
    damaged(store, lambda graph: graph.add(quad("state-nor", "kind", DKG + "Kind", DOCUMENTS[0].id)))
    [line] = faults(store)["named graphs"]
    assert f"state-nor in {DOCUMENTS[0].id}: dkg:kind dkg:Kind does not follow from the documents" in line


def test_a_document_that_is_missing_from_the_graph_is_named(store: Path) -> None:
    damaged(store, lambda graph: graph.remove_graph(ox.NamedNode(ID + DOCUMENTS[0].id)))
    assert any("follows from the documents and is not there" in line for line in faults(store)["named graphs"])


def test_a_text_that_was_changed_in_the_ledger_is_named(store: Path) -> None:
    id_ = DOCUMENTS[0].id
    with sqlite3.connect(store / "kg" / "ledger.sqlite") as ledger:
        [packed] = ledger.execute("SELECT extraction FROM document WHERE id = ?", (id_,)).fetchone()
        other = unpack(packed).replace("criticised", "applauded")
        ledger.execute("UPDATE document SET extraction = ? WHERE id = ?", (pack(other), id_))
    ledger.close()
    found = faults(store)
    assert any(id_ in line and "SHA-256" in line for line in found["texts"])
    assert any(id_ in line and "does not follow from its text" in line for line in found["ledger"])


def test_a_store_that_was_left_unfinished_is_no_success(store: Path) -> None:
    with sqlite3.connect(store / "kg" / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE setting SET value = '' WHERE name = 'projected'")
    ledger.close()
    [line] = faults(store)["named graphs"]
    assert "a build was stopped" in line


def test_a_store_of_another_version_is_not_compared_and_says_so(store: Path) -> None:
    with sqlite3.connect(store / "kg" / "ledger.sqlite") as ledger:
        ledger.execute("UPDATE setting SET value = 'another' WHERE name = 'projected'")
    ledger.close()
    code, lines = verify(store)
    assert code == 0
    assert "made by another version of kg" in lines
    assert verify(store, "--strict")[0] == 1


# ---- the command


def test_a_fault_is_exit_code_1(out: Path) -> None:
    edited(out, "dkg:status dkg:DeniedOnly", "dkg:status dkg:Corroborated")
    code, lines = verify(out)
    assert code == 1
    assert lines.startswith("statuses: event-")


def test_what_is_no_graph_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "notes.zip").write_text("no zip file", encoding="utf-8")
    result = CliRunner().invoke(main, ["verify", str(tmp_path / "notes.zip")])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


def test_hostile_names_reach_the_terminal_spelt_out(out: Path) -> None:
    evil = ox.Literal("\x1b[2J\u202eevil\nquotes: all is well")
    name = ox.NamedNode(ID + "claim-made-up")
    property_ = ox.NamedNode(DKG + "iso3")
    rewritten(out, lambda graph: graph.add(ox.Quad(name, property_, evil, ox.NamedNode(ID + "graph-entities"))))
    code, lines = verify(out)
    assert code == 1
    assert all(line.isprintable() for line in lines.splitlines())
    assert not any(line == "quotes: all is well" for line in lines.splitlines())
    assert "\\x1b[2J\\u202eevil\\nquotes" in lines


def test_terms_in_places_where_they_make_no_sense_are_faults_and_no_crash(shapes: None, out: Path) -> None:
    """Literals where things should be, things where texts should be, blank nodes."""
    text = (out / "graph.trig").read_text(encoding="utf-8")
    for old, new in (("dkg:ofEvent id:", 'dkg:ofEvent "no thing" , [] , id:'), ("oa:start ", "oa:start id:x , ")):
        text = text.replace(old, new, 1)
    text = text.replace("prov:wasQuotedFrom id:", 'prov:wasQuotedFrom "no document" , id:', 1)
    (out / "graph.trig").write_text(text, encoding="utf-8", newline="\n")
    assert {"quotes", "shapes", "statements"} <= faults(out).keys()


def test_json_has_the_same(out: Path) -> None:
    edited(out, "dkg:status dkg:DeniedOnly", "dkg:status dkg:Corroborated")
    code, lines = verify(out, "--format", "json")
    data = json.loads(lines)
    assert code == 1
    assert [fault["check"] for fault in data["faults"]] == ["statuses"]
    assert data["counts"]["statuses"]["wrong"] == 1


def test_extractions_that_kg_did_not_write_are_one_line(out: Path) -> None:
    (out / "extractions.jsonl").write_text('{"document": {"text": "x", "\\u001b": 1}}\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["verify", str(out)])
    assert result.exit_code == 1
    assert "extractions.jsonl, line 1" in result.stderr
    assert "\x1b" not in result.stderr


def test_every_table_of_the_package_names_what_it_identifies() -> None:
    """What the check of identifiers rests on: one bearer for each identifier."""
    seen: dict[str, str] = {}
    for known in Gazetteer.load():
        for identifier in filter(None, (known.iso3, known.wikidata)):
            assert seen.setdefault(identifier, known.id) == known.id, identifier


def test_the_check_counts_what_was_read(built: Path) -> None:
    lines = (built / "out" / "extractions.jsonl").read_text(encoding="utf-8").splitlines()
    quotes = {
        (x.document.id, e.start, e.end) for x in map(Extraction.from_json, lines) for c in x.claims for e in c.evidence
    }
    assert verification.verify(str(built / "out")).counts["quotes"].checked >= len(quotes) > 5
