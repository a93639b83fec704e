"""Gathers the table of relatives out of the thesauri that the reader is trained against.

Run once, by hand, behind `tests.tools.thesauri`: ``python -m tests.tools.relatives``. It
writes assistant/language/data/relatives.npz.xz. What is so rare that no writer is likely to
have meant it, or is a name or a figure, is left out: spinners go from common to rare.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assistant.atomic import write_atomic
from assistant.language.frequency import zipf
from assistant.language.inflection import TAGS, inflect, parts_of
from assistant.language.relatives import Relation, pack
from assistant.training import lexicon
from assistant.training.lexicon import Lexicon

_TABLE = Path(__file__).parents[2] / "assistant" / "language" / "data" / "relatives.npz.xz"
_RARE = 3.0
"""Zipf frequency below which nothing is taken to have stood there."""
_LONGEST_HEAD, _LONGEST = 4, 3
"""Words of what is written, and of what may have stood there."""


def pairs(known: Lexicon) -> Iterator[tuple[str, str, Relation]]:
    """What a spinner may write, what for, and by which relation."""
    for each in known.synsets:
        for written in each.members:
            yield from ((written, other, Relation.SYNONYM) for other in each.members)
        for link in each.links:
            for other in each.members:
                for linked in known.synsets[link].members:
                    yield linked, other, Relation.LINK
                    yield other, linked, Relation.LINK
    for head, members in known.moby.items():
        for member in members:
            yield member, head, Relation.LISTED
            yield head, member, Relation.LISTS


def table(known: Lexicon) -> dict[str, dict[str, Relation]]:
    """The relatives of every lemma, in lower case."""
    rows: dict[str, dict[str, Relation]] = defaultdict(dict)
    for written, stood, relation in pairs(known):
        head = written.lower()
        if head != stood and head.count(" ") < _LONGEST_HEAD and _may_have_stood(stood):
            rows[head][stood] = rows[head].get(stood, Relation.NONE) | relation
    return rows


@cache
def _may_have_stood(lemma: str) -> bool:
    letters = lemma.replace(" ", "").replace("-", "").replace("'", "")
    if lemma != lemma.lower() or not letters.isalpha() or lemma.count(" ") >= _LONGEST:
        return False
    return zipf(lemma) >= _RARE


def forms(lemma: str) -> tuple[str, ...]:
    """A lemma and all that it inflects to, in every part of speech that it has."""
    parts = parts_of(lemma) if " " not in lemma else "nv"
    found = (
        form for part in sorted(parts) for tag in TAGS[part] for form in _usual(lemma, part, tag)
    )
    return tuple(dict.fromkeys((lemma, *found)))


def _usual(lemma: str, part: str, tag: str) -> tuple[str, ...]:
    found = inflect(lemma, part, tag)[:2]
    words = lemma.count(" ")
    return tuple(form for form in found if zipf(form) > 0 and form.count(" ") == words)


def main() -> None:
    """Write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, default=lexicon.default_folder())
    found = table(lexicon.load(options.parse_args().folder, judged=True))
    lemmas = sorted({stood for row in found.values() for stood in row}, key=lambda w: (-zipf(w), w))
    data = pack(found, {lemma: forms(lemma) for lemma in lemmas})
    write_atomic(_TABLE, data)
    print(f"{len(found):,} lemmas, {sum(map(len, found.values())):,} pairs, {len(data):,} bytes")


if __name__ == "__main__":
    main()
