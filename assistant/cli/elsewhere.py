"""Deciding elsewhere than on the desk: the page that is sent out, and what comes home."""

from __future__ import annotations

from pathlib import Path

from assistant.cli import diagnostics, output
from assistant.cli.loading import load_settings
from assistant.errors import SourceError, UsageError


def page(review_file: str, out: str | None, source: str | None) -> None:
    """Write the page of a review to a path, or to stdout."""
    from assistant import atomic
    from assistant.review.page.page import page as made
    from assistant.workspace import targets
    from assistant.workspace.opening import open_review

    found = open_review(Path(review_file), source, limit=load_settings().settings.limit_bytes)
    shown = made(found.review, found.document.article)
    if out in (None, "-"):
        output.write(shown)
        return
    article = found.document.article.path
    if any(targets.is_same_file(str(out), other) for other in (review_file, article)):
        raise UsageError(f"{out} is the review or its source: the page needs a file of its own")
    atomic.write_atomic(str(out), shown.encode(), most=atomic.permissions(article))
    diagnostics.note(f"written to {out}")


def take(review_file: str, returned: str, source: str | None, *, take_over: bool) -> None:
    """Take decisions made elsewhere into a review, and say which they are."""
    from assistant.review.file import save_review
    from assistant.workspace.claim import claim
    from assistant.workspace.homecoming import brought_home
    from assistant.workspace.opening import open_review

    limit = load_settings().settings.limit_bytes
    path = Path(review_file)
    if not path.is_file():
        raise SourceError(f"{path} is not a file", hint="give the review that the decisions are of")
    own = claim(path, take_over=take_over)
    try:
        found = open_review(path, source, limit=limit)
        home = brought_home(found.review, found.document, returned, limit=limit)
        own.require()
        save_review(path, home.review)
    finally:
        own.release()
    output.write(home.account.describe())
