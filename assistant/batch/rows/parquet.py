"""Parquet, by pyarrow alone: only the text column is replaced, in its own type."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any, BinaryIO

from assistant.batch.items import Entry
from assistant.batch.results import Results
from assistant.batch.rows.options import Value
from assistant.batch.rows.table import Cells, Keys, Table, is_whole
from assistant.errors import SourceError, UsageError
from assistant.reading import open_regular

_ERRORS = "surrogateescape"
_AT_ONCE = 512
"""Rows that are read at a time."""

_GROUP = 20_000
"""Rows that are written at a time; a larger row group of the source becomes several."""


@dataclass(frozen=True, slots=True)
class ParquetTable(Table):
    """A table in Parquet; rows are numbered from 1."""

    def problem(self) -> str:
        """Whether the schema has the fields, in types that can be text."""
        try:
            with self._opened() as file:
                schema = file.schema_arrow
        except SourceError as error:
            return error.message
        if problem := self.missing(tuple(schema.names)):
            return problem
        options, pa = self.options, _pyarrow()
        for name in (options.text, options.title):
            if name and not _is_text(pa, kind := schema.field(name).type):
                return f"its field {name!r} is no text but {kind}"
        if options.id and not _is_id(pa, kind := schema.field(options.id).type):
            return f"its field {options.id!r} is neither text nor a whole number but {kind}"
        return ""

    def rows(self, keys: Keys) -> Iterator[Entry]:
        """The entries of its rows; after a part that is damaged there are none."""
        numbers, number = count(1), 0
        try:
            with self._opened() as file:
                batches = file.iter_batches(_AT_ONCE, columns=list(self.options.named))
                for batch in _undamaged(batches):
                    for cells in self._cells(batch):
                        number = next(numbers)
                        yield self.entry(number, cells, keys)
        except SourceError as error:
            yield self.broken_off(number + 1, error.message)

    def write(self, file: BinaryIO, results: Results, keys: Keys) -> None:
        """Write the table anew, part by part; raises SourceError where a part is damaged."""
        pa, numbers = _pyarrow(), count(1)
        pq = importlib.import_module("pyarrow.parquet")
        with self._opened() as source:
            schema = source.schema_arrow
            for name, kind in zip(self.options.added, self._kinds(pa, schema), strict=True):
                schema = schema.append(pa.field(name, kind))
            packing = _compression(source.metadata)
            with pq.ParquetWriter(file, schema, compression=packing) as writer:
                for part in _undamaged(_parts(pa, source)):
                    new = self._part(pa, part, schema, numbers, results, keys)
                    writer.write_table(new, row_group_size=max(new.num_rows, 1))

    def _part(
        self,
        pa: Any,
        part: Any,
        schema: Any,
        numbers: Iterator[int],
        results: Results,
        keys: Keys,
        /,
    ) -> Any:
        """Some rows with their results in them."""
        options = self.options
        texts: list[str | None] = []
        added: list[tuple[Value, ...]] = []
        changed = False
        for cells in self._cells(part):
            result = self.result(self.entry(next(numbers), cells, keys), results)
            new = options.replacement(result, cells.text)
            changed |= new is not None
            texts.append(cells.text if new is None else new)
            added.append(options.values(result, cells.text))
        columns = list(part.columns)
        if changed:
            at = schema.get_field_index(options.text)
            columns[at] = _in_type(pa, texts, schema.field(at).type)
        for place, name in enumerate(options.added):
            values = [row[place] for row in added]
            columns.append(pa.array(values, schema.field(name).type))
        return pa.table(columns, schema=schema)

    def _cells(self, part: Any) -> Iterator[Cells]:
        """What the rows of a part hold."""
        options = self.options
        columns = [
            _values(part.column(name)) if name else [None] * part.num_rows
            for name in (options.text, options.id, options.title)
        ]
        for text, identity, title in zip(*columns, strict=True):
            shown = "" if identity is None else str(identity)
            if all(map(is_whole, (text or "", shown, title or ""))):
                yield Cells(text, shown, title or "")
            else:
                yield Cells(text, problem="it is not in UTF-8")

    def _kinds(self, pa: Any, schema: Any) -> Sequence[Any]:
        """The Arrow types of the result fields: that of the text where they are text."""
        own = schema.field(self.options.text).type
        text = pa.string() if pa.types.is_dictionary(own) else own
        kinds = {int: pa.int32(), float: pa.float64(), str: text}
        return [kinds[each] for each in self.options.added_types]

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        """The file as pyarrow has it; raises SourceError where it is none."""
        pq = importlib.import_module(f"{_pyarrow().__name__}.parquet")
        with open_regular(self.path) as raw:
            with _damage_told():
                file = pq.ParquetFile(raw, pre_buffer=False)
            yield file


@contextmanager
def _damage_told() -> Iterator[None]:
    """Raise SourceError for whatever pyarrow raises for a file that is none or damaged."""
    try:
        yield
    except (_pyarrow().ArrowException, UnicodeDecodeError, OSError) as error:
        reason = " ".join(str(error).split())[:200]
        raise SourceError(f"it is not Parquet, or it is damaged: {reason}") from error


def _undamaged(parts: Iterator[Any]) -> Iterator[Any]:
    with _damage_told():
        yield from parts


def _pyarrow() -> Any:
    try:
        return importlib.import_module("pyarrow")
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow, which is not installed",
            hint="pip install 'editorial-assistant[parquet]'",
        ) from error


def _is_text(pa: Any, kind: Any) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    types = pa.types
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _is_id(pa: Any, kind: Any) -> bool:
    return _is_text(pa, kind) or bool(pa.types.is_integer(kind))


def _values(column: Any) -> list[Any]:
    """The values of a column; bytes of a text that are not in UTF-8 as lone surrogates."""
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:
        pa = _pyarrow()
        plain = (
            column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        )
        values = plain.cast(pa.large_binary()).to_pylist()
        return [None if each is None else each.decode(errors=_ERRORS) for each in values]


def _in_type(pa: Any, texts: list[str | None], kind: Any) -> Any:
    """A column of texts as `_values` gives them."""
    if pa.types.is_dictionary(kind):
        return _in_type(pa, texts, kind.value_type).dictionary_encode().cast(kind)
    if all(text is None or is_whole(text) for text in texts):
        return pa.array(texts, kind)
    values = [None if text is None else text.encode(errors=_ERRORS) for text in texts]
    return pa.array(values, pa.large_binary()).view(pa.large_string()).cast(kind)


def _compression(metadata: Any) -> dict[str, str] | str:
    """How the columns of a file are compressed, by their paths; the usual way for new ones."""
    if not metadata.num_row_groups:
        return "snappy"
    group = metadata.row_group(0)
    columns = (group.column(number) for number in range(group.num_columns))
    return {
        column.path_in_schema: "none"
        if column.compression == "UNCOMPRESSED"
        else column.compression
        for column in columns
    }


def _parts(pa: Any, file: Any) -> Iterator[Any]:
    """The row groups of a file as tables, the large ones in parts."""
    for number in range(file.num_row_groups):
        if file.metadata.row_group(number).num_rows <= _GROUP:
            yield file.read_row_group(number)
            continue
        for batch in file.iter_batches(_GROUP, row_groups=[number]):
            yield pa.Table.from_batches([batch])
