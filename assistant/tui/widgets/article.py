"""The article on the desk: only the lines that are seen are painted, only what changed is laid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.review.model import Hunk
from assistant.tui.flow import Line, Mark, Piece, Role, Unit, View, cells, lines, units
from assistant.tui.marking import NOTHING, Marks

_COMPONENTS = {
    Role.REMOVED: "article--removed",
    Role.ADDED: "article--added",
    Role.KEPT: "article--kept",
    Role.STATE: "article--state",
    Role.GAP: "article--gap",
    Role.GARBLED: "article--garbled",
}
_MARKS = {Mark.FOUND: "article--found", Mark.SELECTED: "article--selected"}
_MARGIN = 1
_NARROWEST = 12


@dataclass(frozen=True, slots=True)
class _Layout:
    """The lines of every unit, and what they were laid out for."""

    hunks: Sequence[Hunk]
    current: int
    lines: list[tuple[Line, ...]]


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a source with its hunks in one of the views; arrows are the screen's keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *_COMPONENTS.values(),
        *_MARKS.values(),
        "article--current",
    }

    class Clicked(Message):
        """A hunk was clicked: `place` is its place among all; or, where that is -1, a word.

        `offset` is where the word begins in the source.
        """

        def __init__(self, place: int, offset: int = -1) -> None:
            self.place = place
            self.offset = offset
            super().__init__()

    def __init__(self, source: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._source = source
        self._hunks: Sequence[Hunk] = ()
        self._units: tuple[Unit, ...] = ()
        self._of_hunk: dict[int, int] = {}
        self._laid: list[tuple[Line, ...]] = []
        self._layouts: dict[tuple[View, int], _Layout] = {}
        self._ends: list[int] = []
        self._current = -1
        self._marks = NOTHING
        self._columns = _NARROWEST
        self.view = View.IN_PLACE

    def show(self, hunks: Sequence[Hunk], current: int, view: View, marks: Marks = NOTHING) -> None:
        """Show hunks, one of them current, and marks, in a view.

        Scrolls so that the current hunk, or else what is selected, is seen.
        """
        if not _stand_alike(self._hunks, hunks) or not self._units:
            self._units = units(self._source, hunks)
            self._of_hunk = {n: u for u, unit in enumerate(self._units) for n in unit.hunks}
            self._layouts.clear()
        self._hunks, self._current, self.view = hunks, current, view
        touched = self._marked_anew(marks)
        self._lay(touched)
        self._seek()

    def _marked_anew(self, marks: Marks) -> set[int]:
        """Take other marks; the units that look otherwise by them."""
        old, self._marks = self._marks, marks
        if (old.found, old.wanted) != (marks.found, marks.wanted):
            self._layouts.clear()
        spans = {old.selected, marks.selected} if old.selected != marks.selected else set()
        return {n for span in spans if span is not None
                for n in range(self._unit_at(span.start), self._unit_at(span.end) + 1)}  # fmt: skip

    def _unit_at(self, offset: int) -> int:
        place = bisect_right(self._units, offset, key=lambda unit: unit.start) - 1
        return min(max(place, 0), len(self._units) - 1)

    def _lay(self, touched: Collection[int] = ()) -> None:
        """Lay out what has changed since this view was last shown in this width."""
        self._columns = max(self.size.width - 2 * _MARGIN - 2, _NARROWEST)
        known = self._layouts.get((self.view, self._columns))
        if known is None:
            self._laid = [self._lines(number) for number in range(len(self._units))]
        else:
            self._laid = known.lines
            changed = {
                n for n, (a, b) in enumerate(zip(known.hunks, self._hunks, strict=True))
                if a is not b
            }  # fmt: skip
            if known.current != self._current:
                changed |= {known.current, self._current}
            for number in {*touched, *(self._of_hunk[n] for n in changed if n in self._of_hunk)}:
                self._laid[number] = self._lines(number)
        self._layouts[self.view, self._columns] = _Layout(self._hunks, self._current, self._laid)
        self._ends = list(accumulate(map(len, self._laid)))
        self.virtual_size = Size(self._columns, self._ends[-1] if self._ends else 0)
        self.refresh()

    def _lines(self, number: int, marks: Marks | None = None) -> tuple[Line, ...]:
        unit = self._units[number]
        current = self._current if self._current in unit.hunks else -1
        marks = marks or self._marks
        return lines(self._source, self._hunks, unit, self.view, self._columns, current, marks)

    def _seek(self) -> None:
        """Scroll so that the current hunk is in sight, with some lines about it."""
        row = self._row_of_current()
        if row is not None:
            self._to_row(row)

    def _row_of_current(self) -> int | None:
        """The row in which the current hunk, or what is selected, begins."""
        number = self._of_hunk.get(self._current)
        if number is None and self._current < 0 and self._marks.selected is not None:
            number = self._unit_at(self._marks.selected.start)
        if number is None:
            return None
        rows = enumerate(self._laid[number])
        within = (row for row, line in rows if any(map(self._is_current, line)))
        return self._ends[number] - len(self._laid[number]) + next(within, 0)

    def _is_current(self, piece: Piece) -> bool:
        if self._current < 0:
            return piece.mark is Mark.SELECTED
        return piece.hunk == self._current

    def _to_row(self, row: int) -> None:
        self.scroll_to_region(Region(0, max(row - 3, 0), 1, 8), animate=False, force=True)

    def centre(self) -> None:
        """Scroll so that the current hunk, or what is selected, stands in the middle."""
        row = self._row_of_current()
        if row is not None:
            self.scroll_to(y=max(row - self.size.height // 2, 0), animate=False, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew for another width."""
        self._layouts.clear()
        self._lay()
        self._seek()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        row = int(self.scroll_offset.y) + y
        number = bisect_right(self._ends, row)
        plain = self.rich_style
        if number >= len(self._units):
            return Strip.blank(self.size.width, plain)
        line = self._laid[number][row - (self._ends[number] - len(self._laid[number]))]
        segments = [Segment(" " * _MARGIN, plain), *(self._segment(piece, plain) for piece in line)]
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def _segment(self, piece: Piece, plain: Style) -> Segment:
        style = plain
        if piece.role in _COMPONENTS:
            style += self.get_component_rich_style(_COMPONENTS[piece.role], partial=True)
        if piece.mark in _MARKS:
            style += self.get_component_rich_style(_MARKS[piece.mark], partial=True)
        if piece.hunk == self._current and piece.hunk >= 0:
            style += self.get_component_rich_style("article--current", partial=True)
        if piece.hunk >= 0:
            style += Style(meta={"hunk": piece.hunk})
        return Segment(piece.text, style)

    def on_click(self, event: events.Click) -> None:
        """A click on a hunk goes to it, one on a word to the word."""
        place = event.style.meta.get("hunk", -1)
        if place >= 0:
            self.post_message(self.Clicked(place))
        elif (cell := event.get_content_offset(self)) is not None:
            offset = self._offset_at(cell.x, cell.y)
            if offset >= 0:
                self.post_message(self.Clicked(-1, offset))

    def _offset_at(self, x: int, y: int) -> int:
        """Where in the source the word under a cell begins, or -1."""
        row = int(self.scroll_offset.y) + y
        number = bisect_right(self._ends, row)
        if number >= len(self._units):
            return -1
        in_words = replace(self._marks, in_words=True)
        line = self._lines(number, in_words)[row - (self._ends[number] - len(self._laid[number]))]
        at = _MARGIN
        for piece in line:
            at += cells(piece.text)
            if x < at:
                return piece.at
        return -1


def _stand_alike(one: Sequence[Hunk], other: Sequence[Hunk]) -> bool:
    """Whether two sequences of hunks have the same places."""
    return len(one) == len(other) and all(
        a is b or (a.edit.start, a.edit.end) == (b.edit.start, b.edit.end)
        for a, b in zip(one, other, strict=True)
    )
