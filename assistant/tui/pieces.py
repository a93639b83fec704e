"""Runs of text of which the lines of an article are made."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What a piece of text is to the editor; never told by colour alone."""

    PLAIN = "plain"
    REMOVED = "removed"
    ADDED = "added"
    KEPT = "kept"
    GARBLED = "garbled"
    STATE = "state"
    GAP = "gap"
    UNSEEN = "unseen"
    """Takes its room where lines are broken, so that no decision breaks them elsewhere."""


class Mark(IntEnum):
    """How a piece is marked; of two marks the later one is seen."""

    NONE = 0
    FOUND = 1
    SELECTED = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with its role, and the place among all hunks of the one that it belongs to.

    `at` is where it begins in the source, or -1 where it is not of the source.
    """

    text: str
    role: Role = Role.PLAIN
    hunk: int = -1
    at: int = -1
    mark: Mark = Mark.NONE

    def shown(self, text: str) -> Piece:
        """The same piece as it is shown."""
        return Piece(text, self.role, self.hunk, self.at, self.mark)

    def part(self, start: int, end: int, mark: Mark) -> Piece:
        """A part of the piece."""
        at = self.at + start if self.at >= 0 else -1
        return Piece(self.text[start:end], self.role, self.hunk, at, mark)


Line = tuple[Piece, ...]
