"""A batch that is killed, stopped or started twice loses nothing and does nothing twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.support.batches import events, pile, results, rewriting, started, states

pytestmark = pytest.mark.timeout(240)
COUNT = 24


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, bytes]]:
    """A pile, the folder of its script, and what an undisturbed run writes of it."""
    folder = tmp_path_factory.mktemp("whole")
    source = pile(folder / "in", COUNT)
    subprocess.run(rewriting(folder, source, folder / "out", "--jobs", "2", "-q"), check=True)
    return folder, source, results(folder / "out")


def test_killed_at_any_moment_it_goes_on(
    whole: tuple[Path, Path, dict[str, bytes]], tmp_path: Path
) -> None:
    """Whenever it is killed: in the end every byte is as if it had not been."""
    folder, source, expected = whole
    out, chance = tmp_path / "out", random.Random(7)
    for _ in range(4):
        process = started(rewriting(folder, source, out, "--jobs", "2", "-q"))
        time.sleep(chance.uniform(0.3, 3.0))
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        if (out / ".batch" / "ledger.sqlite3").is_file():
            states(out)
    subprocess.run(rewriting(folder, source, out, "--jobs", "2", "-q"), check=True)
    assert results(out) == expected
    assert set(states(out).values()) == {"done"}


def test_ctrl_c_finishes_what_is_in_work_and_twice_stops(
    whole: tuple[Path, Path, dict[str, bytes]], tmp_path: Path
) -> None:
    """Both exit with 130, and what is left is done by the next run."""
    folder, source, expected = whole
    out = tmp_path / "out"
    for presses in (1, 2):
        process = started(rewriting(folder, source, out, "--jobs", "1", "--progress", "json"))
        assert process.stderr is not None
        said = ""
        while '"article"' not in said:
            said = process.stderr.readline()
        for _ in range(presses):
            os.kill(process.pid, signal.SIGINT)
            time.sleep(0.05)
        _, rest = process.communicate(timeout=30)
        assert process.returncode == 130
        ended = [event for event in events(rest) if event["event"] == "ended"]
        assert len(ended) == 1
        assert 0 < ended[0]["left"] < COUNT  # type: ignore[operator]
    subprocess.run(rewriting(folder, source, out, "-q"), check=True)
    assert results(out) == expected


def test_a_second_run_on_a_folder_is_refused(
    whole: tuple[Path, Path, dict[str, bytes]], tmp_path: Path
) -> None:
    """It says who is at it, changes nothing, and exits with 2."""
    folder, source, _ = whole
    out = tmp_path / "out"
    process = started(rewriting(folder, source, out, "--jobs", "1", "--progress", "json"))
    try:
        assert process.stderr is not None
        process.stderr.readline()
        os.kill(process.pid, signal.SIGSTOP)  # it does not end before the second begins
        second = subprocess.run(
            rewriting(folder, source, out), capture_output=True, text=True, check=False
        )
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    assert second.returncode == 2
    assert f"is being worked on by process {process.pid}" in second.stderr


_FILLS_UP = """
set -u
place=$1 copy=$2; shift 2
mount -t tmpfs -o size=256k tmpfs "$place" || exit 77
"$@"; echo "first $?" >&2
mount -o remount,size=64m "$place"
"$@"; echo "second $?" >&2
cp -r "$place/out" "$copy"
"""
"""A run on a disk that is too small for it, and another once there is room."""


def test_a_disk_that_is_full_ends_it_and_loses_nothing(
    whole: tuple[Path, Path, dict[str, bytes]], tmp_path: Path
) -> None:
    """It says so in a line; with room it goes on, and every byte is as if there had been."""
    folder, source, expected = whole
    place, copy = tmp_path / "disk", tmp_path / "copy"
    place.mkdir()
    run = rewriting(folder, source, place / "out", "--jobs", "1", "-q")
    apart = (
        ["unshare", "-m"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["unshare", "-Urm"]
    )
    try:
        done = subprocess.run(
            [*apart, "sh", "-c", _FILLS_UP, "sh", place, copy, *run],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("no unshare here")
    if "first" not in done.stderr:
        pytest.skip("no file system of a size may be mounted here")
    first, second = done.stderr.split("first ")[0], done.stderr.split("second ")[1]
    assert "full" in first
    assert "Traceback" not in first
    assert ("first 2" in done.stderr, second.strip()) == (True, "0")
    there = str(place / "out").encode()
    assert {name: data.replace(there, b"OUT") for name, data in results(copy).items()} == expected
