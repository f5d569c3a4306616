"""Streams of bytes that may be compressed, with a bound on what comes out of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from kg.reading.item import LARGEST, RefusedError

MOST_TIMES = 500  # text becomes a tenth, the same page again and again a hundredth, zeros a thousandth and less
_FREE = 20_000_000
_ZSTD_WINDOW = 1 << 27
_ZSTD_PIECE = 1 << 10  # from which at most 32 MB come out
_SKIPPED = 1 << 16


class BombError(RefusedError):
    """More comes out of a file than any text would make: nothing more of the whole file is read."""


class Budget:
    """How much may come out of a file, of which `taken` bytes were used, all that is packed within it together."""

    def __init__(self, taken: Callable[[], int], within: Budget | None = None) -> None:
        self._taken = taken
        self._within = within
        self._out = 0

    def spend(self, count: int) -> None:
        self._out += count
        if self._out > _FREE and self._out > MOST_TIMES * self._taken():
            raise BombError(f"unpacks to over {MOST_TIMES} times its size (a bomb?); if it is none, unpack it yourself")
        if self._within:
            self._within.spend(count)


class _Unpacked(io.RawIOBase):
    """What comes out of a decompressor, counted as it does, whatever its headers say."""

    def __init__(self, packed: Any, budget: Budget) -> None:
        self._read = getattr(packed, "read1", packed.read)  # what came before an error is not lost with read1
        self._budget = budget
        self._count = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._count

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._read(len(buffer))
        except EOFError as error:  # which whoever reads on might take for the end
            raise RefusedError("is cut off; get it again") from error
        self._count += len(data)
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def unpacked(packed: Any, budget: Budget) -> io.BufferedReader:
    return io.BufferedReader(_Unpacked(packed, budget))


@dataclass(frozen=True, slots=True)
class Source:
    """A stream of bytes that may hold many items: a file, a member of an archive, standard input.

    name, place   what its items are called and identified by, from there on
    within        the archives that it is in
    named         whether the user gave this very file, or the one that it is packed in, rather than a folder
    """

    name: str
    place: str
    stream: BinaryIO
    file: str = ""
    budget: Budget | None = None
    within: int = 0
    named: bool = True

    def part(self, number: int) -> tuple[str, str]:
        """The name and place of what stands in it at a line or place that is counted from 1."""
        return f"{self.name}#{number}", self.place and f"{self.place}#{number}"

    def of(self, stream: BinaryIO) -> Source:
        return replace(self, stream=stream)


CODECS = (".gz", ".bz2", ".xz", ".zst")
_SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}


def spelled_out(name: str) -> str:
    """A name in small letters, as suffixes are told by it."""
    name = name.lower()
    return next((name.removesuffix(short) + long for short, long in _SHORT.items() if name.endswith(short)), name)


@contextmanager
def decompressed(source: Source) -> Iterator[Source]:
    """The source as what is in it, where its name says that it is compressed."""
    name = spelled_out(source.name)
    codec = next((codec for codec in CODECS if name.endswith(codec)), None)
    if codec is None:
        yield source
        return
    budget = Budget(source.stream.tell, source.budget)
    with _decompressor(codec, source.stream) as packed, unpacked(packed, budget) as stream:
        yield replace(source, stream=stream, budget=budget)


def _decompressor(codec: str, stream: BinaryIO) -> Any:
    if codec == ".gz":
        import gzip

        return gzip.GzipFile(fileobj=stream)
    if codec == ".bz2":
        import bz2

        return bz2.BZ2File(stream)
    if codec == ".xz":
        import lzma

        return lzma.LZMAFile(stream)
    return _Zstd(stream)


class _Zstd(io.RawIOBase):
    """Frames of Zstandard one after the other. The library's own stream says nothing where the last one is cut off."""

    def __init__(self, stream: BinaryIO) -> None:
        import zstandard

        self._stream = stream
        self._decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._frame = self._decompressor.decompressobj()
        self._began = False
        self._out = io.BytesIO()

    def read(self, size: int = -1) -> bytes:
        while not (data := self._out.read(size)):
            piece = self._frame.unused_data or self._stream.read(_ZSTD_PIECE)
            if not piece:
                if self._began and not self._frame.eof:
                    raise EOFError("it is cut off")
                return b""
            if self._frame.eof:
                self._frame = self._decompressor.decompressobj()
            self._began = True
            self._out = io.BytesIO(self._frame.decompress(piece))
        return data


def whole(stream: BinaryIO) -> bytes:
    """All that is left in a stream; RefusedError where that is too much for one item."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise RefusedError(f"is larger than {LARGEST // 1_000_000} MB; split it")
    return data


def lines(stream: BinaryIO, longest: int) -> Iterator[bytes]:
    """The lines, each with its end. Of a longer one only a little more than `longest` bytes are kept."""
    while line := stream.readline(longest + 1):
        rest = line
        while len(rest) > _SKIPPED and not rest.endswith(b"\n"):
            rest = stream.readline(_SKIPPED + 1)
        yield line
