"""Every quote against its document's text, and every text against its recorded hash."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.vocab import DCTERMS, DKG, OA, PROV
from kg.verification.findings import Findings, listed, quoted
from kg.verification.looking import Graph, Node, plain

QUOTES, TEXTS = "quotes", "texts"  # what is counted
AGAIN = "build the graph again from the text that is meant, or take the document out with kg forget"
QUOTED_FROM = ox.NamedNode(PROV["wasQuotedFrom"])
NEEDED = tuple(OA[term] for term in ("exact", "start", "end"))


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is at hand. `id` is that of its document, "" where only its words or its source can tell."""

    text: str
    source: str
    id: str = ""


class _Documents:
    """The documents of a graph by what may identify their text."""

    def __init__(self, graph: Graph) -> None:
        self.base = graph.base
        self.all = graph.instances("Document")
        self.hashes = {document: graph.values(document, DKG["sha256"]) for document in self.all}
        self._by_iri = {plain(document): document for document in self.all}
        self._by_hash: dict[str, list[Node]] = defaultdict(list)
        self._by_source: dict[str, list[Node]] = defaultdict(list)
        for document in self.all:
            for found in self.hashes[document]:
                self._by_hash[found].append(document)
            for source in graph.values(document, DCTERMS["source"]):
                self._by_source[source].append(document)

    def is_named(self, text: Text) -> bool:
        """Whether a text says of which document it is, whatever its words."""
        return self.base + text.id in self._by_iri

    def of(self, text: Text, digest: str) -> list[Node]:
        """The documents whose text this is, or should be."""
        if document := self._by_iri.get(self.base + text.id):
            return [document]
        same_source = self._by_source.get(text.source, [])
        return self._by_hash.get(digest) or (same_source if len(same_source) == 1 else [])


def check_quotes(graph: Graph, texts: Iterable[Text], findings: Findings) -> None:
    """Check what texts are at hand for; say of how many documents and quotes none was."""
    documents = _Documents(graph)
    seen: set[Node] = set()
    for text in texts:
        digest = hashlib.sha256(text.text.encode("utf-8", "surrogatepass")).hexdigest()
        for document in documents.of(text, digest):
            findings.check(TEXTS, document not in seen)
            right = documents.hashes[document] == {digest}
            if not right:
                recorded = listed(sorted(documents.hashes[document])) or "nothing"
                problem = f"the SHA-256 of its text is {digest}, and the graph has {recorded}"
                findings.fault(TEXTS, graph.name(document), problem, AGAIN)
            if document not in seen and (right or documents.is_named(text)):
                seen.add(document)
                _check_document(graph, document, text.text, findings)
    missing = [document for document in documents.all if document not in seen]
    quotes = sum(len(graph.subjects(QUOTED_FROM, document)) for document in missing)
    names = listed([graph.name(document) for document in missing])
    reason = f"no text is at hand of {names}: give the files with --sources"
    findings.skip(TEXTS, len(missing), reason)
    findings.skip(QUOTES, quotes, reason)


def _check_document(graph: Graph, document: Node, text: str, findings: Findings) -> None:
    for quote in graph.subjects(QUOTED_FROM, document):
        findings.check(QUOTES)
        if problem := _problem(graph.about(quote), text):
            findings.fault(QUOTES, f"{graph.name(quote)} of {graph.name(document)}", problem, AGAIN)


def _problem(about: dict[str, list[str]], text: str) -> str | None:
    """What is wrong with a quote of this text, if anything is."""
    if any(len(about.get(property_, ())) != 1 for property_ in NEEDED):
        return "it has not one of each: oa:exact, oa:start and oa:end"
    [exact], [start], [end] = (about[property_] for property_ in NEEDED)
    if not (start.isdecimal() and end.isdecimal()):
        return f"its place {quoted(start)} to {quoted(end)} is none"
    first, last = int(start[:18]), int(end[:18])
    there = text[first:last]
    if not exact or there != exact:
        place = text.find(exact) if exact else -1
        where = f"they are at {place} to {place + len(exact)}" if place >= 0 else "they stand nowhere in it"
        return f"at {first} to {last} its text has {quoted(there)}, and not the words {quoted(exact)}: {where}"
    before = all(len(w) <= first and text.startswith(w, first - len(w)) for w in about.get(OA["prefix"], ()))
    after = all(text.startswith(w, last) for w in about.get(OA["suffix"], ()))
    return None if before and after else f"its prefix or suffix does not stand beside {quoted(exact)}"
