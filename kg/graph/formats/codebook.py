"""What the columns of exported tables mean: from `kg/data/export`, written beside the tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from string import Template

from kg.model import EVENT_TYPES


@cache
def columns(table: str) -> Mapping[str, str]:
    """The columns of a table in their order, each with what it means; event types have one each."""
    found: dict[str, str] = {}
    for name, meaning in json.loads(text("columns.json"))[table].items():
        if name == "$types":
            found |= {type_.lower(): Template(meaning).substitute(type=type_) for type_ in EVENT_TYPES}
        else:
            found[name] = meaning
    return found


def text(name: str) -> str:
    """A file of the folder."""
    return files("kg").joinpath("data", "export", name).read_text(encoding="utf-8")


def described(tables: Iterable[str]) -> str:
    """The columns of some tables, in Markdown."""
    parts = []
    for table in tables:
        rows = "".join(f"| {name} | {meaning} |\n" for name, meaning in columns(table).items())
        parts.append(f"\n## {table}\n\n| column | meaning |\n|---|---|\n{rows}")
    return "".join(parts)
