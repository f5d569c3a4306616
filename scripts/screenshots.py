"""The pictures of the README: the page of the sample documents, in docs/images/. Run: python scripts/screenshots.py"""

from __future__ import annotations

import base64
import struct
import sys
import tempfile
import zlib
from pathlib import Path

import numpy as np
import pyoxigraph as ox

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "graph"))

from driver import Browser, Page  # noqa: E402

from kg.graph.query import local  # noqa: E402
from kg.graph.shown import shown  # noqa: E402
from kg.graph.store import load  # noqa: E402
from kg.graph.vocab import RDFS  # noqa: E402
from kg.pipeline import build  # noqa: E402
from kg.reading import located  # noqa: E402

OUT = ROOT / "docs" / "images"
TITLE = "Diplomatic knowledge graph"
SHOWN = "United States withdrew from Joint Comprehensive Plan of Action"


COLOURS = 256
PIXELS = """(async () => {
  const image = new Image();
  image.src = "data:image/png;base64,%s";
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.width, image.height);
  let text = "";
  for (let i = 0; i < data.length; i += 32768) text += String.fromCharCode(...data.subarray(i, i + 32768));
  return [image.width, image.height, btoa(text)];
})()"""


def main() -> None:
    """Build the samples, and take a picture of each view."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, Browser() as browser:
        build(list(located([ROOT / "kg" / "data" / "samples"])), Path(folder))
        page, store = Path(folder) / "page.html", load(Path(folder) / "graph.trig")
        page.write_text(shown(store, title=TITLE).page, encoding="utf-8")
        for name, fragment in views(store).items():
            file = OUT / f"{name}.png"
            file.write_bytes(small(browser, taken(browser.open(page, fragment), Path(folder) / "taken.png")))
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KB")


def views(store: ox.Store) -> dict[str, str]:
    """The addresses of what is shown, by the names of the pictures."""
    event = next(store.quads_for_pattern(None, ox.NamedNode(RDFS["label"]), ox.Literal(SHOWN, language="en"))).subject
    return {
        "network": "",
        "evidence": f"#event={local(str(event.value))}",
        "matrix": "#view=matrix",
        "treaties": "#treaty=treaty-ottawa-convention+2025-09-01",
    }


def taken(page: Page, file: Path) -> bytes:
    """A picture of the page, two frames after it said that it is ready."""
    page.evaluate("new Promise((yes) => requestAnimationFrame(() => requestAnimationFrame(() => yes(true))))")
    if page.problems or page.requests:
        raise SystemExit(f"{page.hash()}: {page.problems + page.requests}")
    return page.screenshot(file).read_bytes()


def small(browser: Browser, png: bytes) -> bytes:
    """The picture in at most 256 colours, which makes it a third as large."""
    with tempfile.TemporaryDirectory() as folder:
        blank = Path(folder) / "blank.html"
        blank.write_text("<!doctype html><html data-ready='true'>", encoding="utf-8")
        width, height, text = browser.open(blank).evaluate(PIXELS % base64.b64encode(png).decode("ascii"))
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(-1, 4)[:, :3]
    colours, which, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    palette = colours[chosen(colours, counts)]
    far = ((colours[:, None, :].astype(int) - palette[None]) ** 2).sum(axis=2)
    rows = far.argmin(axis=1).astype(np.uint8)[which.ravel()].reshape(height, width)
    return indexed(rows, palette.astype(np.uint8))


def chosen(colours: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Which colours stay: the most frequent of every region of the cube, so that no hue is lost, then the next ones."""
    often = np.argsort(-counts, kind="stable")
    _, first = np.unique(colours[often] >> 5, axis=0, return_index=True)
    kept = often[np.sort(first)]
    return np.concatenate([kept, often[~np.isin(often, kept)]])[:COLOURS]


def indexed(rows: np.ndarray, palette: np.ndarray) -> bytes:
    """A PNG of numbers of colours."""
    lines = np.pad(rows, ((0, 0), (1, 0))).tobytes()  # each line starts with its filter: none
    header = struct.pack(">IIBBBBB", rows.shape[1], rows.shape[0], 8, 3, 0, 0, 0)
    parts = ((b"IHDR", header), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


if __name__ == "__main__":
    main()
