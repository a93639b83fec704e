"""Addresses, tags and terminal sequences are marks in any prose, and found in linear time."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.article.formats.base import Format
from assistant.article.formats.registry import known
from assistant.article.inline_markup import plain_marks
from assistant.language.span import Span
from tests.support.timing import best, processor_seconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see https://pell.example/a?b=c#d, please", ["https://pell.example/a?b=c#d"]),
        ("see www.pell.example.", ["www.pell.example"]),
        ("write to ann.rowe+news@pell.example.", ["ann.rowe+news@pell.example"]),
        ("a <b>bold</b> word<br/>", ["<b>", "</b>", "<br/>"]),
        ("a <!-- note -- here --> word", ["<!-- note -- here -->"]),
        ("fish &amp; chips &#8217; &#x2019;", ["&amp;", "&#8217;", "&#x2019;"]),
        ("a \x1b[1;31mred\x1b[0m word", ["\x1b[1;31m", "\x1b[0m"]),
        ("5 < 6 and 7 > 4, AT&T; [b]bold[/b] **soft**", []),
    ],
)
def test_marks_of_plain_text(text: str, expected: list[str]) -> None:
    """They are found at their exact place; what only resembles them is prose."""
    assert [
        text[m.span.start : m.span.end] for m in plain_marks(text, Span(0, len(text)))
    ] == expected


def test_marks_keep_to_their_span() -> None:
    """What begins outside of the span is not seen."""
    text = "<b>one</b> <i>two</i>"
    assert [mark.span for mark in plain_marks(text, Span(11, 14))] == [Span(11, 14)]


@pytest.mark.parametrize("kind", known(), ids=str)
@pytest.mark.parametrize(
    "unit", ["[", "](", "](a", "`", "<a ", "<!--", "_a", "**a ", "a@", "{{", "[^1", "&a", "\x1b["]
)
def test_marks_that_never_close_cost_no_time(unit: str, kind: Format) -> None:
    """A text made to be slow is not."""
    source = unit * (30_000 // len(unit))
    assert best(lambda: processor_seconds(lambda: read_text(source, format=kind)), bound=3) < 3
