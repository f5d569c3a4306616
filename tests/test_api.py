"""The public Python API: what `kg.__all__` names is there, typed, documented, and costs nothing before it is used."""

from __future__ import annotations

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import kg

SOURCE = ast.parse(Path(kg.__file__).read_text(encoding="utf-8"))


def typed_names() -> set[str]:
    """The names that type checkers see: imported under TYPE_CHECKING as themselves, or defined."""
    guarded = [n for n in SOURCE.body if isinstance(n, ast.If)]
    imported = {
        alias.asname for block in guarded for n in block.body if isinstance(n, ast.ImportFrom) for alias in n.names
    }
    defined = {n.name for n in SOURCE.body if isinstance(n, ast.FunctionDef)}
    return {name for name in imported | defined if name and not name.startswith("_")} | {"__version__"}


def test_what_is_public_is_named_once_in_order_and_type_checkers_see_the_same() -> None:
    assert kg.__all__ == sorted(set(kg.__all__))
    assert set(kg.__all__) == typed_names()


@pytest.mark.parametrize("name", [n for n in kg.__all__ if n != "__version__"])
def test_what_is_public_exists_and_says_what_it_is(name: str) -> None:
    found = getattr(kg, name)
    assert inspect.getdoc(found)
    assert name in dir(kg)


def test_a_misspelt_name_fails() -> None:
    with pytest.raises(AttributeError, match="bulid"):
        _ = kg.bulid  # type: ignore[attr-defined]


def test_importing_the_package_alone_loads_no_library() -> None:
    code = "import sys, kg; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"spacy", "pyoxigraph", "rdflib", "networkx", "click", "numpy"} & set(done.stdout.split())


def test_from_texts_to_an_answer_in_three_names() -> None:
    text = kg.Document("Brazil ratified the Paris Agreement on Monday.", date="2024-05-15")
    with kg.graph_of(kg.extract([text])) as graph:
        [row] = graph.query("treaty-actions")
    assert (row["who"], row["date"]) == ("Brazil", "2024-05-13")


def test_files_are_read_built_and_opened(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text("Poland ratified the Paris Agreement on 7 October 2016.\n", encoding="utf-8")
    made = kg.build(kg.read([article]), tmp_path / "out")
    assert (made.documents, made.events) == (1, {"TREATY_RATIFY": 1})
    with kg.open(tmp_path / "out" / "graph.ttl") as graph:
        assert [row["who"] for row in graph.query("treaty-actions")] == ["Poland"]
    assert not kg.verify(str(tmp_path / "out")).faults
