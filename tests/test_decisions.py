"""The curator's file is read whole, or refused with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.decisions import Ruling, Side, read
from kg.errors import InputError

HEADER = "verdict,one,other,by,date,reason\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "decisions.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_ruling_has_two_sides_and_says_who_when_and_why(tmp_path: Path) -> None:
    path = write(tmp_path, HEADER + 'Same,Zelenskiy,Volodymyr Zelenskyy,mk,2026-03-01,"spelling, of the agency"\n\n')
    assert read(path) == (
        Ruling("same", Side("Zelenskiy"), Side("Volodymyr Zelenskyy"), "mk", "2026-03-01", "spelling, of the agency"),
    )


def test_a_side_may_be_of_one_document(tmp_path: Path) -> None:
    (ruling,) = read(write(tmp_path, HEADER + "different,John Smith @ london.txt,John Smith @ perth.txt\n"))
    assert ruling.one == Side("John Smith", "london.txt")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("one,other\na,b\n", "no column verdict"),
        (HEADER + "maybe,a,b\n", "line 2: the verdict is 'same', 'different', 'reject' or 'correct', not 'maybe'"),
        (HEADER + "same,a,\n", "line 2: 'one' and 'other' say which things"),
        (HEADER + "same,a,b,mk,yesterday\n", "line 2: the date is YYYY-MM-DD"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        read(write(tmp_path, text))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.csv")
