"""`assistant desk`: decide every change of an article in a full screen."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from assistant.cli import diagnostics
from assistant.cli.engine_choice import NO_CHOICE, engine_options
from assistant.errors import UsageError


@click.command()
@click.argument("file", required=False)
@click.option("-o", "--output", "out", metavar="PATH", help="Where the article is written (w).")
@click.option("--review", "review_path", metavar="PATH", help="Where the decisions are saved.")
@click.option("--source", metavar="PATH", help="Where the source of a review lies now.")
@click.option("--within", hidden=True, metavar="FOLDER")
@engine_options
def desk(
    file: str | None,
    out: str | None,
    review_path: str | None,
    source: str | None,
    within: str | None,
    chosen: Mapping[str, Any],
) -> None:
    """Decide every change of an article in a full screen.

    FILE is an article, which is repaired while you decide, or a saved review; of a folder the
    reviews are listed, and without FILE what was open lately. Each decision is saved as it is
    made, beside the article as FILE.review.json; the next `assistant desk FILE` goes on from
    there. w writes the article to -o, or beside it as FILE.repaired.
    """
    served = Path(within) if within else None
    if served is None and not (sys.stdin.isatty() and sys.stdout.isatty()):
        msg = "the desk needs a terminal"
        raise UsageError(msg, hint="`assistant review FILE.review.json --plain` does without")
    places = {"within": served, "out": out or "", "review": review_path or ""}
    open_desk(file, source=source, chosen=chosen, **places)


def open_desk(
    file: str | None,
    *,
    source: str | None = None,
    chosen: Mapping[str, Any] | None = None,
    **places: Any,
) -> None:
    """Open the desk for an article, a review or a folder, or at its start."""
    from assistant.cli.workplace import LocalWorkplace
    from assistant.config import load
    from assistant.tui.app import DeskApp

    place = LocalWorkplace(chosen or NO_CHOICE, source=source or "", **places)
    if file is not None and Path(file).is_dir():
        app = DeskApp(place, Path(file))
    else:
        app = DeskApp(place, place.open(file) if file is not None else None)
    with diagnostics.heard_by(app.tell):
        app.run(mouse=load().settings.mouse)
