"""Parts of the desk that stay where they are: only the rows that change are painted anew."""

from __future__ import annotations

from textual.geometry import Region
from textual.widget import Widget

from assistant.tui.content import Content, shown
from assistant.tui.telling import one_line


class Fixed(Widget):
    """A part of the desk of a fixed size: showing something else moves nothing."""

    _shown = shown("")

    def render(self) -> Content:
        """What is shown."""
        return self._shown

    def tell(self, content: Content) -> None:
        """Show a content, if it is not shown already."""
        if content.markup == self._shown.markup:
            return
        width, before = self.size.width, self._shown
        self._shown = content
        if width:
            rows = max(each.get_height({}, width) for each in (before, content))
            self.refresh(Region(0, 0, width, rows))
        else:
            self.refresh()


def entitle(widget: Widget, title: str) -> None:
    """Write a title into the frame of a widget; the same one paints nothing anew."""
    if widget.border_title != shown(one_line(title)).markup:
        widget.border_title = shown(one_line(title))
