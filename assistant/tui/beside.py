"""A hunk on two sides: what stands there and what is proposed, with the words that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from assistant.edits import word_edits
from assistant.review.model import Decision, Hunk
from assistant.review.shown import Run
from assistant.tui.pieces import Piece, Role


class Half(StrEnum):
    """A column of two."""

    ORIGINAL = "original"
    PROPOSAL = "proposal"


def halves(hunk: Hunk, runs: Sequence[Run], new: str, place: int, half: Half) -> Iterator[Piece]:
    """A hunk in one of two columns, decided or not: words that differ are marked in both.

    What is struck goes, what is underlined comes: of a rejected hunk the proposal is struck.
    `runs` are what stands there.
    """
    old = "".join(text for text, _ in runs)
    is_rejected = hunk.decision is Decision.REJECTED
    if half is Half.ORIGINAL:
        differs = Role.KEPT if is_rejected else Role.REMOVED
        spans = [(start, end) for start, end, _ in word_edits(old, new)]
        start = runs[0][1] if len(runs) == 1 else -1
        yield from _cut(old, spans, differs, place, start)
        return
    differs = Role.REMOVED if is_rejected else Role.ADDED
    spans = [(start, end) for start, end, _ in word_edits(new, old)]
    yield from _cut(new, spans, differs, place, -1)


def _cut(
    text: str, spans: list[tuple[int, int]], differs: Role, place: int, start: int
) -> Iterator[Piece]:
    at = 0
    for first, last in (*spans, (len(text), len(text))):
        if first > at:
            yield Piece(text[at:first], Role.KEPT, place, start + at if start >= 0 else -1)
        if last > first:
            yield Piece(text[first:last], differs, place, start + first if start >= 0 else -1)
        at = last
