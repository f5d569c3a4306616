"""Predicate frames: which words make which event, and where its actors stand. The frames are data (`kg/data/frames`).

A frame has one trigger: `verb`, `noun` or `adj` (a lemma), and may ask for a `particle`, for `object` lemmas (light
verbs), `complement` lemmas ('called the raid a crime'), `without` dependency labels ("oprd": 'called it a lie' is no
phone call), for a `subject` (lemmas), a `prep` (with lemmas of its object, or [] for any), a `clause` (lemmas of the
complement's head, [] for any), a `modal` in that clause, or a clause that is a `refusal` ('said it will not attend').
`roles` gives for each role the places to look in, in order:

subj  who acts (voice undone)       obj   whom it is done to           dative  the indirect object
poss  possessor, nationality or name before a noun                     comp.subj, comp.obj, comp.with ...  in the clause
subj.poss  whose the subject is: "Israel's raid killed ...", 'an attack by Iran wounded ...'
subj.sent  who launched it: 'Iran fired missiles targeting ...'
with, on, against ...               a phrase with this preposition, of the trigger or of its object
for.with, for.poss                  inside the trigger's 'for' phrase ("for talks with Japan", "for NATO membership")
object  the required object noun itself; object.poss  what stands before it

`needs` lists the roles that must be filled by a known entity (default: source); `source_class` and `target_class` limit
what fills them: one politician who attacks another uses words.
`mode_apart` is the mode where persons of two states act and no place is named: 'Blinken spoke with Lapid' is a call.
`light` lists further verbs that lend a noun trigger their subject, tense and negation. `example` is a sentence that
must give `expect`: [sources, targets].

Frames of one's own stand beside those of the package. Of the frames of a word the one that asks for more is tried
first, and between equals one's own; the first whose needed roles are filled makes the event. A row with `off` switches
those of the package off that have its `type`, `mode` and trigger: {"verb": "grill", "off": true}.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg import own as owned
from kg.errors import InputError
from kg.model import ENTITY_CLASSES, EVENT_TYPES, MODES, digest

ROLES = ("source", "target", "about", "place", "topic")
TRIGGERS = ("verb", "noun", "adj")
ASKS = (  # what a frame may ask for beside its trigger
    "without", "complement", "subject", "particle", "object", "not_object", "prep", "clause", "refusal", "modal",
)  # fmt: skip
FEW = 5
OFF = "off"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame; see the module's text. `file` and `line` say where it stands, `own` that it is not the package's."""

    id: str
    type: str
    kind: str
    lemma: str
    mode: str | None = None
    mode_apart: str | None = None
    particle: str | None = None
    object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    complement: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    refusal: bool = False
    modal: frozenset[str] = frozenset()
    source_class: frozenset[str] = frozenset()
    target_class: frozenset[str] = frozenset()
    prep: tuple[tuple[str, frozenset[str]], ...] = ()
    clause: frozenset[str] | None = None
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] = ("source",)
    light: frozenset[str] = frozenset()
    symmetric: bool = False
    example: str = ""
    expect: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    file: str = ""
    line: int = 0
    own: bool = False

    @property
    def name(self) -> str:
        """The event that it makes: "CONSULT-call", or "CONSULT" where it leaves the mode open."""
        return f"{self.type}-{self.mode}" if self.mode else self.type

    @property
    def asks(self) -> str:
        """What it asks for, in words: "verb speak, prep “by phone/telephone”"."""
        return ", ".join(
            [f"{self.kind} {self.lemma}", *(f"{key} {self.asked(key)}" for key in ASKS if getattr(self, key))]
        )

    def asked(self, key: str) -> str:
        """What it asks for under a key of ASKS, in few words."""
        asked = getattr(self, key)
        if key == "prep":
            return ", ".join(f"“{p} {_few(lemmas)}”" for p, lemmas in asked)
        return _few(asked) if isinstance(asked, frozenset) else str(asked or "")

    @property
    def specificity(self) -> int:
        """How much the frame asks for; the most specific one that fits wins."""
        words = (self.object, self.complement, self.subject, self.refusal, self.modal)
        phrases = sum(2 + bool(lemmas) for _, lemmas in self.prep)
        clause = 0 if self.clause is None else 2 + bool(self.clause)
        return 4 * bool(self.particle) + 3 * sum(map(bool, words)) + phrases + clause + len(self.needs)


