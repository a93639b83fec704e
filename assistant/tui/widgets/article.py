"""The article on the desk: only the lines that are seen are painted, only what changed is laid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.review import Hunk
from assistant.tui.flow import Line, Piece, Role, Unit, View, lines, units

_COMPONENTS = {
    Role.REMOVED: "article--removed",
    Role.ADDED: "article--added",
    Role.KEPT: "article--kept",
    Role.STATE: "article--state",
    Role.GAP: "article--gap",
}
_MARGIN = 1
_NARROWEST = 12


class ArticleView(ScrollView, can_focus=True):
    """Shows a source with its hunks in one of the views."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *_COMPONENTS.values(),
        "article--current",
        "article--found",
    }

    class Clicked(Message):
        """A hunk was clicked; `place` is its place among all."""

        def __init__(self, place: int) -> None:
            self.place = place
            super().__init__()

    def __init__(self, source: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._source = source
        self._hunks: Sequence[Hunk] = ()
        self._units: tuple[Unit, ...] = ()
        self._of_hunk: dict[int, int] = {}
        self._laid: list[tuple[Line, ...]] = []
        self._ends: list[int] = []
        self._current = -1
        self._columns = _NARROWEST
        self.view = View.IN_PLACE

    def show(self, hunks: Sequence[Hunk], current: int, view: View) -> None:
        """Show hunks, one of them current, in a view; scrolls so that the current one is seen."""
        old, self._hunks = self._hunks, hunks
        moved = {self._current, current} if current != self._current else set()
        same_view, self._current, self.view = view is self.view, current, view
        if len(old) == len(hunks) and same_view and self._laid:
            changed = {n for n, (a, b) in enumerate(zip(old, hunks, strict=True)) if a is not b}
            if all(_place(old[n]) == _place(hunks[n]) for n in changed):
                self._lay({self._of_hunk[n] for n in changed | moved if n in self._of_hunk})
                self._seek()
                return
        self._units = units(self._source, hunks)
        self._of_hunk = {n: u for u, unit in enumerate(self._units) for n in unit.hunks}
        self._lay(None)
        self._seek()

    def _lay(self, numbers: set[int] | None) -> None:
        """Lay out some units, or all; until it is done again, lines are of this width."""
        if numbers is None:
            self._columns = max(self.size.width - 2 * _MARGIN - 2, _NARROWEST)
            self._laid = [self._lines(number) for number in range(len(self._units))]
        for number in numbers or ():
            self._laid[number] = self._lines(number)
        self._ends = list(accumulate(map(len, self._laid)))
        self.virtual_size = Size(self._columns, self._ends[-1] if self._ends else 0)
        self.refresh()

    def _lines(self, number: int) -> tuple[Line, ...]:
        unit = self._units[number]
        current = self._current if self._current in unit.hunks else -1
        return lines(self._source, self._hunks, unit, self.view, self._columns, current)

    def _seek(self) -> None:
        """Scroll so that the current hunk is in sight, with some lines about it."""
        number = self._of_hunk.get(self._current)
        if number is None:
            return
        top = self._ends[number] - len(self._laid[number])
        row = next(
            (
                r
                for r, line in enumerate(self._laid[number])
                for p in line
                if p.hunk == self._current
            ),
            0,
        )
        self.scroll_to_region(Region(0, max(top + row - 3, 0), 1, 8), animate=False, force=True)

    def find(self, text: str, after: int) -> int:
        """The place in the source where a text stands next, round the end, or -1."""
        lower, wanted = self._source.lower(), text.lower()
        found = lower.find(wanted, after)
        return found if found >= 0 else lower.find(wanted)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew for another width."""
        self._lay(None)
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
        if piece.hunk == self._current and piece.hunk >= 0:
            style += self.get_component_rich_style("article--current", partial=True)
        if piece.hunk >= 0:
            style += Style(meta={"hunk": piece.hunk})
        return Segment(piece.text, style)

    def on_click(self, event: events.Click) -> None:
        """A click on a hunk goes to it."""
        place = event.style.meta.get("hunk", -1)
        if place >= 0:
            self.post_message(self.Clicked(place))


def _place(hunk: Hunk) -> tuple[int, int]:
    return hunk.edit.start, hunk.edit.end
