"""`assistant review`: decide the hunks of a saved review, one by one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.cli.engine_choice import color_option
from assistant.cli.forms import ELSEWHERE
from assistant.cli.helping import epilog
from assistant.errors import ExitCode, UsageError


@click.command(
    epilog=epilog(
        "assistant rewrite article.txt --review article.review.json --accept none -o /dev/null",
        "assistant review article.review.json --plain",
        "assistant review article.review.json --format html -o article.html",
        "assistant review story.review.json --format docx -o proposed.docx",
        "assistant review article.review.json --from article.decisions.json",
        "assistant review story.review.json --from returned.docx",
        codes={ExitCode.CHANGED: ""},
    )
)
@click.argument("review_file", metavar="FILE.review.json")
@click.option("--plain", is_flag=True, help="Line by line, as `git add -p` does.")
@click.option("--source", metavar="PATH", help="Where the article is now, if it was moved.")
@click.option(
    "--format",
    "form",
    type=click.Choice(ELSEWHERE),
    help="Send it out to be decided elsewhere: as a page to decide in with any browser (html), in "
    "CriticMarkup, or in the document itself as tracked changes (docx, odt).",
)
@click.option("-o", "--output", "out", metavar="PATH", help="With --format: write to PATH.")
@click.option(
    "--from",
    "returned",
    metavar="PATH",
    help="Take decisions made elsewhere: a page's, a Word file's, CriticMarkup, an edited text.",
)
@click.option("--take-over", is_flag=True, help="Decide it here even if it is open elsewhere.")
@color_option()
def review(
    review_file: str, source: str | None, plain: bool, take_over: bool, **other: str | None
) -> None:
    """Decide the changes of a saved review.

    On a terminal it opens the desk; with --plain it asks line by line. Each decision is saved
    as it is made; q keeps them and stops, and the next run goes on from there.

    It can be decided elsewhere, too: --format sends it out for that, and --from takes in what was
    decided, shows the account, and is one step that u takes back.
    """
    form, out, returned = (other[name] for name in ("form", "out", "returned"))
    if form and returned:
        raise UsageError("--format and --from are two ways: give one")
    if out and not form:
        raise UsageError("-o goes with --format", hint="`assistant apply` writes the article")
    if form or returned:
        from assistant.cli import elsewhere

        if returned:
            elsewhere.take(review_file, returned, source, take_over=take_over)
        else:
            elsewhere.send(review_file, str(form), out, source)
        return
    if not plain and sys.stdin.isatty() and sys.stdout.isatty():
        from assistant.cli.desk import open_desk

        open_desk(review_file, places={"source": source or ""})
        return
    from assistant.cli import output
    from assistant.cli.line_mode import LineMode
    from assistant.cli.loading import load_settings
    from assistant.workspace.claim import claim
    from assistant.workspace.opening import open_review
    from assistant.workspace.session import Session

    settings = load_settings().settings
    found = open_review(Path(review_file), source, limit=settings.limit_bytes)
    own = claim(found.path, take_over=take_over)
    session = Session(document=found.document, review=found.review, path=found.path, claim=own)
    try:
        LineMode(session, output.use_color(other["color"] or settings.color)).run()
    finally:
        session.close()
