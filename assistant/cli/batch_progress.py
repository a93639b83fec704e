"""How far a batch is, on stderr: a line now and then, lines of JSON, or nothing."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING, Any, Protocol, Self

from assistant.cli import diagnostics
from assistant.language.counting import counted

if TYPE_CHECKING:
    from assistant.batch.batch import Ended, Planned
    from assistant.batch.jobs import Outcome
    from assistant.batch.standing import Standing

_NOW_AND_THEN = 10.0
"""Seconds between two lines where nothing is replaced."""

_MOST = 20
"""How many failures are told as they happen."""


class Display(Protocol):
    """Shows a run; within it as a context manager it may hold the screen."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *_: object) -> None: ...

    def planned(self, event: Planned) -> None:
        """What is to be done."""

    def standing(self, event: Standing) -> None:
        """How far it is; this comes often."""

    def outcome(self, event: Outcome) -> None:
        """What came of an article."""

    def ended(self, event: Ended) -> None:
        """The run is over, and the screen is free."""


class Silent:
    """Shows what goes wrong alone."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def planned(self, event: Planned) -> None:
        """Say nothing."""

    def standing(self, event: Standing) -> None:
        """Say nothing."""

    def outcome(self, event: Outcome) -> None:
        """Say what failed."""
        if event.error and event.cause is not None:
            diagnostics.warn(
                event.error if event.key in event.error else f"{event.key}: {event.error}"
            )

    def ended(self, event: Ended) -> None:
        """Say why it stopped, if it did."""
        if event.stopped:
            diagnostics.warn(f"stopped: {event.stopped}", hint="run it again to go on")


class Lines(Silent):
    """Says in a line now and then how far it is."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self._failed = 0

    def planned(self, event: Planned) -> None:
        """Say what is to be done."""
        diagnostics.note(plan_told(event))

    def outcome(self, event: Outcome) -> None:
        """Say what failed, the first few times: at the end there is a table of it."""
        self._failed += event.cause is not None
        if self._failed <= _MOST:
            super().outcome(event)

    def standing(self, event: Standing) -> None:
        """Say how far it is, now and then."""
        if time.monotonic() - self._last >= _NOW_AND_THEN:
            self._last = time.monotonic()
            diagnostics.note(standing_told(event))

    def ended(self, event: Ended) -> None:
        """Say what came of it."""
        super().ended(event)
        diagnostics.note(ended_told(event))
        for path in event.tables:
            diagnostics.note(f"rows written to {path}")
        if event.report is not None:
            from assistant.cli.batch_status import attention

            if told := attention(event.report, event.out):
                diagnostics.note(told.rstrip())


class JsonLines(Silent):
    """Writes an object a line for each article and, once a second, for the whole."""

    def __init__(self) -> None:
        self._last = 0.0

    def planned(self, event: Planned) -> None:
        """Write what is to be done."""
        plan, standing = event.plan, event.standing
        _write(
            "planned",
            articles=plan.articles,
            bad=plan.bad,
            over=dict(plan.over),
            left=standing.left,
        )

    def standing(self, event: Standing) -> None:
        """Write how far it is."""
        if time.monotonic() - self._last >= 1:
            self._last = time.monotonic()
            _write("progress", **numbers(event))

    def outcome(self, event: Outcome) -> None:
        """Write what came of an article."""
        _write(
            "article", key=event.key, state=str(event.state), cause=str(event.cause or ""),
            error=event.error, seconds=round(event.seconds, 3), hunks=event.tally.hunks,
        )  # fmt: skip

    def ended(self, event: Ended) -> None:
        """Write what came of it."""
        _write("ended", **numbers(event.standing), bad=event.plan.bad, stopped=event.stopped)


def display(kind: str, *, quiet: bool) -> Display:
    """What shows a run as is wanted; where stderr is a terminal, the screen does."""
    if quiet:
        return Silent()
    if kind == "json":
        return JsonLines()
    if kind == "auto" and sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        from assistant.cli.batch_screen import Screen

        return Screen()
    return Lines()


def numbers(standing: Standing) -> dict[str, Any]:
    """How far a run is, as numbers."""
    left = standing.seconds_left
    return {
        "done": standing.done, "passed": standing.passed, "failed": standing.failed,
        "left": standing.left, "words": standing.words,
        "words_a_second": round(standing.words_a_second, 1), "cost": standing.cost,
        "requests": standing.requests, "seconds": round(standing.seconds, 1),
        "seconds_left": None if left is None else round(left),
        "causes": {str(cause): count for cause, count in standing.causes.items()},
    }  # fmt: skip


def plan_told(event: Planned) -> str:
    """What is to be done, in a line."""
    plan, standing = event.plan, event.standing
    parts = [counted(plan.articles, "article"), f"{standing.left:,} to do"]
    if plan.bad:
        parts.append(f"{plan.bad:,} that cannot be read")
    parts += [f"{count:,} passed over: {why}" for why, count in plan.over.most_common()]
    return ", ".join(parts)


def standing_told(standing: Standing) -> str:
    """How far a run is, in a line."""
    parts = [f"{standing.done + standing.passed:,} done"]
    if standing.failed:
        parts.append(f"{standing.failed:,} failed")
    parts += [f"{standing.left:,} left", f"{standing.words_a_second:,.0f} words a second"]
    if standing.cost is None or standing.cost:
        parts.append("price unknown" if standing.cost is None else f"${standing.cost:.4f}")
    if (left := standing.seconds_left) is not None and standing.left:
        parts.append(f"{duration(left)} to go")
    return ", ".join(parts)


def ended_told(event: Ended) -> str:
    """What came of a run, in a line."""
    standing = event.standing
    parts = [f"{standing.done:,} done"]
    if standing.passed:
        parts.append(f"{standing.passed:,} left as they were")
    if event.failed:
        parts.append(f"{event.failed:,} failed")
    if standing.left:
        parts.append(f"{standing.left:,} left")
    parts += [counted(standing.hunks, "hunk"), duration(standing.seconds)]
    if standing.requests:
        price = "price unknown" if standing.cost is None else f"${standing.cost:.4f}"
        parts += [counted(standing.requests, "request"), price]
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """A time in one or two units."""
    whole = round(seconds)
    if whole < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02} s"
    return f"{whole // 3600} h {whole % 3600 // 60:02} min"


def _write(event: str, **values: Any) -> None:
    sys.stderr.write(json.dumps({"event": event, **values}) + "\n")
    sys.stderr.flush()
