"""What figures must reach or may not pass: {"events.exact.f1": 0.4, "dangers.speaker_lost.rate": {"max": 0.2}}."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the greatest value that a figure may have."""

    min: float = -math.inf
    max: float = math.inf


Floors = Mapping[str, Bounds]


def read(path: Path) -> dict[str, Bounds]:
    """A JSON object from names of figures to minima, or to {"min": ..., "max": ...}; InputError where it is none."""
    try:
        floors = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise InputError(f"{path} is no JSON: {error}") from error
    bounds = {name: _bounds(value) for name, value in floors.items()} if isinstance(floors, dict) else {"": None}
    found = {name: bound for name, bound in bounds.items() if bound}
    if len(found) < len(bounds):
        raise InputError(
            f"{path} is no object of figures and their minima or bounds, such as "
            '{"events.exact.f1": 0.4, "dangers.shown_as_actual.rate": {"max": 0.1}}'
        )
    return found


def _bounds(value: object) -> Bounds | None:
    if isinstance(value, int | float) and _is_number(value):
        return Bounds(min=value)
    if isinstance(value, dict) and value and value.keys() <= {"min", "max"} and all(map(_is_number, value.values())):
        return Bounds(**value)
    return None


def broken(figures: Mapping[str, Any], floors: Floors) -> list[str]:
    """A line for each figure that is out of its bounds; InputError, with the names like it, where there is none so."""
    known = dict(_flat(figures))
    for name in floors:
        if name not in known:
            close = get_close_matches(name, known, n=5, cutoff=0.5) or sorted(known)[:5]
            raise InputError(f"there is no figure {name!r}; close to it are {', '.join(close)}")
    return [
        line
        for name, bounds in floors.items()
        for line in (
            f"{name} is {known[name]:g}, below its floor {bounds.min:g}" if known[name] < bounds.min else "",
            f"{name} is {known[name]:g}, above its ceiling {bounds.max:g}" if known[name] > bounds.max else "",
        )
        if line
    ]


def _flat(value: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, float]]:
    """The numbers of nested objects under their dotted names."""
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(inner, f"{path}{key}.")
        elif _is_number(inner):
            yield f"{path}{key}", inner


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
