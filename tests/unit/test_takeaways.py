"""An article's own takeaways, and the hunk that puts others in their place."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.article.formats import markdown
from assistant.edits import Alternative, Edit, EditKind
from assistant.errors import UsageError
from assistant.language.span import Span
from assistant.review.decisions import apply_policy, decide
from assistant.review.log import undo
from assistant.review.merge import decisions_within, with_edit
from assistant.review.model import Decision, Policy, make, text
from assistant.review.serialisation import dumps, loads
from assistant.summary.model import Summary, SummarySentence
from assistant.summary.passages import passages
from assistant.summary.takeaways import own, update

PLAIN = (
    "Ferry Plan Rejected\n\n"
    "Quick Takeouts\n\n"
    "• The gathering turned down the plan.\n"
    "• It met on Monday.\n\n"
    "The council of Port Ellery rejected the plan for a ferry on Monday night.\n"
)
MARKDOWN = (
    "# Ferry Plan Rejected\n\n"
    "## Key takeaways\n\n"
    "1. The gathering turned down the plan.\n"
    "2. It met on Monday.\n\n"
    "## The Vote\n\n"
    "The council of Port Ellery rejected the plan for a ferry on Monday night.\n"
)
SUMMARY = Summary(
    tuple(SummarySentence(told, (Span(0, 1),)) for told in ("One *is* new.", "Two.", "Three.")),
    (),
    "local (extractive)",
)


def wording(source: str, old: str, new: str) -> Edit:
    """An edit of the first place where something stands."""
    start = source.index(old)
    return Edit(start, start + len(old), old, new)


def test_bullets_and_gaps_are_those_of_the_old_list() -> None:
    """As many items as there are takeaways; the rest of the article stays."""
    article = read_text(PLAIN)
    review = make(article, [update(article, SUMMARY)], "x")
    review = decide(review, review.hunks[0].id, Decision.ACCEPTED)
    assert text(review, PLAIN) == PLAIN.replace(
        "• The gathering turned down the plan.\n• It met on Monday.\n",
        "• One *is* new.\n• Two.\n• Three.\n",
    )


def test_in_markdown_the_numbers_go_on_and_nothing_is_markup() -> None:
    """A star of a takeaway is a star."""
    article = read_text(MARKDOWN, format=markdown.MARKDOWN)
    review = make(article, [update(article, SUMMARY)], "x")
    review = decide(review, review.hunks[0].id, Decision.ACCEPTED)
    assert "1. One \\*is\\* new.\n2. Two.\n3. Three.\n\n## The Vote" in text(review, MARKDOWN)


def test_own_takeaways_are_no_passages() -> None:
    """A summary never rests on a summary, whatever a spinner made of its heading."""
    article = read_text(PLAIN)
    assert len(own(article)) == 2
    assert [passage.text[:11] for passage in passages(article)] == ["The council"]


def test_no_policy_accepts_new_takeaways() -> None:
    """They are the editor's to accept."""
    article = read_text(PLAIN)
    review = make(article, [update(article, SUMMARY)], "x")
    assert text(apply_policy(review, Policy.ALL), PLAIN) == PLAIN


@pytest.mark.parametrize(
    ("source", "summary"),
    [("A Title\n\nThere is no list in this one at all.\n", SUMMARY), (PLAIN, Summary((), (), "x"))],
)
def test_what_cannot_be_updated(source: str, summary: Summary) -> None:
    """One line says so."""
    with pytest.raises(UsageError):
        update(read_text(source), summary)


def test_hunks_within_give_way_and_what_they_came_to_stays_a_candidate() -> None:
    """The old list, as it was repaired, can still be chosen; other decisions stay."""
    article = read_text(PLAIN)
    inner, outer = wording(PLAIN, "gathering", "council"), wording(PLAIN, "rejected", "refused")
    review = apply_policy(make(article, [inner, outer], "x"), Policy.ALL)
    amended = with_edit(review, update(article, SUMMARY))
    (new, kept) = amended.hunks
    repaired = "• The council turned down the plan.\n• It met on Monday."
    assert new.edit.kind is EditKind.TAKEAWAYS
    assert new.edit.alternatives == (Alternative(repaired, 0.0),)
    assert kept.decision is Decision.ACCEPTED
    assert loads(dumps(amended)) == amended
    assert decisions_within(review, update(article, SUMMARY)) == 1
    assert undo(amended).hunks == review.hunks
    assert [h.decision for h in undo(undo(amended)).hunks] == [Decision.PENDING] * 2


def test_a_hunk_that_reaches_beyond_is_left_alone() -> None:
    """Nothing is torn in two."""
    article = read_text(PLAIN)
    review = make(article, [wording(PLAIN, "Takeouts\n\n• The", "Points\n\n• The")], "x")
    with pytest.raises(UsageError, match="beyond"):
        with_edit(review, update(article, SUMMARY))


@pytest.mark.parametrize(
    "heading",
    ["Key facts", "TL;DR", "In brief:", "What to know", "Points", "Key summary", "Take-aways"],
)
def test_a_heading_that_announces_takeaways_does_so_for_reading_and_for_summaries(
    heading: str,
) -> None:
    """The list under it is the article's own takeaways, wherever it stands."""
    source = (
        "Ferry Plan Rejected\n\nThe council of Port Ellery rejected the plan on Monday night.\n\n"
        f"{heading}\n\n• The council met.\n• It rejected the plan.\n"
    )
    assert len(own(read_text(source))) == 2
