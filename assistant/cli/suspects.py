"""Suspects as lines that an editor's tools can follow: path, line, column, what and how sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli import output
from assistant.terminal import sanitise

if TYPE_CHECKING:
    from assistant.article.model import Article
    from assistant.review.model import Review


def listed(article: Article, review: Review) -> None:
    """Write a line for each hunk."""
    from assistant.article.lines import position

    for hunk in review.hunks:
        edit = hunk.edit
        line, column = position(article.source, edit.start)
        change = f"{_short(edit.original)} -> {_short(edit.replacement)}"
        if not edit.replacement:
            change = f"{_short(edit.original)} is to be deleted"
        output.write(
            f"{sanitise(article.path)}:{line}:{column}: {edit.kind}:"
            f" {sanitise(change)} ({', '.join((f'{edit.confidence:.2f}', *edit.flags))})\n"
        )


def _short(text: str, longest: int = 60) -> str:
    words = " ".join(text.split())
    return repr(words if len(words) <= longest else words[: longest - 1] + "…")
