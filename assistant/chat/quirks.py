"""What an endpoint was found not to understand: learned from its refusals, kept for the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.chat.endpoint import Endpoint, Shape

_SWITCH = {"max_tokens": "max_completion_tokens", "max_completion_tokens": "max_tokens"}
_LADDER = (Shape.SCHEMA, Shape.OBJECT, Shape.TEXT)


@dataclass(slots=True)
class Quirks:
    """The parameters that an endpoint takes, as far as is known."""

    shape: Shape
    limit_name: str
    temperature: float | None
    stream: bool = True
    stream_options: bool = True
    _switched: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, endpoint: Endpoint) -> Quirks:
        """What is known before anything was asked."""
        profile = endpoint.profile
        temperature = profile.temperature if profile.temperature >= 0 else None
        return cls(Shape(profile.shape), profile.limit_name, temperature)

    def parameters(self, longest: int, schema: Mapping[str, Any] | None, shape: Shape) -> Any:
        """The parameters of a request for an answer of at most `longest` tokens."""
        asked: dict[str, Any] = {self.limit_name: longest, "stream": self.stream}
        if self.temperature is not None:
            asked["temperature"] = self.temperature
        if self.stream and self.stream_options:
            asked["stream_options"] = {"include_usage": True}
        if shape is Shape.OBJECT:
            asked["response_format"] = {"type": "json_object"}
        elif shape is Shape.SCHEMA and schema is not None:
            form = {"name": "answer", "strict": True, "schema": schema}
            asked["response_format"] = {"type": "json_schema", "json_schema": form}
        return asked

    def learn(self, message: str, shape: Shape) -> bool:
        """Give up what a refusal complains of; False where there is nothing left to give up.

        `shape` is the one that was refused: another request may have learned it already.
        """
        if self._limit_at_fault(message):
            return True
        if self.temperature is not None and "temperature" in message:
            self.temperature = None
            return True
        if self.stream_options and "stream_options" in message:
            self.stream_options = False
            return True
        if shape is Shape.TEXT:
            return False
        below = _LADDER[_LADDER.index(shape) + 1]
        if _LADDER.index(self.shape) < _LADDER.index(below):
            self.shape = below
        return True

    def _limit_at_fault(self, message: str) -> bool:
        other = _SWITCH.get(self.limit_name)
        at_fault = f"'{self.limit_name}'" in message or (
            self.limit_name in message and "unsupported" in message.lower()
        )
        if other is None or other in self._switched or not at_fault:
            return False
        self._switched.add(self.limit_name)
        self.limit_name = other
        return True
