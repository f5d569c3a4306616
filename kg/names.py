"""Names of persons compared: what speaks for one person under two spellings, and what against.

Nothing here decides: `kg.resolver` weighs these signs with states, offices and documents. Spelling alone never joins a
surname with another one (Scholz and Schulz have one consonant skeleton): it needs the given name as well.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})

# Romanisations of one letter: the first spelling is read as the second. Longer ones first.
_SAME_SOUND = (
    ("tsch", "c"), ("tch", "c"), ("sch", "s"), ("shch", "s"), ("dzh", "j"), ("ch", "c"), ("sh", "s"), ("kh", "k"),
    ("zh", "j"), ("dj", "j"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ts", "c"), ("tz", "c"), ("q", "k"),
    ("ck", "k"), ("g", "k"), ("x", "ks"), ("w", "v"), ("z", "s"),
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name in small ASCII letters, hyphens and apostrophes gone: 'Kim Jong-un' -> kim, jong, un."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode() or name
    return tuple(re.findall(r"\w+", re.sub(r"['’`.]", " ", plain.casefold()).replace("-", " ")))


@lru_cache(maxsize=1 << 16)
def words(name: str) -> tuple[str, ...]:
    """The words that tell persons apart: no particles ('von der', 'bin', 'al'), no 'Jr.'."""
    found = tokens(name)
    return tuple(w for w in found if w not in _table("particles") and w not in _SUFFIXES) or found


@lru_cache(maxsize=1 << 16)
def light(word: str) -> str:
    """A word without the commonest differences of spelling: '-sky', '-skyy', '-skiy' and '-skij' are one."""
    return re.sub(r"(.)\1", r"\1", re.sub(r"[iyj]+", "i", word))


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a word in one romanisation: 'Qaddafi' and 'Kadhafi', 'Mohammed' and 'Muhammad' are one."""
    for spelling, sound in _SAME_SOUND:
        word = word.replace(spelling, sound)
    single = re.sub(r"(.)\1+", r"\1", word)
    return single[:1] + re.sub(r"[aeiouyhj]", "", single[1:])


@lru_cache(maxsize=1 << 16)
def spellings(word: str) -> frozenset[str]:
    """What words that are alike have in common, one or more: see `_alike`."""
    found = variants().get(word, frozenset({word})) | {light(word)}
    return found | {skeleton(word)} if len(skeleton(word)) > 2 else found


@lru_cache(maxsize=1 << 16)
def keys(name: str) -> frozenset[str]:
    """What names that may be one share: their outer words as spelled lightly, by consonants, and by variant."""
    found = words(name)
    ends = {found[0], found[-1]} if found else set()
    spellings = {light(w) for w in ends} | {min(variants().get(w, {w})) for w in ends}
    return frozenset(spellings | {skeleton(w) for w in ends if len(skeleton(w)) > 2})


def compare(one: str, other: str) -> str | None:
    """The sign that two names give: a key of `kg.model.FEATURES`, or None where they have nothing in common."""
    a, b = tokens(one), tokens(other)
    if a == b:
        return "same-name" if len(a) > 1 else "same-surname" if a else None
    sign = _sign(words(one), words(other))
    return "other-generation" if sign and sign != "same-surname" and _generations_differ(a, b) else sign


def _sign(a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    """The sign of two names without their particles."""
    if min(len(a), len(b)) < 2:
        return _surname_only(*sorted((a, b), key=len))
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return "same-name-other-order" if a != b else "same-name"
    if len(a) == len(b) and all(_alike(x, y) for x, y in zip(a, b, strict=True)):
        return "same-name-other-spelling"
    return _given_names(a, b)


def _generations_differ(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """'Jr.' against no such word or another one; a king's number may be left out."""
    one, other = (next((w for w in words[1:] if w in _SUFFIXES), "") for words in (a, b))
    return one != other and ("jr" in (one, other) or bool(one and other))


def _surname_only(short: tuple[str, ...], long: tuple[str, ...]) -> str | None:
    if not short:
        return None
    family = long[0] if long[0] in _table("family_first") else long[-1]
    return "same-surname" if light(short[0]) == light(family) else None


def _alike(x: str, y: str) -> bool:
    """Whether two words may be spellings of one."""
    return light(x) == light(y) or y in variants().get(x, ()) or (len(skeleton(x)) > 2 and skeleton(x) == skeleton(y))


def _given_names(a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    """The sign of two names of several words that differ in more than spelling."""
    relatives = light(a[-1]) == light(b[-1])
    if relatives and (_alike(a[0], b[0]) or _initial(a[0], b[0])):
        middle_a, middle_b = a[1:-1], b[1:-1]
        clash = middle_a and middle_b and not all(map(_initial_or_alike, middle_a, middle_b))
        return "other-middle-name" if clash else "given-name-agrees"
    short, long = sorted((a, b), key=len)
    if len(short) < len(long) and all(map(_alike, short, long[-len(short) :])):
        return "first-words-left-out"
    if _within(short, long):
        return "name-within-name"
    family_first = a[0] == b[0] and a[0] in _table("family_first")
    return "other-given-name" if relatives or family_first else None


def _initial(x: str, y: str) -> bool:
    return x[0] == y[0] and 1 in (len(x), len(y))


def _initial_or_alike(x: str, y: str) -> bool:
    return _initial(x, y) or _alike(x, y)


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a name is a shorter form of the other: 'López Obrador' of 'Andrés Manuel López Obrador'."""
    rest = iter(long)
    return min(map(len, short)) > 1 and all(any(_alike(w, x) for x in rest) for w in short)


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` stand in order in `long`, the first at its beginning (Schwartz & Hearst 2003)."""
    letters = iter(long.casefold())
    return long[:1].casefold() == short[:1].casefold() and all(c in letters for c in short.casefold() if c.isalnum())


@cache
def variants() -> Mapping[str, frozenset[str]]:
    """Given names with those that are the same name: 'joe' -> {'joe', 'joseph', ...}."""
    same: dict[str, frozenset[str]] = {}
    for group in _table("one_name"):
        names = frozenset(tokens(" ".join(group)))
        for name in names:
            same[name] = same.get(name, frozenset()) | names
    return same


@cache
def _table(section: str) -> tuple[Any, ...]:
    text = files("kg").joinpath("data/lexicon/names.json").read_text(encoding="utf-8")
    listed = json.loads(text)[section]
    return tuple(name.casefold() if isinstance(name, str) else name for name in listed)
