"""Terms swapped part by part: *immune system* becomes *insusceptible framework*."""

from __future__ import annotations

import random

from assistant.training.corruption.base import Family, Options, Places

_MOST = 24
"""Pairs that are kept of all: neighbours with ten options each have a hundred."""


def family(inner: Options) -> Family:
    """The family: both words of a pair as another family writes them, each of one word."""

    def options(surface: str) -> tuple[str, ...]:
        first, _, second = surface.partition(" ")
        left, right = _single(inner(first)), _single(inner(second))
        pairs = [f"{one} {other}" for one in left for other in right]
        if len(pairs) > _MOST:
            pairs = random.Random(surface).sample(pairs, _MOST)
        return tuple(pairs)

    return Family("terms", Places.PAIRS, options)


def _single(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if " " not in word]
