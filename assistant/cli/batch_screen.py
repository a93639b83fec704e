"""How far a batch is, on a terminal: a few lines that are painted anew, and what is said above."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from assistant.cli import diagnostics
from assistant.cli.batch_progress import Lines, duration
from assistant.language.counting import counted
from assistant.terminal import sanitise

if TYPE_CHECKING:
    from assistant.batch.standing import Standing

_TIMES_A_SECOND = 5
_BAR = 30


class Screen(Lines):
    """Paints how far a run is at the bottom of the terminal; what is said scrolls above it."""

    def __init__(self) -> None:
        super().__init__()
        self._console = Console(stderr=True, highlight=False)
        self._live = Live(
            console=self._console, auto_refresh=False, transient=True, redirect_stdout=False,
            redirect_stderr=False, vertical_overflow="crop",
        )  # fmt: skip
        self._held = ExitStack()
        self._painted = 0.0

    def __enter__(self) -> Self:
        self._held.enter_context(self._live)
        self._held.enter_context(diagnostics.heard_by(self._say))
        return self

    def __exit__(self, *_: object) -> None:
        self._held.close()

    def standing(self, event: Standing) -> None:
        """Paint how far it is."""
        now = time.monotonic()
        if now - self._painted >= 1 / _TIMES_A_SECOND:
            self._painted = now
            self._live.update(painted(event, self._console.width), refresh=True)

    def _say(self, message: str) -> None:
        self._console.print(Text(sanitise(message)), soft_wrap=True)


def painted(standing: Standing, width: int) -> RenderableType:
    """A bar, the numbers, the slowest article at work, and the failures by kind."""
    total = standing.ended + standing.left
    bar = Table.grid(padding=(0, 1))
    bar.add_row(
        ProgressBar(max(total, 1), standing.ended, width=min(_BAR, max(width - 40, 5))),
        Text(f"{standing.ended:,} of {total:,}", "bold"),
        Text(_left(standing), "dim"),
    )
    lines: list[RenderableType] = [bar, Text(_numbers(standing), no_wrap=True, overflow="ellipsis")]
    busy = max(standing.busy.jobs, key=lambda job: job[1], default=None)
    if busy is not None:
        told = f"{counted(len(standing.busy.jobs), 'article')} at work, {duration(busy[1])}: "
        lines.append(
            Text(
                sanitise(told + busy[0]).replace("\n", " "),
                "dim",
                no_wrap=True,
                overflow="ellipsis",
            )
        )
    if standing.causes:
        causes = ", ".join(f"{count:,} {cause}" for cause, count in standing.causes.most_common())
        lines.append(Text(f"failed: {causes}", "red", no_wrap=True, overflow="ellipsis"))
    return Group(*lines)


def _left(standing: Standing) -> str:
    left = standing.seconds_left
    return f"{duration(left)} to go" if left is not None and standing.left else ""


def _numbers(standing: Standing) -> str:
    parts = [f"{standing.done:,} done"]
    if standing.passed:
        parts.append(f"{standing.passed:,} left as they were")
    parts += [f"{standing.failed:,} failed", f"{standing.left:,} left"]
    parts.append(f"{standing.words_a_second:,.0f} words a second")
    if standing.requests:
        cost = standing.cost
        parts.append("price unknown" if cost is None else f"${cost:.4f}")
    return " · ".join(parts)
