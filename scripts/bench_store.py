"""Stores, queries and serialisers beside rdflib's on one synthetic graph of a million triples: `make bench`.

`--quick` takes a tenth of it. Every engine has a fresh process, so that none pays for the other's memory; times are of
the processor. What is printed, and with `--write` put into docs/benchmarks.md, are ratios: they say more than seconds
on another machine. Memory is read from /proc, so that this runs on Linux only.
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pyoxigraph as ox
import rdflib
from synthetic import World, world

from kg.graph import agreements, export, identity, quads, rdf, treaties
from kg.graph.answer import PREFIXES
from kg.graph.query import bind, named_queries, parse, run
from kg.graph.store import load

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
ENGINES = ("rdflib", "memory", "disk")
ENOUGH = 2.0  # seconds after which a measurement is not repeated
ROUNDS = 3

# rdflib does not end who-met-whom, dyads and countries within a minute on 100,000 triples: they are not among the ten.
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


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `share` says that less is better."""

    what: str
    ratio: float
    aim: float | None = None
    share: bool = False

    def line(self) -> str:
        aim = "" if self.aim is None else f"{'at most' if self.share else 'at least'} {self.aim:g}"
        return f"| {self.what} | {self.ratio:.2f} | {aim} |"


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
    told = world(int((folder / "triples.txt").read_text()))
    extractions = sorted(told.extractions(), key=lambda x: x.document.id)
    tables = rdf.Tables(participations=told.participations())

    def made() -> Iterator[Any]:
        for _, part in rdf.shared_quads(
            rdf.shared((x.document.card, x.entities, x.events, x.claims) for x in extractions), tables
        ):
            yield from part
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


def rdflib_terms(graph: rdflib.Graph) -> SimpleNamespace:
    """What the makers of quads use of pyoxigraph, with the terms of rdflib; all triples are of one graph."""
    return SimpleNamespace(
        NamedNode=rdflib.URIRef,
        Literal=lambda value, datatype=None, language=None: rdflib.Literal(value, datatype=datatype, lang=language),
        Quad=lambda subject, predicate, object_, _: (subject, predicate, object_, graph),
    )


def resident() -> int:
    """Bytes of memory that this process has."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


# ---- the table


def stores(folder: Path) -> Iterator[Row]:
    found = {engine: child("graph", engine, folder) for engine in ENGINES}
    theirs = found.pop("rdflib")
    slowest: list[Row] = []
    for engine, mine in found.items():
        where = f"Oxigraph {'in memory' if engine == 'memory' else 'on disk'}"
        for name, (_, answer, number) in theirs["queries"].items():
            if mine["queries"][name][1] != answer:
                raise SystemExit(f"{name}: {where} answers {mine['queries'][name][2]} rows, rdflib {number}")
        spent = {name: (of[0], mine["queries"][name][0]) for name, of in theirs["queries"].items()}
        total = sum(t for t, _ in spent.values()) / sum(m for _, m in spent.values())
        yield Row(f"Ten queries together, {where}, times as fast as rdflib", total, 8)
        slowest += [Row(f"{name}, {where}", t / m, None if "path" in name else 1) for name, (t, m) in spent.items()]
        yield Row(f"Turtle into {where}, times as fast as rdflib", theirs["load"] / mine["load"], 8)
        yield Row(f"Memory after that, {where}, share of rdflib's", mine["memory"] / theirs["memory"], 0.4, share=True)
        if engine == "memory":
            yield Row("Writing Turtle, times as fast as rdflib", theirs["turtle"] / mine["turtle"], 6)
    inserted = {engine: child("insert", engine, folder) for engine in ENGINES}
    for one, other in pairwise(inserted.values()):
        if one["triples"] != other["triples"]:
            raise SystemExit(f"the engines hold different numbers of triples: {inserted}")
    for engine in ("memory", "disk"):
        ratio = inserted["rdflib"]["insert"] / inserted[engine]["insert"]
        where = f"Oxigraph {'in memory' if engine == 'memory' else 'on disk'}"
        yield Row(f"Extractions into {where}, times as fast as rdflib", ratio, 3)
    yield from slowest


def child(task: str, engine: str, folder: Path) -> dict[str, Any]:
    command = [sys.executable, __file__, "--task", task, "--engine", engine, "--folder", str(folder)]
    print(f"measuring {task} with {engine}", file=sys.stderr, flush=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def prepare(folder: Path, triples: int) -> None:
    """The graph as graph.nq and graph.ttl."""
    (folder / "triples.txt").write_text(str(triples))
    script = str(Path(__file__).with_name("synthetic.py"))
    subprocess.run([sys.executable, script, str(triples), str(folder / "graph.nq")], check=True)
    with (folder / "graph.ttl").open("w", encoding="utf-8", newline="\n") as out:
        export.write(load(folder / "graph.nq"), "turtle", out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--task", choices=("graph", "insert"), help=argparse.SUPPRESS)
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.task:
        measure = {"graph": measure_graph, "insert": measure_insert}[given.task]
        print(json.dumps(measure(given.engine, given.folder)))
        return


if __name__ == "__main__":
    main()
