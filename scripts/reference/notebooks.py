"""The notebooks as pages: what was committed is shown, nothing is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbconvert import MarkdownExporter

SOURCE = Path(__file__).parents[2] / "notebooks"
FOLDER = "notebooks"
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)


def pages() -> dict[str, str | bytes]:
    """A page for each notebook, its pictures, and an index."""
    found: dict[str, str | bytes] = {}
    for path in sorted(SOURCE.glob("*.ipynb")):
        words, pictures = shown(path)
        found[f"{FOLDER}/{path.stem}.md"] = words
        found |= {f"{FOLDER}/{name}": picture for name, picture in pictures.items()}
    listed = "\n".join(_listed(found))
    return {f"{FOLDER}/index.md": f"{INTRODUCTION}\n\n{listed}\n"} | found


INTRODUCTION = """# Notebooks

Each is in the folder `notebooks/` of the repository and runs offline on the sample articles; the tests run them. To try
them: `pip install "diplomatic-kg[notebooks]"` and open the folder in Jupyter."""


def _listed(found: dict[str, str | bytes]) -> Iterator[str]:
    for name, words in found.items():
        if isinstance(words, str):
            title = _HEADING.search(words)
            yield f"1. [{re.sub('^[0-9.]+ *', '', title[1]) if title else name}]({name.removeprefix(f'{FOLDER}/')})"


def shown(path: Path) -> tuple[str, dict[str, bytes]]:
    """A notebook as Markdown, and its pictures by file name."""
    notebook = nbformat.read(path, as_version=4)
    exporter = MarkdownExporter()
    words, resources = exporter.from_notebook_node(notebook, {"unique_key": path.stem, "output_files_dir": path.stem})
    return words, resources["outputs"]
