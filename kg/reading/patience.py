"""An end to a parser that would never come to one."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from kg.reading.item import RefusedError

SECONDS = 60.0  # of processor time; a PDF of a thousand pages takes twenty


class _OutOfTimeError(BaseException):
    """No Exception, as those are caught by the very parsers that run away."""


@contextmanager
def patience(seconds: float = SECONDS) -> Iterator[None]:
    """Raise RefusedError where what is done within takes more processor time than that.

    Only a main thread can be interrupted so, and not on Windows; elsewhere nothing is bounded. What a library does
    outside of Python is interrupted when it comes back.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    over = [False]

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if not over[0]:
            raise _OutOfTimeError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)  # again each second, should it be swallowed
    try:
        yield
    except _OutOfTimeError:
        raise RefusedError(f"takes longer to open than {seconds:.0f} s; save its text as .txt") from None
    finally:
        over[0] = True
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
