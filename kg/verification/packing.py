"""Packing a graph with all that proves it into one file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg.decisions import Ruling
from kg.errors import InputError
from kg.own import Own
from kg.verification import bundle
from kg.verification.payload import DOCUMENTS, FOUND, GRAPH, File, files, packable

CRATE = "ro-crate-metadata.json"
KINDS = {".trig": "application/trig", ".jsonl": "application/jsonl", ".json": "application/json", ".csv": "text/csv"}
WORDS = {
    GRAPH: "The knowledge graph: one named graph for each document, and what they share",
    DOCUMENTS: "The documents that were read, with their text or its SHA-256 and length",
    FOUND: "What was found in each document, with the place of each quote",
}


@dataclass(frozen=True, slots=True)
class Description:
    """What an RO-Crate says of itself; `published` is an ISO day, `licence` an address."""

    published: str
    title: str = ""
    licence: str = ""


def pack(
    target: str,
    out: Path,
    *,
    texts: bool = True,
    about: Description | None = None,
    state: Path | None = None,
    tables: Sequence[Path] = (),
    frames: Sequence[Path] = (),
    rulings: Sequence[Ruling] = (),
) -> str:
    """Pack a store or the folder of a build, as `kg.verification.payload.packable` has them; the bundle's SHA-256.

    Without `texts` the bundle has only their SHA-256 and length; with `about` it is an RO-Crate 1.1 as well.
    InputError where the graph is not complete.
    """
    if about:
        _check(about)
    with packable(target, state=state, own=Own.of(tables, frames), rulings=rulings) as packed:
        return bundle.write(out, _described(files(packed, texts=texts), about))


def _described(found: Iterator[File], about: Description | None) -> Iterator[File]:
    names = []
    for name, parts in found:
        names.append(name)
        yield name, parts
    if about:
        yield CRATE, [json.dumps(_crate(names, about), ensure_ascii=False, indent=1) + "\n"]


def _check(about: Description) -> None:
    try:
        date.fromisoformat(about.published)
    except ValueError as error:
        raise InputError(f"--published {about.published!r} is no day: use YYYY-MM-DD") from error
    if about.licence and not re.fullmatch(r"https?://[^\s<>\"]+", about.licence):
        raise InputError(
            f"--license {about.licence!r} is no address, such as https://creativecommons.org/licenses/by/4.0/"
        )


def _crate(names: Sequence[str], about: Description) -> dict[str, object]:
    """The metadata of an RO-Crate 1.1: the descriptor, the crate, its files."""
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": about.title or "Diplomatic knowledge graph with its evidence",
        "description": "A knowledge graph of diplomatic events, with the documents that each of its claims quotes.",
        "datePublished": about.published,
        **({"license": {"@id": about.licence}} if about.licence else {}),
        "hasPart": [{"@id": name} for name in names],
    }
    descriptor = {
        "@id": CRATE,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [descriptor, root, *map(_file, names)]}


def _file(name: str) -> dict[str, str]:
    about = {"@id": name, "@type": "File", "name": name, "encodingFormat": KINDS[Path(name).suffix]}
    return about | ({"description": WORDS[name]} if name in WORDS else {})
