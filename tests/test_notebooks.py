"""The notebooks run from top to bottom, and what they show is what is kept in them."""

from __future__ import annotations

import base64
import re
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
try:
    import notebooks
finally:
    sys.path.remove(str(ROOT / "scripts"))

PATHS = notebooks.paths()
KILOBYTES = 1000
each = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def cells(path: Path) -> list[NotebookNode]:
    return list(nbformat.read(path, as_version=4).cells)


def code(path: Path) -> list[NotebookNode]:
    return [cell for cell in cells(path) if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder in which all run, so that the store of the sample articles that they share is built once."""
    folder = tmp_path_factory.mktemp("notebooks")
    return folder, notebooks.workshop(folder)


@each
def test_each_runs_and_shows_what_is_kept_in_it(path: Path, workshop: tuple[Path, dict[str, str]]) -> None:
    shown = {cell.id: list(notebooks.texts(cell)) for cell in notebooks.executed(path, *workshop).cells}
    for cell in cells(path):
        assert shown[cell.id] == list(notebooks.texts(cell)), f"{path.name}, {cell.id}: run `make notebooks`"


@each
def test_nothing_failed_or_warned_when_they_were_kept(path: Path) -> None:
    shown = [text for cell in code(path) for text in notebooks.texts(cell)]
    assert shown
    assert [text for text in shown if text.startswith(("error: ", "stderr: "))] == []


@each
def test_they_are_small_and_so_are_their_pictures(path: Path) -> None:
    assert path.stat().st_size < 200 * KILOBYTES
    pictures = [
        base64.b64decode(output.data["image/png"])
        for cell in code(path)
        for output in cell.outputs
        if "image/png" in output.get("data", {})
    ]
    assert all(len(picture) < 60 * KILOBYTES for picture in pictures)


@each
def test_nothing_in_them_is_of_one_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert notebooks.PLACES.findall(text) == []
    assert nbformat.read(path, as_version=4).metadata == notebooks.METADATA
    assert all(cell.metadata == {} for cell in cells(path))


@each
def test_their_cells_are_short_run_in_order_and_have_names(path: Path) -> None:
    assert max(len(cell.source.splitlines()) for cell in code(path)) <= 15
    assert [cell.execution_count for cell in code(path)] == [n + 1 for n in range(len(code(path)))]
    assert all(re.fullmatch(r"[a-z][a-z-]+", cell.id) for cell in cells(path))


def test_they_are_numbered_as_they_are_titled() -> None:
    numbers = [int(path.stem[:2]) for path in PATHS]
    assert numbers == list(range(1, len(PATHS) + 1))
    for number, path in enumerate(PATHS, start=1):
        assert cells(path)[0].source.startswith(f"# {number}. ")


def test_the_first_graph_takes_five_cells() -> None:
    assert len(code(ROOT / "notebooks" / "01-first-graph.ipynb")) == 5


def test_what_was_printed_in_pieces_is_kept_in_one() -> None:
    pieces = [nbformat.v4.new_output("stream", name="stdout", text=text) for text in ("a", "b")]
    warned = nbformat.v4.new_output("stream", name="stderr", text="c")
    assert [output.text for output in notebooks.joined([*pieces, warned])] == ["ab", "c"]
