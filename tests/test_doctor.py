"""`kg doctor`: what is there, what is missing or broken, and the command that mends it."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from kg import doctor
from kg.cli import main
from kg.doctor import Finding, Used, machine, packages, pipelines, tables
from kg.run import DEFAULT_MODEL


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *arguments])


def found(findings: object, name: str) -> Finding:
    [finding] = [f for f in findings if f.name.startswith(name)]  # type: ignore[attr-defined]
    return finding


@pytest.fixture(scope="module")
def healthy() -> list[Finding]:
    return list(doctor.examine(Used()))


def test_a_whole_installation_is_sound_and_told_part_by_part(healthy: list[Finding]) -> None:
    assert [f for f in healthy if f.is_fault] == []
    assert list(Counter(f.part for f in healthy)) == [
        "Python", "Packages", "Data of the package", "Pipelines", "Project", "Machine",
    ]  # fmt: skip


def test_each_package_that_kg_declares_is_looked_at(healthy: list[Finding]) -> None:
    looked = {f.name.split()[0] for f in healthy if f.part == "Packages"}
    declared = [re.match(r"[\w.-]+", line) for line in metadata.requires("diplomatic-kg") or [] if "extra" not in line]
    assert {name[0].lower() for name in declared if name} <= {name.lower() for name in looked}
    assert {"starlette", "mcp", "distributed"} <= looked


def test_the_default_pipeline_finds_a_meeting_in_a_sentence(healthy: list[Finding]) -> None:
    read = found(healthy, f"reading with {DEFAULT_MODEL}")
    assert read.says == "finds in a sentence that Emmanuel Macron and Olaf Scholz met on 2024-03-12"


def test_a_package_that_is_missing_comes_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, pyshacl=None, uvicorn=None)
    looked = list(packages.examine())
    needed, extra = found(looked, "pyshacl"), found(looked, "uvicorn")
    assert (needed.state, needed.is_fault) == ("missing", True)
    assert needed.mend == packages.pip("'pyshacl>=0.30'")
    assert (extra.state, extra.is_fault, extra.says) == ("missing", False, "for kg serve")
    assert "[server]" in extra.mend


def test_a_package_of_the_wrong_version_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, rdflib="0.1")
    finding = found(packages.examine(), "rdflib")
    assert (finding.state, finding.name) == ("broken", "rdflib 0.1")
    assert finding.says.startswith("kg needs ")


def test_a_package_that_cannot_be_imported_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)  # type: ignore[arg-type]
    finding = found(packages.examine(), "zstandard")
    assert finding.state == "broken"
    assert "import zstandard: ModuleNotFoundError" in finding.says
    assert "--force-reinstall" in finding.mend


def test_without_pip_the_command_is_one_of_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages.importlib.util, "find_spec", lambda name: None)
    assert packages.pip("rich") == f"uv pip install --python {sys.executable} rich"


def test_a_pipeline_that_is_not_installed_is_told_with_its_package() -> None:
    looked = list(pipelines.examine(["en_core_web_lg", "fr=fr_core_news_sm"]))
    for name in ("en_core_web_lg", "fr_core_news_sm"):
        finding = found(looked, f"reading with {name}")
        assert finding.is_fault
        assert finding.mend.endswith(f"pip install {name}")
    assert not found(looked, DEFAULT_MODEL).is_fault


def test_where_the_engine_of_the_graph_is_missing_the_looks_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "kg.graph.infer", None)  # type: ignore[arg-type]
    looked = list(tables.of_package())
    assert found(looked, "rules").says == "cannot be tried without kg.graph.infer"
    assert found(looked, "ontology").state == "ok"


def test_what_a_project_names_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    CliRunner().invoke(main, ["init", str(tmp_path)])
    monkeypatch.chdir(tmp_path)
    Path("names.jsonl").write_text('{"id": "org-x", "cls": "Club", "name": "X"}\n', encoding="utf-8")
    Path("decisions.csv").write_text("verdict,one\nperhaps,x\n", encoding="utf-8")
    Path("store").mkdir()
    result = run()
    assert result.exit_code == 1
    assert "broken   names.jsonl: names.jsonl, line 1: unknown class 'Club'" in result.stdout
    assert "broken   decisions.csv: " in result.stdout
    assert "broken   store: store is no store" in result.stdout
    assert "ok       queries: 1 query" in result.stdout


def test_a_broken_project_file_is_told_and_the_rest_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("kg.toml").write_text("stor = 1", encoding="utf-8")
    result = run("--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["sound"] is False
    [broken] = [f for f in told["findings"] if f["state"] == "broken"]
    assert "did you mean store" in broken["says"]
    assert broken["mend"] == "edit kg.toml"


def test_no_project_is_no_fault(healthy: list[Finding]) -> None:
    finding = found(healthy, "kg.toml")
    assert (finding.state, finding.mend, finding.is_fault) == ("missing", "kg init", False)


def test_an_address_is_not_asked(tmp_path: Path) -> None:
    used = Used(file=tmp_path / "kg.toml", store="http://nowhere.invalid:1", graph="http://nowhere.invalid:1")
    assert found(tables.of_user(used), "http://").says == "an address, which was not asked"


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "ROOM", 1e30)
    findings = list(machine.examine(Used(store=str(tmp_path / "not" / "yet" / "there"))))
    assert [f for f in findings if f.state == "broken"]
    assert not [f for f in findings if f.is_fault]


def installed(monkeypatch: pytest.MonkeyPatch, **versions: str | None) -> None:
    """As if these packages were installed in these versions, or not at all."""
    real = metadata.distribution

    def distribution(name: str) -> object:
        if name not in versions:
            return real(name)
        if versions[name] is None:
            raise metadata.PackageNotFoundError(name)
        return SimpleNamespace(version=versions[name], requires=())

    monkeypatch.setattr(metadata, "distribution", distribution)
