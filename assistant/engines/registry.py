"""Engines by name: the built-in ones, and those of installed packages by their entry points."""

from __future__ import annotations

from importlib import metadata

from assistant.errors import UsageError

GROUP = "assistant.engines"
"""The entry point group in which a package names its engines."""

_BUILT_IN = ("local", "openai", "scripted")
_ARGUMENTS = {"scripted": "FILE"}


def names() -> tuple[str, ...]:
    """The engines there are: the built-in ones first, then those of packages, sorted."""
    others = {point.name for point in metadata.entry_points(group=GROUP)} - set(_BUILT_IN)
    return (*_BUILT_IN, *sorted(others))


def require(name: str) -> None:
    """See that there is an engine NAME, or NAME:ARGUMENT; raises UsageError, which lists all."""
    known, _, argument = name.partition(":")
    if known not in names() or (known in _ARGUMENTS and not argument):
        listed = (f"{each}:{_ARGUMENTS[each]}" if each in _ARGUMENTS else each for each in names())
        raise UsageError(f"there is no engine called {name!r}", hint=f"one of {', '.join(listed)}")
