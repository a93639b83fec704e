"""The line of account on stderr: what a repair came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.counting import counted

if TYPE_CHECKING:
    from assistant.chat.budget import Usage
    from assistant.review.model import Review
    from assistant.workspace.pipeline import Account


def describe(review: Review, account: Account) -> str:
    """What was found, decided and spent, in one line."""
    from assistant.review.model import Decision

    work = account.work
    parts = [
        counted(work.words, "word"),
        counted(work.suspects, "suspect"),
        counted(len(review.hunks), "hunk"),
        f"{review.count(Decision.ACCEPTED):,} accepted",
    ]
    if account.refused:
        parts.append(f"{len(account.refused)} refused by the checks")
    if work.usage is None:
        parts.append(f"{account.words_a_second:.0f} words a second")
    else:
        parts.append(_used(work.usage))
    return ", ".join(parts) + (f"; stopped: {work.stopped}" if work.stopped else "")


def _used(usage: Usage) -> str:
    """What an endpoint was asked, in words."""
    cached = f" ({counted(usage.cached, 'answer')} from the cache)" if usage.cached else ""
    price = "price unknown" if usage.cost is None else f"${usage.cost:.4f}"
    sent = counted(usage.prompt_tokens, "token")
    return (
        f"{counted(usage.requests, 'request')}{cached}, {sent} sent,"
        f" {usage.completion_tokens:,} answered, {price}"
    )
