"""From an article and an engine to a review."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.edits import EditKind
from assistant.engines.scripted import Line, scripted
from assistant.problems import Code
from assistant.review.decisions import apply_policy, decide
from assistant.review.merge import with_proposals
from assistant.review.model import Decision, Policy, make, text
from assistant.workspace.pipeline import Finished, SectionProposed, events, repair

_ARTICLE = (
    "Ferry Plan Sinks in Ellery\n\nFerry Plan Sinks in Ellery\n\n"
    "The loss leaders met on 5 March. “We froze off nothing,” said Ines Tarrow.\n\n"
    "What Comes Next\n\nThe alien firm did not pay 3 million crowns.\n\n"
    "Leave a Reply\n\nYour email address will not be published. Required fields are marked *\n"
)
_REPAIRED = (
    "Ferry Plan Sinks in Ellery\n\n"
    "The leaders met on 5 March. “We froze off nothing,” said Ines Tarrow.\n\n"
    "What Comes Next\n\nThe foreign firm did not pay 3 million crowns.\n"
)


def test_structure_and_wording_come_together() -> None:
    """The doubled title and the comment form are hunks of their own kinds."""
    article = read_text(_ARTICLE)
    review, account = repair(
        article, scripted(Line("loss leaders", "leaders"), Line("alien", "foreign"))
    )
    kinds = [hunk.edit.kind for hunk in review.hunks]
    assert kinds == [EditKind.TITLE, EditKind.WORDING, EditKind.WORDING, EditKind.BOILERPLATE]
    assert text(apply_policy(review, Policy.UNFLAGGED), article.source) == _REPAIRED
    assert (len(review.hunks), account.work.suspects, account.refused) == (4, 2, ())


def test_a_second_title_waits_in_an_article_that_reads_clean() -> None:
    """One repair in a long text is a slip."""
    article = read_text(_ARTICLE.partition("Leave a Reply")[0] + "It rained all day. " * 100)
    for engine in (scripted(), scripted(Line("loss leaders", "leaders"))):
        review, _ = repair(article, engine)
        flags = [(h.edit.kind, h.edit.flags) for h in review.hunks if h.edit.replacement == ""]
        assert flags == [(EditKind.TITLE, ("uncertain",))]


def test_a_comment_form_speaks_for_damage_only_with_a_repair() -> None:
    """A clean page with a form keeps its titles; with garble in it, it was spun and pasted."""
    body = _ARTICLE.replace("What Comes Next", "It rained all day. " * 100 + "\n\nWhat Comes Next")
    for engine, flags in (
        (scripted(), ("uncertain",)),
        (scripted(Line("loss leaders", "leaders")), ()),
    ):
        review, _ = repair(read_text(body), engine)
        gone = [(h.edit.kind, h.edit.flags) for h in review.hunks if h.edit.replacement == ""]
        assert gone == [(EditKind.TITLE, flags), (EditKind.BOILERPLATE, ())]


def test_a_decision_on_it_outlasts_the_finding_that_the_article_is_garbled() -> None:
    """What an editor decided while the engine was at work is not asked again."""
    article = read_text(_ARTICLE)
    review = make(article, (), "scripted")
    for event in events(article, scripted(Line("alien", "foreign"))):
        if isinstance(event, SectionProposed):
            review = with_proposals(review, event.proposed)
            title = next(h for h in review.hunks if h.edit.kind is EditKind.TITLE)
            if title.decision is Decision.PENDING:
                review = decide(review, title.id, Decision.REJECTED)
    title = next(h for h in review.hunks if h.edit.kind is EditKind.TITLE)
    assert title.decision is Decision.REJECTED


@pytest.mark.parametrize(
    ("find", "written", "code"),
    [
        ("5 March", "6 March", Code.FACT_ALTERED),
        ("3 million", "3 billion", Code.FACT_ALTERED),
        ("did not", "did", Code.FACT_ALTERED),
        ("Ines Tarrow", "Ines Barrow", Code.FACT_ALTERED),
        ("nothing", "anything", Code.QUOTATION_TOUCHED),
        ("froze off", "rejected", Code.QUOTATION_TOUCHED),
        ("alien", "two alien", Code.FACT_ALTERED),
    ],
)
def test_an_edit_that_alters_a_fact_or_a_quotation_is_refused(
    find: str, written: str, code: Code
) -> None:
    """It is no hunk, and the account keeps the rule and the reason."""
    review, account = repair(read_text(_ARTICLE), scripted(Line(find, written)))
    assert all(hunk.edit.original != find for hunk in review.hunks)
    assert [refused.original for refused in account.refused] == [find]
    assert account.refused[0].reason
    assert account.refused[0].code is code


def test_scare_quotes_can_be_taken_off() -> None:
    """They quote nobody, so that no quotation is touched."""
    article = read_text("Ferry Plan\n\nThe “reform” was adopted on Monday.\n")
    review, account = repair(article, scripted(), neutral=True)
    assert [hunk.edit.replacement for hunk in review.hunks] == ["reform"]
    assert account.refused == ()


def test_a_garbled_quotation_is_flagged_and_no_policy_takes_it() -> None:
    """It is shown to the editor alone."""
    line = Line("froze off", "rejected", kind=EditKind.QUOTATION)
    article = read_text(_ARTICLE)
    review, _ = repair(article, scripted(line))
    hunk = next(hunk for hunk in review.hunks if hunk.edit.kind is EditKind.QUOTATION)
    assert hunk.edit.flags == ("quotation",)
    assert "froze off" in text(apply_policy(review, Policy.ALL), article.source)


def test_sections_come_one_by_one_each_with_the_review_so_far() -> None:
    """So that a screen can show them, and an interruption keeps them."""
    article, engine = read_text(_ARTICLE), scripted(Line("alien", "foreign"))
    found = list(events(article, engine))
    assert [type(event) for event in found] == [SectionProposed] * (len(found) - 1) + [Finished]
    sizes: list[int] = []
    so_far = make(article, (), engine.name)
    for event in found:
        if isinstance(event, SectionProposed):
            so_far = with_proposals(so_far, event.proposed)
            sizes.append(len(so_far.hunks))
    review, _ = repair(article, engine)
    assert len(sizes) == len(found) - 1
    assert sizes == sorted(sizes)
    assert sizes[-1] == len(review.hunks) == 3
