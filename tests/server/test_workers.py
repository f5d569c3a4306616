"""Workers: queries in processes that can be stopped, over a store that others write."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from serving import GRAPHS, RUNAWAY, SAMPLE, make_store

from kg.errors import InputError, QueryError, QueryTimeoutError, TooManyRowsError
from kg.graph.query import named_queries, run
from kg.graph.snapshot import Snapshot
from kg.graph.store import load
from kg.graph.workers import WAITING, Workers

HUGE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g ?j"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(SAMPLE, count=2, timeout=30) as made:
        yield made


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?s ?n { ?s a dkg:Treaty ; rdfs:label ?n }",
        "ASK { ?s a dkg:Treaty }",
        "CONSTRUCT WHERE { ?s a dkg:State ; rdfs:label ?n }",
        "DESCRIBE id:state-syldavia",
        'SELECT * { BIND("x"@en AS ?a) BIND(<<( <x:s> <x:p> 1 )>> AS ?b) OPTIONAL { ?z a <x:n> } }',
        "SELECT (BNODE() AS ?b) {}",
    ],
)
def test_the_answer_is_that_of_the_store_itself(workers: Workers, text: str) -> None:
    theirs, ours = workers.answer(text), run(load(SAMPLE), text)
    assert (theirs.kind, theirs.columns, len(theirs.rows)) == (ours.kind, ours.columns, len(ours.rows))
    if "BNODE" not in text:
        assert set(theirs.rows) == set(ours.rows)


def test_named_queries_take_their_parameters(workers: Workers) -> None:
    timeline = named_queries()["timeline"].text
    assert len(workers.answer(timeline, params={"actor": "Syldavia"}).rows) == 3
    with pytest.raises(QueryError, match="did you mean Syldavia"):
        workers.answer(timeline, params={"actor": "Syldavya"})


def test_bad_sparql_is_told_and_the_worker_goes_on(workers: Workers) -> None:
    before = workers.processes()
    with pytest.raises(QueryError, match="not valid SPARQL"):
        workers.answer("SELECT")
    assert workers.processes() == before


def test_a_runaway_query_is_stopped_and_the_next_one_answered() -> None:
    with Workers(SAMPLE, count=1) as workers:
        assert workers.answer("ASK {}").rows
        [before] = workers.processes()
        with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.2 s"):
            workers.answer(RUNAWAY, timeout=0.2)
        assert not alive(before)
        assert len(workers.answer("SELECT ?e { ?e a dkg:Event }").rows) == 12


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not enforce the limit")
def test_a_query_that_eats_the_memory_ends_its_worker_alone() -> None:
    with Workers(SAMPLE, count=1, timeout=120, max_memory_mb=600) as workers:
        with pytest.raises(QueryError, match="memory"):
            workers.answer(HUGE)
        assert workers.answer("ASK {}").rows


def test_more_rows_than_allowed_are_refused(workers: Workers) -> None:
    assert len(workers.answer("SELECT ?e { ?e a dkg:Event }", max_rows=12).rows) == 12
    for text in ("SELECT ?e { ?e a dkg:Event }", "CONSTRUCT WHERE { ?e a dkg:Event }"):
        with pytest.raises(TooManyRowsError, match="more than 11 rows: add LIMIT 11"):
            workers.answer(text, max_rows=11)


def test_several_threads_are_served_at_once(workers: Workers) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: workers.answer(f"SELECT ({n} AS ?n) {{}}").rows, range(16)))
    assert answers == [((ox.Literal(n),),) for n in range(16)]


def test_when_too_many_wait_the_next_is_refused() -> None:
    with Workers(SAMPLE, count=1, timeout=60) as workers, ThreadPoolExecutor(1 + WAITING) as pool:
        waiting = [pool.submit(workers.answer, RUNAWAY) for _ in range(1 + WAITING)]
        refused = threading.Event()
        while not refused.is_set():
            try:
                workers.answer("ASK {}", timeout=0.05)
            except QueryTimeoutError as error:
                if "too many" in str(error):
                    refused.set()
        workers.close()
        assert all(isinstance(w.exception(), QueryTimeoutError) for w in waiting)


def test_a_busy_worker_is_waited_for_only_so_long() -> None:
    with Workers(SAMPLE, count=1, timeout=60) as workers, ThreadPoolExecutor(1) as pool:
        running = pool.submit(workers.answer, RUNAWAY)
        told = ""
        while not told and not running.done():
            try:
                workers.answer("ASK {}", timeout=0.01)
            except QueryTimeoutError as error:
                told = str(error)
        workers.close()
    assert "no worker was free for 0.01 s" in told


def test_closing_ends_the_processes_and_takes_the_copy_away() -> None:
    workers = Workers(SAMPLE, count=2)
    processes = workers.processes()
    assert workers.folder.is_dir()
    workers.close()
    workers.close()
    assert not workers.folder.exists()
    assert not any(map(alive, processes))


def test_what_is_no_graph_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file"):
        Workers(tmp_path / "missing.ttl")
    with pytest.raises(InputError, match="no store"):
        Workers(tmp_path)


def test_new_data_is_seen(tmp_path: Path) -> None:
    folder = make_store(tmp_path / "store")
    with Workers(folder, count=1) as workers:
        count = "SELECT ?s { ?s a <http://xmlns.com/foaf/0.1/Document> }"
        assert len(workers.answer(count).rows) == len(GRAPHS)
        before = workers.processes()
        code = (
            "import pyoxigraph as ox, sys; "
            "ox.Store(sys.argv[1]).update('INSERT DATA { GRAPH <x:g> { <x:s> a foaf:Document } }', "
            "prefixes={'foaf': 'http://xmlns.com/foaf/0.1/'})"
        )
        subprocess.run([sys.executable, "-c", code, str(folder)], check=True)
        assert len(workers.answer(count).rows) == len(GRAPHS) + 1
        assert workers.processes() == before


def test_a_snapshot_stays_the_same_object_until_something_is_written(tmp_path: Path) -> None:
    folder = make_store(tmp_path / "store")
    snapshot = Snapshot(folder)
    first = snapshot.store()
    assert snapshot.store() is first
    writer = ox.Store(str(folder))
    writer.bulk_extend([ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal(1))])
    assert len(snapshot.store()) == len(first) + 1


def test_workers_need_no_spacy() -> None:
    code = "import sys, kg.graph.workers; print({'spacy', 'rdflib', 'networkx', 'starlette'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
