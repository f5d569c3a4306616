"""How addresses are fetched: what the user may choose. Kept apart from the rest, which costs time to import."""

from __future__ import annotations

from dataclasses import dataclass

from kg import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """The user's choices for all that is fetched.

    allow_private   whether machines of the own network may be asked, too: loopback, private and reserved addresses
    delay           seconds between two requests to one host, and more where its robots.txt asks for more
    timeout         seconds that a server may keep silent; a whole answer may take three times that
    largest         bytes of one answer, counted after decompression
    limit           documents that are taken of each feed, sitemap or list, counted before they are fetched
    links           whether the pages that a local feed file links to are fetched in place of its own texts
    site            whether an address stands for all pages below it that its site's sitemaps list
    parallel        hosts that are asked at once for the addresses of a feed or list; never two requests to one host
    agent           who we say we are; its part before "/" is the name that robots.txt knows us by
    """

    allow_private: bool = False
    delay: float = 1.0
    timeout: float = 20.0
    largest: int = 20_000_000
    limit: int | None = None
    links: bool = False
    site: bool = False
    parallel: int = 8
    agent: str = f"kg/{__version__}"
