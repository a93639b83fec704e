"""What the requests of a model came to beside what was foreseen: kept, so that estimates learn.

A second try is one more request, with what was refused; how many there are depends on the model.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields

from assistant.chat.budget import Usage
from assistant.chat.cache import Cache, digest
from assistant.chat.endpoint import Endpoint

_MOST = 10**9
"""The most that is believed to have been counted."""

_FORGOTTEN = 400
"""Requests beyond which what is older counts less: a model may change."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What some questions come to by themselves: how many, their tokens, those of what is told of.

    `sent` are the tokens of all requests, `text` those of the sentences that they ask about.
    """

    requests: int
    sent: int
    text: int


@dataclass(frozen=True, slots=True)
class Rates:
    """Sums of what was foreseen and of what came, in requests and tokens."""

    requests: int
    sent: int
    text: int
    asked: int
    paid: int
    answered: int

    def usage(self, foreseen: Foreseen) -> Usage:
        """What questions will come to, second tries and all; no price."""
        return Usage(
            _scaled(foreseen.requests, self.asked, self.requests, least=1.0),
            _scaled(foreseen.sent, self.paid, self.sent, least=1.0),
            _scaled(foreseen.text, self.answered, self.text),
        )

    def after(self, foreseen: Foreseen, usage: Usage) -> Rates:
        """The sums with those of one more piece of work."""
        kept = min(1.0, _FORGOTTEN / max(self.requests, 1))
        old = (int(kept * getattr(self, each.name)) for each in fields(self))
        new = (
            foreseen.requests, foreseen.sent, foreseen.text,
            usage.requests, usage.prompt_tokens, usage.completion_tokens,
        )  # fmt: skip
        return Rates(*(min(known + more, _MOST) for known, more in zip(old, new, strict=True)))


def known(cache: Cache | None, key: str, usual: Rates) -> Rates:
    """What was seen under a key; what is usual where nothing was."""
    return (cache.recall("rates", key, _read) if cache is not None else None) or usual


def learn(cache: Cache | None, key: str, usual: Rates, foreseen: Foreseen, usage: Usage) -> None:
    """Keep what a piece of work came to, where all of it was asked."""
    if cache is not None and foreseen.requests and usage.requests >= foreseen.requests:
        rates = known(cache, key, usual).after(foreseen, usage)
        told = {each.name: getattr(rates, each.name) for each in fields(rates)}
        cache.put("rates", key, json.dumps(told))


def key_of(endpoint: Endpoint, *prompt: str) -> str:
    """What rates are kept by: the model, its server, and what it is told."""
    return digest(endpoint.base_url, endpoint.model, *prompt)


def _read(text: str) -> Rates:
    """Rates that were kept; raises ValueError, or as Python does, for what is none."""
    stored = json.loads(text)
    values = [stored[each.name] for each in fields(Rates)]
    if not all(type(value) is int and 0 < value <= _MOST for value in values):
        msg = "no counts"
        raise ValueError(msg)
    return Rates(*values)


def _scaled(foreseen: int, came: int, of: int, least: float = 0.0, most: float = 5.0) -> int:
    return round(foreseen * min(max(came / of, least), most))
