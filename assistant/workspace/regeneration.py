"""Asking an engine again about some hunks, with the rest of the article as it was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.checks.edits.judge import Judge
from assistant.edits import Alternative, Edit, splice
from assistant.engines.base import Engine
from assistant.review.model import Decision, Hunk, Review
from assistant.review.offsets import OffsetMap


def answers(
    review: Review, article: Article, asked: Sequence[Hunk], engine: Engine
) -> tuple[Edit, ...]:
    """What an engine proposes when it is asked again about some hunks, as the checks let it.

    It reads the article as decided elsewhere, so that what was repaired meanwhile helps it.
    Raises EngineError.
    """
    return tuple(_with_old(edit, asked) for edit in _proposed(review, article, asked, engine))


def _proposed(
    review: Review, article: Article, asked: Sequence[Hunk], engine: Engine
) -> Iterator[Edit]:
    """What the engine and the checks say, where the hunks are or between those of a section."""
    decided = [
        replace(hunk.edit, replacement=hunk.text)
        for hunk in review.hunks
        if hunk not in asked and hunk.decision is not Decision.PENDING
    ]
    source = article.source
    now = read_text(splice(source, decided), path=article.path, format=article.format)
    there = OffsetMap.spliced(len(source), [(e.span, len(e.replacement)) for e in decided])
    back = there.inverse
    sections = {now.section_at(there.offset(hunk.edit.start)).id for hunk in asked}
    latest = {each.section: each.edits for each in engine.repair(now, sections)}
    judge = Judge.of(article)
    alone = asked[0].edit.span if len(asked) == 1 else None
    for edit in (edit for edits in latest.values() for edit in edits):
        span = back.span(edit.span)
        if span is None or (alone and not span.meets(alone)):
            continue
        judged = judge.judged(replace(edit, start=span.start, end=span.end))
        if isinstance(judged, Edit):
            yield judged


def _with_old(edit: Edit, asked: Sequence[Hunk]) -> Edit:
    """A new proposal, with the old one for the same place as a candidate."""
    old = next((hunk.edit for hunk in asked if hunk.edit.span == edit.span), None)
    known = {edit.replacement, *(other.text for other in edit.alternatives)}
    if old is None or old.replacement in known:
        return edit
    candidate = Alternative(old.replacement, old.confidence)
    return replace(edit, alternatives=(*edit.alternatives, candidate))
