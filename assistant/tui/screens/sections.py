"""The sections to choose from, for a terminal with no room to list them beside the article."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from assistant.tui.screens.listed import ListScreen
from assistant.tui.widgets.panels import how_far
from assistant.workspace.session import Session


class SectionsScreen(ListScreen):
    """Lists the sections with what is left in each, from the current one; enter chooses one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("S", "leave", "Close", show=False)]

    def __init__(self, session: Session) -> None:
        rows = [(heading, how_far(left, total)) for heading, left, total in session.sections()]
        super().__init__("Sections", rows, first=session.section.id)
