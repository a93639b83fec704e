"""A client for chat endpoints: streamed answers, patience with failures, and no surprises.

It speaks `chat.completions` alone, which every compatible server understands, follows no
redirect, and learns what an endpoint does not understand.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from assistant.chat import failures
from assistant.chat.endpoint import Endpoint, Shape
from assistant.chat.failures import LONGEST_WAIT, CutError, Kind
from assistant.chat.pace import Pace, backoff
from assistant.chat.quirks import Quirks

Messages = Sequence[Mapping[str, str]]
_LETTERS_A_TOKEN = 16
_TOTAL = 10
"""How many times the patience for one piece a whole answer may take."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its text, why it ended (`stop`, `length`, `refusal`), tokens as the server says.

    The counts are None where it does not say.
    """

    text: str
    ended: str
    shape: Shape
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class Client:
    """Asks one endpoint; use it as an asynchronous context manager."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.quirks = Quirks.of(endpoint)
        self.pace = endpoint.pace or Pace(endpoint.in_flight)
        self._sdk: Any = None

    async def __aenter__(self) -> Self:
        import openai

        from assistant.chat import limits, tls

        endpoint = self.endpoint
        times = openai.Timeout(endpoint.read_seconds, connect=endpoint.connect_seconds)
        self._sdk = openai.AsyncOpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.key or "none",
            max_retries=0,
            timeout=times,
            default_headers={"Accept-Encoding": "identity"},
            http_client=openai.DefaultAsyncHttpxClient(
                follow_redirects=False,
                timeout=times,
                verify=tls.context(),
                event_hooks={"response": [limits.limit]},
            ),
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._sdk.close()

    async def ask(
        self,
        messages: Callable[[Shape], Messages],
        *,
        longest: int,
        schema: Mapping[str, Any] | None = None,
        seen: Callable[[str], None] = lambda _: None,
    ) -> Reply:
        """The answer to messages, which may differ with the form of answer that is asked for.

        `seen` is given the text so far, again and again. Raises EngineError where the
        endpoint cannot be reached, refuses, or fails again and again.
        """
        attempt = 0
        while True:
            shape = self.quirks.shape
            try:
                async with self.pace.slot(), asyncio.timeout(self._patience):
                    shape = self.quirks.shape  # learned, perhaps, while this one waited
                    reply = await self._bounded(messages(shape), shape, longest, schema, seen)
                self.pace.succeeded()
            except Exception as error:  # noqa: BLE001 - sorted in failures
                if (wait := self._wait(error, attempt, shape)) is None:
                    continue
                attempt += 1
                await asyncio.sleep(wait)
            else:
                return reply

    def _wait(self, error: Exception, attempt: int, shape: Shape) -> float | None:
        """Seconds until the next attempt, None for at once; raises what will not get better."""
        failures.strike(error, self.endpoint.key)
        kind = failures.kind(error)
        if kind is Kind.UNFIT and self.quirks.learn(failures.said(error), shape):
            return None
        wait = failures.retry_after(error)
        if kind is Kind.TOO_MANY:
            self.pace.complained(wait)
        passing = kind in (Kind.PASSING, Kind.TOO_MANY)
        if not passing or attempt >= self.endpoint.retries or (wait or 0.0) > LONGEST_WAIT:
            raise failures.as_engine_error(error, self.endpoint.host) from error
        return backoff(attempt) if wait is None else wait

    async def _bounded(
        self,
        messages: Messages,
        shape: Shape,
        longest: int,
        schema: Mapping[str, Any] | None,
        seen: Callable[[str], None],
    ) -> Reply:
        """An answer without the key, which the server has seen; one that is too large is cut."""
        from assistant.chat.limits import answer_of

        key = self.endpoint.key
        try:
            with answer_of(longest):
                reply = await self._once(
                    messages, shape, longest, schema, lambda text: seen(failures.struck(text, key))
                )
        except Exception as error:
            if not failures.is_long(error):
                raise
            return Reply("", "length", shape)
        return replace(reply, text=failures.struck(reply.text, key))

    @property
    def _patience(self) -> float:
        return self.endpoint.read_seconds * _TOTAL

    async def _once(
        self,
        messages: Messages,
        shape: Shape,
        longest: int,
        schema: Mapping[str, Any] | None,
        seen: Callable[[str], None],
    ) -> Reply:
        parameters = self.quirks.parameters(longest, schema, shape)
        answer = await self._sdk.chat.completions.create(
            model=self.endpoint.model, messages=list(messages), **parameters
        )
        limit = longest * _LETTERS_A_TOKEN
        if not parameters["stream"]:
            return _whole(answer, shape, limit)
        async with aclosing(answer) if hasattr(answer, "aclose") else answer:
            reply = await _streamed(answer, shape, limit, seen)
        if not reply.ended and "event-stream" not in answer.response.headers["content-type"]:
            self.quirks.stream = False  # it does not know how to stream
        if not reply.ended:
            raise CutError
        return reply


async def _streamed(answer: Any, shape: Shape, limit: int, seen: Callable[[str], None]) -> Reply:
    pieces: list[str] = []
    size, ended, usage = 0, "", None
    async for chunk in answer:
        usage = getattr(chunk, "usage", None) or usage
        for choice in getattr(chunk, "choices", None) or ():
            delta = choice.delta
            if getattr(delta, "refusal", None):
                ended = "refusal"
            if piece := (getattr(delta, "content", None) or ""):
                pieces.append(piece)
                size += len(piece)
                seen("".join(pieces))
            ended = ended or choice.finish_reason or ""
        if size > limit:
            return Reply("".join(pieces)[:limit], "length", shape, *_counts(usage))
    return Reply("".join(pieces), ended, shape, *_counts(usage))


def _whole(answer: Any, shape: Shape, limit: int) -> Reply:
    choices = getattr(answer, "choices", None)
    if choices is None:
        msg = "no chat completion"
        raise ValueError(msg)
    if not choices:
        return Reply("", "stop", shape)
    message = choices[0].message
    ended = "refusal" if getattr(message, "refusal", None) else choices[0].finish_reason or "stop"
    text = message.content or ""
    counts = _counts(getattr(answer, "usage", None))
    return Reply(text[:limit], "length" if len(text) > limit else ended, shape, *counts)


def _counts(usage: Any) -> tuple[int | None, int | None]:
    prompt = getattr(usage, "prompt_tokens", None)
    completion = getattr(usage, "completion_tokens", None)
    good = isinstance(prompt, int) and isinstance(completion, int)
    return (prompt, completion) if good else (None, None)
