"""Parquet: an equal table with its schema; only the text is replaced, in its own type."""

from __future__ import annotations

import datetime as dt
import decimal
import io
from pathlib import Path
from typing import Any

import pytest

from assistant.batch.items import BadItem, PassedOver, RowItem
from assistant.batch.rows.options import RowOptions
from tests.support.rows import UNTOUCHED, anew, done, entries, stored

pa: Any = pytest.importorskip("pyarrow")
pq: Any = pytest.importorskip("pyarrow.parquet")

_TEXTS = ["one", None, "", "two", "one", "three"]
_TYPES = [
    pa.string(),
    pa.large_string(),
    pa.string_view(),
    pa.dictionary(pa.int32(), pa.string()),
    pa.dictionary(pa.int8(), pa.string()),
]
_OF_ONE = RowOptions("text", "id", replaces=True, adds=False)


def _texts(kind: Any) -> Any:
    if pa.types.is_dictionary(kind):
        return pa.array(_TEXTS, kind.value_type).dictionary_encode().cast(kind)
    return pa.array(_TEXTS, kind)


def _table(kind: Any = None) -> Any:
    """A table of all that an export may hold."""
    nothing = dt.datetime(2024, 1, 1, 12, 30, tzinfo=dt.UTC)
    columns = {
        "id": pa.array(["00123", "1e5", "#7", "2024-01-01", "01/02/2024", "9"]),
        "n": pa.array([9007199254740993, None, 2**63 - 1, -1, 0, 1], pa.int64()),
        "u": pa.array([2**64 - 1, 0, 1, 2, 3, None], pa.uint64()),
        "at": pa.array([nothing, None] * 3, pa.timestamp("us", tz="+02:00")),
        "day": pa.array([nothing.date()] * 6, pa.date32()),
        "sum": pa.array([decimal.Decimal("1.10"), None] * 3, pa.decimal128(12, 2)),
        "tags": pa.array([["a", None], [], None] * 2, pa.list_(pa.string())),
        "text": _texts(kind or pa.string()),
        "deep": pa.array([{"x": [1], "y": {"z": None}}, None, {"x": None, "y": None}] * 2),
        "raw": pa.array([b"\xff\x00", None, b""] * 2),
        "map": pa.array([[("k", 1)], [], None] * 2, pa.map_(pa.string(), pa.int32())),
    }
    fields = [
        pa.field(name, array.type, metadata={"unit": name}) for name, array in columns.items()
    ]
    fields[0] = fields[0].with_nullable(nullable=False)
    return pa.table(list(columns.values()), pa.schema(fields, metadata={"pandas": "{}", "k": "v"}))


def _stored(path: Path, table: Any, **options: Any) -> Path:
    pq.write_table(table, path, **({"row_group_size": 4} | options))
    return path


def _read(data: bytes) -> Any:
    return pq.ParquetFile(io.BytesIO(data))


@pytest.mark.parametrize("kind", _TYPES, ids=str)
@pytest.mark.parametrize("compression", ["snappy", "zstd", "none", {"text": "gzip", "n": "zstd"}])
def test_nothing_changed_gives_an_equal_table(tmp_path: Path, kind: Any, compression: Any) -> None:
    """With its schema, its metadata, its row groups and its compression."""
    path = _stored(tmp_path / "a.parquet", _table(kind), compression=compression)
    before, after = pq.ParquetFile(path), _read(anew(path, UNTOUCHED))
    assert after.schema_arrow.equals(before.schema_arrow, check_metadata=True)
    assert after.read().equals(before.read())
    assert after.schema.equals(before.schema)
    assert _layout(after) == _layout(before)


def _layout(file: Any) -> list[Any]:
    groups = (file.metadata.row_group(number) for number in range(file.num_row_groups))
    return [
        (group.num_rows, [group.column(at).compression for at in range(group.num_columns)])
        for group in groups
    ]


@pytest.mark.parametrize("kind", _TYPES, ids=str)
def test_only_the_text_is_replaced_in_its_own_type(tmp_path: Path, kind: Any) -> None:
    """Null and the empty text stay apart; all other columns are equal."""
    path = _stored(tmp_path / "a.parquet", _table(kind))
    results = {"00123": done("one", "1"), "2024-01-01": done("two", "2 — “two”")}
    before, after = pq.read_table(path), _read(anew(path, _OF_ONE, results)).read()
    assert after.schema.equals(before.schema, check_metadata=True)
    assert after.column("text").to_pylist() == ["1", None, "", "2 — “two”", "one", "three"]
    assert after.drop_columns("text").equals(before.drop_columns("text"))


@pytest.mark.parametrize("kind", _TYPES, ids=str)
def test_results_are_columns_of_their_own(tmp_path: Path, kind: Any) -> None:
    """In the types that are promised, behind a table that is as it was."""
    path = _stored(tmp_path / "a.parquet", _table(kind))
    options = RowOptions("text", "id")
    after = _read(anew(path, options, {"00123": done("one", "1")})).read()
    before = pq.read_table(path)
    assert after.select(before.column_names).equals(before)
    assert tuple(after.column_names[len(before.column_names) :]) == options.added
    text = pa.string() if pa.types.is_dictionary(kind) else kind
    types = [pa.int32(), text, text, pa.float64(), pa.int32(), pa.int32(), text]
    assert [after.schema.field(name).type for name in options.added] == types
    states = ["done", "empty", "empty", "pending", "pending", "pending"]
    assert after.column("assistant_state").to_pylist() == states
    assert after.column("assistant_garbled").to_pylist() == [0.25, *[None] * 5]


