"""The output folder of a batch: its ledger, and the lock that lets one run at a time work there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.batch.ledger import Ledger
from assistant.batch.results import State
from assistant.errors import SourceError, UsageError
from assistant.workspace.claim import InUseError, claimed, require_free

_FOLDER = ".batch"
_LEDGER = "ledger.sqlite3"
_RUN = "run"


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


def progress(out: Path) -> Progress:
    """How far the batch of a folder is; raises SourceError where its ledger cannot be read."""
    with read(out) as ledger:
        counts = ledger.counts()
    total = sum(counts.values())
    return Progress(total - counts[State.PENDING], total, is_running(out))


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
            yield ledger
    except InUseError as error:
        raise UsageError(
            f"{out} is being worked on by process {error.owner.pid} since {error.owner.since}",
            hint=f"`assistant batch status {out}` shows how far it is; ctrl+c stops it",
        ) from error


@contextmanager
def read(out: Path) -> Iterator[Ledger]:
    """The ledger of an output folder, to be read, also while a run goes on.

    Raises SourceError where there is none.
    """
    if not is_batch(out):
        raise SourceError(f"{out} holds no batch", hint="give the folder that was given as --out")
    with Ledger.open(ledger_path(out), writes=False) as ledger:
        yield ledger
