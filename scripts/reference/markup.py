"""Markdown from text that others wrote: whatever it holds, it is shown as it is and never becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.visible import visible

_ACTIVE = re.compile(r"[!-+\-.:<-@\[-`{-~]")  # ASCII punctuation but the comma, slash and semicolon

_CODE = re.compile(r"(`[^`]+`|(?<![\w-])--[a-z][a-z-]*)")


def text(words: object, *, most: int | None = None) -> str:
    """Words as they are, on one line; cut after `most` characters."""
    line = " ".join(visible(str(words)).split())
    if most is not None and len(line) > most:
        line = line[: most - 1].rstrip() + "…"
    return _escaped(line)


def _escaped(words: str) -> str:
    return _ACTIVE.sub(lambda found: f"&#{ord(found[0])};", words)


def sentence(words: str) -> str:
    """Words on one line, in which `this`, and an --option, is code."""
    line = " ".join(visible(words).split())
    return "".join(code(part.strip("`")) if i % 2 else _escaped(part) for i, part in enumerate(_CODE.split(line)))


def code(words: str) -> str:
    """Words as code within a line; long ones may break."""
    return f"<code>{text(words)}</code>" if words else ""


def fence(words: str, language: str = "text") -> str:
    """A block of code; the fence is longer than any within."""
    marks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", words)), default=0))
    return f"{marks}{language}\n{words.rstrip()}\n{marks}\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]], *, kind: str = "") -> str:
    """A table of cells that are Markdown already; `kind` is a class for the style sheet."""
    lines = [header, ["---"] * len(header), *rows]
    made = "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
    return f'<div class="{kind}" markdown>\n\n{made}\n</div>\n' if kind else made


def page(title: str, *parts: str, hide: Sequence[str] = ()) -> str:
    """A page with its heading; `hide` are parts of the frame that it does without."""
    head = f"---\nhide: [{', '.join(hide)}]\n---\n\n" if hide else ""
    return head + "\n\n".join((f"# {title}", *(p for p in parts if p))) + "\n"
