"""What came of a batch: totals, distributions, and the articles that need an editor most."""

from __future__ import annotations

import heapq
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from assistant.atomic import write_atomic
from assistant.batch import report_page
from assistant.batch.jobs import PASSED, REPAIRED, WRONG, Part
from assistant.batch.ledger import Ledger
from assistant.batch.naming import REPORTS
from assistant.batch.records import Record
from assistant.batch.results import State
from assistant.timing import Timings, as_json

VERSION = 1
_DECIDED_IN = (Part.PAGE, Part.REVIEW)
"""What an article of a list links to: the first of these that was written."""

_MOST = 100
"""How many articles a list names."""

_HUNKS = (0, 2, 5, 10, 20, 50)
"""The most hunks that an article of each class has; the last class has more."""

HUNK_CLASSES = ("0", "1–2", "3–5", "6–10", "11–20", "21–50", "more")
TENTHS = tuple(f"{10 * n}–{10 * n + 10} %" for n in range(10))


@dataclass(frozen=True, slots=True)
class Line:
    """An article in a list: where it is, what came of it, and what an editor should know."""

    key: str
    place: str
    state: str
    cause: str = ""
    error: str = ""
    hunks: int = 0
    left: int = 0
    flagged: int = 0
    review: str = ""


@dataclass(slots=True)
class Report:
    """The whole of it.

    `hunks` counts articles by how many hunks they have, `confidences` hunks by tenths of their
    confidence, `shares` articles by the share that reads garbled, as far as an engine tells.
    `cost` is in US dollars, None where a price is not known; `seconds` are those of all workers,
    `timings` those of every attempt at an article, by stage.
    """

    articles: int = 0
    states: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    words: int = 0
    edits: int = 0
    accepted: int = 0
    left: int = 0
    flagged: int = 0
    refused: int = 0
    hunks: list[int] = field(default_factory=lambda: [0] * len(HUNK_CLASSES))
    confidences: list[int] = field(default_factory=lambda: [0] * len(TENTHS))
    shares: list[int] = field(default_factory=lambda: [0] * len(TENTHS))
    seconds: float = 0.0
    timings: Timings = field(default_factory=dict)
    cost: float | None = None
    failed: list[Line] = field(default_factory=list)
    passed: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)

    def add(self, record: Record) -> None:
        """Count an article."""
        tally = record.tally
        self.articles += 1
        self.states[record.state] += 1
        self.seconds += record.seconds
        if record.cost is not None:
            self.cost = (self.cost or 0.0) + record.cost
        if record.cause is not None:
            self.causes[record.cause] += 1
        if record.state not in REPAIRED and record.state is not State.REFUSED:
            return
        self.words += tally.words
        self.edits += tally.hunks
        self.accepted += tally.accepted
        self.left += tally.left
        self.flagged += tally.flagged
        self.refused += tally.refused
        self.hunks[bisect_left(_HUNKS, tally.hunks)] += 1
        if tally.share:
            self.shares[min(int(tally.share * 10), 9)] += 1
        for tenth, count in enumerate(tally.confidences):
            self.confidences[tenth] += count

    @property
    def as_json(self) -> Mapping[str, Any]:
        """The report as JSON values."""
        counts = {"states": dict(self.states), "causes": dict(self.causes)}
        classes = {
            "hunks": dict(zip(HUNK_CLASSES, self.hunks, strict=True)),
            "confidences": dict(zip(TENTHS, self.confidences, strict=True)),
            "shares": dict(zip(TENTHS, self.shares, strict=True)),
        }
        lists = {
            name: [asdict(line) for line in getattr(self, name)]
            for name in ("failed", "passed", "waiting")
        }
        known = {each.name: getattr(self, each.name) for each in fields(self)}
        known["timings"] = as_json(self.timings)
        schema = f"assistant.batch.report/{VERSION}"
        return {"schema": schema, **known, **counts, **classes, **lists}


def report(ledger: Ledger) -> Report:
    """The report of a batch as it stands."""
    found = Report(timings=ledger.timings)
    waiting: list[tuple[tuple[int, int, int], Line]] = []
    for number, record in enumerate(ledger.records()):
        found.add(record)
        if record.state in WRONG and len(found.failed) < _MOST:
            found.failed.append(_line(record))
        elif record.state in PASSED and len(found.passed) < _MOST:
            found.passed.append(_line(record))
        elif record.tally.left:
            rank = (record.tally.flagged, record.tally.left, -number)
            (heapq.heappush if len(waiting) < _MOST else heapq.heappushpop)(
                waiting, (rank, _line(record))
            )
    found.waiting = [line for _, line in sorted(waiting, key=lambda each: each[0], reverse=True)]
    return found


def write(ledger: Ledger, out: Path) -> Report:
    """Write the report as JSON and as a page below the output folder; raises SourceError."""
    made = report(ledger)
    places = [out / name for name in REPORTS]
    texts = (json.dumps(made.as_json, ensure_ascii=False, indent=1) + "\n", report_page.html(made))
    for place, text in zip(places, texts, strict=True):
        write_atomic(place, text.encode("utf-8", "surrogatepass"), follow=False)
    return made


def _line(record: Record) -> Line:
    tally = record.tally
    return Line(
        record.key, record.place, str(record.state), str(record.cause or ""), record.error,
        tally.hunks, tally.left, tally.flagged,
        next((record.outputs[part] for part in _DECIDED_IN if part in record.written), ""),
    )  # fmt: skip
