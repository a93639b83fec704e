"""How a summary is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.cli import diagnostics, output
from assistant.terminal import sanitise

if TYPE_CHECKING:
    from assistant.article.model import Article
    from assistant.summary.model import Summary


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
        data = shown.encode("utf-8", "surrogatepass")
        atomic.write_atomic(out, data, most=atomic.permissions(article.path))
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
    if summary.is_empty:
        diagnostics.warn("there is no sentence in it that can stand in a summary")
