"""Plain text has a structure that its shape tells."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.article.model import Article

FIRST = "The harbor at Pell was closed on Monday after waves broke over the outer wall."
SECOND = "Ferries stayed in port, and the mayor asked people to keep away from the pier."


def _shape(source: str) -> list[tuple[str, str]]:
    article = read_text(source)
    return [(block.kind.value, article.slice(block.text)) for block in article.blocks]


def _kinds(source: str) -> list[str]:
    return [kind for kind, _ in _shape(source)]


def _sentences(article: Article) -> list[str]:
    return [article.slice(span) for _, _, span in article.sentences()]


def test_a_news_article() -> None:
    """Title, paragraphs, headings, list items and a comment form are told apart."""
    assert _shape(
        "Storm Closes Harbor in Pell\n\nQuick Takeaways\n\n"
        "  • Waves broke the wall.\n  • No one was hurt.\n\n"
        f"{FIRST}\n\nWhat Comes Next\n\n{SECOND}\n\nLeave a Reply\n"
    ) == [
        ("title", "Storm Closes Harbor in Pell"),
        ("heading", "Quick Takeaways"),
        ("list item", "Waves broke the wall."),
        ("list item", "No one was hurt."),
        ("paragraph", FIRST),
        ("heading", "What Comes Next"),
        ("paragraph", SECOND),
        ("boilerplate", "Leave a Reply"),
    ]


@pytest.mark.parametrize(
    "bullet", ["•", "-", "*", "–", "—", "·", "‣", "▪", "1.", "12)", "(3)", "a)", "(b)", "iv."]
)
@pytest.mark.parametrize("indent", ["", "  ", "\t", "\xa0 "])
def test_every_bullet_makes_a_list_item(bullet: str, indent: str) -> None:
    """The text of an item is what stands behind its bullet."""
    source = (
        f"{FIRST}\n\n{indent}{bullet} Waves broke the wall.\n{indent}{bullet}\tNo one was hurt.\n"
    )
    assert _shape(source)[1:] == [
        ("list item", "Waves broke the wall."),
        ("list item", "No one was hurt."),
    ]


@pytest.mark.parametrize(
    "line", ["-5 degrees were measured.", "J. Orr spoke first.", "3.5 metres.", "1984. A year."]
)
def test_what_only_begins_like_a_bullet_is_a_paragraph(line: str) -> None:
    """Signed numbers, initials, decimals and years are no bullets."""
    assert _shape(f"{FIRST}\n\n{line}\n")[1] == ("paragraph", line)


def test_an_item_runs_on_where_it_is_set_in() -> None:
    """A wrapped list item is one block."""
    assert _shape(f"{FIRST}\n\n- Waves broke\n  the wall.\n- No one was hurt.\n")[1:] == [
        ("list item", "Waves broke\n  the wall."),
        ("list item", "No one was hurt."),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "What Comes Next",
        "WHAT COMES NEXT",
        "What comes next",
        "Who Pays for the Wall?",
        "A Wall for $3.2 Million",
        "Ties With the U.S.",
        "Quick Takeaways",
        "Key points:",
        "TL;DR",
        "ما التالي",
        "מה הלאה",
    ],
)
def test_a_short_line_without_a_stop_is_a_heading(heading: str) -> None:
    """Title case, capitals or a few plain words, with a paragraph below."""
    assert _shape(f"{FIRST}\n\n{heading}\n\n{SECOND}\n")[1] == ("heading", heading)


@pytest.mark.parametrize(
    "line",
    [
        "The wall held.",
        "By Ann Rowe",
        "By Ann Rowe and Carl Stenson, Pell Courier",
        "Monday, March 4, 2024",
        "Updated March 4, 2024 at 10:15",
        "—Ann Rowe",
        "She listed three of them:",
        "waves broke the wall and",
        "After the storm had passed the crews went out to look at all that it had left behind",
    ],
)
def test_bylines_dates_and_sentences_are_no_headings(line: str) -> None:
    """Not every short line heads a section."""
    assert _shape(f"{FIRST}\n\n{line}\n\n{SECOND}\n")[1] == ("paragraph", line)


def test_a_credit_is_left_over() -> None:
    """It is no heading either, and told of as what it is."""
    credit = "Photo: Ann Rowe"
    assert _shape(f"{FIRST}\n\n{credit}\n\n{SECOND}\n")[1] == ("boilerplate", credit)


def test_a_few_words_over_a_list_are_a_heading() -> None:
    """Whatever the case of their letters; a longer line only announces it."""
    items = "- one\n- two\n"
    assert _kinds(f"{FIRST}\n\nQuick taken foods\n\n{items}")[1] == "heading"
    assert _kinds(f"{FIRST}\n\nThe mayor asked for these two things\n\n{items}")[1] == "paragraph"


def test_a_heading_may_stand_right_above_its_paragraph() -> None:
    """One line end is enough below a line in title case."""
    assert _kinds(f"{FIRST}\n\nWhat Comes Next\n{SECOND}\n") == [
        "paragraph",
        "heading",
        "paragraph",
    ]


def test_a_numbered_line_alone_is_a_heading() -> None:
    """A number alone over a paragraph counts sections; in a row it counts items."""
    assert _shape(f"{FIRST}\n\n1. What Comes Next\n\n{SECOND}\n")[1] == (
        "heading",
        "What Comes Next",
    )
    assert (
        _kinds(f"{FIRST}\n\n1. Wall Repair\n\n2. New Pier\n\n{SECOND}\n")[1:3] == ["list item"] * 2
    )


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (f"Harbor shut after storm\n\n{FIRST}\n", "Harbor shut after storm"),
        (f"Is the Wall Safe?\n\n{FIRST}\n", "Is the Wall Safe?"),
        (f"\n\n  Harbor Shut\n\n{FIRST}\n", "Harbor Shut"),
        (f"Monday, March 4, 2024\n\nHarbor Shut\n\n{FIRST}\n", "Harbor Shut"),
        (f"Skip to content\n\nHarbor Shut\n\n{FIRST}\n", "Harbor Shut"),
        (f"Harbor Shut\n{FIRST}\n{SECOND}\n", "Harbor Shut"),
        (f"{FIRST}\n\n{SECOND}\n", ""),
        ("• Waves broke the wall\n• No one was hurt\n", ""),
        ("Harbor Shut", ""),
    ],
)
def test_the_title_is_the_first_short_line(source: str, title: str) -> None:
    """A date or a link above is passed over; one line alone is no title."""
    assert read_text(source).title == title


def test_without_blank_lines_each_line_is_a_paragraph() -> None:
    """Lines of many lengths are paragraphs of their own."""
    short = "No one was hurt."
    assert _shape("\n".join([FIRST * 2, short, SECOND * 2, SECOND])) == [
        ("paragraph", FIRST * 2),
        ("paragraph", short),
        ("paragraph", SECOND * 2),
        ("paragraph", SECOND),
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_wrapped_lines_are_one_paragraph(ending: str) -> None:
    """Lines that were cut at a column are joined, and their sentences run across the cuts."""
    wrapped = (
        "The harbor at Pell was closed on Monday after waves broke over\n"
        "the outer wall. Ferries stayed in port, and the mayor asked\n"
        "people to keep away from the pier. Crews will inspect the wall\n"
        "on Tuesday.\n"
    ).replace("\n", ending)
    article = read_text(f"Harbor Shut{ending * 2}{wrapped}{ending}{wrapped}")
    assert [block.kind.value for block in article.blocks] == ["title", "paragraph", "paragraph"]
    assert [sentence.split() for sentence in _sentences(article)[1:4]] == [
        sentence.split()
        for sentence in (
            "The harbor at Pell was closed on Monday after waves broke over the outer wall.",
            "Ferries stayed in port, and the mayor asked people to keep away from the pier.",
            "Crews will inspect the wall on Tuesday.",
        )
    ]


def test_a_stray_line_end_in_a_sentence_joins() -> None:
    """A line that goes on in the middle of a sentence belongs to the one above."""
    assert _kinds(f"{FIRST * 2}\n\nThe mayor asked people\nto keep away.\n") == ["paragraph"] * 2


def test_quotations_that_are_set_off() -> None:
    """Lines with `>`, a paragraph set in, and one in quotation marks from end to end."""
    article = read_text(
        f"{FIRST}\n\n> The wall is\n> old.\n>\n> It will go.\n\n    We are sorry.\n\n"
        "“We told them. Twice.”\n\n“We told them,” said Orr. “Twice.”\n"
    )
    found = [(block.kind.value, article.slice(block.text)) for block in article.blocks]
    assert found[1:] == [
        ("quotation", "The wall is\n> old."),
        ("quotation", "It will go."),
        ("quotation", "We are sorry."),
        ("quotation", "“We told them. Twice.”"),
        ("paragraph", "“We told them,” said Orr. “Twice.”"),
    ]
    assert [article.slice(mark) for mark in article.blocks[1].locked] == ["> "]


def test_paragraphs_that_all_are_set_in_are_no_quotations() -> None:
    """A text that marks its paragraphs by an indent quotes nothing."""
    assert _kinds(f"   {FIRST}\n   {SECOND}\n   {FIRST}\n") == ["paragraph"] * 3


def test_only_headings() -> None:
    """A text of nothing but short lines is read, and nothing in it is lost."""
    assert (
        _kinds("Storm Closes Harbor\n\nWhat We Know\n\nWhat Comes Next\n")
        == ["title"] + ["paragraph"] * 2
    )
