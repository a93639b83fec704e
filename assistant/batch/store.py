"""An SQLite file (write-ahead log) that one process writes and others may read meanwhile.

What is written comes together for a while before it is committed: a power cut may take the last
second of it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from assistant.errors import SourceError

_EVERY, _SECONDS = 50, 1.0
"""How many changes, or for how long, are kept back before they are committed."""


@dataclass(slots=True)
class Store:
    """An open file. Every method raises SourceError where the file cannot be used."""

    path: Path
    _connection: sqlite3.Connection
    _open: int = 0
    _committed: float = field(default_factory=time.monotonic)

    @classmethod
    def open(cls, path: Path, *, writes: bool = True) -> Self:
        """The store in a file, which is made where it is missing and `writes` is on."""
        with _told(path):
            connection = sqlite3.connect(path, timeout=30, isolation_level=None)
            connection.row_factory = sqlite3.Row
            if writes:
                connection.execute("pragma journal_mode = wal")
                connection.execute("pragma synchronous = normal")
            return cls(path, connection)

    def close(self) -> None:
        """Commit and let the file go."""
        with suppress(SourceError):
            self.commit()
        self._connection.close()

    def lay(self, schema: str) -> None:
        """Have the tables of a schema, where they are not there yet."""
        with _told(self.path):
            self._connection.executescript(schema)

    def write(self, sql: str, values: Any = ()) -> int:
        """Change something, and give the number of rows that changed."""
        with _told(self.path):
            self._begin()
            self._open += 1
            return self._connection.execute(sql, values).rowcount

    def write_all(self, sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """Change the same for each of some rows of values."""
        if rows:
            with _told(self.path):
                self._begin()
                self._open += len(rows)
                self._connection.executemany(sql, rows)

    def _begin(self) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("begin immediate")

    def rows(self, sql: str, values: Any = ()) -> list[sqlite3.Row]:
        """All that is found."""
        with _told(self.path):
            return self._connection.execute(sql, values).fetchall()

    def each(self, sql: str, values: Any = ()) -> Iterator[sqlite3.Row]:
        """What is found, row by row."""
        with _told(self.path):
            yield from self._connection.execute(sql, values)

    def commit_due(self) -> None:
        """Commit, if enough has come together or waited long enough."""
        if self._open >= _EVERY or (self._open and time.monotonic() - self._committed > _SECONDS):
            self.commit()

    def commit(self) -> None:
        """Make safe what was written."""
        if self._connection.in_transaction:
            with _told(self.path):
                self._connection.execute("commit")
        self._open, self._committed = 0, time.monotonic()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say which file it is that fails."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        hint = "make room, and run it again" if "full" in str(error) else ""
        raise SourceError(f"{path} cannot be used: {error}", hint=hint) from error
