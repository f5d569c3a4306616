"""A graph in the formats that others read: see `kg.graph.formats.registry` for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.formats.made import Made
from kg.graph.formats.registry import FORMATS, made
from kg.graph.rdf_text import base_of, jsonld, nquads, rdfxml, trig, turtle, turtle_and_trig

__all__ = [
    "FORMATS", "TEXTS", "Made", "base_of", "export", "files", "jsonld", "made", "nquads", "parts", "rdfxml", "trig",
    "turtle", "turtle_and_trig", "write",
]  # fmt: skip

TEXTS = tuple(name for name, format_ in FORMATS.items() if not format_.folder)


def export(store: ox.Store, format_: str) -> str:
    """The store as one text."""
    return "".join(parts(store, format_))


def write(store: ox.Store, format_: str, out: TextIO) -> None:
    """The same into an open file, without holding the whole text where the format comes in parts."""
    for part in parts(store, format_):
        out.write(part)


def parts(store: ox.Store, format_: str) -> Iterator[str]:
    """The same piece by piece; InputError where the format is several files."""
    if format_ in FORMATS and FORMATS[format_].folder:
        raise InputError(f"the format {format_} is several files: use `files`, or kg export with -o FOLDER")
    return iter(made(store, format_).files[""])


def files(store: ox.Store, format_: str, **options: Any) -> dict[str, str]:
    """The files of a format by their names; a text alone is called ""."""
    return {name: "".join(content) for name, content in made(store, format_, **options).files.items()}
