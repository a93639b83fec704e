"""Whose words a sentence tells, and what is told only with its denial."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.summary.extractive import summarise
from assistant.summary.model import Wanted
from assistant.summary.passages import passages
from assistant.summary.voices import PAPER, voices

CHARGE = "A clerk of the ferry line stole $3 million over nine years, prosecutors said on Monday."
GOES_ON = "Sam Marsh made up 212 ticket agents who did not exist."
DENIAL = "Mr. Marsh pleaded not guilty to all of the charges."
COURSE = "The trial will last three weeks."


def _voices(*sentences: str) -> list[bool]:
    """Of each sentence, whether it may be told by itself."""
    found = passages(read_text("Clerk in court\n\n" + "\n\n".join(sentences) + "\n"))
    return [voice == PAPER for voice in voices(found)]


def test_an_accusation_stays_that_of_its_source() -> None:
    """Until somebody else speaks, however many paragraphs it fills."""
    assert _voices(CHARGE, GOES_ON, GOES_ON, COURSE, "The line runs nine boats a day.") == [
        True, False, False, True, True,
    ]  # fmt: skip


def test_an_accusation_is_told_with_its_denial() -> None:
    """As one takeaway, or not at all."""
    article = read_text(f"Clerk in court\n\n{CHARGE} {GOES_ON}\n\n{DENIAL} {COURSE}\n")
    told = [each.text for each in summarise(article, Wanted(3, 200)).sentences]
    assert all(DENIAL in each for each in told if "stole" in each)
    assert not any("ticket agents" in each for each in told)


@pytest.mark.parametrize(
    "denied",
    ["That is false.", "This was not true, the police said.", "None was lost.", "Rating: False."],
)
def test_what_the_next_sentence_denies_is_not_told(denied: str) -> None:
    """Whoever said it."""
    claim = "Nine people have died on the bridge since it was opened in May."
    assert _voices(claim, denied)[0] is False


@pytest.mark.parametrize(
    ("claim", "behind", "free"),
    [
        ("A witness said the ferry had hit the pier.", "The captain was drunk that day.", False),
        ("The line reportedly lost a boat in May.", "Its owner has left the country.", False),
        ("Jo Lund, the mayor, said she was glad.", "The bridge cost nine million dollars.", True),
        ("Jo Lund, the mayor, said it was late.", "The bridge would cost twice as much.", False),
        ("Police said a man of 30 was arrested.", "The man had stolen nine cars.", False),
    ],
)
def test_a_claim_holds_to_the_end_of_its_paragraph(claim: str, behind: str, free: bool) -> None:
    """What a witness or a rumour says; a speaker of another kind only where the tense says so."""
    found = passages(read_text(f"Notes\n\n{claim} {behind}\n"))
    assert (voices(found)[1] == PAPER) is free
