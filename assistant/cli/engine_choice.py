"""The engine that flags and settings name, and the flags themselves."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import diagnostics
from assistant.errors import UsageError, WeightsError

if TYPE_CHECKING:
    from assistant.article.model import Article
    from assistant.config import Loaded
    from assistant.engines.base import Engine
    from assistant.engines.endpoint.context import Means
    from assistant.engines.endpoint.repair.engine import OpenAIEngine
    from assistant.engines.local import LocalEngine
    from assistant.summary.model import Summary, Wanted

    Summarise = Callable[[Article, Wanted], Summary]

_OPTIONS = (
    click.option("--engine", help="What proposes the edits: local, or openai (local)."),
    click.option("--profile", help="openai: the kind of endpoint, such as ollama or vllm."),
    click.option("--base-url", metavar="URL", help="openai: where the endpoint is."),
    click.option("--model", help="openai: the model to ask."),
    click.option(
        "--scope",
        type=click.Choice(["auto", "all"]),
        help="openai: send nothing of an article in which nothing is suspected, or all (auto).",
    ),
    click.option("--style", metavar="FILE", help="openai: the rules of the house, for the model."),
    click.option("--glossary", metavar="FILE", help="openai: lines of term -> form, enforced."),
    click.option("--max-tokens", type=int, help="openai: stop before so many tokens are used."),
    click.option("--max-cost", type=float, help="openai: stop before so many dollars are spent."),
    click.option("--no-cache", is_flag=True, help="openai: ask again what was answered before."),
)
_NAMES = (
    "engine", "profile", "base_url", "model", "scope", "style", "glossary", "max_tokens",
    "max_cost", "no_cache",
)  # fmt: skip


def engine_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the flags that choose an engine; it gets the settings under them, `loaded`."""

    @functools.wraps(command)
    def gathered(**options: Any) -> None:
        from assistant.config import load, overridden

        flags = {name: options.pop(name) for name in _NAMES}
        flags["cache"] = False if flags.pop("no_cache") else None
        command(loaded=overridden(load(), flags), **options)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


def engine(loaded: Loaded) -> Engine:
    """The engine of the settings: local, openai, or scripted:FILE.

    Raises UsageError for an unknown one and WeightsError where the language model is missing.
    """
    name = loaded.settings.engine
    kind, _, rest = name.partition(":")
    if kind == "scripted" and rest:
        from assistant.engines.scripted import from_file

        return from_file(rest)
    if name == "openai":
        return openai_engine(loaded)
    if name == "local":
        from assistant.engines.local import LocalEngine

        return LocalEngine()
    msg = f"there is no engine called {name!r}"
    raise UsageError(msg, hint="local, openai, or scripted:FILE")


def openai_engine(loaded: Loaded, *, sending: bool = True) -> OpenAIEngine:
    """The prompt engine; a line on stderr says where the text goes, if it is for `sending`."""
    from assistant.engines.endpoint.repair.engine import OpenAIEngine

    return OpenAIEngine(replace(_means(loaded, "repair", sending=sending), channel=_channel()))


def summariser(loaded: Loaded) -> Summarise:
    """What writes summaries: the endpoint where it was chosen, or else the local engine."""
    if loaded.settings.engine == "openai":
        from assistant.engines.endpoint.summary.engine import OpenAISummariser

        return OpenAISummariser(_means(loaded, "summary", sending=True)).summarise
    from assistant.summary.extractive import summarise

    return summarise


def summariser_of(engine: Engine) -> Summarise:
    """What writes summaries beside an engine that repairs, within the same budget."""
    from assistant.engines.endpoint.repair.engine import OpenAIEngine
    from assistant.summary.extractive import summarise

    return engine.summarise if isinstance(engine, OpenAIEngine) else summarise


def _means(loaded: Loaded, task: str, *, sending: bool) -> Means:
    """An endpoint with the prompt of a task, as flags and settings want it."""
    from assistant import prompts
    from assistant.chat.budget import Budget
    from assistant.chat.cache import Cache, default_path
    from assistant.chat.endpoint import endpoint
    from assistant.chat.prices import price
    from assistant.chat.tokens import counter
    from assistant.engines.endpoint.context import Means

    settings, house = loaded.settings.endpoint, loaded.settings.house
    found = endpoint(loaded, os.environ, sending=sending)
    known = price(found.model, settings.prices)
    if settings.max_cost and known is None:
        raise UsageError(
            f"--max-cost: the price of {found.model} is not known",
            hint=f'[prices] "{found.model}" = [prompt, answer] in the settings, $ a million tokens',
        )
    if sending:
        diagnostics.note(f"the text goes to {found.host} ({found.model})")
    return Means(
        found,
        prompts.load(task),
        counter(found.model),
        Budget(known, settings.max_tokens, settings.max_cost),
        None,
        Cache(default_path()) if settings.cache else None,
        _house(house.style, house.glossary),
        settings.scope,
    )


def _house(style: str, glossary: str) -> Any:
    from assistant.engines.endpoint import glossary as glossaries
    from assistant.engines.endpoint.context import House

    terms = glossaries.read(glossary) if glossary else glossaries.Glossary({})
    return House(glossaries.text_of(style) if style else "", terms)


def _channel() -> LocalEngine | None:
    from assistant.engines.local import LocalEngine

    try:
        return LocalEngine()
    except WeightsError as error:
        diagnostics.warn(f"{error.message}; the thesaurus alone raises suspicions", hint=error.hint)
        return None
