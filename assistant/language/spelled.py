"""A number in words, as its pattern matched it."""

from __future__ import annotations

import re
from fractions import Fraction

from assistant.language.amount import Amount
from assistant.language.casing import folded
from assistant.language.numerals import SCALES, TENS, amounts, at_place, decimal
from assistant.language.units import unit_at

_NOT = re.compile(r"\bnot\s+(?:a\s+)?\Z", re.IGNORECASE)
_OF_THE = re.compile(r"\s+of\s+(?:the|his|her|its|their|our|these|those)\b", re.IGNORECASE)


def spelled(match: re.Match[str], text: str) -> list[Amount]:
    """The amounts of a match: one, or several that do not join, as in `three-one`."""
    words = [w for w in re.split(r"[\s-]+", folded(match["words"])) if w not in ("a", "an", "and")]
    sign = "-" if words[0] in ("minus", "negative") else ""
    if words[0] == "plus" and words[1] == "or":
        words, sign = words[3:], "±"
    elif words[0] in ("minus", "negative", "plus"):
        words = words[1:]
    start, end = match.span()
    if match["decimals"]:
        return [_decimal(match, text, words, sign)]
    if match["all"]:
        value = Fraction(amounts(words[:-1])[-1])
        return [Amount(start, match.start("all"), value), Amount(match.start("all"), end, value)]
    if words == ["one"] and (
        _OF_THE.match(text, end) or _NOT.search(text, max(0, start - 8), start)
    ):
        return [Amount(start, end, Fraction(1), weak=True)]
    values, unit = amounts(words), ""
    if match["tail"]:
        values, unit = _ordinal(words)
    else:
        unit, end = unit_at(text, end)
    *head, amount = values
    places = _places(match) if len(values) == 2 else ()
    if places:
        (one, one_end), (start, _) = places
        first = [Amount(one, one_end, Fraction(head[0]))]
    else:
        starts = (start, *(match.end() for _ in head))
        first = [Amount(at, match.end(), Fraction(v)) for at, v in zip(starts, head, strict=False)]
        start = match.end() if head else start
    mantissa, scale = _scaled(words, amount)
    return [*first, Amount(start, end, mantissa, scale, unit, sign)]


def _places(match: re.Match[str]) -> tuple[tuple[int, int], ...]:
    """Where the two numbers of `three-one` stand, where each is one word."""
    found = [each.span() for each in re.finditer(r"[^\W_]+", match.group())]
    lead = match.start()
    return tuple((lead + a, lead + b) for a, b in found) if len(found) == 2 else ()


def _ordinal(words: list[str]) -> tuple[list[int], str]:
    """The values and the unit of a run of words that ends with an ordinal; a second is a unit."""
    *before, last = words
    if last == "second" and (not before or before[-1] not in TENS):
        return amounts(before), "second"
    *head, amount = amounts(before)
    return [*head, at_place(amount, last)], "th"


def _decimal(match: re.Match[str], text: str, words: list[str], sign: str) -> Amount:
    """`two point five million`."""
    whole = amounts(words[: words.index("point")])[-1]
    value = decimal(whole, re.findall(r"[a-z]+", folded(match["decimals"])))
    scale = SCALES[folded(match["pointscale"])] if match["pointscale"] else 1
    unit, end = unit_at(text, match.end())
    return Amount(match.start(), end, value, scale, unit, sign)


def _scaled(words: list[str], amount: int) -> tuple[Fraction, int]:
    """A number as a mantissa times the scale that it is spelled with: 3 and 10⁶."""
    scale = SCALES.get(words[-1], 1)
    return Fraction(amount, scale), scale
