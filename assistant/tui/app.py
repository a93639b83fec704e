"""The application: the start, a queue, or a desk at once, for one article or several."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.message import Message
from textual.theme import Theme

from assistant.config import untrusted_notice
from assistant.errors import AssistantError
from assistant.tui import telling
from assistant.tui.commands import COMMANDS, commands
from assistant.tui.key_names import shown_key
from assistant.tui.look import themes
from assistant.tui.palette import ScreenCommands
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.serial_keys import SerialKeys
from assistant.workspace.workspace import OpenArticle, Workspace


class Said(Message):
    """Something worth a word happened below the desk, in whatever thread."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__()


class DeskApp(SerialKeys[None]):
    """Opens an article, the queue of a folder, or the start where neither is given.

    `rest` are further articles; each is opened when the one before it is left. Raises
    UsageError where the user's keys clash.
    """

    CSS_PATH = "desk.tcss"
    TITLE = "assistant"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {ScreenCommands}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Suspend", show=False),
    ]

    def __init__(
        self,
        workspace: Workspace,
        first: OpenArticle | Path | None = None,
        rest: Sequence[str] = (),
    ) -> None:
        own = commands(workspace.keys, workspace.keymap)
        _normalise_no_color()
        super().__init__()
        for each in themes.OWN:
            self.register_theme(each)
        usual = {command.id: command.keys for command in COMMANDS}
        self.set_keymap({c.id: ",".join(c.keys) for c in own if c.keys != usual[c.id]})
        self._workspace = workspace
        self._first = first
        self._rest = list(rest)
        self.told: list[str] = []
        """What came of the articles that were left, to be said in the shell."""
        self._kept = ""

    def on_mount(self) -> None:
        """Show the first screen."""
        theme = str(self._workspace.settings().get("theme", ""))
        self.theme = self._kept = theme if theme in self.available_themes else themes.USUAL
        self.theme_changed_signal.subscribe(self, self._keep)
        if untrusted := self._workspace.loaded.untrusted:
            notice = untrusted_notice(untrusted)
            self.tell(f"{notice.message}\n{notice.hint}")
        match self._first:
            case OpenArticle() as opened:
                self._show(opened)
            case Path() as folder:
                from assistant.tui.screens.queue import QueueScreen

                self.push_screen(QueueScreen(folder, self._workspace))
            case None:
                from assistant.tui.screens.start import StartScreen

                self.push_screen(StartScreen(self._workspace))

    def _keep(self, theme: Theme) -> None:
        """Save the theme that was chosen, where settings may be changed."""
        if theme.name != self._kept:
            self._kept = theme.name
            with suppress(AssistantError):
                self._workspace.change("theme", theme.name)

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme, those of text and lines so that they can be read."""
        self.theme_variables = themes.readable(super().get_css_variables())
        return self.theme_variables

    def _show(self, opened: OpenArticle) -> None:
        def follow() -> None:
            desk.dismiss()

        desk = DeskScreen(opened, self._workspace, follow if self._rest else None)
        self.push_screen(desk, self._left)

    def _left(self, told: str | None) -> None:
        self.told += [told] if told else []
        self._next()

    def _next(self) -> None:
        """Open the next article, or end; one that cannot be opened is said."""
        while self._rest:
            try:
                opened = self._workspace.open(self._rest.pop(0))
            except AssistantError as error:
                self.tell(error.message)
            else:
                self.call_later(self._show, opened)
                return
        self.exit()

    def get_key_display(self, binding: Binding) -> str:
        """A key as it is shown, or several that are pressed one after the other."""
        is_sequence = "-" in binding.key.strip("-")
        return shown_key(binding.key) if is_sequence else super().get_key_display(binding)

    def save(self) -> None:
        """Put every decision on the disk and take no further one; from any thread."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.session.close()

    def tell(self, text: str) -> None:
        """Show a message that comes from below; from any thread."""
        self.post_message(Said(text))

    def on_said(self, event: Said) -> None:
        """Show it."""
        telling.say(self, event.text, seconds=6)


def _normalise_no_color() -> None:
    """An empty NO_COLOR means nothing (no-color.org), but Textual takes it as set."""
    if not os.environ.get("NO_COLOR", "x"):
        del os.environ["NO_COLOR"]
