"""Which bearers of names are worth comparing: those in one block of a common name, and of large blocks only some.

A block of a few is compared pair by pair. In one of hundreds, such as that of all Smiths or all Johns, nearly every
pair is of two persons who have that one word in common. There only those are paired that could come out as one: with
another word in common, or with only a surname or an initial where a state or an office may say whose it is. So the
number of pairs follows that of the bearers (Christen 2012, Data Matching, on blocking).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product

from kg import names
from kg.bearers import Bearer
from kg.gazetteer import normal_form

BY_TEXT = frozenset({"Organization", "GovernmentBody", "InternationalOrganization", "Place"})
LARGE = 64  # bearers from which on not all pairs of a block are looked at
NOWHERE: frozenset[int] = frozenset()
Pair = tuple[int, int]  # numbers of bearers, the lower first


class Blocks:
    """The blocks of bearers, by the hashes of what their names have in common."""

    def __init__(self, bearers: Sequence[Bearer]) -> None:
        self._bearers = bearers
        self._crowded: set[int] = set()  # blocks of three things and more
        self._large: dict[int, set[int]] = defaultdict(set)  # the large blocks of a bearer

    def pairs(self) -> Iterator[Pair]:
        """All pairs that are worth comparing, each once and in order."""
        import numpy as np

        found = array("Q")
        for block, members in _grouped((key, n) for n, b in enumerate(self._bearers) for key in _keys(b)):
            found.extend(min(pair) << 32 | max(pair) for pair in self._within(block, members) if pair[0] != pair[1])
        for pair in np.unique(found):
            yield int(pair) >> 32, int(pair) & 0xFFFFFFFF

    def _within(self, block: int, members: Sequence[int]) -> Iterable[Pair]:
        if len({self._bearers[n].entity.id for n in members}) <= 2:
            return combinations(members, 2)
        self._crowded.add(block)
        if len(members) <= LARGE:
            return combinations(members, 2)
        for n in members:
            self._large[n].add(block)
        persons = self._bearers[members[0]].entity.cls == "Person"
        return self._persons(block, members) if persons else self._texts(members)

    def alone(self, one: Bearer, other: Bearer) -> bool:
        """Whether nothing else bears the name that two persons have in common."""
        common = names.keys(one.entity.name) & names.keys(other.entity.name)
        return any(hash(("person", key)) not in self._crowded for key in common)

    def passed_over(self, a: int, b: int) -> bool:
        """Whether two are in a block together of which not all pairs were looked at."""
        return not self._large.get(a, NOWHERE).isdisjoint(self._large.get(b, NOWHERE))

    def _texts(self, members: Sequence[int]) -> Iterator[Pair]:
        """Those of one name, and abbreviations with all that may be their long form."""
        for _, same in _grouped((hash(plain(self._bearers[n].entity.name)), n) for n in members):
            yield from combinations(same, 2)
        yield from product((n for n in members if self._bearers[n].entity.name.isupper()), members)

    def _persons(self, block: int, members: Sequence[int]) -> Iterator[Pair]:
        """Those with another word in common, and short names with all that they may mean."""
        for _, same in _grouped((hash(word), n) for n in members for word in _others(self._bearers[n], block)):
            yield from combinations(same, 2)
        wanted: dict[object, list[int]] = defaultdict(list)
        for n in members:
            for sign in _wanted(self._bearers[n]):
                wanted[sign].append(n)
        for n in members:
            for sign in wanted.keys() & _signs(self._bearers[n]):
                yield from product((n,), wanted[sign])


def _grouped(keyed: Iterable[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
    """The numbers under each key that more than one has, in their order."""
    import numpy as np

    keys, numbers = array("q"), array("I")
    for key, number in keyed:
        keys.append(key)
        numbers.append(number)
    order = np.lexsort((numbers, keys))
    ordered, members = np.asarray(keys)[order], np.asarray(numbers)[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])).tolist() if keys else []
    for start, end in pairwise([*starts, len(keys)]):
        if end - start > 1:
            yield int(ordered[start]), list(dict.fromkeys(members[start:end].tolist()))


def _keys(bearer: Bearer) -> list[int]:
    """The blocks that a bearer is in."""
    if bearer.entity.cls == "Person":
        return [hash(("person", key)) for key in {k for name in bearer.names for k in names.keys(name)}]
    if bearer.entity.cls in BY_TEXT:
        forms = {bearer.entity.name, *(form for form in bearer.forms if form.isupper())}
        return [hash(("name", form)) for form in set(map(plain, forms))]
    return []


def plain(name: str) -> str:
    """An organisation's name without case, article, punctuation."""
    form = normal_form(name).casefold().removeprefix("the ")
    return "".join(c for c in form if c.isalnum())


def _others(bearer: Bearer, block: int) -> set[str]:
    """What the names of a person have beside the word that the block is for, in all its spellings."""
    found = {f"= {same}" for same in bearer.entity.same_as}
    for words in map(names.words, bearer.names):
        of_block = [i for i, word in enumerate(words) if any(hash(("person", k)) == block for k in names.keys(word))]
        rest = [word for i, word in enumerate(words) if [i] != of_block]
        found |= {spelling for word in rest if len(word) > 1 for spelling in names.spellings(word)}
        found |= {f"{names.light(word)}." for word in words[:1] if len(word) == 1}
        found.add("".join(words))
    return found


def _wanted(bearer: Bearer) -> set[object]:
    """By what a surname alone, or with an initial, finds whom it may mean: see `_signs`."""
    found: set[object] = set()
    for words in map(names.words, bearer.names):
        initial = words[0] if words and len(words[0]) == 1 else ""
        if initial or len(words) == 1:
            found |= {*bearer.offices, (initial, bearer.entity.state)}
        if initial:
            found |= {*bearer.documents, ("middle", names.light(initial))}
    return {sign for sign in found if not isinstance(sign, tuple) or sign[1]}


def _signs(bearer: Bearer) -> set[object]:
    """By what a short name may find a person: an office, a document, a state with or without the first letter."""
    state = bearer.entity.state
    found: set[object] = {*bearer.offices, *bearer.documents, ("", state)}
    for words in map(names.words, bearer.names):
        found |= {(words[0][0], state)} if words else set()
        found |= {("middle", names.light(word)) for word in words[1:-1] if len(word) == 1}
    return found
