"""What a format makes of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """Files by their names, a text alone as "", and what the user should know of it, line by line."""

    files: Mapping[str, Iterable[str]]
    notes: tuple[str, ...] = ()
