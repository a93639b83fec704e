"""The flags of `assistant rewrite` that concern many articles, gathered into one value."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from assistant.batch.outputs.object_store import folder_of, is_address
from assistant.errors import UsageError

PARTS = ("text", "review", "summary", "diff", "page")


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What was said of a batch; what was not said is None, empty or False."""

    folder: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    gitignore: bool = False
    rows: str | None = None
    text_field: str | None = None
    id_field: str | None = None
    title_field: str | None = None
    delimiter: str | None = None
    replace: bool = False
    write: str | None = None
    only_score: bool = False
    jobs: int | None = None
    timeout: float | None = None
    retries: int | None = None
    max_failures: str | None = None
    limit: int | None = None
    dry_run: bool = False
    redo: bool = False
    force: bool = False
    decisions: str | None = None
    progress: str | None = None
    runner: str | None = None

    @property
    def out(self) -> Path:
        """The folder of this machine in which the batch works."""
        folder = self.folder or ""
        return folder_of(folder) if is_address(folder) else Path(folder)

    @property
    def mirror(self) -> str:
        """The address of an object store to which results go as well, or nothing."""
        folder = self.folder or ""
        return folder if is_address(folder) else ""

    @property
    def said(self) -> list[str]:
        """The flags that were given and mean nothing without --out."""
        given = [each.name for each in fields(self) if getattr(self, each.name)]
        return [f"--{name.replace('_', '-')}" for name in given if name != "folder"]


_INPUT = (
    click.option("--out", "folder", metavar="DIR", help="Repair many articles, into DIR or s3://BUCKET/PATH."),
    click.option(
        "--include", metavar="GLOB", multiple=True, help="In folders, take only files that match."
    ),
    click.option(
        "--exclude", metavar="GLOB", multiple=True, help="In folders, skip files that match."
    ),
    click.option("--gitignore", is_flag=True, help="In folders, skip what git ignores."),
    click.option(
        "--text-field", metavar="NAME", help="Rows of JSONL, CSV, Parquet: the field of the text."
    ),
    click.option("--id-field", metavar="NAME", help="Rows: the field of a unique id."),
    click.option("--title-field", metavar="NAME", help="Rows: the field of the title."),
    click.option("--delimiter", metavar="CHAR", help="CSV: the character between fields."),
    click.option("--replace", is_flag=True, help="Rows: put the new text into the text field."),
    click.option(
        "--rows", type=click.Choice(["-"]), metavar="-", help="Read rows from standard input."
    ),
)  # fmt: skip

_WORK = (
    click.option(
        "--jobs", type=click.IntRange(1, 256),
        help="Articles at a time (as many as fit this machine); openai: requests.",
    ),
    click.option(
        "--timeout", type=click.FloatRange(min=0), metavar="SECONDS",
        help="Give up on an article after so long (600); 0: never.",
    ),
    click.option(
        "--retries", type=click.IntRange(0, 100), help="How often to retry a failed article (1)."
    ),
    click.option(
        "--max-failures", metavar="N|P%", help="Stop once more than N, or P%, have failed."
    ),
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N articles."),
    click.option(
        "--runner", type=click.Choice(["ray"]), help="Run on a Ray cluster (docs/fleet.md)."
    ),
    click.option("--force", is_flag=True, help="Overwrite files that the batch did not write."),
    click.option(
        "--progress", type=click.Choice(["auto", "plain", "json"]),
        help="Progress on stderr: a display, plain lines, or lines of JSON.",
    ),
)  # fmt: skip
"""How a run works, whatever it works on."""

_WORK_NAMES = (
    "jobs", "timeout", "retries", "max_failures", "limit", "force", "progress", "runner",
)  # fmt: skip

_OUTPUT = (
    click.option(
        "--write", metavar="PARTS",
        help=f"What to write: some of {','.join(PARTS)} (text,review,summary).",
    ),
    click.option("--only-score", is_flag=True, help="Only say how garbled each article is."),
    click.option(
        "--dry-run", is_flag=True, help="Only say what would be done, the time and the cost."
    ),
    click.option("--redo", is_flag=True, help="Do everything again, with the present settings."),
    click.option(
        "--decisions", metavar="FILE",
        help="Decide phrases as in FILE, of `assistant batch decisions`.",
    ),
)  # fmt: skip


def batch_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the flags of a batch; it gets them as one value, `many`."""
    names = [each.name for each in fields(BatchOptions)]
    return _gathered(command, (*_INPUT, *_OUTPUT, *_WORK), names)


def work_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the flags that say how a run works, as `many`."""
    return _gathered(command, _WORK, _WORK_NAMES)


def _gathered(
    command: Callable[..., None], options: tuple[Any, ...], names: Sequence[str]
) -> Callable[..., None]:
    """Give a command some of the flags of a batch, as `many`."""

    @functools.wraps(command)
    def gathering(**given: Any) -> None:
        known = {name: given.pop(name) for name in names}
        command(many=BatchOptions(**known), **given)

    for option in reversed(options):
        gathering = option(gathering)
    return gathering


def are_many(paths: tuple[str, ...], many: BatchOptions) -> bool:
    """Whether many articles are meant; raises UsageError where they go nowhere."""
    if many.folder is not None:
        return True
    if not paths:
        raise UsageError("no article was given", hint="give a file, or - for standard input")
    if len(paths) > 1 or Path(paths[0]).is_dir():
        what = f"{len(paths)} paths" if len(paths) > 1 else f"{paths[0]}, a folder,"
        raise UsageError(f"{what} need an output folder", hint="give --out DIR")
    if many.said:
        raise UsageError(f"{many.said[0]} is for many articles", hint="give --out DIR as well")
    return False
