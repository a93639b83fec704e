"""What can go wrong with an endpoint, which failures pass, and what is said of the others."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

from assistant.chat.complaints import Complaint, struck
from assistant.chat.refusals import Kind, kind_of
from assistant.errors import EngineError

LONGEST_WAIT = 120.0
"""Seconds that an endpoint may ask to wait."""

_DAY = 86_400.0
_LINE = 200
"""Letters of what is told of a failure."""


class RefusedError(Exception):
    """The server says what is wrong."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(f"{complaint.status} {complaint.message}")
        self.complaint = complaint


class CutError(Exception):
    """The answer ended before its end."""


class LongError(Exception):
    """The answer is larger than what was asked for can be."""


class NoAnswerError(Exception):
    """What came is no chat completion."""


class EndpointError(EngineError):
    """A failure of an endpoint that was given up on, and what it is about."""

    def __init__(self, message: str, about: Kind, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.about = about


class ContextError(EndpointError):
    """A request is larger than the context of the model.

    In the server's tokens, as far as it says: the `room` there is, and what the request `took`.
    """

    def __init__(self, message: str, complaint: Complaint) -> None:
        super().__init__(message, Kind.CONTEXT, hint=_HINTS[Kind.CONTEXT])
        self.room = complaint.room
        self.took = complaint.took


def kind(error: Exception) -> Kind:
    """What a failure is about; raises it where it is not one of an endpoint."""
    import httpx2

    match error:
        case RefusedError():
            return kind_of(error.complaint)
        case CutError() | httpx2.TransportError():
            return Kind.OTHER if _untrusted(error) or is_long(error) else Kind.PASSING
        case TimeoutError() | LongError() | NoAnswerError():  # once more would end the same
            return Kind.OTHER
        case httpx2.HTTPError() | httpx2.InvalidURL() | httpx2.StreamError():
            return Kind.OTHER
    raise error


def never_connected(error: Exception) -> bool:
    """Whether there was no connection at all."""
    import httpx2

    return isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout)


def is_turned_away(error: Exception) -> bool:
    """Whether a connection was refused at once, as a server does that is just starting."""
    import httpx2

    return isinstance(error, httpx2.ConnectError) and not _untrusted(error)


def is_long(error: BaseException | None) -> bool:
    """Whether an answer was larger than it may be."""
    return any(isinstance(each, LongError) for each in _chain(error))


def strike(error: BaseException, key: str) -> None:
    """Take a key out of all that a failure says, and what it came of."""
    for each in _chain(error) if key else ():
        each.args = tuple(struck(a, key) if isinstance(a, str) else a for a in each.args)
        if isinstance(each, RefusedError):
            each.complaint = each.complaint.struck(key)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """A failure, and what it came of."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def as_engine_error(error: Exception, host: str, *, keyed: bool = True) -> EndpointError:
    """What a person is told of a failure that is given up on, in one line.

    Servers that want a key say so in many ways, the worst of them status 500: who is not
    `keyed` is told of keys.
    """
    told = _told(error, host)
    if not keyed and (told.about is Kind.KEY or not told.hint):
        told.hint = _KEY_HINT
    return told


def _told(error: Exception, host: str) -> EndpointError:
    import httpx2

    about = kind(error)
    match error:
        case RefusedError():
            return _refusal_told(error.complaint, host, about)
        case httpx2.TimeoutException() | TimeoutError():
            said, hint = f"{host} did not answer in time", _TIME_HINT
        case CutError():
            said, hint = f"{host} ends its answers in the middle", _REACH_HINT
        case NoAnswerError():
            said, hint = f"what {host} answers is no chat completion", _REACH_HINT
        case _:
            cause = _untrusted(error) or _cause(error)
            said, hint = _line(f"{host} cannot be reached: {cause}"), _REACH_HINT
    return EndpointError(said, about, hint=hint)


def _refusal_told(complaint: Complaint, host: str, about: Kind) -> EndpointError:
    status = complaint.status
    if 300 <= status < 400:
        return EndpointError(
            f"{host} sends on to another address; nothing was sent there", about,
            hint="give that address with --base-url, if you trust it",
        )  # fmt: skip
    hint = _HINTS.get(about) or _HINTS_BY_STATUS.get(status, "")
    if (wait := complaint.wait or 0.0) > LONGEST_WAIT:
        long = wait > _DAY
        hint = f"it asks to wait {'more than a day' if long else f'{wait:.0f} seconds'}"
    reason = f": {complaint.message}" if complaint.message else ""
    said = _line(f"{host} answered {status or 'with an error'}{reason}")
    if about is Kind.CONTEXT:
        return ContextError(said, complaint)
    return EndpointError(said, about, hint=hint)


def _line(text: str) -> str:
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"


_TIME_HINT = "`read_seconds` and `connect_seconds` in the settings say how long to wait"
_KEY_HINT = "if it wants a key: ASSISTANT_API_KEY, or `key_file` in the settings"
_REACH_HINT = "check --base-url, and that the server is running"
_HINTS = {
    Kind.KEY: "check the key, and what it may use",
    Kind.MODEL: "check --model",
    Kind.QUOTA: "its quota or credit is used up: see to that, or take another --model",
    Kind.BUSY: "it has too many requests: `in_flight` in the settings says how many at a time",
    Kind.CONTEXT: "`prompt_limit` in the settings makes requests smaller; llama.cpp: -c gives room",
}
_HINTS_BY_STATUS = {404: "check --model and --base-url"}


def _cause(error: BaseException) -> str:
    """The innermost reason of a failure, in one line."""
    *_, last = _chain(error)
    return " ".join(str(last).split()) or type(last).__name__


def _untrusted(error: BaseException | None) -> str:
    """Why a certificate is not trusted, or the empty string."""
    for each in _chain(error):
        if isinstance(each, ssl.SSLCertVerificationError):
            return f"its certificate is not trusted ({each.verify_message})"
    return ""
