"""A line ends with a line feed, a carriage return or both, and with nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.article.lines import blank, chunks, position, split_lines


def test_each_ending_ends_a_line() -> None:
    r"""\n, \r\n and \r end a line; a form feed, a line separator and the like do not."""
    lines = split_lines("a\nb\r\nc\rd\x0ce\u2028f\x85g")
    assert [line.text for line in lines] == ["a", "b", "c", "d\x0ce\u2028f\x85g"]
    assert [line.next for line in lines] == [2, 5, 7, 14]


@given(st.text(alphabet="ab \r\n"))
def test_lines_hold_the_source(source: str) -> None:
    """The lines with their endings, joined, are the source."""
    lines = split_lines(source)
    assert "".join(source[line.start : line.next] for line in lines) == source
    assert [line.text for line in lines] == [source[line.start : line.end] for line in lines]


@given(st.text(alphabet="ab\r\n", min_size=1), st.data())
def test_a_position_is_a_line_and_a_column(source: str, data: st.DataObject) -> None:
    """Both count from one, and lead back to the offset."""
    lines = [line for line in split_lines(source) if line.text]
    if not lines:
        return
    line = data.draw(st.sampled_from(lines))
    offset = data.draw(st.integers(line.start, line.end - 1))
    number, column = position(source, offset)
    assert split_lines(source)[number - 1] == line
    assert line.text[column - 1] == source[offset]


@pytest.mark.parametrize(
    ("text", "indent"), [("a", 0), ("  a", 2), ("\ta", 4), (" \ta", 4), ("\t a", 5), ("\xa0a", 1)]
)
def test_a_tab_reaches_the_next_fourth_column(text: str, indent: int) -> None:
    """The indent is counted in columns."""
    assert split_lines(text)[0].indent == indent


def test_what_cannot_be_seen_is_blank() -> None:
    """Characters of no width make no text; a NUL does."""
    assert [blank(text) for text in ("", " \t\xa0\u200b\ufeff", "\0", " . ")] == [
        True,
        True,
        False,
        False,
    ]


def test_blank_lines_and_empty_quotation_marks_part_chunks() -> None:
    """A line of `>` alone is blank to a reader."""
    runs = chunks(split_lines("a\nb\n\n> c\n>\n> d\n"))
    assert [[line.text for line in run] for run in runs] == [["a", "b"], ["> c"], ["> d"]]
