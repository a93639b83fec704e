"""A table of any length: only the rows in view are asked for, and painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.terminal import visible
from assistant.tui.flow import cells as width_of

_HEAD = 1
"""Lines above the rows."""
_NARROWEST = 16
_GAP = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name and its width in cells; one of width 0 takes what is left up to `most`.

    It is shown where the table is at least `since` cells wide.
    """

    name: str
    width: int = 0
    is_number: bool = False
    since: int = 0
    most: int = 100


class Table(ScrollView, can_focus=True):
    """Shows rows under heads; one row is under the cursor.

    `row` gives the cells of a row by its place; the last cell runs over the columns behind it.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"table--head", "table--odd", "table--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "go(1)", show=False),
        Binding("up,k", "go(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "go(-1000000000)", show=False),
        Binding("end", "go(1000000000)", show=False),
    ]

    class Chosen(Message):
        """The row under the cursor was clicked."""

    class HeadChosen(Message):
        """The head of a column was clicked."""

        def __init__(self, name: str) -> None:
            self.name = name
            super().__init__()

    class Seen(Message):
        """Other rows than before may be in view."""

    def __init__(
        self,
        columns: Sequence[Column],
        row: Callable[[int], Sequence[str]],
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._columns = columns
        self._row = row
        self._count = 0
        self.cursor = 0

    def show(self, count: int, cursor: int) -> None:
        """Show so many rows, with the cursor at one of them."""
        self._count = count
        self.virtual_size = Size(1, count + _HEAD)
        self._to(cursor)

    @property
    def in_view(self) -> range:
        """The places of the rows in view."""
        top = int(self.scroll_offset.y)
        return range(top, min(top + max(self.size.height - _HEAD, 0), self._count))

    def action_go(self, step: int) -> None:
        """Move the cursor by some rows."""
        self._to(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Move the cursor by a screen."""
        self._to(self.cursor + step * max(self.size.height - _HEAD - 1, 1))

    def _to(self, place: int) -> None:
        self.cursor = max(min(place, self._count - 1), 0)
        region = Region(0, self.cursor, 1, _HEAD + 1)
        self.scroll_to_region(region, animate=False, force=True)
        self.refresh()
        self.post_message(self.Seen())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for the rows that come into view."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Seen())

    def on_resize(self, event: events.Resize) -> None:
        """Keep the cursor in view."""
        self.show(self._count, self.cursor)

    def on_click(self, event: events.Click) -> None:
        """A click goes to a row, and a second one chooses it; on a head it chooses the column."""
        place = event.y + int(self.scroll_offset.y) - _HEAD
        if event.y < _HEAD:
            if name := self._head_at(event.x):
                self.post_message(self.HeadChosen(name))
        elif place == self.cursor:
            self.post_message(self.Chosen())
        elif place < self._count:
            self._to(place)

    def _head_at(self, x: int) -> str:
        for column, width in self._widths():
            if x < width + _GAP:
                return column.name
            x -= width + _GAP
        return ""

    def _shown(self) -> list[int]:
        """The numbers of the columns for which there is room."""
        room = self.scrollable_content_region.width
        return [number for number, column in enumerate(self._columns) if column.since <= room]

    def _widths(self) -> list[tuple[Column, int]]:
        columns = [self._columns[number] for number in self._shown()]
        fixed = sum(column.width + _GAP for column in columns)
        left = max(self.scrollable_content_region.width - fixed, _NARROWEST)
        return [(column, column.width or min(left, column.most)) for column in columns]

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        place = y - _HEAD + int(self.scroll_offset.y)
        if y < _HEAD:
            heads = [column.name if column.width != 1 else "" for column in self._columns]
            return self._line(heads, self.get_component_rich_style("table--head"))
        if place >= self._count:
            return Strip.blank(self.scrollable_content_region.width, self.rich_style)
        style = self.rich_style
        if place % 2:
            style += self.get_component_rich_style("table--odd", partial=True)
        if place == self.cursor:
            style += self.get_component_rich_style("table--cursor", partial=True)
        return self._line(self._row(place), style)

    def _line(self, texts: Sequence[str], style: Style) -> Strip:
        widths, last = self._widths(), len(texts) - 1
        runs_on = last < len(self._columns) - 1
        kept = [texts[n] for n in self._shown() if n < last] + [texts[last]]
        shown = [
            fitted(text, width, at_right=column.is_number)
            for text, (column, width) in zip(kept[:-1], widths, strict=False)
        ]
        column, width = widths[min(len(shown), len(widths) - 1)]
        if runs_on:
            width = sum(each + _GAP for _, each in widths[len(shown) :]) - _GAP
        if runs_on or last in self._shown():
            shown.append(fitted(kept[-1], width, at_right=column.is_number and not runs_on))
        line = Segment((" " * _GAP).join(shown), style)
        return Strip([line]).adjust_cell_length(self.scrollable_content_region.width, style)


def fitted(text: str, width: int, *, at_right: bool = False) -> str:
    """A text in exactly so many cells, cut off with … where it is longer."""
    flat = visible(" ".join(text.split()))
    if width_of(flat) > width:
        flat = flat[:width]
        while flat and width_of(flat) > width - 1:
            flat = flat[:-1]
        flat += "…" if width > 0 else ""
    room = " " * max(width - width_of(flat), 0)
    return room + flat if at_right else flat + room
