"""The same documents give the same files, byte by byte: whoever reads them, when and where, and in whatever order."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import permutations
from pathlib import Path

import pytest

from kg import engine, pipeline
from kg.entry import Entry
from kg.model import Document, Extraction
from kg.own import Own
from kg.pipeline import By, build, extract_all, forget, merge
from kg.run import Run
from kg.work import Reading

TEXTS = {
    "paris.txt": "Poland ratified the Paris Agreement on Monday. Japan criticised Russia over the islands.",
    "berlin.txt": "Emmanuel Macron will meet Olaf Scholz in Berlin. Iran rejected the demand, Norway said.",
    "istanbul.txt": "“We will not sign,” İsmail Aydın told Türkiye’s Hürriyet in Istanbul on 1 January 2024.",
    "ottawa.txt": "Lithuania withdrew from the Ottawa Convention on 6 March 2025. Mexico condemned the withdrawal.",
    "zelensky.txt": "President Volodymyr Zelenskyy met Recep Tayyip Erdogan in Ankara on 8 July 2023.",
    "spelled.txt": "Volodymyr Zelensky thanked Norway on 9 July 2023. Russia denied that it had attacked Odesa.",
    "copy.txt": "Volodymyr Zelensky thanked Norway on 9 July 2023. Russia denied that it had attacked Odesa.",
}
DOCUMENTS = [Document(text, date="2024-05-15", source=name, publisher="Ours") for name, text in TEXTS.items()]
Files = dict[str, bytes]
Way = Callable[[Path, Path], object]  # from a folder of its own to files in another


def files(out: Path) -> Files:
    return {path.name: path.read_bytes() for path in out.iterdir()}


# ---- who reads, in which order, in how many steps


class AtHand(Reading):
    """Takes the place of the extraction: finds it in a file, in whichever process."""

    found = Path()

    @classmethod
    def of(cls, *_: object) -> AtHand:
        return cls(own=Own(tables=(cls.found,)))

    def runs(self) -> dict[str, Run]:
        return Reading().runs()

    def entries(self, documents: Iterable[Document]) -> Iterator[Entry]:
        [path] = self.own.tables
        found = {x.document: x for x in map(Extraction.from_json, path.read_text(encoding="utf-8").splitlines())}
        return (Entry.of(found[document]) for document in documents)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the extraction finds."""
    path = tmp_path_factory.mktemp("read") / "found.jsonl"
    path.write_text("".join(x.to_json() + "\n" for x in extract_all([*DOCUMENTS, *RETITLED, OTHER])), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def extraction_at_hand(read: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AtHand, "found", read)
    monkeypatch.setattr(pipeline, "Reading", AtHand)


@pytest.fixture
def plain(extraction_at_hand: None, tmp_path: Path) -> Files:
    """The files of a build of all documents in their order, by this process."""
    build(DOCUMENTS, tmp_path / "plain")
    return files(tmp_path / "plain")


def in_order(documents: Sequence[Document]) -> Way:
    return lambda _, out: build(documents, out)


def by_processes(jobs: int) -> Way:
    return lambda _, out: build(DOCUMENTS, out, by=By(jobs))


def in_days(folder: Path, out: Path) -> None:
    for day in (DOCUMENTS[4:], DOCUMENTS[:2], DOCUMENTS[1:5]):
        build(day, store=folder)
    build(DOCUMENTS[:1], out, store=folder)


def with_others_between(folder: Path, out: Path) -> None:
    build([*DOCUMENTS[:3], OTHER], store=folder)
    forget(folder, [OTHER.id, DOCUMENTS[0].id])
    build(DOCUMENTS, out, store=folder)


def in_shards(order: Sequence[int]) -> Way:
    def way(folder: Path, out: Path) -> None:
        for n in order:
            build(DOCUMENTS[n::3], store=folder / str(n), part=True)
        merge([folder / str(n) for n in order], out, store=folder / "all")

    return way


SHUFFLED = random.Random(9).sample(DOCUMENTS, len(DOCUMENTS))
WAYS: dict[str, Way] = {
    "backwards": in_order(DOCUMENTS[::-1]),
    "shuffled": in_order(SHUFFLED),
    "each twice": in_order([*DOCUMENTS, *SHUFFLED]),
    "two processes": by_processes(2),
    "three processes": by_processes(3),
    "into a store": lambda folder, out: build(DOCUMENTS, out, store=folder),
    "in days": in_days,
    "with others, which are forgotten": with_others_between,
    **{f"in shards, merged as {order}": in_shards(order) for order in permutations(range(3))},
}
OTHER = Document("Emmanuel Macron met Olaf Scholz and Volodymyr Zelenskiy.", source="other.txt")
RETITLED = [Document(TEXTS["paris.txt"], title, source="paris.txt") for title in ("One title", "Another title")]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("chunk", [1, 3], ids="chunks of {}".format)
def test_the_files_are_those_of_a_plain_build(
    way: str, chunk: int, plain: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "DOCUMENTS", chunk)
    (tmp_path / "work").mkdir()
    WAYS[way](tmp_path / "work", tmp_path / "out")
    assert files(tmp_path / "out") == plain


def test_chunks_of_few_characters_change_nothing(plain: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "CHARACTERS", 10)
    build(DOCUMENTS, tmp_path / "out")
    assert files(tmp_path / "out") == plain


def test_of_one_text_under_two_titles_the_same_counts_whichever_comes_first(tmp_path: Path) -> None:
    for name, documents in (("one", RETITLED), ("two", RETITLED[::-1])):
        assert build(documents, tmp_path / name, store=tmp_path / f"store {name}").documents == 1
    assert files(tmp_path / "one") == files(tmp_path / "two")


# ---- where and when


WORLDS: dict[str, dict[str, str]] = {
    "another hash seed": {"PYTHONHASHSEED": "2"},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "a locale without letters beyond ASCII": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "a Turkish locale": {"LC_ALL": "tr_TR.UTF-8"},
    "another day": {"DAY": "4e9"},
    "another folder": {"PWD": "elsewhere"},
}
BUILD = """
import os, sys, time
if day := os.environ.get("DAY"):
    time.time = lambda: float(day)
from kg.cli import main
main()
"""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts, and the files that a command makes of them."""
    folder = tmp_path_factory.mktemp("here")
    (folder / "texts").mkdir()
    for name, text in TEXTS.items():
        (folder / "texts" / name).write_text(text, encoding="utf-8")
    made(folder, folder / "out", {"PYTHONHASHSEED": "1"})
    return folder


def made(folder: Path, out: Path, world: dict[str, str]) -> Files:
    """What `kg build` makes of the folder's texts under these variables."""
    paths = {"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"], "LOCPATH": str(folder)}
    command = [sys.executable, "-c", BUILD, "build", "texts", "-o", str(out)]
    subprocess.run(command, env={**paths, **world}, cwd=folder, check=True, capture_output=True)
    return files(out)


