"""Where in time something stands: yesterday, last year, early 2024; and the compass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.language.casing import folded
from assistant.language.dates import DAYS, MONTHS
from assistant.language.fact import Fact, FactKind, Found

_PERIOD = (
    r"(?:year|month|week|weekend|night|morning|afternoon|evening|spring|summer|autumn|fall|winter"
    r"|season|term|quarter|decade|century|semester"
    rf"|{'|'.join([*(day.removesuffix('day') for day in DAYS), *MONTHS])})(?:day)?"
)
_RELATIVE = {
    "last": "last", "past": "last", "previous": "last", "this": "this", "current": "this",
    "next": "next", "coming": "next", "following": "next",
}  # fmt: skip
_PART = {
    "early": "early", "late": "late", "mid": "mid", "start": "early", "beginning": "early",
    "end": "late", "close": "late", "middle": "mid",
}  # fmt: skip
_PHRASE = rf"(?:{_PERIOD}s?\b)"
_FRAME = re.compile(
    rf"""
    (?<![\w-])(?P<day>yesterday|today|tomorrow|tonight|ago)(?!\w)
  | (?<![\w-])(?P<relative>{"|".join(_RELATIVE)})\s+(?P<period>{_PHRASE})
  | (?<![\w-])(?P<part>early|late|mid)(?:[\s-]+(?:in|on)\s+(?:the\s+)?|[\s-]+(?:the\s+)?)
        (?=['’‘]?\d|[a-z-]+ties\b|(?P<within>{_PHRASE}))
  | (?<![\w-])(?:the\s+)?(?P<bound>start|beginning|end|close|middle)\s+of\s+(?:the\s+)?
        (?=['’‘]?\d|[a-z-]+ties\b|(?P<bounded>{_PHRASE}))
    """,
    re.VERBOSE | re.IGNORECASE,
)
FRAME_LIKE = re.compile(
    rf"\b(?:yesterday|today|tomorrow|tonight|ago|per|every|an?|{'|'.join([*_RELATIVE, *_PART])})\b",
    re.IGNORECASE,
)
"""Matches whatever could frame a time."""

_COMPASS = re.compile(
    r"(?<![\w-])(?P<point>(?:north|south)-?(?:east|west)|north|south|east|west)"
    r"(?:ern|erly|wards?|bound)?\b",
)
_RATE = re.compile(
    r"\s(?P<per>per|every|an?)\s(?P<of>second|minute|hour|day|night|week|month|quarter|year)\b"
    r"(?!\s(?:ago|later|earlier|and|old)\b)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"(?<![\w-])from\s+(?:the\s+)?((?:north|south)?(?:east|west)?)\s+to\s+(?:the\s+)?"
    r"((?:north|south)?(?:east|west)?)\b"
)
COMPASS_LIKE = re.compile(r"\b(?:north|south|east|west)")
"""Matches whatever could be a direction of the compass in lower case."""


def frames(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Words that put something in time: `yesterday`, `last year`, and `early` of a date or number.

    `found` are the dates and numbers of the text.
    """
    starting = {each.start: each.fact.value for each in found}
    for match in _FRAME.finditer(text):
        if match["day"]:
            value = folded(match["day"])
        elif match["relative"]:
            value = f"{_RELATIVE[folded(match['relative'])]} {_singular(match['period'])}"
        else:
            part = _PART[folded(match["part"] or match["bound"])]
            of = match["within"] or match["bounded"]
            target = starting.get(match.end()) or (_singular(of) if of else None)
            if target is None:
                continue
            value = f"{part} {target}"
        yield Found(Fact(FactKind.FRAME, value), *match.span())


def rates(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """What a number is of: `per hour` for $5 an hour; `found` are the numbers of the text."""
    ends = {each.end for each in found}
    for match in _RATE.finditer(text):
        if folded(match["per"]) in ("per", "every") or match.start() in ends:
            yield Found(Fact(FactKind.FRAME, f"per {folded(match['of'])}"), *match.span())


def directions(text: str) -> Iterator[Found]:
    """The points of the compass in lower case: `north` for northern and northward."""
    for match in _FROM_TO.finditer(text):
        yield Found(Fact(FactKind.DIRECTION, " to ".join(match.groups())), *match.span())
    for match in _COMPASS.finditer(text):
        point = match["point"].replace("-", "")
        yield Found(Fact(FactKind.DIRECTION, point), *match.span())


def _singular(period: str) -> str:
    return folded(period).removesuffix("s")
