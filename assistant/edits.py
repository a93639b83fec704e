"""Edits: proposed replacements of spans of the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class EditKind(StrEnum):
    """What an edit mends."""

    WORDING = "wording"
    TITLE = "title"
    BOILERPLATE = "boilerplate"
    SECTION = "section"
    MOJIBAKE = "mojibake"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another replacement for the same span, with its share of the belief (0 to 1)."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Edit:
    """A span of the source, its replacement, and why.

    Offsets are code points, half open. `confidence` is the calibrated probability that the
    replacement is right. A flag is a short word (`quotation`, `uncertain`, `fact`…) that
    keeps the edit from being accepted by the default policy.
    """

    start: int
    end: int
    original: str
    replacement: str
    kind: EditKind = EditKind.WORDING
    confidence: float = 1.0
    reason: str = ""
    flags: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = field(default=())
