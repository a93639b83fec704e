"""What a fact is, and how two multisets of facts differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import zip_longest

from assistant.language.units import base


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


Key = tuple[FactKind, str, Fraction | str, str]
"""A kind, what is said of a number, the number or another value, and its unit."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a rewrite may not alter, in one form however it was written.

    `value` is canonical: `1,000`, `1000` and `a thousand` are all `1000`; `5 per cent` and
    `5%` are `5 %`; `5 May 2024` and `May 5, 2024` are `2024-05-05`; what is said of a number
    stands before it, `over 1000`.
    """

    kind: FactKind
    value: str

    @property
    def key(self) -> Key:
        """What two facts share that say the same: `3/4` and `75 %`, 0.5 hours and 30 minutes."""
        match self.kind:
            case FactKind.NUMBER:
                return self.kind, "", *measured(self.value)
            case FactKind.LIMIT:
                limit, _, number = self.value.partition(" ")
                return self.kind, limit, *measured(number)
        return self.kind, "", self.value, ""


@lru_cache(maxsize=4096)
def measured(value: str) -> tuple[Fraction | str, str]:
    """A canonical number in the base of its unit, percentages as shares of one; else itself."""
    number, _, unit = value.partition(" ")
    try:
        size = Fraction(number)
    except (ValueError, ZeroDivisionError):
        return value, ""
    if unit == "%":
        return size / 100, ""
    name, factor = base(unit)
    return size * factor, name


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


def compared(
    before: Counter[Fact], after: Counter[Fact], *, gains: frozenset[str] = frozenset()
) -> tuple[Difference, ...]:
    """What was dropped, added or changed; a loss and a gain of one kind make one change.

    `gains` are units that a bare number may gain: where `four indorsements` becomes `four
    seconds`, the number is as it was.
    """
    if before == after:
        return ()
    lost, gained = _unequal(before - after, after - before)
    for fact in tuple(gained):
        value, _, unit = fact.value.partition(" ")
        bare = Fact(FactKind.NUMBER, value)
        if fact.kind is FactKind.NUMBER and unit in gains and lost[bare]:
            both = min(lost[bare], gained[fact])
            lost[bare] -= both
            gained[fact] -= both
    return tuple(_paired(+lost, +gained))


def _unequal(lost: Counter[Fact], gained: Counter[Fact]) -> tuple[Counter[Fact], Counter[Fact]]:
    """What is lost and gained besides facts that only are put in another way."""
    keys = Counter(fact.key for fact in lost.elements())
    keys &= Counter(fact.key for fact in gained.elements())
    return _without(lost, keys), _without(gained, keys)


def _without(facts: Counter[Fact], keys: Counter[Key]) -> Counter[Fact]:
    """The facts but for so many of each key."""
    left, spare = Counter[Fact](), Counter(keys)
    for fact in facts.elements():
        if spare[fact.key]:
            spare[fact.key] -= 1
        else:
            left[fact] += 1
    return left


def _paired(lost: Counter[Fact], gained: Counter[Fact]) -> Iterator[Difference]:
    for kind in FactKind:
        gone = [fact.value for fact in lost.elements() if fact.kind is kind]
        new = [fact.value for fact in gained.elements() if fact.kind is kind]
        for old, young in zip_longest(gone, new):
            yield Difference(kind, old, young)


def _shown(value: str | None, longest: int = 60) -> str:
    text = value or ""
    return f"“{text}”" if len(text) <= longest else f"“{text[: longest - 1]}…”"
