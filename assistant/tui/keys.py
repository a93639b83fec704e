"""The keys of the desk as they are now, in words."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from assistant.tui.commands import CANDIDATES, LISTED


def describe(screen: Screen[Any]) -> str:
    """Each command with the keys it has now, and what it does."""
    bound: dict[str, list[str]] = {}
    for active in screen.active_bindings.values():
        shown = screen.app.get_key_display(active.binding)
        bound.setdefault(active.binding.id or "", []).append(shown)
    rows = [f"{' '.join(bound.get(command.id, ())):<16} {command.tooltip}" for command in LISTED]
    numbers, tooltip = CANDIDATES
    return "\n".join((*rows, f"{numbers:<16} {tooltip}"))
