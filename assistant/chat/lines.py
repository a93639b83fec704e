"""The lines of files of requests and of answers, as the Batch API has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.chat import complaints

URL = "/v1/chat/completions"
"""What every line of a file asks."""

_LINE = 200


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a line: a completion where `status` is 200, or else an error, as JSON.

    Without a `status` the line was not worked on, and `error` says why.
    """

    id: str
    status: int = 0
    text: str = ""
    error: str = ""

    @property
    def passes(self) -> bool:
        """Whether it is not to be an answer: the same question may be answered later."""
        return self.status in (0, 408, 409, 429) or self.status >= 500


def request_line(number: str, body: str) -> bytes:
    """The line of a request, whose body is JSON already."""
    frame = {"custom_id": number, "method": "POST", "url": URL}
    return f'{json.dumps(frame)[:-1]}, "body": {body}}}\n'.encode()


def result_of(line: bytes) -> Result | None:
    """What a line of answers or of errors says; None where it says nothing of a request."""
    try:
        stored = json.loads(line)
    except (ValueError, RecursionError):
        return None
    number = mapping(stored).get("custom_id")
    if not isinstance(number, str) or not number.isascii():
        return None
    response, error = mapping(stored.get("response")), stored.get("error")
    status, body = response.get("status_code"), response.get("body")
    if type(status) is not int or not 100 <= status < 600:
        known = mapping(error)
        told = said(known.get("message") or known.get("code"))
        return Result(number, error=told or "it was not worked on")
    if status == 200 and not isinstance(mapping(body).get("choices"), list):
        return Result(number, error="what came is no chat completion")
    text = json.dumps(body)
    told = complaints.of_response(status, {}, text.encode()).message
    error = "" if status == 200 else said(told) or f"it was answered {status}"
    return Result(number, status, text, error)


def mapping(value: Any) -> Mapping[str, Any]:
    """A value of a server's, or nothing where it is no mapping."""
    return value if isinstance(value, Mapping) else {}


def said(value: Any) -> str:
    """What a server says, on a line, such as any text can be stored."""
    text = " ".join(str(value).split()) if value else ""
    return text[:_LINE].encode("utf-8", "replace").decode()
