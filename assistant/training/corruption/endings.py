"""Endings glued to a related word as they come: *accommodateer*, *stateing*, *backwarded*."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language.inflection import readings
from assistant.training.corruption.base import Family, Options, Places
from assistant.training.corruption.synonyms import others

_ENDINGS = ("ing", "ed", "er", "est", "ly", "s")


def family(inner: Options) -> Family:
    """The family over the words that another one writes for the lemma."""

    def options(surface: str) -> tuple[str, ...]:
        return others(surface, _glued(surface, inner))

    return Family("endings", Places.CONTENT, options)


def _glued(surface: str, inner: Options) -> Iterator[str]:
    ending = next((each for each in _ENDINGS if surface.endswith(each)), "")
    for lemma in dict.fromkeys(reading.lemma for reading in readings(surface)):
        if ending and lemma != surface:
            yield lemma + ending if lemma + ending != surface else ""
            yield from (word + ending for word in inner(lemma) if " " not in word)
