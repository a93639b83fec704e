"""All families over one lexicon, and how often each is what a spinner mostly does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.training.corruption import (
    articles,
    doubled,
    endings,
    figures,
    first_member,
    first_word,
    forms,
    libreoffice,
    links,
    moby,
    neighbours,
    proper_nouns,
    synonyms,
    terms,
)
from assistant.training.corruption.base import Family, Places
from assistant.training.lexicon import Lexicon

_REMEMBERED = 100_000
"""Surfaces whose options a family remembers."""


@dataclass(frozen=True, slots=True)
class Families:
    """Families with their weights: what a spinner mostly writes, and its further faults."""

    chief: tuple[tuple[Family, float], ...]
    faults: tuple[tuple[Family, float], ...]

    def all(self) -> tuple[Family, ...]:
        """Every family, each once."""
        return tuple(family for family, _ in (*self.chief, *self.faults))


def families(lexicon: Lexicon) -> Families:
    """The families; those whose table is missing are left out."""
    bare = _cached(synonyms.family(lexicon))
    inflected = _cached(synonyms.family(lexicon, inflected=True))
    chief = [
        (bare, 14.0),
        (synonyms.family(lexicon, Places.ANY), 5.0),
        (inflected, 16.0),
        (replace(inflected, places=Places.PHRASES, name="phrases"), 4.0),
        (first_member.family(lexicon), 4.0),
        (links.family(lexicon, inflected=True), 8.0),
        (links.family(lexicon, inflected=False), 3.0),
    ]
    related = inflected
    if lexicon.moby:
        related = _cached(moby.family(lexicon, cut=False, inflected=True))
        chief += [(related, 16.0), (moby.family(lexicon, cut=False), 5.0)]
        chief += [(moby.family(lexicon, cut=True), 5.0)]
    if lexicon.libreoffice:
        chief += [(libreoffice.family(lexicon, first=each), 5.0) for each in (True, False)]
    if lexicon.neighbours:
        chief += [(neighbours.family(lexicon), 5.0)]
    faults = [
        (terms.family(inflected.options), 3.0),
        (terms.family(related.options), 5.0),
        (forms.family(Places.ANY, bare=False), 3.0),
        (forms.family(Places.CONTENT, bare=True), 3.0),
        (endings.family(moby.family(lexicon, cut=True).options), 1.0),
        (first_word.family(bare.options), 1.5),
        (proper_nouns.family(lexicon), 1.5),
        (figures.family(lexicon), 0.5),
        (doubled.family(inflected.options), 2.0),
        (articles.family(), 1.0),
    ]
    return Families(
        tuple((_cached(family), weight) for family, weight in chief),
        tuple((_cached(family), weight) for family, weight in faults),
    )


def _cached(family: Family) -> Family:
    if hasattr(family.options, "cache_info"):
        return family
    return replace(family, options=lru_cache(_REMEMBERED)(family.options))
