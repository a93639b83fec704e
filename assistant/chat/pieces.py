"""A text that comes in pieces, however a server cuts it."""

from __future__ import annotations

from dataclasses import dataclass

_TELLING = 16
"""Letters from which on a piece that repeats all before it does not do so by chance."""


@dataclass(slots=True)
class Pieces:
    """A text in pieces: each goes on, says all again and more, or repeats all at the end."""

    joined: str = ""
    _last: str = ""
    _count: int = 0
    _growing: bool = True

    def add(self, piece: str) -> None:
        """One more piece."""
        if not piece:
            return
        self._count += 1
        self._growing = self._growing and piece.startswith(self._last)
        self._last = piece
        if len(self.joined) >= _TELLING and piece.startswith(self.joined):
            self.joined = piece
        else:
            self.joined += piece

    @property
    def text(self) -> str:
        """The text so far."""
        grown = self._count > 2 or (self._count == 2 and len(self._last) > 2 * _TELLING)
        return self._last if self._growing and grown else self.joined
