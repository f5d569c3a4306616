"""A process that imports kg once, and runs each command line that a test asks for in a child, which may be killed.

It takes a JSON object a line and answers with one. Texts are not read: what they say is at hand in a file. Nothing of
Oxigraph's that has threads is opened before a child is there, so that each child has its own.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from functools import cache
from multiprocessing import forkserver
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg import engine, pipeline, run
from kg.cli import main
from kg.entry import Entry
from kg.model import Document, Extraction
from kg.work import Reading

Trial = dict[str, Any]


@cache
def at_hand() -> dict[str, Extraction]:
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    return {x.document.id: x for x in map(Extraction.from_json, lines)}


class AtHand(Reading):
    """Takes the place of the extraction, here and in processes that a build starts."""

    def entries(self, documents: Iterable[Document]) -> Iterator[Entry]:
        return (Entry.of(at_hand()[d.id]) for d in documents)


def tried(trial: Trial) -> Trial:
    """How a child ended that ran the `arguments`; what it said is in the file `said`.

    `after` so many seconds it is stopped `by` kill -9, or by an interrupt that its processes get, too: Ctrl-C.
    `room` are the bytes that a file may have at most.
    """
    began = time.monotonic()
    child = os.fork() or _child(trial)
    if "after" in trial:
        time.sleep(trial["after"])
        send = {"kill": lambda: os.kill(child, signal.SIGKILL), "interrupt": lambda: os.killpg(child, signal.SIGINT)}
        send[trial["by"]]()
    _, status = os.waitpid(child, 0)
    seconds = time.monotonic() - began
    return {"code": os.waitstatus_to_exitcode(status), "seconds": seconds, "processes": _left(child)}


def _child(trial: Trial) -> int:
    os.setsid()
    said = os.open(trial["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    if "room" in trial:
        resource.setrlimit(resource.RLIMIT_FSIZE, (trial["room"], trial["room"]))
    try:
        main(trial["arguments"])
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException as error:
        print(f"Traceback: {error!r}")
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _left(group: int, patience: float = 30) -> int:
    """How many processes of a group have not come to their end."""
    until = time.monotonic() + patience
    while True:
        listed = subprocess.run(["ps", "-A", "-o", "pgid=,stat="], capture_output=True, text=True, check=True).stdout
        alive = [line for line in listed.splitlines() if line.split()[0] == str(group) and "Z" not in line.split()[1]]
        if not alive or time.monotonic() > until:
            return len(alive)
        time.sleep(0.02)


def serve() -> None:
    engine.DOCUMENTS = 2  # of a chunk, so that a build saves in several steps
    pipeline.Reading = AtHand  # type: ignore[misc]
    run.current = cache(run.current)  # type: ignore[assignment]
    preload = forkserver.set_forkserver_preload
    forkserver.set_forkserver_preload = lambda _: preload(["kg.pipeline"])  # no language model
    with TemporaryDirectory() as folder, redirect_stdout(sys.stderr):
        main(["build", sys.argv[2], "-o", folder, "--jobs", "1"], standalone_mode=False)  # imports and tables
    print("{}", flush=True)
    for line in sys.stdin:
        print(json.dumps(tried(json.loads(line))), flush=True)


if __name__ == "__main__":
    serve()
