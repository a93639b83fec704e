"""What the layout of a page does to a sentence is taken off before it is told."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.language.line_hyphens import joined
from assistant.summary.extractive import summarise
from assistant.summary.layout import has_doubtful_mark, stands_in_columns, told
from assistant.summary.passages import passages


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("$1.4 mil-\nlion", "$1.4 million"),
        ("in Septem-\n  ber", "in September"),
        ("a cost-\nbenefit study", "a cost-benefit study"),
        ("well-\nknown firms", "well-known firms"),
        ("salt-\nwater places", "salt-water places"),
        ("Jo Bell-\nMarsh", "Jo Bell-Marsh"),
        ("pre-\nand post-storm", "pre- and post-storm"),
        ("the town of Har-\nrowmere", "the town of Harrowmere"),
        ("the coun-\ncillors", "the councillors"),
    ],
)
def test_words_broken_at_a_line_end_are_read_whole(broken: str, whole: str) -> None:
    """A compound keeps its hyphen."""
    assert joined(broken) == whole


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ("Wages rose by 4¹ percent.", "Wages rose by 4 percent."),
        ("The pier cost $40² million.", "The pier cost $40 million."),
        ("It took 10⁶ litres and 3×10⁶ more.", "It took 10⁶ litres and 3×10⁶ more."),
        ("Each m³ held 9 km² of 40 square metres².", "Each m³ held 9 km² of 40 square metres²."),
        ("² The line says so.", "The line says so."),
        ("It was built in 1844[2][citation needed] by hand.", "It was built in 1844 by hand."),
        ("Fares rose in 2023.1", "Fares rose in 2023."),
        ("The board [of 1911] paid.", "The board [of 1911] paid."),
        ("It grew to 3.14", "It grew to 3.14"),
    ],
)
def test_marks_of_notes_are_left_out(seen: str, expected: str) -> None:
    """An exponent is none, nor what an editor put in brackets."""
    assert told(seen) == expected


def test_a_raised_figure_that_may_be_either_is_not_told() -> None:
    """Of 9² nobody can tell whether it is a power or the ninth, with a note."""
    assert has_doubtful_mark("There were 9² houses.")
    assert not has_doubtful_mark("There were 10² houses and $9² in the box.")


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ("T he ferry left at noon.", "The ferry left at noon."),
        ("I n 2026 the ferry left.", "In 2026 the ferry left."),
        ("A man left the ferry.", "A man left the ferry."),
        ("I saw the ferry go.", "I saw the ferry go."),
        ("B flat was sung by all.", "B flat was sung by all."),
    ],
)
def test_an_initial_that_stands_apart_is_read_with_its_word(seen: str, expected: str) -> None:
    """Where a paragraph opens, and the two are a word."""
    assert told(seen, opens=True) == expected
    assert told(seen) == seen


def test_columns_are_not_told() -> None:
    """No sentence runs across the gap between two of them."""
    text = (
        "The council voted to spend the sum      A cow of Mr. Marsh of Lund was\n"
        "of $3,000 on the old pier of Lund       struck by the night train on a\n"
        "after a storm in the autumn of last     Friday in May near Mill Street\n"
        "year, the mayor said on Monday.         and died, its driver said.\n"
    )
    assert stands_in_columns(text)
    assert summarise(read_text(f"The Post\n\n{text}")).is_empty
    assert not stands_in_columns("One line    has a gap.\nNo other has one.\nNone at all.")


def test_what_is_struck_out_is_not_told_and_brackets_are() -> None:
    """In Markdown as in print."""
    article = read_text(
        "# Mill\n\n~~Forty~~ Fourteen people of Lund were hurt at the mill on Monday.\n\n"
        "The board said [name redacted] had signed a form [sic] in May of last year.\n",
        format=MARKDOWN,
    )
    assert [passage.text for passage in passages(article)] == [
        "Fourteen people of Lund were hurt at the mill on Monday.",
        "The board said [name redacted] had signed a form [sic] in May of last year.",
    ]
