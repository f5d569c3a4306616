"""Which documents are copies of one text: an agency's report in forty papers is one source, not forty.

The worker that reads a document signs its text; `copies` compares signatures alone. Two MinHashes, of the whole text
and of its beginning, find candidates by bands (no pair is looked at that shares none); the runs of words themselves,
as hashes, decide. A copy is nearly the same text, or a text cut short: what stands in the shorter stands in the longer.

Documents are taken in the order of their dates, and each is compared to texts that stand for others, never to their
copies. So nothing chains (a copy is near to the text that stands for it, not to a copy of a copy), and the outcome
is the same in whatever order, and in however many builds, the documents were read.
"""

from __future__ import annotations

import re
import struct
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING

from kg.model import Card

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint32]

RUN = 3  # words that are compared together
BEGINNING = 100  # words: what of a text its shortest copies still have
SLOTS, BAND = 128, 4  # of a MinHash: how many, and how many in a row make two texts candidates
SHORT = 40  # words: of less, only the very same words are a copy

ALIKE = 0.5  # of all runs of words of two texts: in both, where their beginnings differ
BEGIN_ALIKE = 0.3  # the same of their beginnings
CONTAINED = 0.7  # of the runs of the shorter: in the longer
NUMBERS = 0.5  # of the numbers of the shorter: in the longer; one may always differ
DAYS = 10  # between two copies
LATEST = 64  # texts of one bucket that are looked at
LIKELIEST = 16  # of these, with most bands alike: those that a text is compared to

HEADER = struct.Struct("<16s5I")  # digest of the words, their number, and those of the hashes after the sketches
WIDTH = 2 * SLOTS  # bytes of a sketch: of each slot the lower half
WIDE = 2 * SLOTS // BAND  # bands of both sketches


def signature(text: str) -> bytes:
    """What `copies` needs to know of a text; the same on every machine and in every process."""
    import numpy as np
    from rensa import RMinHash

    spelt = re.findall(r"\w+", text)
    words = [word.casefold() for word in spelt]
    runs = _runs(words)
    parts = [_hashes(runs), *map(_hashes, _telling(spelt, words))]
    sketches = []
    for part in (runs, runs[:BEGINNING]):
        sketch = RMinHash(num_perm=SLOTS, seed=1)
        sketch.update(part)
        sketches.append(np.array(sketch.digest(), "<u4").astype("<u2").tobytes())
    told = blake2b(" ".join(words).encode(), digest_size=16).digest()
    header = HEADER.pack(told, len(words), *map(len, parts))
    return b"".join((header, *sketches, *(part.tobytes() for part in parts)))


def copies(documents: Iterable[tuple[Card, bytes]]) -> dict[str, str]:
    """From each document that is a copy to the one that stands for its text: the first, of one day the longest.

    A text without words copies nothing.
    """
    found = sorted((_Text.of(card, signed) for card, signed in documents), key=lambda text: text.order)
    firsts: dict[bytes, _Text] = {}
    same = {text.id: firsts.setdefault(text.words, text) for text in found if text.length}
    distinct = [text for text in firsts.values() if text.length >= SHORT]
    near = dict(_near(distinct)) if distinct else {}
    stands = {id_: near.get(first.id, first.id) for id_, first in same.items()}
    return {id_: original for id_, original in sorted(stands.items()) if id_ != original}


@dataclass(frozen=True, slots=True, eq=False)
class _Text:
    """A document with its signature, of which no more is unpacked than all have to be asked: there may be very many."""

    id: str
    order: tuple[str, int, str]
    day: int | None
    words: bytes
    length: int
    signed: bytes

    @classmethod
    def of(cls, card: Card, signed: bytes) -> _Text:
        words, length, *_ = HEADER.unpack_from(signed)
        order = (card.date or "9").ljust(10, "~"), -length, card.id
        return cls(card.id, order, _day(card.date or ""), words, length, signed)

    @property
    def bands(self) -> bytes:
        return self.signed[HEADER.size : HEADER.size + 2 * WIDTH]


@dataclass(frozen=True, slots=True, eq=False)
class _Content:
    """The rest of a signature: what tells how its text begins, and the hashes of its runs, names and numbers.

    `often` are the names that it has more than once, whom it is about.
    """

    beginning: NDArray[np.uint16]
    runs: Hashes
    names: Hashes
    often: Hashes
    numbers: Hashes

    @classmethod
    def of(cls, text: _Text) -> _Content:
        import numpy as np

        sizes = HEADER.unpack_from(text.signed)[2:]
        beginning = np.frombuffer(text.signed, "<u2", SLOTS, offset=HEADER.size + WIDTH)
        hashes = np.frombuffer(text.signed, "<u4", offset=HEADER.size + 2 * WIDTH)
        ends = list(accumulate(sizes))
        return cls(beginning, *(hashes[end - size : end] for size, end in zip(sizes, ends, strict=True)))


