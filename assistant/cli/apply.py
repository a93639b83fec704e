"""`assistant apply`: write the article with the accepted hunks of a review."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli import diagnostics, output
from assistant.errors import UsageError


@click.command()
@click.argument("review_file", metavar="FILE.review.json")
@click.option(
    "--accept",
    type=click.Choice(["unflagged", "all", "none"]),
    default="none",
    show_default=True,
    help="Which hunks still pending are accepted as well.",
)
@click.option("--source", metavar="PATH", help="Where the source lies now.")
@click.option("-o", "--output", "out", metavar="PATH", help="Write to PATH, not stdout (-).")
@click.option("--in-place", is_flag=True, help="Write over the source.")
@click.option("--backup", is_flag=True, help="With --in-place: keep a copy as SOURCE.bak.")
@click.option("-q", "--quiet", is_flag=True, help="No line of account on stderr.")
def apply(
    review_file: str,
    accept: str,
    source: str | None,
    out: str | None,
    in_place: bool,
    backup: bool,
    quiet: bool,
) -> None:
    """Write the article with the accepted hunks.

    The source must be what was reviewed: if it has changed, nothing is written.

    \b
    assistant apply article.review.json -o repaired.txt
    assistant apply article.review.json --in-place --backup
    """
    from assistant import atomic
    from assistant.article.encodings import encode
    from assistant.cli import sources
    from assistant.cli.reviewed import reviewed
    from assistant.review.decisions import apply_policy
    from assistant.review.model import Decision, Policy, text

    review, article = reviewed(Path(review_file), source)
    sources.check_targets(article.path, out, in_place=in_place, backup=backup)
    if out and sources.same_file(out, review_file):
        msg = f"{out} is the review itself"
        raise UsageError(msg, hint="write the article to a file of its own")
    review = apply_policy(review, Policy(accept))
    shown = text(review, article.source)
    data = encode(shown, article.encoding)
    if in_place:
        sources.write_over(article.path, article.sha256, data, backup=backup)
    elif out and out != "-":
        atomic.write_atomic(out, data)
    else:
        output.write_bytes(data, shown)
    if not quiet:
        counts = (f"{review.count(decision)} {decision}" for decision in Decision)
        diagnostics.note(", ".join(counts))
