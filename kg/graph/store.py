"""Graphs to read: RDF files in memory, the folders that `kg build --store` keeps, and endpoints elsewhere."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import InputError

if TYPE_CHECKING:
    from kg.graph.remote import RemoteStore

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS, ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD, ".json": ox.RdfFormat.JSON_LD, ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}  # fmt: skip
TRIES = 20
PAUSE = 0.05  # seconds


def load(path: Path | str) -> ox.Store:
    """The graph of an RDF file, by its ending, or of a store's folder, as it is now and read only.

    Of an endpoint (a URL) it is a copy in memory. InputError where it is missing, of another kind or not well-formed.
    """
    if is_url(path):
        return _endpoint(path).dump()
    path = Path(path)
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        raise InputError(f"{path} is no file: give a graph that kg build wrote, such as out/graph.ttl")
    format_ = FORMATS.get(path.suffix.lower())
    if format_ is None:
        raise InputError(f"{path}: the ending {path.suffix!r} is not read; use one of {', '.join(FORMATS)}")
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=format_)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{path} is not well-formed {format_.name}: {error}") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    return store


def opened(target: Path | str) -> ox.Store | RemoteStore:
    """The graph to ask where it is: as `load`, but nothing of an endpoint is copied."""
    return _endpoint(target) if is_url(target) else load(target)


def is_url(target: Path | str) -> bool:
    """Whether a graph is behind an address, in a text; a path is one of this machine."""
    return str(target).startswith(("http://", "https://"))


def _endpoint(url: Path | str) -> RemoteStore:
    from kg.graph.remote import RemoteStore

    return RemoteStore(str(url))


def is_store(path: Path) -> bool:
    """Whether a folder is an Oxigraph store."""
    return (path / "CURRENT").is_file()


def _folder(path: Path) -> ox.Store:
    if not is_store(path):
        raise InputError(f"{path} is no store: make one with kg build PATHS --store {path}, or give a graph file")
    for _ in range(TRIES):
        try:
            return ox.Store.read_only(str(path))
        except OSError as error:
            raise InputError(f"the store {path} cannot be read: {error}") from error
        except RuntimeError:  # a writer that tidies up took files away between their listing and their opening
            time.sleep(PAUSE)
    raise InputError(f"the store {path} is being rewritten, or its files are damaged: try again, or build it anew")
