"""An article with its hunks as lines of a given width: what the desk paints, without a terminal.

The source is cut into units, lines that no hunk crosses; a unit is laid out again only when
one of its hunks changes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.edits import EditKind
from assistant.review.model import Decision, Hunk
from assistant.review.shown import AsWritten, Run, Shown
from assistant.terminal import visible
from assistant.tui.beside import Half, halves
from assistant.tui.marking import NOTHING, Marks
from assistant.tui.pieces import Line, Mark, Piece, Role

__all__ = ["Line", "Mark", "Piece", "Role", "Unit", "View", "cells", "lines", "units"]


class View(StrEnum):
    """What is shown of an article."""

    IN_PLACE = "in place"
    SIDE_BY_SIDE = "side by side"
    ORIGINAL = "original"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Unit:
    """A span of the source that begins and ends lines, and the places of the hunks in it."""

    start: int
    end: int
    hunks: tuple[int, ...]


BECOMES, GOES = "→", "→∅"
"""Between what goes and what comes, where neither strokes nor colours are seen."""

_WORD = re.compile(r"\S+\s?|\s")


def units(source: str | Shown, hunks: Sequence[Hunk]) -> tuple[Unit, ...]:
    """The source in lines; lines that a hunk joins are one unit."""
    text = AsWritten(source) if isinstance(source, str) else source
    starts = [hunk.edit.start for hunk in hunks]
    found: list[Unit] = []
    at = 0
    while at < len(text):
        end = text.line_end(at)
        first = bisect_right(starts, at - 1)
        last = first
        while last < len(hunks) and hunks[last].edit.start < end:
            if hunks[last].edit.end > end:
                end = text.line_end(hunks[last].edit.end - 1)
            last += 1
        found.append(Unit(at, end, tuple(range(first, last))))
        at = end
    if hunks and hunks[-1].edit.start >= len(text):
        inserted = tuple(n for n, start in enumerate(starts) if start >= len(text))
        found.append(Unit(len(text), len(text), inserted))
    return tuple(found)


def lines(
    source: str | Shown, hunks: Sequence[Hunk], unit: Unit, view: View, width: int,
    current: int = -1, marks: Marks = NOTHING,
) -> tuple[Line, ...]:  # fmt: skip
    """A unit in lines of at most `width` cells; the current hunk shows both its sides."""
    text = AsWritten(source) if isinstance(source, str) else source

    def laid(view: View | Half, width: int) -> Iterator[Line]:
        return _wrapped(marks.cut(_pieces(text, hunks, unit, view, current)), width)

    if view is View.SIDE_BY_SIDE:
        half = max((width - 3) // 2, 8)
        return tuple(_beside(laid(Half.ORIGINAL, half), laid(Half.PROPOSAL, half), half))
    return tuple(_seen(laid(view, width)))


def _pieces(
    shown: Shown, hunks: Sequence[Hunk], unit: Unit, view: View | Half, current: int
) -> Iterator[Piece]:
    at, is_empty = unit.start, True
    for place in unit.hunks:
        hunk = hunks[place]
        for text, start in shown.runs(at, hunk.edit.start, unit.start):
            yield Piece(text, at=start)
        yield from _hunk(shown, hunk, place, view, unit.start, is_current=place == current)
        at, is_empty = hunk.edit.end, False
    for text, start in shown.runs(at, unit.end, unit.start):
        yield Piece(text, at=start)
        is_empty = False
    if not is_empty and shown.end:
        yield Piece(shown.end)


def _hunk(
    shown: Shown, hunk: Hunk, place: int, view: View | Half, since: int, *, is_current: bool
) -> Iterator[Piece]:
    old = tuple(shown.runs(hunk.edit.start, hunk.edit.end, since))
    new = shown.put(_proposed(hunk))
    match view:
        case Half():
            yield from halves(hunk, old, new, place, view)
        case View.ORIGINAL:
            yield from _old(old, Role.KEPT, place)
        case View.RESULT if hunk.text == hunk.edit.original:
            yield from _old(old, Role.KEPT, place)
        case View.RESULT:
            yield Piece(shown.put(hunk.text), Role.KEPT, place)
        case _ if hunk.edit.kind is EditKind.MARK and _proposed(hunk) == hunk.edit.original:
            is_pending = hunk.decision is Decision.PENDING
            yield from _old(old, Role.GARBLED if is_pending else Role.KEPT, place)
        case _:
            goes, arrow, comes = _roles(hunk, is_current=is_current)
            yield from _old(old, goes, place)
            yield Piece(BECOMES if new else GOES, arrow, place)
            yield Piece(new, comes, place)


def _old(runs: Iterable[Run], role: Role, place: int) -> Iterator[Piece]:
    """What stands in the place of a hunk."""
    return (Piece(text, role, place, at) for text, at in runs)


def _roles(hunk: Hunk, *, is_current: bool) -> tuple[Role, Role, Role]:
    """What the old words, the arrow and the new words of a hunk are; struck is what goes."""
    both = is_current or hunk.decision is Decision.PENDING
    if hunk.decision is Decision.REJECTED:
        return (Role.KEPT, Role.STATE, Role.REMOVED) if both else _ONLY_OLD
    return (Role.REMOVED, Role.STATE, Role.ADDED) if both else _ONLY_NEW


_ONLY_OLD = (Role.KEPT, Role.UNSEEN, Role.UNSEEN)
_ONLY_NEW = (Role.UNSEEN, Role.UNSEEN, Role.ADDED)


def _proposed(hunk: Hunk) -> str:
    if hunk.decision is Decision.CHANGED and hunk.changed_to is not None:
        return hunk.changed_to
    return hunk.edit.replacement


def _wrapped(pieces: Iterator[Piece], width: int) -> Iterator[Line]:
    """Pieces in lines, broken at white space, or within a word that is wider than a line."""
    line: list[Piece] = []
    used = 0
    for piece in pieces:
        text = visible(piece.text.replace("\r\n", "\n")).expandtabs(4)
        for number, row in enumerate(text.split("\n")):
            if number:
                yield _ended(line)
                line, used = [], 0
            runs = _runs(row, used, width) if row.isascii() else _words(row, used, width)
            for breaks, run in runs:
                if breaks:
                    yield _ended(line)
                    line, used = [], 0
                line.append(piece.shown(run))
                used += cells(run)
    if line:
        yield _ended(line)


def _runs(row: str, used: int, width: int) -> Iterator[tuple[bool, str]]:
    """A row of one-cell characters in runs that fit, and whether a line ends before each."""
    at = 0
    breaks = False
    while at < len(row):
        room = width - used
        end = len(row)
        if end - at > room:
            end = row.rfind(" ", at, at + room + 1) + 1
            if not end and not used:
                end = at + room
        if end:
            yield breaks, row[at:end]
            at = end
        breaks, used = True, 0


def _words(row: str, used: int, width: int) -> Iterator[tuple[bool, str]]:
    """The same for a row of any characters, word by word."""
    for word in _fitting(row, width):
        breaks = bool(used) and used + cells(word.rstrip()) > width
        yield breaks, word
        used = cells(word) + (0 if breaks else used)


def _ended(line: list[Piece]) -> Line:
    """A line without the white space that it was broken at."""
    if not line:
        return ()
    *first, last = line
    return (*first, last.shown(last.text.rstrip(" ")))


def _seen(laid: Iterable[Line]) -> Iterator[Line]:
    """Lines without what is not seen; one of which nothing is left is not there."""
    for line in laid:
        seen = tuple(piece for piece in line if piece.role is not Role.UNSEEN)
        if len(seen) == len(line):
            yield line
        elif any(piece.text for piece in seen):
            first, *rest = seen
            begins = line[0].role is Role.UNSEEN
            yield (first.shown(first.text.lstrip(" ")) if begins else first, *rest)


def _fitting(row: str, width: int) -> Iterator[str]:
    for match in _WORD.finditer(row):
        word = match.group()
        while cells(word.rstrip()) > width:
            cut = len(word)
            while cells(word[:cut]) > width:
                cut = cut // 2 if cells(word[: cut // 2]) > width else cut - 1
            yield word[:cut]
            word = word[cut:]
        yield word


def _beside(left: Iterator[Line], right: Iterator[Line], half: int) -> Iterator[Line]:
    from itertools import zip_longest

    for one, other in zip_longest(left, right, fillvalue=()):
        used = sum(cells(piece.text) for piece in one)
        yield (*one, Piece(" " * max(half - used, 0) + " │ ", Role.GAP), *other)


def cells(text: str) -> int:
    """How many columns a text takes on a terminal (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
