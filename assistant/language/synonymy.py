"""Whether two phrases are synonyms in some sense, as a spinner's words and their originals are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from assistant.language.inflection import readings
from assistant.language.stems import bases
from assistant.language.thesaurus import SynonymSet, wordnet


def are_synonyms(one: str, other: str) -> bool:
    """Whether some synonym set holds both phrases, capitals and inflection aside."""
    return not _sets(one).isdisjoint(_sets(other))


@lru_cache(maxsize=4096)
def _sets(text: str) -> frozenset[SynonymSet]:
    return frozenset(_found(text))


def _found(text: str) -> Iterator[SynonymSet]:
    phrase = " ".join(text.lower().replace("’", "'").split())
    for form in (phrase, *bases(phrase, "n")) if phrase else ():
        for part in "nvar":
            yield from wordnet().lookup(form, part)
        for reading in readings(form):
            yield from wordnet().lookup(reading.lemma, reading.part)
