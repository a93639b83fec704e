"""What a model answered when it was asked for a summary."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from assistant.engines.endpoint.json_answer import AnswerError, json_object
from assistant.engines.endpoint.repair.request import visible
from assistant.summary.drafts import Draft

_KEYS = frozenset({"takeaways", "abstract"})
_LINE = re.compile(r"\W*(TAKEAWAY|ABSTRACT)\b:?\s*\[([\d ,;]*)\]\s*(.+)")
_NUMBER = re.compile(r"\d{1,6}")
_MOST = 60
"""Sentences of an answer beyond which it is none."""


@dataclass(frozen=True, slots=True)
class Written:
    """A summary as a model wrote it."""

    takeaways: tuple[Draft, ...] = ()
    abstract: tuple[Draft, ...] = ()


def parse(text: str) -> Written:
    """The summary that an answer holds, in JSON or in lines.

    Raises AnswerError where it holds none.
    """
    stored = json_object(text, _KEYS)
    if stored is not None:
        return Written(*(_drafts(stored.get(key) or []) for key in ("takeaways", "abstract")))
    lines = [match for line in text.splitlines() if (match := _LINE.match(line))]
    if not lines:
        msg = "it is neither the JSON object nor the lines that were asked for"
        raise AnswerError(msg)
    return Written(_told(lines, "TAKEAWAY"), _told(lines, "ABSTRACT"))


def _told(lines: Iterable[re.Match[str]], kind: str) -> tuple[Draft, ...]:
    return tuple(_draft(line.group(3), line.group(2)) for line in lines if line.group(1) == kind)


def _drafts(stored: Any) -> tuple[Draft, ...]:
    if not isinstance(stored, list) or len(stored) > _MOST:
        msg = f'"takeaways" and "abstract" must be lists of at most {_MOST} sentences'
        raise AnswerError(msg)
    found: dict[Draft, None] = {}
    for entry in stored:
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            msg = 'each sentence must be an object with a "text" and its "evidence"'
            raise AnswerError(msg)
        found[_draft(entry["text"], str(entry.get("evidence") or ""))] = None
    return tuple(each for each in found if each.text)


def _draft(text: str, numbers: str) -> Draft:
    return Draft(visible(text), tuple(int(number) for number in _NUMBER.findall(numbers)))
