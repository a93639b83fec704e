"""A text with marks of what is to change in it, either way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settled:
    """The text as it reads when all marks are accepted, when all are rejected, and its comments."""

    accepted: str
    rejected: str
    comments: tuple[str, ...] = ()
