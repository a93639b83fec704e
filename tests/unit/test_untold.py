"""What stands in an article and is not its story is in no summary."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.article.formats.base import Format
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.plain import TEXT
from assistant.summary.extractive import summarise
from assistant.summary.model import Wanted
from assistant.summary.passages import passages

STORY = "The council of Harrow voted on Monday to keep the library open until 2027."
MORE = "The library costs the town of Harrow $400,000 a year and has 9,000 members."


def _told(text: str, kind: Format = TEXT) -> str:
    article = read_text(f"Library to stay open\n\n{STORY}\n\n{text}\n\n{MORE}\n", format=kind)
    return " ".join(each.text for each in summarise(article, Wanted(10, 400)).sentences)


@pytest.mark.parametrize(
    "text",
    [
        "Correction: An earlier version of this article said that the library costs $4 million.",
        "Update, 6 p.m.: The head of the library has left her office for good.",
        "This article was amended on May 6. It first gave the number of members as 900.",
        "[The vote was six to three. – Ed.]",
        "^Eds: UPDATES with a quote from the mayor in the fourth paragraph.",
        "EMBARGOED UNTIL 00.01 BST ON FRIDAY",
        "Children read on the roof of the library on Monday. Photograph: Ana Lund/The Post",
        "Jo Marsh, left, and Pip Bell with the first book, which weighs nine pounds.",
        "Additional reporting by Sam Hall in Lund Point; research by Kim Bell.",
        "Ana Marsh is a reporter at the Bay Post who has covered schools since 2012.",
        "You have read 3 of 5 free articles this month. Subscribe now for $1 a week.",
        "We and our partners use cookies to store and access information on your device.",
        "Listen to this article",
        "As an AI language model, I cannot verify the figures that stand in this section.",
        "I hope this helps! Let me know if the tone of the article is to be changed.",
        "The reading room will be repaired at a cost of $?? by the end of the year.",
        "The council voted TK to TK on the plan, said the mayor of the town of Harrow.",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.",
        "The {town|city} of Harrow has {bought|purchased} nine hundred books this year.",
        "Claim: The library cost the town of Harrow $30 million in the last year.",
        "The whole library burns and 40 people are hurt. pic.twitter.com/aB12cD34",
        "A library fell into the river on Monday, and forty are hurt.\n\n— Jo L (@jol) May 6, 2024",
        "Jo Lund wrote:\n\nThe library of Harrow was sold to a bank for $9 on Monday.",
        "For example, a member of the library who is 90 pays only a dollar a year.",
        "Please see LIBRARY on Page 7",
        "1 Bay Council, Report on Libraries (Harrow: Bay Press, 2023), p. 14.",
        "^ Jump up to: a b Marsh, A. (2009). Libraries of the Bay.",
    ],
)
def test_what_does_not_belong_to_the_story(text: str) -> None:
    """Only the two sentences of the story are told."""
    assert _told(text) == f"{STORY} {MORE}" or _told(text) == f"{MORE} {STORY}"


def test_what_a_correction_takes_back_is_not_told() -> None:
    """Although it stands in the story still."""
    wrong = "Forty people of Harrow were hurt in the fire at the library on Friday."
    note = "Correction: An earlier version of this story said that forty people were hurt."
    assert wrong in _told(wrong)
    assert wrong not in _told(f"{wrong}\n\n{note} Fourteen were hurt.")


def test_what_an_update_calls_off_is_not_told_as_to_come() -> None:
    """The concert that an update cancels will not be held."""
    plan = "The town band will play a concert in the library of Harrow on Sunday."
    assert plan not in _told(f"{plan}\n\nUpdate: The concert of the town band has been cancelled.")


@pytest.mark.parametrize(
    "text",
    [
        "**Why did it shut?**\nThe owner had cut $3 million from the budget of the library.",
        "Q: Why did it shut?\n\nA: The owner had cut $3 million from the library budget.",
        "Post: What is next for it?\n\nMarsh: The library will be sold by June for $12 million.",
    ],
)
def test_answers_are_the_words_of_who_is_asked(text: str) -> None:
    """Told with a name or not at all."""
    assert "million" not in _told(text, MARKDOWN)


def test_a_quotation_that_runs_on_stays_one() -> None:
    """Its paragraphs open with a mark, and only the last one closes."""
    text = (
        "“The library was sold for nine dollars to a bank,” she said. “It was a bad day.\n\n"
        "“The bank has shut the doors of all its houses on the hill. It will burn the books.”"
    )
    assert "bank" not in _told(text)


def test_a_paragraph_that_stands_twice_is_told_once() -> None:
    """Word for word."""
    assert _told(STORY).count(STORY) == 1


def test_a_halved_sentence_is_not_told() -> None:
    """What opens in small letters goes on from elsewhere, but for what is written so."""
    text = (
        "lion to mend after a storm that tore the roof off in the autumn.\n\nrents.py adds it up."
    )
    reasons = {p.text[:5]: p.untold for p in passages(read_text(f"T\n\n{STORY}\n\n{text}\n"))}
    assert reasons["lion "]
    assert not reasons["rents"]
