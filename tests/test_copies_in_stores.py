"""A report that several papers print, in a store: all of them are kept, and it counts once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import kg
from kg import contents, work
from kg.assistant import cards
from kg.cli import main
from kg.graph.answer import Result
from kg.graph.query import counts, named_queries, run
from kg.graph.store import load
from kg.graph.validate import validate
from kg.graph.vocab import DKG, iri
from kg.model import Document, Extraction
from kg.pipeline import build, extract_all, forget, graph

SAMPLES = Path(kg.__file__).parent / "data" / "samples"
REPORT, OTHER = (
    (SAMPLES / f"{name}.md").read_text(encoding="utf-8").split("---\n\n", 1)[1]
    for name in ("skripal-expulsions-2018", "reykjavik-1986")
)
BEGINNING = "\n\n".join(REPORT.split("\n\n")[:3])


def paper(name: str, text: str, day: str) -> Document:
    return Document(text, f"Diplomats expelled ({name})", day, f"{name.casefold()}.txt", name)


WIRE = paper("Wire", REPORT, "2018-03-27")
POST = paper("Post", REPORT, "2018-03-28")
MAIL = paper("Mail", "ZENDA (AP) - " + BEGINNING, "2018-03-28")
APART = paper("Herald", OTHER, "2018-03-28")
PAPERS = [WIRE, POST, MAIL, APART]


@pytest.fixture(scope="module")
def read() -> dict[str, Extraction]:
    return {x.document.id: x for x in extract_all(PAPERS)}


@pytest.fixture(autouse=True)
def extraction_at_hand(read: dict[str, Extraction], monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the place of the extraction."""

    def at_hand(documents: Iterable[Document], **_: object) -> Iterable[Extraction]:
        return (read[document.id] for document in documents)

    monkeypatch.setattr(work, "extract_all", at_hand)


def originals(store: ox.Store) -> dict[str, str]:
    found = store.quads_for_pattern(None, ox.NamedNode(DKG["copyOf"]), None)
    return {q.subject.value: q.object.value for q in found}


def copies_of(original: Document, *documents: Document) -> dict[str, str]:
    return {iri(d.id): iri(original.id) for d in documents}


def test_a_copy_says_in_its_own_graph_which_document_stands_for_its_text(tmp_path: Path) -> None:
    build(PAPERS, store=tmp_path)
    store = load(tmp_path)
    assert originals(store) == copies_of(WIRE, POST, MAIL)
    for quad in store.quads_for_pattern(None, ox.NamedNode(DKG["copyOf"]), None):
        assert quad.graph_name == quad.subject
    assert validate(store).conforms


def claims_of(document: Document, folder: Path) -> int:
    graph = ox.NamedNode(iri(document.id))
    return len(list(load(folder).quads_for_pattern(None, ox.NamedNode(DKG["ofEvent"]), None, graph)))


def test_nothing_that_a_copy_says_is_lost(tmp_path: Path) -> None:
    build(PAPERS, store=tmp_path / "all")
    for document in PAPERS:
        build([document], store=tmp_path / document.id)
        assert claims_of(document, tmp_path / "all") == claims_of(document, tmp_path / document.id) > 0


def test_what_a_text_tells_without_a_day_is_one_event_in_all_its_copies(tmp_path: Path) -> None:
    alone = build([WIRE], store=tmp_path / "alone")
    both = build([WIRE, POST], store=tmp_path / "both")
    assert both.claims == 2 * alone.claims
    undated = "SELECT ?event { ?event dkg:eventType ?type FILTER NOT EXISTS { ?event dkg:date ?day } }"
    one, two = (run(load(tmp_path / name), undated).rows for name in ("alone", "both"))
    assert one
    assert set(one) == set(two)


def test_copies_of_one_text_corroborate_nothing(tmp_path: Path) -> None:
    build([WIRE, POST, MAIL], store=tmp_path)
    found = load(tmp_path).quads_for_pattern(None, ox.NamedNode(DKG["status"]), ox.NamedNode(DKG["Corroborated"]))
    assert not list(found)


def test_days_of_building_give_the_graph_of_one_build(tmp_path: Path) -> None:
    build(PAPERS, store=tmp_path / "once")
    for day in ([MAIL], [APART, POST], [WIRE]):  # whoever stands for the text comes last
        build(day, store=tmp_path / "days")
    assert set(load(tmp_path / "days")) == set(load(tmp_path / "once"))


