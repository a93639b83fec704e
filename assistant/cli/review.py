"""`assistant review`: decide the hunks of a saved review, one by one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.cli.engine_choice import color_option
from assistant.cli.helping import epilog
from assistant.errors import ExitCode


@click.command(
    epilog=epilog(
        "assistant rewrite article.txt --review article.review.json --accept none -o /dev/null",
        "assistant review article.review.json --plain",
        "assistant review article.review.json --from returned.docx",
        codes={ExitCode.CHANGED: ""},
    )
)
@click.argument("review_file", metavar="FILE.review.json")
@click.option("--plain", is_flag=True, help="Line by line, as `git add -p` does.")
@click.option("--from", "returned", metavar="PATH", help="Take the decisions of a document home.")
@click.option("--source", metavar="PATH", help="Where the source lies now.")
@click.option("--take-over", is_flag=True, help="Decide it here although it is open elsewhere.")
@color_option()
def review(
    review_file: str,
    plain: bool,
    returned: str | None,
    source: str | None,
    take_over: bool,
    color: str | None,
) -> None:
    """Decide the changes of a saved review.

    On a terminal it opens the desk; with --plain it asks line by line. Each decision is saved
    as it is made; q keeps them and stops, and the next run goes on from there.

    With --from, what was decided in a document that went out with tracked changes comes home:
    what was accepted, rejected or written otherwise, and what is new. One undo takes it back.
    """
    if returned:
        from assistant.cli.coming_home import take_home

        take_home(review_file, returned, source, take_over=take_over)
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
        LineMode(session, output.use_color(color or settings.color)).run()
    finally:
        session.close()
