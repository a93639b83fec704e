"""Reaching the endpoint in a thread of its own, while the models of this machine are loaded."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from assistant.chat.cache import digest
from assistant.chat.greeting import greet
from assistant.chat.metering import Metered
from assistant.engines.endpoint.context import EndpointContext

_KIND = "server"
_SHY = 0.85
"""How many tokens of ours, counted in another vocabulary, may be as many of the model's."""


def greeted(context: EndpointContext, *, needed: bool) -> Callable[[], int]:
    """A function that waits for the endpoint: the tokens it has room for, as we count them.

    It is reached only where that is `needed`: who has the answers of an earlier run may work
    without it, and so may who puts its questions off; of articles that share it, one does. 0 is
    for a room that is not known. The function raises EndpointError as `greet` does.
    """
    if context.answers is not None:
        return lambda: 0
    if not needed:
        return lambda: _kept(context)
    shared = context.shared
    if shared is not None and (known := shared.room) is not None:
        return lambda: known
    pool = ThreadPoolExecutor(1)
    meter = Metered(context.counter, context.budget)
    found = pool.submit(lambda: asyncio.run(greet(context.endpoint, meter)))
    pool.shutdown(wait=False)

    def waited() -> int:
        room = int(found.result() * (_SHY if context.counter.estimated else 1.0))
        if room and context.cache is not None:
            context.cache.put(_KIND, _key(context), str(room))
        if shared is not None:
            shared.room = max(shared.room or 0, room)
        return room

    return waited


def _kept(context: EndpointContext) -> int:
    kept = context.cache.get(_KIND, _key(context)) if context.cache is not None else None
    return int(kept) if kept and kept.isdecimal() else 0


def _key(context: EndpointContext) -> str:
    return digest(context.endpoint.base_url, context.endpoint.model)
