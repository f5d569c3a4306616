"""A large ledger is settled in heaps and passes, and comes to the graph that it would come to in one go."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg import settling
from kg.entry import Entry
from kg.graph import projection
from kg.graph.vocab import BASE, DKG
from kg.keeper import Keeper
from kg.model import Claim, Document, Entity, Event, Evidence, Extraction
from kg.own import NOTHING
from kg.run import Run
from kg.settling import Asked, Summary, settle

RUN = Run("kg 1", "model 1", "c0de", "da7a")
STATES = tuple(Entity(f"state-{name[:3].lower()}", "State", name) for name in ("Freedonia", "Sylvania", "Ruritania"))


def told(number: int, day: str | None) -> Extraction:
    """One state calls another: on the same day the same two, in all documents that tell of it."""
    one, other = STATES[number % 3], STATES[(number + 1) % 3]
    words = f"{one.name} called {other.name} in report {number}."
    document = Document(words, f"Report {number}", "2025-03-18", f"{number}.txt", f"Paper {number}")
    call = Event("CONSULT", (one.id,), (other.id,), mode="call", date=day, scope="" if day else document.id)
    return Extraction(document, (one, other), events=(call,), claims=(Claim(call.id, (Evidence(0, 9, words[:9]),)),))


DOCUMENTS = tuple(told(n, "2025-03-17" if n < 6 else None) for n in range(9))


def save(keeper: Keeper, *extractions: Extraction) -> Summary:
    for extraction in extractions:
        keeper.ledger.save(Entry.of(extraction), "", RUN)
    return settle(keeper, Asked(NOTHING, (), BASE))


@pytest.fixture
def in_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing stays in memory that need not, and each block is written by itself."""
    monkeypatch.setattr(settling, "KEPT", 0)
    monkeypatch.setattr(projection, "QUADS_AT_ONCE", 1)


@pytest.fixture(scope="module")
def whole() -> tuple[Summary, set[ox.Quad]]:
    with Keeper() as keeper:
        return save(keeper, *DOCUMENTS), set(keeper.graph())


@pytest.mark.usefixtures("in_passes")
def test_passes_and_heaps_come_to_the_same_graph(whole: tuple[Summary, set[ox.Quad]]) -> None:
    with Keeper() as keeper:
        assert (save(keeper, *DOCUMENTS), set(keeper.graph())) == whole


@pytest.mark.usefixtures("in_passes")
def test_document_by_document_comes_to_the_same_graph(whole: tuple[Summary, set[ox.Quad]]) -> None:
    with Keeper() as keeper:
        for extraction in DOCUMENTS:
            summary = save(keeper, extraction)
        assert (summary, set(keeper.graph())) == whole


def test_what_is_forgotten_takes_its_acts_with_it(whole: tuple[Summary, set[ox.Quad]]) -> None:
    with Keeper() as keeper:
        save(keeper, *DOCUMENTS, told(10, "2025-04-01"))
        keeper.ledger.forget([told(10, "2025-04-01").document.id])
        assert (settle(keeper, Asked(NOTHING, (), BASE)), set(keeper.graph())) == whole


def test_an_act_that_several_documents_tell_is_one_with_all_their_claims(whole: tuple[Summary, set[ox.Quad]]) -> None:
    summary, graph = whole
    calls = {q.object for q in graph if q.predicate.value == DKG["ofEvent"]}
    assert (summary.documents, summary.claims, summary.events) == (9, 9, {"CONSULT": 6})
    assert len(calls) == 6
