"""The article on the desk: only the lines that are seen are painted, only what changed is laid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.article.blocks import Block, BlockKind
from assistant.review.model import Hunk
from assistant.tui.flow import Line, Piece, Role, Unit, View, lines, units
from assistant.tui.look.states import COMPONENTS, State, state_of
from assistant.tui.widgets import gutter
from assistant.tui.widgets.overview import Overview, Ticks

_COMPONENTS = {
    Role.REMOVED: "article--removed",
    Role.ADDED: "article--added",
    Role.KEPT: "article--kept",
    Role.STATE: "article--arrow",
    Role.GAP: "article--gap",
}
_HEADS = {BlockKind.TITLE: "article--title", BlockKind.HEADING: "article--heading"}
_MEASURE, _MEASURE_BESIDE = 80, 163
"""The longest line that reads well, and two of them beside each other."""
_NARROWEST = 12
_LAYOUTS = 8
"""So many are kept: those of the views, in the widths that these take."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """The lines of every unit, and what they were laid out for."""

    hunks: Sequence[Hunk]
    current: int
    lines: list[tuple[Line, ...]]


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a source with its hunks in one of the views; the arrows are left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("home,ctrl+home", "scroll_home", show=False),
        Binding("end,ctrl+end", "scroll_end", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *_COMPONENTS.values(),
        *_HEADS.values(),
        *COMPONENTS,
        "article--current",
        "article--found",
        "article--here",
    }

    class Clicked(Message):
        """A hunk was clicked; `place` is its place among all."""

        def __init__(self, place: int) -> None:
            self.place = place
            super().__init__()

    def __init__(
        self,
        source: str,
        blocks: Sequence[Block] = (),
        *,
        has_signs: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._source = source
        self._has_signs = has_signs
        self._heads = [block for block in blocks if block.kind in _HEADS]
        self._hunks: Sequence[Hunk] = ()
        self._units: tuple[Unit, ...] = ()
        self._of_hunk: dict[int, int] = {}
        self._laid: list[tuple[Line, ...]] = []
        self._layouts: dict[tuple[View, int], _Layout] = {}
        self._ends: list[int] = []
        self._current = -1
        self._columns = _NARROWEST
        self._margin = 0
        self._sought: tuple[int, int] | None = None
        self.view = View.IN_PLACE

    def on_mount(self) -> None:
        """Have the scroll bar show where the hunks are."""
        paint = partial(Overview, self._ticks)
        self.vertical_scrollbar.renderer = paint  # type: ignore[misc, assignment]

    def show(self, hunks: Sequence[Hunk], current: int, view: View) -> None:
        """Show hunks, one of them current, in a view; scrolls so that the current one is seen."""
        if not _stand_alike(self._hunks, hunks) or not self._units:
            self._units = units(self._source, hunks)
            self._of_hunk = {n: u for u, unit in enumerate(self._units) for n in unit.hunks}
            self._layouts.clear()
        self._hunks, self._current, self.view = hunks, current, view
        self._lay()
        self._seek()

    def _lay(self) -> None:
        """Lay out what has changed since this view was last shown in this width."""
        room = self.scrollable_content_region.width - gutter.WIDTH
        most = _MEASURE_BESIDE if self.view is View.SIDE_BY_SIDE else _MEASURE
        self._columns = max(min(room - 1, most), _NARROWEST)
        self._margin = max((room - self._columns) // 2 - 1, 0)
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
            for number in {self._of_hunk[n] for n in changed if n in self._of_hunk}:
                self._laid[number] = self._lines(number)
        self._layouts[self.view, self._columns] = _Layout(self._hunks, self._current, self._laid)
        self._ends = list(accumulate(map(len, self._laid)))
        self.virtual_size = Size(self._columns, self._height())
        self.refresh()
        self.vertical_scrollbar.refresh()

    def _height(self) -> int:
        """The lines, with room below so that the last hunk, too, stands at a third."""
        lines = self._ends[-1] if self._ends else 0
        window = self.scrollable_content_region.height
        last = self._row_of(len(self._hunks) - 1) or 0
        return max(lines, last - window // 3 + window) if lines > window else lines

    def _lines(self, number: int) -> tuple[Line, ...]:
        unit = self._units[number]
        current = self._current if self._current in unit.hunks else -1
        return lines(self._source, self._hunks, unit, self.view, self._columns, current)

    @property
    def current_row(self) -> int | None:
        """The line in which the current hunk begins, of all that are laid."""
        return self._row_of(self._current)

    def _row_of(self, place: int) -> int | None:
        number = self._of_hunk.get(place)
        if number is None:
            return None
        laid = self._laid[number]
        within = (row for row, line in enumerate(laid) for p in line if p.hunk == place)
        return self._ends[number] - len(laid) + next(within, 0)

    def _seek(self) -> None:
        """Scroll so that the current hunk stands at a third of the height, if it is another."""
        row = self.current_row
        if row is None or (self._current, row) == self._sought:
            return
        self._sought = self._current, row
        top = max(row - self.scrollable_content_region.height // 3, 0)
        self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def find(self, text: str, after: int) -> int:
        """The place in the source where a text stands next, round the end, or -1."""
        lower, wanted = self._source.lower(), text.lower()
        found = lower.find(wanted, after)
        return found if found >= 0 else lower.find(wanted)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew for another width."""
        if len(self._layouts) > _LAYOUTS:
            self._layouts.clear()
        self._lay()
        self._sought = None
        self._seek()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        row = int(self.scroll_offset.y) + y
        number = bisect_right(self._ends, row)
        plain = self.rich_style
        if number >= len(self._units):
            return Strip.blank(self.size.width, plain)
        laid, at = self._laid[number], row - (self._ends[number] - len(self._laid[number]))
        style = plain + self._head_style(self._units[number])
        segments = [
            Segment(" " * self._margin, plain),
            *self._gutter(laid[at], laid[at - 1] if at else (), plain),
            *(self._segment(piece, style) for piece in laid[at]),
        ]
        return Strip(segments).adjust_cell_length(self.size.width, plain)

    def _gutter(self, line: Line, before: Line, plain: Style) -> Iterator[Segment]:
        shown = gutter.signs(line, before, self._hunks, self._current) if self._has_signs else ()
        yield Segment(" " * (gutter.WIDTH - 1 - len(shown)), plain)
        for sign in shown:
            style = plain + self._style_of(sign.state) + self._of(sign.place)
            yield Segment(sign.text, style)
        yield Segment(" ", plain)

    def _head_style(self, unit: Unit) -> Style:
        """How a headline is written, if the unit is one."""
        place = bisect_right(self._heads, unit.start, key=lambda block: block.span.start) - 1
        if place < 0 or unit.end > self._heads[place].span.end:
            return Style.null()
        component = _HEADS[self._heads[place].kind]
        return self.get_component_rich_style(component, partial=True)

    def _segment(self, piece: Piece, plain: Style) -> Segment:
        style = plain
        if piece.role in _COMPONENTS:
            style += self.get_component_rich_style(_COMPONENTS[piece.role], partial=True)
        if piece.role is Role.ADDED:
            style += self._style_of(state_of(self._hunks[piece.hunk]))
        return Segment(piece.text, style + self._of(piece.hunk))

    def _of(self, place: int) -> Style:
        """What marks something as being of a hunk, and of the current one."""
        if place < 0:
            return Style.null()
        style = Style(meta={"hunk": place})
        if place == self._current:
            style += self.get_component_rich_style("article--current", partial=True)
        return style

    def _ticks(self) -> Ticks:
        """Where the hunks are among the lines, and how each is painted in the scroll bar."""
        of_units = ((self._units[n].hunks, self._ends[n] - len(self._laid[n]), len(self._laid[n]))
                    for n in sorted(set(self._of_hunk.values())))  # fmt: skip
        rows = {
            place: top + nth * height // len(places)
            for places, top, height in of_units
            for nth, place in enumerate(places)
        }
        states = {place: state_of(self._hunks[place]) for place in rows}
        here = self.get_component_rich_style("article--here", partial=True)
        return Ticks(rows, states, self._current, self._style_of, here)

    def _style_of(self, state: State) -> Style:
        return self.get_component_rich_style(state.component, partial=True)

    def on_click(self, event: events.Click) -> None:
        """A click on a hunk goes to it."""
        place = event.style.meta.get("hunk", -1)
        if place >= 0:
            self.post_message(self.Clicked(place))


def _stand_alike(one: Sequence[Hunk], other: Sequence[Hunk]) -> bool:
    """Whether two sequences of hunks have the same places."""
    return len(one) == len(other) and all(
        a is b or (a.edit.start, a.edit.end) == (b.edit.start, b.edit.end)
        for a, b in zip(one, other, strict=True)
    )
