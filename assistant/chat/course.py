"""How far the patience with one question goes: what is asked again, with less, later, or never."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.chat import failures
from assistant.chat.answers import Reply
from assistant.chat.endpoint import Endpoint
from assistant.chat.failures import LONGEST_WAIT, ContextError, RefusedError
from assistant.chat.pace import Pace
from assistant.chat.quirks import Quirks
from assistant.chat.refusals import Kind
from assistant.errors import EngineError

_AT_FIRST = 1.0
"""Seconds in which an endpoint that was never reached may be tried again."""

_TAUGHT = frozenset({Kind.FORM, Kind.PARAMETER, Kind.STREAM, Kind.OTHER})
"""Refusals that another request may not meet."""

_UNSAID = frozenset({400, 422, 501})
"""Statuses with which servers refuse what they do not understand, at times without a word."""


@dataclass(slots=True)
class Known:
    """What a run has learned of an endpoint.

    `room` is how many tokens, as we count them, a request and its answer may have together,
    0 where that is not known; `too_long` is what the server said of one that had more. `over`
    is the failure with which the run ends.
    """

    quirks: Quirks
    room: int = 0
    too_long: str = ""
    reached: bool = False
    answered: bool = False
    over: EngineError | None = None


@dataclass(slots=True)
class Course:
    """One question, from its first attempt to its last."""

    endpoint: Endpoint
    known: Known
    pace: Pace
    longest: int
    schema: Mapping[str, Any] | None
    _attempt: int = 0
    _begun: float = field(default_factory=time.monotonic)
    _trial: Quirks | None = None
    _trials: Iterator[Quirks] | None = None
    _refusal: Exception | None = None

    @property
    def quirks(self) -> Quirks:
        """What the next attempt asks for."""
        return self._trial or self.known.quirks

    def is_answered(self, reply: Reply, quirks: Quirks) -> bool:
        """Whether an answer will do: one cut for its thoughts is asked for with more room."""
        self.pace.succeeded()
        self.known.answered = True
        if self._trial is not None:
            self.known.quirks, self._trial, self._trials = self._trial, None, None
            self._refusal = None
        if not reply.lacked_room:
            return True
        more = quirks.after_thoughts(reply.thought_tokens).thinking
        now = self.known.quirks
        self.known.quirks = replace(now, thinking=max(now.thinking, more))
        return self.known.quirks.thinking <= quirks.thinking

    def failed(self, error: Exception, quirks: Quirks) -> float | None:
        """Seconds until the next attempt, None for a wait of our own; raises what will not pass."""
        failures.strike(error, self.endpoint.key)
        kind = failures.kind(error)
        if isinstance(error, RefusedError):
            self.known.reached = True
            if self._trial is None and self._has_learned(error, kind, quirks):
                return 0.0
        if self._is_on_trial(error, kind):
            return 0.0
        wait = error.complaint.wait if isinstance(error, RefusedError) else None
        if kind is Kind.BUSY:
            self.pace.complained(wait)
        passing = kind in (Kind.PASSING, Kind.BUSY) and self._trial is None
        if not passing or self._has_had_enough(error) or (wait or 0.0) > LONGEST_WAIT:
            self._give_up(self._refusal or error)
        self._attempt += 1
        return wait

    @property
    def failures(self) -> int:
        """Attempts that failed and passed, so far."""
        return self._attempt

    def _give_up(self, cause: Exception) -> None:
        told = failures.as_engine_error(cause, self.endpoint.host, keyed=bool(self.endpoint.key))
        if isinstance(told, ContextError):
            self.known.too_long = told.message
        else:
            self.known.over = told  # whoever waits would meet the same
        raise told from cause

    def _has_learned(self, error: RefusedError, kind: Kind, quirks: Quirks) -> bool:
        """Whether the refusal is of something that the next attempt will not ask for."""
        asked = self._parameters(quirks)
        self.known.quirks = self.known.quirks.after(kind, error.complaint, asked)
        return kind in _TAUGHT - {Kind.OTHER} and self._parameters(self.known.quirks) != asked

    def _parameters(self, quirks: Quirks) -> Mapping[str, Any]:
        return quirks.parameters(quirks.longest(self.longest), self.schema)

    def _is_on_trial(self, error: Exception, kind: Kind) -> bool:
        """Whether less is asked for, as nothing is known of what was refused."""
        if not isinstance(error, RefusedError):
            return False
        status = error.complaint.status
        lasting = status == 500 and not self.known.answered and self._has_had_enough(error)
        if self._trials is None:
            if not lasting and not (kind is Kind.OTHER and status in _UNSAID):
                return False
            now = self.known.quirks
            self._trials, self._refusal = now.as_text() if lasting else now.trials(), error
        self._trial = next(self._trials, None) if lasting or kind in _TAUGHT else None
        return self._trial is not None

    def _has_had_enough(self, error: Exception) -> bool:
        """Whether it was tried often enough: once where nobody is there."""
        if failures.never_connected(error) and not self.known.reached:
            return self._attempt > 0 or time.monotonic() - self._begun > _AT_FIRST
        return self._attempt >= self.endpoint.retries
