"""A panel over the desk: help, a summary, an error; any key that leaves closes it."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class Panel(ModalScreen[None]):
    """Shows a title and a text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark", "dismiss", "Close"),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__(classes="panel")
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """A box that scrolls."""
        with VerticalScroll() as box:
            box.border_title = Content(self._title)
            box.border_subtitle = "escape closes"
            yield Static(self._text)
