"""What there is to verify a graph with: a store has its ledger, a file its neighbour, a bundle all of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.store import FORMATS, is_store, is_url, load
from kg.keeper import LEDGER, STATE, own_in
from kg.ledger import Ledger
from kg.model import Document, Extraction
from kg.own import Own
from kg.verification import bundle as bundles
from kg.verification.bundle import Bundle
from kg.verification.findings import understood
from kg.verification.looking import Graph
from kg.verification.payload import DESCRIBED, DOCUMENTS, FOUND, FRAMES, GRAPH, TABLES
from kg.verification.quotes import Text

Found = Iterator[tuple[str, Extraction]]  # after the document's identifier


def _none() -> Iterator[Any]:
    return iter(())


@dataclass(frozen=True, slots=True)
class Material:
    """A graph, what of a user's own it was made with, and, where they are known, texts and what was found in them.

    A `ledger` is that of a store, a `bundle` that of which the rest is.
    """

    graph: Graph
    own: Own
    texts: Callable[[], Iterator[Text]] = _none
    extractions: Callable[[], Found] = _none
    ledger: Path | None = None
    bundle: Bundle | None = None


@contextmanager
def opened(
    target: str,
    *,
    state: Path | None = None,
    tables: Sequence[Path] = (),
    on_bundle: Callable[[Bundle], None] = lambda _: None,
) -> Iterator[Material]:
    """A store's folder, the folder or an RDF file of a build, an endpoint, or a bundle.

    A bundle is shown to `on_bundle` before anything in it is believed to be well-formed.
    """
    path = Path(target)
    if is_url(target) or is_store(path):
        yield _of_store(target, state or path / STATE, Own.of(tables))
    elif _is_bundle(path):
        with bundles.opened(path) as bundle, TemporaryDirectory(prefix="kg-verify-") as folder:
            on_bundle(bundle)
            yield _of_bundle(bundle, Path(folder))
    else:
        file = path / GRAPH if (path / GRAPH).is_file() else path
        yield _of_file(file, Own.of(tables))


def _is_bundle(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() not in FORMATS


def _of_store(store: str, folder: Path, given: Own) -> Material:
    graph = Graph(load(store))
    path = folder / LEDGER
    if not path.is_file():
        return Material(graph, given)
    with closing(Ledger(path)) as ledger:
        own = own_in(folder, ledger)
    return Material(graph, own, lambda: _kept_texts(path), ledger=path)


def _kept_texts(path: Path) -> Iterator[Text]:
    with closing(Ledger(path)) as ledger:
        for id_ in sorted(ledger.contents()):
            document = ledger.extraction(id_).document
            yield Text(document.text, document.source, id_)


def _of_file(path: Path, own: Own) -> Material:
    graph = Graph(load(path))
    beside = path.parent / FOUND
    if not beside.is_file():
        return Material(graph, own)
    return Material(graph, own, lambda: _texts(_found(beside)), lambda: _found(beside))


def _texts(found: Found) -> Iterator[Text]:
    return (Text(x.document.text, x.document.source, id_) for id_, x in found)


def _found(path: Path) -> Found:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            extraction = understood(line, Extraction.from_json, f"{path.name}, line {number}")
            yield extraction.document.id, extraction


# ------------------------------------------------------------------------------------------------------------ bundles


def _of_bundle(bundle: Bundle, folder: Path) -> Material:
    store = ox.Store()
    with bundle.open(GRAPH) as stream:
        try:
            store.bulk_load(input=stream, format=ox.RdfFormat.TRIG)
        except (SyntaxError, ValueError) as error:
            raise InputError(f"{GRAPH} of the bundle is not well-formed: {error}") from error
    own = Own(_copied(bundle, TABLES, folder), _copied(bundle, FRAMES, folder))
    return Material(Graph(store), own, lambda: _packed_texts(bundle), lambda: packed(bundle), bundle=bundle)


def _copied(bundle: Bundle, below: str, to: Path) -> tuple[Path, ...]:
    """Copies of the files of a bundle whose names begin so."""
    (to / below).mkdir()
    names = [name for name in bundle.names() if name.startswith(below)]
    for name in names:
        (to / name).write_text(bundle.text(name), encoding="utf-8", newline="\n")
    return tuple(to / name for name in names)


def rows(bundle: Bundle, name: str) -> Iterator[dict[str, Any]]:
    """The rows of a file with one JSON object a line."""
    for number, line in enumerate(bundle.lines(name), 1):
        row = understood(line, json.loads, f"{name}, line {number}")
        if not isinstance(row, dict):
            raise InputError(f"{name}, line {number} is not what kg writes: make it again")
        yield row


def document_of(row: dict[str, Any], text: Any, where: str) -> Document:
    """The document that a row describes; InputError where it does not."""
    made = Document(text, **{name: row.get(name, "") for name in DESCRIBED})
    texts = (text, made.title, made.source, made.publisher, made.language, made.date or "")
    if not all(isinstance(part, str) for part in texts):
        raise InputError(f"{where} is not what kg writes: make it again")
    return made


def _packed_texts(bundle: Bundle) -> Iterator[Text]:
    for row in rows(bundle, DOCUMENTS):
        if isinstance(text := row.get("text"), str):
            yield Text(text, str(row.get("source")), str(row.get("id")))


def packed(bundle: Bundle) -> Found:
    """What was found in each document of a bundle, whose text may be missing."""
    described = {row.get("id"): {name: row.get(name) for name in DESCRIBED} for row in rows(bundle, DOCUMENTS)}
    for number, row in enumerate(rows(bundle, FOUND), 1):
        id_ = str(row.get("document"))
        row["document"] = {"text": "", **described.get(id_, {})}
        yield id_, understood(row, _from_row, f"{FOUND}, line {number}")


def _from_row(row: dict[str, Any]) -> Extraction:
    return Extraction.from_json(json.dumps(row))
