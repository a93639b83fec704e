"""What is in quotation marks is found, and apostrophes are not taken for marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.formats.base import Format
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.plain import TEXT
from assistant.article.quotations import quotations
from assistant.language.quotations import quotations as quotations_of
from assistant.language.quotations import wholly_quoted
from assistant.language.span import Span, merged


def _spans(text: str) -> tuple[Span, ...]:
    return merged(each.span for each in quotations_of(text))


def _quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in _spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we knew” twice.", ["“we knew”"]),
        ('He said "we knew," and left.', ['"we knew,"']),
        ("“We knew,” he said. “We told them. Twice.”", ["“We knew,”", "“We told them. Twice.”"]),
        ("the so-called “reform” failed", ["“reform”"]),
        ("«We knew», he said, and « again ».", ["«We knew»", "« again »"]),
        ("„Wir wussten es“, sagte er. »Ja«, sagte sie.", ["„Wir wussten es“", "»Ja«"]),
        ("「知っていた」と彼は言った。", ["「知っていた」"]),
        ("“He said “never” to me,” she said.", ["“He said “never” to me,”"]),
        ("“He said ‘never’ to me,” she said.", ["“He said ‘never’ to me,”"]),
        ("‘He said “never” to me,’ she said.", ["‘He said “never” to me,’"]),
        ("‘We knew,’ he said. ‘It’s late.’", ["‘We knew,’", "‘It’s late.’"]),
        ("He called it 'a bad day' and 'worse'.", ["'a bad day'", "'worse'"]),
        ("‘The workers’ hall is old,’ he said.", ["‘The workers’ hall is old,’"]),
        ("He said “we knew and left.", ["“we knew and left."]),
        ("``We knew,'' he said.", ["``We knew,''"]),
        ('("We knew")—"and told"', ['("We knew")'[1:-1], '"and told"']),
        ("*“We knew,”* he said.", ["“We knew,”"]),
    ],
)
def test_direct_quotations(text: str, expected: list[str]) -> None:
    """Curly, straight, single, foreign, nested and unclosed marks are understood."""
    assert _quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers' hall and the boys’ club aren't open; it’s Orr's.",
        "In the '90s and the ’80s, rock ’n’ roll was king; ‘tis so.",
        'A 12" pipe and a man of 6\'2" were there.',
        "No quotation here.",
        "",
    ],
)
def test_apostrophes_and_inches_quote_nothing(text: str) -> None:
    """Possessives, contractions, decades and measures are left alone."""
    assert _quoted(text) == []


def _of_article(source: str, kind: Format = TEXT) -> list[str]:
    article = read_text(source, format=kind)
    return [article.slice(span) for span in quotations(article)]


def test_a_quotation_of_several_paragraphs() -> None:
    """Each paragraph opens the mark anew, and only the last one closes it."""
    source = (
        "“We knew it all along.\n\n“We told them. Twice,” said Orr.\n\nNobody came to see it.\n"
    )
    assert _of_article(source) == ["“We knew it all along.", "“We told them. Twice,”"]


def test_a_quotation_that_goes_on_without_a_new_mark() -> None:
    """A paragraph that closes what the one before opened is quoted up to there."""
    source = "He said: “We knew it.\n\nWe told them,” and then he left. “Good.”\n"
    assert _of_article(source) == ["“We knew it.", "We told them,”", "“Good.”"]


def test_an_open_mark_does_not_run_on_for_ever() -> None:
    """A forgotten mark locks its paragraph and no more."""
    assert _of_article("He said: “We knew it.\n\nNobody came.\n\nNobody left.\n") == [
        "“We knew it."
    ]


def test_a_block_that_is_set_off_is_one_quotation() -> None:
    """Unless it begins with a mark: then it quotes what is within the marks."""
    source = "It fell.\n\n> We are sorry.\n\n> “We are sorry,” said Orr.\n"
    assert _of_article(source, MARKDOWN) == ["We are sorry.", "“We are sorry,”"]


def test_marks_in_code_and_links_open_nothing() -> None:
    """A quotation mark in what is locked is none."""
    assert _of_article('Type `a " b` or [this](x.html "T") to say “we knew” here.\n', MARKDOWN) == [
        "“we knew”"
    ]


def test_opaque_blocks_hold_no_quotations() -> None:
    """Strings of a program are not speech."""
    assert _of_article('It fell.\n\n```\nprint("we knew")\n```\n', MARKDOWN) == []


def test_a_text_that_is_one_quotation() -> None:
    """From the first mark to the last, with nothing between two of them."""
    assert wholly_quoted("“We knew. We told them.”")
    assert wholly_quoted('"We knew".')
    assert not wholly_quoted("“We knew,” he said. “Twice.”")
    assert not wholly_quoted("“We knew.")
    assert not wholly_quoted("We knew.")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab s.,\n\"“”'‘’«»„`x\0"))
def test_spans_are_in_order_and_apart(text: str) -> None:
    """Whatever the marks, the spans lie within the text and none touches another."""
    spans = _spans(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)
