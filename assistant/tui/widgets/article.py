"""The article on the desk: only the lines that are seen are painted, each once while it stays."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from assistant.article.blocks import Block, BlockKind
from assistant.review.model import Hunk
from assistant.review.shown import Shown
from assistant.tui.flow import Line, Mark, Piece, Role, Unit, View
from assistant.tui.laying import Laying
from assistant.tui.look.states import COMPONENTS, State, state_of
from assistant.tui.marking import NOTHING, Marks
from assistant.tui.widgets import gutter
from assistant.tui.widgets.overview import Overview, Ticks

_COMPONENTS = {
    Role.REMOVED: "article--removed",
    Role.ADDED: "article--added",
    Role.KEPT: "article--kept",
    Role.STATE: "article--arrow",
    Role.GAP: "article--gap",
    Role.GARBLED: "article--garbled",
}
_MARKS = {Mark.FOUND: "article--found", Mark.SELECTED: "article--selected"}
_HEADS = {BlockKind.TITLE: "article--title", BlockKind.HEADING: "article--heading"}
_MEASURE, _MEASURE_BESIDE = 80, 163
"""The longest line that reads well, and two of them beside each other."""
_NARROWEST = 12
_PAINTED = 1000
"""So many painted lines are kept."""


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows a source with its hunks in one of the views; other keys are left to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page_down", show=False),
        Binding("pageup", "page_up", show=False),
    ]

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *_COMPONENTS.values(),
        *_MARKS.values(),
        *_HEADS.values(),
        *COMPONENTS,
        "article--current",
        "article--here",
    }

    class Clicked(Message):
        """A hunk was clicked: `place` is its place among all; or, where that is -1, a word.

        `offset` is where the word begins in the source.
        """

        def __init__(self, place: int, offset: int = -1) -> None:
            self.place = place
            self.offset = offset
            super().__init__()

    def __init__(
        self,
        source: str | Shown,
        blocks: Sequence[Block] = (),
        *,
        has_signs: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's name
    ) -> None:
        super().__init__(id=id)
        self._lines = Laying(source)
        self._has_signs = has_signs
        self._heads = [block for block in blocks if block.kind in _HEADS]
        self._margin = 0
        self._sought: object = None
        self._painted: dict[int, tuple[Line, Line, Strip]] = {}
        self._painted_for: object = None
        self._styles: dict[str, Style] = {}
        self._stated: Sequence[tuple[Hunk, State]] = ()

    def on_mount(self) -> None:
        """Have the scroll bar show where the hunks are."""
        paint = partial(Overview, self._ticks)
        self.vertical_scrollbar.renderer = paint  # type: ignore[misc, assignment]

    def show(self, hunks: Sequence[Hunk], current: int, view: View, marks: Marks = NOTHING) -> None:
        """Show hunks, one of them current, and marks, in a view.

        Scrolls so that the current hunk, or else what is selected, is seen.
        """
        self._lines.take(hunks, current, view, marks)
        self._lay()
        self._seek()

    def _lay(self) -> None:
        room = self.scrollable_content_region.width - gutter.WIDTH
        most = _MEASURE_BESIDE if self._lines.view is View.SIDE_BY_SIDE else _MEASURE
        columns = max(min(room - 1, most), _NARROWEST)
        self._margin = max((room - columns) // 2 - 1, 0)
        self._lines.lay(columns)
        self.virtual_size = Size(columns, self._height())
        self._repaint()
        self.vertical_scrollbar.refresh()

    def _repaint(self) -> None:
        """Have the rows in view painted that are others than those that were painted."""
        width, top = self.size.width, int(self.scroll_offset.y)
        if self._painted_for != (self._component(""), width, self._margin):
            self.refresh()
            return
        others = [y for y in range(self.size.height) if self._is_another(top + y)]
        if others:
            self.refresh(*(Region(0, y, width, 1) for y in others))

    def _is_another(self, row: int) -> bool:
        """Whether a row is not as it was painted last."""
        found, known = self._lines.row(row), self._painted.get(row)
        if found is None or known is None:
            return found is not None or known is not None
        return known[0] is not found[1] or known[1] is not found[2]

    def _height(self) -> int:
        """The lines, with room below so that the last hunk, too, stands at a third."""
        lines, window = self._lines.height, self.scrollable_content_region.height
        last = self._lines.row_of(len(self._lines.hunks) - 1) or 0
        return max(lines, last - window // 3 + window) if lines > window else lines

    @property
    def current_row(self) -> int | None:
        """The row in which the current hunk begins, or else what is selected, of all rows."""
        return self._lines.row_of_current()

    def _seek(self) -> None:
        """Scroll so that the current place stands at a third of the height, if it is another."""
        row = self.current_row
        place = row, self._lines.current, self._lines.marks.selected
        if row is None or place == self._sought:
            return
        self._sought = place
        self._to_row(row, self.scrollable_content_region.height // 3)

    def centre(self) -> None:
        """Scroll so that the current hunk, or what is selected, stands in the middle."""
        row = self.current_row
        if row is not None:
            self._to_row(row, self.scrollable_content_region.height // 2)

    def _to_row(self, row: int, above: int) -> None:
        self.scroll_to(y=max(row - above, 0), animate=False, force=True, immediate=True)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew for another width."""
        self._lay()
        self._sought = None
        self._seek()

    def notify_style_update(self) -> None:
        """Paint everything anew in other colours."""
        super().notify_style_update()
        self._painted.clear()
        self._styles.clear()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        row = int(self.scroll_offset.y) + y
        plain, width = self._component(""), self.size.width
        found = self._lines.row(row)
        if found is None:
            self._painted.pop(row, None)
            return Strip.blank(width, plain)
        unit, line, before = found
        painted_for = plain, width, self._margin
        if painted_for != self._painted_for or len(self._painted) > _PAINTED:
            self._painted.clear()
            self._painted_for = painted_for
        known = self._painted.get(row)
        if known is not None and known[0] is line and known[1] is before:
            return known[2]
        strip = Strip(self._segments(unit, line, before, plain))
        strip = strip.adjust_cell_length(width, plain)
        self._painted[row] = line, before, strip
        return strip

    def _segments(self, unit: Unit, line: Line, before: Line, plain: Style) -> Iterator[Segment]:
        style = plain + self._head_style(unit)
        yield Segment(" " * self._margin, plain)
        yield from self._gutter(line, before, plain)
        yield from (self._segment(piece, style) for piece in line)

    def _gutter(self, line: Line, before: Line, plain: Style) -> Iterator[Segment]:
        laid = self._lines
        shown = gutter.signs(line, before, laid.hunks, laid.current) if self._has_signs else ()
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
        return self._component(_HEADS[self._heads[place].kind])

    def _segment(self, piece: Piece, plain: Style) -> Segment:
        style = plain
        if piece.role in _COMPONENTS:
            style += self._component(_COMPONENTS[piece.role])
        if piece.role is Role.ADDED:
            style += self._style_of(state_of(self._lines.hunks[piece.hunk]))
        if piece.mark in _MARKS:
            style += self._component(_MARKS[piece.mark])
        return Segment(piece.text, style + self._of(piece.hunk))

    def _of(self, place: int) -> Style:
        """What marks something as being of a hunk, and of the current one."""
        if place < 0:
            return Style.null()
        style = Style(meta={"hunk": place})
        return (
            style + self._component("article--current") if place == self._lines.current else style
        )

    def _ticks(self) -> Ticks:
        """Where the hunks are among the lines, and how each is painted in the scroll bar."""
        before = zip_longest(self._lines.hunks, self._stated[: len(self._lines.hunks)])
        self._stated = [known if known is not None and known[0] is hunk else (hunk, state_of(hunk))
                        for hunk, known in before]  # fmt: skip
        states = [state for _, state in self._stated]
        here = self._component("article--here")
        return Ticks(self._lines.rows(), states, self._lines.current, self._style_of, here)

    def _style_of(self, state: State) -> Style:
        return self._component(state.component)

    def _component(self, name: str) -> Style:
        """The style of a component class, or that of the widget itself for none."""
        if name not in self._styles:
            own = self.get_component_rich_style(name, partial=True) if name else self.rich_style
            self._styles[name] = own
        return self._styles[name]

    def on_click(self, event: events.Click) -> None:
        """A click on a hunk goes to it, one on a word to the word."""
        place = event.style.meta.get("hunk", -1)
        if place >= 0:
            self.post_message(self.Clicked(place))
        elif (cell := event.get_content_offset(self)) is not None:
            x = cell.x - self._margin - gutter.WIDTH
            offset = self._lines.offset_at(x, int(self.scroll_offset.y) + cell.y)
            if x >= 0 and offset >= 0:
                self.post_message(self.Clicked(-1, offset))
