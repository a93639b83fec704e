"""Answers that were paid for once: an SQLite file (write-ahead log) in the cache folder.

A cache that cannot be opened, read or written is as good as none: work goes on without it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from assistant import paths
from assistant.atomic import PRIVATE

_SCHEMA = """
create table if not exists entries (
    key text primary key, kind text not null, value text not null, at real not null
) without rowid
"""
_PATIENCE = 5.0
T = TypeVar("T")


def default_path() -> Path:
    """Where the cache lies."""
    return paths.cache_dir() / "answers.sqlite3"


def digest(*parts: Any) -> str:
    """A key made of values that JSON can hold: equal values, equal keys."""
    text = json.dumps(parts, ensure_ascii=True, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Contents:
    """What a cache holds: where, entries by kind, bytes on disk."""

    path: Path
    entries: dict[str, int]
    bytes: int


@dataclass(slots=True)
class Cache:
    """Keeps texts by kind and key; threads and other processes may share it."""

    path: Path
    _connection: sqlite3.Connection | None = None
    _broken: bool = False
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def get(self, kind: str, key: str) -> str | None:
        """What is kept under a key, or None."""
        rows = self._run("select value from entries where key = ?", (f"{kind}:{key}",))
        return str(rows[0][0]) if rows else None

    def recall(self, kind: str, key: str, read: Callable[[str], T]) -> T | None:
        """What `read` makes of a text under a key; None where it cannot be read, or is not there.

        The file may hold what somebody else wrote.
        """
        kept = self.get(kind, key)
        try:
            return None if kept is None else read(kept)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None

    def put(self, kind: str, key: str, value: str) -> None:
        """Keep a text under a key."""
        self._run(
            "insert or replace into entries values (?, ?, ?, ?)",
            (f"{kind}:{key}", kind, value, time.time()),
        )

    def contents(self) -> Contents:
        """What the cache holds."""
        rows = self._run("select kind, count(*) from entries group by kind")
        return Contents(self.path, {str(kind): int(count) for kind, count in rows}, self._bytes())

    def clear(self) -> None:
        """Forget everything."""
        self._run("delete from entries")
        self._run("vacuum")

    def close(self) -> None:
        """Let the file go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _bytes(self) -> int:
        files = (self.path.with_name(self.path.name + suffix) for suffix in ("", "-wal", "-shm"))
        return sum(file.stat().st_size for file in files if file.is_file())

    def _run(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """The rows of a statement; none from the first failure on."""
        with self._lock:
            if self._broken:
                return []
            try:
                return self._open().execute(statement, values).fetchall()
            except (sqlite3.Error, OSError):
                self._broken = True
                self.close()
                return []

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            paths.private(self.path.parent)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, PRIVATE))
            self.path.chmod(PRIVATE)  # an earlier version let everybody read it
            self._connection = sqlite3.connect(
                self.path, timeout=_PATIENCE, check_same_thread=False, isolation_level=None
            )
            self._connection.execute("pragma journal_mode = wal")
            self._connection.execute("pragma synchronous = normal")
            self._connection.execute(_SCHEMA)
        return self._connection
