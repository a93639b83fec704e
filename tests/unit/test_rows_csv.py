"""CSV: everything is text, and what is not changed is kept, quotation marks and line ends too."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.batch.items import BadItem, PassedOver, RowItem
from assistant.batch.results import State
from assistant.batch.rows.csv_dialect import Dialect, delimiter_of
from assistant.batch.rows.csv_records import fields, records
from assistant.batch.rows.options import RowOptions
from assistant.errors import SourceError
from tests.support.rows import UNTOUCHED, anew, done, entries, stored

_REPLACING = RowOptions("text", replaces=True, adds=False)
_HOSTILE = st.text('a,";\n\r\t \0é\u2028#\ufeff|', max_size=30)
_CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"), max_size=12)


@settings(max_examples=300, deadline=None)
@given(_HOSTILE)
@example('text\r\n"a""b",\r"c')
@example("\ufefftext\na\n")
@example('text\n"open\n"')
def test_nothing_changed_gives_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, rest: str
) -> None:
    """Whatever stands below the header: lone quotation marks, null characters, any line ends."""
    data = ("text,id\r\n" + rest).encode()
    path = stored(tmp_path_factory.getbasetemp() / "a.csv", data)
    assert anew(path, UNTOUCHED) == data
    assert anew(path, RowOptions("text", adds=False, limit=20)) == data


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60))
def test_bytes_in_no_encoding_come_back(
    tmp_path_factory: pytest.TempPathFactory, rest: bytes
) -> None:
    """Every byte, though the row is failed."""
    data = b"text\n" + rest
    path = stored(tmp_path_factory.getbasetemp() / "b.csv", data)
    assert anew(path, UNTOUCHED) == data


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(_CELLS, _CELLS, _CELLS), min_size=1, max_size=3),
    _CELLS,
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_only_the_text_is_replaced(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str]],
    new: str,
    quoting: int,
    delimiter: str,
    end: str,
    encoding: str,
) -> None:
    """As the csv module reads it, and all around its field is what was there."""
    if any("\r" in cell for row in rows for cell in row):
        quoting = csv.QUOTE_ALL  # the module leaves a bare carriage return without marks
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    own = [
        (f"{number}-{one}", f"text {two}", three) for number, (one, two, three) in enumerate(rows)
    ]
    writer.writerows([("id", "text", "n"), *own])
    path = stored(tmp_path_factory.getbasetemp() / "c.csv", file.getvalue().encode(encoding))
    options = RowOptions("text", "id", replaces=True, adds=False)
    key, old, _ = own[-1]
    written = anew(path, options, {key: done(old, new)}).decode(encoding)
    found = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))
    assert found == [["id", "text", "n"], *map(list, own[:-1]), [key, new, own[-1][2]]]
    assert anew(path, options) == path.read_bytes()


@settings(deadline=None)
@given(_HOSTILE)
def test_fields_are_where_the_csv_module_reads_them(rest: str) -> None:
    """The spans hold what it read, or are said not to be certain."""
    dialect = Dialect(",", "utf-8")
    found = list(records(io.StringIO(rest, newline=""), dialect, 1_000))
    assert "".join(record.raw for record in found) == rest
    for record in found:
        if record.values and (spans := fields(record, dialect)) is not None:
            assert len(spans) == len(record.values)
            for span, value in zip(spans, record.values, strict=True):
                raw = record.raw[span.start : span.end]
                assert raw == (value if not span.quoted else '"' + value.replace('"', '""') + '"')


def test_ids_numbers_and_dates_stay(tmp_path: Path) -> None:
    """What the readers of data frames change."""
    data = (
        "id,text,a,b,c,d\r\n"
        '00123,one,1e5,2024-01-01,01/02/2024,"NA"\r\n'
        '#7,two,0x10,TRUE,12:30,""\r\n'
        "9007199254740993,three,inf,t,1.0,\r\n"
    )
    path = stored(tmp_path / "a.csv", data.encode())
    options = RowOptions("text", "id", replaces=True, adds=False)
    assert [each.key for each in entries(path, options)] == ["00123", "#7", "9007199254740993"]
    assert anew(path, options, {"#7": done("two", "2")}).decode() == data.replace("two", "2")


def test_results_stand_in_columns_behind_the_others(tmp_path: Path) -> None:
    """Quoted where a row is, with its own line end; the last one has none."""
    data = 'id,text\r\n7,one\n"8","two ""2"""'
    path = stored(tmp_path / "a.csv", data.encode())
    written = anew(path, RowOptions("text", "id"), {"7": done("one", "1, or 2")}).decode()
    names = "version,state,text,garbled,edits,flags,error".split(",")
    assert written == (
        "id,text," + ",".join(f"assistant_{name}" for name in names) + "\r\n"
        '7,one,1,done,"1, or 2",0.25,2,1,\n'
        '"8","two ""2""","1","pending","","","","",""'
    )


