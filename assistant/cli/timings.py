"""`--timings`: a table of what each stage of the work took, on stderr."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from assistant.timing import Timings

TABLE, JSON = "table", "json"
_FLAG = "--timings"


class TimedCommand(click.Command):
    """A command with `--timings`, behind which a form may stand or not."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, the form of the flag filled in where none follows it."""
        return super().parse_args(ctx, _with_form(args))


def _with_form(args: list[str]) -> list[str]:
    found = list(args)
    end = found.index("--") if "--" in found else len(found)
    for place in range(end - 1, -1, -1):
        if found[place] == _FLAG and found[place + 1 : place + 2] not in ([TABLE], [JSON]):
            found.insert(place + 1, TABLE)
    return found


def timings_option() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The flag that has stages timed; it is for a `TimedCommand`."""
    return click.option(
        _FLAG, type=click.Choice([TABLE, JSON]), metavar="[json]",
        help="Say on stderr what each stage took: seconds and tokens.",
    )  # fmt: skip


@contextmanager
def told(form: str | None) -> Iterator[None]:
    """Time what is done within, and say at its end what each stage took, in a form if any."""
    if form is None:
        yield
        return
    from assistant.timing import clocked

    with clocked() as clock:
        try:
            yield
        except click.exceptions.Exit:
            tell(clock.timings, form)
            raise
        tell(clock.timings, form)


def tell(timings: Timings, form: str) -> None:
    """Say what each stage took: a table, or one line of JSON."""
    from assistant.cli import diagnostics

    diagnostics.note(_line(timings) if form == JSON else _table(timings))


def _line(timings: Timings) -> str:
    from assistant.timing import as_json, as_row, total

    return json.dumps(
        {
            "schema": "assistant.timings/1",
            "stages": as_json(timings),
            "total": as_row(total(timings)),
        }
    )


def _table(timings: Timings) -> str:
    from assistant.timing import total

    rows = [*((str(name), spent) for name, spent in timings.items()), ("total", total(timings))]
    lines = [f"{'':<12}{'seconds':>10}{'processor':>11}{'tokens':>10}"]
    for name, spent in rows:
        tokens = f"{spent.tokens:,}" if spent.tokens else ""
        line = f"{name:<12}{spent.seconds:>10.3f}{spent.processor:>11.3f}{tokens:>10}"
        lines.append(line.rstrip())
    return "\n".join(lines)
