"""`assistant desk`: decide every change of an article in a full screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics
from assistant.cli.engine_choice import REPAIRS, engine_options
from assistant.cli.helping import epilog
from assistant.errors import ExitCode, UsageError
from assistant.tui.commands import CANDIDATES, LISTED
from assistant.tui.key_names import shown_key

if TYPE_CHECKING:
    from assistant.config import Loaded
    from assistant.workspace.workspace import OpenArticle, Workspace


def _keys() -> str:
    """The keys of the desk, for its help."""
    rows = (f"  {' '.join(map(shown_key, c.keys)):<14} {c.tooltip}" for c in LISTED)
    numbers, tooltip = CANDIDATES
    listed = "\n".join((*rows, f"  {numbers:<14} {tooltip}"))
    return f"\b\nKeys:\n{listed}\n\n"


@click.command(
    epilog=_keys()
    + epilog(
        "assistant article.txt",
        "assistant desk monday.txt tuesday.txt",
        "assistant desk reviews/                 (the reviews of a folder)",
        codes={ExitCode.ENGINE: "", ExitCode.CHANGED: ""},
    )
)
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("-o", "--output", "out", metavar="PATH", help="Where w writes the article.")
@click.option("--review", "review_path", metavar="PATH", help="Where decisions are saved.")
@click.option(
    "--source", metavar="PATH", help="Where the article of a review is now, if it was moved."
)
@click.option("--within", hidden=True, metavar="FOLDER")
@click.option("--allow-settings", hidden=True, is_flag=True)
@engine_options(REPAIRS)
def desk(
    files: Sequence[str],
    out: str | None,
    review_path: str | None,
    source: str | None,
    within: str | None,
    allow_settings: bool,
    loaded: Loaded,
) -> None:
    """Decide every change of an article, full screen.

    FILE is an article, which is repaired while you decide, or a saved review; of a folder the
    reviews are listed, and without FILE what was open lately. Of several, each is opened when
    the one before is left. Each decision is saved as it is
    made, beside the article as FILE.review.json; the next `assistant desk FILE` goes on from
    there. w writes the article to -o, or beside it as FILE.repaired.
    """
    served = Path(within) if within else None
    if served is None and not (sys.stdin.isatty() and sys.stdout.isatty()):
        msg = "the desk needs a terminal"
        raise UsageError(msg, hint="`assistant review FILE.review.json --plain` does without")
    if len(files) > 1 and (out or review_path or source):
        msg = "-o, --review and --source are for one FILE"
        raise UsageError(msg)
    places = {"out": out or "", "review": review_path or "", "source": source or ""}
    fixed = served is not None and not allow_settings
    open_desk(*files, within=served, fixed_settings=fixed, loaded=loaded, places=places)


def open_desk(
    *files: str,
    within: Path | None = None,
    fixed_settings: bool = False,
    loaded: Loaded | None = None,
    is_demo: bool = False,
    places: Mapping[str, str] | None = None,
) -> None:
    """Open the desk for articles or reviews, for a folder, for the demo, or at its start."""
    from assistant.cli.loading import load_settings
    from assistant.tui import hangup, worker
    from assistant.tui.app import DeskApp
    from assistant.workspace.workspace import Workspace

    loaded = loaded or load_settings()
    workspace = Workspace(loaded, diagnostics.notice, within, fixed_settings)
    if len(files) == 1 and Path(files[0]).is_dir():
        app = DeskApp(workspace, Path(files[0]))
    elif is_demo:
        app = DeskApp(workspace, workspace.demo())
    else:
        app = DeskApp(workspace, *_opened(workspace, files, places or {}))
    with diagnostics.heard_by(app.tell), hangup.survived(app.save):
        app.run(mouse=loaded.settings.desk.mouse)
    for told in app.told:
        diagnostics.note(told)
    if worker.is_at_work():  # at exit its thread would be ended amid the model's own code: an abort
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


def _opened(
    workspace: Workspace, files: Sequence[str], places: Mapping[str, str]
) -> tuple[OpenArticle | None, Sequence[str]]:
    """The first of some articles that can be opened, and those after it; the others are told."""
    failures = diagnostics.Failures()
    for number, file in enumerate(files, 1):
        with failures.of(file):
            return workspace.open(file, **places), files[number:]
    if files:
        raise click.exceptions.Exit(int(failures.code))
    return None, ()
