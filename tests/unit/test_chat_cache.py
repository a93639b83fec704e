"""The cache keeps what it is given, and a broken one is as good as none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.cache import Cache, digest

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


def test_what_is_put_is_found_by_another_process(tmp_path: Path) -> None:
    """By kind and key; the file is a real one, with a write-ahead log."""
    path = tmp_path / "sub" / "cache.sqlite3"
    one, other = Cache(path), Cache(path)
    one.put("answer", "k", "a ‘text’\n")
    assert other.get("answer", "k") == "a ‘text’\n"
    assert other.get("channel", "k") is None
    assert one.contents().entries == {"answer": 1}
    with sqlite3.connect(path) as file:
        assert file.execute("pragma journal_mode").fetchone() == ("wal",)
    other.clear()
    assert one.get("answer", "k") is None


def test_a_broken_file_is_as_good_as_none(tmp_path: Path) -> None:
    """Nothing is raised, nothing is found."""
    path = tmp_path / "cache.sqlite3"
    path.write_bytes(b"this is no database, however long one looks at it" * 40)
    cache = Cache(path)
    cache.put("answer", "k", "text")
    assert cache.get("answer", "k") is None
    assert cache.contents().entries == {}
    folder = Cache(tmp_path)
    folder.put("answer", "k", "text")
    assert folder.get("answer", "k") is None


@given(JSON, JSON)
def test_keys_are_equal_where_values_are(one: object, other: object) -> None:
    """And differ where values differ."""
    same = repr(one) == repr(other) or (one == other and type(one) is type(other))
    if same:
        assert digest(one) == digest(other)
    elif one != other:
        assert digest(one) != digest(other)
