"""The nearest words in an embedding: what spinners on word vectors write."""

from __future__ import annotations

from assistant.training.corruption.base import Family, Places
from assistant.training.corruption.synonyms import others
from assistant.training.lexicon import Lexicon


def family(lexicon: Lexicon) -> Family:
    """The family."""

    def options(surface: str) -> tuple[str, ...]:
        near = lexicon.neighbours.get(surface, ())
        return others(surface, lexicon.allowed(surface, near))

    return Family("neighbours", Places.CONTENT, options)
