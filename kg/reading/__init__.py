"""Reading: files, folders, archives, addresses and standard input as documents.

Nothing in here knows what a text means. `files` are walked; in each (`containers`, `archives`, `warc`, `feeds`, `web`)
are `Item`s, bytes that should hold one document; the parser of their kind (`kinds`) makes fields of them, and these
become a `Document` (`documents`). What is passed over on the way is told as a `Problem`.
"""

from kg.model import Located
from kg.reading.containers import SUFFIXES
from kg.reading.item import Item, Problem
from kg.reading.reader import STDIN, located, read
from kg.reading.web.fetching import Fetching

__all__ = ["STDIN", "SUFFIXES", "Fetching", "Item", "Located", "Problem", "located", "read"]