@dataclass(frozen=True, slots=True)
class Off:
    """A row that switches frames of the package off: all that have this type, mode and trigger, as far as it says."""

    of: Mapping[str, str]
    where: str

    def covers(self, frame: Frame) -> bool:
        return self.of.items() <= {"type": frame.type, "mode": frame.mode, frame.kind: frame.lemma}.items()


class FrameTable:
    """Frames, and those of each trigger (its kind and lemma) in the order in which they are tried."""

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames = tuple(frames)
        self.by_trigger: dict[tuple[str, str], list[Frame]] = defaultdict(list)
        for frame in self.frames:
            self.by_trigger[frame.kind, frame.lemma].append(frame)
        for listed in self.by_trigger.values():
            listed.sort(key=lambda f: (-f.specificity, "" if f.own else f.id))

    @classmethod
    def load(cls, *own: Path) -> FrameTable:
        """The frames of the package, and those of files of one's own.

        Raise InputError, naming file and line, where a row is no frame, or switches nothing off.
        """
        if not own:
            return _of_package()
        rows = [row for path in own for row in read_rows(owned.text(path), path.name, own=True)]
        shipped, offs = _of_package().frames, [row for row in rows if isinstance(row, Off)]
        for off in offs:
            if not any(map(off.covers, shipped)):
                raise InputError(f"{off.where}: no frame of the package is so: kg frames list prints them")
        kept = (f for f in shipped if not any(off.covers(f) for off in offs))
        return cls((*kept, *(row for row in rows if isinstance(row, Frame))))


@cache
def _of_package() -> FrameTable:
    folder = files("kg").joinpath("data/frames")
    shipped = sorted((f for f in folder.iterdir() if f.name.endswith(".jsonl")), key=lambda f: f.name)
    rows = (row for file in shipped for row in read_rows(file.read_text(encoding="utf-8"), file.name))
    return FrameTable(row for row in rows if isinstance(row, Frame))


def read_rows(text: str, file: str, *, own: bool = False) -> Iterator[Frame | Off]:
    """The rows of JSON lines; InputError names file and line where one is no frame."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield _row(json.loads(line), file, number, own=own)
            except json.JSONDecodeError as error:
                raise InputError(f"{file}, line {number}: not JSON ({error}): write one object a line") from error
            except ValueError as error:
                raise InputError(f"{file}, line {number}: {error}") from error


def row_of(frame: Frame) -> dict[str, Any]:
    """The row that makes a frame."""
    row = {"type": frame.type, **({"mode": frame.mode} if frame.mode else {}), frame.kind: frame.lemma}
    given = ((name, getattr(frame, name)) for name in _DEFAULTS if name in _READERS and name not in row)
    return row | {name: _plain(name, value) for name, value in given if value != _DEFAULTS[name]}


def _plain(name: str, value: Any) -> Any:
    if name == "prep":
        return {preposition: sorted(lemmas) for preposition, lemmas in value}
    return sorted(value) if isinstance(value, frozenset) else value


# ---------------------------------------------------------------------------------------------------- from row to value


def _row(row: Any, file: str, line: int, *, own: bool) -> Frame | Off:
    if not isinstance(row, dict):
        raise ValueError("a row is a JSON object")
    return _off(row, f"{file}, line {line}") if own and OFF in row else _frame(row, file, line, own=own)


def _frame(row: Mapping[str, Any], file: str, line: int, *, own: bool) -> Frame:
    values = _values(row)
    kinds = [k for k in TRIGGERS if k in values]
    if len(kinds) != 1 or "type" not in values or "roles" not in values:
        raise ValueError(f"a frame needs type, roles and one of {', '.join(TRIGGERS)}")
    kind, lemma = kinds[0], values.pop(kinds[0])
    place = _own_place(row, lemma) if own else f"{file.removesuffix('.jsonl')}.{lemma}.{line}"
    made = Frame(f"{row['type']}.{place}", kind=kind, lemma=lemma, file=file, line=line, own=own, **values)
    _check(made)
    return made


def _own_place(row: Mapping[str, Any], lemma: str) -> str:
    """What tells a frame of one's own from others by what it says, wherever it stands."""
    says = {key: value for key, value in row.items() if key not in {"example", "expect"}}
    return f"own.{lemma}.{digest(json.dumps(says, sort_keys=True))[:8]}"


