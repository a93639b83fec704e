"""The sections to choose from, for a terminal with no room to list them beside the article."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from assistant.tui.content import joined, shown
from assistant.tui.widgets.panels import how_far, one_line
from assistant.tui.widgets.words import Choice, Choices
from assistant.workspace.session import Session


class SectionsScreen(ModalScreen[int]):
    """Lists the sections with what is left in each; enter chooses one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,S", "leave", "Close"),
        Binding("j", "cursor(1)", "Next", show=False),
        Binding("k", "cursor(-1)", "Before", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(classes="panel")
        self._session = session

    def compose(self) -> ComposeResult:
        """The list."""
        rows = []
        for number, (heading, left, total) in enumerate(self._session.sections()):
            count = shown(f"  {how_far(left, total)}", "$quiet")
            rows.append(Choice(joined(shown(one_line(heading, 60)), count), str(number)))
        listed = Choices(rows, id="section-list")
        listed.border_title = shown("Sections")
        yield listed

    def on_mount(self) -> None:
        """Begin at the current one."""
        self.query_one(Choices).highlighted = self._session.section.id

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Go there."""
        self.dismiss(event.option_index)

    def action_cursor(self, step: int) -> None:
        """Go down or up the list."""
        listed = self.query_one(Choices)
        if step > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    def action_leave(self) -> None:
        """Close without going anywhere."""
        self.dismiss(None)
