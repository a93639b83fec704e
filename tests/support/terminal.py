"""A shell in a pseudo-terminal, and what its screen shows."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping
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
            os.execve("/bin/bash", ["bash", "--norc", "--noprofile", "-i"], dict(environment))
        self.resize(*size)

    def __enter__(self) -> Self:
        self.until("$")
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.close(self._descriptor)
        os.waitpid(self._pid, 0)

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
        self._wait(lambda: text in self.shown, seconds, text)

    def until_not(self, text: str, seconds: float = 30.0) -> None:
        """Wait until the screen shows a text no more."""
        self._wait(lambda: text not in self.shown, seconds, f"no {text}")

    def _wait(self, condition, seconds: float, told: str) -> None:
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                pytest.fail(f"{told!r} did not come:\n{self.shown}")
            ready, _, _ = select.select([self._descriptor], [], [], 0.05)
            if ready:
                self._stream.feed(os.read(self._descriptor, 65536))
