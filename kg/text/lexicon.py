"""The closed word lists of `kg/data/lexicon`, read once."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The JSON object in `kg/data/lexicon/<name>.json`."""
    text = files("kg").joinpath(f"data/lexicon/{name}.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@cache
def words(name: str, *sections: str) -> frozenset[str]:
    """The words of some sections of a table."""
    data = table(name)
    return frozenset(word for section in sections for word in data[section])


@cache
def role_kinds() -> dict[str, str]:
    """Role noun or phrase, lower case -> kind ("head-of-state", "minister", ...)."""
    roles = table("roles")
    kinds = {noun: kind for kind, nouns in roles["nouns"].items() for noun in nouns}
    return kinds | {phrase: kind for kind, phrases in roles["phrases"].items() for phrase in phrases}


@cache
def role_status() -> dict[str, str]:
    """Word before a role -> status ("former", "acting", "designate")."""
    return {word: status for status, listed in table("roles")["status"].items() for word in listed}
