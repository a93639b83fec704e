"""LibreOffice's thesaurus with its labels lost (npm thesaurus, Word-Spinner).

A more general term or an antonym is written as if it were a synonym: *in* becomes
*successful*, *have* becomes *rich person*.
"""

from __future__ import annotations

from assistant.language.inflection import readings
from assistant.training.corruption.base import Family, Places
from assistant.training.corruption.synonyms import others
from assistant.training.lexicon import Lexicon


def family(lexicon: Lexicon, *, first: bool) -> Family:
    """The family; with `first` it always writes the first word of an entry."""

    def options(surface: str) -> tuple[str, ...]:
        lemmas = dict.fromkeys((surface, *(reading.lemma for reading in readings(surface))))
        for lemma in lemmas:
            entry = lexicon.libreoffice.get(lemma, ())
            found = others(surface, lexicon.allowed(lemma, entry))
            if found:
                return found[:1] if first else found
        return ()

    return Family("libreoffice", Places.ANY, options, fixed=first)
