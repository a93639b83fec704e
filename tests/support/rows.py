"""Tables of articles in tests: read, and written anew with results that are known by key."""

from __future__ import annotations

import hashlib
import importlib
import io
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from assistant.batch.items import Entry
from assistant.batch.results import RowResult, State
from assistant.batch.rows import formats
from assistant.batch.rows.options import RowOptions
from assistant.batch.rows.table import Keys

UNTOUCHED = RowOptions("text", adds=False)
"""Rows of which nothing is wanted: they come back as they are."""

zstd = importlib.import_module(
    "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
)
"""Zstandard, which Python has of its own from 3.14 on."""

NOTHING: Mapping[str, RowResult] = {}


def entries(path: Path, options: RowOptions) -> list[Entry]:
    """The entries of a table in a file."""
    return list(formats.table(path, path.name, options).entries(Keys()))


def anew(path: Path, options: RowOptions, results: Mapping[str, RowResult] = NOTHING) -> bytes:
    """The bytes of a table that is written anew."""
    file = io.BytesIO()
    formats.table(path, path.name, options).write(file, results, Keys())
    return file.getvalue()


def stored(path: Path, data: bytes) -> Path:
    """A file that holds some bytes."""
    path.write_bytes(data)
    return path


def done(text: str, new: str | None, **changes: object) -> RowResult:
    """What came of a text that was repaired."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    state = State.UNCHANGED if new is None else State.DONE
    found = RowResult(digest, state, new, garbled=0.25, edits=2, flags=1)
    return replace(found, **changes)  # type: ignore[arg-type]
