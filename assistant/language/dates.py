"""Dates, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.casing import folded
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.numerals import ORDINALS, ordinal

MONTHS = (
    "january february march april may june july august september october november december"
).split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

_LONG = "|".join(month for month in MONTHS if month not in ("march", "may"))
_ABBREVIATED = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?:(?i:{_LONG})\b|(?:March|May|MARCH|MAY)\b|{_ABBREVIATED})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|d)?"
_NTH = "|".join(word for word, number in ORDINALS.items() if 1 <= number <= 30)
_SPELLED = rf"(?i:(?:twenty|thirty)[\s-](?:{_NTH})|{_NTH})"
_YEAR = r"\d{4}"
_BEFORE = r"(?:in|of|on|by|since|until|till|from|to|through|last|next|this|early|late|mid|during)"
_WEEKDAY = (
    rf"(?i:{'|'.join(DAYS)})|Mon|Tues?|Thu(?:rs?)?|Fri"
    r"|(?:(?<=\bon\s)|(?<=\blast\s)|(?<=\bnext\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\bby\s)"
    r"|(?<=\bevery\s)|(?<=\bthis\s))(?:Sat|Sun|Weds?)|(?:Sat|Weds?)(?=\.|,?\s\d)|Sun(?=\.\s[a-z\d])"
)

_DATE = re.compile(
    rf"""
    (?:(?<!\w)|(?=\d))(?:
    (?P<iso>(?<![\d-])(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-]))
  | (?P<slashed>(?<![\d/])\d{{1,2}}(?P<slash>[/.])\d{{1,2}}(?P=slash)\d{{2,4}}(?![\d/]))
  | (?P<dmy>(?<![\w.,])(?:the\s(?=\S+\sof\b|\S+\s{_MONTH}))?(?P<d1>{_DAY})
        \s(?:of\s)?(?P<m1>{_MONTH})
        (?:,?\s(?P<y1>{_YEAR})\b)?)
  | (?P<spelled>\b(?:the\s)?(?P<d4>{_SPELLED})\sof\s(?P<m5>{_MONTH})(?:,?\s(?P<y4>{_YEAR})\b)?)
  | (?P<mdy>\b(?P<m2>{_MONTH})\s(?:the\s)?(?P<d2>{_DAY})\b(?!,\d)(?:,?\s(?P<y2>{_YEAR})\b)?)
  | (?P<mspelled>\b(?P<m6>{_MONTH})\s(?:(?P<the>the\s)?(?P<d6>{_SPELLED}))\b
        (?(the)|(?!-)(?=[.,;:)]|\s(?:in|at|and|to|for|when|after|before)\b|\Z))
        (?:,?\s(?P<y6>{_YEAR})\b)?)
  | (?P<my>\b(?P<m3>{_MONTH})(?:,?\s|\sof\s)(?P<y3>{_YEAR})\b)
  | (?P<month>\b(?:(?i:{_LONG})\b|{_ABBREVIATED}))
  | (?P<after>\b(?i:{_BEFORE})[\s-](?P<m4>March|May)\b(?!,?\s(?:the\s)?\d))
  | (?P<day>\b(?:{_WEEKDAY})\b)
    )
    """,
    re.VERBOSE,
)

DATE_LIKE = re.compile(
    rf"\d|\b(?:{'|'.join([*MONTHS, *DAYS])}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon"
    r"|tues?|thu|thurs?|fri|sat|sun|weds?|noon|midday|midnight|o['’]clock|[ap]\.?\s?m"
    r"|past|quarter)\b",
    re.IGNORECASE,
)
"""Matches whatever could be, or belong to, a date or a time of day."""

_PLACES = (("d1", "m1", "y1"), ("d4", "m5", "y4"), ("d2", "m2", "y2"), ("d6", "m6", "y6"))


def dates(text: str) -> Iterator[Found]:
    """The dates of a text: `2024-05-05`, `2024-05`, `--05-05`, `--05` or the name of a day."""
    for match in _DATE.finditer(text):
        start = match.start("m4") if match["after"] else match.start()
        yield Found(Fact(FactKind.DATE, _date(match)), start, match.end())


def _date(match: re.Match[str]) -> str:
    if match["iso"]:
        return match["iso"]
    if match["slashed"]:
        return "/".join(part.lstrip("0") for part in re.split("[/.]", match["slashed"]))
    if match["day"]:
        return next(day for day in DAYS if day.startswith(folded(match["day"])[:3]))
    if match["my"]:
        return f"{match['y3']}-{_number(match['m3']):02}"
    for day, month, year in _PLACES:
        if match[month]:
            return f"{match[year] or '-'}-{_number(match[month]):02}-{_day(match[day]):02}"
    return f"--{_number(match['m4'] or match['month']):02}"


def _day(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ordinal(re.split(r"[\s-]+", folded(text)))


def _number(month: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(folded(month)[:3]))
