"""`assistant summarise`: takeaways and an abstract, each sentence with its evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics, output

if TYPE_CHECKING:
    from assistant.article.model import Article


@click.command()
@click.argument("file")
@click.option(
    "--takeaways", type=click.IntRange(0, 10), default=3, show_default=True,
    help="How many takeaways.",
)  # fmt: skip
@click.option(
    "--words", type=click.IntRange(0, 500), default=75, show_default=True,
    help="The most words of the abstract.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text",
    show_default=True, help="Text, Markdown with footnotes, or JSON with offsets.",
)  # fmt: skip
@click.option("-o", "--output", "out", metavar="PATH", help="Write to PATH, not stdout (-).")
def summarise(file: str, takeaways: int, words: int, form: str, out: str | None) -> None:
    """Summarise an article: takeaways and an abstract, with evidence.

    FILE is an article, or a review, of which the accepted text is summarised. Each sentence
    is taken from the article, and the numbers behind it say from which of its sentences.
    """
    from assistant import store
    from assistant.summary import formats
    from assistant.summary.extractive import summarise as extract

    article = _article(file)
    summary = extract(article, takeaways=takeaways, words=words)
    if form == "json":
        shown = formats.dumps(summary)
    else:
        shown = {"text": formats.text, "markdown": formats.markdown}[form](summary, article)
    if out and out != "-":
        store.write_atomic(out, shown.encode("utf-8", "surrogatepass"))
    else:
        output.write_bytes(shown.encode("utf-8", "surrogatepass"), shown)
    if not summary.takeaways and not summary.abstract:
        diagnostics.warn("there is no sentence in it that can stand in a summary")


def _article(file: str) -> Article:
    """The article that is summarised: of a review what was accepted, or else is proposed."""
    from assistant.article.files import read_text
    from assistant.article.model import Format
    from assistant.cli import sources
    from assistant.cli.reviewed import reviewed
    from assistant.config import load
    from assistant.review import Decision, Policy, apply_policy, text

    if not file.endswith(".json"):
        return sources.read(file, load().settings.limit_bytes)
    review, article = reviewed(Path(file))
    if pending := review.count(Decision.PENDING):
        diagnostics.note(f"{pending} hunks are not decided: what is proposed is summarised")
        review = apply_policy(review, Policy.ALL)
    return read_text(text(review, article.source), path=file, format=Format(review.source.format))
