"""`--dry-run`: what a batch would do, what it would ask of an endpoint, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli import diagnostics, output
from assistant.cli.batch_progress import duration
from assistant.language.counting import counted

if TYPE_CHECKING:
    from assistant.batch.batch import Batch


def show(batch: Batch, share: float = 1.0) -> None:
    """Say it on stdout; nothing is written and nothing is sent. `share` is that of the price."""
    from assistant.batch.guessing import guess

    diagnostics.progress("reading what there is, and trying a few articles")
    found = guess(batch, diagnostics.notice)
    diagnostics.clear()
    lines = [f"{counted(found.articles, 'article')}, about {found.words:,} words"]
    if found.done:
        lines.append(f"{found.done:,} of them are done")
    if found.bad:
        lines.append(f"{found.bad:,} cannot be read")
    lines += [f"{count:,} passed over: {why}" for why, count in found.over.items()]
    if found.requests is not None:
        price = "at an unknown price" if found.cost is None else f"about ${found.cost * share:.2f}"
        lines.append(
            f"about {found.requests:,} requests, {found.prompt_tokens:,} tokens sent,"
            f" {found.completion_tokens:,} answered, {price}"
        )
    if found.seconds is not None:
        told = duration(found.seconds)
        lines.append(
            f"about {told} with {counted(found.workers, 'worker')},"
            f" guessed from {counted(found.sampled, 'article')}"
        )
    output.write("\n".join(lines) + "\n")
