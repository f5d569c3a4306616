"""Queries in processes of their own, so that one that runs away can be stopped.

Oxigraph cannot interrupt a query: a worker that takes too long is killed and another one started. Workers share one
store on disk, each with its own read-only view of it; a graph in a file becomes such a store, which goes at the end.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import signal
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from kg.errors import KGError, QueryError, QueryTimeoutError
from kg.graph.answer import Result
from kg.graph.guarded import Question, answer
from kg.graph.snapshot import Snapshot
from kg.graph.store import load

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

WAITING = 16  # queries that may wait for a worker
STARTING = 60.0  # seconds a new worker may take until it listens
GRACE = 5.0  # seconds after which a worker that nobody stopped ends by itself


class Workers:
    """Answers queries to a graph, `count` at a time; may be used from several threads.

    `timeout` is in seconds; `max_memory_mb` caps each worker where the operating system can. `folder` is the store.
    With `prepared` a process that has read all modules stands ready to replace a worker that was stopped at once.
    """

    def __init__(
        self,
        graph: Path,
        *,
        count: int = 2,
        timeout: float = 30.0,
        max_rows: int = 10_000,
        max_memory_mb: int | None = 2048,
        prepared: bool = False,
    ) -> None:
        """Raise InputError where the graph cannot be read."""
        self.timeout = timeout
        self.max_rows = max_rows
        self._resources = contextlib.ExitStack()
        self.folder = graph if graph.is_dir() else self._stored(graph)
        Snapshot(self.folder)  # what is wrong with it is told here, not by each worker
        self._places = threading.BoundedSemaphore(count + WAITING)
        self._workers = [_Worker(self.folder, max_memory_mb, prepared) for _ in range(count)]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for worker in self._workers:
            self._idle.put(worker)

    def _stored(self, graph: Path) -> Path:
        content = load(graph)
        folder = self._resources.enter_context(tempfile.TemporaryDirectory(prefix="kg-"))
        ox.Store(folder).bulk_extend(content)
        return Path(folder)

    def answer(
        self,
        text: str,
        *,
        params: Mapping[str, str] | None = None,
        max_rows: int | None = None,
        timeout: float | None = None,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Result:
        """The answer to SPARQL, or to a query with parameters declared in its header (see `kg.graph.query`).

        Without `default_graphs` and `named_graphs` (IRIs) all graphs are asked together, unless the query has FROM.
        Raise QueryError where the query is wrong or asks another server, QueryTimeoutError where it takes too long or
        too many wait, TooManyRowsError where the answer is longer than `max_rows`.
        """
        question = Question(
            text=text,
            params=dict(params or {}),
            max_rows=self.max_rows if max_rows is None else max_rows,
            timeout=self.timeout if timeout is None else timeout,
            default_graphs=tuple(default_graphs),
            named_graphs=tuple(named_graphs),
        )
        with self._free(question.timeout) as worker:
            return worker.ask(question)

    @contextlib.contextmanager
    def _free(self, timeout: float) -> Iterator[_Worker]:
        if not self._places.acquire(blocking=False):
            raise QueryTimeoutError("too many queries are waiting: try again in a moment")
        try:
            worker = self._next(timeout)
            try:
                yield worker
            finally:
                self._idle.put(worker)
        finally:
            self._places.release()

    def _next(self, timeout: float) -> _Worker:
        try:
            return self._idle.get(timeout=timeout)
        except queue.Empty:
            raise QueryTimeoutError(f"no worker was free for {timeout:g} s: try again in a moment") from None

    def processes(self) -> list[int]:
        """The process numbers of the workers."""
        return [pid for w in self._workers if (pid := w.process.pid) is not None]

    def close(self) -> None:
        """Stop the workers, whatever they do."""
        for worker in self._workers:
            worker.close()
        self._resources.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, folder: Path, max_memory_mb: int | None, prepared: bool) -> None:
        self._arguments = (folder, max_memory_mb)
        self._context = _context(prepared)
        self._lock = threading.Lock()
        self._closed = False
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = self._context.Pipe()
        self._listens = False
        self.process = self._context.Process(
            target=work, args=(theirs, *self._arguments), daemon=True, name="kg-worker"
        )
        self.process.start()
        theirs.close()

    def _stop(self) -> None:
        self.process.kill()
        self.process.join()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._stop()

    def _replace(self) -> None:
        with self._lock:
            if not self._closed:
                self._stop()
                self._pipe.close()
                self._start()

    def ask(self, question: Question) -> Result:
        try:
            reply = self._reply(question)
        except (EOFError, OSError) as error:
            if self._closed:
                raise QueryTimeoutError("stopped, because the workers were closed") from error
            self._replace()
            raise QueryError("the query ended its process, most likely for want of memory: ask for less") from error
        except BaseException:  # whatever it is, the worker is still busy
            self._replace()
            raise
        if isinstance(reply, KGError):
            raise reply
        return reply

    def _reply(self, question: Question) -> Result | KGError:
        if not self._listens:
            if not self._pipe.poll(STARTING):
                raise QueryTimeoutError("the workers do not start: try again in a moment")
            self._listens = bool(self._pipe.recv())
        self._pipe.send(question)
        if not self._pipe.poll(question.timeout):
            raise QueryTimeoutError(f"stopped after {question.timeout:g} s: ask for less, or for one thing at a time")
        reply: Result | KGError = self._pipe.recv()
        return reply


def _context(prepared: bool) -> SpawnContext | ForkServerContext:
    """How processes are started. A fork server leaves a folder behind where its parent does not end as usual."""
    if not prepared or "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def work(pipe: Connection, folder: Path, max_memory_mb: int | None) -> None:
    """What runs in a worker, until the other end of the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends this
    snapshot = Snapshot(folder)
    if max_memory_mb:  # not before, for a store that cannot start its threads ends the process
        _limit_memory(max_memory_mb)
    pipe.send(True)
    with contextlib.suppress(EOFError, BrokenPipeError):  # the parent is gone, and so is the work
        while True:
            question: Question = pipe.recv()
            _end_in(question.timeout + GRACE)
            pipe.send(_reply(snapshot, question))
            _end_in(0)


def _reply(snapshot: Snapshot, question: Question) -> Result | KGError:
    try:
        return answer(snapshot.store(), question)
    except KGError as error:
        return error


def _limit_memory(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _end_in(seconds: float) -> None:
    """Let the system end this process after a time, should the parent be gone; 0 takes it back."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
