"""Builds the synonym table that is shipped, from the WordNet 3.0 database.

Run once, by hand: ``python -m tests.tools.wordnet /usr/share/wordnet`` (Debian's
wordnet-base). Format of the database: wndb(5WN). Format of the table: one synonym set a
line, the part of speech (n, v, a, r) and the members, separated by ``|``; sets with a
single member say nothing to a spinner and are left out.
"""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
TABLE = (
    Path(__file__).parents[2] / "assistant" / "language" / "data" / "wordnet-3.0-synonyms.txt.xz"
)


def synonym_sets(database: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every set with two or more members, in the order of the database."""
    for letter, line in lines(database):
        words, _ = head(line.split(" "))
        members = tuple(dict.fromkeys(map(lemma_of, words)))
        if len(members) > 1:
            yield letter, members


def lines(database: Path, kind: str = "data") -> Iterator[tuple[str, str]]:
    """Every line of the files ``data`` or ``index``, with the letter of its part of speech."""
    for letter, part in PARTS.items():
        for line in (database / f"{kind}.{part}").read_text("utf-8").splitlines():
            if not line.startswith("  "):  # the licence stands at the head of each file
                yield letter, line


def head(fields: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The words of a record of ``data``, with their markers, and the fields of its pointers.

    A pointer has four: its sign, the offset and the part it points to, and the places of words.
    """
    end = 4 + 2 * int(fields[3], 16)
    return fields[4:end:2], fields[end + 1 : end + 1 + 4 * int(fields[end])]


def lemma_of(word: str) -> str:
    """A lemma without its syntactic marker, such as ``(a)`` or ``(ip)``, and with spaces."""
    return word.partition("(")[0].replace("_", " ")


def build(database: Path, table: Path = TABLE) -> int:
    """Write the table and return its size in bytes."""
    rows = [f"{part}|{'|'.join(members)}" for part, members in synonym_sets(database)]
    table.write_bytes(lzma.compress("\n".join(sorted(rows)).encode(), preset=9))
    return table.stat().st_size


if __name__ == "__main__":
    print(build(Path(sys.argv[1])), "bytes")
