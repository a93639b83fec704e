"""Questions that are put off: what was answered since is read, what was not is asked for later.

Whoever asks meets PostponedError, which holds the questions, and asks again from the start once
they are answered. The same work asks the same questions, so what is known is never asked twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.chat import complaints
from assistant.chat.answers import Answer
from assistant.chat.cache import digest
from assistant.chat.failures import EndpointError, NoAnswerError, RefusedError
from assistant.chat.quirks import Quirks
from assistant.chat.refusals import Kind, kind_of

_STREAMED = frozenset({"stream", "stream_options"})
_LIMITS = ("max_completion_tokens", "max_tokens")
_GOOD = 200


@dataclass(frozen=True, slots=True)
class Question:
    """A request for a chat completion, whole and not streamed.

    `id` says what is asked: the same messages to the same model have the same, whatever the
    parameters of the request.
    """

    id: str
    body: Mapping[str, Any]

    @property
    def longest(self) -> int:
        """The most tokens that its answer may have, 0 where it does not say."""
        return next((self.body[name] for name in _LIMITS if name in self.body), 0)

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Question:
        """The question that a request is."""
        whole = {name: value for name, value in body.items() if name not in _STREAMED}
        return cls(digest(whole["model"], whole["messages"])[:32], whole)


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a question that was asked as `body` says.

    `text` is the JSON of a chat completion, or of an error with another `status` of HTTP.
    `given_up` says why it is not to be asked any more, if it is not.
    """

    body: Mapping[str, Any]
    status: int = _GOOD
    text: str = ""
    given_up: str = ""

    def answers(self, question: Question) -> bool:
        """Whether it says something of a question: as it was asked, or asked otherwise, and whole.

        An answer that was cut at its limit says nothing of the same with a higher one.
        """
        return self.given_up != "" or self.body == question.body or self._is_whole

    @property
    def _is_whole(self) -> bool:
        if self.status != _GOOD:
            return False
        choices = json.loads(self.text).get("choices")
        return not any(isinstance(c, dict) and c.get("finish_reason") == "length" for c in choices)


class Answers(Protocol):
    """What came of questions, by id."""

    def kept(self, number: str) -> Kept | None:
        """What came of a question, or None where nothing has."""

    def refusals(self) -> Sequence[Kept]:
        """What was refused so far, whatever the question was."""


class PostponedError(Exception):
    """Some questions are not answered yet."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        super().__init__(f"{len(questions)} questions are not answered yet")
        self.questions = questions


@dataclass(slots=True)
class Deferred:
    """Carries requests to nobody: it has the answers that came since they were put off."""

    answers: Answers
    host: str
    reached: bool = True

    def learned(self, quirks: Quirks) -> Quirks:
        """What is known of an endpoint, with what its refusals teach."""
        for kept in self.answers.refusals():
            complaint = complaints.of_response(kept.status, {}, kept.text.encode())
            quirks = quirks.after(kind_of(complaint), complaint, {"stream": False, **kept.body})
        return quirks

    async def open(self) -> None:
        """Nothing is opened."""

    async def close(self) -> None:
        """Nothing was opened."""

    async def get(self, url: str, headers: Mapping[str, str]) -> Any:
        """Nobody can be asked at once; raises NoAnswerError."""
        raise NoAnswerError(url)

    async def read(self, body: Mapping[str, Any], answer: Answer) -> None:
        """Have an answer read what came of a request.

        Raises PostponedError where nothing has, RefusedError for an error of the server, and
        EndpointError where the question is given up.
        """
        question = Question.of(body)
        kept = self.answers.kept(question.id)
        if kept is None or not kept.answers(question):
            raise PostponedError((question,))
        if kept.given_up:
            raise EndpointError(f"{self.host}: {kept.given_up}", Kind.OTHER)
        if kept.status != _GOOD:
            raise RefusedError(complaints.of_response(kept.status, {}, kept.text.encode()))
        answer.feed(kept.text.encode())
