"""CSV: everything is text, and what is not changed in a record is kept character for character."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO, TextIO

from assistant.batch import packing
from assistant.batch.items import Entry
from assistant.batch.results import Results, State
from assistant.batch.rows.csv_dialect import Dialect, dialect_of
from assistant.batch.rows.csv_records import Field, Record, fields, records
from assistant.batch.rows.options import Value
from assistant.batch.rows.table import Cells, Keys, Table
from assistant.errors import SourceError, UsageError


@dataclass(frozen=True, slots=True)
class _Row:
    """A record, where its fields stand, and what it holds; None for one to be left alone.

    `column` is the place of its text among its fields.
    """

    record: Record
    fields: tuple[Field, ...] | None = None
    cells: Cells | None = None
    column: int = 0

    def written(self, dialect: Dialect, text: str | None, added: Sequence[Value]) -> str:
        """The record with another text, and with values at its end, each in the style it has."""
        raw, parts, at = self.record.raw, [], 0
        if self.fields is None:
            return raw
        if text is not None:
            own = self.fields[self.column]
            parts = [raw[: own.start], dialect.cell(text, quoted=own.quoted)]
            at = own.end
        parts.append(raw[at : len(raw) - len(self.record.end)])
        quoted = all(field.quoted for field in self.fields)
        for value in added:
            shown = "" if value is None else dialect.storable(str(value))
            parts += [dialect.delimiter, dialect.cell(shown, quoted=quoted)]
        return "".join((*parts, self.record.end))


@dataclass(frozen=True, slots=True)
class CsvTable(Table):
    """A table in CSV with a header. Blank lines are kept and hold nothing."""

    def problem(self) -> str:
        """Whether the header has the fields."""
        try:
            with packing.unpacked(self.path) as file, self._text(file) as (text, dialect):
                header = self._header(text, dialect)
        except UsageError as error:
            return error.message
        except UnicodeDecodeError as error:
            return _not_in(error.encoding)
        if header.problem:
            return f"of its header: {header.problem}"
        if not header.is_readable:
            return f"its header is not in {dialect.codec.upper()}: name its encoding"
        return self.missing(header.values)

    def rows(self, keys: Keys) -> Iterator[Entry]:
        """The entries of its records."""
        line = 0
        try:
            with packing.unpacked(self.path) as file, self._text(file) as (text, dialect):
                for row in self._rows(text, dialect):
                    line = row.record.line
                    if row.cells is not None:
                        yield self.entry(line, row.cells, keys)
        except packing.DamagedError as error:
            yield self.broken_off(line + 1, error.strerror)
        except UnicodeDecodeError as error:
            yield self.broken_off(line + 1, _not_in(error.encoding))

    def write(self, file: BinaryIO, results: Results, keys: Keys) -> None:
        """Write the records anew; SourceError also where its encoding does not hold all through."""
        with packing.packed(file, self.path) as out:
            out.writelines(self._records_anew(results, keys))

    def _records_anew(self, results: Results, keys: Keys) -> Iterator[bytes]:
        try:
            with packing.until_damage(self.path) as file, self._text(file) as (text, dialect):
                for row in self._rows(text, dialect):
                    written = self._written(row, dialect, results, keys)
                    yield written.encode(dialect.codec, dialect.errors)
        except UnicodeDecodeError as error:
            msg = f"{self.path} is not in {error.encoding.upper()} all through"
            raise SourceError(msg, hint="convert it to UTF-8") from error

    @contextmanager
    def _text(self, file: BinaryIO) -> Iterator[tuple[TextIO, Dialect]]:
        """The text of the file, and its dialect."""
        dialect = self._dialect()
        text = io.TextIOWrapper(file, dialect.codec, dialect.errors, newline="")
        try:
            yield text, dialect
        finally:
            text.detach()

    def _dialect(self) -> Dialect:
        options = self.options
        has_tabs = packing.inner_name(self.path.name).lower().endswith(".tsv")
        delimiter = options.delimiter or ("\t" if has_tabs else "")
        with packing.unpacked(self.path) as file:
            return dialect_of(file, delimiter, options.encoding, options.named)

    def _header(self, text: TextIO, dialect: Dialect) -> Record:
        found = (each for each in records(text, dialect, self.options.limit) if _counts(each))
        return next(found, Record(1, "", problem="it is missing"))

    def _rows(self, text: TextIO, dialect: Dialect) -> Iterator[_Row]:
        """Its records, the header without cells."""
        header: tuple[str, ...] | None = None
        for record in records(text, dialect, self.options.limit):
            if not _counts(record):
                yield _Row(record)
            elif header is None:
                header = record.values
                yield _Row(record, fields(record, dialect))
            else:
                yield self._row(record, header, dialect)

    def _row(self, record: Record, header: Sequence[str], dialect: Dialect) -> _Row:
        if record.problem:
            return _Row(record, None, Cells(problem=record.problem))
        if (count := len(record.values)) != len(header):
            reason = f"the row has {count} fields and not {len(header)}"
            return _Row(record, None, Cells(problem=reason))
        if (found := fields(record, dialect)) is None:
            return _Row(record, None, Cells(problem="its quotation marks can be read in two ways"))
        if not record.is_readable:
            return _Row(record, found, Cells(problem=_not_in(dialect.codec)))
        options, cell = self.options, dict(zip(header, record.values, strict=True))
        title, identity = cell.get(options.title, ""), cell.get(options.id, "")
        column = header.index(options.text)
        return _Row(record, found, Cells(cell[options.text], identity, title), column)

    def _written(self, row: _Row, dialect: Dialect, results: Results, keys: Keys) -> str:
        """A record with its result in it."""
        if row.cells is None:  # the header, or what is to be left alone
            return row.written(dialect, None, self.options.added)
        entry = self.entry(row.record.line, row.cells, keys)
        result, own = self.result(entry, results), row.cells.text
        if result.text is not None and dialect.storable(result.text) != result.text:
            reason = f"{dialect.codec.upper()} lacks a character of what came of it"
            result = replace(result, state=State.FAILED, text=None, error=reason)
        new = self.options.replacement(result, own)
        return row.written(dialect, new, self.options.values(result, own))


def _counts(record: Record) -> bool:
    """Whether there is anything in a record, if only a problem."""
    return bool(record.values or record.problem)


def _not_in(codec: str) -> str:
    return f"it is not in {codec.upper()}"
