"""`assistant rewrite PATH… --out DIR`: many articles, with what is shown of them meanwhile."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics
from assistant.cli.batch_options import PARTS, BatchOptions
from assistant.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.batch.batch import Batch, Ended
    from assistant.batch.limits import Limits
    from assistant.batch.rows.options import RowOptions
    from assistant.batch.runners.base import Control
    from assistant.batch.spec import Spec
    from assistant.cli.batch_progress import Display
    from assistant.config import Loaded
    from assistant.review.policies import Accept
    from assistant.review.precedents import Precedents

_TIMEOUT = 600.0
_LARGEST = 100_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What is said of a run on stderr: all, or what goes wrong alone; timings in a form, if any."""

    quiet: bool = False
    timings: str | None = None


def rewrite_many(
    paths: tuple[str, ...],
    many: BatchOptions,
    policy: Accept,
    loaded: Loaded,
    shown: Shown,
    *,
    neutral: bool,
) -> None:
    """Rewrite many articles into a folder, and exit with what came of it."""
    from assistant.batch import spec as specs

    out = many.out
    spec = spec_of(paths, many, policy, loaded, neutral=neutral)
    batch = batch_of(spec, out, many, loaded)
    if many.dry_run:
        from assistant.cli.batch_plan import show

        show(batch)
        return
    specs.remember(out, spec)
    if many.mirror and not shown.quiet:
        diagnostics.note(f"working in {out}; the results go to {many.mirror} as well")
    finish(run(batch, shown, progress=many.progress or "auto"))


def spec_of(
    paths: tuple[str, ...], many: BatchOptions, policy: Accept, loaded: Loaded, *, neutral: bool
) -> Spec:
    """What is asked for; standard input is read, where it is named."""
    from assistant.batch.spec import Spec

    rows = _row_options(many, loaded)
    return Spec(
        _paths(paths, many, many.out), many.include, many.exclude, many.gitignore,
        None if rows is None else asdict(rows), _parts(many),
        "none" if many.only_score else str(policy), neutral, _absolute(many.decisions),
        many.mirror, loaded.flags,
    )  # fmt: skip


def _absolute(path: str | None) -> str:
    return str(Path(path).absolute()) if path else ""


def finish(code: ExitCode) -> None:
    """Exit, unless all went well."""
    if code:
        raise click.exceptions.Exit(int(code))


def batch_of(
    spec: Spec, out: Path, many: BatchOptions, loaded: Loaded, *, redo: bool = False
) -> Batch:
    """The batch that was asked for, within what is said of this run."""
    from assistant.batch.batch import Batch
    from assistant.batch.worker import Wanted
    from assistant.review.policies import policy_of
    from assistant.workspace.rewriting import Rewrite

    precedents = _precedents(spec.decisions)
    rewrite = Rewrite(policy_of(spec.accept), neutral=spec.neutral, precedents=precedents)
    wanted = Wanted(loaded, out, rewrite, spec.written, force=many.force)
    return Batch(
        spec.inputs(out), wanted, _limits(many, loaded), many.jobs or 0,
        _TIMEOUT if many.timeout is None else many.timeout, redo or many.redo, spec.decisions,
        many.runner or "", spec.mirror, diagnostics.notice,
    )  # fmt: skip


def as_begun(spec: Spec, loaded: Loaded) -> Loaded:
    """The settings that a batch was begun with, under the flags of now."""
    from assistant.config import FLAG, overridden

    own = {key: each for key, each in spec.flags.items() if loaded.origins.get(key) != FLAG}
    return overridden(loaded, own)


def _precedents(path: str) -> Precedents:
    from assistant.reading import read_text
    from assistant.review.precedents import Precedents, loads

    if not path:
        return Precedents()
    try:
        return loads(read_text(path, _LARGEST))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}", hint="check --decisions") from error


