"""Doubled words: the same word twice, or a word beside its synonym (*additional extra*)."""

from __future__ import annotations

from assistant.training.corruption.base import Family, Options, Places

_SYNONYMS = 6


def family(inner: Options) -> Family:
    """The family over the words that another one writes."""

    def options(surface: str) -> tuple[str, ...]:
        near = [word for word in inner(surface) if " " not in word][:_SYNONYMS]
        beside = (pair for word in near for pair in (f"{word} {surface}", f"{surface} {word}"))
        return (f"{surface} {surface}", *beside)

    return Family("doubled", Places.ANY, options, slip=True)
