"""Server-sent events as endpoints send them, from bytes; more forgiving than the specification.

(WHATWG HTML, 9.2.) A line of data that is JSON is an event by itself, whether or not an empty
line follows; lines are parted by line feeds alone, as JSON may hold every other separator.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_LIFE_SIGN = re.compile(r"[\w .-]{0,40}")
DONE = "[DONE]"


class MalformedError(Exception):
    """An event that is no JSON, and had something to say."""


@dataclass(slots=True)
class Events:
    """The values of the events of a stream: JSON values, and DONE at its declared end.

    What only shows that the server is alive is left out. Raises MalformedError.
    """

    _rest: bytes = b""
    _name: str = ""
    _data: list[str] = field(default_factory=list)

    def fed(self, data: bytes) -> Iterator[Any]:
        """The events that more bytes complete."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            yield from self._line(line.rstrip(b"\r").decode("utf-8", "replace"))

    def ended(self) -> Iterator[Any]:
        """The events that stand in what is left."""
        yield from self.fed(b"\n\n")

    def _line(self, line: str) -> Iterator[Any]:
        if not line:
            yield from self._dispatched()
            return
        name, _, value = line.partition(":")
        match name:
            case "event":
                self._name = value.strip()
            case "data" | "error":  # the latter is what earlier servers of llama.cpp send
                self._name = name if name == "error" else self._name
                self._data.append(value.removeprefix(" "))
                if value.strip() == DONE or value.rstrip().endswith(("}", "]")):
                    yield from self._dispatched(partial=True)

    def _dispatched(self, *, partial: bool = False) -> Iterator[Any]:
        text = "\n".join(self._data).strip()
        value: Any = DONE
        if text != DONE:
            try:
                value = json.loads(text) if text else None
            except (ValueError, RecursionError):
                if partial:  # the next line may go on
                    return
                value = text if self._name == "error" else None
                if value is None and not self._is_life_sign(text):
                    self._name, self._data = "", []
                    raise MalformedError from None
        if self._name == "error" and value is not None and value != DONE:
            value = value if isinstance(value, dict) and value.get("error") else {"error": value}
        self._name, self._data = "", []
        if value is not None:
            yield value

    def _is_life_sign(self, text: str) -> bool:
        named = self._name not in ("", "message", "error")
        return named or _LIFE_SIGN.fullmatch(text) is not None
