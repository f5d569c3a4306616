"""The data of the package, and what a project names: its store, graph, name tables, frames, decisions, queries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from shlex import quote

from kg.doctor.finding import Finding, Used, tried
from kg.doctor.packages import NAME, pip
from kg.errors import InputError

PACKAGE, PROJECT = "Data of the package", "Project"
SHAPES = "shapes.ttl"


def of_package() -> Iterator[Finding]:
    """Whether what kg knows can be read: it is in files that come with it."""
    looks: dict[str, Callable[[], str]] = {
        "names": partial(_names, ()),
        "offices": _offices,
        "memberships and participations in treaties": _registers,
        "frames": partial(_frames, ()),
        "queries": _queries,
        "rules": _rules,
        "ontology": _ontology,
    }
    for name, look in looks.items():
        yield tried(PACKAGE, name, look, mend=pip(f"--force-reinstall --no-deps {NAME}"))


def of_user(used: Used) -> Iterator[Finding]:
    """Whether what the project file names can be read; where there is none, that there is none."""
    if used.file is None:
        yield Finding(PROJECT, "kg.toml", "missing", "no project here or in a folder above", "kg init", needed=False)
        return
    if used.problem:
        yield Finding(PROJECT, str(used.file), "broken", used.problem, f"edit {used.file}")
        return
    yield Finding(PROJECT, str(used.file), "ok")
    for path in used.tables:
        yield tried(PROJECT, str(path), partial(_names, (path,)), mend=f"edit {path}")
    if used.frames:
        said = ", ".join(map(str, used.frames))
        yield tried(PROJECT, said, partial(_frames, used.frames), mend=f"edit {said}")
    if used.decisions:
        yield tried(PROJECT, str(used.decisions), partial(_decisions, used.decisions), mend=f"edit {used.decisions}")
    for path in used.queries:
        yield tried(PROJECT, str(path), partial(_queries, path), mend=f"edit {path}")
    if used.store:
        yield _kept(used.store, _store)
    if used.graph and used.graph != used.store:
        yield _kept(used.graph, _graph)


def _kept(target: str, look: Callable[[str], str]) -> Finding:
    if "://" in target:
        return Finding(PROJECT, target, "ok", "an address, which was not asked", needed=False)
    if not Path(target).exists():
        return Finding(PROJECT, target, "missing", "not built yet", "kg build", needed=False)
    return tried(PROJECT, target, partial(look, target), mend=f"kg merge {quote(target)} --store NEW")


def _names(tables: tuple[Path, ...]) -> str:
    from kg.gazetteer import Gazetteer, read_table
    from kg.own import files

    found = [*files(tables)]
    number = sum(len([*read_table(path)]) for path in found) if tables else len(Gazetteer.load())
    return _several(number, "name")


def _offices() -> str:
    from kg.offices import Offices

    return _several(len(Offices.load().names()), "name") + " of holders"


def _registers() -> str:
    from kg.memberships import Memberships
    from kg.participations import Participations

    Memberships.load()
    Participations.load()
    return ""


def _frames(own: tuple[Path, ...]) -> str:
    from kg.frames import FrameTable
    from kg.own import files

    found = [frame for frame in FrameTable.load(*files(own)).frames if frame.own or not own]
    return _several(len(found), "frame")


def _decisions(path: Path) -> str:
    from kg.decisions import read

    return _several(len(read(path)), "decision")


def _queries(*folders: Path) -> str:
    from kg.graph.named import named_queries

    more = len(named_queries(folders)) - (len(named_queries()) if folders else 0)
    return _several(more, "quer", "y", "ies")


def _rules() -> str:
    from kg.graph.infer import rules

    return _several(len(rules()), "rule")


def _ontology() -> str:
    from kg.graph.vocab import ontology

    if not ontology(SHAPES).is_file():
        raise InputError(f"{SHAPES} is not there")
    return ""


def _store(target: str) -> str:
    from kg.contents import status

    _graph(target)
    found = status(target)
    return f"{found.state}, {_several(len(found.documents), 'document')}"


def _graph(target: str) -> str:
    from kg.graph.store import load

    return _several(len(load(target)), "statement")


def _several(number: int, word: str, one: str = "", many: str = "s") -> str:
    return f"{number:,} {word}{one if number == 1 else many}"
