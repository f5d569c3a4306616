"""Lists of addresses, one a line or in a column."""

from __future__ import annotations

from io import BytesIO

import pytest

from kg.reading.web.lists import LONGEST, cells


def found(text: str | bytes, *, table: bool) -> list[tuple[int, str]]:
    data = text.encode() if isinstance(text, str) else text
    return [(line, str(cell)) for line, cell in cells(BytesIO(data), table=table)]


def test_one_address_a_line() -> None:
    text = "\ufeff# ours\nhttps://a.example/1,2\n\n  https://a.example/2  \r\nhttps://a.example/3"
    assert found(text, table=False) == [
        (2, "https://a.example/1,2"),
        (4, "https://a.example/2"),
        (5, "https://a.example/3"),
    ]


GDELT = {
    "events": "1\t20240101\tParis, France\t48.85;2.35\t{}",
    "mentions": "1\t20240101\t20240101\t1\tbbc.co.uk\t{}\t1",
    "knowledge graph": "20240101-1\t20240101\t1\tbbc.co.uk\t{}\tx\thttps://images.example/1.jpg",
}


@pytest.mark.parametrize("row", GDELT.values(), ids=GDELT)
def test_a_file_of_gdelt_has_no_header_and_its_addresses_in_one_column(row: str) -> None:
    text = "".join(row.format(f"https://a.example/{n}") + "\n" for n in range(1, 40))
    assert found(text, table=True) == [(n, f"https://a.example/{n}") for n in range(1, 40)]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_column_is_known_by_its_name(mark: str) -> None:
    text = "image,URL,title\nhttps://i.example/1,https://a.example/1,One\n".replace(",", mark)
    assert found(text, table=True) == [(2, "https://a.example/1")]


def test_a_header_with_other_names_is_no_bad_row() -> None:
    assert found("who,where\nBBC,https://a.example/1\n", table=True) == [(2, "https://a.example/1")]


def test_a_single_column_needs_no_header() -> None:
    assert found("https://a.example/1\nhttps://a.example/2\n", table=True) == [
        (1, "https://a.example/1"),
        (2, "https://a.example/2"),
    ]


def test_cells_may_be_quoted_and_hold_lines() -> None:
    text = 'title,url\n"One, and\nmore",https://a.example/1\n"Two ""2""",https://a.example/2\n'
    assert found(text, table=True) == [(3, "https://a.example/1"), (4, "https://a.example/2")]


def test_a_bad_row_is_told_with_its_line_and_the_rest_is_read() -> None:
    text = "url\tn\nhttps://a.example/1\t1\nBBC Monitoring\t2\n\nhttps://a.example/2\n"
    assert found(text, table=True) == [
        (2, "https://a.example/1"),
        (3, "has no address in column 1; correct it or leave it out"),
        (5, "https://a.example/2"),
    ]


def test_a_table_without_addresses_is_told() -> None:
    assert found("a,b\n1,2\n", table=True) == [
        (1, "has no address in any column; correct it or leave it out"),
        (2, "has no address in any column; correct it or leave it out"),
    ]


def test_a_cell_that_is_too_large_is_told() -> None:
    text = f"url,text\nhttps://a.example/1,x\n{'x' * 200_000},y\nhttps://a.example/2,z\n"
    assert found(text, table=True) == [
        (2, "https://a.example/1"),
        (3, "is no row of a table (field larger than field limit (131072)); correct it"),
        (4, "https://a.example/2"),
    ]


def test_a_line_without_an_end_is_not_kept_whole() -> None:
    data = b"https://a.example/1\tx\n" + b"y" * (3 * LONGEST) + b"\nhttps://a.example/2\tx\n"
    assert [line for line, _ in found(data, table=True)] == [1, 2, 3]
    assert found(data, table=True)[2] == (3, "https://a.example/2")


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\0" * 1000, b"\xff\xfeh\0", b'"' * 10_000])
def test_what_is_no_list_has_no_addresses(data: bytes) -> None:
    for table in (True, False):
        assert not any("://" in cell for _, cell in found(data, table=table))
