"""The line of account on stderr: what a repair came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.language.counting import counted

if TYPE_CHECKING:
    from assistant.chat.budget import Usage
    from assistant.engines.base import Estimate
    from assistant.review.model import Review
    from assistant.workspace.pipeline import Account


def describe(review: Review, account: Account) -> str:
    """What was asked, found, decided and spent, in one line."""
    from assistant.review.model import Decision

    work = account.work
    parts = [counted(work.words, "word"), counted(work.suspects, "suspect")]
    if work.sentences:
        singly = " one by one" if work.form == "sentences" else ""
        parts.append(f"{counted(work.sentences, 'sentence')} asked about{singly}")
    parts += [
        counted(len(review.hunks), "hunk"),
        f"{review.count(Decision.ACCEPTED):,} accepted",
        *_waiting(review),
        *_refused(account),
    ]
    if work.usage is None:
        parts.append(f"{account.words_a_second:.0f} words a second")
    else:
        parts.append(used(work.usage))
    reasons = (f"; stopped: {work.stopped}" if work.stopped else "",
               f"; nothing sent: {work.left}" if work.left else "")  # fmt: skip
    return ", ".join(parts) + "".join(reasons)


def _waiting(review: Review) -> Iterator[str]:
    """How many hunks wait, and under which flags."""
    from assistant.review.model import Decision

    waiting = [hunk for hunk in review.hunks if hunk.decision is Decision.PENDING]
    flags = Counter(str(flag) for hunk in waiting for flag in hunk.edit.flags)
    if waiting:
        yield f"{len(waiting):,} waiting{_told(flags)}"


def _refused(account: Account) -> Iterator[str]:
    """How much was refused, under which rules; what was not answered or not asked is told apart."""
    from assistant.problems import Code

    codes = Counter(refusal.code for refusal in account.refused)
    unasked, unusable = codes.pop(Code.NOT_ASKED, 0), codes.pop(Code.UNUSABLE_ANSWER, 0)
    if codes:
        rules = Counter({str(code or "other"): count for code, count in codes.items()})
        yield f"{codes.total():,} refused by the checks{_told(rules)}"
    if unusable:
        yield f"{counted(unusable, 'sentence')} without a usable answer"
    if unasked:
        yield f"{counted(unasked, 'part')} not asked about"


def _told(counts: Counter[str]) -> str:
    told = ", ".join(f"{count:,} {name}" for name, count in counts.most_common())
    return f" ({told})" if told else ""


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
    sent = counted(found.prompt_tokens, "token")
    return (
        f"{counted(found.requests, 'request')}, {about}{sent} sent,"
        f" about {found.completion_tokens:,} answered, {price}: {name}\n"
    )
