"""Results that go to an object store as well: each once it is recorded, and what is left later.

The batch works in a folder of this machine, as every other does; the ledger remembers what the
store has, so that a run that was killed sends the rest and nothing twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from assistant.batch.jobs import Outcome
from assistant.batch.ledger import Ledger
from assistant.batch.naming import REPORTS
from assistant.batch.outputs.object_store import ObjectStore
from assistant.batch.records import Record
from assistant.notices import Notice, NoticeKind, Notify
from assistant.reading import read_regular, sha256

_SCHEMA = """
create table if not exists mirrored (path text primary key, sha256 text not null) without rowid;
"""
_LARGEST = 1 << 40
_AT_A_TIME = 8
_WAITING = 64
"""Files that may wait to be sent, until the run waits for them."""


@dataclass(slots=True)
class Mirror:
    """Sends what a batch writes below `out` to a store; `force` puts it over what is another's.

    A context manager: at its end all is sent, or SourceError is raised.
    """

    ledger: Ledger
    out: Path
    store: ObjectStore
    notify: Notify
    force: bool = False
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(_AT_A_TIME))
    _sending: deque[Future[tuple[str, str, bool]]] = field(default_factory=deque)

    def __post_init__(self) -> None:
        self.ledger.store.lay(_SCHEMA)

    def catch_up(self) -> None:
        """Send what was written in earlier runs and is not there, and wait for it."""
        known = dict(map(tuple, self.ledger.store.rows("select path, sha256 from mirrored")))
        for record in self.ledger.records("written != '{}'"):
            for path, digest in _written(record):
                if known.get(path) != digest:
                    self._send(path, digest, known.get(path))
        self._wait(0)

    def take(self, outcome: Outcome) -> None:
        """Send what was written of an article."""
        for record in self.ledger.records("key = ?", (outcome.key,), limit=1):
            for path, digest in _written(record):
                self._send(path, digest, self._known(path))
        self._wait(_WAITING)

    def end(self, tables: Iterable[Path]) -> None:
        """Send the reports and the tables, once all else is there."""
        self._wait(0)
        names = (*REPORTS, *(path.relative_to(self.out).as_posix() for path in tables))
        for path in names:
            if (self.out / path).is_file():
                digest = sha256(self.out / path, _LARGEST)
                self._send(path, digest, self._known(path))
        self._wait(0)

    def close(self) -> None:
        """Send nothing more."""
        self._pool.shutdown(cancel_futures=True)

    def _known(self, path: str) -> str | None:
        rows = self.ledger.store.rows("select sha256 from mirrored where path = ?", (path,))
        return str(rows[0][0]) if rows else None

    def _send(self, path: str, digest: str, before: str | None) -> None:
        if digest != before:
            self._sending.append(self._pool.submit(self._put, path, digest, before is not None))

    def _put(self, path: str, digest: str, is_own: bool) -> tuple[str, str, bool]:
        """Put a file there, unless another's lies in its place."""
        if not (is_own or self.force) and self.store.digest(path) not in (None, digest):
            return path, digest, False
        self.store.put(path, read_regular(self.out / path, _LARGEST))
        return path, digest, True

    def _wait(self, most: int) -> None:
        """Wait until no more than so many are on their way."""
        while len(self._sending) > most:
            path, digest, is_sent = self._sending.popleft().result()
            if is_sent:
                sql = "insert or replace into mirrored values (?, ?)"
                self.ledger.store.write(sql, (path, digest))
                self.ledger.store.commit_due()
            else:
                said = f"{self.store.address}/{path} was not written by this batch, and stays"
                self.notify(Notice(said, "--force overwrites it", NoticeKind.WARNING))


def _written(record: Record) -> Iterator[tuple[str, str]]:
    """The paths of what was written of an article, and their digests."""
    for part, digest in record.written.items():
        if path := record.outputs.get(part):
            yield path, digest
