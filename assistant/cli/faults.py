"""With --debug: faults that the work went on after, each kind and place told once."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from assistant.cli import diagnostics


class _Teller(logging.Handler):
    """Says on stderr what is logged of faults."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._told: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        fault = record.exc_info and record.exc_info[1]
        line = f"{record.getMessage()}: {_shown(fault)}" if fault else record.getMessage()
        if line not in self._told:
            self._told.add(line)
            diagnostics.note(line)


def told() -> AbstractContextManager[None]:
    """Tell the faults that are logged within."""
    return heard(_Teller())


@contextmanager
def heard(handler: logging.Handler) -> Iterator[None]:
    """Have a handler hear of the faults that are logged within."""
    logger = logging.getLogger("assistant")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


def _shown(fault: BaseException) -> str:
    """The kind of a fault and the place in the code at which it was met."""
    frames = traceback.extract_tb(fault.__traceback__)
    place = f" at {frames[-1].filename}:{frames[-1].lineno} ({frames[-1].name})" if frames else ""
    return f"{type(fault).__name__}{place}"
