"""Dates, however they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from assistant.language.casing import folded
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.numerals import ORDINALS, ordinal
from assistant.language.patterns import lazy
from assistant.language.triggers import matches

MONTHS = (
    "january february march april may june july august september october november december"
).split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

_HOLIDAYS = {
    "christmas day": "--12-25", "christmas eve": "--12-24", "boxing day": "--12-26",
    "new years day": "--01-01", "new years eve": "--12-31", "valentines day": "--02-14",
    "st patricks day": "--03-17", "halloween": "--10-31", "april fools day": "--04-01",
}  # fmt: skip
"""Days that stand on one date wherever they are kept, without apostrophes."""

_LONG = "|".join(month for month in MONTHS if month not in ("march", "may"))
_ABBREVIATED = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_MONTH = rf"(?:(?i:{_LONG})\b|(?:March|May|MARCH|MAY)\b|{_ABBREVIATED})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|d)?"
_NTH = "|".join(word for word, number in ORDINALS.items() if 1 <= number <= 30)
_SPELLED = rf"(?i:(?:twenty|thirty)[\s-](?:{_NTH})|{_NTH})"
_NTHS = "first|second|opening|1st|2nd"
_YEAR = r"\d{4}"
_TO = r"(?:\s?[-–]\s?|\s(?:to|and|or|until|till|through)\s)"
_DONE = (
    r"(?!,\d|\.\d)(?=\s*(?:[.,;:)]|\Z)|\s(?:in|at|of|to|for|when|after|before|with|by|was|were|is"
    r"|are|the|this|as|but|\d{4})\b)"
)
_DASHED = (
    r"(?:(?<=[-–]\d)|(?<=[-–]\d\d))(?=\s(?!(?:votes?|wins?|loss|defeat|victory|draw|tie|lead|ruling"
    r"|decision|majority|margin|score|result)\b)[a-z])"
)
_IN = lazy(
    r"\b(?:in|of|on|by|since|until|till|from|to|through|last|next|this|early|late|mid|during"
    r"|before|after)[\s-]\Z",
    re.IGNORECASE,
)
_WEEKDAY = (
    rf"(?i:{'|'.join(DAYS)})|Mon|Tues?|Thu(?:rs?)?|Fri"
    r"|(?:(?<=\bon\s)|(?<=\blast\s)|(?<=\bnext\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\bby\s)"
    r"|(?<=\bevery\s)|(?<=\bthis\s))(?:Sat|Sun|Weds?)|(?:Sat|Weds?)(?=\.|,?\s\d)"
    r"|Sun(?=\.(?:\s[a-z\d]|,))"
)

_DATE = lazy(
    rf"""
    (?:(?<!\w)|(?=\d))(?:
    (?P<iso>(?<![\d-])(?P<y>\d{{4}})-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-]))
  | (?P<slashed>(?<![\d/])\d{{1,2}}(?P<slash>[/.])\d{{1,2}}(?P=slash)\d{{2,4}}(?![\d/]))
  | (?P<dmy>(?<![\w.,])(?:(?P<d0>{_DAY}){_TO})?(?P<d1>{_DAY})\s(?:(?:day\s)?of\s)?(?P<m1>{_MONTH})
        (?:,?\s(?P<y1>{_YEAR})\b)?)
  | (?P<spelled>\b(?P<d4>{_SPELLED})\s(?:day\s)?of\s(?P<m5>{_MONTH})(?:,?\s(?P<y4>{_YEAR})\b)?)
  | (?P<mdy>\b(?P<m2>{_MONTH})\s(?:the\s)?(?P<d2>{_DAY})\b(?!,\d)
        (?:(?P<to>{_TO})(?P<d9>{_DAY})\b(?:{_DONE}|{_DASHED}))?(?:,?\s(?P<y2>{_YEAR})\b)?)
  | (?P<mspelled>\b(?P<m6>{_MONTH})\s(?:(?P<the>the\s)?(?P<d6>{_SPELLED}))\b
        (?(the)|(?!-)(?=[.,;:)]|\s(?:in|at|and|to|for|when|after|before)\b|\Z))
        (?:,?\s(?P<y6>{_YEAR})\b)?)
  | (?P<my>\b(?P<m3>{_MONTH})(?:,?\s|\sof\s)(?P<y3>{_YEAR})\b)
  | (?P<month>\b(?:(?i:{_LONG})\b|{_ABBREVIATED}))
  | (?P<m4>\b(?:March|May)\b)(?!,?\s(?:the\s)?\d)
  | (?P<day>\b(?:{_WEEKDAY})\b)
  | (?P<quarter>Q(?P<q>[1-4])\b|(?P<nq>[1-4])Q\b
        |(?i:(?P<qth>{_NTHS}|third|fourth|3rd|4th)[\s-](?:(?:fiscal|financial)\s)?
        quarter\b(?![\s-]?finals?|[\s-]century)))
  | (?P<half>H(?P<h>[12])\b|(?i:(?P<hth>{_NTHS})[\s-]half\b(?!\s(?:a|an|of\san?)\b)))
  | (?P<season>(?i:spring|summer|autumn|fall|winter)(?=\s(?:of\s)?(?:1\d|20)\d\d\b))
  | (?P<holiday>(?i:(?:Christmas|Xmas)\s(?:Day|Eve)\b|New\sYear['’]?s\s(?:Day|Eve)\b|Boxing\sDay\b
        |Hallowe['’]?en\b|(?:St\.?\s)?Valentine['’]?s['’]?\sDay\b|St\.?\sPatrick['’]?s\sDay\b
        |April\sFools?['’]?s?\sDay\b)(?:,?\s(?P<y7>{_YEAR})\b)?)
    )
    """,
    re.VERBOSE,
)
_STARTERS = frozenset(
    {
        *MONTHS, *DAYS, *(name[:3] for name in (*MONTHS, *DAYS)), "sept", "tues", "thur", "thurs",
        "weds", *ORDINALS, "twenty", "thirty", "q", "h", "christmas", "xmas", "new", "boxing",
        "halloween", "hallowe", "valentine", "st", "april", "spring", "summer", "autumn", "fall",
        "winter", "opening",
    }
)  # fmt: skip

DATE_LIKE = lazy(
    rf"\d|\b(?:{'|'.join([*MONTHS, *DAYS])}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon"
    r"|tues?|thu|thurs?|fri|sat|sun|weds?|noon|midday|midnight|o['’]clock|[ap]\.?\s?m"
    r"|past|quarter|half|eve)\b",
    re.IGNORECASE,
)
"""Matches whatever could be, or belong to, a date or a time of day."""

_PLACES = (("d1", "m1", "y1"), ("d4", "m5", "y4"), ("d2", "m2", "y2"), ("d6", "m6", "y6"))
_LATEST_MONTH = 12


def dates(text: str) -> Iterator[Found]:
    """The dates of a text, or parts of them, each in one form.

    `2024-05-05`, `2024-05`, `--05-05`, `--05`, the name of a day, `Q1` for the first quarter,
    `H1` for the first half; of two days of one month each is a date.
    """
    for match in matches(_DATE, _STARTERS, text):
        start, end = match.span()
        if match["m4"] and not _IN.search(text, max(0, start - 12), start):
            continue
        if match["d0"]:
            yield _found(_of_month(match, "d0", "m1", "y1"), start, match.end("d0"))
            start = match.start("d1")
        if match["d9"]:
            yield _found(_of_month(match, "d2", "m2", "y2"), start, match.end("d2"))
            yield _found(_of_month(match, "d9", "m2", "y2"), match.start("d9"), end)
        else:
            yield _found(_date(match), start, end)


def _found(value: str, start: int, end: int) -> Found:
    return Found(Fact(FactKind.DATE, value), start, end)


def _date(match: re.Match[str]) -> str:
    return _FORMS[match.lastgroup or ""](match)


def _whole(match: re.Match[str]) -> str:
    """A day of a month, or a month, with its year if it has one."""
    places = (place for place in _PLACES if match[place[1]])
    return _of_month(match, *next(places))


def _weekday(match: re.Match[str]) -> str:
    return next(day for day in DAYS if day.startswith(folded(match["day"])[:3]))


def _of_month(match: re.Match[str], day: str, month: str, year: str) -> str:
    return f"{match[year] or '-'}-{_number(match[month]):02}-{_day(match[day]):02}"


def _slashed(text: str) -> str:
    """A date in figures, as ISO 8601 has it where only one of two figures can be the month."""
    one, other, year = re.split("[/.]", text)
    first, second = int(one), int(other)
    is_sure = (first > _LATEST_MONTH) is not (second > _LATEST_MONTH) or first == second
    if len(year) != len("2024") or not is_sure or max(first, second) > 31:
        return "/".join(part.lstrip("0") for part in (one, other, year))
    month, day = sorted((first, second))
    return f"{year}-{month:02}-{day:02}"


def _nth(text: str) -> int:
    lower = folded(text)
    return 1 if lower == "opening" else ORDINALS.get(lower) or int(lower[0])


def _holiday(text: str) -> str:
    name = " ".join(re.sub(r"['’.,]|\d", "", folded(text)).split())
    for written, kept in (
        ("xmas", "christmas"),
        ("st valentine", "valentine"),
        ("fool ", "fools "),
    ):
        name = name.replace(written, kept)
    return _HOLIDAYS[name]


def _day(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else ordinal(re.split(r"[\s-]+", folded(text)))


def _number(month: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(folded(month)[:3]))


_FORMS: dict[str, Callable[[re.Match[str]], str]] = {
    "iso": lambda match: match["iso"],
    "slashed": lambda match: _slashed(match["slashed"]),
    **dict.fromkeys(("dmy", "spelled", "mdy", "mspelled"), _whole),
    "my": lambda match: f"{match['y3']}-{_number(match['m3']):02}",
    "month": lambda match: f"--{_number(match['month']):02}",
    "m4": lambda match: f"--{_number(match['m4']):02}",
    "day": _weekday,
    "quarter": lambda match: f"Q{match['q'] or match['nq'] or _nth(match['qth'])}",
    "half": lambda match: f"H{match['h'] or _nth(match['hth'])}",
    "season": lambda match: folded(match["season"]).replace("fall", "autumn"),
    "holiday": lambda match: (match["y7"] or "-") + _holiday(match["holiday"])[1:],
}
"""What each form of a date says, by the group of its pattern."""
