"""What the build costs beside bare spaCy, in one process and in two, what memory it takes, and how quick it starts.

Ratios are of the processor's time where one process is compared with itself, of wall time where several are at work;
both sides take turns (A B A B), and the median counts.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median

from figures import Row, python
from texts import WORDS, articles

from kg.model import Document
from kg.run import DEFAULT_MODEL

ROUNDS = 3
NUMBER = 150  # articles to compare with bare spaCy
MANY = 600  # with two processes, whose start shall not count
TENTH, ALL = 300, 3000  # a million words at most


def rows(number: int = ALL) -> Iterator[Row]:
    """`number` is that of the articles over which memory is measured."""
    yield from beside_spacy(list(articles(NUMBER)))
    yield from two_processes()
    yield from memory(number)
    yield from again()
    yield from starting()


def beside_spacy(documents: list[Document]) -> Iterator[Row]:
    import spacy

    from kg.pipeline import build, extract_all

    bare = spacy.load(DEFAULT_MODEL)
    texts = [d.text for d in documents]
    list(extract_all(documents[:1]))
    with tempfile.TemporaryDirectory() as folder:
        stores = (Path(folder) / str(n) for n in range(ROUNDS))
        times = turns(
            {
                "spacy": lambda: [None for _ in bare.pipe(texts, batch_size=64)],
                "extract": lambda: list(extract_all(documents)),
                "store": lambda: build(documents, store=next(stores)),
                "build": lambda: build(documents, Path(folder) / "out"),
            }
        )
    for name, what in (
        ("extract", "extraction"),
        ("store", "kg build --store"),
        ("build", "kg build with its files and page"),
    ):
        yield Row(f"{what}, one process: share of bare spaCy", times[name] / times["spacy"], 1, share=True)


def turns(acts: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of the processor of each, the median of some rounds."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            began = time.process_time()
            act()
            taken[name].append(time.process_time() - began)
    return {name: median(of) for name, of in taken.items()}


PIPE = f"""
import sys, spacy, time
from texts import articles
texts = [d.text for d in articles({MANY})]
nlp = spacy.load({DEFAULT_MODEL!r})
began = time.perf_counter()
for doc in nlp.pipe(texts, batch_size=32, n_process=int(sys.argv[1])):
    pass
print(time.perf_counter() - began)
"""
ENTRIES = f"""
import sys, time
from texts import articles
from kg.engine import entries
from kg.work import Reading
documents = [(d, "") for d in articles({MANY})]

def main():
    if sys.argv[1] == "1":
        list(entries(documents[:1], Reading()))
    began = time.perf_counter()
    for entry in entries(documents, Reading(), jobs=int(sys.argv[1])):
        pass
    print(time.perf_counter() - began)

if __name__ == "__main__":
    main()
"""


def two_processes() -> Iterator[Row]:
    """Ours with their start, one process without it; spaCy's with their start as well."""
    with tempfile.TemporaryDirectory() as folder:
        scripts = {}
        for name, text in (("pipe", PIPE), ("entries", ENTRIES)):
            scripts[name] = Path(folder) / f"{name}.py"
            scripts[name].write_text(f"import sys\nsys.path.insert(0, {str(Path(__file__).parent)!r})\n{text}")
        taken: dict[tuple[str, int], list[float]] = {(name, n): [] for name in scripts for n in (1, 2)}
        for _ in range(ROUNDS):
            for name, n in taken:
                taken[name, n].append(float(python(str(scripts[name]), str(n))))
    one, two, theirs_one, theirs_two = (
        median(taken[key]) for key in (("entries", 1), ("entries", 2), ("pipe", 1), ("pipe", 2))
    )
    yield Row("Two processes: times as fast as one", one / two, 1.75)
    yield Row("nlp.pipe(n_process=2): times as fast as n_process=1", theirs_one / theirs_two)
    yield Row("Two processes: times as fast as nlp.pipe(n_process=2)", theirs_two / two, 1)


def memory(number: int) -> Iterator[Row]:
    """The peak of a build and its two readers together, over all articles and over the first tenth of them."""
    with tempfile.TemporaryDirectory() as folder:
        peaks = []
        for n in (number // 10, number):
            file = Path(folder) / f"{n}.jsonl"
            python(str(Path(__file__).with_name("texts.py")), str(n), str(file))
            peaks.append(peak("build", str(file), "--store", f"{folder}/{n}", "--jobs", "2"))
    words = number * (WORDS + 10)
    yield Row(f"Peak memory over {words:,} words: times that over a tenth", peaks[1] / peaks[0], 1.3, share=True)
    yield Row("The same in MB", peaks[1] / 1e6, share=True)


def peak(*arguments: str) -> int:
    """Bytes of memory that a kg command and its processes took at most at a time, what they share counted once."""
    command = [sys.executable, "-m", "kg", *arguments]
    most = 0
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True) as kg:  # noqa: S603
        while kg.poll() is None:
            most = max(most, sum(map(proportional, session(kg.pid))))
            time.sleep(0.1)
    if kg.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {kg.returncode}")
    return most


def session(leader: int) -> Iterator[Path]:
    """The processes that a process has started, and itself."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "stat").read_text().rpartition(")")[2].split()[3] == str(leader):
                yield process


def proportional(process: Path) -> int:
    with suppress(OSError):
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def again() -> Iterator[Row]:
    """A second build of the same documents beside the first: wall time, as a user sees it."""
    with tempfile.TemporaryDirectory() as folder:
        file = f"{folder}/texts.jsonl"
        python(str(Path(__file__).with_name("texts.py")), str(TENTH), file)
        taken = []
        for _ in range(2):
            began = time.perf_counter()
            python("-m", "kg", "build", file, "--store", f"{folder}/store")
            taken.append(time.perf_counter() - began)
    yield Row(f"Build of {TENTH} unchanged documents: share of the first", taken[1] / taken[0], 0.02, share=True)


def starting() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        store = f"{folder}/store"
        python("-m", "kg", "build", str(Path(__file__).parent.parent / "kg/data/samples"), "--store", store)
        quick = {
            "click": ("-c", "import click"),
            "help": ("-m", "kg", "--help"),
            "query": ("-m", "kg", "query", store, "who-met-whom"),
            "spacy": ("-c", "import spacy"),
        }
        taken: dict[str, list[float]] = {name: [] for name in quick}
        for _ in range(3 * ROUNDS):
            for name, arguments in quick.items():
                began = time.perf_counter()
                python(*arguments)
                taken[name].append(time.perf_counter() - began)
    seconds = {name: median(of) for name, of in taken.items()}
    yield Row("kg --help: times python -c 'import click'", seconds["help"] / seconds["click"], 1.5, share=True)
    yield Row("kg query on a store: share of python -c 'import spacy'", seconds["query"] / seconds["spacy"], share=True)


if __name__ == "__main__":
    for row in rows():
        print(row.line(), flush=True)
