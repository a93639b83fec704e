"""What a server says is wrong, whatever form it says it in, with HTTP's status or without."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

_LONGEST = 1000
_ROOM = (
    re.compile(r"context size \((\d{2,8}) tokens\)"),
    re.compile(r"context (?:length|window|size)\D{0,40}?(\d{3,8})(?!\d)", re.IGNORECASE),
    re.compile(r"> (\d{3,8}) maximum"),
)
_TOOK = (
    re.compile(r"request \((\d{2,8}) tokens\)"),
    re.compile(r"(\d{2,8}) (?:tokens )?in the (?:messages|prompt)"),
    re.compile(r"resulted in (\d{2,8}) tokens"),
    re.compile(r"too long: (\d{3,8}) tokens"),
)
_MOST = re.compile(r"at most (\d{2,8}) (?:completion|output)? ?tokens", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:litellm\.)?\w+(?:Error|Exception): (?:\w+(?:Error|Exception) - )?")
_SUFFIX = re.compile(r"\s*\.?\s*Received Model Group=.*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a server says is wrong, in its own words.

    `status` is HTTP's, or the one that an answer tells, 0 where none is told; `code` has its
    code and type; `param` is what it names as the cause. In tokens: `room` of its context,
    what the request `took` of it, the `most` that an answer may have. `wait` is in seconds.
    """

    status: int
    message: str = ""
    code: str = ""
    param: str = ""
    room: int | None = None
    took: int | None = None
    most: int | None = None
    wait: float | None = None

    def struck(self, key: str) -> Complaint:
        """The same without a key."""
        return replace(
            self, message=struck(self.message, key), code=struck(self.code, key),
            param=struck(self.param, key),
        )  # fmt: skip


def struck(text: str, key: str) -> str:
    """A text without a key: servers echo it."""
    return text.replace(key, "[key]") if key else text


def of_response(status: int, headers: Mapping[str, str], body: bytes) -> Complaint:
    """The complaint of an error of HTTP."""
    text = body.decode("utf-8", "replace").removeprefix("\ufeff")
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        stored = "" if text.lstrip().startswith("<") else text
    return _complaint(status, stored, retry_after(headers))


def of_answer(stored: Any) -> Complaint | None:
    """The complaint in what should have been an answer, or None."""
    if isinstance(stored, list) and len(stored) == 1:
        stored = stored[0]
    if not isinstance(stored, dict) or stored.get("choices"):
        return None
    told = stored.get("error") or stored.get("errors") or stored.get("detail")
    if told or stored.get("object") == "error":
        return _complaint(0, stored, None)
    return None


def _complaint(status: int, stored: Any, wait: float | None) -> Complaint:
    known = _innermost(stored)
    message = " ".join(_message(known).split())
    names = [str(known[key]) for key in ("code", "type") if known.get(key) is not None]
    if not status:
        status = next((s for s in map(_status, names) if s), 0)
    return Complaint(
        status,
        _SUFFIX.sub("", _PREFIX.sub("", message))[:_LONGEST],
        " ".join(names)[:_LONGEST],
        _param(known)[:_LONGEST],
        _number(known.get("n_ctx")) or _first(_ROOM, message),
        _number(known.get("n_prompt_tokens")) or _first(_TOOK, message),
        _first((_MOST,), message),
        wait,
    )


def _innermost(stored: Any) -> Mapping[str, Any]:
    """The object that says what is wrong: within `error`, `errors` or `detail`, or the whole."""
    for _ in range(4):
        if isinstance(stored, list):
            stored = stored[0] if stored else ""
        if not isinstance(stored, dict):
            return {"message": stored} if isinstance(stored, str) else {}
        inner = next((stored[k] for k in ("error", "errors", "detail") if stored.get(k)), None)
        if not isinstance(inner, dict | list | str):
            return stored
        if isinstance(inner, str):
            return {"message": inner} | stored
        stored = inner
    return {}


def _message(known: Mapping[str, Any]) -> str:
    parts = [known.get(key) for key in ("message", "msg")]
    metadata = known.get("metadata")
    if isinstance(metadata, dict):  # what the provider behind a gateway said
        parts.append(metadata.get("raw"))
    return ": ".join(part for part in parts if isinstance(part, str) and part.strip())


def _param(known: Mapping[str, Any]) -> str:
    """The parameter that is at fault, as `param` or as the last place of FastAPI's `loc`."""
    if isinstance(param := known.get("param"), str):
        return param
    place = known.get("loc")
    names = [name for name in place if isinstance(name, str)] if isinstance(place, list) else []
    return ".".join(name for name in names if name != "body")


def _status(code: str) -> int:
    return int(code) if re.fullmatch(r"[45]\d\d", code) else 0


def _number(value: Any) -> int | None:
    return value if type(value) is int and 0 < value < 10**8 else None


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> int | None:
    found = (match for pattern in patterns if (match := pattern.search(text)))
    return next((int(match.group(1)) for match in found), None)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that a server, or the one behind a gateway, asks to wait (RFC 9110, 10.2.3)."""
    return next(_waits(headers), None)


def _waits(headers: Mapping[str, str]) -> Iterator[float]:
    for prefix in ("", "llm_provider-"):
        for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
            with suppress(ValueError):
                yield max(0.0, float(headers.get(prefix + name, "")) / unit)
        with suppress(ValueError, TypeError, LookupError, OverflowError):
            moment = parsedate_to_datetime(headers.get(f"{prefix}retry-after", ""))
            if moment.tzinfo is None:  # RFC 5322 writes a zone that is not known as -0000
                moment = moment.replace(tzinfo=UTC)
            yield max(0.0, (moment - datetime.now(UTC)).total_seconds())
