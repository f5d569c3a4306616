"""Whether all that kg needs is there and works, and what mends what does not. Nothing is fetched or changed."""

from __future__ import annotations

from collections.abc import Iterator

from kg.doctor import machine, packages, pipelines, tables
from kg.doctor.finding import Finding, Used

__all__ = ["Finding", "Used", "examine"]


def examine(used: Used) -> Iterator[Finding]:
    """What is found, in the order in which to mend it: what stands further up is needed by what stands below."""
    yield from packages.examine()
    yield from tables.of_package()
    yield from pipelines.examine(used.models)
    yield from tables.of_user(used)
    yield from machine.examine(used)
