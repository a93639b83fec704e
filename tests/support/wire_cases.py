"""What real servers and gateways were seen to send, and what is made of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.support.wire import (
    Scripted,
    answered,
    chunk,
    cut,
    error,
    good,
    refused,
    streamed,
    whole,
)

REPAIRED = "repaired"
_LONG = "the answer cannot be used: it is too long"
_OPENROUTER = "No endpoints found that can handle the requested parameters."


@dataclass(frozen=True, slots=True)
class WireCase:
    """A misbehaviour; what is told of it, `repaired` for nothing; and the requests it may take.

    The faults befall the first requests, or with `always` every one they fit.
    """

    name: str
    expected: str
    requests: int
    faults: tuple[Scripted, ...]
    always: bool = False
    hint: str = ""


def _once(name: str, fault: Scripted) -> WireCase:
    """A fault that passes: asked again, and nothing is seen of it."""
    return WireCase(f"{name}, then fine", REPAIRED, 2, (fault,))


def _harmless(name: str, fault: Scripted) -> WireCase:
    """A form that is read at once."""
    return WireCase(name, REPAIRED, 1, (fault,), always=True)


def _learned(name: str, fault: Scripted, requests: int = 2) -> WireCase:
    """A refusal that teaches what not to ask for."""
    return WireCase(name, REPAIRED, requests, (fault,), always=True)


def _lasting(name: str, told: str, fault: Scripted, requests: int = 1, hint: str = "") -> WireCase:
    """What no patience helps against."""
    return WireCase(name, told, requests, (fault,), always=True, hint=hint)


def _fastapi(name: str) -> Any:
    return {"detail": [{"loc": ["body", name], "msg": "Extra inputs are not permitted"}]}


def _half(answer: str) -> list[Any]:
    return [chunk({"content": piece}) for piece in cut(answer[: len(answer) // 2])]


def _interleaved(answer: str) -> Iterable[Any]:
    for piece in cut(answer):
        yield chunk({"content": piece})
        yield chunk({"content": piece.upper()}, index=1)
    yield chunk({}, "stop")


def _cumulative(answer: str) -> Iterable[Any]:
    for at in range(8, len(answer), 8):
        yield chunk({"content": answer[:at]})
    yield chunk({"content": answer}, "stop")


def _called(arguments: str, **more: Any) -> Any:
    function = {"name": "answer", "arguments": arguments}
    return {"content": None, "tool_calls": [{"index": 0, "function": function} | more]}


_OVERLOADED = error("Provider overloaded", code=502)
_BUSY = error("Provider returned error", code=429, metadata={"raw": "try later"})
_LOST = 'data: {"choices": [{"delta": {"cont\n\n'
_NO_TYPE: Any = {"kind": None}

STREAMS = (
    _once("2 no content type, no end", streamed(_half, end="", **_NO_TYPE)),
    _lasting("2 status 204", "is no chat completion", Scripted(lambda *_: b"", 204, None)),
    _once("3 an error event", streamed(lambda a: [*_half(a), _OVERLOADED], end="")),
    _once(
        "3 event: error",
        streamed(lambda a: [*_half(a), "event: error\n", _OVERLOADED], end=""),
    ),
    _once("3 an error in words", streamed(lambda _: ["event: error\ndata: out of memory\n\n"])),
    _once("3 an earlier llama.cpp", streamed(lambda _: ['error: {"code": 500}\n\n'], end="")),
    _lasting(
        "3 an error event for ever", "HOST answered 502: Provider overloaded",
        streamed(lambda a: [*_half(a), _OVERLOADED], end=""), 3,
    ),
    _harmless("4 spaces behind the end", streamed(good, end="data:  [DONE] \n\n")),
    _harmless(
        "4 a ping that is no JSON",
        streamed(lambda a: ["event: ping\ndata: keep-alive\n\n", *good(a)]),
    ),
    _harmless("4 a ping without a name", streamed(lambda a: ["data: keep-alive\n\n", *good(a)])),
    _once("4 a malformed piece", streamed(lambda a: [*_half(a), _LOST, *good(a)])),
    _harmless("4 a malformed piece behind the end", streamed(lambda a: [*good(a), _LOST])),
    _harmless("4 an error behind the end", streamed(lambda a: [*good(a), _OVERLOADED])),
    _harmless("no [DONE]", streamed(good, end="")),
    _harmless("no empty lines", streamed(lambda a: [
        f"data: {line}\n" for line in map(json.dumps, good(a))
    ])),
    _harmless("a byte-order mark", streamed(lambda a: ["\ufeff", *good(a)])),
    _once("5 an error in a 200", answered(lambda _: _BUSY)),
    _lasting(
        "5 an error in a 200 for ever", "HOST answered 429: Provider returned error: try later",
        answered(lambda _: _BUSY), 3, "too many requests",
    ),
)  # fmt: skip

SHAPES = (
    _harmless("14 message for delta", streamed(lambda a: [
        *(chunk({"content": piece}, name="message") for piece in cut(a)),
        chunk({}, "stop"),
    ])),
    _harmless("14 text for delta", streamed(lambda a: [
        *(chunk(piece, name="text") for piece in cut(a)), chunk("", "stop", name="text"),
    ])),
    _harmless("14 a tool call, streamed", streamed(lambda a: [
        *(chunk(_called(piece)) for piece in cut(a)), chunk({}, "tool_calls"),
    ])),
    _harmless("14 a tool call, whole", answered(lambda a: whole(_called(a), "tool_calls"))),
    _harmless("14 content in parts", answered(lambda a: whole({"content": [
        {"type": "thinking", "thinking": [{"type": "text", "text": "Hm."}]},
        {"type": "text", "text": a},
    ]}))),
    _harmless("14 two choices", streamed(_interleaved)),
    _harmless("cumulative pieces", streamed(_cumulative)),
    _harmless("all again at the end", streamed(
        lambda a: [*good(a, None), chunk({"content": a}, "stop", name="message")]
    )),
    _harmless("15 no finish reason", streamed(lambda a: good(a, None))),
    _harmless(
        "15 a whole answer as a stream",
        answered(lambda a: whole({"content": a}), kind="text/event-stream"),
    ),
    _harmless("a stream as JSON", streamed(good, kind="application/json")),
    _lasting(
        "16 MAX_TOKENS", _LONG,
        streamed(lambda a: [*_half(a), chunk({}, "MAX_TOKENS")]), 6,
    ),
    _lasting(
        "16 model_length", _LONG,
        streamed(lambda a: [*_half(a), chunk({}, "model_length")]), 6,
    ),
    _lasting(
        "16 content_filter", "a filter of the endpoint held it back",
        streamed(lambda _: [chunk({"content": ""}, "content_filter")]), 2,
    ),
    _once("abort", streamed(lambda a: [*_half(a), chunk({}, "abort")])),
)  # fmt: skip

REFUSALS = (
    _once("1 Retry-After with -0000", refused(
        429, error("Slow down."), Retry_After="Wed, 25 Nov 2026 07:28:00 -0000"
    )),
    *(
        _learned(f"7 FastAPI: {name}", refused(422, _fastapi(name), on=name))
        for name in ("stream_options", "max_tokens", "temperature")
    ),
    _learned("7 error as a string", refused(
        400, {"error": "unknown field stream_options"}, on="stream_options"
    )),
    *(
        _learned(f"8 named in param: {name}", refused(
            400, error("Unknown parameter.", param=name), on=name
        ))
        for name in ("stream_options", "max_tokens", "temperature")
    ),
    _learned("9 double quotes", refused(
        400, error('"max_tokens" is not allowed; use "max_completion_tokens"'), on="max_tokens"
    )),
    _learned("10 verify to stream", refused(
        400, error("Your organization must be verified to stream this model.", param="stream"),
        on="stream",
    )),
    _learned("11 404 for parameters", refused(404, error(_OPENROUTER), on="response_format"), 3),
    _learned("11 501", refused(501, "not implemented", on="response_format"), 3),
    _learned("11 500 for ever", refused(500, "oops", on="response_format"), 4),
    _learned("400 without a word", refused(400, "", on="response_format"), 3),
    _learned("400 for the options, without a word", refused(400, "no", on="stream_options"), 4),
    _lasting(
        "12 a key behind a gateway", "HOST answered 400: .*No connected db",
        refused(400, error("Authentication Error, No connected db.", code="400")),
        hint="wants a key",
    ),
    _lasting(
        "12 a model behind a gateway", "HOST answered 400: .*Invalid model name",
        refused(400, error("chat: Invalid model name passed in model=m. Call `/v1/models`")),
        hint="check --model",
    ),
    _lasting(
        "18 a quota", "HOST answered 429: You exceeded your current quota",
        refused(429, error("You exceeded your current quota.", code="insufficient_quota")),
        hint="quota or credit is used up",
    ),
    _lasting("402", "HOST answered 402: Pay.", refused(402, {"detail": "Pay."}), hint="credit"),
    _lasting(
        "a long reason", "^HOST answered 400: (x+ )+x*…$",
        refused(400, error("litellm.BadRequestError: OpenAIException - " + "xxxx " * 500)), 4,
    ),
)  # fmt: skip

CASES = (*STREAMS, *SHAPES, *REFUSALS)
