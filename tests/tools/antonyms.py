"""Writes data/wordnet-3.0-antonyms.txt: pairs of words of senses that WordNet 3.0 opposes.

Run once, by hand: ``python -m tests.tools.antonyms /usr/share/wordnet`` (Debian's wordnet-base).
Format of the database: wndb(5WN); an antonym is a pointer ``!`` from a word to a word, and what one
word of a sense is opposed to, its synonyms are as well: accept to refuse and so to decline. Format
of the table: a pair a line, the part of speech and the two lemmas, separated by ``|``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from tests.tools.wordnet import head, lines

TABLE = Path(__file__).parents[2] / "assistant" / "language" / "data" / "wordnet-3.0-antonyms.txt"


def pairs(database: Path) -> Iterator[tuple[str, str, str]]:
    """Every pair of one word each of two opposed senses, once, with its part of speech."""
    records = [(letter, line.split(" ")) for letter, line in lines(database)]
    words = {(letter, fields[0]): head(fields)[0] for letter, fields in records}
    for letter, fields in records:
        own, pointers = head(fields)
        for sign, offset, *_ in zip(*(iter(pointers),) * 4, strict=True):
            if sign == "!":
                for one, other in product(map(_bare, own), map(_bare, words[letter, offset])):
                    if one < other and (one + other).replace("-", "").isalpha():
                        yield letter, one, other


def _bare(word: str) -> str:
    return word.partition("(")[0].lower()


if __name__ == "__main__":
    found = sorted({"|".join(pair) for pair in pairs(Path(sys.argv[1]))})
    TABLE.write_text("\n".join(found) + "\n", "utf-8")
    print(len(found), "pairs")
