"""A screen that talks with the editor: tells, asks for a line, offers a choice."""

from __future__ import annotations

from collections.abc import Sequence

from textual.screen import Screen

from assistant.errors import AssistantError
from assistant.tui import telling
from assistant.tui.screens.panel import Panel
from assistant.tui.widgets.line import Answer, AskLine, Complete


class TalkingScreen(Screen[str]):
    """What controllers say passes through it; it holds an AskLine."""

    def say(self, message: str, *, problem: bool = False) -> None:
        """Tell the editor something, in passing."""
        telling.say(self, message, problem=problem)

    def fail(self, error: AssistantError) -> None:
        """Tell the editor what went wrong, and how to mend it."""
        telling.fail(self, error)

    def ask(
        self, label: str, answer: Answer, value: str = "", complete: Complete | None = None
    ) -> None:
        """Have the editor write a line."""
        self.query_one(AskLine).ask(label, answer, value, complete)

    def choose(
        self, title: str, text: str, choices: Sequence[tuple[str, str]], chosen: Answer
    ) -> None:
        """Have the editor choose by a key; "" where the panel is only closed."""
        panel = Panel(title, text, choices)
        self.app.push_screen(panel, lambda key: chosen(key or ""))

    def show(self, title: str, text: str) -> None:
        """Show a text in a panel."""
        self.app.push_screen(Panel(title, text))
