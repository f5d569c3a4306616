"""Named queries: SPARQL files of the package (`kg/data/queries`) and of users' own folders, and their headers.

A named query is a file that any engine runs as it stands. Its header of comments says what it asks:

    # title: Who met whom
    # description: Meetings and calls.
    # param since: date = 2024 -- only what happened on or after this day
    # param who: label required -- who says so
    # example: since=2025-03-01 who="Donald Trump"

Each parameter stands in the text as `VALUES ?since { UNDEF }`, which restricts nothing.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from kg.errors import QueryError

ParamType = Literal["date", "string", "integer", "label"]
FOLDERS = "KG_QUERIES"  # environment variable: folders of queries, separated as those of PATH are

_LINE = re.compile(r"^#[ \t]*(title|description|example):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_PARAM = re.compile(
    r"^#[ \t]*param[ \t]+(?P<name>\w+):[ \t]*(?P<type>\w+)(?P<required>[ \t]+required)?"
    r"(?:[ \t]*=[ \t]*(?P<default>.+?))?(?:[ \t]+--[ \t]*(?P<help>.+?))?[ \t]*$",
    re.MULTILINE,
)
_GIVEN = re.compile(r"^#[ \t]*(param[ \t]+\w+|example):.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a named query. `default` is None where its absence means no restriction."""

    name: str
    type: ParamType
    required: bool = False
    default: str | None = None
    help: str = ""


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query as its file says it; `example` holds values of parameters with which it is worth asking."""

    name: str
    title: str
    description: str
    params: tuple[Param, ...]
    text: str
    example: tuple[tuple[str, str], ...] = ()

    def described(self) -> dict[str, Any]:
        """All but its text, as plain data: for pages and programs."""
        params = [
            {"name": p.name, "type": p.type, "required": p.required, "default": p.default, "help": p.help}
            for p in self.params
        ]
        return {
            "name": self.name,
            "title": self.title,
            "description": self.description,
            "params": params,
            "example": dict(self.example),
        }


def named_queries(
    folders: Sequence[Path] = (), *, on_problem: Callable[[str], None] | None = None
) -> Mapping[str, NamedQuery]:
    """The queries of the folders and of the package by name, in the order of the alphabet; earlier folders go first.

    A file or folder that cannot be read is told to `on_problem` in one line and left out; without it, a QueryError.
    """
    found = dict(_shipped())
    for folder in reversed(folders):
        for path in _files(folder, on_problem):
            try:
                found[path.stem] = parse(path.stem, read(path))
            except QueryError as error:
                _tell(f"{path}: {error}", on_problem)
    return MappingProxyType(dict(sorted(found.items())))


@cache
def _shipped() -> Mapping[str, NamedQuery]:
    folder: Traversable = files("kg") / "data" / "queries"
    texts = {
        f.name.removesuffix(".rq"): f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name[-3:] == ".rq"
    }
    return MappingProxyType({name: parse(name, text) for name, text in sorted(texts.items())})


def _files(folder: Path, on_problem: Callable[[str], None] | None) -> list[Path]:
    if not folder.is_dir():
        _tell(f"{folder} is no folder of queries", on_problem)
        return []
    return sorted(folder.glob("*.rq"))


def _tell(problem: str, on_problem: Callable[[str], None] | None) -> None:
    if on_problem is None:
        raise QueryError(problem)
    on_problem(problem)


def user_folders(given: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The folders given, then those of the environment variable KG_QUERIES."""
    of_environment = (Path(p) for p in os.environ.get(FOLDERS, "").split(os.pathsep) if p)
    return tuple(dict.fromkeys((*given, *of_environment)))


def read(path: Path) -> str:
    """The text of a query file; QueryError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot read the query {path}: {getattr(error, 'strerror', None) or error}") from error


def parse(name: str, text: str) -> NamedQuery:
    """Read a query with its header; raise QueryError where a parameter or the example is not well declared."""
    header = dict(_LINE.findall(text))
    params = tuple(_param(name, m, text) for m in _PARAM.finditer(text))
    example = _example(name, header.get("example", ""), params) if "title" in header else ()
    return NamedQuery(name, header.get("title", name), header.get("description", ""), params, text, example)


def _param(query: str, found: re.Match[str], text: str) -> Param:
    name, kind = found["name"], found["type"]
    if kind not in get_args(ParamType):
        raise QueryError(f"{query}: parameter {name} has type {kind!r}; use one of {', '.join(get_args(ParamType))}")
    if not clause(name).search(text):
        raise QueryError(f"{query}: parameter {name} is declared, but the query has no VALUES ?{name} {{ UNDEF }}")
    return Param(name, kind, bool(found["required"]), found["default"], found["help"] or "")  # type: ignore[arg-type]


def _example(query: str, line: str, params: Sequence[Param]) -> tuple[tuple[str, str], ...]:
    try:
        pairs = [word.partition("=") for word in shlex.split(line)]
    except ValueError as error:
        raise QueryError(f"{query}: the example {line!r} has a quotation mark too few") from error
    for name, equals, _ in pairs:
        if not equals or name not in {p.name for p in params}:
            raise QueryError(f"{query}: {name!r} in the example is no parameter with a value: write parameter=value")
    return tuple((name, value) for name, _, value in pairs)


def clause(name: str) -> re.Pattern[str]:
    """What stands in a query for the values of a parameter."""
    return re.compile(rf"VALUES\s+\?{re.escape(name)}\s*\{{\s*UNDEF\s*\}}")


def without_parameters(text: str) -> str:
    """A query whose parameters are bound, without their declarations; its lines keep their numbers."""
    return _GIVEN.sub("#", text)


def listing(queries: Mapping[str, NamedQuery] | None = None) -> str:
    """The named queries as text: name, title, description, parameters and an example."""
    return "\n\n".join(_entry(q) for q in (named_queries() if queries is None else queries).values())


def _entry(query: NamedQuery) -> str:
    width = max((len(p.name) for p in query.params), default=0)
    params = [f"    {p.name:<{width}}  {_kind(p)}{p.help}" for p in query.params]
    return "\n".join([f"{query.name}: {query.title}", f"  {query.description}", *params, f"  {example(query)}"])


def _kind(param: Param) -> str:
    notes = [param.type, "required" if param.required else "", f"= {param.default}" if param.default else ""]
    return f"({', '.join(n for n in notes if n)}) "


def example(query: NamedQuery, graph: str = "out/graph.ttl") -> str:
    """The example of a query as a command for a shell."""
    given = [word for name, value in query.example for word in ("--param", f"{name}={value}")]
    return shlex.join(["kg", "query", graph, query.name, *given])
