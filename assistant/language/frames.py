"""Where in time something stands: yesterday, last year, early 2024, every other week."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from assistant.language.casing import folded
from assistant.language.dates import DAYS, MONTHS
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.patterns import lazy
from assistant.language.triggers import matches

_SPAN = "minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century"
_PERIOD = (
    r"(?:year|month|week|weekend|night|morning|afternoon|evening|spring|summer|autumn|fall|winter"
    r"|season|term|quarter|decade|century|semester"
    rf"|{'|'.join([*(day.removesuffix('day') for day in DAYS), *MONTHS])})(?:day)?"
)
_RELATIVE = {
    "last": "last", "past": "last", "previous": "last", "preceding": "last", "this": "this",
    "current": "this", "next": "next", "coming": "next", "following": "next",
}  # fmt: skip
_PART = {
    "early": "early", "late": "late", "mid": "mid", "start": "early", "beginning": "early",
    "end": "late", "close": "late", "middle": "mid",
}  # fmt: skip
_SPANS = frozenset(_SPAN.split("|"))
_PHRASE = rf"(?:{_PERIOD}s?\b)"
_FRAME = lazy(
    rf"""
    (?<![\w-])(?P<day>yesterday|today|tomorrow|tonight|ago)(?!\w)
  | (?<![\w-])(?P<twice>day\s+before\s+yesterday|day\s+after\s+tomorrow
        |(?:week|weekend|month|year)\s+before\s+last)\b
  | (?<![\w-])(?P<relative>{"|".join(_RELATIVE)})\s+(?P<period>{_PHRASE})
  | (?<![\w-])(?P<nextday>previous|preceding|following|next)\s+day\b
  | (?<=\bthe\s)day\s+(?P<beside>before|after)\b(?=\s*(?:[.,;:)]|\Z))
  | (?<![\w-])(?P<counted>{"|".join(_RELATIVE)})\s+(?=\w)
  | (?<![\w-])(?P<part>early|late|mid)(?:[\s-]+(?:in|on)\s+(?:the\s+)?|[\s-]+(?:the\s+)?)
        (?=[\w'’‘])
  | (?<![\w-])(?P<bound>start|beginning|end|close|middle)\s+of\s+(?:the\s+)?(?=[\w'’‘])
  | (?<![\w-])(?P<turn>turn)\s+of\s+the\s+(?P<turned>century|year|decade|millennium)\b
  | (?<![\w-])(?P<fiscal>fiscal(?=[\s-]+(?:\d|[QH][1-4]
        |(?:year|quarter|half|month|week|first|second|third|fourth)\b))|(?:financial|tax|budget)\s+year|FY(?=['’]?\s?\d))
  | (?<![\w-])(?P<every>(?<!\bin\s)(?<!\bof\s)(?:each|every)\s+(?:other|second|third|fourth|fifth
        |\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|few|half
        |quarter\s+of)\b)
  | (?P<vague>(?:{_SPAN})s)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LASTS = lazy(r"\b(?:for|after|within|in|took|takes?|taking|last(?:ed|s|ing)?)\s+\Z", re.IGNORECASE)
_STARTERS = frozenset(
    {
        *_RELATIVE, *_PART, *(f"{span}s" for span in _SPAN.split("|")), "yesterday", "today",
        "tomorrow", "tonight", "ago", "preceding", "day", "turn", "fiscal", "financial", "tax",
        "budget", "fy", "each", "every", "week", "weekend", "month", "year",
    }
)  # fmt: skip
_OF_PERIOD = lazy(rf"[\s-](?P<of>{_SPAN}|season|term|round)\b(?!-)", re.IGNORECASE)
_WITHIN = lazy(_PHRASE, re.IGNORECASE)
FRAME_LIKE = lazy(
    r"\b(?:yesterday|today|tomorrow|tonight|ago|per|every|each|an?|turn|fiscal|financial|bpd|day"
    r"|annual(?:ly)?|yearly|monthly|weekly|daily|hourly|quarterly|nightly|fortnightly|(?:year|month|day)s"
    rf"|{'|'.join([*_RELATIVE, *_PART])})\b|/",
    re.IGNORECASE,
)
"""Matches whatever could frame a time, or be a rate."""


def frames(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Words that put something in time: `yesterday`, `last year`, and `early` of a date or number.

    `found` are the dates and numbers of the text. The last year is one year, too.
    """
    starting = {each.start: each.fact for each in found}
    for match in matches(_FRAME, _STARTERS, text):
        if match["twice"]:
            yield from _twice_removed(match)
        elif value := _frame(match, text, starting):
            yield Found(Fact(FactKind.FRAME, value, bool(match["vague"])), *match.span())
            if match["relative"] and (span := _singular(match["period"])) in _SPANS:
                yield Found(Fact(FactKind.NUMBER, f"1 {span}", weak=True), *match.span())
    for each in found:
        if each.fact.kind is FactKind.DATE and each.fact.value[:1] in "QH":
            part = "quarter" if each.fact.value[0] == "Q" else "half"
            yield Found(Fact(FactKind.FRAME, f"of {part}", weak=True), each.start, each.end)
        elif each.fact.value.endswith(" th") and (period := _OF_PERIOD.match(text, each.end)):
            fact = Fact(FactKind.FRAME, f"of {folded(period['of'])}", weak=True)
            yield Found(fact, each.start, period.end())


def _twice_removed(match: re.Match[str]) -> Iterator[Found]:
    """The day before yesterday as two days ago, the day after tomorrow as in two days."""
    words = folded(match["twice"]).split()
    yield Found(Fact(FactKind.NUMBER, f"2 {words[0]}"), *match.span())
    if words[1] == "before":
        yield Found(Fact(FactKind.FRAME, "ago"), *match.span())


_Starting = Mapping[int, Fact]
"""The dates and numbers of a text by where they start."""


def _frame(match: re.Match[str], text: str, starting: _Starting) -> str | None:
    kind = match.lastgroup or ""
    if kind in ("part", "bound"):
        return _part(match, text, starting)
    if kind == "every":
        return _every(match, starting)
    if kind == "counted":
        return _counted(match, starting)
    if kind == "vague":
        lasts = _LASTS.search(text, max(0, match.start() - 10), match.start())
        return folded(match["vague"]) if lasts else None
    return kind if kind in _NAMED else _PLAIN[kind](match)


_NAMED = frozenset({"fiscal"})
"""Frames that say no more than that they are there."""

_PLAIN: dict[str, Callable[[re.Match[str]], str]] = {
    "day": lambda match: folded(match["day"]),
    "period": lambda match: f"{_RELATIVE[folded(match['relative'])]} {_singular(match['period'])}",
    "nextday": lambda match: f"{_RELATIVE[folded(match['nextday'])]} day",
    "beside": lambda match: "next day" if folded(match["beside"]) == "after" else "last day",
    "turned": lambda match: f"turn {folded(match['turned'])}",
}
"""What a frame says whatever stands beside it, by the last group of its pattern."""


def _part(match: re.Match[str], text: str, starting: _Starting) -> str | None:
    """`early` and `end of`, of a date or a number behind, or of a period."""
    part = _PART[folded(match["part"] or match["bound"])]
    target = starting.get(match.end())
    if target is not None and not target.weak:
        return f"{part} {target.value}"
    within = _WITHIN.match(text, match.end())
    return f"{part} {_singular(within.group())}" if within else None


def _every(match: re.Match[str], starting: _Starting) -> str | None:
    """`every two weeks`, as a rate: per 2 weeks."""
    behind = match.start() + len("every ")
    target = starting.get(match.start()) or starting.get(behind) or starting.get(behind - 1)
    if target is not None and target.value.partition(" ")[2] not in _SPANS:
        return None
    return f"per {target.value}" if target is not None else "every"


def _counted(match: re.Match[str], starting: _Starting) -> str | None:
    """`last` and `next` of a time that is measured: the last 12 months."""
    target = starting.get(match.end())
    if target is None or target.value.partition(" ")[2] not in _SPANS:
        return None
    return f"{_RELATIVE[folded(match['counted'])]} {target.value}"


def _singular(period: str) -> str:
    return folded(period).removesuffix("s")
