"""What a build says of its progress in a log."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from kg.cli import progress as cli_progress
from kg.cli.progress import Reading


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that stands still until its hand is moved."""
    now = [0.0]
    monkeypatch.setattr(cli_progress, "time", SimpleNamespace(monotonic=lambda: now[0]))
    return now


def test_a_log_has_a_line_now_and_then_with_rate_and_time_left(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    sources = SimpleNamespace(read_bytes=0, total_bytes=1000)
    progress = Reading(sources)
    for document in progress(progress.taking(range(10))):
        clock[0] += 10
        sources.read_bytes = 100 * (document + 1)
    assert capsys.readouterr().err.splitlines() == [
        "read 4 documents, 0.1/s, about 70 s left",
        "read 7 documents, 0.1/s, about 40 s left",
        "read 10 documents, 0.1/s, about 10 s left",
    ]


def test_what_was_taken_but_is_still_being_read_is_not_done(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    """All is taken at once, by many processes, and a tenth of it is there after a minute."""
    progress = Reading(SimpleNamespace(read_bytes=1000, total_bytes=1000))
    taken = list(progress.taking(range(10)))
    found = iter(progress(taken))
    clock[0] = 60
    next(found)
    assert capsys.readouterr().err == "read 1 documents, 0.0/s, about 9 min left\n"


def test_where_nobody_knows_how_much_there_is_only_the_rate_is_said(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    found = iter(Reading()(range(9)))
    clock[0] = 30
    next(found)
    assert capsys.readouterr().err == "read 1 documents, 0.0/s\n"
