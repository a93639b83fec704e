"""Word lists: data with a name each, and patterns made of them."""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assistant
from assistant.language import wordlists
from assistant.language.wordlists import word_list, word_pattern

PACKAGE = Path(assistant.__file__).parent
FILES = sorted((PACKAGE / "language" / "data" / "words").glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_list_says_what_it_is(file: Path) -> None:
    """In its first line; its entries are in lower case, each once."""
    first, *rest = file.read_text("utf-8").splitlines()
    assert re.fullmatch(r"# \S.*", first)
    entries = [line for line in rest if line and not line.startswith("#")]
    assert len(entries) == len(set(entries)) == len(word_list(file.stem)) > 0
    assert all(entry == entry.lower() == entry.strip() for entry in entries)


def test_every_list_is_read_somewhere() -> None:
    """Under its name."""
    text = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    assert [file.stem for file in FILES if not re.search(rf"[\"']{file.stem}[\"']", text)] == []


def test_an_unknown_list_is_no_empty_list() -> None:
    """A slip in a name is noticed at once."""
    with pytest.raises(FileNotFoundError):
        word_list("no such list")


def test_a_pattern_takes_whole_words_and_the_longest() -> None:
    """A star stands for any ending."""
    causes = re.compile(word_pattern("causes"), re.IGNORECASE)
    assert [found.group() for found in causes.finditer("Owing to fog, unaccaused, caused")] == [
        "Owing to",
        "caused",
    ]
    limits = re.compile(word_pattern("limiting-words", "negations"))
    assert limits.findall("exemptions endless, not an end") == ["exemptions", "not", "end"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_pattern_takes_every_entry(file: Path) -> None:
    """Of its own list, whole."""
    pattern = re.compile(word_pattern(file.stem))
    assert all(pattern.fullmatch(entry.removesuffix("*")) for entry in word_list(file.stem))


@given(
    entries=st.sets(st.from_regex(r"[abc](?:[abc' ]{0,4}[abc])?\*?", fullmatch=True), min_size=1),
    text=st.text("abcA' .", max_size=40),
)
def test_a_pattern_finds_what_the_entries_one_by_one_would(entries: set[str], text: str) -> None:
    """The longest at each place, though entries that begin alike share their beginning."""
    longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
    each = "|".join(
        re.escape(e.removesuffix("*")) + r"\w*" * e.endswith("*") for e in longest_first
    )
    naive = re.compile(rf"\b(?:{each})\b", re.IGNORECASE)
    with patch.object(wordlists, "word_list", lambda _: frozenset(entries)):
        shared = re.compile(word_pattern("made up"), re.IGNORECASE)
    assert [m.span() for m in shared.finditer(text)] == [m.span() for m in naive.finditer(text)]
