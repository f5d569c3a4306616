"""A bundle's graph built once more from the texts and the configuration in it, and compared byte by byte."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg import decisions, pipeline
from kg.errors import InputError
from kg.model import Document
from kg.verification.bundle import Bundle
from kg.verification.findings import Findings, listed, printable, quoted, understood
from kg.verification.material import Material, document_of, rows
from kg.verification.payload import (
    CONFIGURATION,
    DECISIONS,
    DOCUMENTS,
    FOUND,
    GRAPH,
    VERSIONS,
    files,
    packable,
    versions,
)
from kg.verification.quotes import Text
from kg.work import ENGLISH, Reading

REBUILT = "rebuilt files"  # what is counted
COMPARED = (GRAPH, FOUND)
PARTS = ("model", "code", "data")  # of a run: what makes another one of it
WHOLE = 2_000  # characters: of a list of versions
BEFORE = 20  # characters that are shown before the first difference


def check_rebuilt(material: Material, given: Iterable[Text], findings: Findings, *, jobs: int = 1) -> None:
    """Build the graph of a bundle again; `given` are texts that it may lack. InputError where there is no bundle."""
    bundle = material.bundle
    if bundle is None:
        raise InputError("only a bundle has all that a graph is built again from: make one with kg pack")
    texts = {_digest(text.text): text.text for text in given}
    documents = list(_documents(bundle, texts))
    if missing := [str(row.get("id")) for row, document in documents if document is None]:
        reason = f"the bundle has no text of {listed(missing)}: give the files with --sources"
        findings.skip(REBUILT, len(COMPARED), reason)
        return
    models = _models(bundle)
    others = _other_versions(material, models, bundle)
    with TemporaryDirectory(prefix="kg-rebuild-") as folder:
        store = Path(folder) / "store"
        pipeline.build(
            (document for _, document in documents if document),
            store=store,
            model=models,
            gazetteer=material.own.tables,
            frames=material.own.frames,
            rulings=understood(bundle.text(DECISIONS), lambda text: decisions.parse(text, DECISIONS), DECISIONS),
            base=str(_object(bundle, CONFIGURATION).get("base")),
            by=pipeline.By(jobs),
        )
        with packable(str(store)) as again:
            made = {name: parts for name, parts in files(again) if name in COMPARED}
            for name in COMPARED:
                findings.check(REBUILT)
                if difference := _difference(_lines(made[name]), bundle.lines(name)):
                    findings.fault(REBUILT, name, difference, _advice(others))


def _advice(others: list[str]) -> str:
    if others:
        return f"build with the versions of the bundle to be sure: {printable('; '.join(others), WHOLE)}"
    return "do not trust the bundle: its texts give another graph"


def _documents(bundle: Bundle, texts: Mapping[str, str]) -> Iterator[tuple[dict[str, Any], Document | None]]:
    for number, row in enumerate(rows(bundle, DOCUMENTS), 1):
        text = row.get("text", texts.get(str(row.get("sha256"))))
        yield row, None if text is None else document_of(row, text, f"{DOCUMENTS}, line {number}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _object(bundle: Bundle, name: str) -> dict[str, Any]:
    found = understood(bundle.text(name), json.loads, name)
    if not isinstance(found, dict):
        raise InputError(f"{name} of the bundle is not what kg writes: make it again with kg pack")
    return found


# ---------------------------------------------------------------------------------------------------------- versions


def _models(bundle: Bundle) -> dict[str, str]:
    """The spaCy pipeline for each language, by the runs that read its documents.

    InputError where it is not installed here: a name from a bundle must not lead to anything else.
    """
    runs = _runs(bundle)
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows(bundle, DOCUMENTS):
        if model := runs.get(str(row.get("run")), {}).get("model", "").partition(" ")[0]:
            found[str(row.get("language", ENGLISH))].add(model)
    models = {language: min(names) for language, names in sorted(found.items())}
    installed = {point.name for point in metadata.entry_points(group="spacy_models")}
    if missing := sorted(set(models.values()) - installed):
        names = printable(", ".join(missing))
        raise InputError(f"the bundle was made with {names}, which is not installed here: install it")
    return models


def _runs(bundle: Bundle) -> dict[str, dict[str, str]]:
    return understood(
        _object(bundle, VERSIONS).get("runs", {}),
        lambda runs: {id_: {part: str(run.get(part, "")) for part in PARTS} for id_, run in runs.items()},
        VERSIONS,
    )


def _other_versions(material: Material, models: Mapping[str, str], bundle: Bundle) -> list[str]:
    """What of this installation is another than what the bundle was made with, in words."""
    packed, here = _object(bundle, VERSIONS), versions(material.graph, material.own)
    found = [_other(name, packed.get(name), [here[name]]) for name in ("kg", "package", "python")]
    theirs, ours = packed.get("packages"), here["packages"]
    if isinstance(theirs, dict) and isinstance(ours, dict):
        found += [_other(name, theirs.get(name), [ours[name]]) for name in ours]
    current = list(Reading.of(models, material.own).runs().values())
    for id_, run in _runs(bundle).items():
        if id_ not in {r.id for r in current}:
            found += [_other(f"{part} of the run", run[part], [getattr(r, part) for r in current]) for part in PARTS]
    return [words for words in found if words]


def _other(name: str, there: object, here: Sequence[object]) -> str:
    return "" if there in here else f"{name} is {', '.join(map(str, here))} here, and was {there}"


# --------------------------------------------------------------------------------------------------------- comparing


def _lines(parts: Iterable[str]) -> Iterator[str]:
    """Parts of a text as its lines."""
    rest = ""
    for part in parts:
        *whole, rest = (rest + part).split("\n")
        yield from (f"{line}\n" for line in whole)
    if rest:
        yield rest


def _difference(made: Iterable[str], packed: Iterable[str]) -> str | None:
    for number, (one, other) in enumerate(zip_longest(made, packed, fillvalue=""), 1):
        if one != other:
            same = next(n for n, (a, b) in enumerate(zip_longest(one, other)) if a != b)
            start = max(0, same - BEFORE)
            return f"line {number} has {quoted(other[start:].strip())}, and built again {quoted(one[start:].strip())}"
    return None
