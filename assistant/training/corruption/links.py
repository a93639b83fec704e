"""Members of linked sets: similar, more general, more special (niacin; much of the web)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language.inflection import readings
from assistant.training.corruption.base import Family, Places, fitted
from assistant.training.corruption.synonyms import others
from assistant.training.lexicon import Lexicon


def family(lexicon: Lexicon, *, inflected: bool) -> Family:
    """The family; `inflected` puts a word into the form of what it replaces."""

    def options(surface: str) -> tuple[str, ...]:
        return others(surface, _linked(lexicon, surface, inflected=inflected))

    return Family("links", Places.CONTENT, options)


def _linked(lexicon: Lexicon, surface: str, *, inflected: bool) -> Iterator[str]:
    for reading in readings(surface):
        found = lexicon.linked(reading.lemma, reading.part)
        for word in lexicon.allowed(reading.lemma, found):
            yield fitted(word, reading) if inflected else word
