"""A shell in a pseudo-terminal, what its screen shows, and what runs in it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

import pyte
import pytest


class Terminal:
    """An interactive shell whose screen can be read; use it as a context."""

    def __init__(self, folder: Path, environment: Mapping[str, str], size: tuple[int, int]) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._pid, self._descriptor = pty.fork()
        if self._pid == 0:
            os.chdir(folder)
            os.execve("/bin/bash", ["bash", "--norc", "--noprofile", "-i"], _sized(environment))
        self.resize(*size)

    def __enter__(self) -> Self:
        self.until("$")
        return self

    def __exit__(self, *_: object) -> None:
        for pid in (*self.jobs, self._pid):  # whoever ignores SIGHUP would outlive the terminal
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.hang_up()
        os.waitpid(self._pid, 0)
        self.until_idle()

    @property
    def jobs(self) -> list[int]:
        """The processes that were started in the shell and still run."""
        found = (_session(path) for path in Path("/proc").glob("[0-9]*"))
        return [pid for pid, session in found if session == self._pid != pid]

    def until_idle(self, seconds: float = 30.0) -> None:
        """Wait until nothing runs that was started in the shell."""
        end = time.monotonic() + seconds
        while jobs := self.jobs:
            if time.monotonic() > end:
                pytest.fail(f"the processes {jobs} did not end")
            time.sleep(0.02)

    def hang_up(self) -> None:
        """Take the terminal away, as when its window is closed or the connection drops."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, and tell whatever runs in it."""
        self._screen.resize(rows, columns)
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def send(self, text: str) -> None:
        """Type something."""
        os.write(self._descriptor, text.encode())

    @property
    def shown(self) -> str:
        """The rows of the screen."""
        return "\n".join(row.rstrip() for row in self._screen.display)

    def until(self, text: str, seconds: float = 30.0) -> None:
        """Wait until the screen shows a text."""
        self.until_true(lambda: text in self.shown, text, seconds)

    def until_not(self, text: str, seconds: float = 30.0) -> None:
        """Wait until the screen shows a text no more."""
        self.until_true(lambda: text not in self.shown, f"no {text}", seconds)

    def until_true(self, condition: Callable[[], bool], told: str, seconds: float = 30.0) -> None:
        """Wait until something is so, as a person at the terminal would."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                pytest.fail(f"{told!r} did not come:\n{self.shown}")
            ready, _, _ = select.select([self._descriptor], [], [], 0.05)
            if ready:
                self._stream.feed(os.read(self._descriptor, 65536))


def _sized(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment that names no size of a screen: a runner's would outlive every resizing."""
    return {name: value for name, value in environment.items() if name not in {"COLUMNS", "LINES"}}


def _session(process: Path) -> tuple[int, int]:
    """A process and its session, 0 where it has ended (proc_pid_stat(5))."""
    try:
        state, _, _, session = (process / "stat").read_text().rpartition(")")[2].split()[:4]
    except OSError:
        return int(process.name), 0
    return int(process.name), 0 if state == "Z" else int(session)
