"""Number words: what they are worth, alone and in a row. The table is data/numerals.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from assistant.language.wordlists import data_text

_TABLE = tomllib.loads(data_text("numerals.toml"))

SMALL: dict[str, int] = {word: number for number, word in enumerate(_TABLE["ones"].split())}
SMALL |= {word: 10 * number for number, word in enumerate(_TABLE["tens"].split(), 2)}
SMALL |= _TABLE["small"]
SCALES: dict[str, int] = _TABLE["scales"]
SHORT_SCALES: dict[str, int] = _TABLE["short_scales"]
ORDINALS: dict[str, int] = {word: n for n, word in enumerate(_TABLE["ordinals"].split())}
ORDINALS |= {word[:-1] + "ieth": 10 * n for n, word in enumerate(_TABLE["tens"].split(), 2)}
ORDINALS |= _TABLE["large_ordinals"]
_HUNDRED = 100
DECADES = {word: 10 * number for number, word in enumerate(_TABLE["decades"].split(), 2)}
TIMES: dict[str, int] = _TABLE["times"]
BIRTHS: dict[str, int] = _TABLE["births"]
"""Words for children of one birth, by how many these are."""

ANNIVERSARIES: dict[str, int] = _TABLE["anniversaries"]
"""Words for an anniversary, by how many years it comes after."""

CHANGES: dict[str, int] = _TABLE["changes"]
"""Words that say how many times as much something becomes."""

GLYPHS: dict[str, Fraction] = {mark: Fraction(share) for mark, share in _TABLE["glyphs"].items()}

TENS = frozenset(_TABLE["tens"].split())
_OH = "oh"


def amounts(words: Sequence[str]) -> list[int]:
    """The numbers that a run of cardinals in lower case spells; several where they do not join.

    `nineteen eighty-four`, `twenty ten` and `nineteen oh five` are years.
    """
    found: list[int] = []
    total = group = 0
    last, fresh = 0, True
    for word in words:
        scale = SCALES.get(word, 0)
        value, rest = SMALL.get(word, 0), group % 100
        if (
            word == _OH
            or (word in SMALL and not fresh and (_parts(rest, value) or not (rest or value)))
            or (scale > 100 and group and total and scale >= last)
        ):
            kept = group if scale else 0
            found.append(total + group - kept)
            total, group, last = 0, kept, 0
        if scale > 100:
            total, group = (total * scale, 0) if total and not group else (
                total + (group or 1) * scale, 0)  # fmt: skip
            last = scale
        elif scale:
            group = (group or 1) * scale
        else:
            group += value
        fresh = word == _OH
    found.append(total + group)
    is_year = len(found) == 2 and 10 < found[0] <= 20 and (10 <= found[1] <= 99 or _OH in words)
    return [100 * found[0] + found[1]] if is_year else found


def _parts(rest: int, value: int) -> bool:
    """Whether a small number does not join what is said of tens and ones before it."""
    return rest > 0 and not (rest >= 20 and rest % 10 == 0 and 0 < value < 10)


def roman(letters: str) -> int:
    """The value of a Roman numeral below four hundred."""
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in letters]
    return sum(-one if one < after else one for one, after in pairwise([*values, 0]))


def decimal(whole: int, digits: Sequence[str]) -> Fraction:
    """A whole number with the digits behind its point, each a word: 2 and `five` make 2.5."""
    value = Fraction(whole)
    for place, digit in enumerate(digits, 1):
        value += Fraction(SMALL.get(digit, 0), 10**place)
    return value


def ordinal(words: Sequence[str]) -> int:
    """The value of an ordinal in words, as `first`, `21st` or `twenty`, `first`.

    Raises KeyError where it is none.
    """
    *before, last = words
    return at_place(amounts(before)[-1] if before else 0, last)


def at_place(count: int, last: str) -> int:
    """The value of a number that an ordinal ends: 25 for twenty and fifth, 500 for five and 100th.

    Raises KeyError where it is none.
    """
    place = ORDINALS[last]
    return count * place if 0 < count < place and place >= _HUNDRED else count + place
