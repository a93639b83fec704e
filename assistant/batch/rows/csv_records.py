"""The records of a CSV file, each with the very text that it was read from.

The csv module reads them; their fields are found again in that text, so that one can be
written anew and the others stay as they are, quotation marks and line ends included.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from assistant.batch.rows.csv_dialect import QUOTE, Dialect
from assistant.batch.rows.table import is_whole

_ENDS = ("\r\n", "\n", "\r")
_UNCLOSED = "a quotation mark in it is never closed, or closed in the middle of a field"
_TOO_LONG = "it is longer than a row may be"
_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Field:
    """The span of a field in the text of its record, its quotation marks included."""

    start: int
    end: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Record:
    """A record, or what cannot be read as one, which has a `problem`.

    `line` is the number of its first line, from 1; `raw` its text with its line end.
    """

    line: int
    raw: str
    values: tuple[str, ...] = ()
    problem: str = ""

    @property
    def end(self) -> str:
        """Its line end; empty where the file ends without one."""
        return next((end for end in _ENDS if self.raw.endswith(end)), "")

    @property
    def is_readable(self) -> bool:
        """Whether every byte of it was in the encoding of the file."""
        return is_whole(self.raw)


class _TooLongError(Exception):
    """A record is longer than it may be."""


class _Source:
    """The lines of a file for the csv module; those of the record that is read are kept."""

    def __init__(self, file: TextIO, limit: int) -> None:
        self._file = file
        self._limit = limit
        self._again: deque[str] = deque()
        self._size = 0
        self.taken: list[str] = []

    def has_mark(self) -> bool:
        """Whether the file begins with a byte order mark, which is taken away."""
        first = self._file.readline(self._limit)
        self._again.append(first.removeprefix(_MARK))
        return first.startswith(_MARK)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._file.readline(self._limit)
        if not line:  # the end, or a file of nothing but its mark
            raise StopIteration
        self.taken.append(line)
        self._size += len(line)
        if self._size >= self._limit:
            raise _TooLongError
        return line

    def begin(self) -> None:
        """Begin a new record."""
        self.taken.clear()
        self._size = 0

    def only_first(self) -> str:
        """The first line that was taken; the others are to be read again."""
        first, *others = self.taken
        self._again.extendleft(reversed(others))
        return first

    def rest_of_line(self) -> Iterator[str]:
        """What is left of a line of which a piece was taken."""
        piece = self.taken[0]
        while piece and not piece.endswith(_ENDS):
            piece = self._file.readline(self._limit)
            yield piece


def records(file: TextIO, dialect: Dialect, limit: int) -> Iterator[Record]:
    """The records of a file that was opened with `newline=""`, blank ones without values.

    Texts of all records, joined, are the text of the file; a byte order mark is one of its own,
    on line 0. After a line that cannot be read the next one begins a record. A line of `limit`
    characters is too long; it comes in pieces, all but the first without a problem.
    """
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    source, line = _Source(file, limit), 1
    if source.has_mark():
        yield Record(0, _MARK)
    reader = _reader(source, dialect)
    while True:
        source.begin()
        try:
            values = tuple(next(reader))
        except StopIteration:
            return
        except (csv.Error, _TooLongError) as error:
            yield from _unread(source, line, error)
            line, reader = line + 1, _reader(source, dialect)
        else:
            yield Record(line, "".join(source.taken), values)
            line += len(source.taken)


def _unread(source: _Source, line: int, error: Exception) -> Iterator[Record]:
    """A line that no record begins with; the lines behind it are read again."""
    first = source.only_first()
    is_piece = isinstance(error, _TooLongError) and not first.endswith(_ENDS)
    yield Record(line, first, problem=_TOO_LONG if is_piece else _UNCLOSED)
    if is_piece:
        yield from (Record(line, piece) for piece in source.rest_of_line())


def fields(record: Record, dialect: Dialect) -> tuple[Field, ...] | None:
    """Where the fields of a record stand in it; None where that is not certain."""
    raw = record.raw[: len(record.raw) - len(record.end)]
    at, found = 0, []
    while True:
        end = _field_end(raw, at, dialect.delimiter)
        found.append(Field(at, end, raw.startswith(QUOTE, at)))
        if end >= len(raw):
            break
        at = end + 1
    read = tuple(_value(raw[each.start : each.end], each.quoted) for each in found)
    return tuple(found) if read == record.values else None


def _reader(source: _Source, dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(source, delimiter=dialect.delimiter, quotechar=QUOTE, strict=True)


def _field_end(raw: str, at: int, delimiter: str) -> int:
    if raw.startswith(QUOTE, at):
        at += 1
        while (at := raw.find(QUOTE, at)) >= 0 and raw.startswith(QUOTE, at + 1):
            at += 2
        at = len(raw) if at < 0 else at + 1
    end = raw.find(delimiter, at)
    return len(raw) if end < 0 else end


def _value(raw: str, quoted: bool) -> str:
    return raw[1:-1].replace(QUOTE * 2, QUOTE) if quoted else raw
