"""A line at the foot of a screen in which something is written."""

from __future__ import annotations

from collections.abc import Callable

from textual.suggester import Suggester
from textual.widget import Widget

from assistant.tui.content import shown
from assistant.tui.stand_ins import from_a_line, in_a_line
from assistant.tui.widgets.fields import LineField

Answer = Callable[[str], None]
"""Takes what was written."""

Complete = Callable[[str], str | None]
"""Gives the whole of a value that is being written, or None."""


class _Suggester(Suggester):
    def __init__(self, complete: Complete) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        whole = self._complete(from_a_line(value))
        return None if whole is None else in_a_line(whole)


class AskLine(LineField):
    """Hidden until something is asked; enter answers, escape is the screen's."""

    _answer: Answer | None = None
    _before: Widget | None = None

    def ask(
        self, label: str, answer: Answer, value: str = "", complete: Complete | None = None
    ) -> None:
        """Open the line, with a label above it; → takes what `complete` proposes."""
        self._answer = answer
        self._before = self.screen.focused
        self.suggester = _Suggester(complete) if complete else None
        self.border_title = shown(label)
        self.text = value
        self.add_class("-open")
        self.screen.set_focus(self)

    @property
    def is_open(self) -> bool:
        """Whether something is being asked."""
        return self.has_class("-open")

    def close(self) -> None:
        """Hide the line; who had the focus before has it again."""
        self.remove_class("-open")
        if self.screen.focused is self:
            self.screen.set_focus(self._before)

    async def action_submit(self) -> None:
        """Answer, before the next key is handled."""
        text, answer = self.text, self._answer
        self.close()
        if answer is not None:
            answer(text)
