"""The line of account says what was asked, kept, waits, was refused, and was not asked."""

from __future__ import annotations

from assistant.article.files import read_text
from assistant.cli.account import describe
from assistant.edits import Edit, Flag, Refusal
from assistant.engines.base import Work
from assistant.problems import Code
from assistant.review.decisions import apply_policy
from assistant.review.model import Policy, Review, make
from assistant.workspace.pipeline import Account

SOURCE = "The alien firm left the harbor on Friday.\n"


def review() -> Review:
    """One hunk accepted, two waiting."""
    edits = (
        Edit(4, 9, "alien", "foreign"),
        Edit(10, 14, "firm", "company", flags=(Flag.UNREQUESTED,)),
        Edit(24, 30, "harbor", "port", flags=(Flag.FACT, Flag.UNREQUESTED)),
    )
    return apply_policy(make(read_text(SOURCE), edits, "a model"), Policy.UNFLAGGED)


def refusal(code: Code) -> Refusal:
    """Something that was refused under a rule."""
    return Refusal(0, 3, "The", "", "why", code)


def told(*codes: Code, **work: object) -> str:
    """The account of that review."""
    known = Work(8, 2, **work)  # type: ignore[arg-type]
    return describe(review(), Account(known, tuple(map(refusal, codes)), 1.0))


def test_what_waits_is_told_by_flag() -> None:
    """And how many sentences were asked about."""
    line = told(sentences=3, form="sentences")
    assert "3 sentences asked about one by one" in line
    assert "3 hunks, 1 accepted, 2 waiting (2 unasked, 1 fact)" in line
    assert "refused" not in line


def test_what_was_refused_is_told_by_rule() -> None:
    """What was not asked, or not answered, is no refusal."""
    line = told(Code.FACT_ALTERED, Code.FACT_ALTERED, Code.NOT_ASKED, Code.UNUSABLE_ANSWER)
    assert "2 refused by the checks (2 fact-altered)" in line
    assert "1 sentence without a usable answer, 1 part not asked about" in line


def test_why_nothing_was_sent() -> None:
    """The reason stands at the end."""
    assert told(left="the article reads clean").endswith("; nothing sent: the article reads clean")
