"""Limits and hedges of numbers: `more than 5`, `nearly 5`, `5 or more`.

The table is data/limits.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.language.casing import folded
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.opposites import CHANGES
from assistant.language.wordlists import data_text, word_pattern

_TABLE: dict[str, dict[str, list[str]]] = tomllib.loads(data_text("limits.toml"))


def _forms(side: str) -> dict[str, str]:
    """Each form that stands on one side of a number, with its limit, the longest first."""
    found = {form: limit for limit, forms in _TABLE.items() for form in forms[side]}
    return dict(sorted(found.items(), key=lambda entry: -len(entry[0])))


def _pattern(forms: dict[str, str]) -> str:
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)


_BEFORE, _AFTER = _forms("before"), _forms("after")
_FORM_BEFORE = re.compile(
    rf"(?<![\w-])(?P<form>{_pattern(_BEFORE)})\s+(?:(?:the|an?)\s+(?=[\d½]))?|(?<!\w)~\s?(?=\d)",
    re.IGNORECASE,
)
_FORM_AFTER = re.compile(
    rf"(?:\s+(?!or\b|and\b|at\b)[a-z]+){{0,2}}\s+(?P<form>{_pattern(_AFTER)})\b|\+(?!\w)",
    re.IGNORECASE,
)
_LEVEL = re.compile(rf"\b(?:{'|'.join(sorted(CHANGES))})\s+(?P<to>to)\s+", re.IGNORECASE)
"""A change to a level: `rose to 5` says another thing than `rose by 5`."""

_DOUBT = re.compile(rf"(?<![\w-])(?-i:(?!May\b)){word_pattern('doubts')}(?!-)", re.IGNORECASE)
_AGAINST = re.compile(r"\s?[-–—:]\s?|\s+to\s+")

LIMIT_LIKE = re.compile(
    rf"{word_pattern('doubts')}|\b(?:{_pattern(_BEFORE)}|{_pattern(_AFTER)})\b|\+|~", re.IGNORECASE
)
"""Matches whatever could be a limit or a hedge."""


def limits(text: str, numbers: Sequence[Found]) -> Iterator[Found]:
    """What is said of the numbers, dates and times of a text, each as `over 5` where it stands."""
    starting = {number.start: number for number in numbers}
    yield from _scores(text, numbers)
    for level in _LEVEL.finditer(text) if numbers else ():
        if (number := starting.get(level.end())) is not None:
            yield _found("to", number, level.start("to"), level.end())
    limited: set[int] = set()
    for match in _FORM_BEFORE.finditer(text) if numbers else ():
        number = starting.get(match.end())
        if number is not None:
            limit = _said(_BEFORE, match["form"], "about")
            limited.add(number.start)
            yield _found(limit, number, match.start(), match.end())
    for number in numbers:
        if number.start not in limited and (behind := _FORM_AFTER.match(text, number.end)):
            form = behind["form"]
            limit = _said(_AFTER, form, "at-least")
            yield _found(limit, number, behind.start("form" if form else 0), behind.end())


def _scores(text: str, numbers: Sequence[Found]) -> Iterator[Found]:
    """Pairs of numbers that are no range: a score of `3-1`, a vote of 52 to 48."""
    for one, other in pairwise(numbers):
        first, second = one.fact.value, other.fact.value
        against = _AGAINST.fullmatch(text, one.end, other.start)
        if against and first.isdecimal() and second.isdecimal() and int(first) > int(second):
            yield Found(Fact(FactKind.LIMIT, f"{first}-{second}"), one.start, other.end)


def hedges(text: str) -> Iterator[Found]:
    """Words that say that something is not certain, as one fact whichever is used."""
    for match in _DOUBT.finditer(text):
        yield Found(Fact(FactKind.HEDGE, "doubt"), *match.span())


def limit_before(text: str, at: int) -> str:
    """The limit that stands straight before a place, as `over`; empty where none does."""
    start = max(0, at - 32)
    found = [match for match in _FORM_BEFORE.finditer(text, start, at) if match.end() == at]
    return _said(_BEFORE, found[-1]["form"], "about") if found else ""


def _said(forms: dict[str, str], form: str | None, sign: str) -> str:
    """What a form says of a number; `sign` is what the sign says that stands there for one."""
    return forms[" ".join(folded(form).split())] if form else sign


def _found(limit: str, number: Found, start: int, end: int) -> Found:
    return Found(Fact(FactKind.LIMIT, f"{limit} {number.fact.value}"), start, end)
