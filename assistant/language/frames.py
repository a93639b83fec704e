"""Where in time something stands: yesterday, last year, early 2024; and the compass."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

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
_DECADE = r"['’‘]?\d|[a-z-]+ties\b|[QH][1-4]\b|FY"
_FRAME = re.compile(
    rf"""
    (?<![\w-])(?P<day>yesterday|today|tomorrow|tonight|ago)(?!\w)
  | (?<![\w-])(?P<relative>{"|".join(_RELATIVE)})\s+(?P<period>{_PHRASE})
  | (?<![\w-])(?P<part>early|late|mid)(?:[\s-]+(?:in|on)\s+(?:the\s+)?|[\s-]+(?:the\s+)?)
        (?={_DECADE}|(?P<within>{_PHRASE}))
  | (?<![\w-])(?:the\s+)?(?P<bound>start|beginning|end|close|middle)\s+of\s+(?:the\s+)?
        (?={_DECADE}|(?P<bounded>{_PHRASE}))
  | (?<![\w-])(?P<turn>turn)\s+of\s+the\s+(?P<turned>century|year|decade|millennium)\b
  | (?<![\w-])(?P<fiscal>fiscal|(?:financial|tax|budget)\s+year|FY(?=['’]?\s?\d))
  | (?<![\w-])(?P<every>(?<!\bin\s)(?<!\bof\s)(?:each|every)\s+(?:other|second|third|fourth|fifth|\d+|two|three|four
        |five|six|seven|eight|nine|ten|twelve|few|fortnight|decade|century)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)
FRAME_LIKE = re.compile(
    rf"\b(?:yesterday|today|tomorrow|tonight|ago|per|every|each|an?|turn|fiscal|financial|bpd"
    rf"|(?:bi)?annual(?:ly)?|yearly|monthly|weekly|daily|hourly|quarterly|nightly"
    rf"|{'|'.join([*_RELATIVE, *_PART])})\b|/",
    re.IGNORECASE,
)
"""Matches whatever could frame a time."""

_COMPASS = re.compile(
    r"(?<![\w-])(?P<point>(?:north|south)-?(?:east|west)|north|south|east|west)"
    r"(?:ern|erly|wards?|bound)?\b",
)
_OF = (
    r"second|minute|hour|day|night|week|month|quarter|year|share|head|person|capita|mile|kilomet(?:re|er)"
    r"|lit(?:re|er)|gallon|tonne|ton|barrel|unit|game|acre|hectare|ounce|pound|kilo|kilogram|kg|km"
    r"|annum|passenger|household|student|pupil|child|square\s(?:foot|met(?:re|er)|mile|kilomet(?:re|er))"
)
_NOT_RATE = r"(?!\s(?:day|week|month|year|hour|ago|later|earlier|and|old|after|before|or\stwo)\b)"
_RATE = re.compile(
    rf"""
    (?<!\w)(?P<per>per|every|each)\s(?P<of>{_OF})\b{_NOT_RATE}
  | (?<=[\w%])/(?P<slash>{_OF}|hr|yr|sec|min)\b
  | (?<!\w)(?P<often>annually|annual|yearly|monthly|weekly|daily|hourly|quarterly|nightly|p\.a\.)(?!\w)
  | (?<=\d)\s?(?P<bpd>bpd|b/d)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_A_RATE = re.compile(
    rf"(?:\s(?!(?:for|in|on|by|to|after|before|within|than)\b)[a-z]+){{0,2}}?\san?\s(?P<of>{_OF})\b{_NOT_RATE}",
    re.IGNORECASE,
)
"""A rate behind a number and what it counts: `40 men a day`."""

_OFTEN = {
    "annually": "year", "annual": "year", "yearly": "year", "monthly": "month", "weekly": "week",
    "daily": "day", "hourly": "hour", "quarterly": "quarter", "nightly": "night", "p.a.": "year",
    "annum": "year", "capita": "person", "head": "person", "hr": "hour", "yr": "year",
    "sec": "second", "min": "minute", "kilo": "kg", "kilogram": "kg", "km": "kilometre",
    "kilometer": "kilometre", "liter": "litre",
}  # fmt: skip
"""What words of a rate say that are none of a period, or another word for one."""

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
        if value := _frame(match, starting):
            yield Found(Fact(FactKind.FRAME, value), *match.span())


def _frame(match: re.Match[str], starting: Mapping[int, str]) -> str | None:
    if match["day"]:
        return folded(match["day"])
    if match["relative"]:
        return f"{_RELATIVE[folded(match['relative'])]} {_singular(match['period'])}"
    if match["turn"]:
        return f"turn {folded(match['turned'])}"
    if match["fiscal"]:
        return "fiscal"
    if match["every"]:
        return "every"
    part = _PART[folded(match["part"] or match["bound"])]
    of = match["within"] or match["bounded"]
    target = starting.get(match.end()) or (_singular(of) if of else None)
    return f"{part} {target}" if target else None


def rates(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """What a number is of: `per hour` for $5 an hour; `found` are the numbers of the text.

    Of words that say how often, as `annual` does, the rate may go without saying.
    """
    for number in found:
        if not number.fact.weak and (match := _A_RATE.match(text, number.end)):
            yield _rate(match["of"], match.start("of"), match.end())
    for match in _RATE.finditer(text):
        if any(each.start < match.start() < each.end for each in found):
            continue
        if match["often"]:
            yield _rate(match["often"], *match.span(), weak=True)
        elif match["bpd"]:
            yield _rate("day", *match.span())
        else:
            yield _rate(match["of"] or match["slash"], *match.span())


def _rate(of: str, start: int, end: int, *, weak: bool = False) -> Found:
    lower = " ".join(folded(of).split())
    return Found(Fact(FactKind.FRAME, f"per {_OFTEN.get(lower, lower)}", weak), start, end)


def directions(text: str) -> Iterator[Found]:
    """The points of the compass in lower case: `north` for northern and northward."""
    for match in _FROM_TO.finditer(text):
        yield Found(Fact(FactKind.DIRECTION, " to ".join(match.groups())), *match.span())
    for match in _COMPASS.finditer(text):
        point = match["point"].replace("-", "")
        yield Found(Fact(FactKind.DIRECTION, point), *match.span())


def _singular(period: str) -> str:
    return folded(period).removesuffix("s")
