"""`assistant batch`: what came of a batch, trying again, handing over, and how far to trust it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import batch_later, diagnostics, output
from assistant.cli.batch_folder import FOLDER
from assistant.cli.batch_options import BatchOptions, work_options
from assistant.cli.engine_choice import REPAIRS, engine_options
from assistant.cli.helping import epilog
from assistant.cli.timings import TimedCommand, timings_option
from assistant.errors import ExitCode

if TYPE_CHECKING:
    from assistant.config import Loaded

_RUNS = {ExitCode.ATTENTION: "something failed or is left", ExitCode.ENGINE: ""}


@click.group(
    epilog=epilog(
        "assistant rewrite news/ --out repaired",
        "assistant batch status repaired",
        "assistant batch retry repaired",
        "assistant batch submit news/ --out repaired --engine openai",
        "assistant batch collect repaired",
        "assistant batch export repaired -o accepted.jsonl",
        "assistant batch audit repaired --sample 50",
        codes=_RUNS,
    )
)
def batch() -> None:
    """Batches: submit and collect, status, retry, export, audit."""


for _command in (batch_later.submit, batch_later.collect, batch_later.cancel):
    batch.add_command(_command)


@batch.command(
    epilog=epilog("assistant batch status repaired", "assistant batch status repaired --json")
)
@FOLDER
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def status(folder: Path, as_json: bool) -> None:
    """Say how far a batch is, also while it runs."""
    from assistant.cli import batch_status

    batch_status.show(folder, as_json=as_json)


@batch.command(
    cls=TimedCommand,
    epilog=epilog(
        "assistant batch retry repaired", "assistant batch retry repaired --jobs 2", codes=_RUNS
    ),
)
@FOLDER
@click.option("--redo", is_flag=True, help="Do everything again, not only what failed.")
@work_options
@engine_options(REPAIRS)
@timings_option()
@click.option("-q", "--quiet", is_flag=True, help="Show only problems on stderr.")
def retry(
    folder: Path,
    redo: bool,
    timings: str | None,
    quiet: bool,
    many: BatchOptions,
    loaded: Loaded,
) -> None:
    """Try again what failed, and go on with what is left.

    The settings are those that the batch was begun with.
    """
    from assistant.batch import home
    from assistant.batch.spec import remembered
    from assistant.cli.batch_run import Shown, as_begun, batch_of, finish, run

    spec = remembered(folder)
    with home.held(folder) as ledger:
        again = ledger.again()
    if not quiet:
        diagnostics.note(f"{again:,} to try again")
    made = batch_of(spec, folder, many, as_begun(spec, loaded), redo=redo)
    shown = Shown(quiet=quiet, timings=timings)
    finish(run(made, shown, progress=many.progress or "auto"))


@batch.command(epilog=epilog("assistant batch stop repaired"))
@FOLDER
def stop(folder: Path) -> None:
    """Have the run in DIR finish the articles in work; given again, stop at once.

    It works from any terminal; `assistant batch retry DIR` goes on.
    """
    from assistant.batch import home

    home.stop(folder)
    diagnostics.note("it finishes the articles in work, and stops")


@batch.command(epilog=epilog("assistant batch report repaired"))
@FOLDER
def report(folder: Path) -> None:
    """Write report.json and report.html anew, as the batch stands."""
    from assistant.batch import home
    from assistant.batch import report as reports
    from assistant.batch.naming import REPORTS

    with home.read(folder) as ledger:
        reports.write(ledger, folder)
    for name in REPORTS:
        output.write(f"{folder / name}\n")


@batch.command(epilog=epilog("assistant batch export repaired -o accepted.jsonl"))
@FOLDER
@click.option("-o", "--output", "out", metavar="FILE", help="Write JSONL to FILE, not stdout (-).")
def export(folder: Path, out: str | None) -> None:
    """Hand over every article as accepted, as one JSONL in the order of the input.

    The tables of rows are written anew below DIR as well.
    """
    from assistant.cli import batch_export

    batch_export.export(folder, out)


@batch.command(epilog=epilog("assistant batch audit repaired --sample 50"))
@FOLDER
@click.option("--sample", type=click.IntRange(1, 100_000), default=50, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Draws the same edits again.")
def audit(folder: Path, sample: int, seed: int) -> None:
    """Judge some accepted edits, drawn at random, and say how many of all are right.

    Each is asked for: y for right, n for wrong, s to leave it out, q to stop. What was judged is
    kept, and the next run goes on from there.
    """
    from assistant.cli import batch_audit

    batch_audit.ask(folder, sample, seed)


@batch.command(epilog=epilog("assistant batch decisions repaired -o decisions.json"))
@FOLDER
@click.option("-o", "--output", "out", metavar="FILE", help="Write them to FILE as well.")
def decisions(folder: Path, out: str | None) -> None:
    """List the phrases that editors decided in the reviews, with counts and conflicts.

    `assistant rewrite --decisions FILE` decides them the same way elsewhere.
    """
    from assistant.cli import batch_decisions

    batch_decisions.show(folder, out)
