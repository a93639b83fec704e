"""Figures, dates and times of a text, what they come to, and which of them agree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, zip_longest

from assistant.checks.facts.extraction import sentence_facts
from assistant.language.agreement import implies, measured, parted
from assistant.language.fact import VALUES, Fact, FactKind, Found

_NEAR, _FAR = 0.12, 0.35
RATIO = re.compile(r"\s+(?:in|out of)\s+(?=\w)")
_PART = re.compile(r"\s*(?:of\b|[.,;:)]|$|(?:in|this|next|last|since|from|more|less|over)\b)")
_PAIR = 2
_BOTH = re.compile(r"\b(?:both|each|either|neither)\b|\ban?\b.* and (?:one|another|an?)\b")
_SLIGHT = 0.08
_MOST_PAIRED = 24
"""Numbers of a text of which sums and shares are looked for: of more, any would be one."""


@lru_cache(maxsize=512)
def figures(text: str) -> tuple[Found, ...]:
    """The numbers, dates and times of a text; `one in five` and `a tenth` are shares."""
    found = [figure for figure in sentence_facts(text) if figure.fact.kind in VALUES]
    joined: list[Found] = []
    skip = False
    for figure, after in zip_longest(found, found[1:]):
        if skip:
            skip = False
            continue
        share = _share(text, figure, after)
        skip = share is not None and after is not None and share.end == after.end
        joined.append(share or figure)
    return tuple(joined)


def _share(text: str, figure: Found, after: Found | None) -> Found | None:
    value = _value(figure.fact.value)
    if figure.fact.kind is not FactKind.NUMBER or value is None:
        return None
    size, unit = value
    gap = RATIO.match(text, figure.end)
    if after is not None and gap and gap.end() == after.start and not unit:
        other = _value(after.fact.value)
        if other and not other[1] and other[0] > size:
            return replace(
                figure, end=after.end, fact=replace(figure.fact, value=str(size / other[0]))
            )
    is_part = unit == "th" and size and re.search(r"\ba\s+$", text[: figure.start], re.IGNORECASE)
    if is_part and _PART.match(text, figure.end):
        return replace(figure, fact=replace(figure.fact, value=str(1 / size)))
    return None


def agree(one: Fact, other: Fact, about: str) -> bool:
    """Whether two say the same; `about` is `near`, `below` or `above` where one is said to be."""
    if one == other:
        return True
    if FactKind.DATE in (one.kind, other.kind):
        return implies(other, one)
    if one.kind is not other.kind or one.kind is FactKind.TIME:
        return False
    first, second = _value(one.value), _value(other.value)
    if first is None or second is None:
        return False
    (size, unit), (real, its_unit) = first, second
    if unit != its_unit:
        if unit and its_unit:
            return False
        size, real = _bare(one.value, size), _bare(other.value, real)
    try:
        return _close(float(size), float(real), about)
    except OverflowError:
        return size == real  # a number of more than 308 digits


def _bare(value: str, size: Fraction) -> Fraction:
    """A number as it stands, whatever its unit, to compare with one that has none."""
    number, unit = parted(value)
    return size if unit == "%" or isinstance(number, str) else number


def _close(size: float, real: float, about: str) -> bool:
    scale = max(abs(real), 1e-9)
    off = (size - real) / scale
    match about:
        case "near":
            return abs(off) <= _NEAR
        case "below":
            return -0.001 <= off <= _FAR
        case "above":
            return -_FAR <= off <= 0.001
    return abs(off) < 0.002


def _value(value: str) -> tuple[Fraction, str] | None:
    """A canonical number in the base of its unit, percentages as shares of one, and that unit."""
    size, unit = measured(value)
    return (size, unit) if isinstance(size, Fraction) else None


def derived(figure: Found, evidence: Sequence[str]) -> bool:
    """Whether a number follows from others: a sum, a ratio, a century, a pair."""
    value = _value(figure.fact.value)
    if figure.fact.kind is not FactKind.NUMBER or value is None:
        return False
    size, unit = value
    if size == _PAIR and not unit and any(_BOTH.search(text) for text in evidence):
        return True
    for text in evidence:
        numbers = _numbers(text)
        if unit == "th century":
            if any(not u and (size - 1) * 100 < year <= size * 100 for year, u in numbers):
                return True
            continue
        for (one, its), (other, own) in combinations(numbers[:_MOST_PAIRED], 2):
            if (its == own or not its or not own) and _follows(size, unit, one, other, its or own):
                return True
    return False


@lru_cache(maxsize=512)
def _numbers(text: str) -> tuple[tuple[Fraction, str], ...]:
    """The numbers of a text and the years of its dates, each with its unit."""
    values = (_value(figure.fact.value.partition("-")[0]) for figure in figures(text))
    return tuple(value for value in values if value)


def _follows(size: Fraction, unit: str, one: Fraction, other: Fraction, of: str) -> bool:
    low, high = sorted((abs(one), abs(other)))
    if unit in ("", of) and size in (one + other, low * high if low < 1 else None):
        return True
    is_share = size.denominator > 1 and size < 1 and not unit
    if not is_share or not high:
        return False
    shares = (low / high, low / (low + high), (high - low) / high, (high - low) / (low or 1))
    return any(abs(share - size) <= _SLIGHT * size for share in shares)
