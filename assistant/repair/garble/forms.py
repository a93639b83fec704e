"""Forms: what may be written for the relatives of a word, and the other forms of the word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from assistant.language.frequency import zipf
from assistant.language.inflection import TAGS, inflect, parts_of, readings
from assistant.language.relatives import Relation, relatives

_USUAL = 2.3
"""Zipf frequency of a form below which nobody is taken to have written it."""


def related_forms(surface: str) -> Iterator[tuple[str, Relation]]:
    """All forms of the relatives of a surface in lower case, and its own other forms."""
    lemmas = dict.fromkeys((surface, *(reading.lemma for reading in readings(surface))))
    for lemma in lemmas:
        for relative in relatives().of(lemma):
            for form in relative.forms:
                if _is_usual(form, relative.lemma, surface):
                    yield form, relative.relation
    if " " not in surface:
        yield from ((form, Relation.FORM) for form in _own_forms(surface))


@lru_cache(maxsize=200_000)
def inflected_alike(one: str, other: str) -> bool:
    """Whether two surfaces have a part of speech and an inflection in common."""
    return not _inflections(one).isdisjoint(_inflections(other))


@lru_cache(maxsize=100_000)
def _inflections(surface: str) -> frozenset[tuple[str, str]]:
    """The parts of speech and tags of a surface; of a word, those that the dictionary has."""
    every = readings(surface)
    known = [each for each in every if " " in surface or each.part in parts_of(each.lemma)]
    return frozenset((each.part, each.tag) for each in known or every)


def _is_usual(form: str, lemma: str, surface: str) -> bool:
    """Whether people write a form; of a phrase, only one that stands as the surface does."""
    if " " in form and form != lemma:
        return inflected_alike(form, surface)
    return zipf(form) >= _USUAL


def _own_forms(surface: str) -> Iterator[str]:
    """The other forms of the words that a surface is a form of."""
    found = (
        form
        for reading in readings(surface)
        if reading.part in parts_of(reading.lemma)
        for tag in TAGS[reading.part]
        for form in inflect(reading.lemma, reading.part, tag)[:2]
    )
    return (form for form in dict.fromkeys(found) if form != surface and zipf(form) >= _USUAL)
