"""Lists of addresses: one a line, or a column of a table such as the files of GDELT 2.0."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from kg.reading.item import RefusedError

LONGEST = 1_000_000
_SAMPLE = 20
_HEADS = ("sourceurl", "documentidentifier", "mentionidentifier", "url", "link", "address")

Cell = tuple[int, str | RefusedError]
_Row = tuple[int, list[str] | RefusedError]


def cells(stream: BinaryIO, *, table: bool) -> Iterator[Cell]:
    """What stands where addresses should, with its line, or why the line has none. `table`: in a column, not alone."""
    lines = _lines(stream)
    if table:
        return _column(_rows(lines))
    return ((number, line.strip()) for number, line in lines if line.strip() and not line.startswith("#"))


def _lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """All lines with their number, from 1; what is too long for a line is cut."""
    number = 0
    while line := stream.readline(LONGEST):
        number += 1
        rest = line
        while len(rest) == LONGEST and not rest.endswith(b"\n"):
            rest = stream.readline(LONGEST)
        yield number, line.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace")


def _rows(lines: Iterator[tuple[int, str]]) -> Iterator[_Row]:
    """The lines as cells. Where there are tabs they go before all else: cells of GDELT have other marks inside."""
    sample = list(islice(lines, _SAMPLE))
    text = "".join(line for _, line in sample)
    lines = chain(sample, lines)
    if "\t" in text:
        return ((number, line.rstrip("\r\n").split("\t")) for number, line in lines if line.strip())
    return _separated(lines, max(",;|", key=text.count))


def _separated(lines: Iterable[tuple[int, str]], mark: str) -> Iterator[_Row]:
    """Cells that may be quoted and then hold several lines; the number is that of the last."""
    reader = csv.reader((line for _, line in lines), delimiter=mark)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield reader.line_num, RefusedError(f"is no row of a table ({error}); correct it")
        else:
            if row:
                yield reader.line_num, row


def _column(rows: Iterator[_Row]) -> Iterator[Cell]:
    sample = list(islice(rows, _SAMPLE))
    column, headed = _found([row for _, row in sample if isinstance(row, list)])
    for number, row in islice(chain(sample, rows), headed, None):
        if isinstance(row, RefusedError):
            yield number, row
        elif len(row) > column >= 0 and _is_address(row[column]):
            yield number, row[column].strip()
        else:
            where = f"in column {column + 1}" if column >= 0 else "in any column"
            yield number, RefusedError(f"has no address {where}; correct it or leave it out")


def _found(sample: list[list[str]]) -> tuple[int, bool]:
    """The column of addresses, from 0, and whether a line of names stands above it: the one that is named so, else the
    first that mostly holds addresses; -1 where there is none."""
    if not sample:
        return -1, False
    names = [name.strip().lower() for name in sample[0]]
    if named := [names.index(name) for name in _HEADS if name in names]:
        return named[0], True
    counts = [sum(_is_address(row[i]) for row in sample if i < len(row)) for i in range(max(map(len, sample)))]
    column = next((i for i, count in enumerate(counts) if count and count * 2 >= len(sample) - 1), -1)
    return column, column >= 0 and not any(map(_is_address, sample[0])) and counts[column] == len(sample) - 1 > 0


def _is_address(cell: str) -> bool:
    return "://" in cell[:20]
