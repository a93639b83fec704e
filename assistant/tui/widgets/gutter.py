"""The gutter beside the article: the state of each hunk that begins in a line, as a sign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.review.model import Hunk
from assistant.tui.flow import Line
from assistant.tui.look.states import State, foremost, state_of

SIGNS = 3
"""So many signs have room; the last one stands for all behind it."""
WIDTH = SIGNS + 1


@dataclass(frozen=True, slots=True)
class Sign:
    """What one cell of the gutter shows, and the place of its hunk among all; -1 for several."""

    text: str
    state: State
    place: int


def signs(line: Line, before: Line, hunks: Sequence[Hunk], current: int) -> tuple[Sign, ...]:
    """The signs of the hunks that are in a line and not in the one before it, in their order."""
    earlier = {piece.hunk for piece in before}
    places = [place for place in _places(line) if place not in earlier]
    found = tuple(Sign((state := state_of(hunks[n])).sign, state, n) for n in places)
    if len(found) <= SIGNS:
        return found
    shown = found[: SIGNS - 1]
    more = Sign("+", foremost(each.state for each in found[SIGNS - 1 :]), -1)
    at = next((each for each in found[SIGNS - 1 :] if each.place == current), more)
    return (*shown, at)


def _places(line: Line) -> Iterator[int]:
    return (place for place in dict.fromkeys(piece.hunk for piece in line) if place >= 0)
