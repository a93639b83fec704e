"""What a fact is, and how two multisets of facts differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest


class FactKind(StrEnum):
    """What a fact is about, in the words of a message."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    NAME = "name"
    QUOTATION = "quotation"
    ADDRESS = "address"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a rewrite may not alter, in one form however it was written.

    `value` is canonical: `1,000`, `1000` and `a thousand` are all `1000`; `5 per cent` and
    `5%` are `5 %`; `5 May 2024` and `May 5, 2024` are `2024-05-05`.
    """

    kind: FactKind
    value: str


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
    lost, gained = before - after, after - before
    for fact in tuple(gained):
        value, _, unit = fact.value.partition(" ")
        bare = Fact(FactKind.NUMBER, value)
        if fact.kind is FactKind.NUMBER and unit in gains and lost[bare]:
            both = min(lost[bare], gained[fact])
            lost[bare] -= both
            gained[fact] -= both
    return tuple(_paired(+lost, +gained))


def _paired(lost: Counter[Fact], gained: Counter[Fact]) -> Iterator[Difference]:
    for kind in FactKind:
        gone = [fact.value for fact in lost.elements() if fact.kind is kind]
        new = [fact.value for fact in gained.elements() if fact.kind is kind]
        for old, young in zip_longest(gone, new):
            yield Difference(kind, old, young)


def _shown(value: str | None, longest: int = 60) -> str:
    text = value or ""
    return f"“{text}”" if len(text) <= longest else f"“{text[: longest - 1]}…”"
