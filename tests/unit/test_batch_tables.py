"""The tables of a batch are written anew at any time, from the results, in their order."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.batch.inputs.given import inputs
from assistant.batch.inputs.selection import Selection
from assistant.batch.outputs.names import Names
from assistant.batch.outputs.tables import WrittenTable, table_places, write_tables
from assistant.batch.rows.options import RowOptions
from assistant.errors import SourceError
from tests.support.rows import done

_OPTIONS = RowOptions("body", "id")
_ROWS = '{"id": 1, "body": "a"}\n{"id": 2, "body": "b"}\n'


def _written(
    given: list[Path],
    out: Path,
    results: dict[str, object],
    known: dict[str, list[str]],
    **force: bool,
) -> list[WrittenTable]:
    found = inputs([str(path) for path in given], Selection(tables=True), _OPTIONS)
    places = table_places(found, Names({"text": ""}))
    return list(write_tables(found, results, out, places, known, **force))  # type: ignore[arg-type]


def test_tables_lie_where_they_lay(tmp_path: Path) -> None:
    """Below the output folder; each row gets the result of its key, in the order of the input."""
    for name in ("in/r.jsonl", "in/deep/s.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / "in/deep/s.jsonl").write_text(_ROWS.replace("1", "3"))
    (tmp_path / "in/r.jsonl").write_text(_ROWS)
    (tmp_path / "in/bad.jsonl").write_text("{}\n")
    results: dict[str, object] = {"2": done("b", "B"), "3": done("a", "C")}
    out = tmp_path / "out"
    first = _written([tmp_path / "in"], out, results, {})
    assert [table.key for table in first] == ["r.jsonl", "deep/s.jsonl"]
    rows = [json.loads(line) for line in (out / "r.jsonl").read_text().splitlines()]
    assert [(row["assistant_state"], row["assistant_text"]) for row in rows] == [
        ("pending", None),
        ("done", "B"),
    ]
    again = [json.loads(line) for line in (out / "deep/s.jsonl").read_text().splitlines()]
    # the id 2 stands in the first table too: it is failed here, and has nothing of its result
    assert [row["assistant_state"] for row in again] == ["done", "failed"]
    known = {table.key: ["0" * 64, table.sha256] for table in first}
    assert _written([tmp_path / "in"], out, results, known) == first


def test_another_file_in_their_place_is_kept(tmp_path: Path) -> None:
    """Unless it may be written over."""
    path, out = tmp_path / "r.jsonl", tmp_path / "out"
    path.write_text(_ROWS)
    out.mkdir()
    (out / "r.jsonl").write_text("mine")
    with pytest.raises(SourceError, match="not written by this batch"):
        _written([path], out, {}, {})
    assert (out / "r.jsonl").read_text() == "mine"
    _written([path], out, {}, {}, force=True)
    assert (out / "r.jsonl").read_text().startswith('{"id": 1')


def test_nothing_half_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full, what was there stays."""
    path, out = tmp_path / "r.jsonl", tmp_path / "out"
    path.write_text(_ROWS)
    (before,) = _written([path], out, {}, {})
    data = before.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SourceError, match="disk is full"):
        _written([path], out, {"1": done("a", "x")}, {"r.jsonl": [before.sha256]})
    assert [each.read_bytes() for each in out.iterdir()] == [data]


def test_a_table_is_told_before_it_takes_its_place(tmp_path: Path) -> None:
    """Whoever is killed in between knows both, the old one and the new one, as their own."""
    path, out = tmp_path / "r.jsonl", tmp_path / "out"
    path.write_text(_ROWS)
    (before,) = _written([path], out, {}, {})
    found = inputs([str(path)], Selection(tables=True), _OPTIONS)
    known = {"r.jsonl": [before.sha256]}
    writing = write_tables(found, {"1": done("a", "x")}, out, {"r.jsonl": "r.jsonl"}, known)
    told = next(writing)
    assert _digest(before.path) == before.sha256 != told.sha256
    next(writing, None)
    assert _digest(before.path) == told.sha256


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


_MEASURED = """
import resource, sys
from pathlib import Path
from assistant.batch.inputs.given import inputs
from assistant.batch.inputs.selection import Selection
from assistant.batch.outputs.names import Names
from assistant.batch.outputs.tables import table_places, write_tables
from assistant.batch.rows.options import RowOptions

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

path, out = map(Path, sys.argv[1:])
found = inputs([str(path)], Selection(tables=True), RowOptions("body", "id"))
begun = peak()
names = Names({"text": "", "review": ".review.json"})
places = table_places(found, names)
count = sum(1 for each in found.entries() if names.of(each.key))
list(write_tables(found, {}, out, places, {}))
print(count, peak() - begun)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the peak of memory is asked of Unix")
def test_memory_stays_flat_over_many_rows(tmp_path: Path) -> None:
    """Read, named and written anew, 90 MB of them, in less than a third of that."""
    path = tmp_path / "r.jsonl"
    text = "The council will vote on the plan next week. " * 65
    with path.open("w") as file:
        for number in range(30_000):
            file.write(
                json.dumps({"id": f"article-{number:06}", "body": f"{number} {text}"}) + "\n"
            )
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(path), str(tmp_path / "out")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    count, grown = map(int, done.stdout.split())
    assert count == 30_000
    assert (tmp_path / "out/r.jsonl").stat().st_size > path.stat().st_size
    assert grown < 30, f"{grown} MB"
