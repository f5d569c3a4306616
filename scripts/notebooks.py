"""Run the notebooks and keep what they show: `make notebooks`, or with names, `scripts/notebooks.py 03-the-network`.

Each runs from top to bottom in a kernel of its own. All run in one new folder, so that the store of the sample articles
that they share is built once. What is kept is the same at each run: no time, no place, no name of a machine.
"""

from __future__ import annotations

import base64
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from PIL import Image

FOLDER = Path(__file__).parents[1] / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
TEXTS = ("text/plain", "text/html", "text/markdown")
PLACES = re.compile(r"/(home|Users|tmp|var|root|work)/|[A-Z]:\\")
SECONDS = 300  # for a cell
COLOURS = 64


def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = workshop(Path(folder))
        for path in [FOLDER / f"{name}.ipynb" for name in names] or paths():
            notebook = executed(path, Path(folder), environment)
            nbformat.write(notebook, path)
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def paths() -> list[Path]:
    return sorted(FOLDER.glob("*.ipynb"))


def workshop(folder: Path) -> dict[str, str]:
    """Put into `folder` what the notebooks read; the environment of their kernels.

    In it matplotlib has its list of fonts already, and says nothing of it.
    """
    for table in FOLDER.glob("*.csv"):
        shutil.copy(table, folder)
    plots = {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "MPLCONFIGDIR": str(folder / ".matplotlib")}
    environment = {**os.environ, **plots}
    subprocess.run([sys.executable, "-c", "import matplotlib.font_manager"], env=environment, check=True)
    return environment


def executed(path: Path, folder: Path, environment: dict[str, str]) -> NotebookNode:
    """The notebook with what its cells show when they run in `folder`; CellExecutionError where one fails."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--log-level=ERROR"],  # a kernel of this machine alone need not be encrypted
    )
    client.execute(env=environment)
    return cleaned(notebook)


def cleaned(notebook: NotebookNode) -> NotebookNode:
    """Without what differs from run to run or from machine to machine."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata = NotebookNode()
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = NotebookNode()
            if "image/png" in output.get("data", {}):
                output.data = NotebookNode({"image/png": smaller(output.data["image/png"])})
    return notebook


def joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """What was printed in several pieces, as the kernel happened to send them, in one."""
    found: list[NotebookNode] = []
    for output in outputs:
        last = found[-1] if found else None
        if last and "stream" == output.output_type == last.output_type and output.name == last.name:
            last.text += output.text
        else:
            found.append(output)
    return found


def smaller(picture: str) -> str:
    """A picture of a plot (PNG in Base64) with as few colours as plots need: a third to a quarter of the bytes."""
    drawn = Image.open(io.BytesIO(base64.b64decode(picture))).convert("RGB")
    out = io.BytesIO()
    drawn.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return base64.b64encode(out.getvalue()).decode("ascii")


def texts(cell: NotebookNode) -> Iterator[str]:
    """What a cell shows in words; of a picture only that there is one."""
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            yield f"{output.name}: {output.text}"
        elif output.output_type == "error":
            yield f"error: {output.ename}: {output.evalue}"
        else:
            yield from (f"{kind}: {output.data[kind]}" for kind in TEXTS if kind in output.data)
            yield from (f"picture: {kind}" for kind in output.data if kind.startswith("image/"))


if __name__ == "__main__":
    main(sys.argv[1:])
