"""The inside of a worker on a cluster: it makes its work once, and does one job after another."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant import __version__
from assistant.batch.jobs import Job, Outcome
from assistant.batch.runners.base import MakeWork
from assistant.batch.runners.serving import Ready, Unfit, unfit
from assistant.errors import AssistantError, EngineError


class Member:
    """Works where it is put, if it sees the output folder there, and is of the same version."""

    def __init__(self, make: MakeWork, out: str, here: str, version: str) -> None:
        self._make, self._out, self._here, self._version = make, out, here, version
        self._work: Any = None

    def begin(self) -> Ready | Unfit:
        """Make the work, and say if none can be done here."""
        node = platform.node()
        try:
            if not Path(self._out).is_dir():
                msg = f"the node {node} has no folder {self._out}"
                raise EngineError(msg, hint="every node must reach it under the same path")
            if __version__ != self._version:
                msg = f"the node {node} has version {__version__} of assistant"
                raise EngineError(msg, hint=f"every node must have version {self._version}")
            with suppress(OSError):  # what is named from the current folder is found there
                os.chdir(self._here)
            self._work = self._make()
        except AssistantError as error:
            return unfit(error)
        return Ready()

    def do(self, job: Job) -> Outcome | Unfit:
        """Work on an article."""
        try:
            outcome: Outcome = self._work(job)
        except AssistantError as error:
            return unfit(error)
        return outcome
