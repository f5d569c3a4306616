"""The page of file formats: fields from the classes that read them, words from the modules that do."""

from __future__ import annotations

import inspect
import json
from dataclasses import MISSING, Field, fields
from types import ModuleType
from typing import Any, get_args

from kg import decisions, frames, gazetteer, model
from kg.graph import named
from reference import samples
from reference.markup import code, fence, page, table
from reference.prose import prose

EXAMPLE = "France, according to the Kremlin, will not sign the treaty with Japan."
LINES = ("Extraction", "Document", "Entity", "Mention", "Position", "Event", "Claim", "Evidence", "Term")


def pages() -> dict[str, str]:
    return {"reference/formats.md": _formats()}


def _formats() -> str:
    return page(
        "File formats",
        "Made from the classes that read and write the files.",
        "## What was extracted: `extractions.jsonl` {#extractions}",
        "`kg extract` prints it, `kg build` writes it: one document a line, an `Extraction` as JSON. Offsets are "
        "characters of the document's text, half open. Identifiers follow from content: the same input gives the same "
        "ones.",
        *(_fields(getattr(model, name)) for name in LINES),
        "An example, set out on several lines:",
        fence(_example(), "json"),
        "## Name tables: `--gazetteer` {#gazetteer}",
        _of(gazetteer),
        _row(gazetteer.Known),
        "## Rulings of a curator: `--decisions` {#decisions}",
        _of(decisions),
        "## Frames: `--frames` {#frames}",
        _of(frames),
        "## Named queries: `.rq` {#queries}",
        _of(named),
    )


def _of(module: ModuleType) -> str:
    return prose(inspect.getdoc(module) or "")


def _fields(cls: Any) -> str:
    return f"### {cls.__name__}\n\n{prose(inspect.getdoc(cls) or '')}\n\n{_row(cls)}"


def _row(cls: Any) -> str:
    return table(("Field", "Type", "If left out"), ((code(f.name), _type(f), _absent(f)) for f in fields(cls)))


def _type(field: Field[Any]) -> str:
    """The type of a field; where it has few values, these."""
    values = get_args(getattr(model, str(field.type), None))
    return ", ".join(map(code, values)) or code(str(field.type))


def _absent(field: Field[Any]) -> str:
    return "required" if field.default is MISSING else code(json.dumps(field.default))


def _example() -> str:
    return json.dumps(json.loads(samples.extracted([EXAMPLE])[EXAMPLE].to_json()), ensure_ascii=False, indent=2)
