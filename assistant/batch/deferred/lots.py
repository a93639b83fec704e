"""Questions parted into files: none larger than a server takes, nor dearer than what is left."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.atomic import PRIVATE
from assistant.batch.deferred.questions import Sendable
from assistant.chat.jobs import MOST_BYTES, MOST_LINES
from assistant.chat.lines import request_line
from assistant.chat.prices import Price, cost

_FRAME = len(request_line("0" * 32, ""))
"""Bytes of a line beside its request."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a file may hold."""

    lines: int = MOST_LINES
    size: int = MOST_BYTES


@dataclass(frozen=True, slots=True)
class Load:
    """What questions come to: their number, the tokens of them and of the longest answers."""

    questions: int = 0
    sent: int = 0
    longest: int = 0

    def with_one(self, each: Sendable) -> Load:
        """The same with one more."""
        return Load(self.questions + 1, self.sent + each.sent, self.longest + each.longest)

    def least(self, price: Price | None) -> float | None:
        """US dollars for the questions themselves."""
        return cost(price, self.sent, 0)

    def most(self, price: Price | None) -> float | None:
        """US dollars where every answer is as long as it may be."""
        return cost(price, self.sent, self.longest)


def load_of(questions: Iterable[Sendable]) -> Load:
    """What questions come to."""
    found = Load()
    for each in questions:
        found = found.with_one(each)
    return found


@dataclass(frozen=True, slots=True)
class Left:
    """What may still be used, of dollars and of tokens; None for any."""

    dollars: float | None = None
    tokens: int | None = None

    def holds(self, load: Load, price: Price | None) -> bool:
        """Whether questions come to no more, however long their answers are."""
        if self.tokens is not None and load.sent + load.longest > self.tokens:
            return False
        most = load.most(price)
        return self.dollars is None or (most is not None and most <= self.dollars)


def affordable(
    questions: Iterable[Sendable], price: Price | None, left: Left
) -> Iterator[Sendable]:
    """The first questions that come to no more than what is left."""
    load = Load()
    for each in questions:
        load = load.with_one(each)
        if not left.holds(load, price):
            return
        yield each


def lots(questions: Iterable[Sendable], room: Room) -> Iterator[list[Sendable]]:
    """The questions of a file each, in order."""
    lot: list[Sendable] = []
    size = 0
    for each in questions:
        own = each.size + _FRAME
        if lot and (len(lot) >= room.lines or size + own > room.size):
            yield lot
            lot, size = [], 0
        lot.append(each)
        size += own
    if lot:
        yield lot


def write(requests: Iterable[tuple[str, str]], path: Path) -> None:
    """Write the file of some ids and requests, for nobody else to read."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE), "wb") as file:
        for number, body in requests:
            file.write(request_line(number, body))
