"""Deciding elsewhere than on the desk: the page that is sent out, and what comes home."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import diagnostics, output
from assistant.cli.handing_over import hand_over
from assistant.cli.loading import load_settings
from assistant.errors import SourceError, UsageError

if TYPE_CHECKING:
    from assistant.workspace.delivering import Target
    from assistant.workspace.opening import Reviewed


def send(review_file: str, form: str, out: str | None, source: str | None) -> None:
    """Write a review as it is decided elsewhere, to a path or stdout; html is a page for that."""
    from assistant.workspace import targets
    from assistant.workspace.delivering import Form, Target, deliver
    from assistant.workspace.opening import open_review

    found = open_review(Path(review_file), source, limit=load_settings().settings.limit_bytes)
    article = found.document.article.path
    target = Target(out)
    if not target.is_caller and any(
        targets.is_same_file(str(out), other) for other in (review_file, article)
    ):
        msg = f"{out} is the review or its source: what is sent out needs a file of its own"
        raise UsageError(msg)
    if form == "html":
        _page(found, target)
    else:
        hand_over(deliver(found.document, found.review, target, Form(form)), target)
    if not target.is_caller:
        diagnostics.note(f"written to {out}")


def _page(found: Reviewed, target: Target) -> None:
    from assistant import atomic
    from assistant.review.page.page import page

    article = found.document.article
    shown = page(found.review, article)
    if target.is_caller:
        output.write(shown)
    else:
        atomic.write_atomic(str(target.out), shown.encode(), most=atomic.permissions(article.path))


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
