"""The flags of `assistant rewrite` that concern many articles, gathered into one value."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import click

from assistant.errors import UsageError

PARTS = ("text", "review", "summary", "diff")


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What was said of a batch; what was not said is None, empty or False."""

    folder: str | None = None
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

    @property
    def said(self) -> list[str]:
        """The flags that were given and mean nothing without --out."""
        given = [
            each.name for each in fields(self) if getattr(self, each.name) not in (None, False)
        ]
        return [f"--{name.replace('_', '-')}" for name in given if name != "folder"]


_OPTIONS = (
    click.option("--out", "folder", metavar="DIR", help="Many articles: write what comes of them to DIR."),
    click.option(
        "--write", metavar="PARTS",
        help=f"Of {','.join(PARTS)}, what is written of each (text,review,summary).",
    ),
    click.option("--only-score", is_flag=True, help="Say how garbled each is; rewrite nothing."),
    click.option(
        "--jobs", type=click.IntRange(1, 256),
        help="Articles at a time; openai: requests. As many as the machine carries.",
    ),
    click.option(
        "--timeout", type=click.FloatRange(min=0), metavar="SECONDS",
        help="Give an article up after so long (600); 0 for never.",
    ),
    click.option(
        "--retries", type=click.IntRange(0, 100), help="Try an article again so often (1)."
    ),
    click.option(
        "--max-failures", metavar="N|P%", help="Stop once more articles, or more of them, failed."
    ),
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Do N and no more."),
    click.option("--dry-run", is_flag=True, help="Say what would be done, and how long it takes."),
    click.option("--redo", is_flag=True, help="Do again what is done, with the settings of now."),
    click.option("--force", is_flag=True, help="Write over what the batch did not write."),
    click.option(
        "--decisions", metavar="FILE", help="Decide phrases as they were decided before."
    ),
    click.option(
        "--progress", type=click.Choice(["auto", "plain", "json"]),
        help="How far it is, on stderr: shown, in lines, or in lines of JSON.",
    ),
)  # fmt: skip


def batch_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the flags of a batch; it gets them as one value, `many`."""

    @functools.wraps(command)
    def gathered(**options: Any) -> None:
        known = {each.name: options.pop(each.name) for each in fields(BatchOptions)}
        command(many=BatchOptions(**known), **options)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


def are_many(paths: tuple[str, ...], many: BatchOptions) -> bool:
    """Whether many articles are meant; raises UsageError where they go nowhere."""
    if many.folder is not None:
        return True
    if len(paths) > 1 or Path(paths[0]).is_dir():
        what = f"{len(paths)} paths" if len(paths) > 1 else f"{paths[0]}, a folder,"
        raise UsageError(f"{what} need a place for what comes of them", hint="give --out DIR")
    if many.said:
        raise UsageError(f"{many.said[0]} is for many articles", hint="give --out DIR as well")
    return False
