"""What a look at one thing gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.errors import KGError

State = Literal["ok", "missing", "broken"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`mend` is what to type where the state is not ok; `needed` says whether kg does not work without it."""

    part: str
    name: str
    state: State
    says: str = ""
    mend: str = ""
    needed: bool = True

    @property
    def is_fault(self) -> bool:
        return self.needed and self.state != "ok"


@dataclass(frozen=True, slots=True)
class Used:
    """What a project file names. `problem` is what is wrong with the file itself."""

    file: Path | None = None
    problem: str = ""
    store: str = ""
    graph: str = ""
    tables: tuple[Path, ...] = ()
    frames: tuple[Path, ...] = ()
    decisions: Path | None = None
    queries: tuple[Path, ...] = ()
    models: tuple[str, ...] = ()


def tried(part: str, name: str, look: Callable[[], str], *, mend: str, needed: bool = True) -> Finding:
    """Ok with what a look says, or broken with the error that it ends in, of whatever kind: the looks go on."""
    try:
        return Finding(part, name, "ok", look(), needed=needed)
    except KGError as error:
        return Finding(part, name, "broken", str(error), mend, needed)
    except ImportError as error:  # which the part on packages tells, with what mends it
        return Finding(part, name, "broken", f"cannot be tried without {error.name}", needed=needed)
    except Exception as error:
        return Finding(part, name, "broken", f"{type(error).__name__}: {error}", mend, needed)
