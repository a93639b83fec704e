"""Times of day, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.language.casing import folded
from assistant.language.fact import Fact, FactKind, Found
from assistant.language.numerals import SMALL, amounts
from assistant.language.patterns import lazy
from assistant.language.triggers import matches

_HOURS = "|".join(word for word, number in SMALL.items() if 1 <= number <= 12)
_HOUR = rf"(?:{_HOURS}|1[0-2]|0?[1-9])"
_MINUTES = (
    r"(?:(?:twenty|thirty|forty|fifty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|ten|fifteen|oh[\s-]five)"
)
_HALF = r"(?P<{0}>[ap]\.?\s?m(?!\w)\.?)"
_PART = r"\s+(?:in\s+the\s+(?P<{0}>morning|afternoon|evening)|at\s+(?P<{0}n>night)(?!-))\b"
_TIME = lazy(
    rf"""
    (?:(?<!\w)|(?=\d))(?:
    (?<![\d:.,\w$£€])(?P<opens>1[0-2]|0?[1-9])(?:[:.](?P<opensmin>[0-5]\d))?
        (?=(?:\s?[-–]\s?|\s(?:to|until|till|and)\s)(?P<closes>\d{{1,2}})(?:[:.]\d\d)?\s?(?P<closed>[ap])\.?\s?m\b)
  | (?<![\d:.\w])(?P<h>\d{{1,2}})(?:[:.](?P<min>\d\d))?\s?{_HALF.format("half")}
  | (?<![\d:.])(?P<hh>[01]?\d|2[0-4]):(?P<mm>[0-5]\d)(?::(?P<ss>[0-5]\d))?(?![\d:])
        (?:{_PART.format("dp")})?
  | (?<![\d:.\w])(?P<french>[01]?\d|2[0-4])h(?P<frenchmin>[0-5]\d)\b
  | (?<![\w:.,$£€])(?P<clock>(?:[01]\d|2[0-3])[0-5]\d)
        (?:\s?(?:hours|hrs)\b|(?=\s?(?:GMT|UTC|BST|CET)\b))
  | (?<![\w-])(?:(?P<fraction>half|(?:a\s)?quarter)
        |(?:(?P<several>(?:twenty-)?five|ten|twenty|\d{{1,2}}(?=\sminutes)
            |(?:(?<=\bat\s)|(?<=\bby\s)|(?<=\btill\s)|(?<=\buntil\s)|(?<=\babout\s))\d{{1,2}})
            (?:\sminutes)?))[\s-]
        (?P<side>past|to|after)\s(?:(?P<of>{_HOUR})\b(?![\s-](?:million|billion|thousand|hundred|per))(?:\so['’]clock)?
            (?:\s?{_HALF.format("ofhalf")}|{_PART.format("ofdp")})?|(?P<ofword>noon|midnight)\b)
  | (?<![\w-])(?P<hour>{_HOUR})\so['’]clock\b(?:{_PART.format("hourdp")})?
  | (?<![\w-])(?P<spelled>{_HOURS})(?:[\s-](?P<spelledmin>{_MINUTES}))?
        \s?{_HALF.format("spelledhalf")}
  | (?<![\w-])(?P<at>(?:at|by|until|till|since|from|before|after|around|about)\s)
        (?P<bare>{_HOUR})(?:{_PART.format("baredp")})
  | (?<![\w-])(?P<atmin>(?:at|by|until|till)\s)(?P<baremin>{_HOURS})[\s-](?P<barem>{_MINUTES})\b
        (?![\s-](?:million|billion|thousand|hundred|per|\w+s\b))
  | (?<=\bat\s)(?P<early>0\d)(?P<earlymin>[0-5]\d)\b(?![,.]?\d|\s?%)
  | (?P<dotted>(?:at|by|until|till|from|before|after)\s)(?P<full>[01]?\d|2[0-3])\.00\b
        (?!\s?(?:%|per\b|percent|million|billion|points?|[$£€]))
  | (?<![\w-])(?:(?:12|twelve|high)\s)?(?P<word>noon|midday|midnight)\b
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STARTERS = frozenset(
    "half quarter a five ten twenty noon midday midnight twelve high at by until till since from"
    " before after around about".split()
) | frozenset(_HOURS.split("|"))
_RISKY = lazy(r"(?:at|by|until|till|about|around|nearly|almost|just)\s+\Z", re.IGNORECASE)


def times(text: str) -> Iterator[Found]:
    """The times of day of a text, as `17:00`."""
    for match in matches(_TIME, _STARTERS, text):
        if match["several"] and folded(match["side"]) == "to" and not _is_clock(match, text):
            continue
        lead = len(match["at"] or match["atmin"] or match["dotted"] or "")
        yield Found(Fact(FactKind.TIME, _time(match)), match.start() + lead, match.end())


def _is_clock(match: re.Match[str], text: str) -> bool:
    """Whether `ten to five` is a time, not a vote or a range."""
    marked = match["ofhalf"] or match["ofdp"] or match["ofdpn"] or match["ofword"]
    lead = _RISKY.search(text, max(0, match.start() - 12), match.start())
    return bool(marked) or (lead is not None and text[match.start()].isalpha())


def _time(match: re.Match[str]) -> str:
    if match["word"]:
        return _shown(0 if folded(match["word"]) == "midnight" else 12, 0)
    if match["clock"]:
        return f"{match['clock'][:2]}:{match['clock'][2:]}"
    if match["hh"]:
        seconds = f":{match['ss']}" if match["ss"] else ""
        hour = _hour(int(match["hh"]), match["dp"] or match["dpn"])
        return f"{hour:02}:{match['mm']}{seconds}".removesuffix(":00" if seconds else "-")
    if hours := match["full"] or match["french"] or match["early"]:
        return _shown(int(hours), int(match["frenchmin"] or match["earlymin"] or 0))
    if match["side"]:
        return _beside(match)
    if match["opens"]:
        return _opening(match)
    if match["h"]:
        return _shown(_hour(int(match["h"]), match["half"]), int(match["min"] or 0))
    spoken = match["hour"] or match["spelled"] or match["bare"] or match["baremin"]
    part = (
        match["hourdp"] or match["hourdpn"] or match["spelledhalf"]
        or match["baredp"] or match["baredpn"]
    )  # fmt: skip
    minutes = match["spelledmin"] or match["barem"]
    return _shown(_hour(_number(spoken), part), _number(minutes) if minutes else 0)


def _beside(match: re.Match[str]) -> str:
    """The time that is so many minutes past or to an hour."""
    if match["ofword"]:
        hour = 0 if folded(match["ofword"]) == "midnight" else 12
    else:
        part = match["ofhalf"] or match["ofdp"] or match["ofdpn"]
        hour = _hour(_number(match["of"]), part)
    if match["fraction"]:
        minutes = 30 if folded(match["fraction"]) == "half" else 15
    else:
        minutes = _number(match["several"])
    total = 60 * hour + (-minutes if folded(match["side"]) == "to" else minutes)
    return _shown(total // 60 % 24, total % 60)


def _opening(match: re.Match[str]) -> str:
    """The first of two times that share one `p.m.`: from 6 to 8 p.m., 11-2pm."""
    opens, closes = int(match["opens"]) % 12, int(match["closes"]) % 12
    late = (folded(match["closed"]) == "p") is (opens <= closes)
    return _shown(opens + 12 * late, int(match["opensmin"] or 0))


def _hour(hour: int, part: str | None) -> int:
    """An hour of the day, by what is said of it: p.m., in the evening, at night."""
    if not part:
        return hour
    part = folded(part)
    late = part[0] == "p" or part in ("afternoon", "evening") or (part == "night" and 5 < hour < 12)
    return hour % 12 + (12 if late else 0)


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    return amounts([w for w in re.split(r"[\s-]+", folded(words)) if w != "oh"])[-1]


def _shown(hour: int, minutes: int) -> str:
    return f"{hour:02}:{minutes:02}"
