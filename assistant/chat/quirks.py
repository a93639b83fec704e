"""What an endpoint was found not to understand: learned from its refusals, kept for the run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from assistant.chat.complaints import Complaint
from assistant.chat.endpoint import Endpoint, Shape
from assistant.chat.refusals import Kind, names

_SWITCH = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
_LADDER = (Shape.SCHEMA, Shape.OBJECT, Shape.TEXT)
_LEAST_ROOM, _MOST_ROOM = 2048, 32_768


@dataclass(frozen=True, slots=True)
class Quirks:
    """The parameters that an endpoint takes, as far as is known.

    In tokens: `thinking` is the room that its model takes for thoughts, `most` the longest
    answer it gives, 0 for any.
    """

    shape: Shape
    limit_name: str
    temperature: float | None
    effort: str = ""
    stream: bool = True
    stream_options: bool = True
    thinking: int = 0
    most: int = 0
    switched: bool = False

    @classmethod
    def of(cls, endpoint: Endpoint) -> Self:
        """What is known before anything was asked."""
        profile = endpoint.profile
        temperature = profile.temperature if profile.temperature >= 0 else None
        return cls(Shape(profile.shape), profile.limit_name, temperature, endpoint.effort)

    def longest(self, longest: int) -> int:
        """The most tokens of an answer, with room for thoughts, that is to hold so many."""
        room = longest + self.thinking
        return min(room, self.most) if self.most else room

    def parameters(self, longest: int, schema: Mapping[str, Any] | None) -> dict[str, Any]:
        """The parameters of a request for an answer of at most `longest` tokens."""
        asked: dict[str, Any] = {self.limit_name: longest, "stream": self.stream}
        if self.temperature is not None:
            asked["temperature"] = self.temperature
        if self.effort:
            asked["reasoning_effort"] = self.effort
        if self.stream and self.stream_options:
            asked["stream_options"] = {"include_usage": True}
        if self.shape is Shape.OBJECT:
            asked["response_format"] = {"type": "json_object"}
        elif self.shape is Shape.SCHEMA and schema is not None:
            form = {"name": "answer", "strict": True, "schema": schema}
            asked["response_format"] = {"type": "json_schema", "json_schema": form}
        return asked

    def after(self, kind: Kind, complaint: Complaint, asked: Mapping[str, Any]) -> Self:
        """What is known after a refusal of what was asked; the same where it teaches nothing."""
        if kind is Kind.STREAM and asked["stream"]:
            return replace(self, stream=False)
        if kind is Kind.PARAMETER:
            return self._without(names(complaint, asked.keys()), complaint)
        if kind is Kind.FORM:
            return self.lower(_shape_of(asked))
        return self

    def after_thoughts(self, tokens: int | None) -> Self:
        """With more room, after thoughts of so many tokens, if that is known, took it all."""
        room = max(2 * self.thinking, 2 * (tokens or 0), _LEAST_ROOM)
        return replace(self, thinking=min(room, _MOST_ROOM))

    def lower(self, shape: Shape) -> Self:
        """The next form below the one that was refused, unless that is given up already."""
        below = _LADDER[min(_LADDER.index(shape) + 1, len(_LADDER) - 1)]
        return replace(self, shape=max(self.shape, below, key=_LADDER.index))

    def trials(self) -> Iterator[Self]:
        """What may help where a refusal says nothing: ever less that is optional."""
        lower = self
        while lower.shape is not Shape.TEXT:
            yield (lower := lower.lower(lower.shape))
        yield replace(lower, temperature=None, effort="", stream_options=False)

    def as_text(self) -> Iterator[Self]:
        """What may help where a server fails at every form of answer, if one was asked for."""
        if self.shape is not Shape.TEXT:
            yield replace(self, shape=Shape.TEXT)

    def _without(self, name: str, complaint: Complaint) -> Self:
        match name:
            case "temperature":
                return replace(self, temperature=None)
            case "stream_options":
                return replace(self, stream_options=False)
            case "reasoning_effort":
                return replace(self, effort="")
        if name == self.limit_name and complaint.most and complaint.most != self.most:
            return replace(self, most=complaint.most)
        if name == self.limit_name and name in _SWITCH and not self.switched:
            return replace(self, limit_name=_SWITCH[name], switched=True)
        return self


def _shape_of(asked: Mapping[str, Any]) -> Shape:
    """The form of answer that was asked for."""
    return Shape((asked.get("response_format") or {"type": Shape.TEXT})["type"])
