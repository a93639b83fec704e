"""The JSON object in what a model answered: bare, fenced, after talk, or none."""

from __future__ import annotations

import json
import re
from typing import Any

_FENCE = re.compile(r"```[a-z]*\s*\n?(.*?)```", re.DOTALL)
_COMMENT = re.compile(r"^\s*//.*$|(?<=[\]}\",])[ \t]*//[^\n\"]*$", re.MULTILINE)
_COMMA = re.compile(r",(?=\s*[}\]])")
_TRIES = 100
"""Places at which a JSON object is looked for."""


class AnswerError(Exception):
    """An answer that cannot be used; the message, in the model's terms, says why."""


class TooLongError(AnswerError):
    """An answer that was cut off at its limit: a smaller question may get a whole one."""


def json_object(text: str, keys: frozenset[str]) -> dict[str, Any] | None:
    """The last answer in JSON that a text holds: bare, fenced, after talk, with commas too many."""
    fenced = _FENCE.findall(text)
    for candidate in (*fenced[-1:], text):
        mended = _COMMA.sub("", _COMMENT.sub("", candidate))
        for whole in (candidate, mended):
            starts = [match.start() for match in re.finditer(r"\{", whole)][-_TRIES:]
            for start in reversed(starts):
                try:
                    value, _ = json.JSONDecoder().raw_decode(whole, start)
                except (ValueError, RecursionError):
                    continue
                if isinstance(value, dict) and keys & set(value):
                    return value
    return None
