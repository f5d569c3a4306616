"""How a project file, `kg.toml`, becomes the defaults of all commands, in the form in which click takes them.

A section for each command holds its options by their long names: `[build]`, `[treaties.status]`. What stands above all
sections goes to each command that knows it. What is typed or in the environment goes before what the file says.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import click
from click.types import FloatParamType, IntParamType

from kg import project
from kg.cli.types import Place
from kg.errors import InputError
from kg.hints import hint
from kg.screen import wanted

SHARED = (  # for all commands; other options mean another thing from command to command
    "store", "graph", "gazetteer", "frames", "decisions", "queries", "model", "publisher", "base-iri", "jobs",
)  # fmt: skip
APART = {"treaties": frozenset({"graph", "store"})}  # of kg treaties a graph is asked only where its section says so
KEPT = frozenset({"gazetteer", "frames", "decisions"})  # by a store, from which kg pack takes them
Values = Mapping[str, Any]
Where = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Project:
    """The file that the commands are run with, and what is wrong with it."""

    file: Path | None
    error: InputError | None = None


def _configure(ctx: click.Context, _: click.Parameter, given: Path | None) -> None:
    found = project.find(Path.cwd())
    file = given or (found and Path(os.path.relpath(found)))
    ctx.obj = Project(file)
    if file is None:
        return
    assert isinstance(ctx.command, click.Group)
    try:
        ctx.default_map = defaults(file, ctx.command)
    except InputError as error:
        ctx.obj = Project(file, error)


class _Color(click.Option):
    """Of the environment it is not one variable that says it."""

    def value_from_envvar(self, ctx: click.Context) -> str | None:
        said = wanted(os.environ)
        return None if said is None else str(said)


def _color(ctx: click.Context, _: click.Parameter, given: bool | None) -> None:
    ctx.color = given


CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="KG_CONFIG",
    show_envvar=True,
    is_eager=True,
    expose_value=False,
    callback=_configure,
    help="Project file with defaults for all commands; else kg.toml here or in a folder above.",
)
COLOR = click.option(
    "--color/--no-color",
    cls=_Color,
    default=None,
    expose_value=False,
    callback=_color,
    help="Colours, whether or not it is a terminal; else as NO_COLOR and FORCE_COLOR say.",
)


def defaults(file: Path, root: click.Group) -> dict[str, Any]:
    """What the file says, as a default map of click; InputError in one line where a key or value does not fit."""
    return _Reader(file, root).group(root, (), project.read(file), {})


def keys(command: click.Command) -> dict[str, click.Parameter]:
    """What the file may say of a command: options by their long names ("max-rows"), arguments by theirs."""
    return {_key(param): param for param in command.params if not param.is_eager}


def _key(param: click.Parameter) -> str:
    return next((name for name in param.opts if name.startswith("--")), param.opts[0]).removeprefix("--")


class _Reader:
    def __init__(self, file: Path, root: click.Group) -> None:
        self._file = file
        self._folder = file.absolute().parent
        self._root = root

    def group(self, group: click.Group, where: Where, said: Values, shared: Values) -> dict[str, Any]:
        """The defaults of all commands of a group: `said` is its part of the file, `shared` what stands above that."""
        sections = {name: value for name, value in said.items() if isinstance(value, dict)}
        plain = {name: value for name, value in said.items() if name not in sections}
        own = keys(group)
        for name in sections:
            if name not in group.commands:
                self._fail((), f"there is no section [{'.'.join((*where, name))}]", name, group.commands)
        self._check(plain, [*own, *self._common(group)], where)
        found = {own[name].name: self._value(own[name], value, where) for name, value in plain.items() if name in own}
        below = _without(APART.get(group.name or "", ()), shared) | plain
        for name, command in group.commands.items():
            of_command = self.group if isinstance(command, click.Group) else self._command
            found[name] = of_command(command, (*where, name), sections.get(name, {}), below)  # type: ignore[arg-type]
        return {str(name): value for name, value in found.items()}

    def _common(self, group: click.Group) -> Iterable[str]:
        """What may be said of all commands of a group at once."""
        return SHARED if group is self._root else {name for c in group.commands.values() for name in keys(c)}

    def _command(self, command: click.Command, where: Where, said: Values, shared: Values) -> dict[str, Any]:
        params = keys(command)
        self._check(said, params, where)
        if where == ("pack",) and "store" in shared:
            shared = _without(KEPT, shared)
        shared = {n: v for n, v in _asked(shared).items() if n in params and n not in said and _fits(params[n], v)}
        above = {str(params[name].name): self._value(params[name], value, where[:-1]) for name, value in shared.items()}
        return above | {str(params[name].name): self._value(params[name], value, where) for name, value in said.items()}

    def _check(self, said: Iterable[str], known: Iterable[str], where: Where) -> None:
        known = list(known)
        for name in said:
            if name in known:
                continue
            if name in SHARED:
                self._fail(where, f"has no key {name!r}: for all commands it stands above the first section")
            self._fail(where, f"has no key {name!r}" if where else f"no key {name!r} is for all commands", name, known)

    def _value(self, param: click.Parameter, value: Any, where: Where) -> Any:
        """A value as it would come from the command line, checked by click; paths are those of the file's folder."""
        if not _fits(param, value):
            self._fail(where, f"{_key(param)} takes one value, not a list")
        given = [self._one(param, one, where) for one in (value if isinstance(value, list) else [value])]
        result = given if _takes_several(param) else given[0]
        try:
            param.type_cast_value(click.Context(click.Command(_key(param))), result)
        except click.BadParameter as error:
            self._fail(where, f"{_key(param)}: {error.message}")
        return result

    def _one(self, param: click.Parameter, value: Any, where: Where) -> Any:
        wanted, types = _wanted(param)
        if isinstance(value, datetime.date):  # TOML has days; here they are text
            value = value.isoformat()
        if type(value) not in types:
            self._fail(where, f"{_key(param)} must be {wanted}, not {value!r}")
        return project.located(self._folder, value) if isinstance(param.type, click.Path | Place) else value

    def _fail(self, where: Where, problem: str, word: str = "", known: Iterable[str] = ()) -> NoReturn:
        section = f"[{'.'.join(where)}] " if where else ""
        close = hint(word, known) if word else ""
        raise InputError(f"{self._file}: {section}{problem}" + (f"; {close}" if close else ""))


def _without(names: Iterable[str], values: Values) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _asked(shared: Values) -> Values:
    """Where no graph is named, the one to ask is the store that is built."""
    return {"graph": shared["store"], **shared} if "store" in shared else shared


def _takes_several(param: click.Parameter) -> bool:
    return param.nargs == -1 or bool(getattr(param, "multiple", False))


def _fits(param: click.Parameter, value: Any) -> bool:
    return _takes_several(param) or not isinstance(value, list)


def _wanted(param: click.Parameter) -> tuple[str, tuple[type, ...]]:
    """What a value in the file must be, in words and in types."""
    if getattr(param, "is_flag", False):
        return "true or false", (bool,)
    if isinstance(param.type, IntParamType):
        return "a whole number", (int,)
    if isinstance(param.type, FloatParamType):
        return "a number", (int, float)
    return "text in quotes", (str,)
