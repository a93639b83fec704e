"""The first word alone of a synonym of several (OpenAttack): *mayor* becomes *city*."""

from __future__ import annotations

from assistant.training.corruption.base import Family, Options, Places
from assistant.training.corruption.synonyms import others


def family(inner: Options) -> Family:
    """The family over the terms that another one writes."""

    def options(surface: str) -> tuple[str, ...]:
        return others(surface, (word.split(" ")[0] for word in inner(surface) if " " in word))

    return Family("first word", Places.CONTENT, options)
