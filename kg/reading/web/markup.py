"""Markup and lists: their encoding, where they begin, and whether they hold addresses in place of being a document."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
# Codecs that undo more than an encoding (punycode in quadratic time), or hide markup, are not among the names.
CHARSETS = re.compile(
    r"(utf-?(8|16|32)|iso-?8859|latin|us-ascii$|ascii$|windows-|cp\d|koi8|gb|big5|euc|shift|mac-|tis|x-sjis)", re.I
)
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_RSS_1 = re.compile(r"purl\.org/rss/|my\.netscape\.com/rdf/")
_JSON_FEED = re.compile(r'\s*\{.*?"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version', re.DOTALL)
_LIST = re.compile(r"\s*(?:https?://\S+\s+)*https?://\S*\s*", re.IGNORECASE)
_TEXTS = ("text/plain", "text/uri-list", "application/octet-stream")
_HEAD = 65_536


def decoded(data: bytes, charset: str = "") -> str:
    """The text of markup: by its first bytes, as UTF-8 where it is, else by the charset it came with or declares."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    with suppress(UnicodeDecodeError):
        return data.decode()
    declared = _DECLARED.match(data[:_HEAD].lstrip())
    for name in (charset, declared[1].decode() if declared else ""):
        if CHARSETS.match(name):
            with suppress(LookupError):
                return data.decode(name, errors="replace")
    return data.decode(errors="replace")


def root(text: str) -> tuple[int, str]:
    """Where the first element begins, after a prolog with whatever it declares, and its name in small letters."""
    start = match.end() if (match := _PROLOG.match(text)) else 0
    name = _ROOT.match(text, start)
    return start, name[1].lower() if name else ""


def container(data: bytes, media: str = "", charset: str = "") -> str:
    """What holds addresses or documents in place of being one: "feed", "sitemap" or "list" (of addresses), else ""."""
    head = decoded(data[:_HEAD], charset)
    _, name = root(head)
    if name in ("rss", "feed") or (name == "rdf" and _RSS_1.search(head)) or _JSON_FEED.match(head):
        return "feed"
    if name in ("urlset", "sitemapindex"):
        return "sitemap"
    return "list" if media in _TEXTS and _LIST.fullmatch(head.rpartition("\n")[0] or head) else ""
