"""From what goes in to the ledger: what is new, what changed, what is left to be done."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from assistant.batch.items import BadItem, Entries, FileItem, Item, PassedOver
from assistant.batch.jobs import Cause, Job, Part
from assistant.batch.ledger import Ledger
from assistant.batch.records import Entry, Known
from assistant.batch.results import State
from assistant.errors import SourceError

Outputs = Callable[[Item], Mapping[Part, str]]
"""Where the parts of an article go, below the output folder."""

_LETTERS_A_WORD = 6

_TOGETHER = 500
"""Entries that are looked up in the ledger at once."""

_Found = Item | BadItem | PassedOver


@dataclass(slots=True)
class Plan:
    """A run over some entries: its number, what was passed over, by reason, and what is bad."""

    run: int
    articles: int = 0
    bad: int = 0
    over: Counter[str] = field(default_factory=Counter)


def plan(entries: Entries, ledger: Ledger, outputs: Outputs, out: Path, limit: int) -> Plan:
    """Enter everything into the ledger.

    An article that reads as it did keeps its state. What could be none is failed at once.
    """
    made = Plan(int(ledger.facts.get("run", 0)) + 1)
    ledger.remember({"run": str(made.run)})

    def entered() -> Iterator[Entry | Known]:
        for some in _chunks(entries.entries()):
            known = ledger.known([each.key for each in some if not isinstance(each, PassedOver)])
            for each in some:
                match each:
                    case PassedOver():
                        made.over[each.reason] += 1
                    case BadItem():
                        made.bad += 1
                        yield _bad(each)
                    case _:
                        made.articles += 1
                        yield _entry(each, known.get(each.key), outputs(each), out, limit)

    ledger.enter(entered(), made.run)
    return made


def _chunks(found: Iterator[_Found]) -> Iterator[Sequence[_Found]]:
    while some := list(islice(found, _TOGETHER)):
        yield some


def _bad(item: BadItem) -> Entry:
    return Entry(
        item.key, item.where, f"bad: {item.reason}", "", "", 0, {},
        True, State.FAILED, Cause.UNREADABLE, f"{item.where}: {item.reason}",
    )  # fmt: skip


def _entry(
    item: Item, before: Known | None, outputs: Mapping[Part, str], out: Path, limit: int
) -> Entry | Known:
    """The entry of an item, or the one it has, if nothing of it is another.

    A file whose size and time are those it had is not read again.
    """
    places = {str(part): path for part, path in sorted(outputs.items())}
    owned = (before is not None and before.owned) or not any(
        os.path.lexists(out / path) for path in places.values()
    )
    if isinstance(item, FileItem):
        is_told = item.where == str(item.path)  # bytes that are no text are found by walking
        stamp = f"{item.size}:{item.mtime_ns}" if is_told else ""
        is_same = before is not None and before.stamp == stamp != "" != before.digest
        digest = before.digest if before is not None and is_same else _digest(item, limit)
        words = item.size // _LETTERS_A_WORD
    else:
        stamp, digest, words = "", _digest(item, limit), len(item.text.split())
    if before is not None and digest:
        told = Known(before.id, item.where, stamp, digest, item.form, json.dumps(places), owned)
        if told == before:
            return before
    return Entry(item.key, item.where, stamp, digest, item.form, words, places, owned)


def _digest(item: Item, limit: int) -> str:
    try:
        return item.digest(limit)
    except SourceError:
        return ""  # whoever works on it says why


def jobs(entries: Entries, ledger: Ledger, run: int) -> Iterator[Job]:
    """What is to be done in a run, in the order of its input.

    Files are found again by what was entered of them; rows are read again.
    """
    left = ledger.counts(run)[State.PENDING]
    if not left:
        return
    if not ledger.total("1", f"run = {int(run)} and state = 'pending' and stamp = ''"):
        yield from _of_files(ledger, run)
        return
    for each in entries.entries():
        if isinstance(each, BadItem | PassedOver):
            continue
        if (job := ledger.job(each)) is not None:
            yield job
            left -= 1
            if not left:
                return


def _of_files(ledger: Ledger, run: int) -> Iterator[Job]:
    last = 0
    while found := ledger.pending(run, last):
        last = found[-1][0]
        for _, key, place, stamp in found:
            size, mtime_ns = map(int, stamp.split(":"))
            if (job := ledger.job(FileItem(key, Path(place), size, mtime_ns))) is not None:
                yield job
