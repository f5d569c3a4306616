"""What a verification finds: faults, each in one line, and how much was looked at."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.errors import InputError

T = TypeVar("T")
Made = TypeVar("Made")

LONGEST = 160  # characters of what a graph says in a message


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: what was checked, of what, what is wrong, and what to do."""

    check: str
    subject: str
    problem: str
    advice: str

    def __str__(self) -> str:
        return f"{self.check}: {printable(self.subject)}: {printable(self.problem)}; {self.advice}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many things of a kind were checked, were wrong, and could not be checked."""

    checked: int = 0
    wrong: int = 0
    unchecked: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome. `unchecked` says line by line what could not be looked at, which is no success."""

    faults: tuple[Fault, ...]
    unchecked: tuple[str, ...]
    counts: dict[str, Count]

    def sound(self, *, strict: bool = False) -> bool:
        """Whether nothing is wrong and, if `strict`, all could be checked."""
        return not self.faults and not (strict and self.unchecked)


@dataclass(slots=True)
class Findings:
    """Takes down what the checks find."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    def check(self, what: str, number: int = 1) -> None:
        """Count things that are looked at."""
        self.checked[what] += number

    def fault(self, what: str, subject: str, problem: str, advice: str) -> None:
        self.faults.append(Fault(what, subject, problem, advice))

    def skip(self, what: str, number: int, reason: str) -> None:
        """Count things that cannot be looked at, and say why once."""
        self.skipped[what] += number
        note = f"{what}: {number} could not be checked: {printable(reason)}"
        if number and note not in self.notes:
            self.notes.append(note)

    def report(self) -> Report:
        wrong = Counter(fault.check for fault in self.faults)
        kinds = dict.fromkeys((*self.checked, *self.skipped, *wrong))
        counts = {kind: Count(self.checked[kind], wrong[kind], self.skipped[kind]) for kind in kinds}
        return Report(tuple(self.faults), tuple(self.notes), counts)


def printable(text: str, longest: int = LONGEST) -> str:
    """A text as it may be shown on a terminal: on one line, control and direction marks spelt out, not too long."""
    shown = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in shown)


def understood(given: T, read: Callable[[T], Made], where: str) -> Made:
    """What something from a file means; InputError where kg did not write it so."""
    try:
        return read(given)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, csv.Error) as error:
        raise InputError(f"{where} is not what kg writes ({type(error).__name__}: {printable(str(error))})") from error


def quoted(text: str) -> str:
    return f"“{text if len(text) <= LONGEST // 3 else text[: LONGEST // 3] + '…'}”"


def listed(names: Sequence[str], most: int = 3) -> str:
    """Some of the names, and how many more there are."""
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" and {rest} more" if rest > 0 else "")
