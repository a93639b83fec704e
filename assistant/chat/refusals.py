"""Why a server refuses: one table from status, code, parameter and message to a kind."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from assistant.chat.complaints import Complaint


class Kind(StrEnum):
    """What a complaint is about, and with it what helps.

    The form of the answer: a looser one. A parameter: without it, or under another name. The
    stream: a whole answer. The context: a smaller request. A key, a model or a quota: a person.
    What is busy or passes: patience. Of the others nothing is known.
    """

    FORM = "form"
    PARAMETER = "parameter"
    STREAM = "stream"
    CONTEXT = "context"
    KEY = "key"
    MODEL = "model"
    QUOTA = "quota"
    BUSY = "busy"
    PASSING = "passing"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """A kind, for some statuses, where a pattern is found: in the code, param or message.

    Without a pattern the status is enough.
    """

    kind: Kind
    statuses: Container[int]
    code: str = ""
    param: str = ""
    message: str = ""

    def holds(self, complaint: Complaint) -> bool:
        """Whether a complaint is of this kind."""
        if complaint.status not in self.statuses:
            return False
        places = (
            (self.code, complaint.code),
            (self.param, complaint.param),
            (self.message, complaint.message),
        )
        if not any(pattern for pattern, _ in places):
            return True
        return any(p and re.search(p, text, re.IGNORECASE) for p, text in places)


_TOLD = frozenset({0, *range(400, 500)})
"""Refusals, and what an answer says without a status."""

_SAID = _TOLD | {500, 501}
_FAILING = frozenset({0, 408, 409, 425, *range(500, 600)}) - {501}
_OURS = r"\b(max_tokens|max_completion_tokens|temperature|stream_options|reasoning_effort)\b"
_FORMS = r"response_?format|json_?schema|json_?object|json mode|structured output|grammar|guided"

TABLE = (
    Row(Kind.QUOTA, {402}),
    Row(
        Kind.QUOTA, _TOLD,
        code=r"insufficient_(quota|funds|balance)|billing|budget_exceeded",
        message=r"(insufficient|not enough|no more|out of|negative) (\w+ )?"
        r"(credit|balance|funds|quota)|budget has been exceeded",
    ),
    Row(Kind.BUSY, {429}),
    Row(Kind.BUSY, {0}, code=r"rate_?limit|overloaded|too_many", message=r"rate.?limit|overloaded"),
    Row(
        Kind.CONTEXT, _SAID,
        code=r"context_length|exceed_context|request_too_large|string_above_max_length",
        message=r"context (length|size|window)|prompt is too long|input is too long"
        r"|too many (input |prompt )?tokens|reduce the length",
    ),
    Row(Kind.CONTEXT, {413}),
    Row(
        Kind.STREAM, {*range(400, 500), 501},
        param=r"^stream$",
        message=r"(to|not|cannot|n't|no) (support |allow )?stream(ing)?\b(?!_)"
        r"|\bstream(ing)? (is |responses? (are )?)?(not|un|dis)\w*|[\"'`]stream[\"'`]",
    ),
    Row(Kind.PARAMETER, _SAID, param=_OURS, message=_OURS),
    Row(
        Kind.FORM, _SAID,
        param=r"response_format|text\.format", code=r"json_validate_failed",
        message=_FORMS + r"|requested parameters",
    ),
    Row(Kind.KEY, {401}),
    Row(
        Kind.KEY, _TOLD - {404},
        code=r"invalid_api_key|authentication|auth_error",
        message=r"api[ _-]?key|authenticat|unauthori[sz]ed|credentials"
        r"|invalid (auth|access|bearer) token|no connected db",
    ),
    Row(
        Kind.MODEL, _TOLD,
        code=r"model_not_found|invalid_model|model_not_available", param=r"^model$",
        message=r"model\b.{0,80}(not exist|not found|not available|no longer|not a valid)"
        r"|(invalid|unknown|no such|not a valid) model|no (endpoints|deployments) (found )?for",
    ),
    Row(Kind.KEY, {403}),
    Row(Kind.PASSING, _FAILING),
    Row(Kind.OTHER, range(1000)),
)  # fmt: skip
"""The first row that holds says what a complaint is about."""


def kind_of(complaint: Complaint) -> Kind:
    """What a complaint is about."""
    return next((row.kind for row in TABLE if row.holds(complaint)), Kind.OTHER)


def names(complaint: Complaint, parameters: Container[str]) -> str:
    """Which of these parameters a complaint names, in `param` first; empty where none."""
    for text in (complaint.param, complaint.message):
        for name in re.findall(_OURS, text):
            if name in parameters:
                return str(name)
    return ""
