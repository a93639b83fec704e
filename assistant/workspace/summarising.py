"""What of a document is summarised: the article as it stands, or repaired where it is garbled."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.engines.base import ReadsGarble, Repairs
from assistant.language.counting import counted
from assistant.review.decisions import apply_policy
from assistant.review.model import Decision, Hunk, Policy, Review, decided_edits, text
from assistant.workspace.pipeline import repair

_SHOWN = 5
"""Hunks that are named."""

_LONGEST = 40
"""Code points of a side of a hunk that is named."""


def readable(document: Document, engine: Repairs) -> tuple[Article, str]:
    """The article to summarise, and what is to be said of it, which may be nothing.

    One that reads garbled is repaired by an engine that can tell so, and what no flag speaks
    against is taken. Raises EngineError where the engine cannot work.
    """
    article = document.article
    if not isinstance(engine, ReadsGarble) or not engine.reads_garbled(article):
        return article, ""
    review, _ = repair(article, engine)
    review = apply_policy(review, Policy.UNFLAGGED)
    taken = [hunk for hunk in review.hunks if hunk.decision is Decision.ACCEPTED]
    if text(review, article.source) == article.source:
        return article, "the article reads garbled, and nothing in it is repaired unseen"
    return document.edited(decided_edits(review)).article, _said(review, taken)


def _said(review: Review, taken: Sequence[Hunk]) -> str:
    named = "; ".join(map(_named, taken[:_SHOWN]))
    more = f" and {len(taken) - _SHOWN} more" if len(taken) > _SHOWN else ""
    return (
        "the article reads garbled: it is summarised as repaired, with"
        f" {counted(len(taken), 'hunk')} taken of {len(review.hunks)}: {named}{more}"
    )


def _named(hunk: Hunk) -> str:
    return f"“{_short(hunk.edit.original)}” → “{_short(hunk.edit.replacement)}”"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
