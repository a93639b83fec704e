"""The first member of the first synonym set, always the same, small words too (TextBooster)."""

from __future__ import annotations

from assistant.language.inflection import readings
from assistant.training.corruption.base import Family, Places
from assistant.training.lexicon import Lexicon

_ORDER = "nvar"


def family(lexicon: Lexicon) -> Family:
    """The family; nouns come before verbs, as NLTK has them, and the lemma itself counts."""

    def options(surface: str) -> tuple[str, ...]:
        found = sorted(readings(surface), key=lambda reading: _ORDER.index(reading.part))
        for reading in found:
            for synset in lexicon.sets(reading.lemma, reading.part):
                for member in synset.members:
                    if member.lower() != surface:
                        return (member,)
        return ()

    return Family("first member", Places.ANY, options, fixed=True)
