"""What came of the articles of a batch, as it goes into the rows that they came in.

VERSION counts changes of the names and types of these fields; each row carries it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

VERSION = 1


class State(StrEnum):
    """What came of an article."""

    DONE = "done"
    """It was repaired."""

    UNCHANGED = "unchanged"
    """It was read, and nothing in it was changed."""

    SCORED = "scored"
    """It was only read, and nothing was to be changed."""

    FOREIGN = "foreign"
    """It is not in English, and passed through."""

    EMPTY = "empty"
    """It holds no text, and passed through."""

    REFUSED = "refused"
    """The engine answered, and the checks refused all of it."""

    FAILED = "failed"
    """It could not be read or repaired; the error says why."""

    PENDING = "pending"
    """Nothing has come of it so far."""


@dataclass(frozen=True, slots=True)
class RowResult:
    """What came of the article of a row.

    `sha256` is the digest of the text that was read, in hex: a result of another text is none.
    `text` is the text as accepted by policy, or None where nothing changed. `garbled` is the
    share of its words that reads garbled, from 0 to 1, or None where the engine does not say.
    """

    sha256: str
    state: State
    text: str | None = None
    garbled: float | None = None
    edits: int = 0
    flags: int = 0
    error: str = ""


class Results(Protocol):
    """The results of a batch by key, as a ledger has them."""

    def get(self, key: str, /) -> RowResult | None:
        """The result of an item, or None."""
