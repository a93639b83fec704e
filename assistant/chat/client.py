"""A client for chat endpoints: streamed answers, patience with failures, and no surprises.

It speaks `chat/completions` alone, which every compatible server understands, follows no
redirect, and learns what an endpoint does not understand.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Self

from assistant.chat import complaints, failures
from assistant.chat.answers import Answer, Reply
from assistant.chat.course import Course, Known
from assistant.chat.endpoint import Endpoint, Shape
from assistant.chat.failures import (
    ContextError,
    CutError,
    LongError,
)
from assistant.chat.metering import Messages, Meter, Unmetered
from assistant.chat.pace import Pace, backoff
from assistant.chat.quirks import Quirks
from assistant.chat.transport import Http, Transport

__all__ = ["Client", "Messages", "Reply"]

_TOTAL = 10
"""How many times the patience for one piece a whole answer may take."""

_LEAST = 32
"""Tokens of an answer below which there is no use in asking."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, for each form of answer, and who hears of it."""

    messages: Callable[[Shape], Messages]
    longest: int
    schema: Mapping[str, Any] | None
    seen: Callable[[str], None]
    meter: Meter


class Client:
    """Asks one endpoint, over HTTP unless told otherwise; an asynchronous context manager."""

    def __init__(self, endpoint: Endpoint, transport: Transport | None = None) -> None:
        self.endpoint = endpoint
        self.transport = transport or Http(endpoint)
        self.known = Known(Quirks.of(endpoint))
        self.pace = endpoint.pace or Pace(endpoint.in_flight)

    async def __aenter__(self) -> Self:
        await self.transport.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.transport.close()

    async def ask(
        self,
        messages: Callable[[Shape], Messages],
        *,
        longest: int,
        schema: Mapping[str, Any] | None = None,
        seen: Callable[[str], None] = lambda _: None,
        meter: Meter | None = None,
    ) -> Reply:
        """The answer to messages, which may differ with the form of answer that is asked for.

        `seen` is given the text so far, again and again; the `meter` hears of every attempt.
        Raises EngineError where the endpoint cannot be reached, refuses, or fails again and
        again, and what the meter raises.
        """
        question = Question(messages, longest, schema, seen, meter or Unmetered())
        course = Course(self.endpoint, self.known, self.pace, longest, schema)
        while True:
            async with self.pace.slot():
                if self.known.over is not None:
                    raise self.known.over
                quirks = course.quirks  # learned, perhaps, while this one waited
                try:
                    reply = await self._attempt(question, quirks)
                except Exception as error:  # noqa: BLE001 - sorted in failures
                    wait = course.failed(error, quirks)
                else:
                    if course.is_answered(reply, quirks):
                        return reply
                    wait = 0.0
            await asyncio.sleep(backoff(course.failures - 1) if wait is None else wait)

    async def get(self, url: str, *, keyed: bool = True) -> Any:
        """The response of the server, as `httpx2` gives it, to a question that sends nothing."""
        key = self.endpoint.key
        headers = {"Authorization": f"Bearer {key}"} if keyed and key else {}
        return await self.transport.get(url, headers)

    async def _attempt(self, question: Question, quirks: Quirks) -> Reply:
        """An answer without the key, which the server has seen; one that is too large is cut."""
        import httpx2

        from assistant.chat.limits import answer_of

        meter, messages = question.meter, question.messages(quirks.shape)
        sent = meter.counted(messages)
        longest = quirks.longest(question.longest)
        if self.known.room and sent:
            longest = min(longest, self.known.room - sent)
            if longest < _LEAST:
                raise self._too_large(sent)
        key = self.endpoint.key
        answer = Answer(
            quirks.shape, longest, lambda text: question.seen(complaints.struck(text, key))
        )
        body = {"model": self.endpoint.model, "messages": list(messages)}
        body |= quirks.parameters(longest, question.schema)
        meter.begin(sent, longest)
        try:
            with answer_of(longest):
                async with asyncio.timeout(self.endpoint.read_seconds * _TOTAL):
                    await self.transport.read(body, answer)
            reply = answer.ended()
        except (httpx2.HTTPError, LongError, CutError, TimeoutError) as error:
            if failures.is_long(error):
                return Reply("", "length", quirks.shape)
            if not answer.has_ended:
                raise
            reply = answer.so_far()
        finally:
            self.known.reached |= self.transport.reached
            meter.end(sent, longest, answer.so_far() if answer.is_paid else None)
        return replace(reply, text=complaints.struck(reply.text, key))

    def _too_large(self, sent: int) -> ContextError:
        """What is known not to fit is not sent."""
        host = self.endpoint.host
        said = f"{host} has room for {self.known.room} tokens, and a request takes {sent}"
        known = complaints.Complaint(0, said, room=self.known.room, took=sent)
        return ContextError(self.known.too_long or said, known)
