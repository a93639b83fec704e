"""How far a batch is, and what needs attention, as a table on stdout."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import output
from assistant.terminal import sanitise

if TYPE_CHECKING:
    from assistant.batch.report import Line, Report

_SHOWN = 10
_NAMES = {
    "pending": "to do", "done": "repaired", "unchanged": "nothing to repair", "scored": "scored",
    "foreign": "not English", "empty": "no prose", "refused": "refused by the checks",
    "failed": "failed",
}  # fmt: skip


def show(folder: Path, *, as_json: bool) -> None:
    """Say how a batch stands."""
    from assistant.batch import home
    from assistant.batch.deferred import questions
    from assistant.batch.report import report

    running = home.is_running(folder)
    with home.read(folder) as ledger:
        found, waiting = report(ledger), questions.waiting(ledger.store)
    if as_json:
        later = {"deferred": asdict(waiting)} if waiting is not None else {}
        stored = {"running": running, **later, **found.as_json}
        output.write(f"{json.dumps(stored, ensure_ascii=False, indent=1)}\n")
        return
    output.write(described(found, folder, running=running))
    if waiting is not None and waiting.articles:
        output.write(
            f"{waiting.articles:,} wait for answers: {waiting.sent:,} asked for,"
            f" {waiting.open:,} not yet\n`assistant batch collect {folder}` fetches them\n"
        )


def described(found: Report, folder: Path, *, running: bool = False) -> str:
    """How a batch stands, in lines."""
    lines = [f"{folder}: {found.articles:,} articles{', a run goes on' if running else ''}"]
    for state, name in _NAMES.items():
        if count := found.states[state]:
            lines.append(f"{count:>8,}  {name}")
    lines.append(
        f"{found.edits:>8,}  hunks: {found.accepted:,} accepted, {found.left:,} undecided,"
        f" {found.flagged:,} of them flagged"
    )
    if found.cost is not None:
        lines.append(f"${found.cost:.4f} spent")
    return sanitise("\n".join(lines)) + "\n" + attention(found, folder)


def attention(found: Report, folder: Path) -> str:
    """What needs attention, in lines; nothing where nothing does."""
    lines: list[str] = []
    wrong = found.states["failed"] + found.states["refused"]
    lines += _listed("Failed", found.failed, wrong)
    lines += _listed("Left as they were", found.passed, len(found.passed))
    if wrong:
        lines.append(f"`assistant batch retry {folder}` tries again")
    if found.left:
        lines.append(f"`assistant desk {folder}` decides what waits,")
        lines.append(f"`assistant apply {folder}` then writes it")
    return sanitise("\n".join(lines)) + "\n" if lines else ""


def _listed(title: str, lines: Sequence[Line], total: int) -> list[str]:
    if not lines:
        return []
    width = min(max(len(line.key) for line in lines[:_SHOWN]), 48)
    shown = [
        f"  {_flat(line.key):<{width}}  {line.cause or line.state}: {_flat(line.error)}"
        for line in lines[:_SHOWN]
    ]
    more = [f"  … {total - _SHOWN:,} more: see report.html"] if total > _SHOWN else []
    return ["", f"{title}: {total:,}", *shown, *more, ""]


def _flat(text: str) -> str:
    return " ".join(text.split())
