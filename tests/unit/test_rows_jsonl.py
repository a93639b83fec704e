"""JSONL: what is not changed in a line is kept byte for byte, and a bad line ends nothing."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.batch.items import BadItem, PassedOver, RowItem
from assistant.batch.results import State
from assistant.batch.rows.options import RowOptions
from tests.support.rows import UNTOUCHED, anew, done, entries, stored, zstd

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False)
    | st.sampled_from(["00123", "1e5", "2024-01-01", "01/02/2024", "#7", "12:30", "NA", ""])
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_ROWS = st.builds(
    lambda row, text, at: dict([*list(row.items())[:at], ("text", text), *list(row.items())[at:]]),
    st.dictionaries(st.text().filter(lambda name: not name.startswith("assistant_")), _VALUES),
    st.text(),
    st.integers(0, 3),
)
_STYLES = st.builds(
    lambda comma, colon, ascii_only: {"separators": (comma, colon), "ensure_ascii": ascii_only},
    st.sampled_from([",", ", ", " , ", ",\t"]),
    st.sampled_from([":", ": ", " : "]),
    st.booleans(),
)
_LINES = st.builds(
    lambda row, style: json.dumps(row, **style).encode("utf-8", "surrogatepass"), _ROWS, _STYLES
)
_ENDS = st.sampled_from([b"\n", b"\r\n", b"\n\n", b" \n"])
_JUNK = st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"x"))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(_LINES | _JUNK, _ENDS), max_size=6),
    st.sampled_from([b"", b"\xef\xbb\xbf"]),
    st.sampled_from([b"", b'{"text": "no end"}', b'{"text": "cut o']),
)
def test_nothing_changed_gives_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[tuple[bytes, bytes]],
    mark: bytes,
    last: bytes,
) -> None:
    """Whatever stands in the file: any line ends, a byte order mark, lines that are no JSON."""
    data = mark + b"".join(line + end for line, end in lines) + last
    path = stored(tmp_path_factory.getbasetemp() / "a.jsonl", data)
    assert anew(path, UNTOUCHED) == data


@settings(max_examples=50, deadline=None)
@given(_ROWS, _STYLES, st.text(), _ENDS)
def test_only_the_span_of_the_text_is_replaced(
    tmp_path_factory: pytest.TempPathFactory,
    row: dict[str, Any],
    style: dict[str, Any],
    new: str,
    end: bytes,
) -> None:
    """The bytes before it and behind it are those of the line."""
    row["text"] = "the text: \u2014 “x”"
    line = json.dumps(row, **style).encode("utf-8", "surrogatepass")
    own = json.dumps(row["text"], ensure_ascii=style["ensure_ascii"]).encode()
    name = json.dumps("text").encode() + style["separators"][1].encode()
    before, _, behind = line.partition(name + own)
    path = stored(tmp_path_factory.getbasetemp() / "b.jsonl", line + end)
    options = RowOptions("text", replaces=True, adds=False)
    written = anew(path, options, {"b.jsonl:1": done(row["text"], new)})
    assert written.startswith(before + name)
    assert written.endswith(behind + end)
    assert json.loads(written) == row | {"text": new}


@settings(max_examples=50, deadline=None)
@given(_ROWS, _STYLES, st.text(min_size=1))
def test_results_are_added_behind_what_is_there(
    tmp_path_factory: pytest.TempPathFactory, row: dict[str, Any], style: dict[str, Any], new: str
) -> None:
    """In the style of the line; the fields that were there come first and are as they were."""
    line = json.dumps(row, **style).encode("utf-8", "surrogatepass")
    path = stored(tmp_path_factory.getbasetemp() / "c.jsonl", line)
    written = anew(path, RowOptions("text"), {"c.jsonl:1": done(row["text"], new)})
    assert written.startswith(line[:-1])
    found = json.loads(written)
    assert {name: found[name] for name in row} == row
    added = {name: value for name, value in found.items() if name not in row}
    assert tuple(added) == RowOptions("text").added
    assert added["assistant_version"] == 1
    if row["text"].strip():
        assert (added["assistant_state"], added["assistant_text"]) == ("done", new)
        assert added["assistant_garbled"] == pytest.approx(0.25)
        assert (added["assistant_edits"], added["assistant_flags"]) == (2, 1)


def test_ids_numbers_and_dates_are_as_they_were_written(tmp_path: Path) -> None:
    """What the readers of data frames change: big integers, floats, dates, late keys."""
    lines = (
        '{"id": 9007199254740993, "n": 1e5, "text": "one"}\n'
        '{"id": "00123", "when": "2024-01-01", "text": "two"}\n'
        '{"id": "#7", "n": 12345678901234567890, "m": 1.0, "text": "three", "late": "12:30"}\n'
    )
    path = stored(tmp_path / "a.jsonl", lines.encode())
    options = RowOptions("text", "id", replaces=True, adds=False)
    keys = [each.key for each in entries(path, options)]
    assert keys == ["9007199254740993", "00123", "#7"]
    results = {"00123": done("two", "2")}
    assert anew(path, options, results).decode() == lines.replace('"two"', '"2"')


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"nope", "it is not a JSON object, at column 1"),
        (b'["text"]', "it is not a JSON object, at column 1"),
        (b'{"text": "cut o', "it is not a JSON object, at column 16"),
        (b'{"id": 00123, "text": "a"}', "it is not a JSON object, at column 9"),
        (b'{"text": "a"} {"text": "b"}', "there is more in it than one JSON object"),
        (b'{"text": "a", "text": "b"}', "the key 'text' stands twice in it"),
        (b'{"text": "a", "x": {"k": 1, "k": 2}}', "the key 'k' stands twice in it"),
        (b'{"text": "\\ud83d"}', "it holds half a character (a lone surrogate)"),
        (b'{"text": "\xff"}', "it is not in UTF-8"),
        (b'{"text": 7}', "its field 'text' is no text"),
        (b'{"body": "a"}', "it has no field 'text'"),
        (b'{"text": "a\tb"}', "it is not a JSON object, at column 12"),
        (b"[" * 200_000, "it is not a JSON object, at column 1"),
        (b'{"text": ' + b"[" * 200_000, "it is nested too deeply"),
        (b'{"text": "a", "assistant_state": 1}', "it has a field 'assistant_state' already"),
    ],
)
def test_a_bad_line_is_failed_with_its_place(tmp_path: Path, line: bytes, reason: str) -> None:
    """And stays as it is; the lines around it are articles."""
    good = b'{"text": "good"}\n'
    path = stored(tmp_path / "a.jsonl", good + line + b"\n" + good)
    options = RowOptions("text")
    if b"assistant_state" not in line:
        found = entries(path, options)
        assert found[1] == BadItem("a.jsonl:2", "a.jsonl:2", reason)
        assert [each.key for each in found] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]
    assert anew(path, UNTOUCHED) == path.read_bytes()


def test_a_line_that_is_too_long_is_failed_and_kept(tmp_path: Path) -> None:
    """In little memory, piece by piece."""
    long = b'{"text": "' + b"x" * 1000 + b'"}\n'
    path = stored(tmp_path / "a.jsonl", b'{"text": "a"}\n' + long + b'{"text": "b"}\n')
    options = RowOptions("text", limit=100, adds=False)
    found = entries(path, options)
    assert [each.where for each in found] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]
    assert found[1] == BadItem("a.jsonl:2", "a.jsonl:2", "it is larger than 100 bytes")
    assert anew(path, options) == path.read_bytes()


def test_an_id_stands_for_one_row(tmp_path: Path) -> None:
    """The second is failed with the place of the first, and gets none of its results."""
    path = stored(tmp_path / "a.jsonl", b'{"id": 7, "text": "a"}\n{"id": "7", "text": "a"}\n')
    options = RowOptions("text", "id")
    found = entries(path, options)
    reason = "its id '7' stands in a.jsonl:1 too"
    assert found == [RowItem("7", "a.jsonl:1", "a"), BadItem("a.jsonl:2", "a.jsonl:2", reason)]
    one, two = map(json.loads, anew(path, options, {"7": done("a", "b")}).splitlines())
    assert (one["assistant_state"], two["assistant_state"]) == ("done", "failed")
    assert two["assistant_error"] == reason
    assert two["assistant_text"] is None


def test_a_result_of_another_text_is_none(tmp_path: Path) -> None:
    """The row was changed since: it waits."""
    path = stored(tmp_path / "a.jsonl", b'{"text": "new"}\n')
    options = RowOptions("text", replaces=True)
    row = json.loads(anew(path, options, {"a.jsonl:1": done("old", "wrong")}))
    assert (row["text"], row["assistant_state"]) == ("new", "pending")


def test_a_row_without_text_passes_through(tmp_path: Path) -> None:
    """Null, empty or blank: no failure, and it says so."""
    path = stored(tmp_path / "a.jsonl", b'{"text": null}\n{"text": " \\n"}\n{"text": "a"}\n')
    found = entries(path, RowOptions("text"))
    assert [type(each) for each in found] == [PassedOver, PassedOver, RowItem]
    states = [
        json.loads(line)["assistant_state"] for line in anew(path, RowOptions("text")).splitlines()
    ]
    assert states == ["empty", "empty", "pending"]


@pytest.mark.parametrize("state", list(State))
def test_a_text_is_given_where_the_article_was_read(tmp_path: Path, state: State) -> None:
    """What failed, waits or was only scored has none that could be taken for good."""
    path = stored(tmp_path / "a.jsonl", b'{"text": "own"}\n')
    result = done("own", None, state=state, error="why")
    row = json.loads(anew(path, RowOptions("text"), {"a.jsonl:1": result}))
    is_read = state in {State.DONE, State.UNCHANGED, State.FOREIGN, State.REFUSED}
    assert row["assistant_text"] == ("own" if is_read else None)
    assert row["assistant_edits"] == (2 if is_read else None)
    assert (row["assistant_state"], row["assistant_error"]) == (state.value, "why")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b'{"body": "a", "id": 1}\n', "it has no field 'text'; its fields are body, id"),
        (
            b"id,text\n1,a\n",
            "none of its first lines can be read: of line 1, it is not a JSON object",
        ),
        (b'{"text": "a", "assistant_text": "b"}\n', "it has a field 'assistant_text' already"),
    ],
)
def test_a_table_without_the_fields_is_one_failure(
    tmp_path: Path, data: bytes, problem: str
) -> None:
    """Not one a line."""
    found = entries(stored(tmp_path / "a.jsonl", data), RowOptions("text"))
    assert len(found) == 1
    assert isinstance(found[0], BadItem)
    assert found[0].reason.startswith(problem)


def test_a_key_that_is_seen_late_is_kept(tmp_path: Path) -> None:
    """In line 20,001, where readers of data frames drop it."""
    line, late = b'{"text": "a"}\n', b'{"text": "a", "late": "x"}\n'
    path = stored(tmp_path / "a.jsonl", line * 20_000 + late)
    options = RowOptions("text", replaces=True, adds=False)
    written = anew(path, options, {"a.jsonl:20001": done("a", "b")})
    assert written == line * 20_000 + late.replace(b'"a"', b'"b"')


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_compressed_rows_come_back_compressed(tmp_path: Path, suffix: str) -> None:
    """With the same content, and the same bytes at each run."""
    pack, unpack = (
        (gzip.compress, gzip.decompress) if suffix == ".gz" else (zstd.compress, zstd.decompress)
    )
    data = b'{"text": "a"}\r\n{"text": "b"}'
    path = stored(tmp_path / f"a.jsonl{suffix}", pack(data))
    assert [each.key for each in entries(path, UNTOUCHED)] == [
        f"a.jsonl{suffix}:{n}" for n in (1, 2)
    ]
    written = anew(path, UNTOUCHED)
    assert unpack(written) == data
    assert anew(path, UNTOUCHED) == written


@pytest.mark.parametrize("suffix", [".gz", ".zst"])
def test_a_compressed_file_that_is_cut_off(tmp_path: Path, suffix: str) -> None:
    """Is read up to there; the rest is one failure, with its line."""
    chance = random.Random(7)
    lines = b"".join(b'{"text": "%x"}\n' % chance.getrandbits(4000) for _ in range(500))
    packed = gzip.compress(lines) if suffix == ".gz" else zstd.compress(lines)
    path = stored(tmp_path / f"a.jsonl{suffix}", packed[: len(packed) // 2])
    *good, bad = entries(path, UNTOUCHED)
    assert len(good) > 10
    assert all(isinstance(each, RowItem) for each in good)
    assert isinstance(bad, BadItem)
    assert bad.reason == "from here on it is damaged or cut off"
    assert bad.where == f"{path.name}:{len(good) + 1}"
    written = anew(path, UNTOUCHED)
    unpacked = gzip.decompress(written) if suffix == ".gz" else zstd.decompress(written)
    assert lines.startswith(unpacked)
    assert unpacked.count(b"\n") >= len(good)