def test_where_the_first_is_forgotten_the_next_stands_for_the_text(tmp_path: Path) -> None:
    build(PAPERS, store=tmp_path / "kg")
    forget(tmp_path / "kg", [WIRE.id])
    build(PAPERS[1:], store=tmp_path / "without")
    assert originals(load(tmp_path / "kg")) == copies_of(POST, MAIL)
    assert set(load(tmp_path / "kg")) == set(load(tmp_path / "without"))


def test_the_library_makes_the_same_graph_of_extractions(tmp_path: Path, read: dict[str, Extraction]) -> None:
    build(PAPERS, store=tmp_path)
    made = graph(read.values())
    assert originals(made) == originals(load(tmp_path))
    events = "SELECT ?event { ?event a dkg:Event } ORDER BY ?event"
    assert run(made, events).rows == run(load(tmp_path), events).rows


def test_what_is_counted_tells_copies_from_texts(tmp_path: Path) -> None:
    made = build(PAPERS, store=tmp_path)
    assert (made.documents, made.copies) == (4, 2)
    assert contents.status(tmp_path).counts["Copies"] == 2
    assert ("  copies of another's text", 2) in counts(load(tmp_path))
    shown = CliRunner().invoke(main, ["status", str(tmp_path), "--format", "json"])
    assert json.loads(shown.output)["counts"]["Copies"] == 2


def test_the_queries_name_the_outlets_of_a_text_and_count_texts_as_sources(tmp_path: Path) -> None:
    build(PAPERS, store=tmp_path)
    store = load(tmp_path)

    def rows(name: str) -> list[dict[str, str]]:
        found = run(store, named_queries()[name].text)
        values = [[getattr(term, "value", "") for term in row] for row in found.rows]
        return [dict(zip(found.columns, row, strict=True)) for row in values]

    [text] = rows("copies")
    assert (text["documents"], text["outlets"], text["text"]) == ("3", "Mail, Post, Wire", iri(WIRE.id))
    most = rows("sources")[0]
    assert (most["texts"], most["documents"]) == ("1", "3")
    outlets = {row["document"]: (row["outlets"], row["copy_of"]) for row in rows("documents")}
    assert outlets[iri(WIRE.id)] == ("3", "")
    assert outlets[iri(MAIL.id)] == ("3", WIRE.title)
    assert outlets[iri(APART.id)] == ("1", "")
    assert {row["publisher"]: row["copies"] for row in rows("publishers")} == {
        "Wire": "0", "Post": "1", "Mail": "1", "Herald": "0",
    }  # fmt: skip
    assert {row["copy_of"] for row in rows("evidence") if row["document"] == POST.title} == {WIRE.title}
    assert rows("contradictions") == []


class Direct:
    """What an assistant asks, of a store in this process."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def answer(self, text: str, *, params: Mapping[str, str] | None = None) -> Result:
        return run(self.store, text, params)


def test_an_assistant_is_told_of_one_source_with_its_outlets(tmp_path: Path) -> None:
    build(PAPERS, store=tmp_path)
    graph = Direct(load(tmp_path))
    seen = cards.overview(graph)
    assert (seen["documents"], seen["copies"]) == (4, 2)
    expelled = "United States expelled diplomats of Russia"
    quotes = cards.evidence(graph, f"id:{event_called(expelled, graph.store)}", 20)["quotes"]
    assert [(q["publisher"], q["also_in"]) for q in quotes] == [("Wire", ["Post"])]
    [act] = [e for e in cards.entity(graph, "Russia")["latest_events"] if e["what"] == expelled and e["claims"]][-1:]
    assert [(c["publisher"], c["also_in"]) for c in act["claims"]] == [("Wire", ["Post"])]


def event_called(label: str, store: ox.Store) -> str:
    """The identifier of the event of this label that most documents tell of."""
    text = (
        f'SELECT ?event (COUNT(?claim) AS ?n) {{ ?event rdfs:label "{label}"@en . ?claim dkg:ofEvent ?event }}'
        " GROUP BY ?event ORDER BY DESC(?n) LIMIT 1"
    )
    [[event, _]] = run(store, text).rows
    return str(getattr(event, "value", "")).rpartition("/")[2]
