"""What a file says of itself, where that can be believed of the text in it."""

from __future__ import annotations

import re
from datetime import datetime

from kg.reading.texts import first_line

_NO_TITLE = re.compile(
    r"(?i)untitled|(?:microsoft )?(?:word|powerpoint)\b|(?:document|dokument)\d*$|\S*$|.*\.(?:\w{3}|docx|indd)\b"
)


def title_of(said: str, text: str) -> str | None:
    """The title that a file gives, where it is no name of a file or of a program, else what the text begins with."""
    title = " ".join(said.split())
    return first_line(text) if _NO_TITLE.match(title) else title


def date_of(made: datetime | None, text: str) -> str | None:
    """The day on which a file was made, where its text gives no date and speaks of that year.

    So a treaty of 1995 that was scanned in 2015 is not of 2015, nor a letter of the day on which its template was made.
    """
    from kg.text.dates import document_date

    if made is None or document_date(text):
        return None
    return made.date().isoformat() if re.search(rf"\b{made.year:04}\b", text) else None
