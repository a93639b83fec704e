"""Keys handled one at a time: the next one waits until the last has moved the focus."""

from __future__ import annotations

from collections import deque
from typing import TypeVar

from textual import events
from textual.app import App
from textual.message import Message

Result = TypeVar("Result")


class Handled(Message):
    """Follows a key on its way from widget to application, and so arrives when it is done."""


class SerialKeys(App[Result]):
    """An application in which what is typed ahead reaches the field that a key opens.

    Textual hands a burst of keys to the widget that has the focus when they arrive, so that
    the letters behind a key that opens a field would run as commands.
    """

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._is_typing = False

    async def on_event(self, event: events.Event) -> None:
        """Put what is typed in a row; everything else goes its usual way."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if not self._is_typing:
            await self._type()

    async def _type(self) -> None:
        self._is_typing = bool(self._typed)
        if not self._typed:
            return
        if not self.screen.is_mounted:
            self.screen.call_after_refresh(self.call_later, self._type)
            return
        event = self._typed.popleft()
        target = self.focused or self.screen
        await super().on_event(event)
        if not target.post_message(Handled()):
            self.call_later(self._type)

    def on_handled(self) -> None:
        """Go on behind whatever the key has asked for, such as another focus."""
        self.call_later(self._type)
