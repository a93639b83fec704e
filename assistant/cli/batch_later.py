"""`assistant batch submit | collect | cancel`: a batch that is answered within a day."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics
from assistant.cli.batch_folder import FOLDER
from assistant.cli.batch_options import BatchOptions, batch_options, work_options
from assistant.cli.engine_choice import REPAIRS, engine_options
from assistant.cli.helping import epilog
from assistant.errors import ExitCode, UsageError
from assistant.language.counting import counted

if TYPE_CHECKING:
    from assistant.batch.batch import Batch, Ended
    from assistant.batch.deferred.office import Fetched, Priced, Stands
    from assistant.batch.deferred.terms import Terms
    from assistant.batch.deferred.turn import Event
    from assistant.batch.runners.base import Control
    from assistant.cli.batch_progress import Display
    from assistant.config import Loaded

_CODES = {ExitCode.ATTENTION: "answers are to come, or something failed", ExitCode.ENGINE: ""}
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Show only problems.")
_LINES = click.option(
    "--file-lines", type=click.IntRange(1, 50_000), metavar="N",
    help="Send at most N questions in a file, for servers that take no more (50000).",
)  # fmt: skip


@click.command(
    epilog=epilog(
        "assistant batch submit news/ --out repaired --engine openai --max-cost 5", codes=_CODES
    )
)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--accept", metavar="POLICY", help="Which changes are accepted unseen (unflagged).")
@click.option("--neutral", is_flag=True, help="Also propose neutral forms of loaded words.")
@_LINES
@batch_options
@engine_options(REPAIRS)
@_QUIET
def submit(
    paths: tuple[str, ...], many: BatchOptions, loaded: Loaded, accept: str | None,
    file_lines: int | None, *, neutral: bool, quiet: bool,
) -> None:  # fmt: skip
    """Send the questions about PATHs in files, to be answered within a day at half the price.

    It takes what `assistant rewrite PATH… --out DIR --engine openai` takes, and speaks the Batch
    API of OpenAI and of those who copy it. `assistant batch collect DIR` fetches the answers, and
    sends what is asked next: a summary, or a second question after an answer of no use. The most
    that it can cost is said before anything is sent; --max-cost holds for the whole batch.
    """
    from assistant.batch import spec as specs
    from assistant.cli.batch_plan import show
    from assistant.cli.batch_run import batch_of, spec_of
    from assistant.review.policies import policy_of

    if many.folder is None:
        raise UsageError("no output folder was given", hint="give --out DIR")
    if many.mirror:
        raise UsageError("submit writes to a folder only", hint="give --out DIR")
    out = many.out
    known = _terms(loaded, file_lines)
    policy = policy_of(accept or loaded.settings.accept)
    spec = spec_of(paths, many, policy, loaded, neutral=neutral)
    batch = batch_of(spec, out, many, loaded)
    if many.dry_run:
        show(batch, loaded.settings.endpoint.deferred_price)
        return
    specs.remember(out, spec)
    stands, _, code = _turn(batch, known, _shown(many, quiet=quiet), anew=True, quiet=quiet)
    _finish(stands, code, out, quiet=quiet)


@click.command(
    epilog=epilog(
        "assistant batch collect repaired", "assistant batch collect repaired --wait", codes=_CODES
    )
)
@FOLDER
@click.option("--wait", is_flag=True, help="Ask again until everything is answered.")
@click.option(
    "--every",
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    default=60.0,
    show_default=True,
    help="How often to ask with --wait.",
)
@_LINES
@work_options
@engine_options(REPAIRS)
@_QUIET
def collect(
    folder: Path, many: BatchOptions, loaded: Loaded, every: float, file_lines: int | None, *,
    wait: bool, quiet: bool,
) -> None:  # fmt: skip
    """Fetch the answers that have come, go on with their articles, and send what they ask next.

    It exits with 1 while answers are to come. The settings are those that the batch was begun
    with.
    """
    from assistant.batch.spec import remembered
    from assistant.cli.batch_run import as_begun, batch_of

    spec = remembered(folder)
    loaded = as_begun(spec, loaded)
    known = _terms(loaded, file_lines)
    batch = batch_of(spec, folder, many, loaded)
    while True:
        shown = _shown(many, quiet=quiet)
        stands, ended, code = _turn(batch, known, shown, anew=False, quiet=quiet)
        if not wait or not stands.waiting.sent or code is ExitCode.INTERRUPTED:
            break
        time.sleep(every)
    if stands.waiting.articles and code is ExitCode.DONE:
        code = ExitCode.ATTENTION
    if not stands.waiting.articles and not quiet and code is not ExitCode.INTERRUPTED:
        shown.ended(ended)
    _finish(stands, code, folder, quiet=quiet)


@click.command(epilog=epilog("assistant batch cancel repaired", codes={ExitCode.ENGINE: ""}))
@FOLDER
@engine_options(REPAIRS)
def cancel(folder: Path, loaded: Loaded) -> None:
    """Have the server end what it was sent; what it has answered by then can still be collected.

    Nothing more is sent until `assistant batch submit` is given again.
    """
    from assistant.batch.deferred import turn
    from assistant.batch.deferred.office import Fetched, Stands
    from assistant.batch.spec import remembered
    from assistant.cli.batch_run import as_begun

    known = _terms(as_begun(remembered(folder), loaded), None)
    for event in turn.cancel(folder, known):
        match event:
            case Fetched():
                diagnostics.note(f"{event.job.id}: {event.job.status}")
            case Stands() if not event.waiting.sent:
                diagnostics.note("nothing was on its way")


def _terms(loaded: Loaded, lines: int | None) -> Terms:
    from assistant.batch.deferred.lots import Room
    from assistant.batch.deferred.terms import terms

    return terms(loaded, Room(lines) if lines else Room())


def _shown(many: BatchOptions, *, quiet: bool) -> Display:
    from assistant.cli import batch_progress

    return batch_progress.display(many.progress or "auto", quiet=quiet)


def _turn(
    batch: Batch, known: Terms, display: Display, *, anew: bool, quiet: bool
) -> tuple[Stands, Ended, ExitCode]:
    """One turn, shown; how the batch then stands."""
    from assistant.batch.deferred import turn
    from assistant.batch.runners.base import Control
    from assistant.cli.batch_run import interruptible

    control = Control()
    with interruptible(control, quiet=quiet), display:
        events = turn.turn(batch, control, known, anew=anew)
        stands, ended = _followed(events, display, known.endpoint.host, quiet=quiet)
    return stands, ended, _code(ended, control)


def _followed(
    events: Iterable[Event], display: Display, host: str, *, quiet: bool
) -> tuple[Stands, Ended]:
    from assistant.batch.batch import Ended
    from assistant.batch.deferred.office import Fetched, Priced, Sent, Stands
    from assistant.cli.batch_run import show

    for event in events:
        match event:
            case Ended():
                ended = event
            case Fetched():
                _tell(event, quiet=quiet)
            case Priced():
                _note(_priced(event, host), quiet=quiet)
            case Sent():
                _note(f"{event.job}: {counted(event.questions, 'question')} sent", quiet=quiet)
            case Stands():
                stands = event
            case _:
                show(event, display)
    return stands, ended


def _tell(event: Fetched, *, quiet: bool) -> None:
    """How a job is; also the quiet hear of what goes wrong."""
    job = event.job
    if job.reason:
        diagnostics.warn(f"{job.id}: {job.status}: {job.reason}")
    parts = [f"{job.id}: {job.status.replace('_', ' ')}"]
    if job.stage == "running":
        parts.append(f"{job.done:,} of {job.total:,} answered")
    else:
        parts.append(f"{event.answered:,} answered")
    parts += [f"{event.again:,} to be asked again"] if event.again else []
    parts += [f"{event.lost:,} given up"] if event.lost else []
    _note(", ".join(parts), quiet=quiet)


def _priced(event: Priced, host: str) -> str:
    load = event.load
    told = f"{counted(load.questions, 'question')} for {host}: {load.sent:,} tokens"
    if event.least is None or event.most is None:
        told += ", at an unknown price"
    else:
        told += f", ${event.least:.4f}, and at most ${event.most:.4f} with the answers"
    if event.kept_back:
        told += f"; {event.kept_back:,} more might go beyond --max-cost or --max-tokens, and wait"
    return told


def _finish(stands: Stands, code: ExitCode, out: Path, *, quiet: bool) -> None:
    """Say how the batch stands, and exit unless all went well."""
    from assistant.cli.batch_run import finish

    waiting = stands.waiting
    if waiting.articles:
        asked = counted(waiting.open + waiting.sent, "answer")
        kept = f", {waiting.open:,} of them not asked for yet" if waiting.open else ""
        _note(f"{counted(waiting.articles, 'article')} to go, for {asked}{kept}", quiet=quiet)
    if stands.held and waiting.articles:
        diagnostics.warn(f"nothing more is sent: {stands.held}", hint="`assistant batch submit`")
    elif waiting.sent:
        _note(f"`assistant batch collect {out}` fetches them, within a day", quiet=quiet)
    _note(f"${stands.spent:.4f} spent", quiet=quiet)
    finish(code)


def _note(message: str, *, quiet: bool) -> None:
    if not quiet:
        diagnostics.note(message)


def _code(ended: Ended, control: Control) -> ExitCode:
    """What waits is as it should be; what failed or passed through needs attention."""
    if control.interrupted:
        return ExitCode.INTERRUPTED
    return ExitCode.ATTENTION if ended.wrong or ended.stopped else ExitCode.DONE
