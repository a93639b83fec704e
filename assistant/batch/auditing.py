"""How many accepted edits are right, told from some that are drawn at random and judged."""

from __future__ import annotations

import hashlib
import heapq
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.atomic import write_atomic
from assistant.batch import reviewed
from assistant.batch.ledger import Ledger
from assistant.batch.records import Record
from assistant.batch.reviewed import Unread
from assistant.reading import read_text
from assistant.review.model import Decision, Hunk

_Z = 1.959964
"""The quantile of the normal distribution that leaves 2.5 % on each side."""

_LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """An accepted edit that is to be judged; `id` tells it from all others of the batch."""

    id: str
    record: Record
    hunk: Hunk


@dataclass(frozen=True, slots=True)
class Sample:
    """Edits drawn at random, in random order, of so many that are accepted."""

    drawn: tuple[Drawn, ...]
    accepted: int


@dataclass(frozen=True, slots=True)
class Precision:
    """So many of the judged edits are right, and so the share of all that are, with its interval.

    The interval is Wilson's (1927), at 95 %.
    """

    right: int
    judged: int

    @property
    def share(self) -> float:
        """The share of the judged that are right, from 0 to 1."""
        return self.right / self.judged if self.judged else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the truth lies; 0 and 1 where nothing was judged."""
        n = self.judged
        if not n:
            return 0.0, 1.0
        p, z = self.share, _Z
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, min(p, middle - half)), min(1.0, max(p, middle + half))


def sample(ledger: Ledger, out: Path, size: int, seed: int) -> Sample:
    """Draw accepted edits; the same seed draws the same, as far as they are still there.

    Each has the same chance. A larger sample holds the smaller one.
    """
    count = 0

    def ranked() -> Iterator[tuple[str, Drawn]]:
        nonlocal count
        for each in reviewed.reviews(ledger, out):
            if isinstance(each, Unread):
                continue
            record, review = each
            for hunk in review.hunks:
                if hunk.decision is Decision.ACCEPTED:
                    count += 1
                    known = f"{record.key}\n{hunk.id}"
                    lot = hashlib.sha256(f"{seed}\n{known}".encode("utf-8", "surrogatepass"))
                    yield lot.hexdigest(), Drawn(known, record, hunk)

    drawn = heapq.nsmallest(size, ranked(), key=lambda each: each[0])
    return Sample(tuple(each for _, each in drawn), count)


def verdicts(out: Path) -> Mapping[str, bool]:
    """What was judged so far: whether an edit is right, by its id."""
    try:
        stored = json.loads(read_text(_place(out), _LARGEST))
        return {str(known): bool(verdict) for known, verdict in stored["verdicts"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def keep(out: Path, judged: Mapping[str, bool]) -> None:
    """Keep what was judged; raises SourceError."""
    text = json.dumps({"verdicts": dict(judged)}, ensure_ascii=False)
    write_atomic(_place(out), text.encode("utf-8", "surrogatepass"), follow=False)


def precision(drawn: Sample, judged: Mapping[str, bool]) -> Precision:
    """What the verdicts on a sample come to."""
    known = [judged[each.id] for each in drawn.drawn if each.id in judged]
    return Precision(sum(known), len(known))


def _place(out: Path) -> Path:
    return out / ".batch" / "audit.json"
