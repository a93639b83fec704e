"""From the settings to the engine `openai`: endpoint, price, budget, cache and house style."""

from __future__ import annotations

import os
from dataclasses import replace

from assistant import prompts
from assistant.chat.budget import Budget
from assistant.chat.cache import Cache, default_path
from assistant.chat.endpoint import Endpoint, endpoint
from assistant.chat.prices import price
from assistant.chat.tokens import counter
from assistant.engines.base import EngineRequest
from assistant.engines.endpoint import glossary
from assistant.engines.endpoint.context import EndpointContext, HouseStyle
from assistant.engines.endpoint.repair.engine import OpenAIEngine
from assistant.engines.local import LocalEngine
from assistant.errors import UsageError
from assistant.notices import once
from assistant.settings import EndpointSettings, HouseStyleSettings

_MANY, _FEW = 5, 3
"""Candidates of a suspect that are shown to a model that is known, and to another."""


def make(request: EngineRequest) -> OpenAIEngine:
    """The engine of the settings; the key is asked for when text is sent.

    Raises UsageError where the address, the model, a limit or a file of the house is unfit.
    """
    settings = request.loaded.settings
    found = endpoint(request.loaded, os.environ, sending=False)

    def unlocked(known: Endpoint) -> Endpoint:
        return replace(known, key=endpoint(request.loaded, os.environ).key)

    return OpenAIEngine(
        EndpointContext(
            found,
            prompts.load("repair"),
            counter(found.model),
            _budget(found, settings.endpoint),
            LocalEngine(),
            Cache(default_path()) if settings.endpoint.cache else None,
            _house_style(settings.house),
            settings.endpoint.scope,
            _form(found, settings.endpoint),
            unlocked,
            once(request.notify),
            settings.endpoint.prompt_limit,
            _MANY if _is_known(found) else _FEW,
        )
    )


def _form(found: Endpoint, settings: EndpointSettings) -> str:
    """The form that is set; a model that everybody knows needs no probe."""
    return "sections" if settings.form == "auto" and _is_known(found) else settings.form


def _is_known(found: Endpoint) -> bool:
    """Whether everybody knows a model, and its price."""
    return price(found.model, {}) is not None


def _budget(found: Endpoint, settings: EndpointSettings) -> Budget:
    known = price(found.model, settings.prices)
    if settings.max_cost and known is None:
        raise UsageError(
            f"--max-cost: the price of {found.model} is not known",
            hint=f'[prices] "{found.model}" = [prompt, answer] in the settings, $ a million tokens',
        )
    return Budget(known, settings.max_tokens, settings.max_cost)


def _house_style(files: HouseStyleSettings) -> HouseStyle:
    style = glossary.text_of(files.style) if files.style else ""
    return HouseStyle(style, glossary.read(files.glossary)) if files.glossary else HouseStyle(style)
