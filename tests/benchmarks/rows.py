"""Measures tables of many articles: ``python -m tests.benchmarks.rows [ROWS]``.

Each table is of ROWS articles (100,000) of 3 KB. It is read, every row is named, and it is written
anew with a result in every row, in a process of its own.
"""

from __future__ import annotations

import csv
import hashlib
import importlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assistant.batch.inputs.given import inputs
from assistant.batch.inputs.selection import Selection
from assistant.batch.outputs.names import Names
from assistant.batch.outputs.tables import table_places, write_tables
from assistant.batch.results import RowResult, State
from assistant.batch.rows.options import RowOptions

_TEXT = "The council will vote on the plan next week. " * 65
_SUFFIXES = ("jsonl", "jsonl.gz", "csv", "parquet")


class _Repaired:
    """Every article was repaired."""

    def get(self, key: str, /) -> RowResult:
        digest = hashlib.sha256(_text(int(key)).encode()).hexdigest()
        return RowResult(digest, State.DONE, f"{_text(int(key))} Repaired.", 0.1, 3, 1)


def main() -> None:
    """Print a line a table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        for suffix in _SUFFIXES:
            path = _made(Path(folder) / f"rows.{suffix}", rows)
            size = path.stat().st_size / 1e6
            print(f"{rows:,} rows, {suffix}, {size:.0f} MB: ", end="", flush=True)
            command = [sys.executable, "-m", "tests.benchmarks.rows", "--measure", str(path)]
            subprocess.run(command, check=True)
            path.unlink()


def _made(path: Path, rows: int) -> Path:
    from assistant.batch import packing

    if path.suffix == ".parquet":
        _parquet(path, rows)
        return path
    if path.suffix == ".csv":
        _csv(path, rows)
        return path
    with path.open("wb") as file, packing.packed(file, path) as out:
        for number in range(rows):
            row = {"id": str(number), "body": _text(number)}
            out.write(f"{json.dumps(row)}\n".encode())
    return path


def _csv(path: Path, rows: int) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "body"))
        writer.writerows((number, _text(number)) for number in range(rows))


def _parquet(path: Path, rows: int) -> None:
    pa, pq = importlib.import_module("pyarrow"), importlib.import_module("pyarrow.parquet")
    schema = pa.schema([("id", pa.string()), ("body", pa.string())])
    with pq.ParquetWriter(path, schema) as writer:
        for start in range(0, rows, 10_000):
            numbers = range(start, min(start + 10_000, rows))
            columns = [list(map(str, numbers)), list(map(_text, numbers))]
            writer.write_table(pa.table(columns, schema=schema))


def _text(number: int) -> str:
    return f"{number} {_TEXT}"


def _measure(path: Path) -> None:
    options = RowOptions("body", "id")
    begun = _peak()
    found = inputs([str(path)], Selection(tables=True), options)
    names = Names({"text": "", "review": ".review.json"})
    places = table_places(found, names)
    with tempfile.TemporaryDirectory() as out:
        read = _timed(lambda: [None for each in found.entries() if not names.of(each.key)])
        written = _timed(lambda: list(write_tables(found, _Repaired(), Path(out), places, {})))
    print(f"read {read:.1f} s, written {written:.1f} s of processor time; {_peak() - begun:.0f} MB")


def _timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        _measure(Path(sys.argv[2]))
    else:
        main()
