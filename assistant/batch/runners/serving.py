"""The inside of a worker process: it makes its work once, and serves until nobody is there."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection

from assistant.batch.runners.base import UNDISTURBED, MakeWork
from assistant.errors import AssistantError, EngineError, UsageError


@dataclass(frozen=True, slots=True)
class Ready:
    """The process can work."""


@dataclass(frozen=True, slots=True)
class Unfit:
    """No article can be worked on, and why."""

    message: str
    hint: str
    is_usage: bool

    def as_error(self) -> AssistantError:
        """The error that it stands for."""
        kind = UsageError if self.is_usage else EngineError
        return kind(self.message, hint=self.hint)


def unfit(error: AssistantError) -> Unfit:
    """What is said of an error that every article would meet."""
    return Unfit(error.message, error.hint, isinstance(error, UsageError))


def serve(line: Connection, make: MakeWork) -> None:
    """Work on what comes, one job after another; an interruption is for the parent to see."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ends = [_end_with_parent]
    if hasattr(signal, "sigwait"):  # on Windows a process is ended without being told
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # in every thread begun below
        ends.append(_end_when_told)
    for waits in ends:
        threading.Thread(target=waits, daemon=True).start()
    try:
        work = make()
        line.send(Ready())
        while True:
            line.send(work(line.recv()))
    except AssistantError as error:
        line.send(unfit(error))
    except (EOFError, OSError):
        return


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        with UNDISTURBED:
            os._exit(1)


def _end_when_told() -> None:
    """End at SIGTERM, once what is being written is whole."""
    signal.sigwait({signal.SIGTERM})
    with UNDISTURBED:
        os._exit(1)
