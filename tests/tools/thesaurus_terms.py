"""Writes data/thesaurus-terms.txt: terms that thesauri give for words that state facts.

    python -m tests.tools.thesaurus_terms MYTHES.dat MOBY.txt

MYTHES.dat is the data of LibreOffice's English thesaurus (Debian's mythes-en-us 7.5.0, built
from WordNet), MOBY.txt Grady Ward's Moby Thesaurus II (public domain), a root and its terms a
line, parted by commas. Kept are, of function words, terms that are names, figures or of
several words; of numerals and the compass every term; of the commonest words and of days,
names alone.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from assistant.language.frequency import zipf
from assistant.language.numerals import ORDINALS, SCALES, SMALL
from assistant.language.wordlists import word_list
from tests.tools.thesauri import entries

_TO = Path(__file__).parents[2] / "assistant" / "language" / "data" / "thesaurus-terms.txt"
_HEAD = """\
# Terms that a thesaurus gives for a word that states a fact, or is a function word: the word, and
# behind the stroke its terms. Written by tests/tools/thesaurus_terms.py from LibreOffice's
# English thesaurus (mythes-en-us 7.5.0, built from WordNet) and Moby Thesaurus II (public domain).
"""
_NOTE = re.compile(r" \((?:generic term|similar term|related term|antonym)\)")
_FACTS = {*SMALL, *SCALES, *ORDINALS, "half", "quarter", "both", "once", "twice", "police"}
_FACTS |= {
    f"{point}{ending}" for point in ("north", "south", "east", "west") for ending in ("", "ern")
}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_PLURALS = {"was": "wa", "has": "ha", "his": "hi"}
_COMMON = 4.9


def _moby(path: Path) -> Iterator[tuple[str, list[str]]]:
    for line in path.read_text("utf-8", "replace").splitlines():
        root, *terms = re.split(r"[,|]", line.strip())
        yield root, [term for term in terms if term]


def main() -> None:
    """Read the two and write the table."""
    small = word_list("function-words") | {"will"}
    terms: dict[str, set[str]] = defaultdict(set)
    mythes = {
        word: [_NOTE.sub("", term) for term in found] for word, found in entries(Path(sys.argv[1]))
    }
    for word in (*small, *_FACTS):
        found = mythes.get(word, []) + mythes.get(_PLURALS.get(word, ""), [])
        terms[word] |= {t for t in found if word in _FACTS or re.search(r"[A-Z\d ]", t)}
    for root, found in _moby(Path(sys.argv[2])):
        lower = root.lower()
        for term in found:
            is_name = re.match("[A-Z][a-z]", term) is not None
            if lower in _FACTS or (is_name and root.islower() and zipf(root) >= _COMMON):
                terms[lower].add(term)
            if term.lower() in _DAYS:
                terms[term.lower()].add(root)
    lines = (
        f"{word} / {'|'.join(sorted(found))}" for word, found in sorted(terms.items()) if found
    )
    _TO.write_text(_HEAD + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
