"""What a fact is, and what a difference between two facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FactKind(StrEnum):
    """What a fact is about, in the words of a message."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    NAME = "name"
    QUOTATION = "quotation"
    ADDRESS = "address"
    NEGATION = "negation"
    HEDGE = "hedge"
    LIMIT = "limit"
    FRAME = "time frame"
    DIRECTION = "direction"
    SENSE = "sense"


VALUES = frozenset({FactKind.NUMBER, FactKind.DATE, FactKind.TIME})
"""Kinds that are of figures, however they are written."""

WORDED = frozenset(
    {FactKind.HEDGE, FactKind.LIMIT, FactKind.FRAME, FactKind.DIRECTION, FactKind.SENSE}
)
"""Kinds that ordinary words state, so that a garbled word may have stood for one."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a rewrite may not alter, in one form however it was written.

    `value` is canonical: `1,000`, `1000` and `a thousand` are all `1000`; `5 per cent` and
    `5%` are `5 %`; `5 May 2024` and `May 5, 2024` are `2024-05-05`; what is said of a number
    stands before it, `over 1000`. What other words may well imply is `weak`: the one of `a mile`,
    the two of `both`, the year of `annual`. It may go, and come in; it may not become another.
    """

    kind: FactKind
    value: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A fact and the half-open range of code points in which it was read."""

    fact: Fact
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that is not as it was: `before` is None where added, `after` where dropped."""

    kind: FactKind
    before: str | None
    after: str | None

    @property
    def message(self) -> str:
        """The difference in one line of plain English."""
        if self.before is None:
            return f"the {self.kind} {_shown(self.after)} is added"
        if self.after is None:
            return f"the {self.kind} {_shown(self.before)} is dropped"
        return f"the {self.kind} {_shown(self.before)} becomes {_shown(self.after)}"

    def __str__(self) -> str:
        return self.message


def _shown(value: str | None, longest: int = 60) -> str:
    text = value or ""
    return f"“{text}”" if len(text) <= longest else f"“{text[: longest - 1]}…”"
