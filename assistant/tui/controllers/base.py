"""What a controller needs of the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from textual.app import App
from textual.message import Message

from assistant.errors import AssistantError
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

    def replace(self, opened: OpenArticle) -> None:
        """Put another state of the article on the desk."""

    def leave(self) -> None:
        """Take the article off the screen."""

    def post_message(self, message: Message) -> bool:
        """Take a message, from any thread."""
