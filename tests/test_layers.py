"""Imports go one way, and the two halves never meet."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
LAYERS = {
    "kg.errors": 0, "kg": 0,
    "kg.model": 1, "kg.periods": 1, "kg.names": 1, "kg.rows": 1, "kg.visible": 1, "kg.chunks": 1, "kg.storage": 1,
    "kg.hints": 1, "kg.own": 1,
    "kg.screen": 2, "kg.project": 2,
    "kg.gazetteer": 2, "kg.frames": 2, "kg.offices": 2, "kg.memberships": 2, "kg.participations": 2, "kg.run": 2,
    "kg.account": 2, "kg.events": 2, "kg.copies": 2,
    "kg.depositary": 3, "kg.decisions": 3, "kg.identities": 3, "kg.entry": 3,
    "kg.ledger": 4, "kg.sametext": 4, "kg.bearers": 4,
    "kg.blocks": 5, "kg.corrections": 5,
    "kg.resolver": 6, "kg.text": 5, "kg.graph": 5,
    "kg.keeper": 6, "kg.reading": 6, "kg.server": 6, "kg.evaluation": 6, "kg.assistant": 6, "kg.work": 6,
    "kg.contents": 7, "kg.settling": 7, "kg.merging": 7, "kg.processes": 7, "kg.cluster": 7,
    "kg.engine": 8,
    "kg.pipeline": 9,
    "kg.verification": 10,
    "kg.cli.types": 10, "kg.cli.completing": 10, "kg.cli.progress": 10,
    "kg.cli.options": 11, "kg.cli.config": 11, "kg.doctor": 11,
    "kg.cli.reading": 12,
    "kg.cli.build": 13, "kg.cli.serve": 13, "kg.cli.store": 13, "kg.cli.treaties": 13, "kg.cli.mcp": 13,
    "kg.cli.verify": 13, "kg.cli.evaluate": 13, "kg.cli.frames": 13, "kg.cli.export": 13, "kg.cli.asking": 13,
    "kg.cli.explain": 13, "kg.cli.project": 13,
    "kg.cli.commands": 14, "kg.cli": 15, "kg.__main__": 16,
}  # fmt: skip
FOREIGN = {
    "kg.text": {"rdflib", "pyoxigraph", "pyshacl", "networkx", "pyvis"},
    "kg.reading": {"spacy", "rdflib", "pyoxigraph"},
    "kg.graph": {"spacy"},
    "kg.assistant": {"spacy", "rdflib", "networkx"},
    "kg.server": {"spacy", "rdflib"},
    "kg.model": {"spacy", "rdflib", "pyoxigraph"},
    "kg.frames": {"spacy", "rdflib", "pyoxigraph"},
    "kg.evaluation": {"spacy", "rdflib", "pyoxigraph"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    parts = ["kg", *path.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(p for p in parts if p != "__init__")


def room(module: str) -> str:
    """The room of the house that a module is in: 'kg.text.frames' is in 'kg.text'."""
    return next(
        name for name in sorted(LAYERS, key=len, reverse=True) if module == name or module.startswith(name + ".")
    )


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" if node.module == "kg" else node.module for alias in node.names}
    return {"kg" if name == "kg.__version__" else name for name in found}


@pytest.mark.parametrize("path", [m for m in MODULES if dotted(m) != "kg"], ids=dotted)  # kg opens what is inside
def test_a_module_imports_only_from_rooms_below_its_own(path: Path) -> None:
    mine = room(dotted(path))
    for name in imports(path):
        if name == "kg" or name.startswith("kg."):
            other = room(name)
            assert other == mine or LAYERS[other] < LAYERS[mine], f"{dotted(path)} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_spacy_and_rdf_stay_in_their_own_halves(path: Path) -> None:
    forbidden = FOREIGN.get(room(dotted(path)), set())
    assert not {name.split(".")[0] for name in imports(path)} & forbidden