def test_rows_are_known_by_id_or_number(tmp_path: Path) -> None:
    """A null id is a failure of its row."""
    table = pa.table({"text": ["a", "b", None], "id": pa.array([2**53 + 1, None, 3], pa.int64())})
    path = _stored(tmp_path / "a.parquet", table)
    assert entries(path, RowOptions("text", "id")) == [
        RowItem("9007199254740993", "a.parquet:1", "a"),
        BadItem("a.parquet:2", "a.parquet:2", "its field 'id' is empty"),
        PassedOver("3", "a.parquet:3", "a row without text"),
    ]
    keys = [each.key for each in entries(path, RowOptions("text"))]
    assert keys == ["a.parquet:1", "a.parquet:2", "a.parquet:3"]


@pytest.mark.parametrize("rows", [0, 1])
def test_a_table_without_rows(tmp_path: Path, rows: int) -> None:
    """Keeps its schema."""
    path = _stored(tmp_path / "a.parquet", _table().slice(0, rows))
    after = _read(anew(path, UNTOUCHED))
    assert after.read().equals(pq.read_table(path))
    assert after.schema_arrow.equals(pq.ParquetFile(path).schema_arrow, check_metadata=True)


def test_a_large_row_group_becomes_several(tmp_path: Path) -> None:
    """So that memory stays flat; the table is equal."""
    table = pa.table({"text": [f"text {number}" for number in range(45_000)]})
    path = _stored(tmp_path / "a.parquet", table, row_group_size=45_000)
    after = _read(anew(path, UNTOUCHED))
    assert [rows for rows, _ in _layout(after)] == [20_000, 20_000, 5_000]
    assert after.read().equals(table)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (pa.table({"body": ["a"]}), "it has no field 'text'; its fields are body"),
        (pa.table({"text": [1]}), "its field 'text' is no text but int64"),
        (pa.table({"text": ["a"], "id": [1.5]}), "its field 'id' is neither text nor a whole nu"),
        (pa.table([["a"], ["b"], [1]], ["text", "text", "id"]), "two of its fields are called"),
        (pa.table({"text": ["a"], "id": [1], "assistant_text": [1]}), "it has a field 'assistant_"),
    ],
)
def test_a_table_without_the_fields_is_one_failure(
    tmp_path: Path, table: Any, problem: str
) -> None:
    """Not one a row."""
    named = "id" if "id" in table.column_names else ""
    (found,) = entries(_stored(tmp_path / "a.parquet", table), RowOptions("text", named))
    assert isinstance(found, BadItem)
    assert found.reason.startswith(problem)


def test_a_file_that_is_none_or_damaged(tmp_path: Path) -> None:
    """Is one failure, or one from where it is damaged on."""
    (found,) = entries(stored(tmp_path / "a.parquet", b"PAR1 no"), RowOptions("text"))
    assert isinstance(found, BadItem)
    assert found.reason.startswith("it is not Parquet, or it is damaged")
    texts = [f"{number} " * 50 for number in range(2_000)]
    path = _stored(tmp_path / "b.parquet", pa.table({"text": texts}), row_group_size=500)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2_000] = bytes(2_000)
    *good, bad = entries(stored(path, bytes(data)), RowOptions("text"))
    assert len(good) >= 500
    assert all(isinstance(each, RowItem) for each in good)
    assert isinstance(bad, BadItem)
    assert bad.reason.startswith("from here on it is not Parquet, or it is damaged")


@pytest.mark.parametrize("kind", _TYPES[:3] + _TYPES[3:4], ids=str)
def test_texts_that_are_not_in_utf_8(tmp_path: Path, kind: Any) -> None:
    """Are failed by row, and their bytes stay though another row is replaced."""
    raw = pa.array([b"one", b"\xff\xfe", b"two"], pa.large_binary()).view(pa.large_string())
    is_dictionary = pa.types.is_dictionary(kind)
    texts = raw.cast(pa.string()).dictionary_encode() if is_dictionary else raw.cast(kind)
    path = _stored(tmp_path / "a.parquet", pa.table({"text": texts, "id": ["a", "b", "c"]}))
    one, bad, two = entries(path, RowOptions("text", "id"))
    assert bad == BadItem("a.parquet:2", "a.parquet:2", "it is not in UTF-8")
    assert [each.text for each in (one, two) if isinstance(each, RowItem)] == ["one", "two"]
    after = _read(anew(path, _OF_ONE, {"c": done("two", "2")})).read().column("text")
    plain = after.cast(kind.value_type) if is_dictionary else after
    assert plain.cast(pa.large_binary()).to_pylist() == [b"one", b"\xff\xfe", b"2"]


def test_names_with_a_dot_are_names(tmp_path: Path) -> None:
    """And no paths into a nested column."""
    table = pa.table({"a.b": ["one", "two"], "a": [{"b": "no"}, None], "id": ["x", "y"]})
    path = _stored(tmp_path / "a.parquet", table)
    options = RowOptions("a.b", "id", replaces=True, adds=False)
    assert [each.text for each in entries(path, options) if isinstance(each, RowItem)] == [
        "one",
        "two",
    ]
    after = _read(anew(path, options, {"x": done("one", "1")})).read()
    assert after.column("a.b").to_pylist() == ["1", "two"]
    assert after.drop_columns("a.b").equals(table.drop_columns("a.b"))
