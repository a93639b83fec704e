"""Keys that mean something only together, and counts before them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.tui.key_names import shown_key

_MOST = 9999


@dataclass(slots=True)
class Typed:
    """What was typed of a command so far; `key` is what the last one was given by."""

    pending: str = ""
    count: str = ""
    key: str = ""

    @property
    def shown(self) -> str:
        """What was typed so far, to be shown."""
        return f"{self.count} {shown_key(self.pending)}".strip()

    def press(self, key: str, bound: Collection[str]) -> str | None:
        """Take a key, where some keys and sequences are bound.

        The sequence that is whole now, "" where more is to come or nothing fits, or None for a
        key that stands by itself.
        """
        typed = f"{self.pending}-{key}" if self.pending else key
        if any(other.startswith(f"{typed}-") for other in bound):
            self.pending = typed
            return ""
        if self.pending:
            self.pending, self.key = "", typed
            return typed if typed in bound else self._nothing()
        if key.isdecimal() and key not in bound and (self.count or key != "0"):
            self.count = str(min(int(self.count + key), _MOST))
            return ""
        self.key = key
        if key not in bound:
            self.count = ""
        return None

    def taken(self) -> int | None:
        """The count that was typed, if one was; it holds for one command."""
        count, self.count = self.count, ""
        return int(count) if count else None

    def _nothing(self) -> str:
        self.count = ""
        return ""
