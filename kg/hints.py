"""What somebody may have meant by a word that is not known."""

from __future__ import annotations

from collections.abc import Iterable

CUTOFF = 0.5  # likeness, from 0 to 1
BEHIND = 0.2  # how much less than the likeliest another may be like the word


def hint(word: str, known: Iterable[str]) -> str:
    """The likely spellings as a question, "did you mean who-met-whom?"; empty where nothing resembles the word."""
    close = near(word, known)
    return f"did you mean {' or '.join(close)}?" if close else ""


def near(word: str, known: Iterable[str], cutoff: float = CUTOFF) -> list[str]:
    """Up to three known words that resemble the word, the likeliest first."""
    from difflib import SequenceMatcher, get_close_matches

    close = get_close_matches(word, list(known), n=3, cutoff=cutoff)
    likeness = [SequenceMatcher(None, other, word).ratio() for other in close]
    return [other for other, ratio in zip(close, likeness, strict=True) if ratio > likeness[0] - BEHIND]
