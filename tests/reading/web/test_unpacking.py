"""Decompression that counts what comes out."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator

import pytest

from kg.reading.item import RefusedError
from kg.reading.web.unpacking import bounded, unpacked

TEXT = b"Atlantis and Lemuria signed. " * 10_000 + os.urandom(5000) + b"x" * 200_000
RAW = zlib.compressobj(wbits=-15)


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[i : i + size] for i in range(0, len(data), size))


@pytest.mark.parametrize("size", [1, 7, 65_536, 10_000_000])
@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(TEXT),
        gzip.compress(TEXT[:1000]) + gzip.compress(TEXT[1000:]),
        gzip.compress(TEXT) + bytes(1024),
        zlib.compress(TEXT),
        RAW.compress(TEXT) + RAW.flush(),
    ],
    ids=["gzip", "two members", "padded", "zlib", "raw deflate"],
)
def test_what_was_packed_comes_out_however_it_is_cut(packed: bytes, size: int) -> None:
    assert b"".join(unpacked(pieces(packed, size))) == TEXT


def test_a_bomb_is_found_before_it_is_unpacked() -> None:
    bomb = gzip.compress(bytes(100_000_000), 9)
    seen = 0

    def counted() -> Iterator[bytes]:
        nonlocal seen
        for piece in unpacked(pieces(bomb, 65_536)):
            seen += len(piece)
            yield piece

    with pytest.raises(RefusedError, match="larger than 1,000,000 bytes"):
        bounded(counted(), 1_000_000)
    assert seen < 1_100_000


@pytest.mark.parametrize("packed", [gzip.compress(TEXT)[:-20], zlib.compress(TEXT)[:100]], ids=["gzip", "zlib"])
def test_what_is_cut_off_is_refused(packed: bytes) -> None:
    with pytest.raises(RefusedError, match="cut off"):
        list(unpacked([packed]))


@pytest.mark.parametrize("packed", [b"\x1f\x8b" + b"no gzip at all", b"<html>no deflate</html>"])
def test_what_is_not_packed_as_it_says_is_refused(packed: bytes) -> None:
    with pytest.raises(RefusedError, match="cannot be undone"):
        list(unpacked([packed]))
