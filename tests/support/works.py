"""Works that a runner can be given: an article's key says what befalls it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from assistant.batch.items import FileItem
from assistant.batch.jobs import Job, Outcome
from assistant.batch.results import State
from assistant.batch.runners.base import UNDISTURBED
from assistant.errors import WeightsError


def job(key: str, attempt: int = 1) -> Job:
    """A job that nothing is read for."""
    return Job(FileItem(key, Path(key), 0, 0), attempt=attempt)


def work(job: Job) -> Outcome:
    """Ends well, unless the key says that the process dies, or that it takes for ever."""
    if job.key.startswith("dies"):
        os.kill(os.getpid(), signal.SIGKILL)
    if job.key.startswith("hangs"):
        time.sleep(60)
    if job.key.startswith("slow"):
        time.sleep(0.3)
    if job.key.startswith("writes "):
        _write(Path(job.key.removeprefix("writes ")))
    return Outcome(job.key, State.DONE)


def _write(path: Path) -> None:
    """Take a while to write, undisturbed."""
    with UNDISTURBED:
        path.with_suffix(".part").touch()
        time.sleep(1.0)
        path.with_suffix(".part").rename(path)


def make() -> object:
    """The work."""
    return work


def unfit() -> object:
    """No work: what it needs is missing."""
    raise WeightsError("there are no weights", hint="assistant setup")


def stillborn() -> object:
    """No work: the process dies first."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
