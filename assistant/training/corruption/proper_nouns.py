"""WordNet's names and abbreviations for small words: *in* becomes *Hoosier State*."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language.inflection import readings
from assistant.training.corruption.base import Family, Places
from assistant.training.corruption.synonyms import others
from assistant.training.lexicon import Lexicon

_ELEMENTS = "atomic number"


def family(lexicon: Lexicon) -> Family:
    """The family: members of sets that hold a small word as a name, abbreviation or element."""

    def options(surface: str) -> tuple[str, ...]:
        return others(surface, _names(lexicon, surface))

    return Family("proper nouns", Places.SMALL, options)


def _names(lexicon: Lexicon, surface: str) -> Iterator[str]:
    for lemma in dict.fromkeys(each.lemma for each in readings(surface) if each.part == "n"):
        for synset in lexicon.sets(lemma, "n"):
            if any(
                member != member.lower() or member.startswith(_ELEMENTS)
                for member in synset.members
            ):
                yield from synset.members
