"""The table of who did what towards which treaty holds together, and its script makes it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from kg.gazetteer import Gazetteer
from kg.participations import ACTIONS, Listing, Participation, Participations, lines

ROOT = Path(__file__).parents[1]
TABLE = Participations.load()
REGISTER = Gazetteer.load()
TEXT = files("kg").joinpath("data/participations.jsonl").read_text(encoding="utf-8")


def test_acts_are_of_known_things_dated_and_sourced() -> None:
    for row in TABLE.rows:
        assert REGISTER[row.participant].cls in {"State", "InternationalOrganization"}, row
        assert REGISTER[row.instrument].cls in {"Treaty", "Agreement"}, row
        assert row.action in ACTIONS
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", d) for d in (row.date, row.effective) if d), row
        assert row.effective is None or row.effective > row.date, row
        assert row.source, row


READ = ("UN Treaty Collection, ", "ICBL-CMC, ", "Arms Control Today, ", "joint statement of the ministers of defence")


def test_what_was_not_read_in_a_source_says_so() -> None:
    for row in TABLE.rows:
        assert row.source.startswith(READ) or row.source.endswith("not re-read"), row


def test_the_file_is_as_it_would_be_written_and_no_act_is_there_twice() -> None:
    assert "".join(f"{line}\n" for line in lines(TABLE)) == TEXT
    acts = Counter((r.participant, r.instrument, r.action, r.date) for r in TABLE.rows)
    assert [act for act, times in acts.items() if times > 1] == []


def test_it_covers_the_treaties_that_matter_most() -> None:
    instruments = {row.instrument.removeprefix("treaty-") for row in TABLE.rows}
    assert len(instruments) > 80
    assert instruments >= {
        "ottawa-convention", "rome-statute", "cwc", "ctbt", "att", "ccm", "genocide-convention", "iccpr", "icescr",
        "refugee-convention", "refugee-protocol", "unclos", "cedaw", "crc", "cat", "kyoto-protocol", "vclt", "vcdr",
    }  # fmt: skip


def test_a_list_is_complete_up_to_no_day_later_than_it_was_taken() -> None:
    assert all(listing.as_of < "2016" for listing in TABLE.listings)


def test_withdrawals_are_from_instruments_whose_clause_or_day_is_known() -> None:
    for row in (r for r in TABLE.rows if r.action == "Withdrawal"):
        assert row.effective or REGISTER[row.instrument].fact("withdrawal.after"), row


def test_those_who_withdrew_were_bound_before() -> None:
    bound = {
        (r.participant, r.instrument) for r in TABLE.rows if r.action in {"Ratification", "Acceptance", "Accession"}
    }
    assert {(r.participant, r.instrument) for r in TABLE.rows if r.action == "Withdrawal"} <= bound


def test_acts_between_some_participants_and_some_instruments() -> None:
    some = TABLE.between({"state-fin"}, ["treaty-ottawa-convention", "treaty-unknown"])
    assert [row.action for row in some.rows] == ["Accession", "Withdrawal", "WithdrawalAnnouncement"]
    assert [listing.instrument for listing in some.listings] == ["treaty-ottawa-convention"]


def test_two_acts_of_one_kind_by_one_state_stand_in_one_line() -> None:
    rows = [Participation("state-usa", "treaty-x", "Acceptance", date, "s") for date in ("2021-01-20", "2016-09-03")]
    [line] = lines(Participations(rows, [Listing("treaty-x", "s", "2022")]))
    assert json.loads(line)["dates"] == {"state-usa": ["2016-09-03", "2021-01-20"]}


@pytest.mark.parametrize("id_", ["treaty-ottawa-convention", "treaty-paris-agreement"])
def test_the_script_makes_the_acts_that_no_list_has(id_: str) -> None:
    script = ROOT / "scripts/build_participations.py"
    if not script.exists():
        pytest.skip("the scripts are in the repository, not in the source distribution")
    made = subprocess.run([sys.executable, script], check=True, capture_output=True, encoding="utf-8").stdout
    own = {line for line in made.splitlines() if json.loads(line)["instrument"] == id_}
    assert own
    assert own <= {line for line in TEXT.splitlines() if json.loads(line)["instrument"] == id_}


def test_the_script_reads_lists_of_the_collection_by_their_number(tmp_path: Path) -> None:
    script = ROOT / "scripts/build_participations.py"
    if not script.exists():
        pytest.skip("the scripts are in the repository, not in the source distribution")
    rows = [{"Participant": "Andorra", "Signature": "1 Feb 1998", "Ratification, Accession(a)": "2 Mar 1999 a"}]
    source = tmp_path / "lists.jsonl"
    source.write_text(json.dumps({"id": "un-26-5", "gold": {"participants": rows}}) + "\n", encoding="utf-8")
    made = subprocess.run([sys.executable, script, source], check=True, capture_output=True, encoding="utf-8").stdout
    listed = [row for row in map(json.loads, made.splitlines()) if row["source"].startswith("UN Treaty Collection")]
    assert [(r["action"], r["as_of"], r["dates"]) for r in listed] == [
        ("Accession", "1999-03-02", {"state-and": "1999-03-02"}),
        ("Signature", "1999-03-02", {"state-and": "1998-02-01"}),
    ]
