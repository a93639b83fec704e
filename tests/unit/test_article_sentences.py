"""Sentences are spans; the dots of names, numbers and addresses end none."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.article.formats.base import Format
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.plain import TEXT
from assistant.article.sentences import sentences
from tests.support.timing import best, processor_seconds


def _sentences(source: str, kind: Format = TEXT) -> list[str]:
    article = read_text(source, format=kind)
    return [article.slice(span) for _, _, span in article.sentences()]


@pytest.mark.parametrize(
    "expected",
    [
        ["Mr. Orr flew to the U.S. in May.", "He met No. 5 there."],
        ["The wall cost $3.5 million.", "It fell at 5 p.m. on Monday."],
        ["“We knew,” said Orr.", "“We told them.”", "Nobody came."],
        ['She said "it will go."', "Then it went."],
        ["Why?", "Nobody knows!", "It fell."],
        ["Sen. Ann Roe spoke.", "Prof. J. K. Lund did not."],
        ["The wall, i.e. the old one, fell.", "The new one held."],
        ["They earn $ 14. 50 an hour there.", "It is low."],
        ["It rose by 3. 25 percent in May.", "Then it fell."],
        ["It cost £ 1. 20 a pound.", "It cost $14.", "50 men came."],
        ["👩‍🚀 The launch went well.", "🎉 They danced."],
    ],
)
def test_sentences_are_told_apart(expected: list[str]) -> None:
    """Abbreviations go on; closing marks stay with what they close."""
    assert _sentences(" ".join(expected) + "\n") == expected


def test_sentences_of_any_script_are_told_apart() -> None:
    """Where a block is read, whatever it is written in."""
    expected = ["הקיר נפל.", "איש לא נפגע."]
    source = " ".join(expected) + "\n"
    (block,) = TEXT.parse(source)
    assert [source[s.start : s.end] for s in sentences(source, block)] == expected


def test_white_space_is_no_part_of_a_sentence() -> None:
    """Wide gaps and line ends between sentences belong to none."""
    assert _sentences("It rained.  \t It poured.\r\nthe end.  \n") == [
        "It rained.",
        "It poured.",
        "the end.",
    ]


def test_titles_and_headings_are_one_sentence() -> None:
    """What a headline says, it says in one."""
    title = "Wall Falls. Who Pays? Pell Asks"
    assert _sentences(f"{title}\n\nThe wall fell on Monday, and nobody was there.\n")[0] == title


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**It fell.** *Nobody* came.", ["**It fell.**", "*Nobody* came."]),
        ("It fell.[^1] Nobody came.", ["It fell.[^1]", "Nobody came."]),
        (
            "See [the log](https://x.example/a. B). It fell.",
            ["See [the log](https://x.example/a. B).", "It fell."],
        ),
        ("Run `a. B. c` first. It fell.", ["Run `a. B. c` first.", "It fell."]),
        (
            "> It fell. Nobody\n> came. They\n> slept.",
            ["It fell.", "Nobody\n> came.", "They\n> slept."],
        ),
    ],
)
def test_marks_do_not_hide_the_end_of_a_sentence(source: str, expected: list[str]) -> None:
    """A sentence takes its own marks along, and not the next one's."""
    assert _sentences(source + "\n", MARKDOWN) == expected


def test_one_sentence_of_many_words_stays_one() -> None:
    """Four hundred words without a stop are a sentence all the same."""
    long = "The wall " + "and the pier " * 133 + "fell."
    assert _sentences(long + "\n") == [long]


def test_a_sentence_without_end_is_cut_at_a_space() -> None:
    """No word is cut, and none is lost."""
    endless = "the wall and the pier and " * 2000 + "so on"
    found = _sentences(endless + "\n")
    assert len(found) > 1
    assert " ".join(found) == endless


def test_marks_that_never_close_cost_no_time() -> None:
    """A text made to be slow is not."""
    assert best(lambda: processor_seconds(lambda: _sentences("“We " * 25_000)), bound=5) < 5


def test_one_paragraph_of_five_thousand_words() -> None:
    """A paragraph without end is cut at its stops."""
    assert (
        _sentences("The wall fell on Monday.\n" + "It was old and wet. " * 1000)[1:]
        == ["It was old and wet."] * 1000
    )
