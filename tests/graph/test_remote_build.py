"""Building into a SPARQL endpoint: the same graph as in a folder, whatever happens on the way."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from endpoints import BUSY, DROPPED, oxigraph, scripted

from kg import contents, work
from kg.cli import main
from kg.errors import InputError, RemoteError
from kg.graph.query import run
from kg.graph.remote import RemoteStore
from kg.graph.store import load
from kg.graph.wire import Wire
from kg.keeper import Keeper
from kg.model import Document, Extraction
from kg.pipeline import build, extract_all, forget

TEXTS = {
    "https://paper.example/1": "Poland ratified the Paris Agreement on Monday. Japan criticised Russia.",
    "https://paper.example/2": "Emmanuel Macron called Olaf Scholz on 3 May 2024. Norway thanked Macron.",
    "https://paper.example/3": "Norway and Russia agreed on a ceasefire for 30 days on 3 May 2024.",
}
DOCUMENTS = [Document(text, date="2024-05-15", source=source) for source, text in TEXTS.items()]
CHANGED = Document(
    "Lithuania withdrew from the Ottawa Convention.", date="2024-05-16", source="https://paper.example/1"
)


@pytest.fixture(scope="module")
def read() -> dict[str, Extraction]:
    return {x.document.id: x for x in extract_all([*DOCUMENTS, CHANGED])}


@pytest.fixture(autouse=True)
def extraction_at_hand(read: dict[str, Extraction], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "extract_all", lambda documents, **_: (read[d.id] for d in documents))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with oxigraph(tmp_path / "server") as url:
        yield url


def test_an_endpoint_gets_the_graph_that_a_folder_gets(server: str, tmp_path: Path) -> None:
    made = build(DOCUMENTS, store=server, state=tmp_path / "state")
    build(DOCUMENTS, store=tmp_path / "kg")
    assert made.documents == 3
    assert set(load(server)) == set(load(tmp_path / "kg"))


def test_a_changed_and_a_forgotten_document_are_changed_and_forgotten_there(server: str, tmp_path: Path) -> None:
    build(DOCUMENTS, store=server, state=tmp_path / "state")
    made = build([CHANGED, DOCUMENTS[1]], store=server, state=tmp_path / "state")
    assert (made.read, made.replaced, made.unchanged) == (1, 1, 1)
    forget(server, [DOCUMENTS[2].id], state=tmp_path / "state")
    build([CHANGED, DOCUMENTS[1]], store=tmp_path / "kg")
    assert set(load(server)) == set(load(tmp_path / "kg"))


def test_questions_are_answered_there(server: str, tmp_path: Path) -> None:
    build(DOCUMENTS, store=server, state=tmp_path / "state")
    answer = run(RemoteStore(server), "SELECT ?name { ?p a dkg:Person ; rdfs:label ?name } ORDER BY ?name")
    assert [name.value for (name,) in answer.rows] == ["Emmanuel Macron", "Olaf Scholz"]


def test_a_server_that_is_busy_or_drops_the_line_in_mid_build_is_asked_again(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The script answers the first changes, and the real server the rest."""
    troubles = [BUSY, DROPPED]
    update = RemoteStore.update

    def troubled(remote: RemoteStore, text: str) -> None:
        if troubles:
            between.answers.append(troubles.pop())
        update(remote, text)

    with scripted(upstream=server) as between:
        monkeypatch.setattr(RemoteStore, "update", troubled)
        build(DOCUMENTS, store=between.url, state=tmp_path / "state")
        assert (troubles, between.answers) == ([], [])
    build(DOCUMENTS, store=tmp_path / "kg")
    assert set(load(server)) == set(load(tmp_path / "kg"))


