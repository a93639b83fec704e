"""`assistant apply DIR`: the articles of a batch, written anew as they were decided since."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics
from assistant.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.batch.inputs.given import Inputs
    from assistant.review.policies import Accept


def apply_batch(folder: Path, policy: Accept, *, quiet: bool) -> None:
    """Write every article that was decided otherwise since, and say how many those are."""
    from assistant.batch import applying, home

    if not home.is_batch(folder):
        hint = "give a review, or what was given as --out"
        raise UsageError(f"{folder} is a folder and holds no batch", hint=hint)
    written = wrong = 0
    with home.held(folder) as ledger:
        for each in applying.apply(ledger, folder, policy, _inputs(folder)):
            if each.problem:
                wrong += 1
                diagnostics.warn(f"{each.key}: {each.problem}")
            else:
                written += 1
    if not quiet:
        diagnostics.note(f"{written:,} articles written anew below {folder}")
    if wrong:
        raise click.exceptions.Exit(int(ExitCode.ATTENTION))


def _inputs(folder: Path) -> Inputs | None:
    """The inputs whose tables are written anew, where this account began the batch."""
    from assistant.batch.spec import remembered

    try:
        return remembered(folder).inputs(folder)
    except UsageError as error:
        diagnostics.warn(f"tables of rows stay as they are: {error.message}")
        return None
