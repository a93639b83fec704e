"""What of a review is summarised, and how a summary is handed over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.cli import diagnostics, output
from assistant.terminal import sanitise

if TYPE_CHECKING:
    from assistant.article.model import Article
    from assistant.engines.base import Engine
    from assistant.review.model import Review
    from assistant.summary.model import Summary
    from assistant.workspace.pipeline import Account


def accepted(review: Review, article: Article) -> Article:
    """The article as accepted; what is still pending stands in it as proposed, and that is said."""
    from assistant.article.files import read_text
    from assistant.review.decisions import apply_policy
    from assistant.review.model import Decision, Policy, text

    if pending := review.count(Decision.PENDING):
        diagnostics.note(f"{pending} hunks are not decided: what is proposed is summarised")
        review = apply_policy(review, Policy.ALL)
    return read_text(text(review, article.source), path=article.path, format=article.format)


def summarised(
    article: Article, review: Review, account: Account, engine: Engine
) -> tuple[Review, Account, str]:
    """The review with a summary of what is accepted, the account with its cost, and its text."""
    from assistant.cli.engine_choice import summariser_of
    from assistant.summary.model import USUAL

    result = accepted(review, article)
    summary = summariser_of(engine)(result, USUAL)
    tell(summary)
    review = replace(review, summary=summary.about(result))
    return review, replace(account, work=engine.work), shown_as(summary, result, "text")


def show(text: str, *, aside: bool) -> None:
    """Show a summary on stdout, or on stderr where stdout carries the article."""
    if aside:
        diagnostics.note(text.rstrip())
    else:
        output.write(sanitise(text))


def deliver(summary: Summary, article: Article, form: str, out: str | None) -> None:
    """Write a summary to a file or to stdout."""
    from assistant import atomic

    shown = shown_as(summary, article, form)
    if out and out != "-":
        atomic.write_atomic(out, shown.encode("utf-8", "surrogatepass"))
    else:
        output.write_bytes(shown.encode("utf-8", "surrogatepass"), shown)
    tell(summary)


def shown_as(summary: Summary, article: Article, form: str) -> str:
    """A summary in one of its forms: text, markdown, html or json."""
    from assistant.summary import formats, page

    forms = {
        "text": formats.text,
        "markdown": formats.markdown,
        "html": page.html,
        "json": formats.dumps,
    }
    return forms[form](summary, article)


def tell(summary: Summary) -> None:
    """Say on stderr what an editor should know of a summary."""
    if summary.note:
        diagnostics.warn(f"{summary.note}; the summary is {summary.engine}")
    if not summary.takeaways and not summary.abstract:
        diagnostics.warn("there is no sentence in it that can stand in a summary")
