"""What the reference shows as results: the graph of the sample articles, and what `kg extract` finds in a sentence.

Both are made once in a process.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import pyoxigraph as ox

import kg
from kg.graph.store import load

DATE = "2024-05-15"  # when the examples of the frames are taken to have been published
BUILT = "kg build kg/data/samples -o out"


@cache
def graph() -> ox.Store:
    """What the command `BUILT` writes into out/graph.ttl."""
    with tempfile.TemporaryDirectory() as folder, as_file(files("kg") / "data" / "samples") as samples:
        kg.build(kg.read([samples]), Path(folder))
        return load(Path(folder, "graph.ttl"))


@cache
def _extracted(sentences: tuple[str, ...]) -> Mapping[str, kg.Extraction]:
    documents = (kg.Document(sentence, date=DATE) for sentence in sentences)
    return dict(zip(sentences, kg.extract(documents), strict=True))


def extracted(sentences: Iterable[str]) -> Mapping[str, kg.Extraction]:
    """What is found in each sentence as a document of its own."""
    return _extracted(tuple(sorted(set(sentences))))
