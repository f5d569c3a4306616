"""How good the extraction is on our own annotated articles, as docs/quality.md: `make quality`."""

from __future__ import annotations

from pathlib import Path

from kg.evaluation import gold, report
from kg.evaluation.measure import evaluate
from kg.pipeline import extract_all

ROOT = Path(__file__).parent.parent
HEAD = """# How good it is, and how sure

Made by `make quality`: what `kg evaluate` says of the articles in `tests/gold/docs`, annotated by hand apart from the
rules. They have been looked at since, to improve these: on texts that the rules have never met expect less (see the
README).

The last table is the reliability of what claims say of their confidence: of the claims that say 0.8 to 0.9, so many
were right, that is, an annotated event of the same type with the same actors. The expected calibration error is the
mean distance between what was said and what was right, weighted by the number of claims (Naeini, Cooper & Hauskrecht
2015).
"""


def main() -> None:
    annotated = gold.read(ROOT / "tests" / "gold" / "docs")
    found = extract_all(g.extraction.document for g in annotated)
    result = evaluate(gold.pair(annotated, found))
    page = ROOT / "docs" / "quality.md"
    page.write_text(f"{HEAD}\n```text\n{report.text(result, errors=False)}```\n", encoding="utf-8")


if __name__ == "__main__":
    main()
