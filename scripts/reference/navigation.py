"""The order of the pages: a folder in `nav` of mkdocs.yml stands for its pages.

First its index, then the pages and folders in the order in which the index links to them, then the rest by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

_LINK = re.compile(r"\]\(([^)#\s]+)")
_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)

Entry = str | dict[str, Any]


def expanded(nav: Iterable[Entry], pages: Iterable[str], words: Callable[[str], str]) -> list[Entry]:
    """The navigation with its folders filled; `words` gives the Markdown of a page."""
    known = frozenset(pages)
    return [entry for given in nav for entry in _entry(given, known, words)]


def _entry(given: Entry, pages: frozenset[str], words: Callable[[str], str]) -> Iterator[Entry]:
    if isinstance(given, dict):
        for title, below in given.items():
            if isinstance(below, list):
                yield {title: expanded(below, pages, words)}
            elif below.endswith("/"):
                yield {title: _folder(below, pages, words)}
            else:
                yield given
    else:
        yield from _folder(given, pages, words) if given.endswith("/") else [given]


def _folder(folder: str, pages: frozenset[str], words: Callable[[str], str]) -> list[Entry]:
    index = f"{folder}index.md"
    order = [folder + link for link in _LINK.findall(words(index))] if index in pages else []
    names = {_below(folder, page) for page in pages if page.startswith(folder) and page != index}
    placed = {_below(folder, link): i for i, link in reversed(list(enumerate(order))) if link.startswith(folder)}
    ranked = sorted(names, key=lambda name: (placed.get(name, len(order)), name))
    first: list[Entry] = [index] if index in pages else []
    return first + [{_title(n, words): _folder(n, pages, words)} if n.endswith("/") else n for n in ranked]


def _below(folder: str, page: str) -> str:
    """The page, or the folder next below that it is in."""
    name, slash, _ = page.removeprefix(folder).partition("/")
    return folder + name + slash


def _title(folder: str, words: Callable[[str], str]) -> str:
    """The heading of a folder's index."""
    found = _HEADING.search(words(f"{folder}index.md"))
    return found[1] if found else folder.rstrip("/").rpartition("/")[2].capitalize()
