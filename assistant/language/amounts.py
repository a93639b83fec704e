"""How amounts that stand side by side make one.

`two and a half million`, `five feet 10 inches`, `14 dollars and 50 cents` and `one in five` are
one each; in `5 to 6 million` the first has the scale of the second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.language.amount import Amount, plain
from assistant.language.patterns import lazy
from assistant.language.units import bases, is_currency

_AND = lazy(r"[\s-]+and[\s-]+(?:an?[\s-]+)?|[-\s]?(?=[^\w\s])", re.IGNORECASE)
_BESIDE = lazy(r",?\s+and\s+|,?\s*", re.IGNORECASE)
_IN = lazy(r"\s+(?:in(?:\s+every)?|out\s+of(?:\s+every)?|of\s+every)\s+", re.IGNORECASE)
_TO = lazy(r"\s?[-–—]\s?|\s+(?:to|or)\s+", re.IGNORECASE)
_BETWEEN = lazy(r"\s+and\s+", re.IGNORECASE)
_OPENED = lazy(r"\bbetween\s+(?:an?\s+)?\Z", re.IGNORECASE)
_REACH = 16
_ONE_IN = lazy(r"\s+[a-z]+\s+(?:in(?:\s+every)?|out\s+of(?:\s+every)?)\s+", re.IGNORECASE)
_OUT_OF = lazy(r"\s+[a-z]+\s+out\s+of(?:\s+every)?\s+", re.IGNORECASE)
_LAST = lazy(
    r"\s*(?:[.,;:)?!]|\Z)|\s+(?:tall|is|are|was|were|has|have|had|will|would|can|could|does|do|did"
    r"|in|at|for|now|says?|said|and|but|who|that|turned|voted)\b"
)
"""What stands behind a number that counts nothing."""
_OF = lazy(r"\s+of\s+(?:an?\s+)?", re.IGNORECASE)
_BY = lazy(r"\s(?:an?\s)?", re.IGNORECASE)
_SMALL_POWER = lazy(r"100|1(?:000){1,4}")
_POWER = lazy(r"1(?:000){2,4}")
_ONE_SCALE = frozenset({"one", "thousand", "million"})
_BELOW = lazy(r"\s+(?P<below>below|above)\s+", re.IGNORECASE)
_AGAINST = lazy(r"\s+to\s+", re.IGNORECASE)
_COUNTED = frozenset({"goal", "vote", "point"})
_YEARS = range(1, 70)
"""How many years lie between two of which the second is cut short."""
_OF_A_HUNDRED = frozenset({"$", "pound", "€"})


_SIGNS = frozenset("$£€")


def joined(text: str, found: Iterable[Amount]) -> list[Amount]:
    """The amounts of a text, in order, those that make one joined."""
    done: list[Amount] = []
    for amount in found:
        new = amount
        while done and (one := _one(text, done[-1], new)) is not None:
            done.pop()
            new = one
        done[-1:] = _ranged(text, done[-1], new) if done else (new,)
    return done


def _one(text: str, left: Amount, right: Amount) -> Amount | None:
    """The amount that two neighbours make together, if they do."""
    if left.shown or right.shown or right.sign or text[left.end : right.start].count("\n") > 1:
        return None
    for rule in (_mixed, _compound, _bare_compound, _ratio, _multiplied, _below):
        if (found := rule(text, left, right)) is not None:
            return replace(found, weak=False)
    return None


def _mixed(text: str, left: Amount, right: Amount) -> Amount | None:
    """`two and a half million`, `a million and a half`, `an hour and a half`, `2 ½`."""
    if not right.part or left.part or left.unit == "th" or right.value >= right.scale:
        return None
    if not _AND.fullmatch(text, left.end, right.start):
        return None
    if left.bare:
        whole = left.mantissa + right.mantissa
        return replace(right, start=left.start, mantissa=whole, sign=left.sign, part=False)
    if right.unit or right.scale != 1 or left.mantissa.denominator != 1:
        return None
    return replace(left, end=right.end, mantissa=left.mantissa + right.mantissa)


def _compound(text: str, left: Amount, right: Amount) -> Amount | None:
    """`five feet 10 inches`, `two hours and 30 minutes`, `14 euros and 50 cents`, `2h 15m`."""
    if not left.unit or not right.unit or left.value.denominator != 1:
        return None
    if not _BESIDE.fullmatch(text, left.end, right.start):
        return None
    unit = "minute" if (left.unit, right.unit) == ("hour", "m") else right.unit
    whole = dict(bases(left.unit))
    for of, other in bases(unit):
        if of in whole and other < whole[of]:
            more = right.value * other / whole[of]
            unit = "£" if left.unit == "pound" and of == "£" else left.unit
            joined = replace(left, end=right.end, mantissa=left.value + more, scale=1, unit=unit)
            return joined if more < 1 else None
    return None


def _first(text: str, amount: Amount) -> str:
    """The first character of an amount; none of one whose place is that of the one before it."""
    return text[amount.start : min(amount.start + 1, amount.end)]


def _bare_compound(text: str, left: Amount, right: Amount) -> Amount | None:
    """`six foot two`, `one pound fifty`: the second unit is left out."""
    if not right.bare or right.weak or left.value.denominator != 1 or left.scale != 1:
        return None
    parts = 12 if left.unit == "foot" else 100 if left.unit in _OF_A_HUNDRED else 0
    if right.value >= parts or right.value.denominator != 1 or not _LAST.match(text, right.end):
        return None
    if len(text[left.end : right.start]) != 1 or text[left.start : left.start + 1] in (
        "$",
        "£",
        "€",
    ):
        return None
    return replace(left, end=right.end, mantissa=left.value + right.value / parts)


def _multiplied(text: str, left: Amount, right: Amount) -> Amount | None:
    """`half of one percent`, and `5 1000000`, as spinners write millions."""
    if left.part and left.scale == 1 and not left.unit and right.unit and right.value == 1:
        if _OF.fullmatch(text, left.end, right.start):
            return replace(left, end=right.end, unit=right.unit, part=False)
        return None
    size = text[right.start : right.end].partition(" ")[0]
    if size.lower() in _ONE_SCALE and right.scale > 1:
        size = plain(right.value)
    power = _SMALL_POWER if _first(text, left).isalpha() else _POWER
    if left.scale != 1 or not power.fullmatch(size) or (left.unit and right.unit):
        return None
    if not _BY.fullmatch(text, left.end, right.start) or left.value >= 1000:
        return None
    return replace(right, start=left.start, mantissa=left.value, scale=int(size),
                   unit=left.unit or right.unit, sign=left.sign)  # fmt: skip


def _below(text: str, left: Amount, right: Amount) -> Amount | None:
    """`five degrees below zero`."""
    beside = _BELOW.fullmatch(text, left.end, right.start)
    if beside is None or right.value or not left.unit.startswith("°"):
        return None
    sign = "-" if beside["below"].lower() == "below" else ""
    return replace(left, end=right.end, sign=sign, unit=right.unit or left.unit)


def _ratio(text: str, left: Amount, right: Amount) -> Amount | None:
    """`one in five`, `three out of four`, `one voter in five`; in `two in 2024` a year."""
    if not left.bare or right.unit or right.part or right.mantissa < 2:
        return None
    digits = text[right.start : right.end]
    if len(digits) == 4 and digits.isdigit():
        return None
    of = _IN.fullmatch(text, left.end, right.start) or _OUT_OF.fullmatch(
        text, left.end, right.start
    )
    if not of and not (
        left.value == 1
        and _ONE_IN.fullmatch(text, left.end, right.start)
        and _LAST.match(text, right.end)
    ):
        return None
    return Amount(left.start, right.end, left.value / right.value, part=True)


def _ranged(text: str, left: Amount, right: Amount) -> tuple[Amount, Amount]:
    """The ends of a range, each with the scale and the unit of the other: `5 to 6 million`."""
    if is_currency(left.unit) and right.unit == "m" and right.scale == 1:
        right = replace(right, unit="", scale=10**6)  # the millions of £5-6m
    if _is_span_of_years(text, left, right):
        century = left.value - left.value % 100
        later = right.value < left.value % 100
        return left, replace(right, mantissa=century + right.value + 100 * later)
    if left.unit in _COUNTED and right.bare and _AGAINST.fullmatch(text, left.end, right.start):
        return replace(left, unit=""), right
    is_range = _TO.fullmatch(text, left.end, right.start) or (
        _BETWEEN.fullmatch(text, left.end, right.start)
        and _OPENED.search(text, max(0, left.start - _REACH), left.start)
    )
    if not is_range or left.shown or right.shown or left.part or right.part:
        return left, right
    if left.scale != 1 or left.mantissa >= right.mantissa or {left.unit, right.unit} & {"th", "s"}:
        return left, right
    if left.unit and right.unit not in ("", left.unit):
        return left, right
    if left.unit and right.scale == 1 and not right.unit and not _is_price(text, left, right):
        return left, right
    unit = left.unit or right.unit
    return replace(left, scale=right.scale, unit=unit), replace(right, unit=unit)


def _is_price(text: str, left: Amount, right: Amount) -> bool:
    """Whether the sign before one price holds for the other: `$20-50`."""
    first = _first(text, left)
    is_signed = is_currency(left.unit) and bool(first) and not first.isalnum()
    return is_signed and text[left.end : right.start].strip() in ("-", "–", "—")


def _is_span_of_years(text: str, left: Amount, right: Amount) -> bool:
    """Whether two numbers are years of which the second is cut short: `1939-45`, `1998-04`."""
    one, other = text[left.start : left.end], text[right.start : right.end]
    return (
        left.bare
        and right.bare
        and len(one) == 4
        and len(other) == 2
        and one.isdecimal()
        and other.isdecimal()
        and (int(other) - int(one[2:])) % 100 in _YEARS
        and text[left.end : right.start] in ("-", "–")
    )
