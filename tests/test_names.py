"""What two names of persons say about being one person."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from kg import names
from kg.model import FEATURES


@pytest.mark.parametrize(
    ("one", "other", "sign"),
    [
        ("Kim Jong-un", "Kim Jong Un", "same-name"),
        ("Xi Jinping", "Jinping Xi", "same-name-other-order"),
        ("Lee Jae-myung", "Jae-myung Lee", "same-name-other-order"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy", "same-name-other-spelling"),
        ("Vladimir Zelenskiy", "Volodymyr Zelenskyy", "same-name-other-spelling"),
        ("Moammar Gadhafi", "Muammar Qaddafi", "same-name-other-spelling"),
        ("Alexander Lukashenko", "Aliaksandr Lukashenka", "same-name-other-spelling"),
        ("J. Biden", "Joe Biden", "given-name-agrees"),
        ("George Bush", "George H. W. Bush", "given-name-agrees"),
        ("López Obrador", "Andrés Manuel López Obrador", "first-words-left-out"),
        ("Nicolás Maduro", "Nicolás Maduro Moros", "name-within-name"),
        ("Mohammed bin Salman", "Mohammad bin Salman Al Saud", "name-within-name"),
        ("Zelenskiy", "Volodymyr Zelensky", "same-surname"),
        ("von der Leyen", "Ursula von der Leyen", "same-surname"),
        ("Kim", "Kim Jong Un", "same-surname"),
        ("George W. Bush", "George H. W. Bush", "other-middle-name"),
        ("Hillary Clinton", "Bill Clinton", "other-given-name"),
        ("Kim Jong Un", "Kim Jong Il", "other-given-name"),
        ("Donald Trump", "Donald Trump Jr.", "other-generation"),
    ],
)
def test_two_names_give_a_sign(one: str, other: str, sign: str) -> None:
    assert names.compare(one, other) == names.compare(other, one) == sign
    assert names.keys(one) & names.keys(other), "names that give a sign must meet in a block"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Olaf Scholz", "Martin Schulz"),
        ("Scholz", "Schulz"),
        ("Wang Yi", "Li Qiang"),
        ("Ali Khamenei", "Ruhollah Khomeini"),
    ],
)
def test_other_surnames_give_none(one: str, other: str) -> None:
    assert names.compare(one, other) is None


def test_only_likeness_speaks_for_one_person() -> None:
    assert FEATURES["same-name"] > FEATURES["same-name-other-spelling"] > 0 > FEATURES["other-given-name"]


def test_the_lists_are_sorted_and_without_repetition() -> None:
    table = json.loads(files("kg").joinpath("data/lexicon/names.json").read_text(encoding="utf-8"))
    for section in ("family_first", "particles"):
        assert table[section] == sorted(set(table[section]))
    firsts = [group[0] for group in table["one_name"]]
    assert firsts == sorted(set(firsts))