@pytest.mark.slow
@pytest.mark.parametrize("world", WORLDS)
def test_the_files_are_the_same_in_another_world(world: str, here: Path, tmp_path: Path) -> None:
    folder = here
    if world == "another folder":
        folder = Path(shutil.copytree(here, tmp_path / "elsewhere"))
    if world == "a Turkish locale" and (localedef := shutil.which("localedef")):
        subprocess.run([localedef, "-i", "tr_TR", "-f", "UTF-8", str(here / "tr_TR.UTF-8")], check=False)
    assert made(folder, tmp_path / "out", WORLDS[world]) == files(here / "out")


PICTURE = """
import random
from kg.graph.layout import layout
of = random.Random(9)
edges = [(n, of.randrange(n)) for n in range(1, 150)] + [(of.randrange(150), of.randrange(150)) for _ in range(60)]
print(layout([(of.randint(40, 160), 30) for _ in range(150)], edges))
"""


def test_a_picture_is_the_same_on_another_processor() -> None:
    """numpy multiplies matrices as suits the processor, which an old one can be made believe to be."""
    processors = [
        {"OPENBLAS_CORETYPE": "Haswell"},
        {"OPENBLAS_CORETYPE": "Prescott", "OPENBLAS_NUM_THREADS": "1"},
    ]
    paths = {"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"]}
    pictures = {
        subprocess.run([sys.executable, "-c", PICTURE], env=paths | one, check=True, capture_output=True).stdout
        for one in processors
    }
    assert len(pictures) == 1
