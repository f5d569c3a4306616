"""Articles of any number to measure reading with: `python scripts/texts.py 3000 out.jsonl`.

Sentences of the sample articles in another order, some with invented people, places and words in them, so that no two
articles are alike and the vocabulary grows as that of real news does. The same number and seed give the same articles.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from kg.model import Document
from kg.reading import read

SAMPLES = Path(__file__).parent.parent / "kg" / "data" / "samples"
WORDS = 330  # of an article
NEW = 0.07  # so that one word in twenty was never seen before, as in some hundreds of articles of Wikinews
FIRST_DAY = date(2015, 1, 1)
SYLLABLES = [a + b for a in ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z") for b in "aeiou"]


def articles(number: int, seed: int = 8) -> Iterator[Document]:
    """Invented articles of about WORDS words each."""
    chance = Random(seed)  # noqa: S311
    known = sentences()
    for n in range(number):
        chosen = chance.choices(known, k=40)
        lengths = accumulate(len(s.split()) for s in chosen)
        text = " ".join(_changed(s, chance) for s, length in zip(chosen, lengths, strict=True) if length <= WORDS + 20)
        yield Document(text, _invented(chance), str(FIRST_DAY + timedelta(n % 3650)), f"made/{n}.txt", "Made by script")


def sentences() -> list[str]:
    texts = (d.text for d in read([SAMPLES]))
    parts = (s.strip() for text in texts for s in re.split(r"(?<=[.!?])\s+(?=[A-Z])|\n+", text))
    return [s for s in parts if 5 <= len(s.split()) <= 60]


def _changed(sentence: str, chance: Random) -> str:
    """A sentence with some words new; names stay names."""

    def changed(word: re.Match[str]) -> str:
        if chance.random() > NEW * 2:  # about every second match is a word that may be changed
            return word[0]
        return _invented(chance) if word[0][0].isupper() else _invented(chance).lower()

    return re.sub(r"(?<=[a-z,] )(?:[A-Z][a-z]{3,}|[a-z]{7,})\b", changed, sentence)


def _invented(chance: Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize() + chance.choice("nrst")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("number", type=int)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    with given.out.open("w", encoding="utf-8", newline="\n") as out:
        for d in articles(given.number):
            row = {"text": d.text, "title": d.title, "date": d.date, "source": d.source, "publisher": d.publisher}
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
