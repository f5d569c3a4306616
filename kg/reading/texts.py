"""Plain text and Markdown, with front matter, and JSON objects."""

from __future__ import annotations

import json
import re

from kg.reading.encodings import decoded
from kg.reading.item import Fields, Item, RefusedError

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n((?:[A-Za-z_][\w-]*:.*\r?\n|[ \t#-].*\r?\n)+?)---[ \t]*\r?(?:\n\s*|$)")
_FIELD = re.compile(r"^(title|date|source|publisher):[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_LONGEST_TITLE = 120
_LONGEST_FRONT = 20_000


def parse_text(item: Item) -> Fields:
    """Front matter is metadata and no part of the text. A title may also be the first line, which stays in the text."""
    data = decoded(item.data, item.known.get("encoding"))
    front = _FRONT_MATTER.match(data, 0, _LONGEST_FRONT)
    fields: Fields = {}
    if front:
        fields = {name: value.strip("\"'") for name, value in _FIELD.findall(front[1])}
    text = data[front.end() :] if front else data
    return {"title": first_line(text), **fields, "text": text}


def first_line(text: str) -> str | None:
    """The first line, if more follows and it is as short as a title and not a sentence or a date."""
    from kg.text.dates import document_date

    first, _, rest = text.strip().partition("\n")
    first = first.lstrip("# ").rstrip()
    if not rest.strip() or len(first) > _LONGEST_TITLE or first.endswith((".", ":", ";", ",")) or document_date(first):
        return None
    return first


def parse_line(item: Item) -> Fields:
    """A JSON object with a "text"; other fields than ours are left alone."""
    row = _object(item.data)
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise RefusedError('is not an object with a string "text"')
    fields = {name: row.get(name) for name in ("text", "title", "date", "source", "publisher")}
    if wrong := [name for name, value in fields.items() if not isinstance(value, str | None)]:
        raise RefusedError(f"{' and '.join(wrong)} must be a string")
    return fields


def _object(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        byte = data[error.start]
        raise RefusedError(f"is not UTF-8 (byte 0x{byte:02x} at {error.start}), as JSON has to be") from error
    except (ValueError, RecursionError) as error:
        raise RefusedError(f"is not JSON ({error})") from error
