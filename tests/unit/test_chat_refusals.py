"""A refusal has one kind, found from what servers say; each row of the table is met."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assistant.chat.complaints import Complaint, of_answer, of_response, retry_after
from assistant.chat.refusals import TABLE, Kind, kind_of, names

OPENAI_FORM = (
    "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."
)
OPENAI_NAME = (
    "Unsupported parameter: 'max_tokens' is not supported with this model. "
    "Use 'max_completion_tokens' instead."
)
OPENAI_LENGTH = (
    "This model's maximum context length is 8192 tokens. However, your messages resulted in "
    "9001 tokens. Please reduce the length of the messages."
)
VLLM_LENGTH = (
    "'max_tokens' or 'max_completion_tokens' is too large: 2000. This model's maximum context "
    "length is 2048 tokens and your request has 500 input tokens (2000 > 2048 - 500)."
)
SEEN = [
    # status, code, param, message, kind
    (402, "", "", "", Kind.QUOTA),
    (429, "insufficient_quota", "", "You exceeded your current quota.", Kind.QUOTA),
    (403, "", "", "Insufficient credits. Add more using the settings page.", Kind.QUOTA),
    (400, "", "", "Budget has been exceeded! Current cost: 1.0", Kind.QUOTA),
    (429, "rate_limit_exceeded", "", "Rate limit reached for gpt-4o.", Kind.BUSY),
    (429, "", "", "You exceeded your current quota. Please retry in 32s.", Kind.BUSY),
    (0, "overloaded_error", "", "Overloaded", Kind.BUSY),
    (400, "exceed_context_size_error", "", "request (636 tokens) exceeds it", Kind.CONTEXT),
    (400, "context_length_exceeded", "messages", OPENAI_LENGTH, Kind.CONTEXT),
    (400, "BadRequestError", "", VLLM_LENGTH, Kind.CONTEXT),
    (413, "", "", "Payload Too Large", Kind.CONTEXT),
    (400, "", "stream", "Your organization must be verified to stream this.", Kind.STREAM),
    (400, "", "", "Streaming is not supported for this model.", Kind.STREAM),
    (400, "unsupported_value", "", "'stream' does not support true with this", Kind.STREAM),
    (422, "", "stream_options", "Extra inputs are not permitted", Kind.PARAMETER),
    (400, "unsupported_parameter", "max_tokens", OPENAI_NAME, Kind.PARAMETER),
    (400, "unsupported_value", "temperature", "Only the default (1) value.", Kind.PARAMETER),
    (400, "", "", "Unrecognized request argument supplied: reasoning_effort", Kind.PARAMETER),
    (400, "", "response_format", OPENAI_FORM, Kind.FORM),
    (400, "json_validate_failed", "", "Failed to generate JSON.", Kind.FORM),
    (404, "", "", "No endpoints found that can handle the requested parameters.", Kind.FORM),
    (500, "", "", "failed to parse grammar", Kind.FORM),
    (401, "", "", "", Kind.KEY),
    (401, "invalid_api_key", "", "Incorrect API key provided: sk-x.", Kind.KEY),
    (400, "400 auth_error", "", "Authentication Error, No connected db.", Kind.KEY),
    (400, "INVALID_ARGUMENT", "", "API key not valid. Please pass a valid one.", Kind.KEY),
    (403, "", "", "Forbidden", Kind.KEY),
    (404, "model_not_found", "", "The model `gpt-9` does not exist.", Kind.MODEL),
    (404, "", "", "model 'qwen9' not found, try pulling it first", Kind.MODEL),
    (400, "", "", "Invalid model name passed in model=x. Call `/v1/models`", Kind.MODEL),
    (400, "", "", "x/y is not a valid model ID", Kind.MODEL),
    (404, "", "", "No endpoints found for x/y.", Kind.MODEL),
    (500, "server_error", "", "The server had an error.", Kind.PASSING),
    (503, "unavailable_error", "", "Loading model", Kind.PASSING),
    (502, "", "", "upstream unavailable", Kind.PASSING),
    (408, "", "", "", Kind.PASSING),
    (0, "", "", "out of memory", Kind.PASSING),
    (404, "", "", "Not Found", Kind.OTHER),
    (400, "", "", "The moon is full.", Kind.OTHER),
    (501, "", "", "not implemented", Kind.OTHER),
    (307, "", "", "", Kind.OTHER),
]


@pytest.mark.parametrize(("status", "code", "param", "message", "kind"), SEEN)
def test_what_servers_say_has_a_kind(
    status: int, code: str, param: str, message: str, kind: Kind
) -> None:
    """From status, code, parameter and message."""
    assert kind_of(Complaint(status, message, code, param)) is kind


def test_every_row_has_an_example() -> None:
    """No row that nothing meets."""
    met = [
        next(row for row in TABLE if row.holds(Complaint(status, message, code, param)))
        for status, code, param, message, _ in SEEN
    ]
    assert [row for row in TABLE if row not in met] == []


@pytest.mark.parametrize(
    ("body", "message", "param"),
    [
        ({"error": {"message": "no", "param": "x"}}, "no", "x"),
        ({"error": "no"}, "no", ""),
        ({"message": "no", "object": "error", "param": None}, "no", ""),
        ({"detail": "no"}, "no", ""),
        ({"detail": [{"loc": ["body", "x"], "msg": "no"}]}, "no", "x"),
        ({"errors": [{"message": "no"}, {"message": "yes"}]}, "no", ""),
        ({"errors": ["no"]}, "no", ""),
        ([{"error": {"message": "no", "code": 400}}], "no", ""),
        ({"error": {"message": "no", "metadata": {"raw": "why"}}}, "no: why", ""),
        ({"error": {"message": "litellm.BadRequestError: XException - no. Received Model "
                    "Group=m\nAvailable Model Group Fallbacks=None"}}, "no", ""),
        ("no", "no", ""),
        ("<html>no</html>", "", ""),
        ({"error": None}, "", ""),
        (3, "", ""),
        (None, "", ""),
    ],
)  # fmt: skip
def test_the_reason_is_found_in_every_form(body: Any, message: str, param: str) -> None:
    """On one line, without what gateways put around it."""
    data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
    found = of_response(400, {}, data)
    assert (found.message, found.param, found.status) == (message, param, 400)


def test_an_answer_is_no_complaint() -> None:
    """Whatever stands beside its choices."""
    assert of_answer({"choices": [{}], "error": None}) is None
    assert of_answer({"choices": [{}], "error": {"message": "x"}}) is None
    assert of_answer({"object": "chat.completion"}) is None
    assert of_answer(None) is None
    found = of_answer({"error": {"message": "busy", "code": "429"}})
    assert found is not None
    assert (found.status, found.message) == (429, "busy")


@pytest.mark.parametrize(
    ("message", "room", "took", "most"),
    [
        ("request (636 tokens) exceeds the available context size (512 tokens)", 512, 636, None),
        (OPENAI_LENGTH, 8192, 9001, None),
        (VLLM_LENGTH, 2048, None, None),
        ("prompt is too long: 205000 tokens > 200000 maximum", 200_000, 205_000, None),
        ("max_tokens is too large: 9. This model supports at most 4 tokens", None, None, None),
        ("This model supports at most 16384 completion tokens", None, None, 16_384),
        ("context length " + "9" * 400, None, None, None),
    ],
)
def test_what_a_message_says_of_room(
    message: str, room: int | None, took: int | None, most: int | None
) -> None:
    """In tokens, where it is a number that can be."""
    found = of_response(400, {}, json.dumps({"error": {"message": message}}).encode())
    assert (found.room, found.took, found.most) == (room, took, most)


def test_the_named_parameter_is_one_that_was_sent() -> None:
    """`param` goes before the message."""
    sent = {"max_tokens", "temperature"}
    assert names(Complaint(400, "temperature is odd", "", "max_tokens"), sent) == "max_tokens"
    assert names(Complaint(400, OPENAI_NAME), sent) == "max_tokens"
    assert names(Complaint(400, "stream_options is odd"), sent) == ""


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after-ms": "1500", "retry-after": "7"}, 1.5),
        ({"llm_provider-retry-after": "7"}, 7.0),
        ({"retry-after": "Wed, 25 Nov 2020 07:28:00 -0000"}, 0.0),
        ({"retry-after": "Wed, 25 Nov 2020 07:28:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_the_wait_that_is_asked_for(headers: dict[str, str], wait: float | None) -> None:
    """In seconds, milliseconds or as a date, the zone known or not; under a gateway's name too."""
    assert retry_after(headers) == wait
