"""Judging accepted edits of a batch, one by one, on any terminal or from a pipe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import diagnostics, output
from assistant.cli.colour_diff import in_context
from assistant.errors import AssistantError, UsageError

if TYPE_CHECKING:
    from assistant.batch.auditing import Drawn, Precision, Sample

_ANSWERS = {"y": True, "n": False}


def ask(folder: Path, size: int, seed: int) -> None:
    """Ask about each edit of a sample that was not judged yet, and say what it comes to."""
    from assistant.batch import auditing, home

    with home.read(folder) as ledger:
        drawn = auditing.sample(ledger, folder, size, seed)
    if not drawn.drawn:
        raise UsageError("no edit of the batch is accepted", hint="there is nothing to judge yet")
    judged = dict(auditing.verdicts(folder))
    left = [each for each in drawn.drawn if each.id not in judged]
    for number, each in enumerate(left, 1 + len(drawn.drawn) - len(left)):
        if not _show(folder, each, f"{number} of {len(drawn.drawn)}"):
            continue
        answer = _answer()
        if answer == "q":
            break
        if answer in _ANSWERS:
            judged[each.id] = _ANSWERS[answer]
            auditing.keep(folder, judged)
    _tell(drawn, auditing.precision(drawn, judged))


def _show(folder: Path, drawn: Drawn, place: str) -> bool:
    """Show an edit in its context; whether that can be done."""
    from assistant.batch import reviewed

    try:
        found = reviewed.opened(drawn.record, folder)
    except AssistantError as error:
        diagnostics.warn(error.message)
        return False
    if found is None:
        return False
    output.write(f"\n{place}: {drawn.record.key}\n")
    color = output.use_color()
    output.write_styled(in_context([drawn.hunk], found.document.article.source), color=color)
    output.write(f"      {drawn.hunk.edit.reason}\n")
    return True


def _answer() -> str:
    """What is answered: y, n, s, or q, which the end of the input is too."""
    while True:
        output.write("Is it right [y,n,s,q]? ")
        line = sys.stdin.readline()
        if not sys.stdin.isatty():
            output.write("\n")
        answer = line.strip().lower()
        if not line or answer == "q":
            return "q"
        if answer in ("y", "n", "s"):
            return answer


def _tell(drawn: Sample, found: Precision) -> None:
    low, high = found.interval
    if not found.judged:
        output.write(f"nothing was judged of {drawn.accepted:,} accepted edits\n")
        return
    output.write(
        f"precision {100 * found.share:.1f} %, between {100 * low:.1f} and {100 * high:.1f} %"
        f" (95 %): {found.right} of {found.judged} judged edits are right,"
        f" of {drawn.accepted:,} accepted\n"
    )
