"""What a controller needs of the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from textual.app import App
from textual.message import Message

from assistant.errors import AssistantError
from assistant.tui.typed import Typed
from assistant.tui.widgets.line import Answer, Complete
from assistant.workspace.session import Session
from assistant.workspace.workspace import OpenArticle, Workspace

Handlers = Mapping[str, Callable[[], object]]
"""What carries out each command, by its id."""


class Desk(Protocol):
    """The screen of one article."""

    opened: OpenArticle
    workspace: Workspace
    working: str
    """What an engine is doing just now, in words; empty where none works."""
    typed: Typed
    """What was typed of a command so far, and the key that gave the last one."""
    count: int | None
    """The count that was typed before the command, if one was."""

    @property
    def app(self) -> App[Any]:
        """The application."""

    @property
    def session(self) -> Session:
        """The review being decided."""

    def refresh_all(self) -> None:
        """Show the session as it is."""

    def say(self, message: str, *, problem: bool = False) -> None:
        """Tell the editor something, in passing."""

    def fail(self, error: AssistantError) -> None:
        """Tell the editor what went wrong, and how to mend it."""

    def ask(
        self, label: str, answer: Answer, value: str = "", complete: Complete | None = None
    ) -> None:
        """Have the editor write a line."""

    def choose(
        self, title: str, text: str, choices: Sequence[tuple[str, str]], chosen: Answer
    ) -> None:
        """Have the editor choose by a key; "" where the panel is only closed."""

    def show(self, title: str, text: str) -> None:
        """Show a text in a panel."""

    def scroll(self, screens: float) -> None:
        """Show what is so many screens further down, or up."""

    def centre(self) -> None:
        """Have the place the editor is at in the middle of the screen."""

    def unfold(self) -> None:
        """Tell why a hunk is proposed, or no longer."""

    def replace(self, opened: OpenArticle) -> None:
        """Put another state of the article on the desk."""

    def leave(self, told: str = "") -> None:
        """Take the article off the screen; what is told is said in the shell."""

    def post_message(self, message: Message) -> bool:
        """Take a message, from any thread."""
