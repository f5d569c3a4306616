"""Graphs in memory: reading RDF files into an Oxigraph store."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError

FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG, ".nq": ox.RdfFormat.N_QUADS, ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD, ".json": ox.RdfFormat.JSON_LD, ".rdf": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
}  # fmt: skip


def load(path: Path | str) -> ox.Store:
    """The triples of an RDF file, by its ending. InputError where it is missing, of another kind or not well-formed."""
    path = Path(path)
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