def test_bad_rows_are_failed_with_their_lines(tmp_path: Path) -> None:
    """And stay as they are; those around them are articles."""
    data = (
        b"id,text,n\n1,a,x\n2,b\n3,c,x,y\n\n4,d,\xe9\n"
        b'5,"open,x\n6,e,x\n7,"two\nlines",x\n8,"f"g,x\n7,again,x\n9,,x\n,h,x\n10,i,x\n'
    )
    path = stored(tmp_path / "a.csv", data)
    found = entries(path, RowOptions("text", "id"))
    unclosed = "a quotation mark in it is never closed, or closed in the middle of a field"
    assert [(each.where, each.reason) for each in found if isinstance(each, BadItem)] == [
        ("a.csv:3", "the row has 2 fields and not 3"),
        ("a.csv:4", "the row has 4 fields and not 3"),
        ("a.csv:6", "it is not in UTF-8"),
        ("a.csv:7", unclosed),
        ("a.csv:11", unclosed),
        ("a.csv:12", "its id '7' stands in a.csv:9 too"),
        ("a.csv:14", "its field 'id' is empty"),
    ]
    assert [each.key for each in found if isinstance(each, RowItem)] == ["1", "6", "7", "10"]
    assert [each.key for each in found if isinstance(each, PassedOver)] == ["9"]
    assert anew(path, UNTOUCHED) == data
    lines = anew(path, RowOptions("text", "id")).split(b"\n")
    assert lines[2] == b"2,b"
    assert lines[5].startswith(b"4,d,\xe9,1,failed,")


def test_a_quotation_mark_inside_a_field_is_one(tmp_path: Path) -> None:
    """It opens nothing, as the csv module has it, and the next rows are rows."""
    path = stored(tmp_path / "a.csv", b'id,text\n1,a 5" nail\n2,b\n')
    found = entries(path, RowOptions("text", "id"))
    assert [each.text for each in found if isinstance(each, RowItem)] == ['a 5" nail', "b"]


def test_a_row_that_is_too_long_is_failed_and_kept(tmp_path: Path) -> None:
    """A line as well as a quotation that is never closed; what is behind them is read."""
    data = b"text\na\n" + b"x" * 500 + b'\nb\n"open\n' + b"line\n" * 100 + b"c\n"
    path = stored(tmp_path / "a.csv", data)
    options = RowOptions("text", adds=False, limit=100)
    found = entries(path, options)
    bad = [each for each in found if isinstance(each, BadItem)]
    assert [each.where for each in bad] == ["a.csv:3", "a.csv:5"]
    assert bad[0].reason == "it is longer than a row may be"
    assert len(found) == 105
    assert anew(path, options) == data


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("id,text", ","),
        ("id;text", ";"),
        ("id\ttext", "\t"),
        ('"id, or name";text', ";"),
        ("id|text", "|"),
        ("text", ","),
        ("none", ","),
        ("a;b,c;d", ";"),
    ],
)
def test_the_delimiter_is_read_from_the_header(header: str, delimiter: str) -> None:
    """The one with which it has the field, or the most fields; no row is looked at."""
    assert delimiter_of(header, ("text",)) == delimiter


