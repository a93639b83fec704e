"""What became of the hunks of a review in a text that was sent out and edited elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.review.model import Hunk
from assistant.review.offsets import OffsetMap, Run

Piece = tuple[str, Hunk | None]
"""A piece of a text as it was sent out, with the hunk that it stands for, if it is one."""


@dataclass(frozen=True, slots=True)
class Region:
    """Where a hunk stands in a returned text: `start` to `end`, in code points of it."""

    hunk: Hunk
    start: int
    end: int


def regions(sent: Sequence[Piece], returned: str) -> Iterator[Region]:
    """Where the hunks of a text that was sent out stand in what came back, in order and apart.

    A hunk whose neighbours were edited so that its edges cannot be told is left out.
    """
    places = OffsetMap.between("".join(text for text, _ in sent), returned)
    olds = [run.old for run in places.runs]
    at = behind = 0
    for text, hunk in sent:
        end = at + len(text)
        if hunk is not None:
            start = _before(places.runs, olds, at)
            stop = _behind(places.runs, olds, end, len(returned), last=sum(len(t) for t, _ in sent))
            if start is not None and stop is not None and behind <= start <= stop:
                yield Region(hunk, start, stop)
                behind = stop
        at = end


def _before(runs: Sequence[Run], olds: Sequence[int], place: int) -> int | None:
    """Where the code point before a place ends now, if it is still there."""
    if place == 0:
        return 0
    run = _run(runs, olds, place - 1)
    return None if run is None else run.new + place - run.old


def _behind(
    runs: Sequence[Run], olds: Sequence[int], place: int, size: int, *, last: int
) -> int | None:
    """Where the code point at a place begins now, if it is still there."""
    if place == last:
        return size
    run = _run(runs, olds, place)
    return None if run is None else run.new + place - run.old


def _run(runs: Sequence[Run], olds: Sequence[int], place: int) -> Run | None:
    number = bisect_right(olds, place) - 1
    run = runs[number] if number >= 0 else None
    return run if run is not None and place < run.old + run.size else None


def sent_as(source: str, hunks: Iterable[Hunk], shown: Iterable[str]) -> list[Piece]:
    """A source in pieces, each hunk in it as it was shown."""
    pieces: list[Piece] = []
    at = 0
    for hunk, text in zip(hunks, shown, strict=True):
        pieces += [(source[at : hunk.edit.start], None), (text, hunk)]
        at = hunk.edit.end
    return [*pieces, (source[at:], None)]
