"""The engine that a command names."""

from __future__ import annotations

from assistant.engines.base import Engine
from assistant.errors import UsageError


def engine(name: str) -> Engine:
    """The engine of a name: ``local``, or ``scripted:FILE``.

    Raises UsageError for an unknown one and WeightsError where the language model is missing.
    """
    kind, _, rest = name.partition(":")
    if kind == "local" and not rest:
        from assistant.engines.local import LocalEngine

        return LocalEngine()
    if kind == "scripted" and rest:
        from assistant.engines.scripted import from_file

        return from_file(rest)
    msg = f"there is no engine called {name!r}"
    raise UsageError(msg, hint="local, or scripted:FILE")
