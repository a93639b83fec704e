"""Dates and times of day, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.casing import folded
from assistant.language.fact import Fact, FactKind, Found

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

_LONG = "|".join(month for month in _MONTHS if month not in ("march", "may"))
_ABBREVIATED = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?:(?i:{_LONG})\b|(?:March|May|MARCH|MAY)\b|{_ABBREVIATED})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|d)?"
_YEAR = r"\d{4}"
_BEFORE = r"(?:in|of|on|by|since|until|till|from|to|through|last|next|this|early|late|mid|during)"

_DATE = re.compile(
    rf"""
    (?P<iso>(?<![\d-])(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-]))
  | (?P<slashed>(?<![\d/])\d{{1,2}}(?P<slash>[/.])\d{{1,2}}(?P=slash)\d{{2,4}}(?![\d/]))
  | (?P<dmy>(?<![\w.,])(?P<d1>{_DAY})\s(?:of\s)?(?P<m1>{_MONTH})(?:,?\s(?P<y1>{_YEAR})\b)?)
  | (?P<mdy>\b(?P<m2>{_MONTH})\s(?:the\s)?(?P<d2>{_DAY})\b(?!,\d)(?:,?\s(?P<y2>{_YEAR})\b)?)
  | (?P<my>\b(?P<m3>{_MONTH}),?\s(?P<y3>{_YEAR})\b)
  | (?P<month>\b(?:(?i:{_LONG})\b|{_ABBREVIATED}))
  | (?P<after>\b(?i:{_BEFORE})[\s-](?P<m4>March|May)\b(?!,?\s(?:the\s)?\d))
  | (?P<day>\b(?:(?i:{"|".join(_DAYS)})|Mon|Tues?|Thu(?:rs?)?|Fri)\b)
    """,
    re.VERBOSE,
)
_TIME = re.compile(
    r"""
    (?<![\d:.])(?P<h>\d{1,2})(?:[:.](?P<min>\d\d))?\s?(?P<half>[ap]\.?\s?m)\b\.?
  | (?<![\d:.])(?P<hh>[01]?\d|2[0-4]):(?P<mm>[0-5]\d)(?::(?P<ss>[0-5]\d))?(?![\d:])
  | \b(?P<word>noon|midday|midnight)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)

DATE_LIKE = re.compile(
    rf"\d|\b(?:{'|'.join([*_MONTHS, *_DAYS])}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon"
    r"|tues?|thu|thurs?|fri|noon|midday|midnight)\b",
    re.IGNORECASE,
)
"""Matches whatever could be, or belong to, a date or a time of day."""


def dates(text: str) -> Iterator[Found]:
    """The dates of a text: `2024-05-05`, `2024-05`, `--05-05`, `--05` or the name of a day."""
    for match in _DATE.finditer(text):
        start = match.start("m4") if match["after"] else match.start()
        yield Found(Fact(FactKind.DATE, _date(match)), start, match.end())


def times(text: str) -> Iterator[Found]:
    """The times of day of a text, as `17:00`."""
    for match in _TIME.finditer(text):
        yield Found(Fact(FactKind.TIME, _time(match)), *match.span())


def _date(match: re.Match[str]) -> str:
    if match["iso"]:
        return match["iso"]
    if match["slashed"]:
        return "/".join(part.lstrip("0") for part in re.split("[/.]", match["slashed"]))
    if match["day"]:
        return next(day for day in _DAYS if day.startswith(folded(match["day"])[:3]))
    group = next(n for n in "123" if match[f"m{n}"]) if not _alone(match) else ""
    month = _number(match[f"m{group}"] if group else match["m4"] or match["month"])
    day = match[f"d{group}"] if group in ("1", "2") else None
    year = match[f"y{group}"] if group else None
    text = f"{year or '-'}-{month:02}"
    return f"{text}-{int(re.sub('[a-z]', '', day)):02}" if day else text


def _alone(match: re.Match[str]) -> bool:
    return bool(match["month"] or match["after"])


def _number(month: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(folded(month)[:3]))


def _time(match: re.Match[str]) -> str:
    if match["word"]:
        return "00:00" if folded(match["word"]) == "midnight" else "12:00"
    if match["hh"]:
        seconds = f":{match['ss']}" if match["ss"] else ""
        return f"{int(match['hh']):02}:{match['mm']}{seconds}"
    hour = int(match["h"]) % 12 + (12 if match["half"][0] in "pP" else 0)
    return f"{hour:02}:{match['min'] or '00'}"
