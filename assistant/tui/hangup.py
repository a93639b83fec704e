"""A terminal that goes away: the connection drops, its window is closed."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_EVERY = 0.5
"""Seconds between two looks at the terminal."""

_HANGUP = getattr(signal, "SIGHUP", None)
"""The signal of a terminal that goes away, where there is one."""


@contextmanager
def survived(save: Callable[[], object]) -> Iterator[None]:
    """Within, a terminal that goes away ends the process at once, after `save`.

    `save` is called in a thread of its own, as the screen may be waiting for a terminal that
    will take nothing more. A process that was told to ignore SIGHUP ends too: there is nobody
    to decide anything.
    """
    hangup = _HANGUP
    if (
        hangup is None
        or not sys.stdin.isatty()
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return
    over = threading.Event()
    is_hung_up = False

    def hang_up(*_: object) -> None:
        nonlocal is_hung_up
        is_hung_up = True

    def watch() -> None:
        while not is_hung_up and _is_there(sys.stdin.fileno()):
            if over.wait(_EVERY):
                return
        try:
            save()
        finally:
            os._exit(128 + hangup)

    before = signal.getsignal(hangup)
    if before is not signal.SIG_IGN:
        signal.signal(hangup, hang_up)
    threading.Thread(target=watch, daemon=True, name="hangup").start()
    try:
        yield
    finally:
        over.set()
        signal.signal(hangup, before)


def _is_there(descriptor: int) -> bool:
    try:
        os.get_terminal_size(descriptor)
    except OSError:
        return False
    return True
