"""Docstrings as Markdown: paragraphs, code that is set in, tables of aligned words and trees as they stand."""

from __future__ import annotations

import re
from textwrap import dedent

from reference.markup import fence, sentence

_ALIGNED = re.compile(r"\S {2,}\S|^[├└│]", re.MULTILINE)


def prose(docstring: str) -> str:
    """A docstring as Markdown; what is not `code` is text."""
    return "\n\n".join(map(_paragraph, docstring.strip("\n").split("\n\n")))


def _paragraph(words: str) -> str:
    if words.startswith("    ") or _ALIGNED.search(words):
        return fence(dedent(words))
    return sentence(words)
