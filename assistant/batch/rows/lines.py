"""The lines of a file of bytes, parted by line feeds alone, in little memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its end, or a piece of one that is too long; numbers begin at 1.

    `starts` says that it is the first piece of its line, `whole` that it is all of it.
    """

    number: int
    data: bytes
    starts: bool = True
    whole: bool = True


def lines(file: BinaryIO, limit: int) -> Iterator[Line]:
    """The lines of a file; those above `limit` bytes come in pieces of at most that."""
    number, starts = 1, True
    while data := file.readline(limit):
        ends = data.endswith(b"\n")
        whole = starts and (ends or len(data) < limit)
        yield Line(number, data, starts, whole)
        number, starts = (number + 1, True) if ends else (number, False)
