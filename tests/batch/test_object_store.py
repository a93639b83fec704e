"""Results that go to an object store: all of them, once, and over nothing that is another's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.batch import batch as batches
from assistant.batch import spec as specs
from assistant.batch.outputs.object_store import ObjectStore, folder_of
from assistant.batch.runners.base import Control, Runner
from assistant.batch.runners.threads import Threads
from assistant.batch.spec import Spec
from assistant.cli.batch_options import BatchOptions
from assistant.cli.batch_run import batch_of
from assistant.config import load, overridden
from assistant.errors import SourceError, UsageError
from assistant.notices import Notice
from tests.support.batches import pile, results
from tests.support.command import script

fsspec = pytest.importorskip("fsspec")

ADDRESS = "memory://news/repaired"


@pytest.fixture(autouse=True)
def bucket(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """An empty bucket in memory, and the work done in this process."""
    monkeypatch.setenv("ASSISTANT_STATE_DIR", str(tmp_path / "state"))

    def here(make: Any, count: int, timeout: float) -> Runner:
        return Threads(make(), 1, timeout)

    monkeypatch.setattr(batches, "Processes", here)
    files = fsspec.filesystem("memory")
    yield files
    files.store.clear()


def rewritten(source: Path, folder: Path, **more: Any) -> tuple[batches.Ended, list[Notice]]:
    """The end of a run whose results go to the bucket, and what it says."""
    many = BatchOptions(folder=ADDRESS, **more)
    spec = Spec((str(source),), parts=("text", "review"), mirror=many.mirror)
    loaded = overridden(load({}), {"engine": script(folder)})
    said: list[Notice] = []
    batch = batch_of(spec, many.out, many, loaded)
    batch = batches.replace(batch, notify=said.append)
    *_, ended = batches.run(batch, Control())
    assert isinstance(ended, batches.Ended)
    return ended, said


def there(bucket: Any) -> dict[str, bytes]:
    """What lies in the bucket, by its path below the address, but for the reports."""
    root = "/news/repaired/"
    found = {path.removeprefix(root): bucket.cat_file(path) for path in bucket.find(root)}
    return {path: data for path, data in found.items() if not path.startswith("report.")}


def test_what_is_written_is_there_as_well(bucket: Any, tmp_path: Path) -> None:
    """Texts, reviews, what they are reviews of, and the reports."""
    ended, said = rewritten(pile(tmp_path / "in", 3), tmp_path)
    assert (ended.standing.done, said) == (3, [])
    out = folder_of(ADDRESS)
    found = {path: data.replace(str(out).encode(), b"OUT") for path, data in there(bucket).items()}
    assert found == results(out)
    assert json.loads(bucket.cat_file("/news/repaired/report.json"))


def test_what_was_not_sent_is_sent_by_the_next_run(
    bucket: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that fails ends the run, and nothing is done or sent again but what is missing."""
    source, put, sent = pile(tmp_path / "in", 3), ObjectStore.put, list[str]()

    def counted(store: ObjectStore, path: str, data: bytes) -> None:
        if len(sent) == 4:
            raise SourceError("the bucket is away")
        sent.append(path)
        put(store, path, data)

    monkeypatch.setattr(ObjectStore, "put", counted)
    with pytest.raises(SourceError, match="away"):
        rewritten(source, tmp_path)
    monkeypatch.setattr(ObjectStore, "put", put)
    before = {path: bucket.created(f"/news/repaired/{path}") for path in sent}
    rewritten(source, tmp_path)
    assert set(there(bucket)) == set(results(folder_of(ADDRESS)))
    kept = [path for path, at in before.items() if bucket.created(f"/news/repaired/{path}") == at]
    assert kept


def test_nothing_is_written_over_that_is_anothers(bucket: Any, tmp_path: Path) -> None:
    """It is said, and stays, but by --force."""
    source = pile(tmp_path / "in", 1)
    name = "/news/repaired/desk0/article-0000.txt"
    bucket.pipe_file(name, b"mine")
    _, said = rewritten(source, tmp_path)
    assert [notice.hint for notice in said] == ["--force overwrites it"]
    assert bucket.cat_file(name) == b"mine"
    rewritten(source, tmp_path, force=True)
    assert bucket.cat_file(name) != b"mine"


def test_an_address_that_nothing_knows_is_refused() -> None:
    """Before anything is done."""
    with pytest.raises(UsageError, match="nowhere"):
        ObjectStore.at("nowhere://bucket/path")


def test_the_address_is_kept_for_another_run(tmp_path: Path) -> None:
    """By the user's own account."""
    out = folder_of(ADDRESS)
    specs.remember(out, Spec((str(tmp_path),), mirror=ADDRESS))
    assert specs.remembered(out).mirror == ADDRESS
