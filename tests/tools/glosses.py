"""Builds the table of what WordNet's synonym sets mean, from the WordNet 3.0 database.

Run once, by hand: ``python -m tests.tools.glosses /usr/share/wordnet`` (Debian's wordnet-base).
Format of the table, which `language/glosses.py` reads: a set a line, with its part of speech, its
members and its definition without examples, parted by ``|``; irregular forms as ``=v|fell|fall``.
Sets of names alone say nothing that an editor asks for and are left out.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.tools.wordnet import PARTS, head, lemma_of, lines

TABLE = Path(__file__).parents[2] / "assistant" / "language" / "data" / "wordnet-3.0-glosses.txt.gz"
_EXAMPLE = '; "'


def glossed(database: Path) -> Iterator[str]:
    """A line for every set of two or more members, one of which is an ordinary word."""
    for letter, line in lines(database):
        record, _, gloss = line.partition(" | ")
        words, _ = head(record.split(" "))
        members = tuple(dict.fromkeys(map(lemma_of, words)))
        if len(members) > 1 and any(_is_ordinary(member) for member in members):
            yield f"{letter}|{'|'.join(members)}|{gloss.partition(_EXAMPLE)[0].strip()}"


def irregular(database: Path) -> Iterator[str]:
    """A line for every form that no rule explains."""
    for letter, part in PARTS.items():
        for line in (database / f"{part}.exc").read_text("utf-8").splitlines():
            form, *bases = line.replace("_", " ").split(" ")
            yield from (f"={letter}|{form}|{base}" for base in bases)


def build(database: Path, table: Path = TABLE) -> int:
    """Write the table and return its size in bytes."""
    rows = [*sorted(glossed(database)), *sorted(irregular(database))]
    text = "".join(f"{row}\n" for row in rows)
    table.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    return table.stat().st_size


def _is_ordinary(member: str) -> bool:
    return member == member.lower() and any(map(str.isalpha, member))


if __name__ == "__main__":
    print(build(Path(sys.argv[1])), "bytes")
