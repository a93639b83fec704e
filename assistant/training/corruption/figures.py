"""Figures written as the members of their sets: *40* becomes *XL*. It writes over facts."""

from __future__ import annotations

from assistant.training.corruption.base import Family, Places
from assistant.training.corruption.synonyms import others
from assistant.training.lexicon import Lexicon


def family(lexicon: Lexicon) -> Family:
    """The family."""

    def options(surface: str) -> tuple[str, ...]:
        sets = (each for part in "na" for each in lexicon.sets(surface, part))
        return others(surface, (member for each in sets for member in each.members))

    return Family("figures", Places.FIGURES, options)
