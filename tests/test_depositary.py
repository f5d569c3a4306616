"""Lists of participation as depositaries publish them, read without losing a row."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.depositary import Imported, iso, read
from kg.errors import InputError
from kg.gazetteer import Gazetteer
from kg.participations import Listing, Participation

REGISTER = Gazetteer.load()
OTTAWA = "treaty-ottawa-convention"

WIDE = """\
Participant,Signature,"Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)",UNTS Page
Lithuania,26 Feb 1999,12 May 2003,1
Finland,,9 Jan 2012 a,2
Japan [3],3 Dec 1997,30 Sep 1998 A,3
Montenegro,,23 Oct 2006 d,4
Slovakia,3 Dec 1997,25 Feb 1999 AA,5
Marshall Islands,4 Dec 1997,,6
"""


def imported(tmp_path: Path, text: str, name: str = "list.csv", **options: object) -> Imported:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    given = {"gazetteer": REGISTER, "instrument": "Ottawa Convention", "source": "a list", **options}
    return read(path, **given)  # type: ignore[arg-type]


def acts(found: Imported) -> list[tuple[str, str, str]]:
    return [(r.participant.removeprefix("state-"), r.action, r.date) for r in found.table.rows]


def reasons(found: Imported) -> list[tuple[int, str]]:
    return [(r.line, r.reason) for r in found.rejected]


def test_a_wide_list_has_a_column_for_each_kind_of_act_and_markers_behind_its_dates(tmp_path: Path) -> None:
    found = imported(tmp_path, WIDE)
    assert acts(found) == [
        ("ltu", "Signature", "1999-02-26"),
        ("ltu", "Ratification", "2003-05-12"),
        ("fin", "Accession", "2012-01-09"),
        ("jpn", "Signature", "1997-12-03"),
        ("jpn", "Acceptance", "1998-09-30"),
        ("mne", "Succession", "2006-10-23"),
        ("svk", "Signature", "1997-12-03"),
        ("svk", "Approval", "1999-02-25"),
        ("mhl", "Signature", "1997-12-04"),
    ]
    assert {r.instrument for r in found.table.rows} == {OTTAWA}
    assert (found.rejected, found.unread) == ((), ("UNTS Page",))


def test_a_marker_means_what_the_heading_says_it_means(tmp_path: Path) -> None:
    found = imported(tmp_path, 'State,"Signature, Succession to signature(d)"\nSerbia,12 Mar 2001 d\n')
    assert acts(found) == [("srb", "SuccessionToSignature", "2001-03-12")]


def test_a_marker_that_no_heading_explains_is_the_usual_one(tmp_path: Path) -> None:
    assert acts(imported(tmp_path, "State,Ratification\nFinland,9 Jan 2012 (a)\n")) == [
        ("fin", "Accession", "2012-01-09")
    ]


def test_a_long_list_has_one_act_a_row(tmp_path: Path) -> None:
    heading = "country;treaty;event;date;effective;note"
    text = f"{heading}\nTürkiye;Istanbul Convention;denunciation;22 March 2021;2021-07-01;by note\n"
    found = imported(tmp_path, text, instrument=None)
    assert found.table.rows == (
        Participation(
            "state-tur", "treaty-istanbul-convention", "Withdrawal", "2021-03-22", "a list", "2021-07-01", "by note"
        ),
    )


def test_an_entry_into_force_in_a_wide_list_is_that_of_the_deposit_and_not_of_the_signature(tmp_path: Path) -> None:
    found = imported(
        tmp_path, "State,Signature,Ratification,Entry into force\nPoland,4 Dec 1997,27 Dec 2012,1 Jun 2013\n"
    )
    assert [(r.action, r.effective) for r in found.table.rows] == [("Signature", None), ("Ratification", "2013-06-01")]


def test_columns_may_have_any_names(tmp_path: Path) -> None:
    text = "Land,Akt,Tag,Quelle\nFinland,Accession,2012-01-09,Blatt 1\n"
    columns = {"state": "Land", "action": "Akt", "date": "Tag", "source": "Quelle"}
    found = imported(tmp_path, text, columns=columns, source=None)
    assert acts(found) == [("fin", "Accession", "2012-01-09")]
    assert found.table.rows[0].source == "Blatt 1"


@pytest.mark.parametrize("name", ["list.json", "list.jsonl"])
def test_json_is_an_array_or_has_one_row_a_line(tmp_path: Path, name: str) -> None:
    rows = [{"state": "Estonia", "action": "Withdrawal", "date": "2025-06-27"}, {"Participant": "Latvia"}]
    text = json.dumps(rows) if name.endswith("json") else "".join(json.dumps(row) + "\n\n" for row in rows)
    found = imported(tmp_path, text, name)
    assert acts(found) == [("est", "Withdrawal", "2025-06-27")]
    assert len(found.rejected) == 1


def test_what_cannot_be_read_is_left_out_with_its_line_and_reason_and_nothing_else_is(tmp_path: Path) -> None:
    text = (
        "state,action,date\nRuritania,Signature,2001-01-01\nFinland,dancing,2001-01-01\nFinland,Signature,3/4/1999\n"
        "Finland,Signature,\n,Signature,2001-01-01\nKorea,Signature,2001-01-01\nFinland,Accession,2012-02-30\n"
        "Finland,Accession,2012-01-09\n"
    )
    found = imported(tmp_path, text)
    assert acts(found) == [("fin", "Accession", "2012-01-09")]
    assert reasons(found) == [
        (2, "no state 'Ruritania' is known"),
        (3, "'dancing' is no act"),
        (4, "'3/4/1999' is no date"),
        (5, "it has no date"),
        (6, "it has no state"),
        (7, "'Korea' means several: North Korea, South Korea"),
        (8, "'2012-02-30' is no date"),
    ]
    assert found.summary() == "Read 1 acts of 1 participants towards 1 instruments; left out 7"


def test_one_bad_cell_of_a_wide_row_leaves_the_others(tmp_path: Path) -> None:
    found = imported(tmp_path, "State,Signature,Ratification\nPoland,4 Dec 1997,sometime\nFinland,,\n")
    assert acts(found) == [("pol", "Signature", "1997-12-04")]
    assert reasons(found) == [(2, "'sometime' in 'Ratification' is no date"), (3, "it has no act")]


def test_an_act_that_is_there_twice_is_one(tmp_path: Path) -> None:
    assert len(imported(tmp_path, "State,Ratification\nPoland,4 Dec 1997\nPoland,1997-12-04\n").table.rows) == 1


def test_a_list_is_complete_up_to_the_day_given_or_its_newest_day(tmp_path: Path) -> None:
    assert imported(tmp_path, WIDE).table.listings == (Listing(OTTAWA, "a list", "2012-01-09"),)
    assert imported(tmp_path, WIDE, as_of="2020").table.listings == (Listing(OTTAWA, "a list", "2020"),)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Congo", "state-cog"),  # so is the Republic of the Congo called at the United Nations
        ("Democratic Republic of the Congo", "state-cod"),
        ("Viet Nam", "state-vnm"),
        ("Iran (Islamic Republic of)", "state-irn"),
        ("The former Yugoslav Republic of Macedonia", "state-mkd"),
        ("Swaziland", "state-swz"),
        ("Holy See", "state-vat"),
        ("European Union", "org-eu"),
        ("state-fin", "state-fin"),
    ],
)
def test_states_are_found_by_the_names_that_depositaries_use(tmp_path: Path, name: str, state: str) -> None:
    [row] = imported(tmp_path, f"State,Ratification\n{name},1 Jan 2000\n").table.rows
    assert row.participant == state


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 Sep 1945", "1945-09-24"), ("2 September 1945", "1945-09-02"), ("Sept. 2, 1945", "1945-09-02"),
        ("March 1, 1999", "1999-03-01"), ("1999-03-01", "1999-03-01"), ("1999-03", "1999-03"), ("1999", "1999"),
        ("1999-13", None), ("31 Feb 1999", None), ("3/4/1999", None), ("soon", None), ("", None),
    ],
)  # fmt: skip
def test_dates(text: str, expected: str | None) -> None:
    assert iso(text) == expected


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("", {}, "has no rows"),
        ("State,Ratification\n", {}, "has no rows"),
        ("Land,Ratification\nx,y\n", {}, "--column state=NAME"),
        ("State,Colour\nFinland,blue\n", {}, "--column action=NAME"),
        (WIDE, {"instrument": None}, "--instrument"),
        (WIDE, {"source": None}, "--source"),
        (WIDE, {"instrument": "Treaty of Nowhere"}, "no instrument 'Treaty of Nowhere' is known"),
        (WIDE, {"columns": {"colour": "UNTS Page"}}, "no field 'colour'"),
        (WIDE, {"columns": {"state": "Land"}}, "no column 'Land'"),
    ],
)
def test_what_stops_the_import_is_said_in_one_line(
    tmp_path: Path, text: str, options: dict[str, object], says: str
) -> None:
    with pytest.raises(InputError, match=says) as caught:
        imported(tmp_path, text, **options)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("name", "text"), [("x.json", "[1, 2"), ("x.jsonl", "{\n"), ("x.json", "[1]")])
def test_broken_json_is_told_with_its_file(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(InputError, match=name):
        imported(tmp_path, text, name)


def test_a_missing_file_or_one_in_another_encoding_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.csv", gazetteer=REGISTER)
    (tmp_path / "latin.csv").write_bytes("State,Ratification\nCôte,1 Jan 2000\n".encode("latin-1"))
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "latin.csv", gazetteer=REGISTER)
