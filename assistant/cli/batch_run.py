"""`assistant rewrite PATH… --out DIR`: many articles, with what is shown of them meanwhile."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics
from assistant.cli.batch_options import PARTS, BatchOptions
from assistant.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.batch.batch import Batch, Ended
    from assistant.batch.items import Entry
    from assistant.batch.jobs import Part
    from assistant.batch.planning import Outputs
    from assistant.batch.runners.base import Control
    from assistant.batch.worker import Wanted
    from assistant.config import Loaded
    from assistant.review.policies import Accept

_TIMEOUT = 600.0


def rewrite_many(
    paths: tuple[str, ...],
    many: BatchOptions,
    policy: Accept,
    loaded: Loaded,
    *,
    neutral: bool,
    quiet: bool,
) -> None:
    """Rewrite many articles into a folder, and exit with what came of it."""
    from assistant.batch.batch import Batch
    from assistant.batch.limits import Failures, Limits

    failures = Failures.of(many.max_failures) if many.max_failures else None
    limits = Limits(
        many.limit or 0, 1 if many.retries is None else many.retries,
        loaded.settings.endpoint.max_cost, failures=failures,
    )  # fmt: skip
    wanted = _wanted(many, policy, loaded, neutral=neutral)
    batch = Batch(
        _Entries(paths), wanted, _outputs_of(wanted.parts), limits,
        many.jobs or 0, _TIMEOUT if many.timeout is None else many.timeout, many.redo,
        diagnostics.notice,
    )  # fmt: skip
    code = run(batch, quiet=quiet, progress=many.progress or "auto")
    if code:
        raise click.exceptions.Exit(int(code))


def _wanted(many: BatchOptions, policy: Accept, loaded: Loaded, *, neutral: bool) -> Wanted:
    from assistant.batch.worker import Wanted
    from assistant.review.model import Policy
    from assistant.workspace.rewriting import Rewrite

    assert many.folder is not None
    parts = _parts(many)
    accept = Policy.NONE if many.only_score else policy
    return Wanted(
        loaded, Path(many.folder), Rewrite(accept, neutral=neutral), parts, force=many.force
    )


def _parts(many: BatchOptions) -> frozenset[Part]:
    from assistant.batch.jobs import Part

    if many.only_score:
        if many.write:
            raise UsageError("--only-score writes no articles", hint="leave --write out")
        return frozenset()
    names = (many.write or "text,review,summary").split(",")
    if unknown := [name for name in names if name not in PARTS]:
        raise UsageError(f"--write: there is no part {unknown[0]!r}", hint=f"of {','.join(PARTS)}")
    return frozenset(map(Part, names))


def run(batch: Batch, *, quiet: bool, progress: str) -> ExitCode:
    """Run a batch, show how far it is, and say what came of it."""
    from assistant.batch import batch as use_case
    from assistant.batch.batch import Ended, Planned
    from assistant.batch.jobs import Outcome
    from assistant.batch.runners.base import Control
    from assistant.batch.standing import Standing
    from assistant.cli import batch_progress

    control = Control()
    display = batch_progress.display(progress, quiet=quiet)
    with _interruptible(control, quiet=quiet), display:
        for event in use_case.run(batch, control):
            match event:
                case Planned():
                    display.planned(event)
                case Standing():
                    display.standing(event)
                case Outcome():
                    display.outcome(event)
                case Ended():
                    ended = event
    display.ended(ended)
    return _code(ended, control)


def _code(ended: Ended, control: Control) -> ExitCode:
    if control.interrupted:
        return ExitCode.INTERRUPTED
    is_well = not (ended.failed or ended.standing.passed or ended.stopped)
    return ExitCode.DONE if is_well else ExitCode.ATTENTION


@contextmanager
def _interruptible(control: Control, *, quiet: bool) -> Iterator[None]:
    """Have ctrl+c finish the articles in work and, pressed again, stop at once."""

    def interrupted(number: int, _: object) -> None:
        control.interrupt()
        if number == signal.SIGTERM:
            control.interrupt()
        if not quiet and not control.stops:
            diagnostics.note("finishing the articles in work; ctrl+c again stops at once")

    known = {
        number: signal.signal(number, interrupted) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in known.items():
            signal.signal(number, handler)


@dataclass(frozen=True, slots=True)
class _Entries:
    paths: tuple[str, ...]

    def entries(self) -> Iterator[Entry]:
        from assistant.batch.items import FileItem

        for path in self.paths:
            root = Path(path)
            for each in sorted(root.rglob("*")) if root.is_dir() else [root]:
                if each.is_file():
                    known = each.stat()
                    key = str(each.relative_to(root)) if root.is_dir() else each.name
                    yield FileItem(key, each, known.st_size, known.st_mtime_ns)


def _outputs_of(parts: frozenset[Part]) -> Outputs:
    from assistant.batch.jobs import Part

    def outputs(key: str) -> Mapping[Part, str]:
        folder, _, name = key.rpartition("/")
        known = {
            Part.TEXT: key, Part.REVIEW: f"{key}.review.json", Part.SUMMARY: f"{key}.summary.md",
            Part.DIFF: f"{key}.diff",
            Part.SOURCE: f"{folder}/.source/{name}" if folder else f".source/{name}",
        }  # fmt: skip
        kept = {*parts, Part.SOURCE} if Part.REVIEW in parts else parts
        return {part: place for part, place in known.items() if part in kept}

    return outputs
