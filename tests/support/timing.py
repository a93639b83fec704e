"""Time on a machine that has other work to do."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def best(measure: Callable[[], float], bound: float, tries: int = 5) -> float:
    """The least of some measurements, which end with the first below `bound`.

    Other work on the machine can only make a thing slower, never faster.
    """
    least = float("inf")
    for _ in range(tries):
        least = min(least, measure())
        if least < bound:
            break
    return least


def processor_seconds(work: Callable[[], object]) -> float:
    """What some work takes of the processor, without the collector.

    A full collection goes through all that other tests have left, which is no part of the work.
    """
    was_on = gc.isenabled()
    gc.disable()
    begun = time.process_time()
    try:
        work()
        return time.process_time() - begun
    finally:
        if was_on:
            gc.enable()
