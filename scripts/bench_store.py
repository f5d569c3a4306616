"""Stores, queries and serialisers beside rdflib's on one synthetic graph, of a million triples.

Every engine has a fresh process, so that none pays for the other's memory; times are of the processor. Memory is read
from /proc, so that this runs on Linux only.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from statistics import geometric_mean
from types import SimpleNamespace
from typing import Any, NamedTuple
from unittest import mock

import pyoxigraph as ox
import rdflib
from figures import Row, python
from synthetic import world

from kg.graph import agreements, export, identity, quads, rdf, treaties
from kg.graph.acts import acts, merged_entities
from kg.graph.answer import PREFIXES
from kg.graph.query import bind, named_queries, parse, run
from kg.graph.store import load

ENGINES = ("rdflib", "memory", "disk")
ENOUGH = 2.0  # seconds after which a measurement is not repeated
ROUNDS = 3

# Not who-met-whom, dyads and countries, for which rdflib is too slow here.
OWN = {
    "label look-up": 'SELECT ?thing ?class { ?thing rdfs:label "Borduria"@en ; a ?class }',
    "two hops": "SELECT DISTINCT ?near ?far { ?near dkg:consulted ?between . ?between dkg:sanctioned ?far }",
    "property path": "SELECT DISTINCT ?far { id:state-borduria (dkg:consulted|dkg:sanctioned|dkg:accused)+ ?far }",
}
NAMED: dict[str, dict[str, str]] = {
    "claims-by": {"who": "League of Borduria"},
    "denied-or-contested": {},
    "event-types": {"since": "2015"},
    "evidence": {"actor": "Anna Borduria A"},
    "sanctions": {"target": "Borduria", "since": "2010"},
    "timeline": {"actor": "Borduria"},
    "treaty-parties": {"instrument": "Convention 2 on Mutual Defence", "date": "2015"},
}


def timed(act: Callable[[], object]) -> float:
    """Seconds of the processor, the best of some rounds where they are short."""
    gc.collect()
    gc.freeze()
    taken: list[float] = []
    while len(taken) < ROUNDS and sum(taken) < ENOUGH:
        began = time.process_time()
        act()
        taken.append(time.process_time() - began)
    return min(taken)


def once(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


# ---- what one process measures


def measure_graph(engine: str, folder: Path) -> dict[str, Any]:
    """Loading Turtle, memory, queries and the writing of Turtle. The queries see the graph with its named graphs."""
    before = resident()
    graph: Any = rdflib.Graph() if engine == "rdflib" else ox.Store()

    def loading() -> None:
        nonlocal graph
        graph = loaded(engine, folder)

    found: dict[str, Any] = {"load": once(loading), "memory": resident() - before}
    found["turtle"] = timed(lambda: turtle(graph))
    if engine != "rdflib":
        del graph
        graph = with_named_graphs(engine, folder)
    found["queries"] = {name: list(asked(graph, text, given)) for name, text, given in questions()}
    return found


def loaded(engine: str, folder: Path) -> Any:
    file = folder / "graph.ttl"
    if engine == "rdflib":
        return rdflib.Graph().parse(file, format="turtle")
    if engine == "memory":
        return load(file)
    store = ox.Store(str(folder / "triples"))
    store.bulk_load(path=str(file), format=ox.RdfFormat.TURTLE)
    return store


def with_named_graphs(engine: str, folder: Path) -> ox.Store:
    if engine == "memory":
        return load(folder / "graph.nq")
    store = ox.Store(str(folder / "quads"))
    store.bulk_load(path=str(folder / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    store.flush()
    del store
    return load(folder / "quads")


def turtle(graph: Any) -> str:
    if isinstance(graph, ox.Store):
        return export.turtle(graph)
    for prefix, start in PREFIXES.items():
        graph.bind(prefix, start)
    return str(graph.serialize(format="turtle"))


def questions() -> Iterator[tuple[str, str, dict[str, str]]]:
    yield from ((name, text, {}) for name, text in OWN.items())
    yield from ((name, named_queries()[name].text, given) for name, given in NAMED.items())


def asked(graph: Any, text: str, given: dict[str, str]) -> tuple[float, str, int]:
    """Seconds, a digest of the answer and its length. rdflib is spared the look-up of the labels that are given."""
    rows: list[tuple[str, ...]] = []
    if isinstance(graph, ox.Store):

        def ask() -> None:
            rows[:] = [tuple("" if t is None else t.value for t in row) for row in run(graph, text, given).rows]  # type: ignore[union-attr]
    else:
        bound = bind(names(graph), parse("query", text), given)

        def ask() -> None:
            rows[:] = [tuple("" if t is None else str(t) for t in row) for row in graph.query(bound, initNs=PREFIXES)]

    seconds = timed(ask)
    return seconds, hashlib.sha256(repr(sorted(rows)).encode()).hexdigest(), len(rows)


def names(graph: rdflib.Graph) -> ox.Store:
    """The labels of an rdflib graph, for the parameters that are labels."""
    store = ox.Store()
    label = ox.NamedNode(PREFIXES["rdfs"] + "label")
    store.extend(
        ox.Quad(ox.NamedNode(s), label, ox.Literal(str(o), language="en"))
        for s, o in graph.subject_objects(rdflib.RDFS.label)
    )
    return store


def measure_insert(engine: str, folder: Path) -> dict[str, Any]:
    """From extractions to a store, by the same code: for rdflib it makes the terms of that library."""
    invented = world(int((folder / "triples.txt").read_text()))
    extractions = sorted(invented.extractions(), key=lambda x: x.document.id)
    tables = rdf.Tables(participations=invented.participations())

    def made() -> Iterator[Any]:
        entities = merged_entities(e for x in extractions for e in x.entities)
        told = acts((x.document.card, [(e.id, e) for e in x.events], x.claims) for x in extractions)
        for _, blocks in rdf.shared_blocks(entities, told, tables):
            yield from (quad for block in blocks for quad in block.quads)
        for extraction in extractions:
            yield from rdf.document_quads(extraction, rdf.UNKNOWN)

    with ExitStack() as stack:
        if engine == "rdflib":
            graph = rdflib.Graph()
            for module in (agreements, identity, quads, rdf, treaties):
                stack.enter_context(mock.patch.object(module, "ox", rdflib_terms(graph)))
                if hasattr(module, "named"):
                    stack.enter_context(mock.patch.object(module, "named", cache(rdflib.URIRef)))
            return {"insert": once(lambda: graph.addN(made())), "triples": len(graph)}
        store = ox.Store() if engine == "memory" else ox.Store(str(folder / "inserted"))
        seconds = once(lambda: store.bulk_extend(made()))
        return {"insert": seconds, "triples": len({q.triple for q in store})}


class RdflibQuad(NamedTuple):
    subject: Any
    predicate: Any
    object: Any
    graph_name: Any


def rdflib_terms(graph: rdflib.Graph) -> SimpleNamespace:
    """What the makers of quads use of pyoxigraph, with the terms of rdflib; all triples are of one graph."""
    return SimpleNamespace(
        NamedNode=rdflib.URIRef,
        Literal=lambda value, datatype=None, language=None: rdflib.Literal(value, datatype=datatype, lang=language),
        Quad=lambda subject, predicate, object_, _: RdflibQuad(subject, predicate, object_, graph),
    )


def resident() -> int:
    """Bytes of memory that this process has."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


