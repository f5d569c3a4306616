"""All that is measured, in one table of ratios: `make bench`. `--quick` takes a tenth of the sizes, some ten minutes.

Inputs are made by script, the same each time. Ratios say more than seconds on another machine; no test enforces an aim.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import bench_page
import bench_reading
import bench_resolver
import bench_store
from figures import Row, machine

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"


def sections(*, quick: bool) -> Iterator[tuple[str, str, Iterator[Row]]]:
    """Heading, what it says, lines."""
    yield (
        "Reading",
        "Invented articles of 340 words (`scripts/texts.py`: sentences of the samples, mixed, with one word in twenty "
        "never seen before). Bare spaCy is the whole installed pipeline over the same texts, in the same process.",
        bench_reading.rows(bench_reading.ALL // 10 if quick else bench_reading.ALL),
    )
    yield (
        "Who is who",
        "Invented persons with surnames as unequal as real ones, over many documents (`scripts/bench_resolver.py`).",
        bench_resolver.rows(10_000 if quick else 100_000),
    )
    triples = 100_000 if quick else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        yield (
            "Stores and questions",
            f"A graph of invented states of about {triples:,} triples (`scripts/synthetic.py`), each engine in a "
            "process of its own; answers are compared. Left out, for rdflib is too slow to wait for it: who-met-whom "
            "(14 s on a tenth of the graph), dyads and countries (over a minute on a tenth).",
            bench_store.rows(Path(folder), triples),
        )
    yield (
        "The page",
        "In headless Chromium without a GPU, beside vis-network with our positions and no physics; "
        "[more](benchmarks-page.md).",
        bench_page.rows([1_000] if quick else [1_000, 10_000]),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the sizes")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    given = parser.parse_args()
    lines = ["# Benchmarks", "", "Made by `make bench` on one machine:", machine(), ""]
    for heading, said, rows in sections(quick=given.quick):
        lines += [f"## {heading}", "", said, "", "| what | ratio | aim |", "|---|---:|---|"]
        for row in rows:
            print(row.line(), file=sys.stderr, flush=True)
            lines.append(row.line())
        lines.append("")
    text = "\n".join(lines)
    print(text)
    if given.write:
        PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
