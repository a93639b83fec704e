"""Counts in words."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: `1 hunk`, `2 hunks`, `1,200 hunks`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
