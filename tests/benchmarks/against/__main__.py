"""Ours beside an earlier revision: ``python -m tests.benchmarks.against [REV] [--part PART]``.

The revision is checked out into a folder of its own and installed into an environment of its
own, as other programs are, from the package index. All do the same work, one after the other.
Times are those of the processor: of a machine that has other work only these compare, and of
these only the ratios.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.against import builds, commands, repairing
from tests.benchmarks.report import columns

_FIRST = "300490c"
"""Version 0.1.0."""

_PARTS = ("commands", "repairing")


def main() -> None:
    """Print a table for each part."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("revision", nargs="?", default=_FIRST)
    options.add_argument("--part", choices=_PARTS, help="this table alone")
    options.add_argument("--articles", type=int, default=4, help="to repair, of each kind (4)")
    options.add_argument("--rounds", type=int, default=5, help="of each command (5)")
    options.add_argument("--web", type=Path, help="a folder of articles garbled by hand")
    given = options.parse_args()
    new, old = builds.this(), builds.earlier(given.revision)
    with TemporaryDirectory() as folder:
        if given.part != "repairing":
            peers = builds.peers()
            found = commands.rows(new, old, peers, Path(folder), given.rounds)
            print(columns([commands.HEAD, *_told(found)]), flush=True)
        if given.part != "commands":
            rows = repairing.compared(new, old, Path(folder), given.articles, given.web)
            print(columns([repairing.head(old), *rows]))


def _told(rows: Iterator[commands.Row]) -> Iterator[commands.Row]:
    """The rows, each said as it is found."""
    for row in rows:
        print(f"({'  '.join(row)})", flush=True)
        yield row


if __name__ == "__main__":
    main()
