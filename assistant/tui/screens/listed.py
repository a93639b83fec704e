"""A list over a screen, from which one row is chosen; escape closes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from assistant.tui.content import joined, shown
from assistant.tui.telling import one_line
from assistant.tui.widgets.words import Choice, Choices


class ListScreen(ModalScreen[int]):
    """Lists rows, each with something beside it; enter chooses one by its number from 0."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Close"),
        Binding("j", "cursor(1)", "Next", show=False),
        Binding("k", "cursor(-1)", "Before", show=False),
    ]

    def __init__(self, title: str, rows: Sequence[tuple[str, str]], first: int = 0) -> None:
        super().__init__(classes="panel")
        self._title = title
        self._rows = rows
        self._first = first

    def compose(self) -> ComposeResult:
        """The list."""
        listed = Choices(
            [
                Choice(
                    joined(shown(one_line(row, 60)), shown(f"  {one_line(beside, 40)}", "$quiet"))
                )
                for row, beside in self._rows
            ],
            id="section-list",
        )
        listed.border_title = shown(self._title)
        yield listed

    def on_mount(self) -> None:
        """Begin at the row that is wanted first."""
        self.query_one(Choices).highlighted = self._first

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Take it."""
        self.dismiss(event.option_index)

    def action_cursor(self, step: int) -> None:
        """Go down or up the list."""
        listed = self.query_one(Choices)
        if step > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    def action_leave(self) -> None:
        """Close without choosing."""
        self.dismiss(None)
