"""What can go wrong with an endpoint, which failures pass, and what is said of the others."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from typing import Any

from assistant.errors import EngineError

LONGEST_WAIT = 120.0
"""Seconds that an endpoint may ask to wait."""


_DAY = 86_400.0


class CutError(Exception):
    """The answer ended before its end."""


class LongError(Exception):
    """The answer is larger than what was asked for can be."""


class Kind(Enum):
    """What is to be done about a failure."""

    PASSING = auto()
    TOO_MANY = auto()
    UNFIT = auto()
    LASTING = auto()


def kind(error: Exception) -> Kind:
    """The kind of a failure; raises it where it is not one of an endpoint."""
    import httpx2
    import openai

    match error:
        case openai.APIStatusError():
            return _kind_of_status(error.status_code)
        case openai.APITimeoutError() | CutError() | httpx2.HTTPError():
            return Kind.PASSING
        case TimeoutError() | LongError():  # once more would take as long, or be as large
            return Kind.LASTING
        case openai.APIConnectionError():
            return Kind.LASTING if _untrusted(error) or is_long(error) else Kind.PASSING
        case openai.OpenAIError() | ValueError() | AttributeError() | TypeError():
            return Kind.LASTING
        case RecursionError() | ArithmeticError():  # of an answer that is nested, or a number
            return Kind.LASTING
    raise error


def is_long(error: BaseException | None) -> bool:
    """Whether an answer was larger than it may be."""
    return any(isinstance(each, LongError) for each in _chain(error))


def strike(error: BaseException, key: str) -> None:
    """Take a key out of all that a failure says, and what it came of: servers echo it."""
    for each in _chain(error) if key else ():
        each.args = tuple(struck(a, key) if isinstance(a, str) else a for a in each.args)
        if isinstance(message := getattr(each, "message", None), str):
            each.message = struck(message, key)  # type: ignore[attr-defined]
        if isinstance(body := getattr(each, "body", None), dict):
            each.body = {"message": struck(str(body.get("message") or ""), key)}  # type: ignore[attr-defined]
        elif isinstance(body, str):
            each.body = struck(body, key)  # type: ignore[attr-defined]


def struck(text: str, key: str) -> str:
    """A text without a key."""
    return text.replace(key, "[key]") if key else text


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """A failure, and what it came of."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _kind_of_status(status: int) -> Kind:
    if status in (400, 422):
        return Kind.UNFIT
    if status == 429:
        return Kind.TOO_MANY
    return Kind.PASSING if status in (408, 409) or status >= 500 else Kind.LASTING


def as_engine_error(error: Exception, host: str) -> EngineError:
    """What a person is told of a failure that is given up on."""
    import openai

    match error:
        case openai.APIStatusError():
            return _status_told(error, host)
        case openai.APITimeoutError() | TimeoutError():
            return EngineError(f"{host} did not answer in time", hint=_TIME_HINT)
        case openai.APIConnectionError():
            cause = _untrusted(error) or _cause(error)
            return EngineError(f"{host} cannot be reached: {cause}", hint=_REACH_HINT)
        case CutError():
            return EngineError(f"{host} ends its answers in the middle", hint=_REACH_HINT)
    return EngineError(f"what {host} answers is no chat completion", hint=_REACH_HINT)


def _status_told(error: Any, host: str) -> EngineError:
    status = error.status_code
    if 300 <= status < 400:
        return EngineError(
            f"{host} sends on to another address; nothing was sent there",
            hint="give that address with --base-url, if you trust it",
        )
    hint = _HINTS.get(status, "")
    if (wait := retry_after(error) or 0.0) > LONGEST_WAIT:
        long = wait > _DAY
        hint = f"it asks to wait {'more than a day' if long else f'{wait:.0f} seconds'}"
    message = f": {said(error)[:200]}" if said(error) else ""
    return EngineError(f"{host} answered {status}{message}", hint=hint)


_TIME_HINT = "`read_seconds` and `connect_seconds` in the settings say how long to wait"
_REACH_HINT = "check --base-url, and that the server is running"
_HINTS = {
    401: "check the key",
    403: "check the key and what it may use",
    404: "check --model and --base-url",
    413: "the request is too large for it",
    429: "it has too many requests, or the quota is used up",
}


def said(error: Any) -> str:
    """What the server says is wrong, in one line."""
    body = error.body
    message = body.get("message") if isinstance(body, dict) else None
    text = message if isinstance(message, str) else error.message if not body else ""
    return " ".join(str(text).split())[:1000]


def retry_after(error: Any) -> float | None:
    """Seconds that the server asks to wait (RFC 9110, 10.2.3)."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers.get(name, "")) / unit)
        except ValueError:
            continue
    try:
        moment = parsedate_to_datetime(headers.get("retry-after", ""))
    except (ValueError, TypeError, LookupError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _cause(error: BaseException) -> str:
    """The innermost reason of a failure, in one line."""
    *_, last = _chain(error)
    return " ".join(str(last).split())[:200] or type(last).__name__


def _untrusted(error: BaseException | None) -> str:
    """Why a certificate is not trusted, or the empty string."""
    for each in _chain(error):
        if isinstance(each, ssl.SSLCertVerificationError):
            return f"its certificate is not trusted ({each.verify_message})"
    return ""
