"""Python, and the packages that kg declares to need: those of its base, and those of its extras."""

from __future__ import annotations

import importlib
import importlib.util
import json
import platform
import re
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from kg.doctor.finding import Finding

if TYPE_CHECKING:
    from packaging.requirements import Requirement

NAME = "diplomatic-kg"
EXTRAS = {
    "server": "kg serve",
    "mcp": "kg mcp",
    "cluster": "kg build --engine",
    "notebooks": "notebooks and data frames",
}
PART = "Packages"


def examine() -> Iterator[Finding]:
    """Python and kg themselves, then each package; a package of an extra is needed for its command only."""
    try:
        kg = metadata.distribution(NAME)
    except metadata.PackageNotFoundError:
        folder = Path(__file__).parents[2]
        says, mend = f"is run from {folder}, but is not installed", pip(f"-e {quote(str(folder))}")
        yield Finding("Python", NAME, "broken", says, mend)
        return
    yield _python(kg)
    yield Finding("Python", f"{NAME} {kg.version}", "ok", str(Path(__file__).parents[1]))
    modules = _modules()
    for requirement in _required(kg, ""):
        yield _looked_at(requirement, modules, mend=pip(quote(asked_for(requirement.name))), use="")
    base = {r.name for r in _required(kg, "")}
    for extra, use in EXTRAS.items():
        for requirement in _required(kg, extra):
            if requirement.name not in base:
                yield _looked_at(requirement, modules, mend=install(extra), use=use)


def pip(what: str) -> str:
    """The command that installs something beside this kg, with pip or, where there is none, with uv."""
    python = quote(sys.executable)
    if importlib.util.find_spec("pip"):
        return f"{python} -m pip install {what}"
    return f"uv pip install --python {python} {what}"


def install(extra: str = "") -> str:
    """The command that installs kg, with an extra, from where this one was installed."""
    origin = json.loads(metadata.distribution(NAME).read_text("direct_url.json") or "{}")
    extras = f"[{extra}]" if extra else ""
    if origin.get("dir_info", {}).get("editable"):
        return pip(f"-e {quote(url2pathname(urlsplit(origin['url']).path) + extras)}")
    return pip(quote(f"{NAME}{extras} @ {origin['url']}" if origin else f"{NAME}{extras}"))


def asked_for(name: str) -> str:
    """A package with the version of it that kg needs, as pip takes it; "" where kg does not ask for it."""
    kg = next(iter(metadata.distributions(name=NAME)), None)
    found = (f"{r.name}{r.specifier}" for r in (_required(kg, "") if kg else ()) if _normal(r.name) == _normal(name))
    return next(found, "")


def _python(kg: metadata.Distribution) -> Finding:
    from packaging.specifiers import SpecifierSet

    wanted, version = kg.metadata["Requires-Python"], platform.python_version()
    if SpecifierSet(wanted).contains(version, prereleases=True):
        return Finding("Python", f"Python {version}", "ok", sys.executable)
    says = f"kg needs Python {wanted}"
    return Finding("Python", f"Python {version}", "broken", says, "python3.13 -m venv .venv")


def _required(distribution: metadata.Distribution, extra: str) -> Sequence[Requirement]:
    """What a package needs on this machine, of its own or for an extra only."""
    from packaging.requirements import Requirement

    found = map(Requirement, distribution.requires or ())
    asked = [r for r in found if (r.marker is None and not extra) or (r.marker and r.marker.evaluate({"extra": extra}))]
    return [r for r in asked if not extra or "extra" in str(r.marker)]


def _modules() -> Mapping[str, Sequence[str]]:
    """The modules to import of each distribution, by its normal name."""
    found: dict[str, list[str]] = defaultdict(list)
    for module, distributions in metadata.packages_distributions().items():
        if module.isidentifier() and not module.startswith("_"):
            for name in distributions:
                found[_normal(name)].append(module)
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _looked_at(requirement: Requirement, modules: Mapping[str, Sequence[str]], *, mend: str, use: str) -> Finding:
    name, purpose = requirement.name, f"for {use}" if use else ""
    try:
        found = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return Finding(PART, name, "missing", purpose, mend, not use)
    named = f"{name} {found.version}"
    if not requirement.specifier.contains(found.version, prereleases=True):
        return Finding(PART, named, "broken", f"kg needs {requirement.specifier}", mend, not use)
    for inner in (r for extra in requirement.extras for r in _required(found, extra)):
        if not _is_installed(inner.name):
            return Finding(PART, named, "broken", f"has no {inner.name}", pip(quote(str(requirement))), not use)
    if failed := _failing(modules.get(_normal(name), ())):
        again = pip(f"--force-reinstall {quote(f'{name}{requirement.specifier}')}")
        return Finding(PART, named, "broken", failed, again, not use)
    return Finding(PART, named, "ok", purpose, needed=not use)


def _is_installed(name: str) -> bool:
    return next(iter(metadata.distributions(name=name)), None) is not None


def _failing(modules: Sequence[str]) -> str:
    """What is said by the first module that cannot be imported."""
    for module in modules:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                importlib.import_module(module)
        except Exception as error:
            return f"import {module}: {type(error).__name__}: {error}"
    return ""
