"""Time on a machine that has other work to do."""

from __future__ import annotations

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
