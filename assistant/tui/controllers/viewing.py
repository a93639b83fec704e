"""Looking: the views of the article, and what is shown over it or beside it."""

from __future__ import annotations

from assistant.tui import facts, keys
from assistant.tui.controllers.base import Desk, Handlers
from assistant.tui.flow import View
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.summary import SummaryScreen


class Viewing:
    """Shows the article in another way, or something else; decides nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.view = View.IN_PLACE
        """How the article is shown."""

    def handlers(self) -> Handlers:
        """The commands that show."""
        return {
            "view": self._next_view,
            "why": self._desk.unfold,
            "summary": self._summary,
            "facts": lambda: self._desk.show("Facts", facts.describe(self._desk.session)),
            "help": self._help,
            "theme": self._theme,
        }

    def _help(self) -> None:
        app = self._desk.app
        app.push_screen(HelpScreen(keys.groups(app)))

    def _theme(self) -> None:
        self._desk.app.action_change_theme()

    def _next_view(self) -> None:
        """Show the article in the next of its views."""
        views = list(View)
        self.view = views[(views.index(self.view) + 1) % len(views)]
        self._desk.refresh_all()

    def _summary(self) -> None:
        desk = self._desk
        screen = SummaryScreen(desk.session, desk.workspace.summarise)
        desk.app.push_screen(screen, lambda _: desk.refresh_all())
