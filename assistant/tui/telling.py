"""Telling the editor, in passing, what went wrong."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from assistant.errors import AssistantError
from assistant.terminal import sanitise


def fail(screen: Screen[Any], error: AssistantError) -> None:
    """Tell the editor what went wrong, and how to mend it."""
    message = f"{error.message}\n{error.hint}" if error.hint else error.message
    screen.notify(sanitise(message), severity="error", markup=False, timeout=6)
