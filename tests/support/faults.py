"""The bad behaviours that a loopback endpoint has by name."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """A bad behaviour; the first four befall only a request that has what they name."""

    NO_SCHEMA, NO_JSON, NO_STREAM_OPTIONS = "no-schema", "no-json", "no-stream-options"
    NO_MAX_COMPLETION_TOKENS = "no-max-completion-tokens"
    UNAUTHORISED, NO_MODEL, TIMEOUT_STATUS = "unauthorised", "no-model", "timeout-status"
    TOO_MANY, TOO_MANY_WAIT, SERVER_ERROR = "too-many", "too-many-wait", "server-error"
    CUT_STREAM, CUT_LENGTH, FENCED = "cut-stream", "cut-length", "fenced"
    COMMENTED, EMPTY_CHOICES, NULL_CONTENT = "commented", "empty-choices", "null-content"
    REFUSAL, HUGE, HANG, DRIP = "refusal", "huge", "hang", "drip"
    REDIRECT, NOT_HTTP, HTML, PLAIN_ERROR = "redirect", "not-http", "html", "plain-error"


ERRORS: dict[Fault | None, tuple[int, str | None, str | None, str]] = {
    Fault.NO_SCHEMA: (400, None, "response_format", "Invalid: 'json_schema' is not supported."),
    Fault.NO_JSON: (400, None, "response_format", ""),
    Fault.NO_STREAM_OPTIONS: (400, None, "stream_options", ""),
    Fault.NO_MAX_COMPLETION_TOKENS: (400, "unsupported_parameter", "max_completion_tokens", ""),
    Fault.UNAUTHORISED: (401, "invalid_api_key", None, "Incorrect API key provided."),
    Fault.NO_MODEL: (404, "model_not_found", "model", "The model does not exist."),
    Fault.TIMEOUT_STATUS: (408, None, None, "Request timed out."),
    Fault.TOO_MANY: (429, "rate_limit_exceeded", None, "Rate limit reached."),
    Fault.TOO_MANY_WAIT: (429, "rate_limit_exceeded", None, "Rate limit reached."),
    Fault.SERVER_ERROR: (500, None, None, "The server had an error."),
}
