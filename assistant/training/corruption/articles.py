"""The wrong article: *a* for *an*, *an* for *a*."""

from __future__ import annotations

from assistant.training.corruption.base import Family, Places

_OTHER = {"a": ("an",), "an": ("a",)}


def family() -> Family:
    """The family."""
    return Family("articles", Places.SMALL, lambda surface: _OTHER.get(surface, ()), slip=True)
