"""Servers of others, in processes of their own, for the while of a test."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path(os.environ.get("ASSISTANT_SERVERS", ".venv-servers")).absolute() / "bin"
"""Where the programs of requirements.txt are."""

_START = 180.0


def is_installed(program: str) -> bool:
    """Whether `make test-servers` has installed a program."""
    return (PROGRAMS / program).is_file()


def free_port() -> int:
    """A port that nobody has right now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def running(
    program: str, *arguments: str, port: int, ready: str, folder: Path, env: Sequence[str] = ()
) -> Iterator[str]:
    """The address of a program that serves on a port once the path `ready` answers."""
    told = dict(each.split("=", 1) for each in env)
    with (folder / f"{program}.log").open("wb") as log:
        process = subprocess.Popen(
            [PROGRAMS / program, *arguments],
            stdout=log, stderr=subprocess.STDOUT, env={**os.environ, **told}, cwd=folder,
        )  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/{ready}", process)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _START
    while time.monotonic() < end:
        assert process.poll() is None, "it ended by itself"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except urllib.error.HTTPError:  # it is there, and breaks as it is told to
            return
        except OSError:
            time.sleep(0.5)
    msg = f"{url} did not answer"
    raise AssertionError(msg)
