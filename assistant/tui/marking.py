"""What is marked in an article beside its hunks: what is selected, and what was looked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.language.span import Span
from assistant.review.stops import words
from assistant.tui.pieces import Mark, Piece, Role


@dataclass(frozen=True, slots=True)
class Marks:
    """The selected span of the source, the places found in it, and what finds them elsewhere.

    With `in_words`, every word of the source is a piece of its own, which knows its place.
    """

    selected: Span | None = None
    found: tuple[Span, ...] = ()
    wanted: re.Pattern[str] | None = None
    in_words: bool = False

    def cut(self, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """Pieces cut where a mark begins or ends."""
        if self == NOTHING:
            yield from pieces
            return
        for piece in pieces:
            yield from self._cut(piece)

    def _cut(self, piece: Piece) -> Iterator[Piece]:
        size = len(piece.text)
        spans = [(span, Mark.FOUND) for span in self._found_in(piece)]
        if self.selected is not None and piece.at >= 0:
            spans.append((self.selected.shifted(-piece.at), Mark.SELECTED))
        edges = {0, size} | {e for span, _ in spans for e in (span.start, span.end) if 0 < e < size}
        if self.in_words and piece.at >= 0:
            edges |= {edge for word in words(piece.text) for edge in (word.start, word.end)}
        cuts = sorted(edges)
        for start, end in pairwise(cuts):
            over = [mark for span, mark in spans if span.start <= start and end <= span.end]
            yield piece.part(start, end, max(over, default=Mark.NONE))

    def _found_in(self, piece: Piece) -> Iterator[Span]:
        """Where something found stands in a piece, counted from its beginning."""
        if self.wanted is None:
            return
        if piece.at < 0:
            if piece.role is Role.ADDED:
                yield from (Span(*match.span()) for match in self.wanted.finditer(piece.text))
            return
        end = piece.at + len(piece.text)
        first = bisect_right(self.found, piece.at, key=lambda span: span.end)
        for span in self.found[first:]:
            if span.start >= end:
                return
            yield span.shifted(-piece.at)


NOTHING = Marks()
"""No mark."""
