"""A client for chat endpoints: streamed answers, patience with failures, and no surprises.

It speaks `chat/completions` alone, which every compatible server understands, follows no
redirect, and learns what an endpoint does not understand.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Self

from assistant.chat import complaints, failures
from assistant.chat.answers import Answer, Reply
from assistant.chat.endpoint import Endpoint, Shape
from assistant.chat.failures import (
    LONGEST_WAIT,
    ContextError,
    CutError,
    LongError,
    NoAnswerError,
    RefusedError,
)
from assistant.chat.metering import Messages, Meter, Unmetered
from assistant.chat.pace import Pace, backoff
from assistant.chat.quirks import Quirks
from assistant.chat.refusals import Kind
from assistant.errors import EngineError

__all__ = ["Client", "Messages", "Reply"]

_TOTAL = 10
"""How many times the patience for one piece a whole answer may take."""

_AT_FIRST = 1.0
"""Seconds in which an endpoint that was never reached may be tried again."""

_TAUGHT = frozenset({Kind.FORM, Kind.PARAMETER, Kind.STREAM, Kind.OTHER})
"""Refusals that another request may not meet."""

_LEAST = 32
"""Tokens of an answer below which there is no use in asking."""

_REST = 0.1
"""Seconds for what follows the declared end of a stream."""

_UNSAID = frozenset({400, 422, 501})
"""Statuses with which servers refuse what they do not understand, at times without a word."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, for each form of answer, and who hears of it."""

    messages: Callable[[Shape], Messages]
    longest: int
    schema: Mapping[str, Any] | None
    seen: Callable[[str], None]
    meter: Meter


@dataclass(slots=True)
class _Course:
    """How far the patience with one question has gone."""

    attempt: int = 0
    begun: float = field(default_factory=time.monotonic)
    trial: Quirks | None = None
    trials: Iterator[Quirks] | None = None
    refusal: Exception | None = None


