"""Names of outputs: below one folder, unique and safe on every system, whatever the keys are."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.batch.outputs.names import Names

_SUFFIXES = {"text": "", "review": ".review.json", "diff": ".diff"}
_ODD = st.sampled_from(
    [
        "a",
        "A",
        "a.txt",
        "a.txt.diff",
        "..",
        ".",
        "",
        "con",
        "AUX.txt",
        "é",
        "e\u0301",
        "ﬁ",
        "fi",
        "~",
    ]
) | st.sampled_from(
    ["x" * 300, "\u202e", "a ", "a.", "report.json", "a:1", "a-1", "\ud800", "\\", "ß", "SS"]
)
_KEYS = st.one_of(
    st.lists(_ODD, min_size=1, max_size=4).map("/".join),
    st.text(st.characters(), max_size=20),
    st.lists(st.sampled_from(["x" * 150, "é" * 100]), min_size=8, max_size=12).map("/".join),
)


def _names() -> Names[str]:
    return Names(_SUFFIXES, ("report.json",))


@pytest.mark.parametrize("key", ["a.txt", "news/2024/café.md", "Über uns/x", "A-17", "-rf", "~x"])
def test_a_plain_key_is_its_own_name(key: str) -> None:
    """With the suffixes of its parts behind it."""
    assert _names().of(key) == {"text": key, "review": f"{key}.review.json", "diff": f"{key}.diff"}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("../../etc/passwd", "_/_/etc/passwd~3754d6cb"),
        ("/etc/passwd", "_/etc/passwd~74acf318"),
        (".batch/ledger", "_batch/ledger~600d7c31"),
        ("con", "_con~1143da2b"),
        ("x/Com1.txt", "x/_Com1~276aed06.txt"),
        ("", "_~e3b0c442"),
        ("rows.jsonl:17", "rows.jsonl-17"),
        ("a.txt.gz", "a.txt"),
        ("new\nline", "new_line~58fb6729"),
        ("\u202egnp.exe", "_gnp~30ea5420.exe"),
    ],
)
def test_a_key_that_is_no_safe_path(key: str, name: str) -> None:
    """Is altered, and told from others by a digest of it."""
    assert _names().of(key)["text"] == name


@settings(max_examples=100, deadline=None)
@given(st.lists(_KEYS, max_size=12, unique=True))
def test_names_are_unique_and_safe(keys: list[str]) -> None:
    """No two parts of any two keys meet, nor a file and a folder, on the least careful system."""
    names = _names()
    found = [path for key in keys for path in names.of(key).values()]
    folded = [_folded(path) for path in [*found, "report.json"]]
    folders = {str(parent) for path in folded for parent in PurePosixPath(path).parents}
    assert len(set(folded)) == len(folded)
    assert not folders & set(folded)
    for path in found:
        assert len(path.encode()) < 1_100
        for part in path.split("/"):
            assert _is_safe(part)
    again = _names()
    assert [path for key in keys for path in again.of(key).values()] == found
    assert [names.of(key) for key in keys] == [again.of(key) for key in keys]


def _folded(path: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())


def _is_safe(part: str) -> bool:
    stem = part.split(".", maxsplit=1)[0].rstrip().casefold()
    return (
        0 < len(part.encode()) <= 200
        and not part.startswith(".")
        and not part.endswith((" ", "."))
        and not any(unicodedata.category(char) in {"Cc", "Cs"} for char in part)
        and not set(part) & set('<>:"|?*\\\0\n\u202e')
        and stem not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
    )


def test_an_altered_name_depends_on_no_other_key() -> None:
    """So that it is the same when others come and go."""
    names = _names()
    names.of("a?b")
    assert names.of("a*b") == _names().of("a*b")


def test_tables_come_before_their_rows() -> None:
    """A table keeps the suffix of its compression, and a row of its name gives way."""
    names = _names()
    assert names.single("rows.jsonl.gz") == "rows.jsonl.gz"
    assert names.single("rows.jsonl") == "rows.jsonl"
    assert names.of("rows.jsonl")["text"] != "rows.jsonl"
