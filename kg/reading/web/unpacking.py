"""Decompression that counts what comes out: a bomb is found when it is over the bound, not when memory is."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.reading.item import RefusedError

if TYPE_CHECKING:
    from zlib import _Decompress

GZIP = b"\x1f\x8b"
_ZLIB = 0x78
_PIECE = 65_536


def bounded(pieces: Iterable[bytes], largest: int) -> bytes:
    """All pieces as one; raise RefusedError as soon as they are more than `largest` bytes."""
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > largest:
            raise RefusedError(f"is larger than {largest:,} bytes; save it to a file and give that")
    return bytes(data)


def unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What is in gzip, of one member or several, or in deflate, with its header or without, in small pieces."""
    decoder: _Decompress | None = None
    try:
        for rest in pieces:
            while rest:
                if decoder is None:
                    decoder = zlib.decompressobj(_window(rest[0]))
                elif decoder.eof:
                    if rest[0] != GZIP[0]:
                        return  # padding
                    decoder = zlib.decompressobj(_window(rest[0]))
                yield from _decompressed(decoder, rest)
                rest = decoder.unused_data
    except zlib.error as error:
        raise RefusedError(f"is compressed in a way that cannot be undone ({error}); save it to a file") from error
    if decoder is not None and not decoder.eof:
        raise RefusedError("is compressed and was cut off; try again")


def _window(first: int) -> int:
    """How zlib names the format that begins with this byte."""
    return zlib.MAX_WBITS | 32 if first in (GZIP[0], _ZLIB) else -zlib.MAX_WBITS


def _decompressed(decoder: _Decompress, data: bytes) -> Iterator[bytes]:
    while True:
        piece = decoder.decompress(data, _PIECE)
        yield piece
        data = decoder.unconsumed_tail
        if decoder.eof or (not data and len(piece) < _PIECE):
            return
