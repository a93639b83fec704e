"""A run in a process of its own, which goes on when the one that began it has ended."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assistant.batch import home, spec
from assistant.batch.spec import Spec
from assistant.config import Loaded
from assistant.errors import EngineError, ExitCode, SourceError, UsageError

_SHOWN = 400
_WELL = frozenset({ExitCode.DONE, ExitCode.ATTENTION, ExitCode.INTERRUPTED})


@dataclass(frozen=True, slots=True)
class Launched:
    """A run that was begun here, and what it says on standard error."""

    process: subprocess.Popen[bytes]
    said: IO[bytes]

    @property
    def failure(self) -> str:
        """Why it came to nothing, in its own words; empty while it works, and where it did."""
        code = self.process.poll()
        if code is None or code in _WELL:
            return ""
        self.said.seek(0)
        lines = self.said.read().decode("utf-8", "replace").split("\n")
        told = " ".join(" ".join(lines).split())[-_SHOWN:]
        return told or f"the run ended with code {code}"


def begin(source: Path, out: Path, loaded: Loaded) -> Launched:
    """Begin a batch of the articles at a path, as `assistant rewrite SOURCE --out OUT` does.

    The settings are those of `loaded`. Raises UsageError where there is nothing at the path or a
    batch in the folder, and SourceError where that cannot be made.
    """
    if home.is_batch(out):
        raise UsageError(f"{out} holds a batch already", hint="go on with it, or choose another")
    policy, flags = str(loaded.settings.accept), loaded.flags
    asked = Spec((str(source.absolute()),), accept=policy, flags=flags)
    asked.inputs(out)
    if not source.exists():
        raise UsageError(f"{source} is not there", hint="check the path")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"{out} cannot be made: {error.strerror}") from error
    spec.remember(out, asked)
    return go_on(out)


def go_on(out: Path) -> Launched:
    """Go on with the batch of a folder, as `assistant batch retry` does.

    Raises UsageError where what it was asked for is not known, and where a run goes on.
    """
    spec.remembered(out)
    if home.is_batch(out) and home.is_running(out):
        raise UsageError(f"a run goes on in {out}")
    said = tempfile.TemporaryFile()  # noqa: SIM115 - it is the process's, and ours to read
    command = [sys.executable, "-m", "assistant", "batch", "retry", str(out.absolute()), "--quiet"]
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise EngineError(f"no run can be begun: {error.strerror}") from error
    return Launched(process, said)
