"""What was found in one document as a ledger keeps it: packed where the document was read.

Values of this kind are small and flat, so that they travel between processes and machines for little.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from kg.account import Account
from kg.copies import signature
from kg.model import Card, Document, Extraction, digest


@dataclass(frozen=True, slots=True)
class Entry:
    """One document's row. `content` tells one state of it from another, `signature` its text from that of others."""

    document: Card
    language: str
    content: str
    account: bytes
    extraction: bytes
    signature: bytes

    @classmethod
    def of(cls, x: Extraction) -> Entry:
        account, extraction = pack(Account.of(x).to_json()), pack(x.to_json())
        signed = signature(x.document.text)
        return cls(x.document.card, x.document.language, content(x.document), account, extraction, signed)

    def unpacked(self) -> Extraction:
        return Extraction.from_json(unpack(self.extraction))


def content(document: Document) -> str:
    """What is different for another text, title, date, publisher or language."""
    return digest(document.id, document.title, document.date or "", document.publisher, document.language)


def pack(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpack(packed: bytes) -> str:
    return zlib.decompress(packed).decode("utf-8", "surrogatepass")
