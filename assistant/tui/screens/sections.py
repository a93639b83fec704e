"""The sections to choose from, for a terminal with no room to list them beside the article."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from assistant.terminal import sanitise
from assistant.tui.widgets.panels import how_far
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
            flat = sanitise(" ".join(heading.split()))[:60]
            count = how_far(left, total)
            rows.append(Option(Content.assemble(flat, (f"  {count}", "dim")), id=str(number)))
        listed = OptionList(*rows, id="section-list", markup=False)
        listed.border_title = "Sections"
        yield listed

    def on_mount(self) -> None:
        """Begin at the current one."""
        self.query_one(OptionList).highlighted = self._session.section.id

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go there."""
        self.dismiss(event.option_index)

    def action_cursor(self, step: int) -> None:
        """Go down or up the list."""
        listed = self.query_one(OptionList)
        if step > 0:
            listed.action_cursor_down()
        else:
            listed.action_cursor_up()

    def action_leave(self) -> None:
        """Close without going anywhere."""
        self.dismiss(None)
