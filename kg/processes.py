"""Processes of this machine that read documents beside the one that builds."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait

from kg.entry import Entry
from kg.model import Document
from kg.work import Reading


class Processes:
    """A pool of `width` processes; each loads the pipelines that it needs once."""

    def __init__(self, width: int, reading: Reading) -> None:
        self.width = width
        self._reading = reading
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context = multiprocessing.get_context(method)
        self._at_work, self._stop = self._context.Pipe(duplex=False)
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        """Processes of a server without threads, which has imported what they need, where there is such a thing."""
        if self._context.get_start_method() == "forkserver":
            _serve(["kg.text.extract", "kg.text.nlp"])
        return ProcessPoolExecutor(
            self.width, self._context, initializer=_begin, initargs=(self._reading, self._at_work)
        )

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self._stop.close()  # what is being read is of no use, so nobody waits for it
        self._pool.shutdown(cancel_futures=True)
        self._stop.close()
        self._at_work.close()

    def submit(self, documents: Sequence[Document]) -> Future[list[Entry]]:
        try:
            return self._pool.submit(_read, documents)
        except BrokenProcessPool:  # by an earlier chunk
            self._pool = self._started()
            return self._pool.submit(_read, documents)


_reading = Reading()  # of a process of the pool


def _serve(modules: list[str]) -> None:
    """Start the server of processes, with interrupts blocked for it and for all that it starts.

    Until it has imported the modules it is given something that no interrupt of ours can leave half done.
    """
    forkserver.set_forkserver_preload(modules)
    resource_tracker.ensure_running()  # the server's start would start it, and it unblocks interrupts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    first = multiprocessing.get_context("forkserver").Process(target=_nothing)
    first.start()
    first.join()


def _nothing() -> None: ...


def _begin(reading: Reading, at_work: Connection) -> None:
    """Runs in each process: an interrupt is the business of the one that builds, and when that is done, so is this."""
    global _reading
    _reading = reading
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(at_work,), daemon=True).start()


def _end_with_parent(at_work: Connection) -> None:
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel, at_work])
        os._exit(1)


def _read(documents: Sequence[Document]) -> list[Entry]:
    return list(_reading.entries(documents))
