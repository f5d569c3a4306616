"""The web: pages, files, feeds, sitemaps and lists of addresses, fetched as a polite and wary guest.

`address` says what may be asked for, `wire` asks once, `fetcher` asks politely, `sources` makes items of the answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.reading.web.fetching import Fetching

if TYPE_CHECKING:
    from kg.reading.web.sources import items, listed

__all__ = ["Fetching", "items", "listed"]


def __getattr__(name: str) -> Any:
    """What fetches is imported when it is first used: most builds read files."""
    if name in ("items", "listed"):
        from kg.reading.web import sources

        return getattr(sources, name)
    raise AttributeError(name)
