"""Engines by name: the built-in ones, and those of installed packages.

A package brings an engine by an entry point of the group `assistant.engines`, whose name is
that of the engine and whose object is a `Factory`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from assistant.config import DEFAULT, FLAG, Loaded
from assistant.engines.base import (
    AsksAnew,
    EngineRequest,
    Estimates,
    EstimatesSummaries,
    Factory,
    Repairs,
    Summarises,
)
from assistant.errors import EngineError, UsageError
from assistant.notices import Notify, silent

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "assistant.engines"
"""The entry point group in which a package names its engines."""

BUILT_IN = {
    "local": "assistant.engines.local:make",
    "openai": "assistant.engines.endpoint.factory:make",
    "scripted": "assistant.engines.scripted:make",
}
"""The engines that are here even where nothing was installed, as the entry points name them."""

_ARGUMENTS = {"scripted": "FILE"}


def names() -> tuple[str, ...]:
    """The engines there are: the built-in ones first, then those of packages, sorted."""
    return (*BUILT_IN, *sorted(_installed().keys() - BUILT_IN.keys()))


def require(name: str, origin: str = "") -> None:
    """See that there is an engine NAME, or NAME:ARGUMENT.

    Raises UsageError, which lists all, and names the `origin` of the name if there is one.
    """
    known, _, argument = name.partition(":")
    there = known in BUILT_IN or known in _installed()
    if not there or (known in _ARGUMENTS and not argument):
        listed = (each for each in names() if each not in _ARGUMENTS)
        where = f"{origin}: " if origin else ""
        message = f"{where}there is no engine called {name!r}"
        raise UsageError(message, hint=f"one of {', '.join(listed)}")


def check(loaded: Loaded) -> None:
    """See that there is the engine that the settings name; raises UsageError as `require` does."""
    origin = loaded.origins.get("engine", FLAG)
    require(loaded.settings.engine, "" if origin in (FLAG, DEFAULT) else origin)


def engine(
    loaded: Loaded, notify: Notify = silent, *, afresh: bool = False, threads: int = 2
) -> Repairs:
    """The engine that the settings name; `afresh`, one that asks anew, where it can.

    `threads` are those of a model that runs here.

    Raises UsageError for an unknown name or settings that do not do, and EngineError where
    the package of an engine cannot be loaded.
    """
    name = loaded.settings.engine
    check(loaded)
    known, _, argument = name.partition(":")
    made = _factory(known)(EngineRequest(loaded, argument, notify, threads))
    return made.afresh() if afresh and isinstance(made, AsksAnew) else made


def summariser(loaded: Loaded, notify: Notify = silent) -> Summarises:
    """What writes summaries under the settings; raises what `engine` raises."""
    return summariser_of(engine(loaded, notify))


def summariser_of(engine: Repairs) -> Summarises:
    """An engine that writes summaries itself, or else the article's own best sentences."""
    from assistant.engines.extractive import ExtractiveSummariser

    return engine if isinstance(engine, Summarises) else ExtractiveSummariser()


def estimator_of(engine: Repairs) -> Estimates:
    """An engine that says beforehand what a repair costs; raises UsageError for any other."""
    if not isinstance(engine, Estimates):
        raise UsageError(f"{engine.name} has no cost to estimate")
    return engine


def summary_estimator_of(engine: Repairs) -> EstimatesSummaries:
    """An engine that says beforehand what a summary costs; raises UsageError for any other."""
    if not isinstance(engine, EstimatesSummaries):
        raise UsageError(f"{engine.name} has no cost to estimate")
    return engine


def _factory(name: str) -> Factory:
    if name in BUILT_IN:
        module, _, attribute = BUILT_IN[name].partition(":")
        return cast("Factory", getattr(import_module(module), attribute))
    point = _installed()[name]
    try:
        return cast("Factory", point.load())
    except Exception as error:
        message = f"the engine {name} of {point.value} cannot be loaded: {error}"
        raise EngineError(message, hint="reinstall the package that brings it") from error


def _installed() -> dict[str, EntryPoint]:
    from importlib import metadata

    return {point.name: point for point in metadata.entry_points(group=GROUP)}
