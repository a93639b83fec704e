"""Writes data/wordnet-3.0-antonyms.txt: pairs of words that WordNet 3.0 calls antonyms.

Run once, by hand: ``python -m tests.tools.antonyms /usr/share/wordnet`` (Debian's wordnet-base).
Format of the database: wndb(5WN); an antonym is a pointer ``!`` from a word to a word. Format
of the table: a pair a line, the part of speech and the two lemmas, separated by ``|``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from tests.tools.wordnet import PARTS

TABLE = Path(__file__).parents[2] / "assistant" / "language" / "data" / "wordnet-3.0-antonyms.txt"


def pairs(database: Path) -> Iterator[tuple[str, str, str]]:
    """Every pair of antonyms of one word each, once, with its part of speech."""
    for letter, part in PARTS.items():
        lines = (database / f"data.{part}").read_text("utf-8").splitlines()
        words = {line.split(" ")[0]: _words(line) for line in lines if not line.startswith("  ")}
        for line in lines:
            if line.startswith("  "):
                continue  # the licence stands at the head of each file
            own, fields = _words(line), line.split(" ")
            count = int(fields[3], 16)
            pointers = fields[5 + 2 * count : 5 + 2 * count + 4 * int(fields[4 + 2 * count])]
            for sign, offset, _, places in zip(*(iter(pointers),) * 4, strict=True):
                if sign == "!":
                    place, its = divmod(int(places, 16), 256)
                    one, other = own[place - 1], words[offset][its - 1]
                    if one < other and (one + other).replace("-", "").isalpha():
                        yield letter, one, other


def _words(line: str) -> tuple[str, ...]:
    fields = line.split(" ")
    count = int(fields[3], 16)
    return tuple(word.partition("(")[0].lower() for word in fields[4 : 4 + 2 * count : 2])


if __name__ == "__main__":
    found = sorted({"|".join(pair) for pair in pairs(Path(sys.argv[1]))})
    TABLE.write_text("\n".join(found) + "\n", "utf-8")
    print(len(found), "pairs")
