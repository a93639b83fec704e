"""What a number is of, or how often something is: per hour, a share, annually."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from assistant.language.casing import folded
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.patterns import lazy
from assistant.language.triggers import matches
from assistant.language.units import base

_OF = (
    r"second|minute|hour|day|night|week|fortnight|month|quarter|year|decade|share|head|person|capita|mile"
    r"|kilomet(?:re|er)|lit(?:re|er)|gallon|tonne|ton|barrel|unit|game|acre|hectare|ounce|pound"
    r"|kilo|kilogram|kg|km|annum|passenger|household|student|pupil|child"
    r"|square\s(?:foot|met(?:re|er)|mile|kilomet(?:re|er))"
)
_NOT_RATE = (
    r"(?!\s(?:day|week|month|year|hour|ago|later|earlier|and|old|after|before|or\stwo|of)\b)"
)
_RATE = lazy(
    rf"""
    (?<!\w)(?:per|every|each)\s(?P<of>{_OF})\b{_NOT_RATE}
  | (?<!\w)(?P<often>annually|annual|yearly|monthly|weekly|daily|hourly|quarterly|nightly
        |fortnightly|p\.a\.)(?!\w)
  | (?P<bpd>bpd|b/d)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SLASHED = lazy(rf"(?<=[\w%])/(?P<of>{_OF}|hr|yr|sec|min)\b", re.IGNORECASE)
_A_RATE = lazy(
    r"(?:\s(?!(?:for|in|on|by|to|after|before|within|than)\b)[a-z]+){0,2}?"
    rf"[\s-]an?[\s-](?P<of>{_OF})\b{_NOT_RATE}",
    re.IGNORECASE,
)
_DIRECT_RATE = lazy(rf"\san?\s(?P<of>{_OF})\b{_NOT_RATE}", re.IGNORECASE)
"""A rate behind a number and what it counts: `40 men a day`."""
_ADVERB = lazy(r"[\s-](?P<of>annually|yearly|monthly|weekly|daily|hourly|nightly)\b", re.IGNORECASE)
_EACH = lazy(
    r"(?:\s[a-z]+)?\s(?:each|apiece)\b(?=\s*(?:[.,;:)]|\Z)|\s(?:and|for|to|in)\b)", re.IGNORECASE
)
_IN_ALL = lazy(r"(?:\s[a-z]+)?\s(?:in\s(?:all|total)|altogether|combined)\b", re.IGNORECASE)

_OFTEN = {
    "annually": "year", "annual": "year", "yearly": "year", "monthly": "month", "weekly": "week",
    "daily": "day", "hourly": "hour", "quarterly": "quarter", "nightly": "night",
    "fortnightly": "fortnight", "p.a.": "year",
    "annum": "year", "capita": "person", "head": "person", "hr": "hour", "yr": "year",
    "sec": "second", "min": "minute", "kilo": "kg", "kilogram": "kg", "km": "kilometre",
    "kilometer": "kilometre", "liter": "litre",
}  # fmt: skip
"""What words of a rate say that are none of a period, or another word for one."""


_CLOCKS = frozenset({"second", "month"})
"""The units that periods are measured in."""

_TWICE = 2

_STARTERS = frozenset({"per", "every", "each", "p", "b", "bpd", *_OFTEN})


def rates(text: str, numbers: Sequence[Found]) -> Iterator[Found]:
    """What the numbers of a text are of: `per hour` for $5 an hour, and how often something is.

    Of words that say how often, as `annual` does, the rate may go without saying.
    """
    told: set[int] = set()
    for number in numbers:
        if number.fact.weak and not number.fact.value.endswith(" times"):
            if match := _DIRECT_RATE.match(text, number.end):
                yield _rate(match["of"], match.start("of"), match.end())
            continue
        if match := _A_RATE.match(text, number.end):
            span = match.start("of"), match.end()
            yield _often(number.fact, match["of"], *span) or _rate(match["of"], *span)
        elif (adverb := _ADVERB.match(text, number.end)) and (found := _adverb(number, adverb)):
            told.add(found.start)
            yield found
        elif each := _EACH.match(text, number.end):
            yield _rate("each", number.end, each.end())
        elif total := _IN_ALL.match(text, number.end):
            yield _rate("all", number.end, total.end(), weak=True)
    taken = sorted((each.start, each.end) for each in numbers)
    slashes = _SLASHED.finditer(text) if "/" in text else ()
    for match in (*matches(_RATE, _STARTERS, text), *slashes):
        place = bisect_right(taken, (match.start(), 0)) - 1
        if match.start() in told or (place >= 0 and match.start() < taken[place][1]):
            continue  # the hour of miles per hour
        often = match.groupdict().get("often")
        yield _rate(match["of"] or often or "day", *match.span(), weak=bool(often))


def _often(number: Fact, of: str, start: int, end: int) -> Found | None:
    """How far apart in time something is that is so many times a period: quarterly."""
    count, _, unit = number.value.partition(" ")
    period, factor = base(folded(of))
    if unit != "times" or period not in _CLOCKS or not count.isdecimal() or int(count) < _TWICE:
        return None
    return Found(Fact(FactKind.FRAME, f"per {factor / int(count)} {period}"), start, end)


def _adverb(number: Found, match: re.Match[str]) -> Found | None:
    """The same of `twice weekly`."""
    return _often(number.fact, _OFTEN[folded(match["of"])], match.start("of"), match.end())


def _rate(of: str, start: int, end: int, *, weak: bool = False) -> Found:
    lower = " ".join(folded(of).split())
    return Found(Fact(FactKind.FRAME, f"per {_OFTEN.get(lower, lower)}", weak), start, end)
