"""A scroll bar of one column with ticks where the hunks are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from textual.scrollbar import ScrollBarRender

from assistant.tui.look.states import State, foremost

TICK, TICK_IN_VIEW, HERE, IN_VIEW = "─", "╂", "◆", "┃"
"""A hunk, one in view, the current one, and what is in view."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """The hunks by their places: the line of each, its state, which is current; the styles."""

    rows: Mapping[int, int]
    states: Sequence[State]
    current: int
    style_of: Callable[[State], Style]
    here: Style

    def within(self, height: int, whole: int) -> dict[int, tuple[str, Style]]:
        """The sign of each row of a bar that has any: the hunk that most needs an editor."""
        found: dict[int, State] = {}
        for place, line in self.rows.items():
            row, state = line * height // whole, self.states[place]
            before = found.setdefault(row, state)
            if before is not state:
                found[row] = foremost((state, before))
        shown = {row: (TICK, self.style_of(state)) for row, state in found.items()}
        if self.current in self.rows:
            shown[self.rows[self.current] * height // whole] = HERE, self.here
        return shown


class Overview(ScrollBarRender):
    """Paints the bar with what `ticks` gives."""

    def __init__(self, ticks: Callable[[], Ticks], **how: Any) -> None:
        super().__init__(**how)
        self._ticks = ticks

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """One segment a row, with what a click on it does."""
        height = options.height or console.height
        plain = console.get_style(self.style)
        view = self._in_view(height)
        ticks = self._ticks().within(height, max(ceil(self.virtual_size), height))
        for row in range(height):
            does = "grab" if row in view else "scroll_up" if row < view.start else "scroll_down"
            sign, style = ticks.get(row, (IN_VIEW if row in view else " ", plain))
            if sign == TICK and row in view:
                sign = TICK_IN_VIEW
            meta = Style(bgcolor=plain.bgcolor, meta={"@mouse.down": does})
            yield Segment(sign, style + meta)
            yield Segment.line()

    def _in_view(self, height: int) -> range:
        """The rows of the bar that stand for what is in view."""
        whole, window = self.virtual_size, self.window_size
        if not window or whole <= window:
            return range(height)
        size = max(round(height * window / whole), 1)
        start = round((height - size) * self.position / (whole - window))
        return range(start, start + size)
