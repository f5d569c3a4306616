"""Whatever stops a build, nothing half-written is left under a final name, and the next build makes the same graph."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import contents
from kg.entry import Entry
from kg.graph.store import is_store, load
from kg.ledger import Ledger
from kg.model import Document, Extraction
from kg.pipeline import extract_all, merge
from kg.processes import Processes
from kg.reading import located
from kg.storage import write
from kg.work import Reading

TEXTS = {
    "paris.txt": "Poland ratified the Paris Agreement on Monday. Japan criticised Russia over the islands.",
    "berlin.txt": "Emmanuel Macron will meet Olaf Scholz in Berlin. Iran rejected the demand, Norway said.",
    "call.txt": "Macron called Scholz on Tuesday. Norway and Russia agreed on a ceasefire for 30 days on 3 May 2024.",
    "ottawa.txt": "Lithuania withdrew from the Ottawa Convention on 6 March 2025. Mexico condemned the withdrawal.",
    "zelensky.txt": "President Volodymyr Zelenskyy met Recep Tayyip Erdogan in Ankara on 8 July 2023.",
    "spelled.txt": "Volodymyr Zelensky thanked Norway on 9 July 2023. Russia denied that it had attacked Odesa.",
}
EARLIER = {
    "paris.txt": "Poland will ratify the Paris Agreement, Japan said.",
    "berlin.txt": TEXTS["berlin.txt"],
    "gone.txt": "Turkey attacked Syria on 3 May 2024.",
}
RULINGS = "verdict,one,other,by,date,reason\nsame,Poland,Japan,me,2024-05-16,a test\n"
FILES = ("extractions.jsonl", "graph.html", "graph.trig", "graph.ttl")
Graph = set[ox.Quad]
Command = Callable[[Path], Sequence[object]]


@dataclass
class Desk:
    """Where the tests run `kg`: each command in a process of its own, which is forked and so begins at once."""

    folder: Path
    helper: subprocess.Popen[str]
    random: random.Random = field(default_factory=lambda: random.Random(9))

    def run(self, *arguments: object, code: int | None = 0, **trial: Any) -> tuple[dict[str, Any], str]:
        """What became of a command, and what it said."""
        said = self.folder / "said"
        line = json.dumps({"arguments": [str(a) for a in arguments], "said": str(said), **trial})
        assert self.helper.stdin is not None
        assert self.helper.stdout is not None
        print(line, file=self.helper.stdin, flush=True)
        done = json.loads(self.helper.stdout.readline())
        words = said.read_text(encoding="utf-8")
        assert code is None or done["code"] == code, words
        if trial.get("by") != "kill":  # after that, processes of its own may complain that it is gone
            assert "Traceback" not in words
        assert done["processes"] == 0, "processes are left that read for nobody"
        return done, words

    def refused(self, *arguments: object, **trial: Any) -> str:
        """The one line of a command that cannot do its work."""
        line = self.run(*arguments, code=1, **trial)[1].strip()
        assert len(line.splitlines()) == 1, line
        return line


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("crash")
    for name, texts in (("now", TEXTS), ("earlier", EARLIER)):
        filled(folder / name, texts)
    found = extract_all(d for name in ("now", "earlier") for d, _ in located([folder / name], date="2024-05-15"))
    (folder / "found.jsonl").write_text("".join(x.to_json() + "\n" for x in found), encoding="utf-8")
    command = [
        sys.executable,
        str(Path(__file__).with_name("trials.py")),
        str(folder / "found.jsonl"),
        str(folder / "now"),
    ]
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-3, text=True, env=alone) as helper:
        assert helper.stdout is not None
        assert helper.stdout.readline() == "{}\n"
        yield Desk(folder, helper)
        assert helper.stdin is not None
        helper.stdin.close()


def filled(folder: Path, texts: dict[str, str]) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Made:
    """What is in a folder: the graph and the state of its store, and the files that are there under final names."""

    graph: Graph
    state: str
    files: dict[str, bytes]

    @classmethod
    def of(cls, at: Path) -> Made:
        if not is_store(at / "kg"):
            return cls(set(), "", files(at))
        return cls(set(load(at / "kg")), contents.status(at / "kg").state, files(at))


def files(at: Path) -> dict[str, bytes]:
    return {name: (at / "out" / name).read_bytes() for name in FILES if (at / "out" / name).exists()}


# ---- kill -9


@dataclass(frozen=True)
class Scene:
    """A command that is disturbed, in a folder `at`, with what was done there before.

    It is run again, or else `back`, which makes what was there before.
    """

    name: str
    command: Command
    before: Callable[[Desk, Path], None]
    back: Command | None = None

    def __str__(self) -> str:
        return self.name


def build(*more: object) -> Command:
    return lambda at: ("build", at / "texts", "--date", "2024-05-15", "--store", at / "kg", "-o", at / "out", *more)


def begun(desk: Desk, at: Path) -> None:
    """A store and files of some documents, one of which has changed since, and one is no more."""
    filled(at / "texts", EARLIER)
    desk.run(*build("--jobs", "1")(at))
    filled(at / "texts", TEXTS)


def whole(desk: Desk, at: Path) -> None:
    filled(at / "texts", TEXTS)
    desk.run(*build("--jobs", "1")(at))


def forget(at: Path) -> Sequence[object]:
    return ("forget", at / "kg", *list(TEXTS)[:4])


def shards(desk: Desk, at: Path) -> None:
    """Two parts of the work, with decisions and a base of IRIs that are to hold for the whole."""
    filled(at / "texts", TEXTS)
    (at / "rulings.csv").write_text(RULINGS, encoding="utf-8")
    for n in (1, 2):
        desk.run(
            "build", at / "texts", "--date", "2024-05-15", "--shard", f"{n}/2", "--store", at / f"part{n}",
            "--jobs", "1", "--decisions", at / "rulings.csv", "--base-iri", "https://example.org/id/",
        )  # fmt: skip


def texts(desk: Desk, at: Path) -> None:
    filled(at / "texts", TEXTS)


SCENES = (
    Scene("a first build", build("--jobs", "1"), texts),
    Scene("a build of changed documents", build("--jobs", "1"), begun),
    Scene("a build with two processes", build("--jobs", "2"), texts),
    Scene(
        "files alone",
        lambda at: ("build", at / "texts", "--date", "2024-05-15", "-o", at / "out", "--jobs", "1"),
        texts,
    ),
    Scene("forgetting", forget, whole),
    Scene("forgetting, and thinking better of it", forget, whole, back=build("--jobs", "1")),
    Scene(
        "a merger of parts",
        lambda at: ("merge", at / "part1", at / "part2", "--store", at / "kg", "-o", at / "out"),
        shards,
    ),
)
TRIALS = 9  # of each scene


@pytest.mark.slow
@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_after_kill_9_at_random_moments_the_next_run_makes_what_an_undisturbed_one_makes(
    scene: Scene, desk: Desk, tmp_path: Path
) -> None:
    at, kept = tmp_path / "work", tmp_path / "kept"
    at.mkdir()
    scene.before(desk, at)
    shutil.copytree(at, kept)
    seconds = desk.run(*scene.command(at))[0]["seconds"]
    before, undisturbed = Made.of(kept), Made.of(at)
    again, wanted = (scene.back, before) if scene.back else (scene.command, undisturbed)
    killed = 0
    while killed < TRIALS:
        shutil.rmtree(at)
        shutil.copytree(kept, at)
        done, _ = desk.run(*scene.command(at), code=None, after=desk.random.uniform(0, seconds), by="kill")
        seconds = min(seconds, done["seconds"])
        if done["code"] == 0:  # it was quicker
            continue
        killed += 1
        for name, content in files(at).items():
            assert content in {before.files.get(name), undisturbed.files[name]}, f"a half {name}"
        if again is forget and Made.of(at) == wanted:  # all was done, and there is nothing left to name
            continue
        desk.run(*again(at))
        assert Made.of(at) == wanted
        assert not list(at.rglob("*.partial"))


def test_a_merger_that_is_stopped_between_its_parts_keeps_what_these_agree_in(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decisions and the base of IRIs are those of the parts only while the store has no documents of its own."""
    shards(desk, tmp_path)
    parts = [tmp_path / "part1", tmp_path / "part2"]
    adopt = Ledger.adopt

    def stopped(ledger: Ledger, other: Path) -> int:
        adopt(ledger, other)
        raise KeyboardInterrupt

    monkeypatch.setattr(Ledger, "adopt", stopped)
    with pytest.raises(KeyboardInterrupt):
        merge(parts, store=tmp_path / "stopped")
    for store in ("stopped", "once"):
        desk.run("merge", *parts, "--store", tmp_path / store)
    assert set(load(tmp_path / "stopped")) == set(load(tmp_path / "once"))


