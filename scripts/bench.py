"""What the build costs beside bare spaCy, on the same texts in one process: `make bench`.

Prints ratios measured side by side (A B A B, medians); absolute times are of this machine only.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from kg.model import Document
from kg.pipeline import build, extract_all
from kg.run import DEFAULT_MODEL
from kg.text.reader import read

SAMPLES = Path(__file__).parent.parent / "kg" / "data" / "samples"
ROUNDS = 5


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def main() -> None:
    documents = [
        Document(f"{d.text} ", d.title, d.date, f"{d.source}#{n}", d.publisher)
        for n in range(4)
        for d in read([SAMPLES])
    ]
    bare = spacy.load(DEFAULT_MODEL)
    list(extract_all(documents[:1]))
    with tempfile.TemporaryDirectory() as folder:
        acts: dict[str, Callable[[], object]] = {
            "bare spaCy": lambda: list(bare.pipe([d.text for d in documents], batch_size=64)),
            "extract": lambda: list(extract_all(documents)),
            "build": lambda: build(documents, Path(folder)),
        }
        times: dict[str, list[float]] = {name: [] for name in acts}
        for _ in range(ROUNDS):
            for name, act in acts.items():
                times[name].append(timed(act))
    floor = statistics.median(times["bare spaCy"])
    words = sum(len(d.text.split()) for d in documents)
    print(f"{len(documents)} documents, {words} words, median of {ROUNDS} rounds")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:12} {median / floor:5.2f} of bare spaCy ({words / median:,.0f} words/s)")
    helps = [
        timed(lambda: subprocess.run([sys.executable, "-m", "kg.cli", "--help"], capture_output=True, check=True))
        for _ in range(ROUNDS)
    ]
    clicks = [
        timed(lambda: subprocess.run([sys.executable, "-c", "import click"], capture_output=True, check=True))
        for _ in range(ROUNDS)
    ]
    print(f"kg --help    {statistics.median(helps) / statistics.median(clicks):5.2f} of python -c 'import click'")


if __name__ == "__main__":
    main()
