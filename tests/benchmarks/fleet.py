"""What a cluster costs: ``python -m tests.benchmarks.fleet [JOBS]``, with Ray on this machine.

It hands JOBS (2,000) jobs of no work to two workers and says when the first outcome came, how many
came a second, what each took of the driver's processor, and what memory Ray's processes hold.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from assistant.batch.jobs import Outcome
from assistant.batch.ledger import Ledger
from assistant.batch.runners.base import Control
from assistant.batch.runners.fleet import Fleet
from tests.support import works


def main() -> None:
    """Print it."""
    count = int(sys.argv[1]) if sys.argv[1:] else 2000
    with tempfile.TemporaryDirectory() as folder:
        fleet(Path(folder), count)
        ledger(Path(folder), count)


def fleet(folder: Path, count: int) -> None:
    """Jobs of no work, by two workers."""
    make: Any = works.make
    jobs = (works.job(str(number)) for number in range(count))
    begun, ended, first, memory = time.monotonic(), 0, 0.0, 0
    for event in Fleet(make, folder, 2).run(lambda: next(jobs, None), Control()):
        if isinstance(event, Outcome):
            ended += 1
            if not first:
                first, spent = time.monotonic(), time.process_time()
            if ended == count - 1:
                memory = _resident(str(folder))
    took, spent = time.monotonic() - first, time.process_time() - spent
    print(
        f"first outcome after {first - begun:.1f} s; then {(count - 1) / took:.0f} jobs a second,"
        f" {1000 * spent / count:.2f} ms of the driver's processor a job;"
        f" Ray's processes hold {memory // 1_000_000:,} MB",
        flush=True,
    )


def ledger(folder: Path, count: int) -> None:
    """What it takes to record an outcome."""
    with Ledger.open(folder / "ledger.sqlite3") as kept:
        for number in range(count):
            kept.store.write(
                "insert into articles"
                " (key, number, run, place, stamp, digest, form, outputs, state)"
                " values (?, ?, 1, '', '', '', 'text', '{}', 'pending')",
                (str(number), number),
            )
        spent = time.process_time()
        for number in range(count):
            kept.record(works.work(works.job(str(number))), 1)
            kept.store.commit_due()
        kept.store.commit()
        spent = time.process_time() - spent
    print(f"recording an outcome: {1000 * spent / count:.2f} ms of processor time", flush=True)


def _resident(mark: str) -> int:
    """Bytes that the processes hold for themselves whose command line names a folder."""
    total = 0
    for entry in Path("/proc").iterdir():
        try:
            line = (entry / "cmdline").read_bytes()
            if mark.encode() in line or line.startswith(b"ray::"):
                total += 1024 * sum(
                    int(each.split()[1])
                    for each in (entry / "smaps_rollup").read_text("ascii").splitlines()
                    if each.startswith("Pss:")
                )
        except (OSError, ValueError):
            continue
    return total


if __name__ == "__main__":
    main()