def _off(row: Mapping[str, Any], where: str) -> Off:
    keys = row.keys() - {OFF}
    if row[OFF] is not True or not keys & {"type", *TRIGGERS} or keys - {"type", "mode", *TRIGGERS}:
        raise ValueError('to switch frames off say of which word or type: {"verb": "grill", "off": true}')
    return Off(_values({key: row[key] for key in keys}), where)


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := row.keys() - _READERS.keys():
        raise ValueError(f"a frame has no {', '.join(sorted(unknown))}; it may have {', '.join(sorted(_READERS))}")
    values = {key: _READERS[key](key, value) for key, value in row.items()}
    if values.get("type", "AGREE") not in EVENT_TYPES:
        raise ValueError(f"unknown type {values['type']!r}; use one of {', '.join(EVENT_TYPES)}")
    return values


def _check(frame: Frame) -> None:
    modes = MODES.get(frame.type, ())
    for mode in (frame.mode, frame.mode_apart):
        if mode is not None and mode not in modes:
            use = f"use one of {', '.join(modes)}, or leave it out" if modes else "leave it out"
            raise ValueError(f"{frame.type} has no mode {mode!r}; {use}")
    if wrong := {*frame.roles, *frame.needs} - set(ROLES):
        raise ValueError(f"no such role: {', '.join(sorted(wrong))}; roles are {', '.join(ROLES)}")
    if unknown := (frame.source_class | frame.target_class).difference(ENTITY_CLASSES):
        raise ValueError(f"unknown class {', '.join(sorted(unknown))}; use one of {', '.join(ENTITY_CLASSES)}")


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{key} is a string, not {value!r}")
    return value


def _lemma(key: str, value: Any) -> str:
    if not _WORD.fullmatch(_text(key, value)) or value != value.lower():
        raise ValueError(f"{key} is one word in its basic form and small letters, such as 'meet', not {value!r}")
    return str(value)


def _flag(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{key} is true or false, not {value!r}")
    return value


def _list(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not {*map(type, value)} <= {str} or "" in value:
        raise ValueError(f'{key} is a list of strings, such as ["word"], not {value!r}')
    return tuple(value)


def _set(key: str, value: Any) -> frozenset[str]:
    return frozenset(_list(key, value))


def _lists(key: str, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise ValueError(f'{key} is an object of lists, such as {{"source": ["subj"]}}, not {value!r}')
    return {name: _list(f"{name} of {key}", listed) for name, listed in value.items()}


def _prep(key: str, value: Any) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((preposition, frozenset(lemmas)) for preposition, lemmas in _lists(key, value).items())


def _sides(key: str, value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f'{key} is a list of sources and one of targets, such as [["Iran"], ["Iraq"]], not {value!r}')
    return _list(key, value[0]), _list(key, value[1])


_READERS: Mapping[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(("type", "mode", "mode_apart", "particle", "example"), _text),
    **dict.fromkeys(TRIGGERS, _lemma),
    **dict.fromkeys(("refusal", "symmetric"), _flag),
    **dict.fromkeys(("object", "not_object", "without", "complement", "subject", "modal", "clause", "light"), _set),
    **dict.fromkeys(("source_class", "target_class"), _set),
    "needs": _list,
    "roles": _lists,
    "prep": _prep,
    "expect": _sides,
}
_DEFAULTS = {f.name: {} if f.default is MISSING else f.default for f in fields(Frame)}


def _few(lemmas: frozenset[str]) -> str:
    shown = sorted(lemmas)[:FEW]
    return "/".join(shown) + ("/..." if len(lemmas) > FEW else "") if shown else "..."