# ---- Ctrl-C


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_is_one_line_and_the_next_build_completes(jobs: int, desk: Desk, tmp_path: Path, sound: Made) -> None:
    filled(tmp_path / "texts", TEXTS)
    command = build("--jobs", jobs)(tmp_path)
    seconds = desk.run(*command)[0]["seconds"]
    for share in (0.2, 0.4, 0.6, 0.8):
        shutil.rmtree(tmp_path / "kg")
        shutil.rmtree(tmp_path / "out")
        done, said = desk.run(*command, code=None, after=max(0.1, share * seconds), by="interrupt")
        assert done["code"] in {0, 130}
        assert done["code"] == 0 or said.strip().startswith("stopped: "), said
        desk.run(*command)
        assert Made.of(tmp_path) == sound


class Endless(Reading):
    """Never comes to an end."""

    def entries(self, documents: Iterable[Document]) -> Iterator[Entry]:
        threading.Event().wait()
        yield from map(Entry.of, map(Extraction, documents))


def test_ctrl_c_does_not_wait_for_what_is_being_read() -> None:
    with suppress(KeyboardInterrupt), Processes(1, Endless()) as pool:
        promise = pool.submit([Document("Text.")])
        raise KeyboardInterrupt
    assert promise.exception() is not None


# ---- full disks


