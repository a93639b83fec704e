"""A batch into a bucket of moto's server: pip install 'moto[s3,server]' 'editorial-assistant[s3]'."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from assistant.batch.outputs.object_store import folder_of
from tests.support.batches import pile, results, rewriting

pytest.importorskip("s3fs")
moto = pytest.importorskip("moto.server")
pytestmark = pytest.mark.timeout(600)

ADDRESS = "s3://news/repaired"
COUNT = 20


def test_a_batch_that_is_killed_is_whole_in_the_bucket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file, byte for byte, and each text once; what another put there stays."""
    import s3fs

    server = moto.ThreadedMotoServer(port=0)
    server.start()
    _, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
        "ASSISTANT_STATE_DIR": str(tmp_path / "state"),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    source = pile(tmp_path / "in", COUNT)
    run = rewriting(tmp_path, source, tmp_path, "--jobs", "1", "--quiet")
    run[run.index("--out") + 1] = ADDRESS
    try:
        bucket = s3fs.S3FileSystem()
        bucket.mkdir("news")
        bucket.pipe_file("news/repaired/desk0/article-0000.txt", b"another's")
        process = subprocess.Popen(run, env=dict(os.environ))
        while len(bucket.find("news/repaired", refresh=True)) < COUNT:
            assert process.poll() is None
            time.sleep(0.1)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        done = subprocess.run(run, capture_output=True, text=True, check=False)
        assert "was not written by this batch, and stays" in done.stderr
        out = folder_of(ADDRESS)
        found = {
            name.removeprefix("news/repaired/"): bucket.cat_file(name)
            for name in bucket.find("news/repaired", refresh=True)
        }
    finally:
        server.stop()
    assert found.pop("desk0/article-0000.txt") == b"another's"
    assert found.pop("report.json")
    assert found.pop("report.html")
    own = str(out.absolute()).encode()
    expected = results(out)
    expected.pop("desk0/article-0000.txt")
    assert {name: data.replace(own, b"OUT") for name, data in found.items()} == expected
