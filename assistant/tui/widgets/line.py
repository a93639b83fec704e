"""A line at the foot of a screen in which something is written."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input

Complete = Callable[[str], str | None]
"""Gives the whole of a value that is being written, or None."""


class _Suggester(Suggester):
    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        return self._complete(value)


class AskLine(Input):
    """Hidden until something is asked; enter answers, escape is the screen's."""

    class Answered(Message):
        """What was asked for, and what was written."""

        def __init__(self, purpose: str, value: str) -> None:
            self.purpose = purpose
            self.value = value
            super().__init__()

    _purpose = ""

    def ask(
        self, purpose: str, label: str, value: str = "", complete: Complete | None = None
    ) -> None:
        """Open the line, with a label above it; → takes what `complete` proposes."""
        self._purpose = purpose
        self.suggester = _Suggester(complete) if complete else None
        self.border_title = Content(label)
        self.value = value
        self.add_class("-open")
        self.focus()

    @property
    def is_open(self) -> bool:
        """Whether something is being asked."""
        return self.has_class("-open")

    def close(self) -> None:
        """Hide the line."""
        self.remove_class("-open")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        event.stop()
        self.close()
        self.post_message(self.Answered(self._purpose, event.value))
