"""Who reads the documents: one process, several, or a cluster. What is found is the same, and nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg import engine
from kg.engine import CHARACTERS, DOCUMENTS, chunked, entries
from kg.entry import Entry
from kg.errors import InputError, ModelError, RemoteError
from kg.graph.store import load
from kg.model import Document, Extraction, Located
from kg.own import Own
from kg.pipeline import By, build
from kg.reading import located
from kg.work import Reading

SAMPLES = Path(kg.__file__).parent / "data" / "samples"


class Plain(Reading):
    """Finds nothing in a document, so that tests of who reads need not wait for a language model."""

    def entries(self, documents: Iterable[Document]) -> Iterator[Entry]:
        for document in documents:
            if "impossible" in document.text:
                raise ValueError("it is impossible")
            if "deadly" in document.text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "wrong model" in document.text:
                raise ModelError("install the model")
            yield Entry.of(Extraction(document))


def texts(*special: str, number: int = 100) -> list[Located]:
    """Documents of which a few, in the middle, are special."""
    middle = number // 2
    return [
        (Document(special[n - middle] if 0 <= n - middle < len(special) else f"Text {n}.", source=f"{n}.txt"), f"/{n}")
        for n in range(number)
    ]


def read(documents: list[Located], **options: object) -> list[str]:
    return [place for _, place in entries(documents, Plain(), **options)]  # type: ignore[arg-type]


# ---- chunks


@given(st.lists(st.integers(0, 3 * CHARACTERS), max_size=100))
def test_chunks_are_all_documents_in_their_order_and_bounded(lengths: list[int]) -> None:
    documents = [(Document("x" * length, source=str(n)), str(n)) for n, length in enumerate(lengths)]
    chunks = list(chunked(documents))
    assert [d for chunk in chunks for d in chunk] == documents
    for chunk in chunks:
        assert len(chunk) == 1 or sum(len(d.text) for d, _ in chunk) <= CHARACTERS
        assert len(chunk) <= DOCUMENTS


def test_no_more_is_taken_than_is_being_read() -> None:
    """An archive of any size may be given: what waits in memory is a few chunks."""
    taken = 0

    def endless() -> Iterator[Located]:
        nonlocal taken
        while True:
            taken += 1
            yield Document(f"Text {taken}."), ""

    found = entries(endless(), Plain())
    for _ in range(1000):
        next(found)
    assert taken <= 1000 + 4 * DOCUMENTS


# ---- one bad document


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_that_cannot_be_read_is_told_and_the_others_are_read(jobs: int) -> None:
    lost: list[tuple[str, str]] = []
    documents = texts("impossible", "fine", "also impossible")
    found = read(documents, jobs=jobs, on_lost=lambda d, error: lost.append((d.source, repr(error))))
    assert lost == [("50.txt", "ValueError('it is impossible')"), ("52.txt", "ValueError('it is impossible')")]
    assert found == [place for _, place in documents if place not in {"/50", "/52"}]


def test_without_anybody_to_tell_it_is_an_error() -> None:
    with pytest.raises(ValueError, match="impossible"):
        read(texts("impossible"))


def test_a_document_that_kills_its_reader_is_told_and_the_others_are_read() -> None:
    lost: list[str] = []
    documents = texts("deadly", number=150)
    found = read(documents, jobs=2, on_lost=lambda d, _: lost.append(d.source))
    assert lost == ["75.txt"]
    assert found == [place for _, place in documents if place != "/75"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_user_can_mend_ends_the_work(jobs: int) -> None:
    """A missing model is no fault of the document that is the first to need it."""
    with pytest.raises(ModelError, match="install the model"):
        read(texts("wrong model"), jobs=jobs, on_lost=lambda *_: pytest.fail("no document is lost"))


# ---- processes


def test_a_few_documents_start_no_other_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.processes.Processes", lambda *_: pytest.fail("one article needs none"))
    assert read(texts(number=DOCUMENTS), jobs=8) == [f"/{n}" for n in range(DOCUMENTS)]


PARENT = """
import os, sys, time
from kg.model import Document
from kg.processes import Processes
from kg.work import Reading

class Pid(Reading):
    def entries(self, documents):
        yield os.getpid()

if __name__ == "__main__":
    pool = Processes(2, Pid())
    print(*pool.submit([]).result(), flush=True)
    time.sleep(600)
"""


def test_processes_end_when_the_one_that_builds_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    wait_until(lambda: not _is_alive(child))


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def wait_until(true: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it never came true"
        time.sleep(0.05)


@pytest.mark.slow
def test_several_processes_make_the_graph_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "DOCUMENTS", 4)
    for jobs in (1, 2):
        build(located([SAMPLES]), store=tmp_path / str(jobs), by=By(jobs))
    assert set(load(tmp_path / "1")) == set(load(tmp_path / "2"))


# ---- a cluster


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a real scheduler, and its two worker processes, which speak with it over TCP."""
    dask = str(Path(sys.executable).with_name("dask"))
    address = tmp_path / "scheduler.json"
    common = ["--no-dashboard", "--scheduler-file", str(address)]
    running = [subprocess.Popen([dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *common])]
    try:
        wait_until(address.exists)
        worker = [dask, "worker", "--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path / "work")]
        running += [subprocess.Popen([*worker, *common]) for _ in range(2)]
        yield f"dask://{json.loads(address.read_text())['address'].removeprefix('tcp://')}", running[1:]
    finally:
        for process in running:
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_cluster_makes_the_same_graph_though_a_worker_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheduler: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    monkeypatch.setattr(engine, "DOCUMENTS", 2)
    address, workers = scheduler

    def killing(found: Iterable[engine.Found]) -> Iterator[engine.Found]:
        for number, one in enumerate(found):
            if number == 4:
                workers[0].kill()
            yield one

    documents = list(located([SAMPLES]))
    made = build(documents, store=tmp_path / "far", by=By(engine=address), progress=killing)
    assert workers[0].wait() == -signal.SIGKILL
    assert made.read == made.documents == len(documents)
    build(documents, store=tmp_path / "near")
    assert set(load(tmp_path / "far")) == set(load(tmp_path / "near"))


@pytest.mark.slow
def test_a_cluster_reads_with_the_name_tables_and_frames_of_the_one_that_builds(
    tmp_path: Path, scheduler: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    table = tmp_path / "own.jsonl"
    table.write_text('{"id": "org-zork", "cls": "Organization", "name": "Zork Front", "source": "ours"}\n')
    frames = tmp_path / "frames.jsonl"
    frames.write_text('{"type": "CONSULT", "verb": "huddle", "roles": {"source": ["subj"], "target": ["with"]}}\n')
    documents = [(Document("The Zork Front huddled with Macron in Paris."), "")]
    [(entry, _)] = entries(documents, Reading.of(own=Own((table,), (frames,))), engine=scheduler[0])
    [event] = entry.unpacked().events
    assert (event.sources, event.targets) == (("org-zork",), ("person-emmanuel-macron",))


def test_a_worker_with_another_version_says_so_before_it_reads() -> None:
    from kg.cluster import _Task

    task = _Task(Reading().models, (), (), ("another run",))
    with pytest.raises(InputError, match="another version of kg"):
        task([Document("Text.")])


@pytest.mark.parametrize(
    ("address", "said"), [("dask://127.0.0.1:9", "no scheduler answers"), ("spark://x", "no engine")]
)
def test_an_engine_that_is_not_there_is_one_clear_error(
    address: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cluster.SECONDS", 1)
    with pytest.raises((InputError, RemoteError), match=said):
        read(texts(), engine=address)
