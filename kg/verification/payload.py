"""What an evidence bundle carries: graph, documents, what was found in them, configuration, versions.

graph.trig            the graph with its named graphs
documents.jsonl       one document a line, with its text, or with the SHA-256 and length of that alone
extractions.jsonl     what was found in each, one a line in the same order, without the text
configuration.json    the base of IRIs, and whether the texts are there
decisions.csv         a curator's decisions
tables/000.jsonl ...  name tables beside those of the package
frames/000.jsonl ...  predicate frames beside those of the package
versions.json         what packed it, and the runs that read the documents
"""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pyoxigraph as ox

from kg import __version__, decisions, run
from kg.decisions import Ruling
from kg.errors import InputError
from kg.graph import export
from kg.graph.store import is_store, is_url, load
from kg.graph.vocab import DKG
from kg.keeper import is_locked, ledger_of, spoken
from kg.ledger import Ledger
from kg.model import Extraction, to_json
from kg.own import NOTHING, Own, text
from kg.settling import Asked, extractions, resolved
from kg.verification.kept import asked_of
from kg.verification.looking import TYPE, Graph

GRAPH, DOCUMENTS, FOUND = "graph.trig", "documents.jsonl", "extractions.jsonl"
CONFIGURATION, DECISIONS, VERSIONS = "configuration.json", "decisions.csv", "versions.json"
TABLES, FRAMES = "tables/", "frames/"
PACKAGES = ("spacy", "thinc", "numpy", "pyoxigraph", "rensa")  # what may make the same text give another graph
RUN_TERMS = {"version": "softwareVersion", "model": "modelVersion", "code": "codeHash", "data": "dataHash"}

DESCRIBED = ("title", "date", "source", "publisher", "language")  # of a document, beside its text

File = tuple[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Packable:
    """A graph with what it was made from. `extractions` gives them anew each time, in the order of their documents."""

    graph: Graph
    extractions: Callable[[], Iterator[Extraction]]
    own: Own
    rulings: tuple[Ruling, ...]


@contextmanager
def packable(
    target: str, *, state: Path | None = None, own: Own = NOTHING, rulings: Sequence[Ruling] = ()
) -> Iterator[Packable]:
    """A store, in a folder or behind an endpoint, or the folder of a build, which lacks what was given to it.

    InputError where it is neither, and where a store's graph is not what its documents give.
    """
    if not is_url(target) and not is_store(Path(target)):
        yield _of_folder(Path(target), own, rulings)
        return
    if own != NOTHING or rulings:
        raise InputError(
            f"{target} has name tables, frames and decisions of its own: leave out --gazetteer, --frames, --decisions"
        )
    path = ledger_of(target, state)
    asked = _complete(spoken(target), path)
    with closing(Ledger(path)) as ledger:
        found = resolved(ledger, asked)
        yield Packable(Graph(load(target)), lambda: extractions(ledger, found), asked.own, asked.rulings)


def _complete(name: str, path: Path) -> Asked:
    asked, made_with = asked_of(path)
    if is_locked(path.parent):
        raise InputError(f"{name} is being built: wait until that is done")
    if not made_with:
        raise InputError(f"{name} was left unfinished: complete it with kg build --store, and then pack it")
    if made_with != asked.state:
        raise InputError(f"{name} was built by another version of kg: kg merge {name} --store NEW makes one of this")
    return asked


def _of_folder(folder: Path, own: Own, rulings: Sequence[Ruling]) -> Packable:
    for name in (GRAPH, FOUND):
        if not (folder / name).is_file():
            raise InputError(f"{folder} has no {name}: give a store, or the folder that kg build -o wrote")

    def found() -> Iterator[Extraction]:
        with (folder / FOUND).open(encoding="utf-8") as lines:
            yield from map(_extraction, lines)

    return Packable(Graph(load(folder / GRAPH)), found, own, tuple(rulings))


def files(packed: Packable, *, texts: bool = True) -> Iterator[File]:
    """The files of a bundle with their text in parts; without `texts`, only what identifies them."""
    runs = _run_of(packed.graph)
    yield GRAPH, export.parts(packed.graph.store, "trig")
    yield DOCUMENTS, (_document_line(x, runs.get(x.document.id, ""), texts) for x in packed.extractions())
    yield FOUND, (found_line(x) for x in packed.extractions())
    yield CONFIGURATION, [_json({"base": packed.graph.base, "texts": texts})]
    yield DECISIONS, [decisions.written(packed.rulings)]
    for below, paths in ((TABLES, packed.own.tables), (FRAMES, packed.own.frames)):
        yield from ((f"{below}{n:03}.jsonl", [text(path)]) for n, path in enumerate(paths))
    yield VERSIONS, [_json(versions(packed.graph, packed.own))]


def _extraction(line: str) -> Extraction:
    try:
        return Extraction.from_json(line)
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{FOUND} has a line that kg build did not write ({error}): build again") from error


def _document_line(x: Extraction, run_id: str, texts: bool) -> str:
    document = x.document
    row = {"id": document.id, "sha256": document.sha256, "length": len(document.text), "run": run_id}
    row |= {name: getattr(document, name) for name in DESCRIBED}
    return _line(row | {"text": document.text} if texts else row)


def found_line(x: Extraction) -> str:
    """An extraction without what the document's own line has."""
    return _line({**json.loads(to_json(x)), "document": x.document.id})


def _line(row: Mapping[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def versions(graph: Graph, own: Own) -> dict[str, object]:
    """Of this installation, and of the runs that read the documents of a graph."""
    return {
        "kg": __version__,
        "package": run.package(own),
        "python": platform.python_version(),
        "packages": {name: metadata.version(name) for name in PACKAGES},
        "runs": _runs(graph),
    }


def _run_of(graph: Graph) -> dict[str, str]:
    """By which run each document was read: its named graph says so."""
    found = graph.store.quads_for_pattern(None, TYPE, ox.NamedNode(DKG["ExtractionRun"]))
    return {graph.name(quad.graph_name): graph.name(quad.subject) for quad in found}


def _runs(graph: Graph) -> dict[str, dict[str, str]]:
    return {
        graph.name(node): {name: min(graph.values(node, DKG[term]), default="") for name, term in RUN_TERMS.items()}
        for node in graph.instances("ExtractionRun")
    }
