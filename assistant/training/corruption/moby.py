"""Moby's thesaurus: any related word, or one of the first twelve by alphabet (texthumanize)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language.inflection import readings
from assistant.training.corruption.base import Family, Places, fitted
from assistant.training.corruption.synonyms import others
from assistant.training.lexicon import Lexicon

_CUT = 12


def family(lexicon: Lexicon, *, cut: bool, inflected: bool = False) -> Family:
    """The family; with `cut` only the first twelve words of an entry by alphabet."""

    def options(surface: str) -> tuple[str, ...]:
        return others(surface, _related(lexicon, surface, cut=cut, inflected=inflected))

    return Family("moby cut" if cut else "moby", Places.CONTENT, options)


def _related(lexicon: Lexicon, surface: str, *, cut: bool, inflected: bool) -> Iterator[str]:
    for reading in readings(surface):
        words = sorted(lexicon.moby.get(reading.lemma, ()), key=str.lower)
        for word in lexicon.allowed(reading.lemma, words[:_CUT] if cut else words):
            yield fitted(word, reading) if inflected else word
