"""Whether an endpoint is there, takes the key and has the model: asked before any text is sent.

A listing of models says so, where a server has one. Where it is open to everybody, or does
not name the model, a request of two words does.
"""

from __future__ import annotations

import asyncio
import difflib
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from assistant.chat import complaints, failures
from assistant.chat.budget import BudgetError
from assistant.chat.client import Client
from assistant.chat.endpoint import Endpoint, is_local
from assistant.chat.failures import EndpointError, RefusedError
from assistant.chat.metering import Meter
from assistant.chat.refusals import Kind

_PATIENCE = 1.5
"""Seconds beyond those of a connection: whoever takes longer is heard later."""

_AT_FIRST = 0.5
"""Seconds in which a server that turns us away may just be starting."""

_WORDS = "Say yes."
_LONGEST = 16
_LISTING = 4000
"""How large a listing may be, in tokens of an answer."""

_FINAL = frozenset({Kind.KEY, Kind.MODEL, Kind.QUOTA})
_ROOMS = ("max_model_len", "context_length", "context_window", "max_context_length", "n_ctx")
_LLAMA = "llamacpp"
_SCOPE = re.compile(r"scope|permission", re.IGNORECASE)

Listed = Sequence[Mapping[str, Any]]


async def greet(endpoint: Endpoint, meter: Meter) -> int:
    """The tokens of the model's context, by the server's count, 0 where it does not say.

    Raises EndpointError where nobody is there, and where the key, the model or the quota is
    refused; within a second or two beyond the time for a connection.
    """
    with suppress(TimeoutError):
        async with (
            asyncio.timeout(endpoint.connect_seconds + _PATIENCE),
            Client(endpoint) as client,
        ):
            models = await _listed(client)
            named = [model for model in models if _is(model, endpoint.model)]
            if (models and not named) or await _is_open(client, models):
                await _try(client, meter, models)
            return await _room(client, named)
    return 0


async def _listed(client: Client) -> Listed:
    """The models that a server lists, or none."""
    begun = time.monotonic()
    while True:
        try:
            return await _models(client)
        except Exception as error:
            failures.strike(error, client.endpoint.key)
            about = failures.kind(error)
            if failures.is_turned_away(error) and time.monotonic() - begun < _AT_FIRST:
                await asyncio.sleep(_AT_FIRST / 2)
                continue
            if not failures.never_connected(error) and not _wants_key(error, about):
                return ()
            keyed = bool(client.endpoint.key)
            raise failures.as_engine_error(error, client.endpoint.host, keyed=keyed) from error


async def _models(client: Client, *, keyed: bool = True) -> Listed:
    from assistant.chat.limits import answer_of

    with answer_of(_LISTING):
        response = await client.get(f"{client.endpoint.base_url}/models", keyed=keyed)
    if not response.is_success:
        complaint = complaints.of_response(response.status_code, response.headers, response.content)
        raise RefusedError(complaint)
    return tuple(_entries(_json(response)))


def _json(response: Any) -> Any:
    with suppress(ValueError, RecursionError):
        return response.json()
    return None


def _entries(stored: Any) -> Iterator[Mapping[str, Any]]:
    data = stored.get("data") if isinstance(stored, dict) else None
    for entry in data if isinstance(data, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield entry


def _wants_key(error: Exception, about: Kind) -> bool:
    """Whether the key is refused, and not only what it may list."""
    return (
        about is Kind.KEY
        and isinstance(error, RefusedError)
        and not _SCOPE.search(error.complaint.message)
    )


async def _is_open(client: Client, models: Listed) -> bool:
    """Whether a server on the net lists its models for anybody: the key is not proved then."""
    if not models or not client.endpoint.key or is_local(client.endpoint.base_url):
        return False
    try:
        return bool(await _models(client, keyed=False))
    except Exception as error:  # noqa: BLE001 - sorted in failures
        failures.kind(error)
        return False


async def _try(client: Client, meter: Meter, models: Listed) -> None:
    """Have the server itself say whether it answers."""
    said = [{"role": "user", "content": _WORDS}]
    try:
        await client.ask(lambda _: said, longest=_LONGEST, meter=meter)
    except BudgetError:
        return
    except EndpointError as error:
        if error.about not in _FINAL:
            return
        if error.about is Kind.MODEL and models:
            error.hint = f"check --model: it has {_closest(client.endpoint.model, models)}"
        raise


def _closest(name: str, models: Listed) -> str:
    known = [str(model["id"]) for model in models]
    return ", ".join(difflib.get_close_matches(name, known, 3, 0.0))[:200]


def _is(listed: Mapping[str, Any], name: str) -> bool:
    """Whether a model is the one that is asked for, its provider or tag aside.

    llama.cpp has one model, and calls it whatever it is called.
    """
    one, other = str(listed["id"]).lower(), name.lower()
    same = one in (other, f"{other}:latest") or one.endswith(f"/{other}")
    return same or listed.get("owned_by") == _LLAMA


async def _room(client: Client, named: Listed) -> int:
    """What the listing, or llama.cpp's own page, says of the context of the model."""
    for model in named:
        known = (model, meta) if isinstance(meta := model.get("meta"), dict) else (model,)
        for name in _ROOMS:
            for place in known:
                if type(room := place.get(name)) is int and room > 0:
                    return room
    if any(model.get("owned_by") == _LLAMA for model in named):
        return await _slot(client)
    return 0


async def _slot(client: Client) -> int:
    url = f"{client.endpoint.base_url.removesuffix('/v1')}/props"
    try:
        stored = _json(await client.get(url))
    except Exception as error:  # noqa: BLE001 - sorted in failures
        failures.kind(error)
        return 0
    settings = stored.get("default_generation_settings") if isinstance(stored, dict) else None
    room = settings.get("n_ctx") if isinstance(settings, dict) else None
    return room if type(room) is int and room > 0 else 0
