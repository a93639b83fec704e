"""The phrases that editors decided in a batch, with counts, conflicts first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import diagnostics, output
from assistant.terminal import sanitise

if TYPE_CHECKING:
    from assistant.review.model import Review


def show(folder: Path, out: str | None) -> None:
    """List the decisions, and write them to a file if one is named."""
    from assistant import atomic
    from assistant.review import precedents

    found = precedents.learned(_reviews(folder))
    ranked = sorted(found.known.values(), key=lambda p: (not p.is_conflict, -p.times, p.original))
    for each in ranked:
        mark = "conflict: " if each.is_conflict else ""
        told = f"{mark}“{each.original}” -> “{each.replacement}”: {each.describe()}"
        output.write(sanitise(" ".join(told.split())) + "\n")
    if out:
        text = precedents.dumps(found)
        atomic.write_atomic(out, text.encode("utf-8", "surrogatepass"))
        diagnostics.note(f"{len(ranked):,} phrases written to {out}")
    elif not ranked:
        diagnostics.note("no phrase was decided by an editor yet")


def _reviews(folder: Path) -> Iterator[Review]:
    from assistant.batch import home, reviewed

    with home.read(folder) as ledger:
        for each in reviewed.reviews(ledger, folder):
            if isinstance(each, reviewed.Unread):
                diagnostics.warn(each.reason)
            else:
                yield each[1]
