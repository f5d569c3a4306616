"""Text of others in tables and XML: no formulas, no characters that a format cannot hold."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#6553[45];")  # characters that XML 1.0 cannot hold
ROWS = 1_000  # that are written together


def in_xml(text: str) -> str:
    """XML with a replacement character for each that it cannot hold."""
    return NO_XML.sub("\ufffd", text)


def safe_cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).

    A carriage return becomes a line feed: before Python 3.13 the module csv writes it bare, and readers begin a row.
    """
    if not isinstance(value, str):
        return value
    text = re.sub("\r\n?", "\n", value)
    return f"'{text}" if value[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else text


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """CSV piece by piece: a heading and a line for each row, None as an empty cell, no formulas."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for number, row in enumerate(rows, 1):
        writer.writerow({name: safe_cell(value) for name, value in row.items()})
        if number % ROWS == 0:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> str:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text
