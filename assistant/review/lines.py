"""The lines of a source that the hunks of a review change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.review.model import Hunk


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """Whole lines, from `start` to `end` in code points of the source, and what changes them.

    Lines end at line feeds alone.
    """

    start: int
    end: int
    hunks: tuple[Hunk, ...]

    def pieces(self, source: str) -> Iterator[tuple[str, Hunk | None]]:
        """The text of the lines in pieces, each with the hunk whose original it is."""
        at = self.start
        for hunk in self.hunks:
            yield source[at : hunk.edit.start], None
            yield hunk.edit.original, hunk
            at = hunk.edit.end
        yield source[at : self.end], None

    def text(self, source: str) -> str:
        """What stands in the place of the lines."""
        return "".join(hunk.text if hunk else piece for piece, hunk in self.pieces(source))


def changed_lines(source: str, hunks: Iterable[Hunk]) -> Iterator[ChangedLines]:
    """The lines that hunks change, in order of place; hunks that share a line are together.

    Where a hunk takes the end of a line away, the line behind it belongs to the same change.
    """
    found: ChangedLines | None = None
    for hunk in hunks:
        if hunk.text == hunk.edit.original:
            continue
        first = source.rfind("\n", 0, hunk.edit.start) + 1
        last = _line_end(source, max(hunk.edit.end - 1, hunk.edit.start))
        if found is not None and first >= found.end:
            yield found
            found = None
        if found is None:
            found = ChangedLines(first, last, (hunk,))
        else:
            found = ChangedLines(found.start, max(found.end, last), (*found.hunks, hunk))
        if hunk.edit.end == found.end and found.text(source)[-1:] not in {"", "\n"}:
            found = ChangedLines(found.start, _line_end(source, found.end), found.hunks)
    if found is not None:
        yield found


def _line_end(source: str, place: int) -> int:
    return source.find("\n", place) + 1 or len(source)