def _near(texts: Sequence[_Text]) -> Iterator[tuple[str, str]]:
    """Of different texts in their order: each that is a copy, and the one that stands for it."""
    buckets = _Buckets(texts)
    for i, text in enumerate(texts):
        original = next((texts[j] for j in buckets.likely(i) if _copied(texts[j], text)), None)
        if original:
            yield text.id, original.id
        else:
            buckets.put(i)


class _Buckets:
    """The bands of the texts of some places, to find those of earlier texts by; only what was put there is found.

    In a bucket are the texts with one band alike. Each has the place of the last text in it, and with each text is
    the place of the one before it.
    """

    def __init__(self, texts: Sequence[_Text]) -> None:
        import numpy as np

        bands = np.frombuffer(b"".join(text.bands for text in texts), f"<u{2 * BAND}").reshape(len(texts), -1)
        self._numbers = np.full(bands.shape, -1, np.int32)  # of buckets; -1 where nothing else is
        count = 0
        for band, column in enumerate(bands.T):
            _, number, size = np.unique(column, return_inverse=True, return_counts=True)
            of_shared = np.cumsum(size > 1) - 1
            self._numbers[:, band] = np.where(size[number] > 1, of_shared[number] + count, -1)
            count += int((size > 1).sum())
        self._last = array("i", [-1]) * count
        self._before = array("i", [-1]) * bands.size

    def put(self, place: int) -> None:
        for at, bucket in self._of(place):
            self._before[at] = self._last[bucket]
            self._last[bucket] = place

    def likely(self, place: int) -> list[int]:
        """The places of those that have most bands alike, the earliest first."""
        shared = Counter(other for at, bucket in self._of(place) for other in self._latest(bucket, at - place * WIDE))
        return sorted(other for other, _ in shared.most_common(LIKELIEST))

    def _latest(self, bucket: int, band: int) -> Iterator[int]:
        place, left = self._last[bucket], LATEST
        while place >= 0 and left:
            yield place
            place, left = self._before[place * WIDE + band], left - 1

    def _of(self, place: int) -> Iterator[tuple[int, int]]:
        """The shared buckets of a text, after the numbers of its bands among all."""
        numbers = self._numbers[place].tolist()
        return ((place * WIDE + band, bucket) for band, bucket in enumerate(numbers) if bucket >= 0)


def _copied(one: _Text, other: _Text) -> bool:
    """Whether two texts are one, or the beginning of one."""
    if not _near_in_time(one, other):
        return False
    shorter, longer = sorted((_Content.of(one), _Content.of(other)), key=lambda content: len(content.runs))
    return (
        not (_others(shorter, longer) and _others(longer, shorter))
        and _common(shorter.numbers, longer.numbers) + 1 >= NUMBERS * len(shorter.numbers)
        and _contained(shorter, longer)
    )


def _contained(shorter: _Content, longer: _Content) -> bool:
    common = _common(shorter.runs, longer.runs)
    alike = common >= ALIKE * (len(shorter.runs) + len(longer.runs) - common)
    begin_alike = (shorter.beginning == longer.beginning).sum() >= BEGIN_ALIKE * SLOTS
    return common >= CONTAINED * len(shorter.runs) and bool(alike or begin_alike)


def _others(one: _Content, other: _Content) -> bool:
    """Whether a text is about somebody whom another never names: of a form letter, the same words to another state."""
    return _common(one.often, other.names) < len(one.often)


def _near_in_time(one: _Text, other: _Text) -> bool:
    return one.day is None or other.day is None or abs(one.day - other.day) <= DAYS


def _day(text: str) -> int | None:
    """The number of a day; None for a month, a year or no date."""
    try:
        return date.fromisoformat(text).toordinal()
    except ValueError:
        return None


def _runs(words: Sequence[str]) -> list[str]:
    return [" ".join(run) for run in zip(*(words[i:] for i in range(RUN)), strict=False)]


def _telling(spelt: Sequence[str], words: Sequence[str]) -> Iterator[Iterable[str]]:
    """The names of a text, those that it has more than once and never in small letters, and its numbers."""
    names = Counter(word for form, word in zip(spelt, words, strict=True) if form[0].isupper())
    small = {word for form, word in zip(spelt, words, strict=True) if form == word}
    yield names
    yield (name for name, times in names.items() if times > 1 and name not in small)
    yield (word for word in words if word[0].isdigit())


def _hashes(terms: Iterable[str]) -> Hashes:
    """Of each term once a number, the same everywhere, in order."""
    import numpy as np
    from rensa import RMinHash

    [hashes] = RMinHash.hash_token_sets([list(terms)])
    return np.array(sorted({term >> 32 for term in hashes}), "<u4")


def _common(one: Hashes, other: Hashes) -> int:
    import numpy as np

    return len(np.intersect1d(one, other, assume_unique=True))
