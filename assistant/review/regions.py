"""What became of the hunks of a review in a text that was sent out and edited elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.language.span import Span
from assistant.language.tokens import PIECE
from assistant.review.model import Hunk
from assistant.review.offsets import OffsetMap, Run

Piece = tuple[str, Hunk | None]
"""A piece of a text as it was sent out, with the hunk that it stands for, if it is one."""

Readings = Mapping[str, Sequence[str]]
"""For the id of a hunk how it may read in a text that came back, as it was sent out first."""


@dataclass(frozen=True, slots=True)
class Region:
    """Where a hunk stands in a returned text: `start` to `end`, in code points of it."""

    hunk: Hunk
    start: int
    end: int


def regions(
    sent: Sequence[Piece], readings: Readings, returned: str, piece: re.Pattern[str] = PIECE
) -> list[Region]:
    """Where the hunks of a text that was sent out stand in what came back, in order and apart.

    What was sent is compared as it would read with every hunk one way, then the other; a hunk is
    where the longest of its readings came along with what is beside it. One that was rewritten is
    what stands between its neighbours, and is left out where these were edited too. What the
    pattern of a piece finds is compared as one.
    """
    most = max(map(len, readings.values()), default=0)
    known: dict[str, tuple[int, Span]] = {}
    chosen = {hunk: texts[0] for hunk, texts in readings.items()}
    for number in range(most):
        way = {hunk: texts[min(number, len(texts) - 1)] for hunk, texts in readings.items()}
        for hunk, text, place in _came_along(sent, way, returned, piece):
            if len(text) > known.get(hunk.id, (-1, place))[0]:
                known[hunk.id] = len(text), place
                chosen[hunk.id] = text
    rewritten = _between(sent, chosen, returned, piece)
    places = rewritten | {hunk: place for hunk, (_, place) in known.items()}
    found = (
        Region(hunk, places[hunk.id].start, places[hunk.id].end)
        for _, hunk in sent
        if hunk is not None and hunk.id in places
    )
    return list(_in_order(found))


@dataclass(frozen=True, slots=True)
class _Compared:
    """A text as it may read, in pieces with their places, and where these are in another."""

    places: Sequence[tuple[Hunk, Span]]
    size: int
    map: OffsetMap
    other: int


def _compared(
    sent: Sequence[Piece], way: Mapping[str, str], returned: str, piece: re.Pattern[str]
) -> _Compared:
    texts = [text if hunk is None else way[hunk.id] for text, hunk in sent]
    places, at = [], 0
    for (_, hunk), text in zip(sent, texts, strict=True):
        if hunk is not None:
            places.append((hunk, Span(at, at + len(text))))
        at += len(text)
    return _Compared(places, at, OffsetMap.between("".join(texts), returned, piece), len(returned))


def _came_along(
    sent: Sequence[Piece], way: Mapping[str, str], returned: str, piece: re.Pattern[str]
) -> Iterator[tuple[Hunk, str, Span]]:
    """The hunks that stand as they would read, with the code points beside them."""
    known = _compared(sent, way, returned, piece)
    for hunk, span in known.places:
        whole = Span(max(span.start - 1, 0), min(span.end + 1, known.size))
        run = _run(known.map.runs, whole.start)
        if run is None or whole.end > run.old + run.size:
            continue
        place = span.shifted(run.new - run.old)
        at_start = span.start > 0 or place.start == 0
        if at_start and (span.end < known.size or place.end == known.other):
            yield hunk, way[hunk.id], place


def _between(
    sent: Sequence[Piece], way: Mapping[str, str], returned: str, piece: re.Pattern[str]
) -> dict[str, Span]:
    """What stands between the neighbours of each hunk, where these are still there."""
    known = _compared(sent, way, returned, piece)
    found: dict[str, Span] = {}
    for hunk, span in known.places:
        before = _run(known.map.runs, span.start - 1)
        behind = _run(known.map.runs, span.end)
        start = before.new + span.start - before.old if before else 0
        end = behind.new + span.end - behind.old if behind else known.other
        is_told = (before or span.start == 0) and (behind or span.end == known.size)
        if is_told and start <= end:
            found[hunk.id] = Span(start, end)
    return found


def _run(runs: Sequence[Run], place: int) -> Run | None:
    """The run that holds the code point at a place."""
    number = bisect_right(runs, place, key=lambda run: run.old) - 1
    run = runs[number] if number >= 0 else None
    return run if run is not None and run.old <= place < run.old + run.size else None


def _in_order(found: Iterable[Region]) -> Iterator[Region]:
    at = 0
    for region in found:
        if region.start >= at:
            yield region
            at = region.end


def sent_as(source: str, hunks: Iterable[Hunk], shown: Iterable[str]) -> list[Piece]:
    """A source in pieces, each hunk in it as it was shown."""
    pieces: list[Piece] = []
    at = 0
    for hunk, text in zip(hunks, shown, strict=True):
        pieces += [(source[at : hunk.edit.start], None), (text, hunk)]
        at = hunk.edit.end
    return [*pieces, (source[at:], None)]
