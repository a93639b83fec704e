"""Broken agreement: another form of the same word, its bare lemma above all."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.language.inflection import TAGS, inflect, readings
from assistant.training.corruption.base import Family, Places
from assistant.training.corruption.synonyms import others


def family(places: Places, *, bare: bool) -> Family:
    """The family over some places; with `bare` it writes the lemma alone."""

    def options(surface: str) -> tuple[str, ...]:
        return others(surface, _forms(surface, bare=bare))

    return Family("bare lemmas" if bare else "forms", places, options, slip=True)


def _forms(surface: str, *, bare: bool) -> Iterator[str]:
    for lemma, part in dict.fromkeys((each.lemma, each.part) for each in readings(surface)):
        if lemma == surface and bare:
            continue
        yield lemma
        if not bare:
            for tag in TAGS[part] if part in "nv" else ():
                yield from inflect(lemma, part, tag)[:1]
