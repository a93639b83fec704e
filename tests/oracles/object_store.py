"""A batch into a bucket of moto's server: pip install 'moto[s3,server]' s3fs."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.batch.outputs.object_store import folder_of
from tests.support.batches import pile, results, rewriting

s3fs = pytest.importorskip("s3fs")
moto = pytest.importorskip("moto.server")
pytestmark = pytest.mark.timeout(600)

PLACE = "news/repaired"
COUNT = 20


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty bucket at a server of this machine."""
    server = moto.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
        "ASSISTANT_STATE_DIR": str(tmp_path / "state"),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    files = s3fs.S3FileSystem(use_listings_cache=False)
    files.mkdir("news")
    yield files
    server.stop()


def there(bucket: Any) -> dict[str, bytes]:
    """What lies in the bucket."""
    names = bucket.find(PLACE)
    return {name.removeprefix(f"{PLACE}/"): bucket.cat_file(name) for name in names}


def test_a_batch_that_is_killed_is_whole_in_the_bucket(bucket: Any, tmp_path: Path) -> None:
    """Every file, byte for byte; what another put there stays."""
    source = pile(tmp_path / "in", COUNT)
    run = rewriting(tmp_path, source, tmp_path, "--jobs", "1", "--quiet")
    run[run.index("--out") + 1] = f"s3://{PLACE}"
    anothers = "desk0/article-0000.txt"
    bucket.pipe_file(f"{PLACE}/{anothers}", b"another's")
    process = subprocess.Popen(run, env=dict(os.environ))
    while len(bucket.find(PLACE)) < COUNT:
        assert process.poll() is None
        time.sleep(0.1)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert "was not written by this batch, and stays" in done.stderr
    found, out = there(bucket), folder_of(f"s3://{PLACE}")
    assert found.pop(anothers) == b"another's"
    assert found.pop("report.json")
    assert found.pop("report.html")
    own, expected = str(out.absolute()).encode(), results(out)
    expected.pop(anothers)
    assert {name: data.replace(own, b"OUT") for name, data in found.items()} == expected
