"""The line of account on stderr: what a repair came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.counting import counted

if TYPE_CHECKING:
    from assistant.chat.budget import Usage
    from assistant.engines.base import Estimate
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
        parts.append(used(work.usage))
    return ", ".join(parts) + (f"; stopped: {work.stopped}" if work.stopped else "")


def used(usage: Usage) -> str:
    """What an endpoint was asked, in words; `about` where the tokens are not those of its model."""
    cached = f" ({counted(usage.cached, 'answer')} from the cache)" if usage.cached else ""
    price = "price unknown" if usage.cost is None else f"${usage.cost:.4f}"
    about = "about " if usage.estimated else ""
    thought = f" ({usage.thought_tokens:,} of them thoughts)" if usage.thought_tokens else ""
    return (
        f"{counted(usage.requests, 'request')}{cached},"
        f" {about}{counted(usage.prompt_tokens, 'token')} sent,"
        f" {about}{usage.completion_tokens:,} answered{thought}, {price}"
    )


def foreseen(found: Estimate, name: str) -> str:
    """What a run of an engine would ask of an endpoint, in one line."""
    about = "about " if found.estimated else ""
    price = "at an unknown price" if found.cost is None else f"about ${found.cost:.4f}"
    return (
        f"{found.requests} requests, {about}{found.prompt_tokens} tokens sent,"
        f" about {found.completion_tokens} answered, {price}: {name}\n"
    )
