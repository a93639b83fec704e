"""An article that reads spun is said to be so, with what came of its places."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.edits import Edit, EditKind
from assistant.review.decisions import apply_policy
from assistant.review.merge import SectionEdits, with_proposals
from assistant.review.model import Policy, Review, make
from assistant.review.spun import Garbled

WORDS = "The board picked an insusceptible framework for the old harbor of Port Ellery on Monday."


def review(*edits: Edit) -> Review:
    """A review in which everything that has no flag is accepted."""
    article = read_text(WORDS)
    proposed = with_proposals(make(article, (), "scripted"), SectionEdits(0, edits))
    return apply_policy(proposed, Policy.UNFLAGGED)


def garbled(word: str, put: str = "", kind: EditKind = EditKind.WORDING) -> Edit:
    """An edit of a word, or a mark of it."""
    start = WORDS.index(word)
    return Edit(start, start + len(word), word, put or word, kind)


def test_places_are_what_is_repaired_and_what_is_marked() -> None:
    """A mark reads garbled and is not repaired; layout is no garble."""
    found = Garbled.of(
        review(
            garbled("picked", "chose"),
            garbled("insusceptible", kind=EditKind.MARK),
            garbled(" Ellery", " Ellery ", EditKind.LAYOUT),
        ),
        14,
    )
    assert (found.places, found.repaired) == (2, 1)
    assert str(found) == "2 places read garbled, 1 repaired"


@pytest.mark.parametrize(
    ("places", "words", "spun"), [(4, 50, False), (5, 50, True), (9, 500, False), (10, 500, True)]
)
def test_a_few_odd_words_are_no_spinner(places: int, words: int, spun: bool) -> None:
    """It takes several, and a share of all words."""
    assert Garbled(places, 0, words).is_spun is spun


def test_the_notice_says_what_to_do() -> None:
    """In one line, with the account."""
    said = Garbled(31, 12, 500).notice().message
    assert said.startswith("this reads spun: 31 places read garbled, 12 repaired; ")
    assert "find the source" in said
