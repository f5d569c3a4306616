"""Text of others as it may be shown on a terminal."""

from __future__ import annotations


def visible(text: str) -> str:
    """The text on one line, without characters that steer a terminal or turn the direction of reading."""
    return "".join(c if c.isprintable() else " " for c in text)
