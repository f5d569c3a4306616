"""Rows of tables that others publish: CSV of any common dialect, a JSON array, JSON lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its cells by heading, and the line where it ends."""

    line: int
    cells: Mapping[str, str]


def read_rows(path: Path) -> list[Row]:
    """The rows of a file with their lines; InputError where it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read ({error})") from error
    if path.suffix.lower() in {".json", ".jsonl", ".ndjson"}:
        return [Row(line, _cells(row, path, line)) for line, row in _json(text, path)]
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:4000], ",;\t|")
    except csv.Error:
        dialect = csv.excel
    reader = csv.DictReader(io.StringIO(text), dialect=dialect, restkey="", restval="")
    try:
        return [Row(reader.line_num, _cells(row, path, reader.line_num)) for row in reader]
    except csv.Error as error:
        raise InputError(f"{path} is no CSV: {error}") from error


def _json(text: str, path: Path) -> Iterator[tuple[int, Any]]:
    """The rows of a JSON array, or of JSON lines."""
    try:
        if text.lstrip().startswith("["):
            yield from enumerate(json.loads(text), 1)
            return
    except ValueError as error:
        raise InputError(f"{path} is no JSON: {error}") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}, line {number} is no JSON: {error}") from error


def _cells(row: Any, path: Path, line: int) -> dict[str, str]:
    if not isinstance(row, dict):
        raise InputError(f"{path}, line {line}: a row is a JSON object with a state, an action and a date")
    return {
        " ".join(str(key).split()): " ".join(str(value).split())
        for key, value in row.items()
        if key and value is not None and not isinstance(value, list | dict)
    }
