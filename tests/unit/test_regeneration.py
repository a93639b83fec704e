"""An engine is asked again about some hunks: the others stay, as do facts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.engines.base import Engine
from assistant.engines.scripted import Line, scripted
from assistant.review.decisions import decide
from assistant.review.log import undo
from assistant.review.merge import with_answers
from assistant.review.model import Decision, Review, text
from assistant.workspace.pipeline import repair
from assistant.workspace.regeneration import answers

SOURCE = (
    "Ferry Plan\n\nThe alien firm froze off the alien plan.\n\n"
    "## After It\n\nThe alien boats left Port Ellery on Friday.\n"
)


@pytest.fixture
def made():
    """An article with a hunk for every alien."""
    article = read_text(SOURCE)
    return article, repair(article, scripted(Line("alien", "foreign")))[0]


def regenerated(
    review: Review, article: Article, hunk_ids: Collection[str], engine: Engine
) -> Review:
    """A review in which an engine was asked again about some hunks."""
    asked = [hunk for hunk in review.hunks if hunk.id in set(hunk_ids)]
    return with_answers(review, asked, answers(review, article, asked, engine))


def test_one_hunk(made) -> None:
    """The new proposal takes its place, pending; the old one is a candidate."""
    article, review = made
    first, second, _ = (hunk.id for hunk in review.hunks)
    review = decide(decide(review, first, Decision.ACCEPTED), second, Decision.ACCEPTED)
    again = regenerated(review, article, [second], scripted(Line("alien", "strange")))
    assert [(h.edit.replacement, h.decision) for h in again.hunks] == [
        ("foreign", Decision.ACCEPTED),
        ("strange", Decision.PENDING),
        ("foreign", Decision.PENDING),
    ]
    assert [other.text for other in again.hunks[1].edit.alternatives] == ["foreign"]
    assert len({hunk.id for hunk in again.hunks}) == 3
    assert undo(again) == replace(review, undone=undo(again).undone)


def test_nothing_else_to_say(made) -> None:
    """The hunk stays as it is, and its decision too."""
    article, review = made
    first = review.hunks[0].id
    review = decide(review, first, Decision.REJECTED)
    for engine in (scripted(Line("alien", "foreign")), scripted(Line("zzz", "x"))):
        assert regenerated(review, article, [first], engine) == review


def test_the_engine_reads_what_was_decided(made) -> None:
    """Only there; and what it proposes is put where it stands in the source."""
    article, review = made
    first, second, _ = (hunk.id for hunk in review.hunks)
    review = decide(review, first, Decision.CHANGED, "quite other")
    engine = scripted(Line("quite other firm froze off the alien", "no"), Line("alien", "strange"))
    again = regenerated(review, article, [second], engine)
    assert again.hunk(first).text == "quite other"
    assert [h.edit.replacement for h in again.hunks] == ["foreign", "strange", "foreign"]
    assert text(again, SOURCE).startswith("Ferry Plan\n\nThe quite other firm")


def test_a_section(made) -> None:
    """What is new in the section comes in, what was decided stays."""
    article, review = made
    first, second, third = (hunk.id for hunk in review.hunks)
    review = decide(review, first, Decision.ACCEPTED)
    engine = scripted(Line("alien", "strange"), Line("froze off", "rejected"))
    again = regenerated(review, article, [second], engine)
    assert len(again.hunks) == 3
    again = regenerated(review, article, [second, third], engine)
    assert [(h.edit.replacement, str(h.decision)) for h in again.hunks] == [
        ("foreign", "accepted"),
        ("rejected", "pending"),
        ("strange", "pending"),
        ("strange", "pending"),
    ]


def test_the_checks_hold_here_too(made) -> None:
    """What alters a fact does not come in unseen."""
    article, review = made
    engine = scripted(Line("alien boats left Port Ellery on Friday", "boats left on Monday"))
    again = regenerated(review, article, [review.hunks[2].id], engine)
    assert [h.edit.replacement for h in again.hunks] == ["foreign"] * 3
