"""A client for chat endpoints: streamed answers, patience with failures, and no surprises.

It speaks `chat/completions` alone, which every compatible server understands, follows no
redirect, and learns what an endpoint does not understand.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing, suppress
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
    NoAnswerError,
    RefusedError,
)
from assistant.chat.metering import Messages, Meter, Unmetered
from assistant.chat.pace import Pace, backoff
from assistant.chat.quirks import Quirks

__all__ = ["Client", "Messages", "Reply"]

_TOTAL = 10
"""How many times the patience for one piece a whole answer may take."""

_LEAST = 32
"""Tokens of an answer below which there is no use in asking."""

_REST = 0.1
"""Seconds for what follows the declared end of a stream."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, for each form of answer, and who hears of it."""

    messages: Callable[[Shape], Messages]
    longest: int
    schema: Mapping[str, Any] | None
    seen: Callable[[str], None]
    meter: Meter


class Client:
    """Asks one endpoint; use it as an asynchronous context manager."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.known = Known(Quirks.of(endpoint))
        self.pace = endpoint.pace or Pace(endpoint.in_flight)
        self._http: Any = None
        self._sdk: Any = None

    async def __aenter__(self) -> Self:
        import httpx2
        import openai

        from assistant.chat import limits, tls

        endpoint = self.endpoint
        times = httpx2.Timeout(endpoint.read_seconds, connect=endpoint.connect_seconds)
        self._http = httpx2.AsyncClient(
            headers={"Accept-Encoding": "identity", "User-Agent": "assistant"},
            timeout=times,
            limits=httpx2.Limits(max_connections=None),
            follow_redirects=False,
            verify=tls.context(),
            event_hooks={"response": [limits.limit]},
        )
        self._sdk = openai.AsyncOpenAI(
            base_url=endpoint.base_url,
            api_key=endpoint.key or "none",
            default_headers={"User-Agent": "assistant"},
            max_retries=0,
            timeout=times,
            http_client=self._http,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.aclose()

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
        return await self._http.get(url, headers=headers)

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
                    await self._read(body, answer)
            reply = answer.ended()
        except (httpx2.HTTPError, LongError, CutError, TimeoutError) as error:
            if failures.is_long(error):
                return Reply("", "length", quirks.shape)
            if not answer.has_ended:
                raise
            reply = answer.so_far()
        finally:
            meter.end(sent, longest, answer.so_far() if answer.is_paid else None)
        return replace(reply, text=complaints.struck(reply.text, key))

    def _too_large(self, sent: int) -> ContextError:
        """What is known not to fit is not sent."""
        host = self.endpoint.host
        said = f"{host} has room for {self.known.room} tokens, and a request takes {sent}"
        known = complaints.Complaint(0, said, room=self.known.room, took=sent)
        return ContextError(self.known.too_long or said, known)

    async def _read(self, body: Mapping[str, Any], answer: Answer) -> None:
        """Have an answer read a response, byte by byte, as servers send what no library expects.

        Raises RefusedError where it is an error.
        """
        import openai

        create = self._sdk.chat.completions.with_streaming_response.create
        rest = {name: value for name, value in body.items() if name not in ("model", "messages")}
        try:
            opened = create(
                model=body["model"],
                messages=body["messages"],
                extra_body=rest,
                extra_headers={} if self.endpoint.key else {"Authorization": openai.Omit()},
            )
            async with opened as response:
                self.known.reached = True
                if response.status_code == 204:
                    raise NoAnswerError
                async with aclosing(response.iter_bytes()) as pieces:
                    await _fed(pieces, answer)
        except openai.APIStatusError as error:
            self.known.reached = True
            said = error.response
            complaint = complaints.of_response(said.status_code, said.headers, said.content)
            raise RefusedError(complaint) from error
        except openai.APIConnectionError as error:
            cause = error.__cause__ or error
            raise cause from cause.__cause__


async def _fed(pieces: AsyncIterator[bytes], answer: Answer) -> None:
    """Feed an answer to its end, and read the rest, so that the connection can be used again."""
    import httpx2

    try:
        async for piece in pieces:
            answer.feed(piece)
            if answer.is_over:
                break
    except (httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
        raise CutError from error
    with suppress(TimeoutError, httpx2.TransportError):
        async with asyncio.timeout(_REST):
            async for _ in pieces:
                pass
