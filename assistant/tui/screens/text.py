"""A place to write or paste more than a line."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from assistant.tui.content import shown
from assistant.tui.widgets.fields import AreaField


class TextScreen(ModalScreen[str]):
    """A text area; it gives the text, or "" where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "take", "Take it", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
    ]

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self._heading = title
        self._text = text

    def compose(self) -> ComposeResult:
        """A text area."""
        area = AreaField(self._text, id="pasted")
        area.border_title = shown(f"{self._heading}; ctrl+o takes it, escape leaves")
        yield area

    def action_take(self) -> None:
        """Take what was written."""
        self.dismiss(self.query_one(AreaField).taken)

    def action_leave(self) -> None:
        """Leave without it."""
        self.dismiss("")