def test_another_delimiter_is_no_part_of_a_field(tmp_path: Path) -> None:
    """A comma between semicolons is one of the text."""
    path = stored(tmp_path / "a.csv", b"id;text\n1;a,b\n")
    found = entries(path, RowOptions("text"))
    assert [each.text for each in found if isinstance(each, RowItem)] == ["a,b"]


@pytest.mark.parametrize("name", ["a.tsv", "a.TSV.gz"])
def test_tabs_part_what_says_so_by_its_name(tmp_path: Path, name: str) -> None:
    """Whatever else stands in its header."""
    data = b"text,id\ttext\n1\ta, b\n"
    path = stored(tmp_path / name, gzip.compress(data) if name.endswith("gz") else data)
    found = entries(path, RowOptions("text"))
    assert [each.text for each in found if isinstance(each, RowItem)] == ["a, b"]


def test_an_encoding_that_is_named(tmp_path: Path) -> None:
    """Its bytes come back; a row for whose new text it has no letter fails, and stays."""
    data = "text\ncafé\nother\n".encode("cp1252")
    path = stored(tmp_path / "a.csv", data)
    options = RowOptions("text", encoding="windows-1252", replaces=True)
    found = entries(path, options)
    assert [each.text for each in found if isinstance(each, RowItem)] == ["café", "other"]
    why = {"state": State.FAILED, "error": "Łódź: no"}
    results = {"a.csv:2": done("café", "kafé"), "a.csv:3": done("other", "Łódź")}
    assert (
        anew(path, options, {"a.csv:2": done("café", None, **why)})
        .splitlines()[1]
        .endswith(b"?\xf3d?: no")
    )
    written = anew(path, options, results).decode("cp1252").splitlines()
    assert written[1].startswith("kafé,1,done,")
    assert written[2].startswith("other,1,failed,")
    assert written[2].endswith("CP1252 lacks a character of what came of it")


def test_utf_16_that_does_not_hold_to_the_end(tmp_path: Path) -> None:
    """Is one failure from there on, and nothing is written that lacks the rest."""
    text = "text\nfirst\nsecond\n"
    path = stored(tmp_path / "a.csv", text.encode("utf-16") + b"x")
    *good, bad = entries(path, RowOptions("text"))
    assert [each.text for each in good if isinstance(each, RowItem)] == ["first", "second"]
    assert bad == BadItem("a.csv:4", "a.csv:4", "from here on it is not in UTF-16-LE")
    with pytest.raises(SourceError, match="not in UTF-16-LE all through"):
        anew(path, UNTOUCHED)
    (bad,) = entries(stored(path, "text".encode("utf-16") + b"x"), RowOptions("text"))
    assert isinstance(bad, BadItem)
    assert bad.reason == "it is not in UTF-16-LE"


@pytest.mark.parametrize(
    ("data", "options", "problem"),
    [
        (b"id,body\n1,a\n", RowOptions("text"), "it has no field 'text'; its fields are id, body"),
        (b"text,text\na,b\n", RowOptions("text"), "two of its fields are called 'text'"),
        (b"", RowOptions("text"), "of its header: it is missing"),
        (b'"text\na\n', RowOptions("text"), "of its header: a quotation mark in it is never clos"),
        (b"text,n\xe9\na,b\n", RowOptions("text"), "its header is not in UTF-8: name its encoding"),
        (b"text\na\n", RowOptions("text", encoding="nope"), "the encoding 'nope' is not known"),
        (b"text\na\n", RowOptions("text", encoding="gbk"), "rows in gbk cannot be read without a"),
        (b"text,assistant_error\na,b\n", RowOptions("text"), "it has a field 'assistant_error'"),
    ],
)
def test_a_table_without_the_fields_is_one_failure(
    tmp_path: Path, data: bytes, options: RowOptions, problem: str
) -> None:
    """Not one a row, and nothing is guessed."""
    (found,) = entries(stored(tmp_path / "a.csv", data), options)
    assert isinstance(found, BadItem)
    assert found.reason.startswith(problem)
