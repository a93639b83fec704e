"""Who did what to whom: the same facts in each other's places."""

from __future__ import annotations

import time

import pytest

from assistant.checks.facts.comparison import check_edit, differences


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Anna beat Boris.", "Boris beat Anna."),
        ("Anna Velde beat Boris.", "Boris beat Anna Velde."),
        ("It fell from $5 million to $3 million.", "It fell from $3 million to $5 million."),
        ("Three men and two women died.", "Two men and three women died."),
        ("Exports exceeded imports.", "Imports exceeded exports."),
        ("She sued the firm.", "The firm sued her."),
        ("The bank lent the firm $5m on Monday.", "The firm lent the bank $5m on Monday."),
        ("He flew from Velde to Quill.", "He flew from Quill to Velde."),
    ],
)
def test_an_exchange_is_a_difference(before: str, after: str) -> None:
    """In either direction, and for an edit of the whole."""
    assert differences(before, after)
    assert differences(after, before)
    assert check_edit(before, 0, len(before), after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Anna and Boris left.", "Boris and Anna left."),
        ("Anna, Boris and Clara left.", "Clara, Boris and Anna left."),
        ("Yesterday Anna left.", "Anna left yesterday."),
        ("In March, prices rose.", "Prices rose in March."),
        ("The cat and the dog slept.", "The dog and the cat slept."),
        ("Anna left.", "Anna left."),
        ("", ""),
    ],
)
def test_another_order_of_the_same_is_none(before: str, after: str) -> None:
    """What is only listed, and what may stand at either end, has no place to lose."""
    assert differences(before, after) == ()


def test_a_long_text_is_compared_in_time() -> None:
    """Two texts of the same words in another order cost little."""
    words = [f"{one}{other}ord" for one in "abcdefghklmnop" for other in "aeiouy"] * 20
    started = time.thread_time()
    assert differences(" ".join(words), " ".join(reversed(words))) == ()
    assert time.thread_time() - started < 2
