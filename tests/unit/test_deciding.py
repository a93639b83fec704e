"""What an editor makes of a summary."""

from __future__ import annotations

import pytest

from assistant.language.span import Span
from assistant.problems import Code, Problem
from assistant.summary.deciding import entries, removed, rewritten, taken, unconfirmed_at
from assistant.summary.model import Summary, SummarySentence, Unconfirmed
from assistant.summary.serialisation import from_json, to_json

ONE, TWO, THREE, FOUR = (SummarySentence(f"{n}.", (Span(n, n + 1),)) for n in range(4))
DOUBTED = SummarySentence("5.", (Span(5, 6),), (), (Problem(Code.CAUSE_ADDED, "a cause"),))
SUMMARY = Summary(
    (ONE, TWO),
    (THREE,),
    "x",
    (Unconfirmed(DOUBTED), Unconfirmed(FOUR, contradicts=True, takeaway=False)),
)


def test_what_is_not_confirmed_is_shown_last() -> None:
    """Each under its place."""
    assert entries(SUMMARY) == (ONE, TWO, THREE, DOUBTED, FOUR)
    assert [unconfirmed_at(SUMMARY, n) is None for n in range(6)] == [
        True, True, True, False, False, True,
    ]  # fmt: skip


def test_what_is_taken_stands_where_it_was_meant_to() -> None:
    """With its doubts; what stands already stays as it is."""
    assert taken(SUMMARY, 3).takeaways == (ONE, TWO, DOUBTED)
    assert taken(SUMMARY, 4).abstract == (THREE, FOUR)
    assert taken(SUMMARY, 0) == SUMMARY


@pytest.mark.parametrize("place", range(5))
def test_one_sentence_goes_or_is_put_in_other_words(place: int) -> None:
    """And no other; one that is not confirmed stands once it is the editor's."""
    left = entries(removed(SUMMARY, place))
    assert left == tuple(e for n, e in enumerate(entries(SUMMARY)) if n != place)
    anew = rewritten(SUMMARY, place, "Other.")
    assert [each.text for each in anew.sentences].count("Other.") == 1
    assert len(entries(anew)) == len(entries(SUMMARY))


def test_doubted_sentences_can_be_kept_and_others_cannot() -> None:
    """What contradicts the article stays out."""
    kept = SUMMARY.keeping_doubted()
    assert kept.takeaways == (ONE, TWO, DOUBTED)
    assert [each.sentence for each in kept.unconfirmed] == [FOUR]


def test_it_is_stored_with_all_that_was_said_of_it() -> None:
    """Changes, doubts and what is not confirmed come back the same."""
    assert from_json(to_json(SUMMARY)) == SUMMARY
