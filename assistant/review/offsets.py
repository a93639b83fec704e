"""Where the places of one text stand in another that was made of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from assistant.language.alignment import shared
from assistant.language.span import Span
from assistant.language.tokens import PIECE


@dataclass(frozen=True, slots=True)
class Run:
    """`size` code points that two texts share: where they begin in the old and in the new one."""

    old: int
    new: int
    size: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """The runs that two texts share, in order and apart in both."""

    runs: tuple[Run, ...]

    @classmethod
    def between(cls, old: str, new: str, piece: re.Pattern[str] = PIECE) -> OffsetMap:
        """The map of two versions of a text, by the pieces that a pattern finds in it.

        Whatever a text is, its pieces, joined, are the text.
        """
        return cls(tuple(_same(old, new, piece)))

    @classmethod
    def spliced(cls, size: int, changes: Iterable[tuple[Span, int]]) -> OffsetMap:
        """The map of a text of some size to what splicing makes of it.

        `changes` are the spans that are replaced, in order and apart, each with the size of
        what stands there afterwards.
        """
        runs: list[Run] = []
        at = shift = 0
        for span, written in changes:
            runs.append(Run(at, at + shift, span.start - at))
            at, shift = span.end, shift + written - (span.end - span.start)
        return cls((*runs, Run(at, at + shift, size - at)))

    @property
    def inverse(self) -> OffsetMap:
        """The map of the new text to the old one."""
        return OffsetMap(tuple(Run(run.new, run.old, run.size) for run in self.runs))

    def then(self, other: OffsetMap) -> OffsetMap:
        """The map of the old text to what `other` maps the new one to."""
        return OffsetMap(_joined(_composed(self.runs, other.runs)))

    def gaps(self, old: int, new: int) -> Iterator[tuple[Span, Span]]:
        """The spans between the runs, of texts of these sizes: what stands where, in both."""
        at = other = 0
        for run in (*self.runs, Run(old, new, 0)):
            if (at, other) != (run.old, run.new):
                yield Span(at, run.old), Span(other, run.new)
            at, other = run.old + run.size, run.new + run.size

    def offset(self, place: int) -> int:
        """Where a place of the old text stands; one that is gone, where the text before it ends."""
        run = self._run(place)
        return 0 if run is None else run.new + min(place - run.old, run.size)

    def span(self, span: Span) -> Span | None:
        """Where a span of the old text stands, if all of it came along in one piece.

        A span of no length came along where the text on both sides of it did.
        """
        run = self._run(span.start)
        if run is None or span.end > run.old + run.size:
            return None
        if span.start == span.end and not self._is_inside(run, span.start):
            return None
        return span.shifted(run.new - run.old)

    def _run(self, place: int) -> Run | None:
        number = bisect_right(self.runs, place, key=lambda run: run.old) - 1
        return self.runs[number] if number >= 0 else None

    def _is_inside(self, run: Run, place: int) -> bool:
        first, last = self.runs[0], self.runs[-1]
        begins = run.old < place or (place == 0 and run == first and run.new == 0)
        return begins and (place < run.old + run.size or run == last)


def _composed(first: Sequence[Run], second: Sequence[Run]) -> Iterator[Run]:
    one = two = 0
    while one < len(first) and two < len(second):
        a, b = first[one], second[two]
        start = max(a.new, b.old)
        end = min(a.new + a.size, b.old + b.size)
        if start < end:
            yield Run(a.old + start - a.new, b.new + start - b.old, end - start)
        if a.new + a.size <= b.old + b.size:
            one += 1
        else:
            two += 1


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs of which none ends where the next begins, in both texts."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and (last.old + last.size, last.new + last.size) == (run.old, run.new):
            found[-1] = Run(last.old, last.new, last.size + run.size)
        else:
            found.append(run)
    return tuple(found)


def _same(old: str, new: str, piece: re.Pattern[str]) -> Iterator[Run]:
    pieces, others = ([match.group() for match in piece.finditer(text)] for text in (old, new))
    places, places_there = _places(pieces), _places(others)
    for first, first_there, size in shared(pieces, others):
        at = places[first]
        yield Run(at, places_there[first_there], places[first + size] - at)


def _places(pieces: Sequence[str]) -> list[int]:
    """Where each piece begins, and where the last one ends."""
    return [0, *accumulate(map(len, pieces))]
