"""Builds the table of what nouns stand for, from the WordNet 3.0 database.

Run once, by hand: ``python -m tests.tools.noun_kinds /usr/share/wordnet``. A noun is of the
lexicographer file (lexnames(5WN)) of its most usual sense, or of the next one where that is a
thing that can be touched; irregular plurals are those of
noun.exc. Nouns that hardly anybody writes are left out.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from wordfreq import zipf_frequency

KINDS = (
    "tops act animal artifact attribute body cognition communication event feeling food group"
    " location motive object person phenomenon plant possession process quantity relation shape"
    " state substance time"
).split()
TABLE = Path(__file__).parents[2] / "assistant" / "language" / "data" / "noun-kinds.txt"
_DEEDS = frozenset("act cognition communication event feeling attribute motive state time".split())
_THINGS = frozenset("animal artifact body food object phenomenon plant process substance".split())
_RAREST = 2.4
_FIRST_FILE = 3


def kinds(database: Path) -> Mapping[str, list[str]]:
    """The nouns of each kind, in order; those of one word."""
    files: dict[str, int] = {}
    for line in (database / "data.noun").read_text("utf-8").splitlines():
        if not line.startswith("  "):
            offset, file, _ = line.split(" ", 2)
            files[offset] = int(file)
    found = defaultdict(list)
    plurals = defaultdict(list)
    for line in (database / "noun.exc").read_text("utf-8").splitlines():
        form, *lemmas = line.split()
        plurals[lemmas[0]].append(form)
    for line in (database / "index.noun").read_text("utf-8").splitlines():
        if line.startswith("  "):
            continue
        fields = line.split()
        lemma, senses = fields[0], fields[-int(fields[2]) :][:2]
        if lemma.isascii() and lemma.isalpha():
            forms = [lemma, *(each for each in plurals[lemma] if each.isalpha())]
            first, *second = [KINDS[files[sense] - _FIRST_FILE] for sense in senses]
            kind = second[0] if second and first in _DEEDS and second[0] in _THINGS else first
            found[kind] += [each for each in forms if zipf_frequency(each, "en") >= _RAREST]
    return {kind: sorted(set(found[kind])) for kind in KINDS}


def table(database: Path) -> str:
    """The table: a kind, and its nouns."""
    head = "# Nouns by what their most usual sense stands for (WordNet 3.0, WORDNET-LICENSE).\n"
    rows = (f"{kind}: {' '.join(nouns)}\n" for kind, nouns in kinds(database).items())
    return head + "".join(rows)


if __name__ == "__main__":
    TABLE.write_text(table(Path(sys.argv[1])), "utf-8")
