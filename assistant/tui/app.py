"""The application: the start, a queue, or a desk at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.message import Message

from assistant.terminal import sanitise
from assistant.tui.commands import COMMANDS, commands
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.workplace import Opened, Workplace


class Said(Message):
    """Something worth a word happened below the desk, in whatever thread."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()


class DeskApp(App[None]):
    """Opens an article, the queue of a folder, or the start where neither is given.

    Raises UsageError where the user's keys clash.
    """

    CSS_PATH = "desk.tcss"
    TITLE = "assistant"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Suspend", show=False),
    ]

    def __init__(self, workplace: Workplace, first: Opened | Path | None = None) -> None:
        own = commands(workplace.keys)
        _normalise_no_color()
        super().__init__()
        usual = {command.id: command.keys for command in COMMANDS}
        self.set_keymap({c.id: ",".join(c.keys) for c in own if c.keys != usual[c.id]})
        self._workplace = workplace
        self._first = first

    def on_mount(self) -> None:
        """Show the first screen."""
        theme = str(self._workplace.settings().get("theme", ""))
        if theme in self.available_themes:
            self.theme = theme
        match self._first:
            case Opened() as opened:
                self.push_screen(DeskScreen(opened, self._workplace), lambda _: self.exit())
            case Path() as folder:
                from assistant.tui.screens.queue import QueueScreen

                self.push_screen(QueueScreen(folder, self._workplace))
            case None:
                from assistant.tui.screens.start import StartScreen

                self.push_screen(StartScreen(self._workplace))

    def tell(self, text: str) -> None:
        """Show a message that comes from below; from any thread."""
        self.post_message(Said(text))

    def on_said(self, event: Said) -> None:
        """Show it."""
        self.notify(sanitise(event.text), markup=False, timeout=6)


def _normalise_no_color() -> None:
    """An empty NO_COLOR means nothing (no-color.org), but Textual takes it as set."""
    if not os.environ.get("NO_COLOR", "x"):
        del os.environ["NO_COLOR"]
