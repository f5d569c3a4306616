"""Stores, or parts of one that were read apart, put together: their ledgers are sets of documents, and this a union."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg import decisions
from kg.decisions import Ruling
from kg.errors import InputError
from kg.keeper import LEDGER, Keeper, is_locked, ledger_of, own_in
from kg.ledger import Ledger

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a store keeps beside its documents; None where nobody has said."""

    tables: Sequence[Path] | None = None
    frames: Sequence[Path] | None = None
    rulings: Sequence[Ruling] | None = None
    base: str | None = None


def agreed(keeper: Keeper, parts: Sequence[Path], given: Settings) -> Settings:
    """The settings for the whole: those given, else the keeper's own, else those of the parts.

    InputError where these disagree. They are to be kept before documents are taken: a keeper with documents has its
    own.
    """
    return given if len(keeper.ledger) else _agreed([_folder(part) for part in parts], given)


def take(keeper: Keeper, parts: Sequence[Path]) -> int:
    """Put the documents of the parts into a keeper's ledger: how many they have.

    InputError where a part is no store or is being built.
    """
    folders = [_folder(part) for part in parts]
    return sum(keeper.ledger.adopt(folder / LEDGER) for folder in folders)


def _folder(part: Path) -> Path:
    folder = ledger_of(part).parent
    if is_locked(folder):
        raise InputError(f"{part} is being built: wait until that is done")
    return folder


def _agreed(folders: Sequence[Path], given: Settings) -> Settings:
    of = [_settings(folder) for folder in folders]
    return Settings(
        _common("--gazetteer", [s.tables for s in of], given.tables, _names),
        _common("--frames", [s.frames for s in of], given.frames, _names),
        _common("--decisions", [s.rulings for s in of], given.rulings, repr),
        _common("--base-iri", [s.base for s in of], given.base, repr),
    )


def _common(option: str, theirs: Sequence[T], given: T, key: Callable[[T], object]) -> T:
    if given is not None:
        return given
    if any(key(value) != key(theirs[0]) for value in theirs):
        raise InputError(f"the parts were built with different {option}: give the one to use for the whole")
    return theirs[0]


def _names(copies: Sequence[Path] | None) -> list[str]:
    """What tells copies of files apart: their names have a digest of what is in them."""
    return [path.name for path in copies or ()]


def _settings(folder: Path) -> Settings:
    with Ledger(folder / LEDGER) as ledger:
        rulings = decisions.parse(ledger.setting("rulings"), f"the rulings of {folder}")
        own = own_in(folder, ledger)
        return Settings(own.tables, own.frames, rulings, ledger.setting("base") or None)