class Client:
    """Asks one endpoint; use it as an asynchronous context manager.

    `room` is how many tokens, as we count them, a request and its answer may have together,
    0 where that is not known.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint
        self.quirks = Quirks.of(endpoint)
        self.pace = Pace(endpoint.in_flight)
        self.room = 0
        self._reached = False
        self._answered = False
        self._over: EngineError | None = None
        self._too_long = ""
        self._http: Any = None

    async def __aenter__(self) -> Self:
        import httpx2

        from assistant.chat import limits

        endpoint = self.endpoint
        key = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
        self._http = httpx2.AsyncClient(
            headers={"Accept-Encoding": "identity", "User-Agent": "assistant"} | key,
            timeout=httpx2.Timeout(endpoint.read_seconds, connect=endpoint.connect_seconds),
            limits=httpx2.Limits(max_connections=None),
            follow_redirects=False,
            event_hooks={"response": [limits.limit]},
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
        course = _Course()
        while True:
            async with self.pace.slot():
                if self._over is not None:
                    raise self._over
                quirks = course.trial or self.quirks  # learned, perhaps, while this one waited
                try:
                    reply = await self._attempt(question, quirks)
                except Exception as error:  # noqa: BLE001 - sorted in failures
                    wait = self._wait(error, course, quirks, question)
                else:
                    self._succeeded(course)
                    if not self._wants_room(reply, quirks):
                        return reply
                    wait = 0.0
            await asyncio.sleep(wait)

    async def get(self, url: str, *, keyed: bool = True) -> Any:
        """The response of the server, as `httpx2` gives it, to a question that sends nothing."""
        request = self._http.build_request("GET", url)
        if not keyed:
            request.headers.pop("Authorization", None)
        return await self._http.send(request)

    def _succeeded(self, course: _Course) -> None:
        self.pace.succeeded()
        self._answered = True
        if course.trial is not None:
            self.quirks, course.trial, course.trials = course.trial, None, None
            course.refusal = None

    def _wants_room(self, reply: Reply, quirks: Quirks) -> bool:
        """Whether an answer was cut for its thoughts; the next attempt has more room for them."""
        if reply.lacked_room:
            more = quirks.after_thoughts(reply.thought_tokens)
            self.quirks = replace(self.quirks, thinking=max(self.quirks.thinking, more.thinking))
        return reply.lacked_room and self.quirks.thinking > quirks.thinking

    def _wait(self, error: Exception, course: _Course, quirks: Quirks, question: Question) -> float:
        """Seconds until the next attempt; raises what will not get better."""
        failures.strike(error, self.endpoint.key)
        kind = failures.kind(error)
        if isinstance(error, RefusedError):
            self._reached = True
            if course.trial is None and self._has_learned(error, kind, quirks, question):
                return 0.0
        if self._is_on_trial(error, kind, course):
            return 0.0
        wait = error.complaint.wait if isinstance(error, RefusedError) else None
        if kind is Kind.BUSY:
            self.pace.complained(wait)
        passing = kind in (Kind.PASSING, Kind.BUSY) and course.trial is None
        if not passing or self._has_had_enough(error, course) or (wait or 0.0) > LONGEST_WAIT:
            cause = course.refusal or error
            told = failures.as_engine_error(cause, self.endpoint.host)
            if isinstance(told, ContextError):
                self._too_long = told.message
            else:
                self._over = told  # whoever waits would meet the same
            raise told from cause
        course.attempt += 1
        return backoff(course.attempt - 1) if wait is None else wait

    def _has_learned(
        self, error: RefusedError, kind: Kind, quirks: Quirks, question: Question
    ) -> bool:
        """Whether the refusal is of something that the next attempt will not ask for."""
        asked = quirks.parameters(quirks.longest(question.longest), question.schema)
        self.quirks = self.quirks.after(kind, error.complaint, asked)
        now = self.quirks.parameters(self.quirks.longest(question.longest), question.schema)
        return now != asked and kind in (Kind.FORM, Kind.PARAMETER, Kind.STREAM)

    def _is_on_trial(self, error: Exception, kind: Kind, course: _Course) -> bool:
        """Whether less is asked for, as nothing is known of what was refused."""
        if not isinstance(error, RefusedError):
            return False
        status = error.complaint.status
        lasting = status == 500 and not self._answered and self._has_had_enough(error, course)
        if course.trials is None:
            if not lasting and not (kind is Kind.OTHER and status in _UNSAID):
                return False
            trials = self.quirks.as_text() if lasting else self.quirks.trials()
            course.trials, course.refusal = trials, error
        course.trial = next(course.trials, None) if lasting or kind in _TAUGHT else None
        return course.trial is not None

    def _has_had_enough(self, error: Exception, course: _Course) -> bool:
        """Whether it was tried often enough: once where nobody is there."""
        if failures.never_connected(error) and not self._reached:
            return course.attempt > 0 or time.monotonic() - course.begun > _AT_FIRST
        return course.attempt >= self.endpoint.retries

    async def _attempt(self, question: Question, quirks: Quirks) -> Reply:
        """An answer without the key, which the server has seen; one that is too large is cut."""
        import httpx2

        from assistant.chat.limits import answer_of

        meter, messages = question.meter, question.messages(quirks.shape)
        sent = meter.counted(messages)
        longest = quirks.longest(question.longest)
        if self.room and sent:
            longest = min(longest, self.room - sent)
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
            meter.end(sent, longest, answer.so_far() if answer.has_begun else None)
        return replace(reply, text=complaints.struck(reply.text, key))

    def _too_large(self, sent: int) -> ContextError:
        """What is known not to fit is not sent."""
        host = self.endpoint.host
        said = f"{host} has room for {self.room} tokens, and a request takes {sent}"
        known = complaints.Complaint(0, said, room=self.room, took=sent)
        return ContextError(self._too_long or said, known)

    async def _read(self, body: Mapping[str, Any], answer: Answer) -> None:
        """Have an answer read a response; raises RefusedError where it is an error."""
        url = f"{self.endpoint.base_url}/chat/completions"
        async with self._http.stream("POST", url, json=body) as response:
            self._reached = True
            if not response.is_success:
                data = await response.aread()
                complaint = complaints.of_response(response.status_code, response.headers, data)
                raise RefusedError(complaint)
            if response.status_code == 204:
                raise NoAnswerError
            async with aclosing(response.aiter_bytes()) as pieces:
                await _fed(pieces, answer)


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