@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("nth", [1, 2, 4, 6])
def test_what_a_server_that_goes_away_in_mid_build_lacks_the_next_build_brings(
    nth: int, answered: bool, server: str, tmp_path: Path
) -> None:
    """Its last change was carried out (`answered`) or not: nobody can tell, as the line was dropped."""
    calls = 0
    update, send = RemoteStore.update, Wire.send

    def until_it_is_gone(remote: RemoteStore, text: str) -> None:
        nonlocal calls
        calls += 1
        if calls == nth:
            if answered:
                update(remote, text)
            between.upstream, between.answers = None, [DROPPED]
        update(remote, text)

    with scripted(upstream=server) as between, pytest.MonkeyPatch.context() as patch:
        patch.setattr(RemoteStore, "update", until_it_is_gone)
        patch.setattr(Wire, "send", lambda wire, request, patience=(): send(wire, request, patience=()))
        with pytest.raises(RemoteError, match="cannot be reached"):
            build(DOCUMENTS, store=between.url, state=tmp_path / "state")
    assert contents.status(server, state=tmp_path / "state").state == "unfinished"
    with Keeper(server, state=tmp_path / "state") as keeper:  # what was read needs no reading anew
        assert len(keeper.ledger) == 3
    forget(server, [], state=tmp_path / "state")
    build(DOCUMENTS, store=tmp_path / "kg")
    assert set(load(server)) == set(load(tmp_path / "kg"))


def test_a_server_that_has_lost_its_graph_gets_all_of_it_again(server: str, tmp_path: Path) -> None:
    build(DOCUMENTS[:2], store=server, state=tmp_path / "state")
    RemoteStore(server).update("DROP ALL")
    build(DOCUMENTS, store=server, state=tmp_path / "state")
    build(DOCUMENTS, store=tmp_path / "kg")
    assert set(load(server)) == set(load(tmp_path / "kg"))


def test_the_graph_of_another_builder_is_not_written_over(server: str, tmp_path: Path) -> None:
    build(DOCUMENTS, store=server, state=tmp_path / "state")
    before = set(load(server))
    with pytest.raises(InputError, match="another state folder"):
        build([CHANGED], store=server, state=tmp_path / "other")
    assert set(load(server)) == before


def test_an_endpoint_that_is_not_there_is_said_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(RemoteError):
        build(DOCUMENTS, store="http://localhost:9/ds", state=tmp_path / "state")
    assert contents.status("http://localhost:9/ds", state=tmp_path / "state").documents == []


KILLED = """
import os, signal, sys
from kg import pipeline, work
from kg.graph.remote import RemoteStore
from kg.model import Extraction
from pathlib import Path

url, state, extractions, nth = sys.argv[1:]
found = [Extraction.from_json(line) for line in open(extractions, encoding="utf-8")]
work.extract_all = lambda documents, **_: (next(x for x in found if x.document == d) for d in documents)
update, calls = RemoteStore.update, 0

def killed(self, text):
    global calls
    calls += 1
    if calls == int(nth):
        os.kill(os.getpid(), signal.SIGKILL)
    update(self, text)

RemoteStore.update = killed
pipeline.build([x.document for x in found], store=url, state=Path(state))
"""


@pytest.mark.parametrize("nth", [1, 3, 5])
def test_a_killed_builder_is_completed_by_the_next(
    nth: int, server: str, tmp_path: Path, read: dict[str, Extraction]
) -> None:
    lines = tmp_path / "extractions.jsonl"
    lines.write_text("".join(read[d.id].to_json() + "\n" for d in DOCUMENTS), encoding="utf-8")
    command = [sys.executable, "-c", KILLED, server, str(tmp_path / "state"), str(lines), str(nth)]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    build(DOCUMENTS, store=server, state=tmp_path / "state")
    build(DOCUMENTS, store=tmp_path / "kg")
    assert set(load(server)) == set(load(tmp_path / "kg"))


def test_on_the_command_line_the_state_has_a_place_of_its_own_and_no_password_is_shown(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    article = tmp_path / "article.txt"
    article.write_text(TEXTS["https://paper.example/2"], encoding="utf-8")
    monkeypatch.setattr(work, "extract_all", extract_all)
    url = server.replace("http://", "http://me:secret@")
    done = CliRunner().invoke(main, ["build", str(article), "--store", url])
    assert done.exit_code == 0, done.output
    status = CliRunner().invoke(main, ["status", url])
    assert "Documents         1" in status.output
    assert "secret" not in done.output + status.output + done.stderr
    assert list((tmp_path / "home").rglob("ledger.sqlite"))
