"""The built wheel holds all that is needed and works alone."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return next(out.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_ships_data_and_ontology(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "kg/ontology/dkg.ttl",
        "kg/ontology/event-types.ttl",
        "kg/ontology/shapes.ttl",
        "kg/ontology/alignments.ttl",
    } <= names
    assert {
        "kg/data/offices.jsonl",
        "kg/data/gazetteer/states.jsonl",
        "kg/data/frames/CONSULT.jsonl",
        "kg/py.typed",
    } <= names
    assert any(n.startswith("kg/data/queries/") for n in names)


@pytest.mark.slow
def test_the_wheel_alone_builds_and_answers(wheel: Path, tmp_path: Path) -> None:
    """Unpacked in an empty place, with the repository out of reach; dependencies come from the running environment."""
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    article = tmp_path / "article.txt"
    article.write_text("Brazil ratified the Paris Agreement on Monday.\n", encoding="utf-8")
    code = (
        f"import sys; sys.path.insert(0, {str(site)!r}); import kg; assert kg.__file__.startswith({str(site)!r}); "
        "from kg.cli import main; main()"
    )

    def kg(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    kg("build", str(article), "-o", "out", "--date", "2024-05-15")
    assert "Brazil" in kg("query", "out/graph.ttl", "treaty-actions", "--format", "csv")
    kg("check", "out/graph.ttl")
