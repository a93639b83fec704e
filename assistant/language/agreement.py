"""What two facts have to do with one another: they agree, one implies the other, they contradict.

A fact has one reading, or several: `pounds` are money or a weight. Facts agree that share one.
What is stated of a quantity is a range: `5` is from 5 to 5, `over 5` is all above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from assistant.language.fact import Fact, FactKind
from assistant.language.name_forms import name_forms
from assistant.language.numerals import roman
from assistant.language.units import base, bases

Key = tuple[FactKind, str, Fraction | str, str]
"""A kind, what is said of a number, the number or another value, and its unit."""

Bound = tuple[Fraction | float, int]
"""An end of a range, and on which side of it the range stops: 0 where it holds the end."""

_ABSENT = frozenset({"none", "nobody", "nothing", "nowhere"})
_PLUS = "plus"
_NUMERAL = re.compile(r"[IVXLC]+")
_HUNDREDS = re.compile(r"(1[0-9])00s")
_PART_OF_YEAR = re.compile(r"[QH][1-4]")
_CLOCK = re.compile(r"([1-9]|1\d|2[0-3])\.(\d\d?)")
_SCHEME = re.compile(r"\A(?:https?://(?:www\.)?|www\.)", re.IGNORECASE)
_LASTING = re.compile(r"\d\d:\d\d(?<!:00)(?::\d\d)?")
_HOURS = 12
_NEAR = Fraction(12, 100)
_ENDLESS = float("inf")


@lru_cache(maxsize=4096)
def measured(value: str) -> tuple[Fraction | str, str]:
    """A canonical number in the base of its unit, percentages as shares of one; else itself."""
    size, unit = parted(value)
    if isinstance(size, str):
        return size, ""
    if unit == "%":
        return size / 100, ""
    name, factor = base(unit)
    return size * factor, name


def parted(value: str) -> tuple[Fraction | str, str]:
    """A canonical number and its unit; a text that is none, and nothing."""
    number, _, unit = value.partition(" ")
    if _NUMERAL.fullmatch(number):
        return Fraction(roman(number)), unit
    try:
        return Fraction(number), unit
    except (ValueError, ZeroDivisionError):
        return value, ""


@lru_cache(maxsize=4096)
def readings(fact: Fact) -> frozenset[Key]:
    """All that a fact may state, each in one form: `3/4` and `75 %`, 0.5 hours and 30 minutes."""
    kind, value = fact.kind, fact.value
    match kind:
        case FactKind.NUMBER:
            return frozenset(_numbers(value))
        case FactKind.LIMIT | FactKind.FRAME:
            said, _, of = value.partition(" ")
            limits = ("over", "at-least") if said == _PLUS else (said,)
            sizes = {key[2:] for key in _numbers(of)} if of[:1].isdigit() else _spans(of)
            return frozenset((kind, limit, *size) for limit in limits for size in sizes)
        case FactKind.DATE if _PART_OF_YEAR.fullmatch(value):
            return frozenset(
                {(kind, "", value, ""), (FactKind.NUMBER, "", Fraction(value[1:]), "th")}
            )
        case FactKind.NAME:
            return frozenset((kind, "", form, "") for form in name_forms(value))
        case FactKind.ADDRESS:
            return frozenset({(kind, "", _SCHEME.sub("", value).rstrip("/"), "")})
        case FactKind.TIME if _LASTING.fullmatch(value):
            return frozenset({(kind, "", value, ""), *_durations(value)})
        case FactKind.NEGATION if value in _ABSENT:
            return frozenset({(kind, "", "not", "")})
    return frozenset({(kind, "", value, "")})


def _spans(period: str) -> set[tuple[Fraction | str, str]]:
    """A period by its name and by how long it is: a year is twelve months."""
    name, factor = ("month", Fraction(3)) if period == "quarter" else base(period)
    return {(period, ""), (factor, name)}


def _numbers(value: str) -> set[Key]:
    size, unit = parted(value)
    if isinstance(size, str):
        return _periods(size)
    found: set[Key] = {(FactKind.NUMBER, "", *measured(value))}
    found |= {(FactKind.NUMBER, "", size * factor, name) for name, factor in bases(unit)} - {
        (FactKind.NUMBER, "", size, "%")
    }
    if value == "0":
        found.add((FactKind.NEGATION, "", "not", ""))
    if _NUMERAL.fullmatch(value):
        found.add((FactKind.NUMBER, "", size, "th"))
    if value.isdecimal() and size <= _HOURS:
        found.add((FactKind.TIME, "", f"{int(size):02}:00", ""))
    if clock := _CLOCK.fullmatch(value):
        minutes = clock[2].ljust(2, "0")
        if int(minutes) < 60:
            found.add((FactKind.TIME, "", f"{int(clock[1]):02}:{minutes}", ""))
    return found


def _durations(time: str) -> Iterator[Key]:
    """What a time of day is where it says how long something took: 2:05 hours or minutes."""
    first, second, *rest = map(int, time.split(":"))
    seconds = 60 * first + second
    for total in (60 * seconds + sum(rest), seconds):
        yield FactKind.NUMBER, "", Fraction(total), "second"


def _periods(value: str) -> set[Key]:
    """A period by its name; the 1700s are a century, too."""
    found: set[Key] = {(FactKind.NUMBER, "", value, "")}
    if century := _HUNDREDS.fullmatch(value):
        found.add((FactKind.NUMBER, "", Fraction(int(century[1]) + 1), "th century"))
    return found


def agree(one: Fact, other: Fact) -> bool:
    """Whether two facts may state the same."""
    return not readings(one).isdisjoint(readings(other))


def implies(one: Fact, other: Fact) -> bool:
    """Whether what one fact states cannot be without what the other states.

    5 May 2024 implies May 2024 and 2024; `over 5` implies `at least 5`, and so does 6.
    """
    if agree(one, other):
        return True
    if one.kind is FactKind.DATE:
        return _is_part(other, one)
    mine, its = _range(one), _range(other)
    return bool(mine and its and mine[2] == its[2] and its[0] <= mine[0] and mine[1] <= its[1])


def contradicts(one: Fact, other: Fact) -> bool:
    """Whether two facts of one thing cannot both be: `over 5` and `under 5`, 5 May and 6 May."""
    if agree(one, other):
        return False
    mine, its = _range(one), _range(other)
    if mine and its and mine[2] == its[2]:
        return mine[1] < its[0] or its[1] < mine[0]
    if one.kind is not other.kind:
        return False
    if one.kind is FactKind.DATE:
        return not (implies(one, other) or implies(other, one))
    return one.kind is FactKind.TIME


def _is_part(short: Fact, full: Fact) -> bool:
    """Whether a date, or a number that is a year, says no more than a fuller date."""
    if short.kind not in (FactKind.DATE, FactKind.NUMBER):
        return False
    if short.kind is FactKind.NUMBER or not short.value.startswith("-"):
        return full.value.startswith(f"{short.value}-")
    bare = full.value[4:] if full.value[:4].isdecimal() else full.value[1:]
    return bare.startswith(short.value[1:])


def _range(fact: Fact) -> tuple[Bound, Bound, str] | None:
    """What a number or a limit allows, from where to where, and in which unit."""
    limit, of = ("", fact.value)
    if fact.kind is FactKind.LIMIT:
        limit, _, of = fact.value.partition(" ")
    elif fact.kind is not FactKind.NUMBER:
        return None
    size, unit = measured(of)
    if isinstance(size, str):
        return None
    off = abs(size) * _NEAR
    at: Bound = (size, 0)
    bounds: dict[str, tuple[Bound, Bound]] = {
        "": (at, at),
        "exactly": (at, at),
        "over": ((size, 1), (_ENDLESS, 0)),
        "at-least": (at, (_ENDLESS, 0)),
        "under": ((-_ENDLESS, 0), (size, -1)),
        "at-most": ((-_ENDLESS, 0), at),
        "nearly": ((size - off, 0), (size, -1)),
        "just-over": ((size, 1), (size + off, 0)),
        "about": ((size - off, 0), (size + off, 0)),
    }
    found = bounds.get(limit)
    return (*found, unit) if found else None
