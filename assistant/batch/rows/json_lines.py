"""JSONL: an object a line. What is not changed in a line is kept byte for byte."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from assistant.batch import packing
from assistant.batch.items import Entry
from assistant.batch.results import Results, RowResult
from assistant.batch.rows.json_object import JsonObject, Member, scanned
from assistant.batch.rows.lines import Line, lines
from assistant.batch.rows.table import Cells, Keys, Table, is_whole

_LOOKED_AT = 100
_MARK = codecs.BOM_UTF8


@dataclass(frozen=True, slots=True)
class _Row:
    """A line, the object in it if there is one, and what it holds; None for a blank line."""

    line: Line
    found: JsonObject | None
    cells: Cells | None


@dataclass(frozen=True, slots=True)
class JsonLines(Table):
    """A table in JSONL, in UTF-8. Blank lines are kept and hold nothing."""

    def problem(self) -> str:
        """Whether one of the first rows has the fields."""
        with packing.unpacked(self.path) as file:
            rows = [row for row in islice(self._rows(file), _LOOKED_AT) if row.cells is not None]
        there = [tuple(row.found.members) for row in rows if row.found is not None]
        if rows and not there:
            reason = rows[0].cells.problem if rows[0].cells else ""
            return f"none of its first lines can be read: of line {rows[0].line.number}, {reason}"
        fields = tuple(dict.fromkeys(name for names in there for name in names))
        return self.missing(fields) if there else ""

    def rows(self, keys: Keys) -> Iterator[Entry]:
        """The entries of its lines."""
        number = 0
        try:
            with packing.unpacked(self.path) as file:
                for row in self._rows(file):
                    number = row.line.number
                    if row.cells is not None:
                        yield self.entry(number, row.cells, keys)
        except packing.DamagedError as error:
            yield self.broken_off(number + 1, error.strerror)

    def write(self, file: BinaryIO, results: Results, keys: Keys) -> None:
        """Write the lines anew."""
        with packing.packed(file, self.path) as out:
            out.writelines(self._lines_anew(results, keys))

    def _lines_anew(self, results: Results, keys: Keys) -> Iterator[bytes]:
        with packing.until_damage(self.path) as source:
            for row in self._rows(source):
                entry = None
                if row.cells is not None:
                    entry = self.entry(row.line.number, row.cells, keys)
                if entry is None or row.cells is None or row.found is None:
                    yield row.line.data
                else:
                    result = self.result(entry, results)
                    yield self._written(row.line, row.found, row.cells, result)

    def _rows(self, file: BinaryIO) -> Iterator[_Row]:
        for line in lines(file, self.options.limit):
            if not line.whole:
                reason = f"it is larger than {self.options.limit:,} bytes"
                yield _Row(line, None, Cells(problem=reason) if line.starts else None)
            elif not line.data.strip(_MARK + b" \t\r\n"):
                yield _Row(line, None, None)
            else:
                yield self._row(line)

    def _row(self, line: Line) -> _Row:
        try:
            found = scanned(_unmarked(line).decode())
        except UnicodeDecodeError:
            return _Row(line, None, Cells(problem="it is not in UTF-8"))
        except ValueError as error:
            return _Row(line, None, Cells(problem=str(error)))
        return _Row(line, found, self._cells(found))

    def _cells(self, found: JsonObject) -> Cells:
        options, members, line = self.options, found.members, found.line
        for name in options.added:
            if name in members:
                return Cells(problem=f"it has a field {name!r} already")
        for name in (options.text, options.id):
            if name and name not in members:
                return Cells(problem=f"it has no field {name!r}")
        identity = _identity(members[options.id], line) if options.id else ""
        if identity is None:
            return Cells(problem=f"its field {options.id!r} is neither text nor a number")
        text, title = members[options.text], members.get(options.title)
        heading = title.value if title is not None and title.is_text(line) else ""
        if text.value is None:
            return Cells(None, identity, heading)
        if not text.is_text(line):
            return Cells(problem=f"its field {options.text!r} is no text")
        if not all(map(is_whole, (identity, text.value, heading))):
            return Cells(problem="it holds half a character (a lone surrogate)")
        return Cells(text.value, identity, heading)

    def _written(self, line: Line, found: JsonObject, cells: Cells, result: RowResult) -> bytes:
        """A line with its result in it."""
        new = self.options.replacement(result, cells.text)
        replaced = None if new is None else (self.options.text, new)
        values = self.options.values(result, cells.text)
        added = list(zip(self.options.added, values, strict=True))
        if replaced is None and not added:
            return line.data
        mark = line.data[: len(line.data) - len(_unmarked(line))]
        return mark + found.written(replaced, added).encode()


def _unmarked(line: Line) -> bytes:
    """A line without the byte order mark that a file may begin with."""
    return line.data.removeprefix(_MARK) if line.number == 1 else line.data


def _identity(member: Member, line: str) -> str | None:
    """An id, a number as it is written."""
    if member.is_text(line) or member.is_number(line):
        return str(member.value)
    return None
