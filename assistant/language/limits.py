"""Limits and hedges: `more than 5`, `nearly 5`, `5 or more`, `before 5 May`, `rose to 5`.

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
from assistant.language.patterns import lazy
from assistant.language.triggers import matches
from assistant.language.wordlists import data_text, word_list, word_pattern

_TABLE: dict[str, dict[str, list[str]]] = tomllib.loads(data_text("limits.toml"))


def _forms(side: str) -> dict[str, str]:
    """Each form that stands on one side of a number, with its limit, the longest first."""
    found = {form: limit for limit, sides in _TABLE.items() for form in sides.get(side, ())}
    return dict(sorted(found.items(), key=lambda entry: -len(entry[0])))


def _pattern(forms: dict[str, str]) -> str:
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)


_BEFORE, _AFTER, _DATED = _forms("before"), _forms("after"), _forms("dated")
_LONGEST = max(len(form.split()) for form in (*_BEFORE, *_DATED))
_TOKEN = lazy(r"[^\W_]+(?:['’-][^\W_]+)*\.?|[~≈<>≥≤]=?")
_AGE = lazy(r"\b(?:the\s+)?ages?\s+of\s+\Z|\baged?\s+\Z", re.IGNORECASE)
_HYPHENED = frozenset({"over", "under"})
_ARTICLES = frozenset({"the", "a", "an"})
_REACH = 90
_FORM_AFTER = lazy(
    rf"(?:\s+(?!or\b|and\b|at\b)[a-z]+){{0,2}}\s+(?P<form>{_pattern(_AFTER)})\b"
    r"|[\s-](?P<plus>plus)\b|\+(?!\w)|-(?P<odd>odd)\b",
    re.IGNORECASE,
)
_YEAR = lazy(r"1[5-9]\d\d|20\d\d")
_DOUBT = lazy(
    rf"(?<![\w-])(?-i:(?!May\b)){word_pattern('doubts')}(?!-|\s+not\b|n['’]t)|\bmight\s+not\b"
    r"|\bmay\s+not\b",
    re.IGNORECASE,
)
_DOUBTS = word_list("doubts") | {"might", "may"}
_AGAINST = lazy(r"\s?[-–—:/]\s?|[\s-]+to[\s-]+")
_WORD_BEFORE = lazy(r"\b(\w+)\s+\Z")
_RANGE = lazy(r"\s?[-–—]\s?|\s+(?:to|until|till|through)\s+")

LIMIT_LIKE = lazy(
    rf"{word_pattern('doubts')}|\b(?:{_pattern(_BEFORE)}|{_pattern(_AFTER)})\b|\+|~"
    rf"|\b(?:{_pattern(_DATED)})\b|[<>≥≤≈]|\bodd\b",
    re.IGNORECASE,
)
"""Matches whatever could be a limit or a hedge."""


def limits(text: str, numbers: Sequence[Found]) -> Iterator[Found]:
    """What is said of the numbers, dates and times of a text, each as `over 5` where it stands."""
    yield from _scores(text, numbers)
    ordered = sorted(numbers, key=lambda found: found.start)
    for last, number, coming in zip((None, *ordered), ordered, (*ordered[1:], None), strict=False):
        if number.fact.weak:
            continue
        tail = _tail(text, number.start)
        if (level := _level(text, tail, last, number)) is not None:
            yield _found(*level, number, number.start)
        elif (dated := _dated(text, tail, last, number, coming)) is not None:
            yield _found(*dated, number, number.start)
        if (limit := _limit(_BEFORE, tail)) is not None:
            yield _found(*limit, number, number.start)
        elif behind := _FORM_AFTER.match(text, number.end):
            yield _found(*_behind(behind), number, behind.end())


_Tail = tuple[list[str], list[int]]
"""The words before a place, in lower case, and where each starts; the last one is the nearest."""


def _tail(text: str, at: int) -> _Tail:
    start = max(0, at - _REACH)
    end = at
    if age := _AGE.search(text, start, at):
        end = age.start()
    found = list(_TOKEN.finditer(text, start, end))
    if found and found[-1].group().lower() in _ARTICLES and text[end - 1 : end].isspace():
        end = found.pop().start()
    words = [match.group().lower() for match in found]
    gap = text[found[-1].end() : end] if found else "."
    if gap.strip() and not (gap == "-" and words[-1] in _HYPHENED):
        return [], []
    return words, [match.start() for match in found]


def _limit(forms: dict[str, str], tail: _Tail) -> tuple[str, int] | None:
    """The limit that the last words before a number say, the longest form first."""
    words, starts = tail
    for count in range(min(_LONGEST, len(words)), 0, -1):
        if limit := forms.get(" ".join(words[-count:])):
            return limit, starts[-count]
    return None


def _level(text: str, tail: _Tail, last: Found | None, number: Found) -> tuple[str, int] | None:
    """`to` or `from` of a number that something came to by a change: not the same as `by`.

    In a range, as in `rose by 10 to 15 %`, it is neither.
    """
    words, starts = tail
    if last is not None and _RANGE.fullmatch(text, last.end, number.start):
        before = _WORD_BEFORE.search(text, max(0, last.start - len("from  ")), last.start)
        if before is None or folded(before[1]) != "from":
            return None
    if len(words) > 1 and words[-1] in ("to", "from") and not CHANGES.isdisjoint(words):
        return words[-1], starts[-1]
    return None


def _dated(
    text: str, tail: _Tail, last: Found | None, number: Found, coming: Found | None
) -> tuple[str, int] | None:
    """How a date, a time or a year is meant: before, by, since, after it; in a range, it is not."""
    fact = number.fact
    is_year = fact.kind is FactKind.NUMBER and _YEAR.fullmatch(fact.value)
    if fact.kind is FactKind.NUMBER and not is_year:
        return None
    if last is not None and _RANGE.fullmatch(text, last.end, number.start):
        return None
    if coming is not None and _RANGE.fullmatch(text, number.end, coming.start):
        return None
    if is_year and not CHANGES.isdisjoint(tail[0][-2:-1]):
        return None
    return _limit(_DATED, tail)


def _behind(match: re.Match[str]) -> tuple[str, int]:
    form = match["form"]
    if form:
        return _AFTER[" ".join(folded(form).split())], match.start("form")
    return "about" if match["odd"] else "plus", match.start()


def _scores(text: str, numbers: Sequence[Found]) -> Iterator[Found]:
    """Pairs of numbers that are no range: a score of `3-1`, a vote of 52 to 48."""
    for one, other in pairwise(numbers):
        first, second = one.fact.value, other.fact.value
        against = _AGAINST.fullmatch(text, one.end, other.start)
        if against and first.isdecimal() and second.isdecimal() and int(first) > int(second):
            yield Found(Fact(FactKind.LIMIT, f"{first}-{second}"), one.start, other.end)


def hedges(text: str) -> Iterator[Found]:
    """Words that say that something is not certain, as one fact whichever is used."""
    for match in matches(_DOUBT, _DOUBTS, text):
        yield Found(Fact(FactKind.HEDGE, "doubt"), *match.span())


def limit_before(text: str, at: int) -> str:
    """The limit that stands straight before a place, as `over`; empty where none does."""
    found = _limit(_BEFORE, _tail(text, at))
    return found[0] if found else ""


def _found(limit: str, start: int, number: Found, end: int) -> Found:
    return Found(Fact(FactKind.LIMIT, f"{limit} {number.fact.value}"), start, end)
