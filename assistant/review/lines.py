"""The lines of a source that the hunks of a review change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.review.model import Decision, Hunk


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

    Where a hunk takes the end of a line away, the line behind it belongs to the same change. One
    that takes whole lines away, or brings some in, changes no line beside them, wherever it cuts.
    """
    found: ChangedLines | None = None
    for hunk in _of_whole_lines(source, [h for h in hunks if h.text != h.edit.original]):
        first = source.rfind("\n", 0, hunk.edit.start) + 1
        last = _last(source, hunk)
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


def _last(source: str, hunk: Hunk) -> int:
    """Where the last line that a hunk changes ends; none is changed where whole lines come in."""
    start, end = hunk.edit.start, hunk.edit.end
    if start == end and source[start - 1 : start] == "\n" and hunk.text.endswith("\n"):
        return start
    return _line_end(source, max(end - 1, start))


def _line_end(source: str, place: int) -> int:
    return source.find("\n", place) + 1 or len(source)


def _of_whole_lines(source: str, hunks: Sequence[Hunk]) -> list[Hunk]:
    """The hunks, each that takes or brings whole lines at the beginning of one."""
    found: list[Hunk] = []
    most = len(source)
    for hunk in reversed(hunks):
        found.append(_moved(source, hunk, most))
        most = found[-1].edit.start
    return found[::-1]


def _moved(source: str, hunk: Hunk, most: int) -> Hunk:
    """A hunk that only deletes, or only inserts, moved to a line's beginning if that is the same.

    Taking the end of a line and the next line out is the same as taking the line behind it. It
    reaches up to `most`.
    """
    edit, text = hunk.edit, hunk.edit.original or hunk.text
    if (edit.original and hunk.text) or not text.startswith(("\r", "\n")):
        return hunk
    for start in range(edit.start + 1, edit.start + 5):
        end = start + len(edit.original)
        if end > most or source[end - 1] != text[0]:
            return hunk
        text = text[1:] + text[0]
        if source[start - 1] == "\n":
            moved = replace(edit, start=start, end=end, original=source[start:end])
            put = None if edit.original else text
            decision = hunk.decision if edit.original else Decision.CHANGED
            return replace(hunk, edit=moved, changed_to=put, decision=decision)
    return hunk
