"""Decisions in a file of their own, as the page to decide in saves them: JSON, schema
``assistant.decisions/1``.
"""

from __future__ import annotations

import json
from typing import Any

from assistant.errors import SourceChangedError, UsageError
from assistant.review.elsewhere import Decided
from assistant.review.model import Decision, Hunk, Review

SCHEMA = "assistant.decisions/1"


def is_one(text: str) -> bool:
    """Whether a text says that it is such a file."""
    return text.lstrip().startswith("{") and SCHEMA in text[:10_000]


def read(text: str, review: Review) -> tuple[tuple[Decided, ...], int]:
    """The decisions that a file makes of a review, and how many are of hunks that it has no more.

    Raises UsageError where it is damaged, and SourceChangedError where it is about another
    source than the review.
    """
    try:
        stored = json.loads(text)
        if stored["schema"] != SCHEMA:
            raise UsageError(f"its schema is {str(stored['schema'])[:40]!r}, and not {SCHEMA}")
        if stored["sha256"] != review.source.sha256:
            raise SourceChangedError(
                "these decisions are about another text than the review",
                hint="make the page again from this review, and decide that",
            )
        known = {hunk.id: hunk for hunk in review.hunks}
        made = stored["decisions"]
        found = [_decided(known[each["id"]], each) for each in made if each["id"] in known]
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        msg = f"the decisions are damaged: {type(error).__name__} {error}"
        raise UsageError(msg) from error
    return tuple(found), len(made) - len(found)


def _decided(hunk: Hunk, stored: dict[str, Any]) -> Decided:
    decision = Decision(stored["decision"])
    text, note = stored.get("text"), stored.get("note")
    if (decision is Decision.CHANGED) != isinstance(text, str):
        msg = "a changed hunk has a text, and no other"
        raise ValueError(msg)
    return Decided(hunk, decision, text, None if note is None else str(note).strip())
