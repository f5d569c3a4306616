"""Bytes as text: in the encoding that they show or declare, else in one that fits beyond doubt, else not at all.

A wrong guess would make "Å¡" of "š", a name that nobody bears, and evidence that nobody wrote.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from kg.reading.item import RefusedError
from kg.reading.language import ENGLISH, language

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, with whose mark it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEVEN_BIT = re.compile("iso-?2022|hz|utf-?7", re.IGNORECASE)  # what they hold looks like ASCII
_WEB = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932", "gb2312": "gb18030",
        "gbk": "gb18030", "euc_kr": "cp949"}  # fmt: skip
_OF_PROGRAMS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
_SAMPLE = 100_000
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.01

_WEST = frozenset(
    ["af", "ca", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "gl", "id", "is", "it", "ms", "nb", "nl", "nn", "no",
     "pt", "sv", "sw"]
)  # fmt: skip
_CENTRAL = frozenset(["bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq", "sr"])
_LATIN = (
    ("cp1252", _WEST),
    ("iso8859_2", _CENTRAL),  # has no sign where cp1250 has quotes, dashes, š and ž
    ("cp1250", _CENTRAL),
    ("cp1254", frozenset({"tr", "az"})),
    ("cp1257", frozenset({"lt", "lv", "et"})),
    ("mac_roman", _WEST),
    ("cp850", _WEST),
)
_LATIN_SHARE = 0.25  # of bytes that are not ASCII among those of letters; Czech has 0.15
_FEWEST_LETTERS = 20


def decoded(data: bytes, declared: str | None = None) -> str:
    """The text; RefusedError where it is binary or in an encoding that cannot be told for sure.

    `declared` is what a header says; it is not believed against a byte order mark, nor against bytes that are UTF-8.
    """
    declared = _known(declared)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_or_none(data, encoding), data)
    if b"\0" in data:
        return _checked(_utf_16(data), data)
    if declared and _SEVEN_BIT.match(declared):
        return _checked(_or_none(data, declared), data)
    if b"\x1b$" in data:
        return _checked(_or_none(data, "iso2022_jp_2"), data)
    text = _or_none(data, "utf-8")
    if text is None and declared:
        text = _or_none(data, declared)
    return _checked(text if text is not None else _guessed(data), data)


def _known(declared: str | None) -> str | None:
    """The codec of a name, as browsers understand it."""
    try:
        name = codecs.lookup(declared.strip(" \"'")).name if declared else ""
    except (LookupError, ValueError):
        return None
    return None if name in _OF_PROGRAMS else _WEB.get(name, name) or None


def _or_none(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):  # also of codecs that are not of text, such as "zip"
        return None


def _checked(text: str | None, data: bytes) -> str:
    if text is not None and len(_CONTROLS.findall(text[:_SAMPLE])) <= _MOST_CONTROLS * len(text[:_SAMPLE]):
        return text
    if text is not None or b"\0" in data:
        raise RefusedError("is binary, not text")
    raise RefusedError(
        "is not UTF-8, and its encoding cannot be told for sure; save it as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8)"
    )


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark: in the right order of bytes blanks are U+0020, in the wrong one U+2000."""
    for encoding, other in (("utf-16-le", "utf-16-be"), ("utf-16-be", "utf-16-le")):
        text, swapped = _or_none(data, encoding), data.decode(other, "replace")
        if text and text.count(" ") > swapped.count(" ") and not _CONTROLS.search(text) and _assigned(text):
            return text
    return None


def _assigned(text: str) -> bool:
    return not any(unicodedata.category(char) in {"Cn", "Co"} for char in set(text))


def _guessed(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    ascii_letters = sum(byte | 0x20 in range(0x61, 0x7B) for byte in sample)
    if high <= _LATIN_SHARE * (high + ascii_letters):
        return _latin(data)
    return _other_script(data)


def _latin(data: bytes) -> str | None:
    """In the first encoding that makes whole words, of a language that is written in it."""
    for encoding, languages in _LATIN:
        text = _or_none(data, encoding)
        if text is not None and _has_whole_words(text):
            found = language(text)
            if found == ENGLISH and _TURKISH.search(text):
                return None
            if found in languages:
                return text
    return None


_TURKISH = re.compile("[ðþýÐÞÝ]")  # in English rather ğ, ş and ı of Turkish names than letters of Icelandic
_LETTER = r"[^\W\d_¹²³¼½¾ºª]"
_WORD = re.compile(rf"{_LETTER}*(?=[^\x00-\x7f]){_LETTER}+")
_WITHIN = re.compile(
    rf"(?<={_LETTER})(?:[^\w\s\x00-\x7f’‘·\xad–—-]|[¹²³¼½¾ºª])(?={_LETTER})"
    r"|(?<=[^\W\d_m])[¹²³]|(?<=[^\W\d_])[¢£¤¥¦§¨¬¯±µ¶¸]|(?<=\w)[‚„¿¡]|[ÿ\x80-\x9f\uf8ff\ufb01\ufb02]"
    rf"|(?<=\d)(?=[^\x00-\x7f]){_LETTER}"
)
_ALONE = frozenset("aàáèéêìíòóôùúåöøüÀÁÈÉÒÓÅÖØ")


def _has_whole_words(text: str) -> bool:
    """Whether letters that are not ASCII stand as they do in words: not a capital after a small one, no sign within."""
    return not _WITHIN.search(text) and all(map(_is_word, set(_WORD.findall(text))))


def _is_word(word: str) -> bool:
    if not all(letter < "\u0250" for letter in word):
        return False
    if not any(letter.isascii() for letter in word):
        return word in _ALONE  # "Ïóòèí" is Путин
    return word.islower() or word.istitle() or word.isupper() or _is_compound(word)


def _is_compound(word: str) -> bool:
    """McCróry, but not DüsseldorfÓ."""
    return word[0].isupper() and word[-1].islower() and all(c.isascii() for c in word if c.isupper())


def _other_script(data: bytes) -> str | None:
    """What charset-normalizer finds, where it is text of one other script and long enough to say so."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    text = _or_none(data, best.encoding) if best else None
    letters = "".join(filter(str.isalpha, (text or "")[:_SAMPLE]))
    share = max(len(script.findall(letters)) for script in _SCRIPTS) / max(len(letters), 1)
    return text if len(letters) >= _FEWEST_LETTERS and share >= _SCRIPT_SHARE else None


_SCRIPT_SHARE = 0.8
_SCRIPTS = [
    re.compile(f"[{span}]")
    for span in (
        "\u0370-\u03ff", "\u0400-\u052f", "\u0590-\u05ff", "\u0600-\u06ff", "\u0e00-\u0e7f",
        "\u3040-\u30ff\u3400-\u9fff", "\uac00-\ud7af\u4e00-\u9fff",
    )
]  # fmt: skip
