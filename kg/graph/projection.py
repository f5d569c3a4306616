"""Bringing a graph store up to what the documents say, by writing only what has changed.

The named graph of a document is one block, and in the graphs that documents share so is all that one of them says of
one subject. Each block has a fingerprint; the ledger knows those of what the store holds. A block is marked before it
is written and confirmed when all is done, so that what a killed build left half done is written again.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice

import pyoxigraph as ox

from kg.graph.infer import infer, looked_at
from kg.graph.sink import Sink
from kg.graph.vocab import iri
from kg.ledger import Ledger

DOCUMENTS = "documents"
AT_ONCE = 500  # blocks that are written together
Block = tuple[ox.NamedNode, ox.NamedNode]  # a named graph, and a subject in it


class Projection:
    """Writes into a sink what differs from what the ledger says that it holds; `written` counts the blocks."""

    def __init__(self, ledger: Ledger, sink: Sink, base: str) -> None:
        self._ledger = ledger
        self._sink = sink
        self._base = base
        self._facts: list[ox.Quad] = []  # what the rules look at
        self.written = 0

    def share(self, part: str, quads: Iterable[ox.Quad], *, ruled: Collection[ox.NamedNode] | None = None) -> None:
        """Make these all quads of one part of the shared graphs. Rules look at all subjects, or at those of `ruled`."""
        blocks = _blocks(quads)
        self._facts += (q for b, qs in blocks.items() if ruled is None or b[1] in ruled for q in looked_at(qs))
        new = {_name(block): _fingerprint(of_block) for block, of_block in blocks.items()}
        known = self._ledger.written(part)
        for names in _batches(_changes(known, new)):
            self._ledger.writing(part, {name: new.get(name) for name in names})
            for graph, members in _by_graph(names).items():
                there = [subject for subject in members if _name((graph, subject)) in known]
                self._sink.rewrite(graph, there, [q for s in members for q in blocks.get((graph, s), ())])
            self.written += len(names)

    def documents(
        self,
        fingerprints: Mapping[str, str],
        quads_of: Callable[[str], Iterable[ox.Quad]],
        *,
        ruled: Collection[str] = frozenset(),
    ) -> None:
        """Make these all named graphs of documents; quads are asked for only where a fingerprint is new.

        Rules look at the documents in `ruled`.
        """
        known = self._ledger.written(DOCUMENTS)
        for ids in _batches(_changes(known, fingerprints)):
            quads = {id_: list(quads_of(id_)) for id_ in ids if id_ in fingerprints}
            facts = {id_: _lines(looked_at(found)) for id_, found in quads.items() if id_ in ruled}
            self._ledger.writing(DOCUMENTS, {id_: fingerprints.get(id_) for id_ in ids}, facts)
            there = [ox.NamedNode(iri(id_, self._base)) for id_ in ids if id_ in known]
            self._sink.replace(there, [q for found in quads.values() for q in found])
            self.written += len(ids)

    def finish(self, state: str) -> None:
        """Add what follows by the rules, and confirm all that was written; `state` is what it was made with."""
        scratch = ox.Store()
        scratch.bulk_extend(self._facts)
        for facts in self._ledger.facts(DOCUMENTS):
            scratch.load(facts, format=ox.RdfFormat.N_TRIPLES)
        self._facts = []
        self.share("inferred", infer(scratch, self._base))
        self._sink.flush()
        self._ledger.finish(state)


def _blocks(quads: Iterable[ox.Quad]) -> dict[Block, set[ox.Quad]]:
    found: dict[Block, set[ox.Quad]] = defaultdict(set)
    for quad in quads:
        found[quad.graph_name, quad.subject].add(quad)  # type: ignore[index]
    return found


def _name(block: Block) -> str:
    return f"{block[0].value} {block[1].value}"


def _by_graph(names: Iterable[str]) -> dict[ox.NamedNode, list[ox.NamedNode]]:
    found: dict[ox.NamedNode, list[ox.NamedNode]] = defaultdict(list)
    for name in names:
        graph, _, subject = name.partition(" ")
        found[ox.NamedNode(graph)].append(ox.NamedNode(subject))
    return found


def _fingerprint(quads: Iterable[ox.Quad]) -> str:
    """The same for the same predicates and objects, in whatever order."""
    lines = sorted(f"{q.predicate} {q.object}" for q in quads)
    return hashlib.blake2b("\n".join(lines).encode("utf-8"), digest_size=8).hexdigest()


def _changes(known: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The names of blocks that are to be written or to go."""
    return sorted({name for name, mark in new.items() if known.get(name) != mark} | (known.keys() - new.keys()))


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(names)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def _lines(quads: Iterable[ox.Quad]) -> bytes:
    triples = (ox.Triple(q.subject, q.predicate, q.object) for q in quads)
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b""
