"""Builds the synonym table that is shipped, from the WordNet 3.0 database.

Run once, by hand: ``python -m tests.tools.wordnet /usr/share/wordnet`` (Debian's
wordnet-base). Format of the database: wndb(5WN). Format of the table: one synonym set a
line, the part of speech (n, v, a, r) and the members, separated by ``|``; sets with a
single member say nothing to a spinner and are left out.
"""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterator
from pathlib import Path

PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
TABLE = (
    Path(__file__).parents[2] / "assistant" / "language" / "data" / "wordnet-3.0-synonyms.txt.xz"
)


def synonym_sets(database: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every set with two or more members, in the order of the database."""
    for letter, part in PARTS.items():
        for line in (database / f"data.{part}").read_text("utf-8").splitlines():
            if line.startswith("  "):
                continue  # the licence stands at the head of each file
            fields = line.split(" ")
            count = int(fields[3], 16)
            members = tuple(dict.fromkeys(lemma_of(word) for word in fields[4 : 4 + 2 * count : 2]))
            if len(members) > 1:
                yield letter, members


def lemma_of(word: str) -> str:
    """A lemma without its syntactic marker, such as ``(a)`` or ``(ip)``, and with spaces."""
    return word.partition("(")[0].replace("_", " ")


def build(database: Path, table: Path = TABLE) -> int:
    """Write the table and return its size in bytes."""
    lines = [f"{part}|{'|'.join(members)}" for part, members in synonym_sets(database)]
    table.write_bytes(lzma.compress("\n".join(sorted(lines)).encode(), preset=9))
    return table.stat().st_size


if __name__ == "__main__":
    print(build(Path(sys.argv[1])), "bytes")
