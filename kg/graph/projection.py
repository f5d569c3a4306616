"""Bringing a graph store up to what the documents say, by writing only what has changed.

The named graph of a document is one block, and in the graphs that documents share so is all that one of them says of
one subject. Each block has a fingerprint; the ledger knows those of what the store holds. A block is marked before it
is written and confirmed when all is done, so that what a killed build left half done is written again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

import pyoxigraph as ox

from kg.graph.infer import add_facts, consequences, looked_at
from kg.graph.rdf import Block, grouped
from kg.graph.sink import Sink
from kg.graph.vocab import iri
from kg.ledger import Ledger, Tracked

DOCUMENTS = "documents"
AT_ONCE = 500  # documents that are looked at together
QUADS_AT_ONCE = 25_000  # that are written together
T = TypeVar("T")


class Made(NamedTuple):
    """A document, what its graph is made from, and whether the rules for inference look at it."""

    id: str
    fingerprint: str
    ruled: bool


class _Changed(NamedTuple):
    """A document to write, `there` if the store has it already, with its graph."""

    id: str
    fingerprint: str
    ruled: bool
    there: bool
    quads: Sequence[ox.Quad]


B = TypeVar("B", Block, _Changed)


class Projection:
    """Writes into a sink what differs from what the ledger says that it holds; `written` counts the blocks."""

    def __init__(self, ledger: Ledger, sink: Sink, base: str) -> None:
        self._ledger = ledger
        self._sink = sink
        self._base = base
        self._facts = ox.Store()  # what the rules look at
        self.written = 0

    def share(self, part: str, blocks: Iterable[Block]) -> None:
        """Make these all blocks of one part of the shared graphs."""
        tracked = self._ledger.tracked(part)
        for batch in _measured(blocks):
            quads = {_name(block.quads[0]): block.quads for block in batch}
            add_facts(self._facts, (q for block in batch if block.ruled for q in block.quads))
            marks = {name: _fingerprint(found) for name, found in quads.items()}
            known = tracked.known(marks)
            changed = sorted(name for name, mark in marks.items() if known.get(name) != mark)
            self._ledger.writing(part, {name: marks[name] for name in changed})
            self._rewrite(changed, known, quads)
        for names in _batches(tracked.gone()):
            self._ledger.writing(part, dict.fromkeys(names))
            self._rewrite(names, names, {})

    def _rewrite(self, names: Iterable[str], known: Container[str], quads: Mapping[str, Sequence[ox.Quad]]) -> None:
        """Write the blocks of these names, of which `known` are those that may be there already."""
        by_graph: dict[str, list[str]] = defaultdict(list)
        for name in names:
            by_graph[name.partition(" ")[0]].append(name)
        for graph, members in by_graph.items():
            there = [ox.NamedNode(name.partition(" ")[2]) for name in members if name in known]
            self._sink.rewrite(ox.NamedNode(graph), there, [q for name in members for q in quads.get(name, ())])
            self.written += len(members)

    def documents(self, documents: Iterable[Made], quads_of: Callable[[str], Iterable[ox.Quad]]) -> None:
        """Make these all named graphs of documents; quads are asked for only where a fingerprint is new."""
        tracked = self._ledger.tracked(DOCUMENTS)
        for batch in _measured(self._changed(tracked, documents, quads_of)):
            facts = {c.id: _lines(looked_at(c.quads)) for c in batch if c.ruled}
            self._ledger.writing(DOCUMENTS, {c.id: c.fingerprint for c in batch}, facts)
            self._replace([c.id for c in batch if c.there], [q for c in batch for q in c.quads])
            self.written += len(batch)
        for gone in _batches(tracked.gone()):
            self._ledger.writing(DOCUMENTS, dict.fromkeys(gone))
            self._replace(gone, [])
            self.written += len(gone)

    def _changed(
        self, tracked: Tracked, documents: Iterable[Made], quads_of: Callable[[str], Iterable[ox.Quad]]
    ) -> Iterator[_Changed]:
        for batch in _batches(documents):
            known = tracked.known([made.id for made in batch])
            for made in batch:
                if known.get(made.id) != made.fingerprint:
                    yield _Changed(made.id, made.fingerprint, made.ruled, made.id in known, list(quads_of(made.id)))

    def _replace(self, there: Iterable[str], quads: Sequence[ox.Quad]) -> None:
        self._sink.replace([ox.NamedNode(iri(id_, self._base)) for id_ in there], quads)

    def finish(self, state: str) -> None:
        """Add what follows by the rules, and confirm all that was written; `state` is what it was made with."""
        for lines in self._ledger.facts(DOCUMENTS):
            self._facts.load(lines, format=ox.RdfFormat.N_TRIPLES)
        self.share("inferred", grouped(consequences(self._facts, self._base), ruled=False))
        self._sink.flush()
        self._ledger.finish(state)


def _name(quad: ox.Quad) -> str:
    return f"{quad.graph_name.value} {quad.subject.value}"  # type: ignore[union-attr]


def _fingerprint(quads: Iterable[ox.Quad]) -> str:
    """The same for the same predicates and objects, in whatever order."""
    lines = sorted(f"{q.predicate} {q.object}" for q in quads)
    return hashlib.blake2b("\n".join(lines).encode("utf-8"), digest_size=8).hexdigest()


def _batches(found: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(found)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def _measured(found: Iterable[B]) -> Iterator[list[B]]:
    """Heaps of as many quads: none needs more memory than others, or is too small for the store's bulk loader."""
    heap: list[B] = []
    size = 0
    for block in found:
        heap.append(block)
        size += len(block.quads)
        if size >= QUADS_AT_ONCE:
            yield heap
            heap, size = [], 0
    if heap:
        yield heap


def _lines(quads: Iterable[ox.Quad]) -> bytes:
    triples = (ox.Triple(q.subject, q.predicate, q.object) for q in quads)
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
