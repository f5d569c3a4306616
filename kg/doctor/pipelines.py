"""spaCy pipelines: which are installed and fit, and whether those in use find a thing in a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from kg.doctor.finding import Finding, tried
from kg.doctor.packages import asked_for, pip
from kg.errors import ModelError
from kg.model import Document
from kg.run import DEFAULT_MODEL
from kg.work import ENGLISH, extract_all, models_of

PART = "Pipelines"
SENTENCE = "French President Emmanuel Macron met German Chancellor Olaf Scholz in Berlin on 12 March 2024."
FOUND = ("CONSULT", "2024-03-12")


def examine(models: Sequence[str] = ()) -> Iterator[Finding]:
    """The installed pipelines, then those in use: the default one, or those of the project, "NAME" or "LANG=NAME"."""
    try:
        from spacy.util import get_installed_models
    except Exception as error:
        yield Finding(PART, "spaCy", "broken", f"{type(error).__name__}: {error}", pip("--force-reinstall spacy"))
        return
    used = models_of({language or ENGLISH: name for language, _, name in (m.rpartition("=") for m in models)})
    for name in sorted(get_installed_models()):
        yield _fit(name, needed=name in used.values())
    for language, name in sorted(used.items()):
        yield tried(PART, f"reading with {name}", partial(_reads, name, language), mend=_install(name))


def _fit(name: str, *, needed: bool) -> Finding:
    """Whether an installed pipeline is for this spaCy and has what kg builds on."""
    from spacy.about import __version__ as version
    from spacy.util import get_package_path, is_compatible_version

    meta: dict[str, Any] = json.loads((Path(get_package_path(name)) / "meta.json").read_text(encoding="utf-8"))
    named, components = f"{name} {meta['version']}", meta.get("components", [])
    lacking = {"parser", "ner", *(["tagger"] if meta["lang"] == ENGLISH else [])} - {*components}
    if is_compatible_version(version, meta.get("spacy_version", "")) is False:
        says = f"is for spaCy {meta['spacy_version']}, and this is {version}"
        return Finding(PART, named, "broken", says, _install(name), needed)
    if lacking:
        says = f"has no {', '.join(sorted(lacking))}, without which kg cannot read"
        return Finding(PART, named, "broken", says, _install(DEFAULT_MODEL), needed)
    return Finding(PART, named, "ok", f"{meta['lang']}: {', '.join(components)}", needed=needed)


def _install(model: str) -> str:
    """The command for a pipeline: of the default one, in the version that kg asks for."""
    return pip(asked_for(model.replace("_", "-")) or model)


def _reads(model: str, language: str) -> str:
    from kg.text.nlp import load

    load(model)
    if language != ENGLISH:
        return f"loads, for {language}"
    [found] = extract_all([Document(SENTENCE)], model=model)
    if FOUND not in {(event.type, event.date) for event in found.events}:
        raise ModelError(f"{model} loads, but finds no meeting in {SENTENCE!r}")
    names = (entity.name for entity in found.entities if entity.cls == "Person")
    return f"finds in a sentence that {' and '.join(names)} met on {FOUND[1]}"
