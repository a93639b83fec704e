"""Writes the words that may lack their ending: ``python -m tests.tools.bare_lemmas``.

Looking them up in both dictionaries takes longer than checking an article, so they stand in
a table: nouns that are nothing else with their plurals, and verbs that are nothing else with
their participles, the usual one first.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import assistant.repair
from assistant.language.frequency import zipf
from assistant.language.inflection import inflect, parts_of, readings
from assistant.language.thesaurus import wordnet
from assistant.repair.bare_lemmas import Endings

TABLE = Path(assistant.repair.__file__).parent / "data" / "bare-lemmas.tsv"
_COMMON = 3.0
"""Zipf frequency from which a form is one that people write."""

_HEAD = (
    "# Words that are a noun (n) or a verb (v) alone, by WordNet 3.0 and lemminflect 0.2.3:",
    "# what stands behind a word for several or have, and what may stand behind be as well.",
)


def words() -> list[str]:
    """The single words in lower case that either dictionary knows."""
    from lemminflect.core.Lemmatizer import Lemmatizer

    reader = Lemmatizer()
    reader.getAllLemmas("go")  # reads the tables
    members = (member.lower() for synonyms in wordnet().sets for member in synonyms.members)
    known = {*reader.lemma_dict, *reader.overrides_dict, *members}
    return sorted(word for word in known if word.islower() and " " not in word)


def endings(word: str) -> Endings | None:
    """The forms that a word may lack the ending of; None where it may stand as it is."""
    tags = {part: {r.tag for r in readings(word) if r.part == part} for part in "nv"}
    match _parts(word):
        case "n" if tags["n"] == {"NN"}:
            plurals = _written(word, inflect(word, "n", "NNS"))
            return Endings("n", plurals) if plurals else None
        case "v" if tags["v"] == {"VB"}:
            return Endings(
                "v", _written(word, inflect(word, "v", "VBN")), inflect(word, "v", "VBG")[:1]
            )
    return None


def lines() -> Iterator[str]:
    """The table, a word a line: part, forms, and forms behind be, those of one parted by a bar."""
    yield from _HEAD
    for word in words():
        if found := endings(word):
            yield f"{word}\t{row(found)}"


def row(found: Endings) -> str:
    """What the table says of a word."""
    return "\t".join((found.part, "|".join(found.forms), "|".join(found.behind_be)))


def _parts(word: str) -> str:
    known = parts_of(word)
    return "".join(
        part for part in "nvar" if part in known or next(wordnet().lookup(word, part), None)
    )


def _written(word: str, forms: tuple[str, ...]) -> tuple[str, ...]:
    if not forms or word in forms or zipf(forms[0]) < _COMMON:
        return ()
    return forms[:2]


if __name__ == "__main__":
    TABLE.write_text("\n".join([*lines(), ""]), "utf-8")
