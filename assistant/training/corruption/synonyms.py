"""A random member of any synonym set of a word, whatever its sense and part of speech.

Most packages write it as the dictionary has it, so that the bare lemma of the word itself
is often what comes out (nlpaug, EDA, datamorphx, Synonymos); a better one inflects it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.language.inflection import readings
from assistant.training.corruption.base import Family, Places, fitted
from assistant.training.lexicon import Lexicon


def family(lexicon: Lexicon, places: Places = Places.CONTENT, *, inflected: bool = False) -> Family:
    """The family over some places; `inflected` puts a member into the form of the word."""

    def options(surface: str) -> tuple[str, ...]:
        found = _inflected(lexicon, surface) if inflected else _bare(lexicon, surface)
        return others(surface, found)

    return Family("synonyms inflected" if inflected else "synonyms", places, options)


def others(surface: str, found: Iterable[str]) -> tuple[str, ...]:
    """What was found, each once, without the surface itself."""
    return tuple(each for each in dict.fromkeys(found) if each and each.lower() != surface)


def _bare(lexicon: Lexicon, surface: str) -> Iterator[str]:
    for lemma, part in dict.fromkeys((each.lemma, each.part) for each in readings(surface)):
        for synset in lexicon.sets(lemma, part):
            yield from synset.members


def _inflected(lexicon: Lexicon, surface: str) -> Iterator[str]:
    for reading in readings(surface):
        for synset in lexicon.sets(reading.lemma, reading.part):
            for member in synset.members:
                if member.lower() != reading.lemma:
                    yield fitted(member, reading)
