"""`assistant review`: decide the hunks of a saved review, one by one."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("review_file", metavar="FILE.review.json")
@click.option("--plain", is_flag=True, help="Line by line, as `git add -p` does.")
@click.option("--source", metavar="PATH", help="Where the source lies now.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), help="When to colour.")
def review(review_file: str, plain: bool, source: str | None, color: str | None) -> None:
    """Decide the hunks of a saved review, one by one.

    On a terminal it opens the desk; with --plain it asks line by line. Each decision is saved
    as it is made; q keeps them and stops, and the next run goes on from there.

    \b
    assistant rewrite article.txt --review article.review.json --accept none -o /dev/null
    assistant review article.review.json --plain
    """
    if not plain and sys.stdin.isatty() and sys.stdout.isatty():
        from assistant.cli.desk import open_desk

        open_desk(review_file, source=source)
        return
    from assistant.cli import output
    from assistant.cli.line_mode import Session
    from assistant.cli.reviewed import reviewed
    from assistant.config import load

    path = Path(review_file)
    known, article = reviewed(path, source)
    colored = output.use_color(color or load().settings.color)
    Session(known, article, path, colored=colored).run()
