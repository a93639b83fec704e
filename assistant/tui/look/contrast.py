"""Contrast of colours, and the nearest colour that can be read (WCAG 2.2, criteria 1.4.3, 1.4.11).

A ratio lies between 1, the same colour, and 21, black on white.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from textual.color import BLACK, WHITE, Color

TEXT, LINES = 4.5, 3.0
"""The least contrast of what is read, and of lines and signs."""

_STEPS = 40
_ROOM = 0.05
"""More than is asked for, as colours are rounded when they are painted."""


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def legible(color: Color, grounds: Sequence[Color], ratio: float = TEXT) -> Color:
    """The colour itself, or as much of black or white in it as it takes on all the grounds."""
    towards = max((BLACK, WHITE), key=lambda end: _worst(end, grounds))

    def mixed(step: int) -> Color:
        return color.blend(towards, step / _STEPS, alpha=1.0) if step else color

    steps = range(_STEPS)
    enough = bisect_left(steps, ratio + _ROOM, key=lambda step: _worst(mixed(step), grounds))
    return mixed(enough)


def _worst(color: Color, grounds: Sequence[Color]) -> float:
    return min(contrast(color, ground) for ground in grounds)


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(channel / 255) for channel in color.clamped.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
