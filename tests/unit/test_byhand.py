"""What was changed in the written text comes back as hunks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.edits import Edit, Flag
from assistant.review.byhand import with_text
from assistant.review.decisions import decide
from assistant.review.log import undo
from assistant.review.model import Decision, Review, make, text
from assistant.review.serialisation import dumps, loads
from tests.support.reviews import reviews

SOURCE = "The alien firm froze off the plan for 3 boats.\n"
ARTICLE = read_text(SOURCE)


def reviewed() -> Review:
    """One hunk accepted, one pending."""
    edits = [Edit(4, 9, "alien", "foreign"), Edit(15, 24, "froze off", "rejected")]
    review = make(ARTICLE, edits, "x")
    return decide(review, review.hunks[0].id, Decision.ACCEPTED)


def told(review: Review) -> list[tuple[str, str, str]]:
    """Original, text and decision of each hunk."""
    return [(h.edit.original, h.text, str(h.decision)) for h in review.hunks]


def test_what_was_written_elsewhere_is_a_hunk_and_flagged_where_it_alters_a_fact() -> None:
    """Decisions that read as they did stay as they are; u takes it all back."""
    old = reviewed()
    new = with_text(old, SOURCE, "The foreign firm froze off the scheme for 4 boats.\n")
    assert told(new) == [
        ("alien", "foreign", "accepted"),
        ("froze off", "froze off", "pending"),
        ("plan", "scheme", "accepted"),
        ("3", "4", "accepted"),
    ]
    assert [hunk.edit.flags for hunk in new.hunks[2:]] == [(), (Flag.FACT,)]
    assert undo(new).hunks == old.hunks
    assert with_text(new, SOURCE, text(new, SOURCE)) == new


def test_a_hunk_that_was_written_over_is_decided_otherwise() -> None:
    """Back to the original, to the proposal, or to words of the editor's own."""
    old = reviewed()
    for written, decision in (
        ("alien", Decision.REJECTED),
        ("foreign", Decision.ACCEPTED),
        ("strange", Decision.CHANGED),
    ):
        new = with_text(old, SOURCE, SOURCE.replace("alien", written))
        assert (new.hunks[0].id, new.hunks[0].decision) == (old.hunks[0].id, decision)
        assert new.hunks[1:] == old.hunks[1:]


def test_what_was_inserted_behind_the_change_is_not_inserted_twice() -> None:
    """A hunk at the end of the words that were written anew is in them."""
    old = make(ARTICLE, [Edit(9, 9, "", "s")], "x")
    old = decide(old, old.hunks[0].id, Decision.ACCEPTED)
    assert text(old, SOURCE).startswith("The aliens firm")
    written = SOURCE.replace("alien", "lions")
    assert text(with_text(old, SOURCE, written), SOURCE) == written


@settings(deadline=None)
@given(reviews(), st.data())
def test_the_review_reads_as_was_written(made: tuple[Review, Article], data: st.DataObject) -> None:
    """Whatever was decided, and whatever was done to the text."""
    review, article = made
    for hunk in review.hunks:
        review = decide(review, hunk.id, data.draw(st.sampled_from(list(Decision)[:3])))
    now = text(review, article.source)
    for _ in range(data.draw(st.integers(0, 3))):
        cut = data.draw(st.integers(0, len(now)))
        put = data.draw(st.sampled_from(["", "x", "word ", "\n", "\r\n"]))
        now = now[:cut] + put + now[cut + data.draw(st.integers(0, 6)) :]
    new = with_text(review, article.source, now)
    assert text(new, article.source) == now
    assert loads(dumps(new)) == new
    assert undo(new).hunks == review.hunks if new != review else True
