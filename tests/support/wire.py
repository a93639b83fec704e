"""Responses of a server written out, byte by byte where it matters."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True)
class Scripted:
    """A response; its body is made of the request and the good answer to it.

    It befalls the requests that `befalls` is true of, or any. With `stays` the connection
    stays open behind it and says no more. No content type is declared where `kind` is None.
    """

    body: Callable[[Body, str], bytes]
    status: int = 200
    kind: str | None = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    befalls: Callable[[Body], bool] | None = None
    stays: bool = False

    def play(self, handler: BaseHTTPRequestHandler, body: Body, answer: str) -> None:
        """Send it; it ends with the connection."""
        handler.send_response(self.status)
        for name, value in (("Content-Type", self.kind), ("Connection", "close"), *self.headers):
            if value is not None:
                handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(self.body(body, answer))
        if self.stays:
            handler.rfile.read(1)


def has(name: str) -> Callable[[Body], bool]:
    """Whether a request has a parameter."""
    return lambda body: bool(body.get(name)) or (name in body and name != "stream")


def refused(
    status: int, told: Any, *, on: str = "", stays: bool = False, **headers: str
) -> Scripted:
    """An error of HTTP, for requests with a parameter if one is named."""
    text = told if isinstance(told, str) else json.dumps(told)
    kind = "text/plain" if isinstance(told, str) else "application/json"
    sent = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Scripted(lambda *_: text.encode(), status, kind, sent, has(on) if on else None, stays)


def error(message: str = "", **more: Any) -> Body:
    """An error object as OpenAI has it."""
    return {"error": {"message": message, "type": None, "param": None, "code": None} | more}


def chunk(delta: Any, reason: str | None = None, *, name: str = "delta", **more: Any) -> Body:
    """A piece of a stream."""
    choice = {"index": 0, name: delta, "finish_reason": reason} | more
    return {"id": "1", "object": "chat.completion.chunk", "created": 0, "choices": [choice]}


def cut(text: str, size: int = 12) -> list[str]:
    """A text in pieces."""
    return [text[at : at + size] for at in range(0, len(text), size)]


def events(values: Iterable[Any], end: str = "data: [DONE]\n\n") -> bytes:
    """Values as events, texts as lines of their own."""
    lines = (v if isinstance(v, str) else f"data: {json.dumps(v)}\n\n" for v in values)
    return ("".join(lines) + end).encode()


def streamed(
    make: Callable[[str], Iterable[Any]], end: str = "data: [DONE]\n\n", **means: Any
) -> Scripted:
    """A stream made of the good answer."""
    kind = means.pop("kind", "text/event-stream")
    return Scripted(lambda _, answer: events(make(answer), end), kind=kind, **means)


def good(answer: str, reason: str | None = "stop") -> list[Any]:
    """A stream as it should be, up to its end."""
    return [*(chunk({"content": piece}) for piece in cut(answer)), chunk({}, reason)]


def whole(message: Any, reason: str | None = "stop", **more: Any) -> Body:
    """An answer that is not streamed."""
    choice = {"index": 0, "message": message, "finish_reason": reason}
    return {"id": "1", "object": "chat.completion", "created": 0, "choices": [choice]} | more


def answered(make: Callable[[str], Any], **means: Any) -> Scripted:
    """A whole answer made of the good one."""
    return Scripted(lambda _, answer: json.dumps(make(answer)).encode(), **means)
