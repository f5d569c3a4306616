"""E-mail: subject, date, sender and what its body says. Attachments are not read."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any, cast

from kg.reading.encodings import decoded
from kg.reading.item import Fields, Item, RefusedError
from kg.reading.pages import article

_LONGEST_HEADER = 2000  # parsing one takes time and memory with its square


class _Policy(EmailPolicy):
    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST_HEADER])


def parse_email(item: Item) -> Fields:
    """The plain text of the body, where it has one, else what its HTML says."""
    message = cast(EmailMessage, message_from_bytes(item.data, policy=_Policy()))
    body = message.get_body(("plain", "html"))
    if body is None:
        raise RefusedError("is no e-mail with a text; give what it holds as a file of its own")
    payload = body.get_payload(decode=True)
    text = decoded(payload if isinstance(payload, bytes) else b"", body.get_content_charset())
    if body.get_content_subtype() == "html":
        text = _text(text)
    return {
        "text": text,
        "title": _header(message, "subject"),
        "date": _day(message),
        "publisher": _sender(message),
    }


def _text(page: str) -> str:
    """The article in a page, or, as letters are not laid out as pages are, all that it says."""
    import trafilatura

    try:
        return article(page)["text"] or ""
    except RefusedError:
        return trafilatura.html2txt(page)


def _header(message: EmailMessage, name: str) -> str:
    return str(message.get(name, ""))


def _day(message: EmailMessage) -> str | None:
    sent = getattr(message.get("date"), "datetime", None)
    return sent.date().isoformat() if sent else None


def _sender(message: EmailMessage) -> str | None:
    """The name that the sender goes by, else the address."""
    addresses = getattr(message.get("from"), "addresses", ())
    if not addresses:
        return None
    sender = addresses[0]
    return sender.display_name or (sender.addr_spec if sender.domain else None)