def names_room(said: str) -> bool:
    """SQLite does not always know that room is the trouble."""
    return "the disk is full: make space" in said or "see that there is room" in said


@pytest.mark.slow
@pytest.mark.parametrize("room", [500, 5_000, 25_000, 60_000, 120_000, 400_000])
def test_where_files_cannot_grow_that_is_one_line_and_the_next_build_completes(
    room: int, desk: Desk, tmp_path: Path, sound: Made
) -> None:
    filled(tmp_path / "texts", TEXTS)
    command = build("--jobs", "1")(tmp_path)
    assert names_room(desk.refused(*command, room=room))
    assert files(tmp_path).items() <= sound.files.items()
    desk.run(*command)
    assert Made.of(tmp_path) == sound


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [40, 160, 320, 640, 1000, 1600])
def test_a_full_disk_is_one_line_and_when_there_is_room_the_next_build_completes(
    kilobytes: int, desk: Desk, tmp_path: Path, sound: Made
) -> None:
    with mounted(tmp_path, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs"):
        filled(tmp_path / "texts", TEXTS)
        command = build("--jobs", "1")(tmp_path)
        assert names_room(desk.refused(*command))
        assert files(tmp_path).items() <= sound.files.items()
        mount("-o", "remount,size=1g", str(tmp_path))
        desk.run(*command)
        assert Made.of(tmp_path) == sound


# ---- where nothing can be written


def test_a_place_that_is_read_only_is_said_before_anything_is_read(desk: Desk, tmp_path: Path) -> None:
    whole(desk, tmp_path)
    before = set(load(tmp_path / "kg"))
    texts = ("build", tmp_path / "texts", "--date", "2024-05-16")
    with mounted(tmp_path, "--bind", str(tmp_path)):
        mount("-o", "remount,bind,ro", str(tmp_path))
        for arguments in (
            (*texts, "-o", tmp_path / "out"), (*texts, "--store", tmp_path / "new"),
            (*texts, "--store", tmp_path / "kg"), ("forget", tmp_path / "kg", "paris.txt"), ("status", tmp_path / "kg"),
        ):  # fmt: skip
            said = desk.refused(*arguments)
            assert str(tmp_path) in said
            assert "give another place" in said or "may write there" in said
        desk.run("query", tmp_path / "kg", "who-met-whom")
    assert set(load(tmp_path / "kg")) == before


@pytest.mark.parametrize("place", ["file/out", "x" * 300, "/".join(["x" * 200] * 30)], ids=["file", "name", "path"])
@pytest.mark.parametrize("option", ["-o", "--store"])
def test_a_place_that_cannot_be_is_one_line(option: str, place: str, desk: Desk, tmp_path: Path) -> None:
    filled(tmp_path / "texts", TEXTS)
    (tmp_path / "file").write_text("")
    assert "cannot be read or written" in desk.refused("build", tmp_path / "texts", option, tmp_path / place)


def test_a_folder_under_the_name_of_a_file_is_one_line_and_stays(desk: Desk, tmp_path: Path) -> None:
    filled(tmp_path / "texts", TEXTS)
    (tmp_path / "out" / "graph.ttl").mkdir(parents=True)
    said = desk.refused("build", tmp_path / "texts", "--date", "2024-05-15", "-o", tmp_path / "out", "--jobs", "1")
    assert "graph.ttl" in said
    assert (tmp_path / "out" / "graph.ttl").is_dir()


def test_what_cannot_be_written_to_its_end_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    def lines() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    write(tmp_path / "a.txt", "whole")
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a.txt", lines())
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.txt", "whole")]


# ---- files that are damaged, lost or in use


def damaged(name: str, spoil: Callable[[Path], object]) -> Callable[[Path], None]:
    def do(store: Path) -> None:
        for path in sorted(store.glob(name)):
            spoil(path)

    return do


SPOILT = {
    "a truncated ledger": (damaged("kg/ledger.sqlite", lambda p: os.truncate(p, p.stat().st_size // 2)), "a new store"),
    "an emptied ledger": (damaged("kg/ledger.sqlite", lambda p: os.truncate(p, 0)), "a new store"),
    "no ledger": (damaged("kg/ledger.sqlite", Path.unlink), "a new store"),
    "another file as the ledger": (damaged("kg/ledger.sqlite", lambda p: p.write_text("x" * 5000)), "a new store"),
    "no state": (damaged("kg", shutil.rmtree), "new or empty folder"),
    "a lost part of the graph": (damaged("*.sst", Path.unlink), "kg merge {} --store NEW"),
    "a truncated part of the graph": (damaged("*.sst", lambda p: os.truncate(p, 100)), "kg merge {} --store NEW"),
    "a lost list of parts": (damaged("MANIFEST-*", Path.unlink), "kg merge {} --store NEW"),
    "a spoilt pointer to it": (damaged("CURRENT", lambda p: p.write_text("?")), "kg merge {} --store NEW"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_damaged_is_one_line_that_says_what_to_do(what: str, desk: Desk, tmp_path: Path, built: Path) -> None:
    store = Path(shutil.copytree(built, tmp_path / "work")) / "kg"
    spoil, advice = SPOILT[what]
    spoil(store)
    command = build("--jobs", "1")(tmp_path / "work")
    filled(tmp_path / "work" / "texts", TEXTS | {"paris.txt": EARLIER["paris.txt"]})
    assert advice.format(store) in desk.refused(*command)


def test_a_graph_that_is_damaged_is_made_anew_from_what_was_read(desk: Desk, tmp_path: Path, built: Path) -> None:
    store = Path(shutil.copytree(built, tmp_path / "work")) / "kg"
    SPOILT["a lost part of the graph"][0](store)
    desk.run("merge", store, "--store", tmp_path / "new")
    assert set(load(tmp_path / "new")) == set(load(built / "kg"))


def test_a_graph_that_is_lost_is_written_again_with_the_next_document(desk: Desk, tmp_path: Path, built: Path) -> None:
    at = Path(shutil.copytree(built, tmp_path / "work"))
    for path in (at / "kg").iterdir():
        if path.is_file():
            path.unlink()
    one = {"gone.txt": EARLIER["gone.txt"]}
    for folder, given in ((at, one), (tmp_path, TEXTS | one)):
        filled(folder / "texts", given)
        desk.run(*build("--jobs", "1")(folder))
    assert set(load(at / "kg")) == set(load(tmp_path / "kg"))


@pytest.mark.slow
def test_a_ledger_that_another_program_has_locked_is_one_line(desk: Desk, tmp_path: Path, built: Path) -> None:
    store = Path(shutil.copytree(built, tmp_path / "work")) / "kg"
    with closing(sqlite3.connect(store / "kg" / "ledger.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        filled(tmp_path / "work" / "texts", {"gone.txt": EARLIER["gone.txt"]})
        assert "in use by another program" in desk.refused(*build("--jobs", "1")(tmp_path / "work"))


@pytest.fixture(scope="module")
def built(desk: Desk) -> Path:
    """A folder with texts, and the store and the files of an undisturbed build."""
    at = desk.folder / "built"
    at.mkdir()
    filled(at / "texts", TEXTS)
    desk.run(*build("--jobs", "1")(at))
    return at


@pytest.fixture(scope="module")
def sound(built: Path) -> Made:
    return Made.of(built)


def mount(*arguments: str) -> None:
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"only root can mount: {done.stderr}")


@contextmanager
def mounted(at: Path, *what: str) -> Iterator[None]:
    """A folder on a disk of its own, for as long as it takes."""
    if shutil.which("mount") is None:
        pytest.skip("there is no mount")
    mount(*what, str(at))
    with ExitStack() as after:
        after.callback(subprocess.run, ["umount", str(at)], check=True)
        yield