# ---- the table


def stores(folder: Path) -> Iterator[Row]:
    found = {engine: child("graph", engine, folder) for engine in ENGINES}
    inserted = {engine: child("insert", engine, folder) for engine in ENGINES}
    if len({of["triples"] for of in inserted.values()}) > 1:
        raise SystemExit(f"the engines hold different numbers of triples: {inserted}")
    theirs = found["rdflib"]
    for engine, where in (("memory", "in memory"), ("disk", "on disk")):
        mine = found[engine]
        here = engine == "memory"  # files are read into memory; a store on disk pays for its own writing
        spent = list(queries(theirs["queries"], mine["queries"], where))
        total = sum(t for _, t, _ in spent) / sum(m for _, _, m in spent)
        yield Row(f"Ten queries together, {where}: times as fast as rdflib", total, 8)
        yield Row(f"Ten queries, {where}: geometric mean", geometric_mean(t / m for _, t, m in spent))
        yield from (Row(f"{name}, {where}", t / m, None if "path" in name else 1) for name, t, m in spent)
        yield Row(f"Turtle read, {where}: times as fast", theirs["load"] / mine["load"], 8 if here else None)
        yield Row(f"Memory after that, {where}: share", mine["memory"] / theirs["memory"], 0.4, share=True)
        yield Row(f"Turtle written, {where}: times as fast", theirs["turtle"] / mine["turtle"], 6 if here else None)
        ratio = inserted["rdflib"]["insert"] / inserted[engine]["insert"]
        yield Row(f"Extractions to a store, {where}: times as fast", ratio, 3)


def queries(theirs: dict[str, Any], mine: dict[str, Any], where: str) -> Iterator[tuple[str, float, float]]:
    """Name, their seconds and ours; no time counts where answers differ."""
    for name, (seconds, answer, number) in theirs.items():
        if mine[name][1] != answer:
            raise SystemExit(f"{name}: the store {where} answers {mine[name][2]} rows, rdflib {number}")
        yield name, seconds, mine[name][0]


def child(task: str, engine: str, folder: Path) -> dict[str, Any]:
    """What a process of its own measures; what the folder has of an earlier run is not measured again."""
    kept = folder / f"{task}-{engine}.json"
    if not kept.exists():
        print(f"measuring {task} with {engine}", file=sys.stderr, flush=True)
        kept.write_text(python(__file__, "--task", task, "--engine", engine, "--folder", str(folder)))
    found: dict[str, Any] = json.loads(kept.read_text())
    return found


def prepare(folder: Path, triples: int) -> None:
    """The graph as graph.nq and graph.ttl."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "triples.txt").write_text(str(triples))
    if not (folder / "graph.ttl").exists():
        python(str(Path(__file__).with_name("synthetic.py")), str(triples), str(folder / "graph.nq"))
        with (folder / "graph.ttl").open("w", encoding="utf-8", newline="\n") as out:
            export.write(load(folder / "graph.nq"), "turtle", out)


def rows(folder: Path, triples: int) -> Iterator[Row]:
    prepare(folder, triples)
    yield from stores(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="work here, and do not repeat what was measured here")
    parser.add_argument("--task", choices=("graph", "insert"), help=argparse.SUPPRESS)
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.task:
        measure = {"graph": measure_graph, "insert": measure_insert}[given.task]
        print(json.dumps(measure(given.engine, given.folder)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        for row in rows(given.folder or Path(temporary), given.triples):
            print(row.line(), flush=True)


if __name__ == "__main__":
    main()
