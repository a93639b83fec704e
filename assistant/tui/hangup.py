"""Whoever is at the other end goes away: a terminal that is closed, a server that is killed."""

from __future__ import annotations

import os
import select
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_EVERY = 0.5
"""Seconds between two looks at the other end."""

_HANGUP = getattr(signal, "SIGHUP", None)
"""The signal of a terminal that goes away, where there is one."""


@contextmanager
def survived(save: Callable[[], object]) -> Iterator[None]:
    """Within, a terminal or a server that goes away ends the process at once, after `save`.

    `save` is called in a thread of its own, as the screen may be waiting for a terminal that
    will take nothing more. A process that was told to ignore SIGHUP ends too: there is nobody
    to decide anything.
    """
    hangup = _HANGUP
    if (
        hangup is None
        or not _is_watched()
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


def _is_watched() -> bool:
    """Whether somebody is at the other end of standard input: a terminal, or a server's pipe."""
    try:
        descriptor = sys.stdin.fileno()
        kind = os.fstat(descriptor).st_mode
    except (OSError, ValueError, AttributeError):
        return False
    return os.isatty(descriptor) or stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind)


def _is_there(descriptor: int) -> bool:
    if os.isatty(descriptor):
        with suppress(OSError):
            os.get_terminal_size(descriptor)
            return True
        return False
    other_end = select.poll()  # it reads nothing: that is the application's
    other_end.register(descriptor, select.POLLHUP | select.POLLERR)
    return not other_end.poll(0)
