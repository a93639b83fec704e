"""Telling the editor something: in passing, and on one line."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.screen import Screen

from assistant.errors import AssistantError
from assistant.terminal import visible


def say(
    on: App[Any] | Screen[Any], message: str, *, problem: bool = False, seconds: float | None = None
) -> None:
    """Tell the editor something, as it is; a problem stays longer."""
    on.notify(
        visible(message), severity="error" if problem else "information", markup=False,
        timeout=seconds or (6 if problem else 3),
    )  # fmt: skip


def fail(on: App[Any] | Screen[Any], error: AssistantError) -> None:
    """Tell the editor what went wrong, and how to mend it."""
    say(on, f"{error.message}\n{error.hint}" if error.hint else error.message, problem=True)


def one_line(text: str, longest: int = 200) -> str:
    """A text on one line, with nothing in it that a terminal would obey."""
    flat = visible(" ".join(text.split()))
    return flat if len(flat) <= longest else flat[: longest - 1] + "…"