def _limits(many: BatchOptions, loaded: Loaded) -> Limits:
    from assistant.batch.limits import Failures, Limits

    failures = Failures.of(many.max_failures) if many.max_failures else None
    retries = 1 if many.retries is None else many.retries
    max_cost = loaded.settings.endpoint.max_cost
    return Limits(many.limit or 0, retries, max_cost, failures=failures)


def _paths(paths: tuple[str, ...], many: BatchOptions, out: Path) -> tuple[str, ...]:
    """The paths that are meant: given, listed on standard input, or of rows that come there."""
    from assistant.batch.inputs.listing import listed, spooled
    from assistant.batch.outputs.place import placed

    if many.rows:
        place = placed(out, ".batch/rows")
        return (*paths, str(spooled(sys.stdin.buffer, place).absolute()))
    found = [p for path in paths for p in (listed(sys.stdin.buffer) if path == "-" else (path,))]
    return tuple(str(Path(path).absolute()) for path in found)


def _row_options(many: BatchOptions, loaded: Loaded) -> RowOptions | None:
    from assistant.batch.rows.options import RowOptions

    if many.text_field is None:
        if many.rows or many.id_field or many.title_field or many.replace:
            raise UsageError("rows need --text-field", hint="it names the field of their text")
        return None
    return RowOptions(
        many.text_field, many.id_field or "", many.title_field or "",
        limit=loaded.settings.limit_bytes, delimiter=many.delimiter or "",
        encoding=loaded.settings.encoding, replaces=many.replace,
    )  # fmt: skip


def _parts(many: BatchOptions) -> tuple[str, ...]:
    if many.only_score:
        if many.write:
            raise UsageError("--only-score writes no articles", hint="leave --write out")
        return ()
    usual = "text,review" if many.text_field else "text,review,summary"
    names = tuple((many.write or usual).split(","))
    if unknown := [name for name in names if name not in PARTS]:
        raise UsageError(f"--write: unknown part {unknown[0]!r}", hint=f"of {','.join(PARTS)}")
    return names


def run(batch: Batch, shown: Shown, *, progress: str) -> ExitCode:
    """Run a batch, show how far it is, and say what came of it."""
    from assistant.batch import batch as use_case
    from assistant.batch.batch import Ended
    from assistant.batch.runners.base import Control
    from assistant.cli import batch_progress, timings

    control = Control()
    display = batch_progress.display(progress, quiet=shown.quiet)
    with interruptible(control, quiet=shown.quiet), display:
        for event in use_case.run(batch, control):
            if isinstance(event, Ended):
                ended = event
            else:
                show(event, display)
    display.ended(ended)
    if shown.timings and ended.report is not None:
        timings.tell(ended.report.timings, shown.timings)
    return _code(ended, control)


def show(event: object, display: Display) -> None:
    """Show how far a run is, where an event tells it."""
    from assistant.batch.batch import Planned
    from assistant.batch.jobs import Outcome
    from assistant.batch.standing import Standing

    match event:
        case Planned():
            display.planned(event)
        case Standing():
            display.standing(event)
        case Outcome():
            display.outcome(event)


def _code(ended: Ended, control: Control) -> ExitCode:
    if control.interrupted:
        return ExitCode.INTERRUPTED
    return ExitCode.DONE if ended.is_well else ExitCode.ATTENTION


@contextmanager
def interruptible(control: Control, *, quiet: bool) -> Iterator[None]:
    """Have ctrl+c finish the articles in work and, pressed again, stop at once.

    Once interrupted, nothing more is to be interrupted: what comes while the process ends would
    end it by the signal, and its exit code with it.
    """

    def interrupted(number: int, _: object) -> None:
        control.interrupt()
        if number == signal.SIGTERM:
            control.interrupt()
        if not quiet and not control.stops:
            diagnostics.note("finishing the articles in work; ctrl+c again stops at once")

    numbers = (signal.SIGINT, signal.SIGTERM)
    known = {number: signal.signal(number, interrupted) for number in numbers}
    try:
        yield
    finally:
        for number, handler in known.items():
            signal.signal(number, signal.SIG_IGN if control.interrupted else handler)
