"""The output folder of a batch: its ledger, and the lock that lets one run at a time work there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.atomic import write_atomic
from assistant.batch.ledger import Ledger
from assistant.batch.results import State
from assistant.errors import SourceError, UsageError
from assistant.workspace.claim import InUseError, claimed, require_free

_FOLDER = ".batch"
_LEDGER = "ledger.sqlite3"
_RUN = "run"
_STOP = "stop"
_HINT = "give the folder that was given as --out"


def ledger_path(out: Path) -> Path:
    """Where the ledger of an output folder lies."""
    return out / _FOLDER / _LEDGER


def is_batch(folder: Path) -> bool:
    """Whether a folder is the output of a batch."""
    return ledger_path(folder).is_file()


def is_running(out: Path) -> bool:
    """Whether a run goes on in an output folder."""
    try:
        require_free(out / _FOLDER / _RUN)
    except InUseError:
        return True
    return False


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the batch of a folder is: articles that ended, of all; whether a run goes on."""

    ended: int = 0
    total: int = 0
    is_running: bool = False

    def describe(self) -> str:
        """The same in words, while a run goes on; or nothing."""
        return f"a run goes on: {self.ended:,} of {self.total:,}" if self.is_running else ""

    @property
    def left(self) -> int:
        """How many articles are to be done."""
        return self.total - self.ended


def progress(out: Path) -> Progress:
    """How far the batch of a folder is; raises SourceError where its ledger cannot be read."""
    with read(out) as ledger:
        counts = ledger.counts()
    total = sum(counts.values())
    return Progress(total - counts[State.PENDING], total, is_running(out))


def stop(out: Path) -> None:
    """Have the run in an output folder finish the articles in work or, told again, stop at once.

    It is told by a file, so that any process with the right to write there can, on any machine.
    Raises UsageError where no run goes on, and SourceError where nothing can be written there.
    """
    if not is_batch(out):
        raise SourceError(f"{out} holds no batch", hint=_HINT)
    if not is_running(out):
        raise UsageError(f"no run goes on in {out}")
    write_atomic(out / _FOLDER / _STOP, b"", follow=False)


def is_told_to_stop(out: Path) -> bool:
    """Whether the run was told to stop since this was last asked."""
    try:
        (out / _FOLDER / _STOP).unlink()
    except OSError:
        return False
    return True


@contextmanager
def held(out: Path) -> Iterator[Ledger]:
    """The ledger of an output folder, for the one run that works there.

    Raises UsageError where another does, and SourceError where nothing can be written there.
    """
    folder = out / _FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"{out} cannot be written to: {error.strerror}") from error
    try:
        with claimed(folder / _RUN), Ledger.open(ledger_path(out)) as ledger:
            is_told_to_stop(out)  # which was meant for a run that ended
            yield ledger
    except InUseError as error:
        raise UsageError(
            f"{out} is being worked on by process {error.owner.pid} since {error.owner.since}",
            hint=f"`assistant batch status {out}` tells how far it is, `batch stop` ends it",
        ) from error


@contextmanager
def read(out: Path) -> Iterator[Ledger]:
    """The ledger of an output folder, to be read, also while a run goes on.

    Raises SourceError where there is none.
    """
    if not is_batch(out):
        raise SourceError(f"{out} holds no batch", hint=_HINT)
    with Ledger.open(ledger_path(out), writes=False) as ledger:
        yield ledger
